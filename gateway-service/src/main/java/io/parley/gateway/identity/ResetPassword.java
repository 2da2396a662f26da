package io.parley.gateway.identity;

import static io.parley.starter.Timestamps.at;

import io.parley.gateway.keys.Sealer;
import io.parley.gateway.mail.MailQueue;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A new password for somebody who has forgotten theirs, by a link sent to their address.
@Component
class ResetPassword {
    private static final Duration LINK_GOOD_FOR = Duration.ofHours(1);
    private static final Duration PAUSE_BETWEEN = Duration.ofSeconds(60);
    private static final Duration NOTICE_WORTH_SENDING_FOR = Duration.ofDays(1);

    private final Users users;
    private final Passwords passwords;
    private final Sessions sessions;
    private final LoginGuard guard;
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final MailQueue mail;
    private final Letters letters;
    private final Clock clock;

    ResetPassword(
            Users users,
            Passwords passwords,
            Sessions sessions,
            LoginGuard guard,
            JdbcClient jdbc,
            Sealer sealer,
            MailQueue mail,
            Letters letters,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
        this.guard = guard;
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.mail = mail;
        this.letters = letters;
        this.clock = clock;
    }

    /// Sends a link, if there is such a user and none was sent within the last minute. Nobody is told which.
    @Transactional
    public void ask(String address) {
        Optional<User> user = users.findByEmail(EmailAddress.Check.normal(address));
        if (user.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        String token = Secrets.token();
        int written = jdbc.sql("insert into password_reset as r (user_id, token_hash, expires_at, sent_at)"
                        + " values (?, ?, ?, ?) on conflict (user_id) do update set token_hash = excluded.token_hash,"
                        + " expires_at = excluded.expires_at, sent_at = excluded.sent_at where r.sent_at <= ?")
                .params(
                        user.get().id(),
                        sealer.hash(token),
                        at(now.plus(LINK_GOOD_FOR)),
                        at(now),
                        at(now.minus(PAUSE_BETWEEN)))
                .update();
        if (written == 1) {
            mail.send(letters.resetPassword(user.get(), token), LINK_GOOD_FOR);
        }
    }

    /// Sets the password, ends every session of the user, and takes the link as proof of the address.
    ///
    /// @throws Refusal invalid, when the link is old, used, or none of ours
    @Transactional
    public void reset(String token, String password) {
        Instant now = clock.instant();
        User user = jdbc.sql("delete from password_reset where token_hash = ? and expires_at > ? returning user_id")
                .params(sealer.hash(token), at(now))
                .query((rs, n) -> rs.getObject("user_id", UUID.class))
                .optional()
                .flatMap(users::findById)
                .orElseThrow(() -> Refusal.invalid(
                        "token_wrong", "The link is no longer good; ask for a new one to choose a password."));
        user.newPassword(passwords.hash(password));
        user.provedEmail(now);
        users.saveAndFlush(user);
        sessions.endAll(user.id(), "password_reset");
        guard.forget(user.email());
        mail.send(letters.passwordChanged(user), NOTICE_WORTH_SENDING_FOR);
    }
}

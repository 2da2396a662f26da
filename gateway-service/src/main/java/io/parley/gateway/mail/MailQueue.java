package io.parley.gateway.mail;

import static io.parley.starter.Timestamps.at;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.gateway.keys.Sealer;
import io.parley.starter.Ids;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// E-mails waiting in the database: written in the transaction that wants them sent, gone once the SMTP server has
/// taken them. A crash between those two sends one twice, never none.
@Component
public class MailQueue {
    private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Sealer sealer;
    private final Clock clock;
    private volatile Runnable whenThereIsMore = () -> {};

    MailQueue(JdbcClient jdbc, JsonMapper json, Sealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// Has the letter sent once the transaction is committed.
    ///
    /// @param worthSendingFor how long it is of use; after that it is given up
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Letter letter, Duration worthSendingFor) {
        UUID id = Ids.next();
        Instant now = clock.instant();
        jdbc.sql("insert into mail (id, recipient, sealed, queued_at, give_up_at, next_try_at) values (?,?,?,?,?,?)")
                .params(
                        id,
                        letter.to(),
                        sealer.seal(json.writeValueAsBytes(letter), "mail " + id),
                        at(now),
                        at(now.plus(worthSendingFor)),
                        at(now))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                whenThereIsMore.run();
            }
        });
    }

    void whenThereIsMore(Runnable wake) {
        whenThereIsMore = wake;
    }

    /// A letter in hand.
    ///
    /// @param letter absent when it cannot be opened any more
    record Waiting(UUID id, @Nullable Letter letter, int tries, Instant giveUpAt) {}

    /// Takes the next letter that is due and that no other replica has in hand. Held until the transaction's end.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Waiting> take() {
        return jdbc.sql("select id, sealed, tries, give_up_at from mail where next_try_at <= ?"
                        + " order by next_try_at limit 1 for update skip locked")
                .param(at(clock.instant()))
                .query((rs, n) -> {
                    UUID id = rs.getObject("id", UUID.class);
                    return new Waiting(
                            id,
                            open(id, rs.getBytes("sealed")),
                            rs.getInt("tries"),
                            rs.getTimestamp("give_up_at").toInstant());
                })
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void taken(UUID id) {
        jdbc.sql("delete from mail where id = ?").param(id).update();
    }

    /// Puts it back for later: 2 s, 4 s, 8 s … 5 min; or gives it up when nobody would care any more.
    @Transactional(propagation = Propagation.MANDATORY)
    public void failed(Waiting mail, String error) {
        Instant now = clock.instant();
        Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(mail.tries(), 10));
        Instant next = now.plus(pause.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : pause);
        if (next.isAfter(mail.giveUpAt())) {
            LOG.warn("e-mail {} is given up after {} tries: {}", mail.id(), mail.tries() + 1, error);
            taken(mail.id());
            return;
        }
        jdbc.sql("update mail set tries = tries + 1, next_try_at = ?, last_error = ? where id = ?")
                .params(
                        at(next),
                        error.substring(0, Math.min(error.length(), 500)).replace("\0", ""),
                        mail.id())
                .update();
    }

    private @Nullable Letter open(UUID id, byte[] sealed) {
        try {
            return json.readValue(new String(sealer.open(sealed, "mail " + id), UTF_8), Letter.class);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }
}

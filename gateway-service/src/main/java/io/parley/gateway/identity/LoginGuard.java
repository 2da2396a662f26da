package io.parley.gateway.identity;

import static io.parley.starter.Timestamps.at;

import io.parley.gateway.keys.Sealer;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Slows down who guesses passwords: after five failures an address waits, each time twice as long. It counts by
/// address, whether such a user exists or not, so it tells nobody which do.
@Component
class LoginGuard {
    static final int FAILURES_FREE = 4;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final Clock clock;

    LoginGuard(JdbcClient jdbc, Sealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// How long the address waits after so many failures in a row: nothing, 30 s, 1 min, 2 min … 15 min.
    static Duration waitAfter(int failures) {
        if (failures <= FAILURES_FREE) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FAILURES_FREE - 1, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /// @throws Refusal too many, while the address has to wait
    @Transactional(readOnly = true)
    public void check(String email) {
        Instant now = clock.instant();
        Optional<Instant> until = jdbc.sql(
                        "select locked_until from login_guard where email_hash = ? and locked_until > ?")
                .params(sealer.hash(email), at(now))
                .query((rs, n) -> rs.getTimestamp("locked_until").toInstant())
                .optional();
        if (until.isPresent()) {
            Duration wait = Duration.between(now, until.get()).plusSeconds(1);
            throw Refusal.tooMany(
                    "too_many_attempts",
                    "Too many failed log-ins; try again in " + wait.toSeconds() + " s, or ask for a new password.",
                    wait);
        }
    }

    @Transactional
    public void failed(String email) {
        Instant now = clock.instant();
        byte[] hash = sealer.hash(email);
        int failures = jdbc.sql("insert into login_guard as g (email_hash, failures, failed_at) values (?, 1, ?)"
                        + " on conflict (email_hash) do update set failed_at = excluded.failed_at,"
                        + " failures = case when g.failed_at < ? then 1 else g.failures + 1 end returning failures")
                .params(hash, at(now), at(now.minus(FORGOTTEN_AFTER)))
                .query(Integer.class)
                .single();
        Duration wait = waitAfter(failures);
        if (wait.isPositive()) {
            jdbc.sql("update login_guard set locked_until = ? where email_hash = ?")
                    .params(at(now.plus(wait)), hash)
                    .update();
        }
    }

    @Transactional
    public void forget(String email) {
        jdbc.sql("delete from login_guard where email_hash = ?")
                .param(sealer.hash(email))
                .update();
    }

    @Scheduled(initialDelayString = "PT30M", fixedDelayString = "PT6H")
    @Transactional
    public void forgetOld() {
        jdbc.sql("delete from login_guard where failed_at < ?")
                .param(at(clock.instant().minus(FORGOTTEN_AFTER)))
                .update();
    }
}

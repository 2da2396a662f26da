package io.parley.channel.sending;

import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Forgets messages three months after they ended: long after the last replay of a topic could
/// bring them again.
@Component
class ForgetOldMessages {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetOldMessages.class);
    /// A full bucket says nothing.
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(90);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ForgetOldMessages(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelay = 15, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            int rows = ShopScope.callAsSystem(() -> transaction.execute(
                    status -> jdbc.update("delete from outbound_part where sent_at < ?", before(KEPT))
                            + jdbc.update("delete from send_pace where full_at < ?", before(IDLE))
                            + jdbc.update("delete from marketing_rest where rests_until < ?", before(IDLE))
                            + jdbc.update(
                                    "delete from outbound_message where status in ('SENT', 'FAILED') and requested_at < ?",
                                    before(KEPT))));
            LOG.debug("forgot {} rows", rows);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("forgetting will be tried again: {}", e.getMessage());
        }
    }

    private OffsetDateTime before(Duration kept) {
        return OffsetDateTime.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC);
    }
}

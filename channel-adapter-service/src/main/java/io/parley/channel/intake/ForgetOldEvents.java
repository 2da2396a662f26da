package io.parley.channel.intake;

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

/// Forgets bodies after a month and events after three: long after the platforms' last repeat (7 days) and the last
/// replay of a topic.
@Component
class ForgetOldEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetOldEvents.class);
    private static final Duration BODIES_KEPT = Duration.ofDays(30);
    private static final Duration EVENTS_KEPT = Duration.ofDays(90);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ForgetOldEvents(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelay = 15, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            int rows = ShopScope.callAsSystem(() -> transaction.execute(
                    status -> jdbc.update("delete from webhook_body where received_at < ?", before(BODIES_KEPT))
                            + jdbc.update("delete from inbound_event where received_at < ?", before(EVENTS_KEPT))));
            LOG.debug("forgot {} rows", rows);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("forgetting will be tried again: {}", e.getMessage());
        }
    }

    private OffsetDateTime before(Duration kept) {
        return OffsetDateTime.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC);
    }
}

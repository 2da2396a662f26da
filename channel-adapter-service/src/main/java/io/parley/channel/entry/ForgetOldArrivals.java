package io.parley.channel.entry;

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

/// Forgets who came by a code, once no order can be put down to it any more; that somebody did
/// stays in the numbers.
@Component
class ForgetOldArrivals {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetOldArrivals.class);
    /// Longer than an order looks back, for one that is told late.
    private static final Duration ARRIVALS_KEPT = Duration.ofDays(30);
    private static final Duration PEOPLE_KEPT = Duration.ofDays(90);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ForgetOldArrivals(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelay = 20, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            int rows = ShopScope.callAsSystem(() -> transaction.execute(
                    status -> jdbc.update("delete from entry_arrival where arrived_at < ?", before(ARRIVALS_KEPT))
                            + jdbc.update(
                                    "update entry_conversation set conversation_key = gen_random_uuid()::text,"
                                            + " forgotten = true where not forgotten and first_at < ?",
                                    before(PEOPLE_KEPT))));
            LOG.debug("forgot {} rows", rows);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("forgetting will be tried again: {}", e.getMessage());
        }
    }

    private OffsetDateTime before(Duration kept) {
        return OffsetDateTime.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC);
    }
}

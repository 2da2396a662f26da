package io.parley.channel.voice;

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

/// Forgets what was needed to answer a call after a month, and the call itself after a year.
@Component
class ForgetOldCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetOldCalls.class);
    private static final Duration TURNS_KEPT = Duration.ofDays(30);
    private static final Duration CALLS_KEPT = Duration.ofDays(365);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ForgetOldCalls(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelay = 25, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            int rows = ShopScope.callAsSystem(() -> transaction.execute(
                    status -> jdbc.update("delete from voice_turn where asked_at < ?", before(TURNS_KEPT))
                            + jdbc.update("delete from voice_line where kept_at < ?", before(TURNS_KEPT))
                            + jdbc.update("delete from voice_call where started_at < ?", before(CALLS_KEPT))));
            LOG.debug("forgot {} rows", rows);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("forgetting will be tried again: {}", e.getMessage());
        }
    }

    private OffsetDateTime before(Duration kept) {
        return OffsetDateTime.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC);
    }
}

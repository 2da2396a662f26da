package io.parley.channel.account;

import static io.parley.starter.Timestamps.at;

import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Ends what a platform has put on an account for a time: no platform tells that the time is over.
@Component
public class EndPassedProblems {
    private static final Logger LOG = LoggerFactory.getLogger(EndPassedProblems.class);
    private static final int CHANNELS_MAX = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final TroubleChannel trouble;
    private final Clock clock;

    EndPassedProblems(JdbcClient jdbc, PlatformTransactionManager transactions, TroubleChannel trouble, Clock clock) {
        this.jdbc = jdbc;
        this.trouble = trouble;
        this.clock = clock;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    private record Passed(UUID shopId, UUID channelId) {}

    @Scheduled(
            initialDelayString = "${parley.channel.health.every}",
            fixedDelayString = "${parley.channel.health.every}")
    public void end() {
        try {
            for (Passed channel : passed()) {
                ShopScope.callAs(channel.shopId, () -> {
                    trouble.endPassed(channel.channelId);
                    return null;
                });
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("whose restriction is over is looked at later: {}", e.getMessage());
        }
    }

    private List<Passed> passed() {
        return Objects.requireNonNull(ShopScope.callAsSystem(() -> reading.execute(status -> jdbc.sql(
                        "select shop_id, id from channel where problem_ends_at <= :now limit :max")
                .param("now", at(clock.instant()))
                .param("max", CHANNELS_MAX)
                .query((row, n) -> new Passed(row.getObject("shop_id", UUID.class), row.getObject("id", UUID.class)))
                .list())));
    }
}

package io.parley.channel.platform;

import static io.parley.starter.Timestamps.at;

import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes away rows of all shops whose time is over, in one transaction. What fails is tried again when it is called
/// the next time.
@Component
public class Forgetting {
    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Forgetting(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// @param sql with one parameter: what is older than this goes
    public record Old(String sql, Duration kept) {}

    public void forget(Old... old) {
        try {
            int rows = ShopScope.callAsSystem(() -> transaction.execute(
                    status -> Arrays.stream(old).mapToInt(this::take).sum()));
            LOG.debug("forgot {} rows", rows);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("forgetting will be tried again: {}", e.getMessage());
        }
    }

    private int take(Old old) {
        return jdbc.update(old.sql(), at(clock.instant().minus(old.kept())));
    }
}

package io.parley.starter.shop;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// One statement on walled tables in one round trip: the shop and the statement travel together, and PostgreSQL makes a
/// transaction of the two. Afterwards no connection is held, so that slow work can follow.
public class Glance {
    private static final String SHOP = "select set_config('parley.shop', ?, true);";

    private final JdbcTemplate jdbc;
    private final Background background;

    Glance(JdbcTemplate jdbc, Background background) {
        this.jdbc = jdbc;
        this.background = background;
    }

    public <T> List<T> query(String sql, RowMapper<T> rows, @Nullable Object... arguments) {
        return Objects.requireNonNull(run(sql, arguments, statement -> {
            try (ResultSet found = statement.getResultSet()) {
                return new RowMapperResultSetExtractor<>(rows).extractData(found);
            }
        }));
    }

    /// @return how many rows it changed
    public int update(String sql, @Nullable Object... arguments) {
        return Objects.requireNonNull(run(sql, arguments, PreparedStatement::getUpdateCount));
    }

    /// An argument of no known type makes the driver have the server describe the statement once it
    /// has been used a few times on a connection. From then on it waits for the first of the two
    /// statements before it sends the second, which ends the transaction they share: the shop is
    /// forgotten, and the wall hides every row. So every argument has its type; one that is absent is text.
    private static Object typed(@Nullable Object argument) {
        return switch (argument) {
            case null -> new SqlParameterValue(Types.VARCHAR, null);
            case String _, UUID _, Number _, Boolean _, OffsetDateTime _, LocalDate _ ->
                Objects.requireNonNull(argument);
            default -> throw new IllegalArgumentException("no type is known for a " + argument.getClass());
        };
    }

    private <T> @Nullable T run(String sql, @Nullable Object[] arguments, PreparedStatementCallback<T> read) {
        @Nullable Object[] all = new Object[arguments.length + 1];
        all[0] = ShopScope.setting();
        for (int i = 0; i < arguments.length; i++) {
            all[i + 1] = typed(arguments[i]);
        }
        PreparedStatementCreator both = connection -> connection.prepareStatement(SHOP + sql);
        PreparedStatementCallback<T> reading = statement -> {
            new ArgumentPreparedStatementSetter(all).setValues(statement);
            if (!statement.execute()) {
                throw new SQLException("the shop was not set");
            }
            statement.getMoreResults();
            return read.doInPreparedStatement(statement);
        };
        // within a transaction it uses that one's connection
        boolean entered = !TransactionSynchronizationManager.isActualTransactionActive() && background.enter();
        try {
            return jdbc.execute(both, reading);
        } finally {
            if (entered) {
                background.leave();
            }
        }
    }
}

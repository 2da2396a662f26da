package io.parley.starter.shop;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;

/// One statement on walled tables in one round trip: the shop and the statement travel together, and PostgreSQL makes a
/// transaction of the two. Afterwards no connection is held, so that slow work can follow.
public class Glance {
    private static final String SHOP = "select set_config('parley.shop', ?, true);";

    private final JdbcTemplate jdbc;

    Glance(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
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

    private <T> @Nullable T run(String sql, @Nullable Object[] arguments, PreparedStatementCallback<T> read) {
        @Nullable Object[] all = new Object[arguments.length + 1];
        all[0] = ShopScope.setting();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        PreparedStatementCreator both = connection -> connection.prepareStatement(SHOP + sql);
        PreparedStatementCallback<T> reading = statement -> {
            new ArgumentPreparedStatementSetter(all).setValues(statement);
            if (!statement.execute()) {
                throw new SQLException("the shop was not set");
            }
            statement.getMoreResults();
            return read.doInPreparedStatement(statement);
        };
        return jdbc.execute(both, reading);
    }
}

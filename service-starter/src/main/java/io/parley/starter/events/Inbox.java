package io.parley.starter.events;

import java.sql.PreparedStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What this service has heard. [EventListenerOn] keeps it for a listener that is one transaction; a listener that owns
/// its transactions says here, in the one that settles the event, that it did.
public class Inbox {
    private static final String FIRST_TIME =
            "insert into inbox (listener, event_id) values (?, ?) on conflict do nothing";
    private static final String FIRST_TIMES = """
            insert into inbox (listener, event_id) select * from unnest(?, ?)
            on conflict do nothing returning listener, event_id""";

    private final JdbcTemplate jdbc;

    Inbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes that the listener settles the event at hand, together with what the current transaction writes.
    ///
    /// @return false when it had settled it before: nothing more may be written
    /// @throws IllegalStateException outside a transaction: our own bug
    /// @throws java.util.NoSuchElementException outside a listener
    public boolean firstTime(Class<?> listener) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("what was heard is noted in a transaction");
        }
        return jdbc.update(
                        FIRST_TIME,
                        listener.getSimpleName(),
                        EventMeta.current().id())
                == 1;
    }

    /// Whether the listener has settled the event at hand.
    public boolean knows(Class<?> listener) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from inbox where listener = ? and event_id = ?)",
                Boolean.class,
                listener.getSimpleName(),
                EventMeta.current().id()));
    }

    /// Notes in one statement what several pieces of the current transaction settle.
    ///
    /// @return what had not been settled before; the caller's own
    Set<Heard> firstTime(List<Heard> heard) {
        if (heard.isEmpty()) {
            return Set.of();
        }
        PreparedStatementCreator all = connection -> {
            PreparedStatement statement = connection.prepareStatement(FIRST_TIMES);
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", heard.stream().map(Heard::listener).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", heard.stream().map(Heard::eventId).toArray()));
            return statement;
        };
        return new HashSet<>(jdbc.query(all, (row, _) -> new Heard(row.getString(1), row.getObject(2, UUID.class))));
    }

    /// @param listener its class's simple name
    record Heard(String listener, UUID eventId) {}
}

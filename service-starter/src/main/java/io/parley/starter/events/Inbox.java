package io.parley.starter.events;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What this service has heard. [EventListenerOn] keeps it for a listener that is one transaction; a listener that owns
/// its transactions says here, in the one that settles the event, that it did.
public class Inbox {
    private static final String FIRST_TIME =
            "insert into inbox (listener, event_id) values (?, ?) on conflict do nothing";

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
        return firstTime(listener.getSimpleName(), EventMeta.current());
    }

    /// Whether the listener has settled the event at hand.
    public boolean knows(Class<?> listener) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from inbox where listener = ? and event_id = ?)",
                Boolean.class,
                listener.getSimpleName(),
                EventMeta.current().id()));
    }

    boolean firstTime(String listener, EventMeta event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("what was heard is noted in a transaction");
        }
        return jdbc.update(FIRST_TIME, listener, event.id()) == 1;
    }
}

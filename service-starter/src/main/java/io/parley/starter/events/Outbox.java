package io.parley.starter.events;

import static io.parley.starter.Timestamps.at;

import io.parley.events.Event;
import io.parley.starter.Ids;
import io.parley.starter.Trace;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// Tells the other services what became true, in the transaction that made it true: committed together or not at all.
/// Events that aggregates register ([org.springframework.data.domain.AbstractAggregateRoot]) come here by themselves
/// when the aggregate is saved.
public class Outbox {
    private static final String INSERT =
            "insert into outbox (id, topic, key, type, shop_id, occurred_at, trace, payload)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Bell committed;

    Outbox(JdbcTemplate jdbc, JsonMapper json, Clock clock, Bell committed) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.committed = committed;
    }

    /// Writes the events down, in order, to be sent once the transaction is committed.
    ///
    /// @throws IllegalStateException outside a transaction: our own bug
    public void publish(Event... events) {
        List<Object[]> rows = pending();
        for (Event event : events) {
            rows.add(row(event));
        }
    }

    @EventListener
    void published(Event event) {
        publish(event);
    }

    private Object[] row(Event event) {
        @Nullable UUID shop = ShopScope.find().orElse(null);
        return new Object[] {
            Ids.next(),
            event.topic().suffix(),
            event.key(),
            event.type(),
            shop,
            at(clock.instant()),
            Trace.traceparent(),
            json.writeValueAsString(event)
        };
    }

    /// The rows of the current transaction, written in one round trip just before it commits.
    private List<Object[]> pending() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("events are published in a transaction");
        }
        Rows known = (Rows) TransactionSynchronizationManager.getResource(this);
        if (known != null) {
            return known.rows;
        }
        Rows rows = new Rows();
        TransactionSynchronizationManager.bindResource(this, rows);
        TransactionSynchronizationManager.registerSynchronization(rows);
        return rows.rows;
    }

    private final class Rows implements TransactionSynchronization {
        private final List<Object[]> rows = new ArrayList<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Outbox.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Outbox.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            jdbc.batchUpdate(INSERT, rows);
        }

        @Override
        public void afterCommit() {
            committed.ring();
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(Outbox.this);
        }
    }
}

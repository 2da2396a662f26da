package io.parley.starter.relay;

import io.debezium.connector.base.ChangeEventQueueMetrics;
import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Debezium's PostgreSQL connector without its idle spin. Its queue's poll waits in whole milliseconds and spins the
/// last one with the queue's lock held, at every poll interval, events or not. Here the task first parks until the
/// queue has something; only then (or once a second, so that the reader's failures surface) it polls.
public class QuietPostgresConnector extends PostgresConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return QuietTask.class;
    }

    /// The task Debezium makes by reflection.
    public static class QuietTask extends PostgresConnectorTask {
        private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
        private static final int NAPS_MAX = 250;
        private @Nullable ChangeEventQueueMetrics queue;

        @Override
        public List<SourceRecord> doPoll() throws InterruptedException {
            ChangeEventQueueMetrics waiting = queue();
            for (int naps = 0;
                    waiting != null && waiting.remainingCapacity() == waiting.totalCapacity() && naps < NAPS_MAX;
                    naps++) {
                LockSupport.parkNanos(NAP_NANOS);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return super.doPoll();
        }

        /// Debezium keeps its queue to itself; without it the task polls as it always did.
        private @Nullable ChangeEventQueueMetrics queue() {
            if (queue == null) {
                try {
                    Field field = PostgresConnectorTask.class.getDeclaredField("queue");
                    field.setAccessible(true);
                    queue = (ChangeEventQueueMetrics) field.get(this);
                } catch (ReflectiveOperationException e) {
                    return null;
                }
            }
            return queue;
        }
    }
}

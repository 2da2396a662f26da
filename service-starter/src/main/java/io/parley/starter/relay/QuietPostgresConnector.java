package io.parley.starter.relay;

import io.debezium.config.Configuration;
import io.debezium.connector.base.ChangeEventQueueMetrics;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.parley.starter.events.Bell;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Debezium's PostgreSQL connector, woken instead of looking all the time. By itself it looks for news in the log after
/// each rest, and its queue's poll waits in whole milliseconds and spins the last one, events or not. Here the reader
/// of the log rests until something is committed (see [RestingStream]), and the task until the reader has read.
public class QuietPostgresConnector extends PostgresConnector {
    /// The setting that names the engine's bell.
    static final String BELL = "parley.bell";

    /// How long the reader rests at most while events come, in milliseconds.
    static final String REST = "parley.rest.ms";

    /// Debezium makes its tasks by reflection: this is how each finds what rings for it.
    static final Map<String, Bell> COMMITTED = new ConcurrentHashMap<>();

    @Override
    public Class<? extends Task> taskClass() {
        return QuietTask.class;
    }

    /// The task Debezium makes by reflection.
    public static class QuietTask extends PostgresConnectorTask {
        /// The reader's failures surface with a poll.
        private static final Duration POLL_ANYWAY = Duration.ofSeconds(1);

        private final Bell read = new Bell();
        private Duration rest = Duration.ZERO;
        private @Nullable Bell committed;
        private @Nullable ChangeEventQueueMetrics queue;

        @Override
        public CdcSourceTaskContext<PostgresConnectorConfig> preStart(Configuration config) {
            committed = COMMITTED.get(config.getString(BELL, ""));
            rest = Duration.ofMillis(config.getInteger(REST, 0));
            return super.preStart(config);
        }

        @Override
        protected ReplicationConnection buildReplicationConnection(
                PostgresConnection connection, PostgresSchema schema, PostgresConnectorConfig config)
                throws SQLException {
            ReplicationConnection built = super.buildReplicationConnection(connection, schema, config);
            return committed == null ? built : new RestingConnection(built, committed, read, rest);
        }

        @Override
        public List<SourceRecord> doPoll() throws InterruptedException {
            ChangeEventQueueMetrics waiting = queue();
            boolean come = true;
            while (come && waiting != null && waiting.remainingCapacity() == waiting.totalCapacity()) {
                come = read.await(POLL_ANYWAY);
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

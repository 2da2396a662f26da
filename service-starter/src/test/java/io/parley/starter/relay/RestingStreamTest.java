package io.parley.starter.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.parley.starter.events.Bell;
import io.parley.starter.events.Urgent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestingStreamTest {
    private final Log log = new Log();
    private final Bell committed = new Bell();
    private final Bell read = new Bell();
    private final AtomicInteger found = new AtomicInteger();
    private Duration patience = Duration.ZERO;
    private Thread reader = Thread.ofVirtual().unstarted(() -> {});

    @AfterEach
    void stop_reading() {
        reader.interrupt();
    }

    @Test
    void what_this_process_commits_is_read_at_once_however_long_the_rest() throws InterruptedException {
        reads(Duration.ofHours(1));
        await().until(() -> log.looks.get() > 0);

        log.messages.add("an event");
        committed.ring();

        await().until(() -> found.get() == 1);
        assertThat(read.await(Duration.ZERO)).isTrue();
    }

    @Test
    void what_another_replica_commits_is_read_after_a_rest() {
        reads(Duration.ofMillis(5));
        await().until(() -> log.looks.get() > 0);

        log.messages.add("an event of another process");

        await().until(() -> found.get() == 1);
    }

    @Test
    void all_that_is_there_is_read_without_a_rest() {
        for (int i = 0; i < 1_000; i++) {
            log.messages.add("event " + i);
        }

        reads(Duration.ofHours(1));

        await().until(() -> found.get() == 1_000);
    }

    @Test
    void while_something_urgent_is_under_way_the_log_waits() {
        log.messages.add("an event");
        patience = Duration.ofHours(1);

        try (Urgent _ = Urgent.begin()) {
            reads(Duration.ofHours(1));
            await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
            assertThat(log.looks).hasValue(0);
        }

        await().until(() -> found.get() == 1);
    }

    @Test
    void it_waits_no_longer_than_its_patience_for_what_is_urgent() {
        log.messages.add("an event");
        patience = Duration.ofMillis(3);

        try (Urgent _ = Urgent.begin()) {
            reads(Duration.ofHours(1));
            await().until(() -> found.get() == 1);
        }
    }

    @SuppressWarnings("resource") // it has nothing of its own to close
    private void reads(Duration rest) {
        RestingStream stream = new RestingStream(log, committed, read, rest, patience);
        reader = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    if (stream.readPending(_ -> {})) {
                        found.incrementAndGet();
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// A log of the database's, without one.
    private static final class Log implements ReplicationStream {
        private final Queue<String> messages = new ConcurrentLinkedQueue<>();
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public void read(ReplicationMessageProcessor processor) {
            throw new UnsupportedOperationException("Debezium reads what is pending only");
        }

        @Override
        public boolean readPending(ReplicationMessageProcessor processor) {
            looks.incrementAndGet();
            return messages.poll() != null;
        }

        @Override
        public void flushLsn(Lsn lsn) {}

        @Override
        public Lsn lastReceivedLsn() {
            return Lsn.INVALID_LSN;
        }

        @Override
        public Lsn startLsn() {
            return Lsn.INVALID_LSN;
        }

        @Override
        public void startKeepAlive(ExecutorService service) {}

        @Override
        public void stopKeepAlive() {}

        @Override
        public void close() {}
    }
}

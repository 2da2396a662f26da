package io.parley.starter.relay;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.starter.events.Bell;
import io.parley.starter.events.Topics;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Keeps one relay running among the service's replicas: an advisory lock decides who relays, a probe written to the
/// log every two seconds shows that everything between the log and Kafka moves, and an engine whose probe does not
/// come back is begun anew. A slot that is gone is never made again silently: rows would be skipped.
class OutboxRelay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final long LOCK = 0x7061726c6579L; // "parley", the lock's number within the service's database
    private static final Duration PROBE_EVERY = Duration.ofSeconds(2);
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);
    private static final Duration LOOK_FOR_SLOT_EVERY = Duration.ofSeconds(5);
    private static final Duration BEGIN_ANEW_AFTER = Duration.ofMillis(500);
    private static final Duration TRY_LOCK_EVERY = Duration.ofMillis(500);

    private final RelaySettings settings;
    private final Topics topics;
    private final EventProducer producer;
    private final Bell committed;
    private final MeterRegistry meters;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable RelayBatch batch;
    private volatile State state = State.STARTING;

    enum State {
        STARTING,
        STANDING_BY,
        RELAYING,
        SLOT_LOST
    }

    OutboxRelay(RelaySettings settings, Topics topics, EventProducer producer, Bell committed, MeterRegistry meters) {
        this.settings = settings;
        this.committed = committed;
        this.topics = topics;
        this.producer = producer;
        this.meters = meters;
        Gauge.builder("parley.outbox.lag", this, OutboxRelay::lagSeconds)
                .baseUnit("seconds")
                .description("How old the last proof is that committed events reach Kafka; 0 on a stand-by")
                .register(meters);
        Gauge.builder("parley.outbox.slot.lost", this, relay -> relay.state == State.SLOT_LOST ? 1 : 0)
                .register(meters);
    }

    State state() {
        return state;
    }

    double lagSeconds() {
        RelayBatch relaying = batch;
        return relaying == null ? 0 : relaying.sinceLastProof().toMillis() / 1000.0;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name(settings.service() + "-relay").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        stopping.countDown();
        try {
            running.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (Connection lock = connect()) {
                if (!locked(lock)) {
                    state = State.STANDING_BY;
                    pause(TRY_LOCK_EVERY);
                } else if (!slotIsThere(lock)) {
                    state = State.SLOT_LOST;
                    LOG.error(
                            "the outbox's replication slot {} is gone: events are kept in the outbox and NOT sent."
                                    + " See docs/runbooks/outbox-slot-lost.md",
                            settings.slot());
                    pause(LOOK_FOR_SLOT_EVERY);
                } else {
                    relay(lock);
                    pause(BEGIN_ANEW_AFTER);
                }
            } catch (SQLException e) {
                LOG.warn("the relay waits for the database: {}", e.getMessage());
                pause(TRY_LOCK_EVERY);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // the broker is away, or Debezium cannot begin: nothing is lost while the slot waits
                LOG.warn("the relay begins anew soon: {}", e.toString());
                pause(BEGIN_ANEW_AFTER);
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        login.put("user", settings.user());
        login.put("password", settings.password());
        login.put("connectTimeout", "5");
        login.put("socketTimeout", "10");
        login.put("ApplicationName", settings.service() + "-relay-lock");
        return DriverManager.getConnection(settings.url(), login);
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            ask.setLong(1, LOCK);
            try (ResultSet answer = ask.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private boolean slotIsThere(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(
                "select 1 from pg_replication_slots where slot_name = ? and wal_status is distinct from 'lost'")) {
            ask.setString(1, settings.slot());
            try (ResultSet answer = ask.executeQuery()) {
                return answer.next();
            }
        }
    }

    /// Relays until stopped, the lock's connection breaks, or the engine ends or sticks.
    private void relay(Connection lock) throws SQLException, InterruptedException {
        topics.ensure(settings.topics());
        RelayBatch relaying = new RelayBatch(settings, topics, producer, meters, stopping, new Visibility(lock));
        CountDownLatch ended = new CountDownLatch(1);
        String bell = UUID.randomUUID().toString();
        QuietPostgresConnector.COMMITTED.put(bell, committed);
        ExecutorService engineThread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(settings.service() + "-debezium").factory());
        DebeziumEngine<RecordChangeEvent<SourceRecord>> engine = DebeziumEngine.create(
                        ChangeEventFormat.of(Connect.class))
                .using(settings.debezium(bell))
                .using(getClass().getClassLoader())
                .using((success, message, error) -> {
                    if (!success && stopping.getCount() > 0) {
                        LOG.warn("the relay's engine ended: {}", message, error);
                    }
                    ended.countDown();
                })
                .notifying(relaying)
                .build();
        try {
            engineThread.execute(engine);
            batch = relaying;
            state = State.RELAYING;
            while (stopping.getCount() > 0 && ended.getCount() > 0) {
                probe(lock);
                if (relaying.isStuckFor(STUCK_AFTER)) {
                    LOG.warn("the relay has not moved for {}, beginning anew", STUCK_AFTER);
                    break;
                }
                pause(PROBE_EVERY);
            }
        } finally {
            batch = null;
            close(engine);
            engineThread.shutdownNow();
            QuietPostgresConnector.COMMITTED.remove(bell);
        }
    }

    /// A message in the log, not a row: it also lets an idle database's slot move on.
    private static void probe(Connection connection) throws SQLException {
        try (PreparedStatement emit = connection.prepareStatement("select pg_logical_emit_message(false, ?, '')")) {
            emit.setString(1, RelayBatch.PROBE);
            emit.execute();
        }
    }

    private static void close(DebeziumEngine<?> engine) {
        try {
            engine.close();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("closing the engine: {}", e.toString());
        }
    }

    private void pause(Duration time) {
        try {
            boolean stopped = stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("paused, stopped {}", stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

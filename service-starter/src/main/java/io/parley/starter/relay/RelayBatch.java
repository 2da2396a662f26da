package io.parley.starter.relay;

import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.starter.events.Headers;
import io.parley.starter.events.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what Debezium reads and acknowledges a record to it only after the broker has acknowledged that record and
/// all before it, and sends an event only once other transactions see what it tells of. Sends are not waited for one by
/// one: what the broker has meanwhile acknowledged is told at the next
/// record (the probe is one, every two seconds).
class RelayBatch implements DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>> {
    static final String PROBE = "parley.probe";
    private static final Logger LOG = LoggerFactory.getLogger(RelayBatch.class);
    private static final int UNACKNOWLEDGED_MAX = 2_000;

    private final RelaySettings settings;
    private final Topics topics;
    private final EventProducer producer;
    private final Timer delay;
    private final CountDownLatch stopping;
    private final Visibility visibility;
    private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();
    private volatile long heardAtNanos = System.nanoTime();
    private volatile long provedAtNanos = heardAtNanos;
    private volatile boolean waitsForBroker;

    private record Sent(
            RecordChangeEvent<SourceRecord> change,
            @Nullable ProducerRecord<String, byte[]> record,
            CompletableFuture<?> acknowledged) {}

    RelayBatch(
            RelaySettings settings,
            Topics topics,
            EventProducer producer,
            MeterRegistry meters,
            CountDownLatch stopping,
            Visibility visibility) {
        this.visibility = visibility;
        this.settings = settings;
        this.topics = topics;
        this.producer = producer;
        this.stopping = stopping;
        this.delay = Timer.builder("parley.outbox.delay")
                .description("From the event becoming true to the broker having it")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    /// How long ago a probe had passed everything: the log, Debezium, and all sends before it acknowledged.
    Duration sinceLastProof() {
        return Duration.ofNanos(System.nanoTime() - provedAtNanos);
    }

    /// Debezium tells nothing more, although the broker has all it was sent.
    boolean isStuckFor(Duration time) {
        return !waitsForBroker && System.nanoTime() - heardAtNanos > time.toNanos();
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> changes,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        heardAtNanos = System.nanoTime();
        for (RecordChangeEvent<SourceRecord> change : changes) {
            unacknowledged.add(send(change));
        }
        acknowledge(committer);
        waitsForBroker = !unacknowledged.isEmpty();
    }

    private Sent send(RecordChangeEvent<SourceRecord> change) throws InterruptedException {
        Struct value = (Struct) change.record().value();
        Struct row = value == null || value.schema().field("after") == null ? null : value.getStruct("after");
        if (row == null) {
            return new Sent(change, null, CompletableFuture.completedFuture(null));
        }
        awaitSeen(value.getStruct("source").getInt64("txId"));
        ProducerRecord<String, byte[]> record = record(row);
        OffsetDateTime since = OffsetDateTime.parse(row.getString("occurred_at"));
        CompletableFuture<?> sent = producer.sendAsync(record)
                .thenRun(() -> delay.record(Duration.between(since, OffsetDateTime.now(since.getOffset()))));
        return new Sent(change, record, sent);
    }

    /// @throws IllegalStateException when the database is away: the engine ends and begins anew
    private void awaitSeen(Long transaction) throws InterruptedException {
        try {
            visibility.await(transaction.intValue(), stopping);
        } catch (SQLException e) {
            throw new IllegalStateException("whether an event is visible could not be asked", e);
        }
    }

    private ProducerRecord<String, byte[]> record(Struct row) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topics.prefix() + "." + row.getString("topic"),
                row.getString("key"),
                row.getString("payload").getBytes(StandardCharsets.UTF_8));
        Headers.write(
                record.headers(),
                row.getString("id"),
                row.getString("type"),
                settings.service(),
                row.getString("key"),
                row.getString("occurred_at"),
                row.getString("shop_id"),
                row.getString("trace"));
        return record;
    }

    private void acknowledge(DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        boolean any = false;
        while (!unacknowledged.isEmpty()) {
            Sent oldest = unacknowledged.peek();
            if (!oldest.acknowledged().isDone() && unacknowledged.size() < UNACKNOWLEDGED_MAX) {
                break;
            }
            waitsForBroker = true;
            await(oldest);
            if (oldest.record() == null) {
                provedAtNanos = System.nanoTime();
            }
            committer.markProcessed(oldest.change());
            unacknowledged.remove();
            any = true;
        }
        if (any) {
            committer.markBatchFinished();
        }
    }

    /// Waits for one acknowledgment. A send that failed for good ends the engine: it begins anew from the slot's last
    /// acknowledged record, so nothing is passed over and the order holds.
    private void await(Sent sent) throws InterruptedException {
        while (true) {
            try {
                sent.acknowledged().get(1, TimeUnit.SECONDS);
                return;
            } catch (java.util.concurrent.TimeoutException e) {
                if (stopping.getCount() == 0) {
                    throw new InterruptedException("stopping");
                }
            } catch (ExecutionException e) {
                LOG.error("the broker refuses event {}", sent.record(), e.getCause());
                throw new IllegalStateException("the broker refuses an event", e.getCause());
            }
        }
    }
}

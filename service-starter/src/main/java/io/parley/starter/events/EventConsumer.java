package io.parley.starter.events;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Reads the service's topics and hands each record to its key's lane. One thread polls; offsets are committed only up
/// to the oldest record still being handled, so a killed process hears again what it had not finished.
class EventConsumer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);
    private static final int UNFINISHED_MAX = 2_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REVOKE_WAIT = Duration.ofSeconds(3);
    private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String service;
    private final Properties settings;
    private final Topics topics;
    private final Listeners listeners;
    private final Handling handling;
    private final Lanes lanes;
    private final Map<TopicPartition, Progress> progress = new HashMap<>();
    private final ConcurrentLinkedQueue<Done> done = new ConcurrentLinkedQueue<>();
    private final AtomicLong lag = new AtomicLong();
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile boolean assigned;
    private boolean paused;
    private long committedAtNanos;

    EventConsumer(
            String service,
            String instance,
            String bootstrap,
            int parallel,
            Topics topics,
            Listeners listeners,
            Handling handling,
            MeterRegistry meters) {
        this.service = service;
        this.topics = topics;
        this.listeners = listeners;
        this.handling = handling;
        this.lanes = new Lanes(service + "-lane", parallel);
        this.settings = settings(service, instance, bootstrap, topics.prefix());
        meters.gauge("parley.events.lag", lag);
        meters.gauge("parley.events.unfinished", progress, map -> unfinished());
    }

    private static Properties settings(String service, String instance, String bootstrap, String prefix) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, prefix + "." + service);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, service);
        // a static member: a process that is killed and comes back takes its partitions up again at once
        settings.put(
                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, service + "-" + instance.replaceAll("[^A-Za-z0-9._-]", "-"));
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    @Override
    public void start() {
        if (listeners.topics().isEmpty()) {
            return;
        }
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name(service + "-events").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        stopping.countDown();
        handling.stop();
        KafkaConsumer<String, byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
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

    /// True once partitions are assigned, or there is nothing to hear.
    boolean isReady() {
        return assigned || listeners.topics().isEmpty();
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (KafkaConsumer<String, byte[]> polling = new KafkaConsumer<>(settings)) {
                List<String> names =
                        listeners.topics().stream().map(topics::name).toList();
                topics.ensure(names);
                consumer = polling;
                polling.subscribe(names, new Rebalance(polling));
                while (stopping.getCount() > 0) {
                    pollOnce(polling);
                }
                finish(polling, List.copyOf(progress.keySet()));
            } catch (WakeupException e) {
                LOG.debug("woken to stop");
            } catch (InterruptedException e) {
                return;
            } catch (KafkaException e) {
                LOG.warn("reading events failed, beginning anew: {}", e.toString());
                pause(Duration.ofSeconds(1));
            } finally {
                consumer = null;
                assigned = false;
                progress.clear();
                paused = false;
            }
        }
    }

    private void pollOnce(KafkaConsumer<String, byte[]> polling) {
        for (ConsumerRecord<String, byte[]> record : polling.poll(POLL)) {
            hand(record);
        }
        settle();
        throttle(polling);
        commit(polling);
    }

    private void hand(ConsumerRecord<String, byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Progress of = progress.computeIfAbsent(partition, p -> new Progress());
        of.started(record.offset());
        Object lane = record.key() == null ? partition : new Lane(record.topic(), record.key());
        lanes.add(lane, () -> {
            if (stopping.getCount() > 0 && handling.handle(record)) {
                done.add(new Done(of, record.offset()));
            }
        });
    }

    private void settle() {
        Done finished;
        while ((finished = done.poll()) != null) {
            finished.of.finished(finished.offset);
        }
    }

    private void throttle(KafkaConsumer<String, byte[]> polling) {
        int unfinished = unfinished();
        if (!paused && unfinished > UNFINISHED_MAX) {
            polling.pause(polling.assignment());
            paused = true;
        } else if (paused && unfinished < UNFINISHED_MAX / 2) {
            polling.resume(polling.assignment());
            paused = false;
        }
    }

    private int unfinished() {
        return progress.values().stream().mapToInt(Progress::unfinished).sum();
    }

    private void commit(KafkaConsumer<String, byte[]> polling) {
        long now = System.nanoTime();
        if (now - committedAtNanos < COMMIT_EVERY_NANOS) {
            return;
        }
        committedAtNanos = now;
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(progress.keySet());
        if (!offsets.isEmpty()) {
            polling.commitAsync(offsets, (committed, failure) -> {
                if (failure != null) {
                    LOG.debug("offsets not committed, tried again: {}", failure.toString());
                    committed.forEach((partition, offset) -> {
                        Progress of = progress.get(partition);
                        if (of != null) {
                            of.notCommitted(offset.offset());
                        }
                    });
                }
            });
        }
        lag.set(unfinished()
                + polling.assignment().stream()
                        .mapToLong(partition -> polling.currentLag(partition).orElse(0))
                        .sum());
    }

    private Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Progress of = progress.get(partition);
            long next = of == null ? -1 : of.takeCommittable();
            if (next >= 0) {
                offsets.put(partition, new OffsetAndMetadata(next));
            }
        }
        return offsets;
    }

    /// Lets what is being handled end, for a while, and commits it.
    private void finish(KafkaConsumer<String, byte[]> polling, Collection<TopicPartition> partitions) {
        long deadline = System.nanoTime() + REVOKE_WAIT.toNanos();
        settle();
        while (stopping.getCount() > 0
                && System.nanoTime() < deadline
                && partitions.stream().map(progress::get).anyMatch(of -> of != null && of.unfinished() > 0)) {
            pause(Duration.ofMillis(20));
            settle();
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(partitions);
        if (!offsets.isEmpty()) {
            try {
                polling.commitSync(offsets, Duration.ofSeconds(2));
            } catch (KafkaException e) {
                LOG.debug("offsets not committed, the records will be heard again: {}", e.toString());
            }
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

    private record Lane(String topic, String key) {}

    private record Done(Progress of, long offset) {}

    private final class Rebalance implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> polling;

        Rebalance(KafkaConsumer<String, byte[]> polling) {
            this.polling = polling;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned = true;
            if (paused) {
                polling.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            finish(polling, partitions);
            partitions.forEach(progress::remove);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(progress::remove);
        }
    }
}

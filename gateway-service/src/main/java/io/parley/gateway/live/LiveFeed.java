package io.parley.gateway.live;

import io.parley.events.Event;
import io.parley.events.EventTypes;
import io.parley.starter.events.Headers;
import io.parley.starter.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Hears what happens, from now on, and tells it to the open lines. It belongs to no consumer group and commits
/// nothing: every replica hears everything, and what happened while nobody listened is asked of the services.
@Component
class LiveFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TOGETHER = Duration.ofMillis(50);
    private static final Duration BEGIN_ANEW_AFTER = Duration.ofSeconds(1);

    private final Topics topics;
    private final Streams streams;
    private final JsonMapper json;
    private final Clock clock;
    private final Properties settings;
    private final KnownConversations conversations = new KnownConversations();
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile @Nullable Thread thread;
    private volatile boolean listening;

    LiveFeed(
            Topics topics,
            Streams streams,
            JsonMapper json,
            Clock clock,
            @Value("${spring.kafka.bootstrap-servers}") String bootstrap) {
        this.topics = topics;
        this.streams = streams;
        this.json = json;
        this.clock = clock;
        this.settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-live");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("gateway-live").daemon().start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        stopping.countDown();
        KafkaConsumer<String, byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(3));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /// True while everything that happens is heard.
    boolean isListening() {
        return listening;
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (KafkaConsumer<String, byte[]> polling = new KafkaConsumer<>(settings)) {
                consumer = polling;
                begin(polling);
                while (stopping.getCount() > 0) {
                    ConsumerRecords<String, byte[]> records = polling.poll(POLL);
                    if (!records.isEmpty()) {
                        records.forEach(this::hear);
                        LockSupport.parkNanos(TOGETHER.toNanos()); // what comes meanwhile is fetched with it
                    }
                }
            } catch (WakeupException e) {
                LOG.debug("woken to stop");
            } catch (InterruptedException e) {
                return;
            } catch (KafkaException e) {
                LOG.warn("the live feed was interrupted, beginning anew: {}", e.toString());
                pause();
            } finally {
                consumer = null;
                listening = false;
            }
        }
    }

    private void begin(KafkaConsumer<String, byte[]> polling) throws InterruptedException {
        List<String> names = News.TOPICS.stream().map(topics::name).toList();
        topics.ensure(names);
        List<TopicPartition> partitions = names.stream()
                .flatMap(name -> partitionsOf(name, polling).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        polling.assign(partitions);
        polling.seekToEnd(partitions);
        // only a position that was asked for is a fixed one
        partitions.forEach(polling::position);
        streams.hearingFromNow();
        listening = true;
    }

    /// @throws KafkaException while the broker does not know a topic that was just made
    private static List<PartitionInfo> partitionsOf(String topic, KafkaConsumer<String, byte[]> polling) {
        List<PartitionInfo> partitions = polling.partitionsFor(topic);
        if (partitions.isEmpty()) {
            throw new KafkaException(topic + " has no partitions yet");
        }
        return partitions;
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        String type = Headers.text(record.headers(), Headers.TYPE);
        String id = Headers.text(record.headers(), Headers.ID);
        String shop = Headers.text(record.headers(), Headers.SHOP);
        if (type == null || id == null || shop == null || record.value() == null) {
            return;
        }
        Optional<Class<? extends Event>> kind = EventTypes.named(type).filter(News.KINDS::contains);
        if (kind.isEmpty()) {
            return;
        }
        try {
            News news = News.of(json.readValue(record.value(), kind.get()), conversations);
            if (news != null) {
                streams.tell(
                        UUID.fromString(shop),
                        StreamEvent.of(
                                UUID.fromString(id).toString(),
                                news.name(),
                                news.permission(),
                                clock.instant(),
                                json.writeValueAsString(news.data())));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.debug("an event that cannot be read is left to its own service's consumers: {}", e.getMessage());
        }
    }

    private void pause() {
        try {
            boolean stopped = stopping.await(BEGIN_ANEW_AFTER.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("paused, stopped {}", stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

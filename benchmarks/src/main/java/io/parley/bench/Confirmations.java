package io.parley.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.events.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Listens to the order topic and notes when each order was confirmed or rejected, as any reader of the topic hears it.
final class Confirmations implements AutoCloseable {
    private final Map<UUID, Long> confirmedAtNanos = new ConcurrentHashMap<>();
    private final Map<String, Long> confirmedByPerson = new ConcurrentHashMap<>();
    private final Map<UUID, Long> rejectedAtNanos = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;

    Confirmations(Installation parley) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", parley.kafka()), new StringDeserializer(), new ByteArrayDeserializer());
        String topic = Topic.ORDER.name("parley");
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("confirmations").start(this::listen);
    }

    private void listen() {
        try (consumer) {
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                    note(record, System.nanoTime());
                }
            }
        } catch (InterruptException e) {
            Thread.interrupted();
        }
    }

    private void note(ConsumerRecord<String, byte[]> record, long now) {
        String type = new String(record.headers().lastHeader("ce_type").value(), UTF_8);
        if (type.equals("parley.order.confirmed.v1")) {
            confirmedAtNanos.putIfAbsent(UUID.fromString(record.key()), now);
            String person = Calls.JSON
                    .readTree(record.value())
                    .at("/order/contact/personId")
                    .asString("");
            confirmedByPerson.putIfAbsent(person, now);
        } else if (type.equals("parley.order.rejected.v1")) {
            rejectedAtNanos.putIfAbsent(UUID.fromString(record.key()), now);
        }
    }

    Map<UUID, Long> confirmed() {
        return confirmedAtNanos;
    }

    /// By the person who ordered in a chat.
    Map<String, Long> confirmedByPerson() {
        return confirmedByPerson;
    }

    Map<UUID, Long> rejected() {
        return rejectedAtNanos;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.parley.starter.events;

import io.parley.starter.relay.EventProducer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where records go that could not be handled: `<topic>.<service>.dlt`, with their headers and what went wrong.
class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String service;
    private final Topics topics;
    private final EventProducer producer;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    DeadLetters(String service, Topics topics, EventProducer producer) {
        this.service = service;
        this.topics = topics;
        this.producer = producer;
    }

    /// Keeps the record; waits for as long as the broker is away.
    ///
    /// @return false when the service stops before it is kept
    boolean keep(ConsumerRecord<String, byte[]> record, String where, Exception why, CountDownLatch stopping) {
        String topic = record.topic() + "." + service + ".dlt";
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topic, record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        Headers.add(letter.headers(), "dlt_topic", record.topic());
        Headers.add(letter.headers(), "dlt_partition", String.valueOf(record.partition()));
        Headers.add(letter.headers(), "dlt_offset", String.valueOf(record.offset()));
        Headers.add(letter.headers(), "dlt_listener", where);
        Headers.add(letter.headers(), "dlt_error", why.toString());
        while (stopping.getCount() > 0) {
            try {
                if (made.add(topic)) {
                    topics.ensure(List.of(topic));
                }
                producer.send(letter).get(10, TimeUnit.SECONDS);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (KafkaException
                    | java.util.concurrent.ExecutionException
                    | java.util.concurrent.TimeoutException e) {
                made.remove(topic);
                LOG.warn("dead letter not kept yet: {}", e.toString());
            }
        }
        return false;
    }
}

package io.parley.starter.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.starter.relay.EventProducer;
import io.parley.starter.shop.ShopWall;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Outbox, inbox and the consumer behind [EventListenerOn].
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration"
        })
public class EventsAutoConfiguration {
    private static final Duration INBOX_KEPT = Duration.ofDays(14);
    private static final Duration OUTBOX_KEPT = Duration.ofDays(7);

    @Bean
    Topics topics(
            @Value("${spring.kafka.bootstrap-servers}") String bootstrap,
            @Value("${parley.topic-prefix}") String prefix,
            @Value("${parley.topics.partitions}") int partitions,
            @Value("${parley.topics.replication}") short replication) {
        return new Topics(bootstrap, prefix, partitions, replication);
    }

    /// Rings when this process has committed events.
    @Bean
    Bell committed() {
        return new Bell();
    }

    @Bean
    Outbox outbox(JdbcTemplate jdbc, JsonMapper json, Clock clock, Bell committed) {
        return new Outbox(jdbc, json, clock, committed);
    }

    @Bean
    Inbox inbox(JdbcTemplate jdbc) {
        return new Inbox(jdbc);
    }

    @Bean
    SharedTransaction sharedTransaction(
            PlatformTransactionManager transactions,
            ShopWall wall,
            Inbox inbox,
            @Value("${parley.consumer.transactions}") int transactionsAtOnce) {
        return new SharedTransaction(transactions, wall, inbox, transactionsAtOnce);
    }

    @Bean
    EventConsumer eventConsumer(
            ApplicationContext context,
            @Value("${parley.service}") String service,
            @Value("${parley.instance}") String instance,
            @Value("${spring.kafka.bootstrap-servers}") String bootstrap,
            @Value("${parley.consumer.parallel}") int parallel,
            Topics topics,
            SharedTransaction shared,
            JsonMapper json,
            EventProducer producer,
            Clock clock,
            MeterRegistry meters) {
        Listeners listeners = new Listeners(context);
        Handling handling = new Handling(
                service,
                topics,
                listeners,
                shared,
                // fields are only added: an event from before a field was there is read with its zero
                json.rebuild()
                        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .build(),
                new DeadLetters(service, topics, producer),
                clock,
                INBOX_KEPT,
                meters);
        return new EventConsumer(service, instance, bootstrap, parallel, topics, listeners, handling, meters);
    }

    @Bean
    Cleaning cleaning(JdbcTemplate jdbc, Clock clock) {
        return new Cleaning(jdbc, clock, OUTBOX_KEPT, INBOX_KEPT);
    }
}

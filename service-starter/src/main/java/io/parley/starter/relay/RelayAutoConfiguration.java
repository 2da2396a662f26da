package io.parley.starter.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.starter.events.Bell;
import io.parley.starter.events.Topics;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/// The relay from the outbox to Kafka.
@AutoConfiguration(
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration")
public class RelayAutoConfiguration {

    @Bean
    EventProducer eventProducer(
            @Value("${parley.service}") String service, @Value("${spring.kafka.bootstrap-servers}") String bootstrap) {
        return new EventProducer(service, bootstrap);
    }

    @Bean
    @ConditionalOnBooleanProperty("parley.relay.enabled")
    OutboxRelay outboxRelay(
            @Value("${parley.service}") String service,
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.datasource.username}") String user,
            @Value("${spring.datasource.password}") String password,
            @Value("${parley.relay.poll}") int restMillis,
            Topics topics,
            EventProducer producer,
            Bell committed,
            MeterRegistry meters) {
        return new OutboxRelay(
                RelaySettings.of(service, url, user, password, restMillis, topics),
                topics,
                producer,
                committed,
                meters);
    }

    @Bean("relay")
    @ConditionalOnBooleanProperty("parley.relay.enabled")
    RelayHealth relayHealth(OutboxRelay relay) {
        return new RelayHealth(relay);
    }
}

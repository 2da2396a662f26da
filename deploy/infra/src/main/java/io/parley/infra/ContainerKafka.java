package io.parley.infra;

import java.time.Duration;
import org.testcontainers.kafka.KafkaContainer;

/// Kafka from Testcontainers, for `-Dinfra=containers`.
final class ContainerKafka implements KafkaServer {

    private final KafkaContainer container;

    private ContainerKafka(KafkaContainer container) {
        this.container = container;
    }

    static ContainerKafka start() {
        KafkaContainer container = new KafkaContainer("apache/kafka:4.2.0");
        container.withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        container.withEnv("KAFKA_NUM_PARTITIONS", "3");
        container.start();
        return new ContainerKafka(container);
    }

    @Override
    public String bootstrap() {
        return container.getBootstrapServers();
    }

    @Override
    public long pid() {
        return -1;
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    @Override
    public boolean awaitExit(Duration atMost) {
        return !container.isRunning();
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void kill() {
        container.stop();
    }
}

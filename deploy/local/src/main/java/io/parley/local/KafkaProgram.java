package io.parley.local;

import io.parley.infra.InfraException;
import io.parley.infra.KafkaServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The Kafka broker.
final class KafkaProgram implements Program {

    private final Home home;
    private final PortPlan ports;
    private final Supplier<List<String>> jvmArguments;
    private volatile @Nullable KafkaServer server;

    KafkaProgram(Home home, PortPlan ports, Supplier<List<String>> jvmArguments) {
        this.home = home;
        this.ports = ports;
        this.jvmArguments = jvmArguments;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<PortPlan.Place> rows() {
        return List.of(new PortPlan.Place(name(), ports.kafka()));
    }

    @Override
    public void start(Consumer<String> ready) {
        try {
            server = KafkaServer.start(KafkaServer.Options.at(home.kafka(), ports.kafka(), ports.kafkaController())
                    .log(home.log(name()))
                    .jvmArguments(jvmArguments.get()));
        } catch (InfraException e) {
            throw new StartFailed(String.valueOf(e.getMessage()));
        }
        ready.accept(name());
    }

    @Override
    public boolean isRunning() {
        KafkaServer at = server;
        return at != null && at.isRunning();
    }

    @Override
    public long pid() {
        KafkaServer at = server;
        return at == null ? -1 : at.pid();
    }

    @Override
    public String ending() {
        return "";
    }

    @Override
    public void stop() {
        KafkaServer at = server;
        if (at != null) {
            at.stop();
        }
    }

    @Override
    public boolean awaitExit(Duration atMost) {
        KafkaServer at = server;
        return at == null || at.awaitExit(atMost);
    }
}

package io.parley.local;

import io.parley.infra.InfraException;
import io.parley.infra.KafkaServer;
import io.parley.infra.LocalServer;
import io.parley.infra.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// PostgreSQL or the Kafka broker.
final class ServerProgram implements Program {

    private final String name;
    private final int port;
    private final Supplier<LocalServer> starter;
    private volatile @Nullable LocalServer server;

    private ServerProgram(String name, int port, Supplier<LocalServer> starter) {
        this.name = name;
        this.port = port;
        this.starter = starter;
    }

    /// With a database for each service.
    static ServerProgram postgres(Home home, PortPlan ports) {
        String name = "postgres";
        return new ServerProgram(name, ports.postgres(), () -> {
            PostgresServer started = PostgresServer.start(
                    PostgresServer.Options.at(home.postgres(), ports.postgres()).log(home.log(name)));
            try {
                for (ServicePart service : ServicePart.values()) {
                    started.createDatabase(service.database());
                }
            } catch (InfraException e) {
                started.stop();
                throw e;
            }
            return started;
        });
    }

    static ServerProgram kafka(Home home, PortPlan ports, Supplier<List<String>> jvmArguments) {
        String name = "kafka";
        return new ServerProgram(
                name,
                ports.kafka(),
                () -> KafkaServer.start(KafkaServer.Options.at(home.kafka(), ports.kafka(), ports.kafkaController())
                        .log(home.log(name))
                        .jvmArguments(jvmArguments.get())));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<PortPlan.Place> rows() {
        return List.of(new PortPlan.Place(name, port));
    }

    @Override
    public void start(Consumer<String> ready) {
        try {
            server = starter.get();
        } catch (InfraException e) {
            throw new StartFailed(String.valueOf(e.getMessage()));
        }
        ready.accept(name);
    }

    @Override
    public boolean isRunning() {
        LocalServer at = server;
        return at != null && at.isRunning();
    }

    @Override
    public long pid() {
        LocalServer at = server;
        return at == null ? -1 : at.pid();
    }

    @Override
    public String ending() {
        return "";
    }

    @Override
    public void stop() {
        LocalServer at = server;
        if (at != null) {
            at.stop();
        }
    }

    @Override
    public boolean awaitExit(Duration atMost) {
        LocalServer at = server;
        return at == null || at.awaitExit(atMost);
    }
}

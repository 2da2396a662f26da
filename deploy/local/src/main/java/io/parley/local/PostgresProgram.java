package io.parley.local;

import io.parley.infra.InfraException;
import io.parley.infra.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// PostgreSQL with the nine services' databases.
final class PostgresProgram implements Program {

    private final Home home;
    private final PortPlan ports;
    private volatile @Nullable PostgresServer server;

    PostgresProgram(Home home, PortPlan ports) {
        this.home = home;
        this.ports = ports;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<PortPlan.Place> rows() {
        return List.of(new PortPlan.Place(name(), ports.postgres()));
    }

    @Override
    public void start(Consumer<String> ready) {
        try {
            PostgresServer started = PostgresServer.start(
                    PostgresServer.Options.at(home.postgres(), ports.postgres()).log(home.log(name())));
            server = started;
            for (ServicePart service : ServicePart.values()) {
                started.createDatabase(service.database());
            }
        } catch (InfraException e) {
            throw new StartFailed(String.valueOf(e.getMessage()));
        }
        ready.accept(name());
    }

    @Override
    public boolean isRunning() {
        PostgresServer at = server;
        return at != null && at.isRunning();
    }

    @Override
    public long pid() {
        PostgresServer at = server;
        return at == null ? -1 : at.pid();
    }

    @Override
    public String ending() {
        return "";
    }

    @Override
    public void stop() {
        PostgresServer at = server;
        if (at != null) {
            at.stop();
        }
    }

    @Override
    public boolean awaitExit(Duration atMost) {
        PostgresServer at = server;
        return at == null || at.awaitExit(atMost);
    }
}

package io.parley.infra;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// PostgreSQL from Testcontainers, for `-Dinfra=containers`.
final class ContainerPostgres implements PostgresServer {

    private final PostgreSQLContainer container;

    private ContainerPostgres(PostgreSQLContainer container) {
        this.container = container;
    }

    static ContainerPostgres start() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
        container.setCommand(
                "postgres",
                "-c",
                "wal_level=logical",
                "-c",
                "max_wal_senders=60",
                "-c",
                "max_replication_slots=60",
                "-c",
                "max_connections=400",
                "-c",
                "max_slot_wal_keep_size=2GB",
                "-c",
                "fsync=off");
        container.start();
        return new ContainerPostgres(container);
    }

    @Override
    public int port() {
        return container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + container.getHost() + ":" + port() + "/" + database;
    }

    @Override
    public Database createDatabase(String name) {
        try (Connection connection =
                DriverManager.getConnection(container.getJdbcUrl(), container.getUsername(), container.getPassword())) {
            return Databases.create(connection, name, jdbcUrl(name));
        } catch (SQLException e) {
            throw new InfraException("Database " + name + " could not be made: " + e.getMessage(), e);
        }
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

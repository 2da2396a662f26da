package io.parley.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// PostgreSQL as a child process of this JVM.
final class EmbeddedPostgres implements PostgresServer {

    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);
    private static final String SUPERUSER = "postgres";

    private final Process process;
    private final int port;
    private final Path data;
    private final boolean temporary;

    private EmbeddedPostgres(Process process, int port, Path data, boolean temporary) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.temporary = temporary;
    }

    static EmbeddedPostgres start(Options options) {
        boolean temporary = options.data() == null;
        Path data = options.data() == null ? Folders.temporary("parley-postgres-") : options.data();
        Path log = options.log() == null ? data.resolveSibling(data.getFileName() + ".log") : options.log();
        int port = options.port() == 0 ? Ports.free() : options.port();
        Path bin = PostgresBinaries.unpacked().resolve("bin");
        try {
            Files.createDirectories(data);
            Files.createDirectories(log.toAbsolutePath().getParent());
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                initialise(bin, data, log, options.durable());
            }
            forgetDeadPostmaster(data);
            Process process = launch(command(bin, data, port, options.durable()), log);
            Leash.hold(process, Leash.Signal.INT);
            EmbeddedPostgres server = new EmbeddedPostgres(process, port, data, temporary);
            server.awaitReady(log);
            return server;
        } catch (IOException e) {
            throw new InfraException("PostgreSQL could not be started in " + data + ": " + e.getMessage(), e);
        }
    }

    private static void initialise(Path bin, Path data, Path log, boolean durable) throws IOException {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(
                bin.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                // it listens on the loopback address of a developer's machine only
                "--auth=trust"));
        if (!durable) {
            command.add("--no-sync");
        }
        Process initdb = launch(command, log);
        try {
            if (!initdb.waitFor(START_WITHIN.toMillis(), TimeUnit.MILLISECONDS) || initdb.exitValue() != 0) {
                initdb.destroyForcibly();
                throw new InfraException("PostgreSQL could not prepare " + data + ":\n" + LogTail.of(log));
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InfraException("Interrupted while PostgreSQL prepared its folder", e);
        }
    }

    private static List<String> command(Path bin, Path data, int port, boolean durable) {
        String onOff = durable ? "on" : "off";
        List<String> settings = List.of(
                "port=" + port,
                "listen_addresses=localhost",
                "unix_socket_directories=",
                "timezone=UTC",
                "log_timezone=UTC",
                "max_connections=400",
                "fsync=" + onOff,
                "synchronous_commit=on", // the log is then sent on at once: with off the relay would wait for the
                // writer
                "full_page_writes=" + onOff,
                "wal_level=logical",
                "max_wal_senders=60",
                "max_replication_slots=60",
                "max_slot_wal_keep_size=2GB",
                "max_wal_size=512MB",
                "jit=off");
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.add(bin.resolve("postgres").toString());
        command.add("-D");
        command.add(data.toString());
        for (String setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    /// PostgreSQL refuses to run as root; in a user namespace of its own, root is nobody in particular.
    private static List<String> asOrdinaryUser() {
        return System.getProperty("user.name").equals("root") ? List.of("unshare", "--user") : List.of();
    }

    private static Process launch(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder.start();
    }

    /// A postmaster that was killed leaves its pid behind; a later process with the same number must not keep the
    /// folder locked. One that is still on its way down is waited for.
    private static void forgetDeadPostmaster(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        var old = ProcessHandle.of(pid)
                .filter(handle -> handle.info().command().orElse("").endsWith("postgres"));
        if (old.isPresent()) {
            try {
                old.get().onExit().get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new InfraException("Another PostgreSQL (process " + pid + ") already runs on " + data, e);
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private void awaitReady(Path log) {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (awaitExit(LOOK_EVERY)) {
                throw new InfraException("PostgreSQL stopped at once:\n" + LogTail.of(log));
            }
            try (Connection _ = superuser("postgres")) {
                return;
            } catch (SQLException e) {
                // not yet
            }
        }
        kill();
        throw new InfraException(
                "PostgreSQL did not answer within " + START_WITHIN.toSeconds() + " s:\n" + LogTail.of(log));
    }

    private Connection superuser(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    @Override
    public Database createDatabase(String name) {
        try (Connection connection = superuser("postgres")) {
            return Databases.create(connection, name, jdbcUrl(name));
        } catch (SQLException e) {
            throw new InfraException("Database " + name + " could not be made: " + e.getMessage(), e);
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public boolean awaitExit(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfraException("Interrupted while waiting for PostgreSQL", e);
        }
    }

    @Override
    public void stop() {
        signal("INT");
        if (!awaitExit(STOP_WITHIN)) {
            kill();
        }
        tidyUp();
    }

    @Override
    public void kill() {
        signal("QUIT");
        if (!awaitExit(STOP_WITHIN)) {
            process.destroyForcibly();
        }
        tidyUp();
    }

    private void tidyUp() {
        if (temporary) {
            Folders.delete(data);
            Folders.delete(data.resolveSibling(data.getFileName() + ".log"));
        }
    }

    private void signal(String name) {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}

package io.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// A Parley started by the launcher: where its parts are and which processes they run in, as the launcher's state
/// file says.
///
/// @param home the launcher's folder (`PARLEY_HOME`)
/// @param base port of the front door
public record Installation(Path home, int base) {
    /// The nine services and their databases.
    public static final Map<String, String> DATABASES = databases();

    /// A server or a service as the state file names it.
    ///
    /// @param condition `READY` when it serves
    public record Unit(String name, String condition, int port, long pid) {}

    /// The one of this folder and port, by the launcher's own variables.
    public static Installation current() {
        Map<String, String> environment = System.getenv();
        return new Installation(
                Path.of(environment.getOrDefault("PARLEY_HOME", ".parley")),
                Integer.parseInt(environment.getOrDefault("PARLEY_PORT", "8080")));
    }

    private static Map<String, String> databases() {
        Map<String, String> databases = new LinkedHashMap<>();
        for (String same : List.of("gateway", "catalog", "cart")) {
            databases.put(same, same);
        }
        databases.put("order", "orders");
        for (String same : List.of("inventory", "conversation", "channel", "notification", "loyalty")) {
            databases.put(same, same);
        }
        return databases;
    }

    /// The database of a service.
    static String databaseOf(String service) {
        return java.util.Objects.requireNonNull(DATABASES.get(service), service);
    }

    public String gateway() {
        return "http://localhost:" + base;
    }

    public String sandbox() {
        return "http://localhost:" + (base + 10);
    }

    public String kafka() {
        return "localhost:" + (base + 13);
    }

    /// The port of a service, past the gateway.
    public int port(String service) {
        return base + List.copyOf(DATABASES.keySet()).indexOf(service);
    }

    /// As superuser: no wall hides anything.
    public Connection database(String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + (base + 12) + "/" + name, "postgres", "postgres");
    }

    /// What runs now.
    ///
    /// @throws IllegalStateException when nothing was started here
    public List<Unit> units() {
        Properties state = state();
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(state.getProperty("units")); i++) {
            String[] row = state.getProperty("unit." + i).split(" ");
            units.add(new Unit(row[0], row[1], Integer.parseInt(row[2]), Long.parseLong(row[3])));
        }
        return units;
    }

    public Unit unit(String name) {
        return units().stream()
                .filter(unit -> unit.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is called " + name));
    }

    /// Whether each service has a process of its own.
    public boolean isSeparate() {
        return Boolean.parseBoolean(state().getProperty("separate"));
    }

    private Properties state() {
        Properties state = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("run/state"))) {
            state.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing runs here; start it with ./parley up -d", e);
        }
        return state;
    }

    /// CPU time the services' processes have used, in milliseconds.
    public long servicesCpuMillis() {
        return units().stream()
                .filter(unit -> DATABASES.containsKey(unit.name()))
                .map(Unit::pid)
                .distinct()
                .mapToLong(Installation::cpuMillis)
                .sum();
    }

    /// CPU time of one process with what it has ended.
    static long cpuMillis(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(java.time.Duration::toMillis)
                .orElse(0L);
    }
}

package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// How an installation stands at a moment, as the launcher writes it down for `status`, `restart` and `up -d`.
///
/// @param reason why it failed or what is amiss; empty when all is well
record Snapshot(
        Phase phase, String reason, int base, boolean separate, long supervisorPid, Instant since, List<Unit> units) {

    static final List<String> SERVERS = List.of("postgres", "kafka", "sandbox");

    enum Phase {
        STARTING,
        READY,
        STOPPING,
        FAILED
    }

    enum Condition {
        WAITING,
        STARTING,
        READY,
        RESTARTING,
        FAILED,
        STOPPED
    }

    /// One row: a server or a service. Composed services share a process.
    record Unit(String name, Condition condition, int port, long pid, Instant since, int restarts) {}

    Snapshot {
        units = List.copyOf(units);
    }

    Optional<Unit> unit(String name) {
        return units.stream().filter(unit -> unit.name().equals(name)).findFirst();
    }

    void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("phase", phase.name());
        properties.setProperty("reason", reason);
        properties.setProperty("base", Integer.toString(base));
        properties.setProperty("separate", Boolean.toString(separate));
        properties.setProperty("supervisor", Long.toString(supervisorPid));
        properties.setProperty("since", since.toString());
        properties.setProperty("units", Integer.toString(units.size()));
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            properties.setProperty(
                    "unit." + i,
                    String.join(
                            " ",
                            unit.name(),
                            unit.condition().name(),
                            Integer.toString(unit.port()),
                            Long.toString(unit.pid()),
                            unit.since().toString(),
                            Integer.toString(unit.restarts())));
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (var writer = Files.newBufferedWriter(unfinished)) {
            properties.store(writer, null);
            writer.flush();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Snapshot> read(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(properties.getProperty("units")); i++) {
            String[] row = properties.getProperty("unit." + i).split(" ");
            units.add(new Unit(
                    row[0],
                    Condition.valueOf(row[1]),
                    Integer.parseInt(row[2]),
                    Long.parseLong(row[3]),
                    Instant.parse(row[4]),
                    Integer.parseInt(row[5])));
        }
        return Optional.of(new Snapshot(
                Phase.valueOf(properties.getProperty("phase")),
                properties.getProperty("reason"),
                Integer.parseInt(properties.getProperty("base")),
                Boolean.parseBoolean(properties.getProperty("separate")),
                Long.parseLong(properties.getProperty("supervisor")),
                Instant.parse(properties.getProperty("since")),
                units));
    }
}

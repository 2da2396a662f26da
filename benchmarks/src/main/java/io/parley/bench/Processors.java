package io.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// CPU time by part of the installation, read from `/proc`: where the time goes. Empty where there is no `/proc`.
final class Processors {
    private static final double MILLIS_PER_TICK = 10; // USER_HZ is 100 wherever Linux runs

    private Processors() {}

    /// What each part has used so far, in milliseconds: `services`, `broker`, `database`, `database: outbox readers`,
    /// `stand-ins`, `load`.
    static Map<String, Double> used(Installation parley) {
        Map<String, Double> used = new LinkedHashMap<>();
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return used;
        }
        for (Installation.Unit unit : parley.units()) {
            String part = Installation.DATABASES.containsKey(unit.name())
                    ? "services"
                    : switch (unit.name()) {
                        case "kafka" -> "broker";
                        case "postgres" -> "database";
                        default -> "stand-ins";
                    };
            if (!part.equals("services") || used.putIfAbsent("services " + unit.pid(), 0.0) == null) {
                tree(ProcessHandle.of(unit.pid()).stream(), part, used);
            }
        }
        used.keySet().removeIf(key -> key.startsWith("services "));
        tree(Stream.of(ProcessHandle.current()), "load", used);
        return used;
    }

    private static void tree(Stream<ProcessHandle> roots, String part, Map<String, Double> used) {
        roots.flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .forEach(process -> {
                    try {
                        String title = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
                        String name = title.contains("walsender") ? "database: outbox readers" : part;
                        used.merge(name, millis(process.pid()), Double::sum);
                    } catch (IOException e) {
                        // ended meanwhile: its parent counts it
                    }
                });
    }

    /// Its own time and that of the children it has seen end.
    private static double millis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks * MILLIS_PER_TICK;
    }
}

package io.parley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

/// Memory and processor time of processes, as the operating system counts them.
final class ProcessFigures {

    private static final int KIB = 1024;

    private ProcessFigures() {}

    /// Resident memory in bytes, 0 where the system does not tell (it is read from `/proc`).
    static long resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    static long resident(Collection<Long> pids) {
        return pids.stream().mapToLong(ProcessFigures::resident).sum();
    }

    static Duration processorTime(Collection<Long> pids) {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}

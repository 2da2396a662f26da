package io.parley.acceptance;

import io.parley.bench.Installation;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// The system, started by its own launcher in a folder and on ports of its own.
final class RunningParley {
    private static final Duration START_WITHIN = Duration.ofMinutes(6);
    private final Path root = root();
    private final Path home;
    private final int port;

    private RunningParley(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    static RunningParley start() throws IOException, InterruptedException {
        RunningParley parley = new RunningParley(Files.createTempDirectory("parley"), freePorts());
        parley.up();
        return parley;
    }

    /// All services in one JVM, or with `--separate` one JVM for each.
    void up(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("up", "-d", "--no-build"));
        words.addAll(List.of(options));
        int status = run(START_WITHIN, words);
        if (status != 0) {
            throw new IllegalStateException("./parley up ended with " + status);
        }
    }

    void down() throws IOException, InterruptedException {
        run(Duration.ofMinutes(2), List.of("down"));
    }

    Installation installation() {
        return new Installation(home, port);
    }

    /// Runs a command of `./parley`, its words on this test's output.
    int run(Duration atMost, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("parley").toString()));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).inheritIO();
        builder.environment().put("PARLEY_HOME", home.toString());
        builder.environment().put("PARLEY_NO_CACHE", "1"); // no training beside the tests
        builder.environment().put("PARLEY_PORT", String.valueOf(port));
        Process process = builder.start();
        if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("./parley " + words + " did not end within " + atMost);
        }
        return process.exitValue();
    }

    void stop() throws IOException, InterruptedException {
        down();
        if (Files.exists(home)) {
            try (var files = Files.walk(home)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("parley"))) {
            folder = Objects.requireNonNull(folder.getParent(), "run inside the repository");
        }
        return folder;
    }

    private static int freePorts() {
        return IntStream.iterate(21_000, base -> base + 100)
                .limit(100)
                .filter(base -> IntStream.range(base, base + 15).allMatch(RunningParley::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}

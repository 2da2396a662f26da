package io.parley.local;

import io.parley.infra.Leash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A JVM of our own: a service, the nine of them, or the sandbox.
final class JavaProgram implements Program {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    private static final int ANSWER_WITHIN_MS = 5_000;

    private final String name;
    private final Supplier<List<String>> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Map<PortPlan.Place, URI> readiness;
    private final Duration startWithin;
    private volatile @Nullable Process process;

    /// @param readiness the rows it has and the page of each that answers 200 once it is ready
    JavaProgram(
            String name,
            Supplier<List<String>> command,
            Map<String, String> environment,
            Path log,
            Map<PortPlan.Place, URI> readiness,
            Duration startWithin) {
        this.name = name;
        this.command = command;
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.readiness = new LinkedHashMap<>(readiness);
        this.startWithin = startWithin;
    }

    static URI readinessOf(ServicePart service, PortPlan ports) {
        return URI.create(ports.url(ports.of(service)) + "/actuator/health/readiness");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<PortPlan.Place> rows() {
        return List.copyOf(readiness.keySet());
    }

    @Override
    public void start(Consumer<String> ready) {
        Process started = launch();
        process = started;
        long deadline = System.nanoTime() + startWithin.toNanos();
        List<PortPlan.Place> waiting = new ArrayList<>(readiness.keySet());
        while (true) {
            if (awaitExit(LOOK_EVERY)) {
                throw new StartFailed(name + " stopped before it was ready (" + ending() + "):\n" + tail());
            }
            waiting.removeIf(row -> {
                boolean answers = answers(readiness.get(row));
                if (answers) {
                    ready.accept(row.what());
                }
                return answers;
            });
            if (waiting.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                String late = String.join(
                        ", ", waiting.stream().map(PortPlan.Place::what).toList());
                stop();
                throw new StartFailed(late + " not ready within " + Words.duration(startWithin) + ":\n" + tail());
            }
        }
    }

    private Process launch() {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command.get())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeAll(ServiceSettings.OWN);
            builder.environment().putAll(environment);
            Process started = builder.start();
            Leash.hold(started, Leash.Signal.TERM);
            return started;
        } catch (IOException e) {
            throw new StartFailed(name + " could not be started: " + e.getMessage());
        }
    }

    /// Whether the page answers 200 now.
    static boolean answers(@Nullable URI page) {
        if (page == null) {
            return true;
        }
        try {
            HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout(ANSWER_WITHIN_MS);
            connection.setReadTimeout(ANSWER_WITHIN_MS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /// Has the nine-in-one restart a single service; returns when that is done.
    ///
    /// @throws StartFailed when the JVM ended over it
    void restartInside(String service, Path answer) {
        Process at = process;
        if (at == null || !at.isAlive()) {
            throw new StartFailed(name + " does not run");
        }
        try {
            Files.deleteIfExists(answer);
            Writer in = at.outputWriter(StandardCharsets.UTF_8);
            in.write("restart " + service + " " + answer + "\n");
            in.flush();
            while (!Files.exists(answer)) {
                if (awaitExit(LOOK_EVERY)) {
                    throw new StartFailed(service + " did not start again:\n" + tail());
                }
            }
            Files.deleteIfExists(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tail() {
        return LogFile.tail(log, 10);
    }

    @Override
    public boolean isRunning() {
        Process at = process;
        return at != null && at.isAlive();
    }

    @Override
    public long pid() {
        Process at = process;
        return at == null ? -1 : at.pid();
    }

    @Override
    public String ending() {
        Process at = process;
        return at == null || at.isAlive() ? "" : Words.ending(at.exitValue());
    }

    @Override
    public void stop() {
        stop(STOP_WITHIN);
    }

    /// As {@link #stop()}, for one that may take longer.
    void stop(Duration within) {
        Process at = process;
        if (at == null) {
            return;
        }
        at.destroy();
        if (!awaitExit(within)) {
            at.destroyForcibly();
            awaitExit(STOP_WITHIN);
        }
    }

    @Override
    public boolean awaitExit(Duration atMost) {
        Process at = process;
        try {
            return at == null || at.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Interrupted while waiting for " + name);
        }
    }
}

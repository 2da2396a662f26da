package io.parley.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Kafka as a child process of this JVM.
final class EmbeddedKafka implements KafkaServer {

    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    private final Process process;
    private final int port;
    private final Path data;
    private final boolean temporary;

    private EmbeddedKafka(Process process, int port, Path data, boolean temporary) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.temporary = temporary;
    }

    static EmbeddedKafka start(Options options) {
        boolean temporary = options.data() == null;
        Path data = options.data() == null ? Folders.temporary("parley-kafka-") : options.data();
        Path log = options.log() == null ? data.resolve("kafka.log") : options.log();
        int port = options.port() == 0 ? Ports.free() : options.port();
        int controllerPort = options.controllerPort() == 0 ? Ports.free() : options.controllerPort();
        Path settings = data.resolve("server.properties");
        Path ready = data.resolve("ready");
        try {
            Files.createDirectories(data.resolve("log"));
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.deleteIfExists(ready);
            Files.writeString(settings, settings(data.resolve("log"), port, controllerPort, options.partitions()));
            Process process = new ProcessBuilder(command(options.jvmArguments(), settings, ready))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Leash.hold(process, Leash.Signal.TERM);
            EmbeddedKafka server = new EmbeddedKafka(process, port, data, temporary);
            server.awaitReady(ready, log);
            return server;
        } catch (IOException e) {
            throw new InfraException("Kafka could not be started in " + data + ": " + e.getMessage(), e);
        }
    }

    private static List<String> command(List<String> jvmArguments, Path settings, Path ready) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Xms64m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvmArguments);
        command.addAll(List.of(
                "-cp", BrokerJars.classPath(), "io.parley.kafka.Broker", settings.toString(), ready.toString()));
        return command;
    }

    /// The session is shorter than Kafka's nine seconds: the controller refuses a killed broker until it has ended.
    private static String settings(Path log, int port, int controllerPort, int partitions) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
                advertised.listeners=PLAINTEXT://localhost:%1$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                num.partitions=%4$d
                auto.create.topics.enable=true
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=4
                group.initial.rebalance.delay.ms=0
                log.retention.hours=168
                log.segment.bytes=134217728
                log.index.size.max.bytes=2097152
                log.cleaner.dedupe.buffer.size=16777216
                broker.session.timeout.ms=4000
                broker.heartbeat.interval.ms=500
                num.network.threads=2
                num.io.threads=4
                background.threads=4
                num.recovery.threads.per.data.dir=2
                """.formatted(port, controllerPort, log.toAbsolutePath(), partitions);
    }

    private void awaitReady(Path ready, Path log) {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (awaitExit(LOOK_EVERY)) {
                throw new InfraException("Kafka stopped at once:\n" + LogTail.of(log));
            }
            if (Files.exists(ready)) {
                return;
            }
        }
        kill();
        throw new InfraException("Kafka did not answer within " + START_WITHIN.toSeconds() + " s:\n" + LogTail.of(log));
    }

    @Override
    public String bootstrap() {
        return "localhost:" + port;
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
            throw new InfraException("Interrupted while waiting for Kafka", e);
        }
    }

    @Override
    public void stop() {
        process.destroy();
        if (!awaitExit(STOP_WITHIN)) {
            process.destroyForcibly();
            awaitExit(STOP_WITHIN);
        }
        tidyUp();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        awaitExit(STOP_WITHIN);
        tidyUp();
    }

    Path folder() {
        return data;
    }

    private void tidyUp() {
        if (temporary) {
            Folders.delete(data);
        }
    }
}

package io.parley.local;

import io.parley.infra.KafkaServer;
import io.parley.infra.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the JDK's ahead-of-time caches: the services run once on servers of their own while the JVM records what
/// they load, then the result is tried before anyone relies on it (a cache from a failed run crashes the JVM).
///
/// Arguments: the home and the running installation's front door port, whose neighbourhood is avoided.
public final class Training {

    private static final Duration START_WITHIN = Duration.ofMinutes(6);

    private final Home home;
    private final Distribution distribution = Distribution.ofThisProgram();
    private final AotCaches caches;
    private final PortPlan ports;

    private Training(Home home, PortPlan ports) {
        this.home = home;
        this.caches = AotCaches.of(home, distribution);
        this.ports = ports;
    }

    public static void main(String[] args) throws IOException {
        int wish =
                args.length > 2 && !args[2].isEmpty() ? Integer.parseInt(args[2]) : awayFrom(Integer.parseInt(args[1]));
        PortPlan near = new PortPlan(wish);
        PortPlan ports = near.firstTaken(PortPlan::isFree).isEmpty()
                ? near
                : new PortPlan(near.nextFreeBase(PortPlan::isFree).orElseThrow());
        new Training(new Home(Path.of(args[0])), ports).run();
        System.exit(0);
    }

    /// Below 30,000: above 32,768 any connection of the running installation may get one of these ports for itself.
    static int awayFrom(int base) {
        return (base < 20_000 ? 20_000 : 10_000) + base % 10_000;
    }

    private void run() throws IOException {
        Path workshop = caches.workshop();
        Home.delete(workshop);
        Files.createDirectories(workshop);
        Path broker = workshop.resolve("broker.aot");
        Path services = workshop.resolve("services.aot");
        try (PostgresServer postgres = PostgresServer.start(
                        new PostgresServer.Options(workshop.resolve("postgres"), ports.postgres(), false, null));
                KafkaServer recording = kafka(workshop, List.of("-XX:AOTCacheOutput=" + broker))) {
            for (ServicePart service : ServicePart.values()) {
                postgres.createDatabase(service.database());
            }
            run(services(workshop, List.of("-XX:AOTCacheOutput=" + services)), Duration.ofMinutes(4));
            recording.stop();
            require(services);
            require(broker);
            try (KafkaServer tried = kafka(workshop, List.of("-XX:AOTCache=" + broker))) {
                System.out.println("broker's cache tried: " + tried.bootstrap());
                run(services(workshop, List.of("-XX:AOTCache=" + services)), Duration.ofSeconds(30));
            }
        }
        for (String gone : List.of("postgres", "kafka", "postgres.log", "services.log")) {
            Home.delete(workshop.resolve(gone));
        }
        caches.publish();
    }

    private KafkaServer kafka(Path workshop, List<String> flags) {
        return KafkaServer.start(
                KafkaServer.Options.at(workshop.resolve("kafka"), ports.kafka(), ports.kafkaController())
                        .jvmArguments(flags));
    }

    private JavaProgram services(Path workshop, List<String> flags) {
        Map<PortPlan.Place, URI> rows = new LinkedHashMap<>();
        for (ServicePart service : ServicePart.values()) {
            rows.put(
                    new PortPlan.Place(service.serviceName(), ports.of(service)),
                    JavaProgram.readinessOf(service, ports));
        }
        return new JavaProgram(
                "services",
                () -> distribution.composed(flags, ports.base()),
                Map.of(),
                workshop.resolve("services.log"),
                rows,
                START_WITHIN);
    }

    /// Starts, lets a request through every service's front, and stops; a recording JVM writes its cache then.
    private void run(JavaProgram services, Duration stopWithin) {
        services.start(row -> System.out.println(row + " ready"));
        for (ServicePart service : ServicePart.values()) {
            for (String page : List.of("/v3/api-docs", "/actuator/prometheus", "/")) {
                JavaProgram.answers(URI.create(ports.url(ports.of(service)) + page));
            }
        }
        services.stop(stopWithin);
    }

    private static void require(Path cache) {
        if (!Files.exists(cache)) {
            throw new IllegalStateException("the JVM made no cache " + cache);
        }
    }
}

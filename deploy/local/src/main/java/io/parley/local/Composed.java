package io.parley.local;

import io.parley.starter.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.MDC;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The nine services as nine Spring contexts in one JVM, each with its own port, database and consumer groups.
///
/// Argument: the front door's port. Standard input takes `restart <service> <file>` and answers by writing the file;
/// its end is the end of the launcher, hence of this JVM. A context that cannot start ends the JVM with status 1.
public final class Composed {

    private static final int STARTS_AT_ONCE = 4;
    private static final String LOG_LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level [%X{service:-services}] %X{trace:-} %logger{24} : %m%n%wEx";

    private final PortPlan ports;
    private final Map<ServicePart, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();

    private Composed(PortPlan ports) {
        this.ports = ports;
    }

    public static void main(String[] args) throws IOException {
        Composed composed = new Composed(new PortPlan(Integer.parseInt(args[0])));
        composed.initialiseLogging();
        Runtime.getRuntime().addShutdownHook(new Thread(composed::closeAll, "close-services"));
        composed.startAll();
        QuietCollection.begin();
        composed.obey();
    }

    /// Once, before the contexts race for it.
    private void initialiseLogging() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "composed", Map.of("logging.pattern.console", LOG_LINE, "logging.level.root", "WARN")));
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, SharedLogging.class.getName());
        LoggingSystem logging = LoggingSystem.get(Composed.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(environment), null, null);
    }

    private void startAll() {
        try (ExecutorService starters = Executors.newFixedThreadPool(STARTS_AT_ONCE)) {
            Arrays.stream(ServicePart.values()).forEach(service -> starters.execute(() -> start(service)));
        }
    }

    private void start(ServicePart service) {
        // the log's lines of this start bear the service's name
        MDC.put("service", service.serviceName());
        try {
            Class<?> application = Class.forName(service.applicationClass());
            contexts.put(
                    service,
                    Service.start(
                            service.serviceName(),
                            application,
                            Map.copyOf(ServiceSettings.of(service, ports, System.getenv()))));
        } catch (Throwable failure) {
            // eight services without the ninth help nobody: the launcher sees the end and says so
            System.err.println(service.serviceName() + " could not be started:");
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void obey() throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            List<String> words = List.of(line.split(" ", 3));
            if (words.size() == 3 && words.getFirst().equals("restart")) {
                ServicePart.named(words.get(1)).ifPresent(this::restart);
                Path answer = Path.of(words.get(2));
                Path unfinished = answer.resolveSibling(answer.getFileName() + ".new");
                Files.writeString(unfinished, "done\n");
                Files.move(unfinished, answer, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        System.exit(0);
    }

    private void restart(ServicePart service) {
        ConfigurableApplicationContext old = contexts.remove(service);
        if (old != null) {
            old.close();
        }
        start(service);
    }

    private void closeAll() {
        CompletableFuture.allOf(contexts.values().stream()
                        .map(context -> CompletableFuture.runAsync(context::close, task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}

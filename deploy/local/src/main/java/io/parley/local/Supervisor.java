package io.parley.local;

import io.parley.local.Program.StartFailed;
import io.parley.local.Snapshot.Condition;
import io.parley.local.Snapshot.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts everything in order, keeps it running, stops it in order. One per home; the services are its children.
final class Supervisor {

    /// Separate JVMs started at the same time: more only slow each other down on a small machine.
    private static final int STARTS_AT_ONCE = 3;

    private static final Duration START_WITHIN = Duration.ofMinutes(4);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration FIGURES_EVERY = Duration.ofSeconds(2);
    private static final Duration QUIET_BEFORE_TRAINING = Duration.ofSeconds(20);
    private static final int RESTARTS_MAX = 5;
    private static final Duration RESTARTS_WITHIN = Duration.ofMinutes(2);

    private final Home home;
    private final PortPlan ports;
    private final Command.Up wish;
    private final Screen screen;
    private final Clock clock = Clock.systemUTC();
    private final Distribution distribution = Distribution.ofThisProgram();
    private final AotCaches caches;
    private final Board board;
    private final Map<String, String> environment = System.getenv();

    private final List<Program> servers = new ArrayList<>();
    private final List<Program> services = new ArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("parley-", 1).daemon().factory());
    private final BlockingQueue<Runnable> happenings = new LinkedBlockingQueue<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Set<Program> deliberatelyStopped = ConcurrentHashMap.newKeySet();
    private final Map<Program, Deque<Instant>> recentRestarts = new ConcurrentHashMap<>();
    private volatile @Nullable Process training;
    private boolean stopped;

    Supervisor(Home home, PortPlan ports, Command.Up wish, Screen screen) {
        this.home = home;
        this.ports = ports;
        this.wish = wish;
        this.screen = screen;
        this.caches = AotCaches.of(home, distribution);
        this.board = new Board(home, ports, wish.separate(), clock);
        plan();
    }

    private void plan() {
        servers.add(ServerProgram.postgres(home, ports));
        servers.add(ServerProgram.kafka(home, ports, () -> caches.flag(caches.broker())));
        servers.add(new JavaProgram(
                "sandbox",
                distribution::sandbox,
                ServiceSettings.sandbox(ports, environment),
                home.log("sandbox"),
                Map.of(
                        new PortPlan.Place("sandbox", ports.sandbox()),
                        URI.create(ports.url(ports.sandbox()) + "/mail")),
                START_WITHIN));
        if (wish.separate()) {
            for (ServicePart service : ServicePart.values()) {
                services.add(new JavaProgram(
                        service.serviceName(),
                        () -> distribution.service(service, caches.flag(caches.services())),
                        ServiceSettings.of(service, ports, environment),
                        home.log(service.serviceName()),
                        Map.of(row(service), JavaProgram.readinessOf(service, ports)),
                        START_WITHIN));
            }
        } else {
            Map<PortPlan.Place, URI> rows = new LinkedHashMap<>();
            for (ServicePart service : ServicePart.values()) {
                rows.put(row(service), JavaProgram.readinessOf(service, ports));
            }
            services.add(new JavaProgram(
                    "services",
                    () -> distribution.composed(caches.flag(caches.services()), ports.base()),
                    Map.of(),
                    home.log("services"),
                    rows,
                    START_WITHIN));
        }
        programs().forEach(board::add);
    }

    private PortPlan.Place row(ServicePart service) {
        return new PortPlan.Place(service.serviceName(), ports.of(service));
    }

    private Stream<Program> programs() {
        return Stream.concat(servers.stream(), services.stream());
    }

    /// Runs until it is told to stop.
    ///
    /// @return the program's exit status: 0 after an orderly end
    int run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "parley-stop"));
        Instant begin = clock.instant();
        try {
            startAll();
        } catch (StartFailed e) {
            if (stopping.getCount() == 0) {
                stop();
                return 0;
            }
            board.phase(Phase.FAILED, String.valueOf(e.getMessage()));
            screen.status("");
            screen.failure("Parley could not start. " + e.getMessage());
            screen.say("Logs are in " + home.logs() + ". Nothing is left running; data is kept.");
            stop();
            return 1;
        }
        String demo = demoShop();
        welcome(Duration.between(begin, clock.instant()));
        board.phase(Phase.READY, demo);
        watch();
        // the lock on the home is given up only when everything has stopped
        stop();
        return 0;
    }

    private void startAll() {
        screen.say("Parley starts " + (wish.separate() ? "one JVM for each service" : "all services in one JVM")
                + " · port " + ports.base() + " · " + home.root());
        forgetOldRequests();
        CompletableFuture<?> ticker = CompletableFuture.runAsync(this::showProgress, workers);
        inParallel(servers, servers.size());
        inParallel(services, STARTS_AT_ONCE);
        ticker.cancel(false);
    }

    private void showProgress() {
        while (!await(stopping, TICK) && board.snapshot().phase() == Phase.STARTING) {
            Snapshot at = board.snapshot();
            List<String> busy = at.units().stream()
                    .filter(unit -> unit.condition() == Condition.STARTING)
                    .map(Snapshot.Unit::name)
                    .toList();
            screen.status("  … " + Words.duration(Duration.between(at.since(), clock.instant())) + "  "
                    + (busy.isEmpty() ? "" : "starting " + String.join(", ", busy)));
        }
    }

    private void inParallel(List<Program> programs, int atOnce) {
        Semaphore turns = new Semaphore(atOnce);
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (Program program : programs) {
            starts.add(CompletableFuture.runAsync(
                    () -> {
                        turns.acquireUninterruptibly();
                        try {
                            start(program);
                        } finally {
                            turns.release();
                        }
                    },
                    workers));
        }
        try {
            // the first failure ends the wait: the others may never become ready without it
            CompletableFuture<Void> failure = new CompletableFuture<>();
            starts.forEach(start -> start.whenComplete((done, problem) -> {
                if (problem != null) {
                    failure.completeExceptionally(problem);
                }
            }));
            CompletableFuture.anyOf(failure, CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)))
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause instanceof StartFailed known ? known : new StartFailed(String.valueOf(cause));
        }
    }

    private void start(Program program) {
        if (stopping.getCount() == 0) {
            throw new StartFailed("stopping");
        }
        Instant begin = clock.instant();
        board.set(program, Condition.STARTING);
        program.start(row -> {
            board.set(row, Condition.READY, program.pid());
            screen.step(title(row), Duration.between(begin, clock.instant()));
        });
        deliberatelyStopped.remove(program);
        watchEnd(program);
    }

    private static String title(String row) {
        return switch (row) {
            case "postgres" -> "PostgreSQL 18";
            case "kafka" -> "Kafka 4";
            case "services" -> "The JVM of the nine services";
            default -> row;
        };
    }

    private void watchEnd(Program program) {
        ProcessHandle.of(program.pid())
                .ifPresentOrElse(
                        process -> process.onExit().thenRun(() -> happenings.add(() -> ended(program))),
                        () -> happenings.add(() -> ended(program)));
    }

    private void ended(Program program) {
        if (stopping.getCount() == 0 || deliberatelyStopped.contains(program)) {
            return;
        }
        String how = program.ending().isEmpty() ? "" : ", " + program.ending();
        screen.trouble(title(program.name()) + " ended unexpectedly (process " + program.pid() + how + ").");
        if (tooOften(program)) {
            board.set(program, Condition.FAILED);
            screen.failure(title(program.name()) + " ended " + RESTARTS_MAX + " times within "
                    + Words.duration(RESTARTS_WITHIN) + ": it stays down. See ./parley logs " + program.name()
                    + ", then ./parley restart " + program.rows().getFirst().what() + ".");
            return;
        }
        program.rows().forEach(row -> board.restarting(row.what(), -1));
        workers.execute(() -> startAgain(program));
    }

    private boolean tooOften(Program program) {
        Deque<Instant> times = recentRestarts.computeIfAbsent(program, key -> new ArrayDeque<>());
        Instant now = clock.instant();
        times.removeIf(time -> time.isBefore(now.minus(RESTARTS_WITHIN)));
        times.addLast(now);
        return times.size() > RESTARTS_MAX;
    }

    private void startAgain(Program program) {
        Instant begin = clock.instant();
        screen.say("  " + title(program.name()) + " is started again …");
        try {
            program.start(row -> board.set(row, Condition.READY, program.pid()));
            watchEnd(program);
            screen.say("  " + screen.green("✓") + " " + title(program.name()) + " is back after "
                    + Words.duration(Duration.between(begin, clock.instant())) + ".");
        } catch (StartFailed e) {
            if (stopping.getCount() == 0) {
                return;
            }
            screen.trouble(String.valueOf(e.getMessage()));
            await(stopping, Duration.ofSeconds(2));
            happenings.add(() -> ended(program));
        }
    }

    /// Makes the demo shop on the first start.
    ///
    /// @return what went wrong, empty when nothing did
    private String demoShop() {
        if (Files.exists(home.firstStart())) {
            return "";
        }
        if (wish.empty()) {
            rememberFirstStart("empty");
            return "";
        }
        Instant begin = clock.instant();
        Path log = home.log("demo-shop");
        try {
            int status = new ProcessBuilder(distribution.helper(
                            io.parley.local.demo.DemoShop.class, ports.frontDoor(), ports.url(ports.sandbox())))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (status == 0) {
                screen.step("Demo shop \"Glow by Ama\"", Duration.between(begin, clock.instant()));
                rememberFirstStart("demo");
                return "";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String reason = "The demo shop could not be made; the next ./parley up tries again.\n" + LogFile.tail(log, 5);
        screen.trouble(reason);
        return reason;
    }

    private void rememberFirstStart(String how) {
        try {
            Files.writeString(home.firstStart(), how + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void welcome(Duration took) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"Seller's front door", ports.frontDoor()});
        if (hasDemoShop()) {
            rows.add(new String[] {"  log in with", "ama@example.com / Glow-2026!"});
        }
        rows.add(new String[] {"Shopper's phone", ports.url(ports.sandbox()) + "/phone"});
        rows.add(new String[] {"API documents", ports.frontDoor() + "/api/docs"});
        rows.add(new String[] {"Mail it sent", ports.url(ports.sandbox()) + "/mail"});
        rows.add(new String[] {"Logs", "./parley logs [service]"});
        rows.add(new String[] {"Stop", wish.detached() ? "./parley down" : "Ctrl-C, or ./parley down"});
        screen.status("");
        screen.box("Parley is ready after " + Words.duration(took), rows);
    }

    private boolean hasDemoShop() {
        try {
            return Files.exists(home.firstStart())
                    && Files.readString(home.firstStart()).strip().equals("demo");
        } catch (IOException e) {
            return false;
        }
    }

    private boolean cachesAreWanted() {
        return !caches.complete() && !environment.containsKey("PARLEY_NO_CACHE");
    }

    /// Makes the caches for the next start, beside the running system and at the lowest priority.
    private void train() {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(distribution.helper(
                Training.class,
                home.root().toString(),
                Integer.toString(ports.base()),
                environment.getOrDefault("PARLEY_TRAINING_PORT", "")));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(home.log("training").toFile())
                    .start();
            io.parley.infra.Leash.hold(process, io.parley.infra.Leash.Signal.TERM);
            training = process;
            Instant begin = clock.instant();
            process.onExit()
                    .thenAccept(done -> happenings.add(() -> {
                        if (stopping.getCount() > 0) {
                            screen.say(
                                    done.exitValue() == 0
                                            ? "  The next start will be faster (prepared in "
                                                    + Words.duration(Duration.between(begin, clock.instant())) + ")."
                                            : "  The next start could not be made faster; it works without (see "
                                                    + home.log("training") + ").");
                        }
                    }));
        } catch (IOException e) {
            screen.trouble("The next start could not be made faster: " + e.getMessage());
        }
    }

    private void watch() {
        Duration processorBefore = ProcessFigures.processorTime(pids());
        Instant before = clock.instant();
        QuietSpell quiet = new QuietSpell(QUIET_BEFORE_TRAINING, before);
        boolean toTrain = cachesAreWanted();
        double cores = 0;
        while (stopping.getCount() > 0) {
            try {
                Runnable happening = happenings.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                if (happening != null) {
                    happening.run();
                }
                takeRequests();
                Instant now = clock.instant();
                if (Duration.between(before, now).compareTo(FIGURES_EVERY) >= 0) {
                    Duration processor = ProcessFigures.processorTime(pids());
                    cores = Math.max(
                            0,
                            (double) processor.minus(processorBefore).toNanos()
                                    / Duration.between(before, now).toNanos());
                    processorBefore = processor;
                    before = now;
                    if (toTrain && quiet.lasts(now, cores)) {
                        toTrain = false;
                        train();
                    }
                    screen.status(Screen.statusLine(board.snapshot(), now, ProcessFigures.resident(pids()), cores));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Set<Long> pids() {
        Set<Long> pids = new HashSet<>();
        programs().filter(Program::isRunning).forEach(program -> pids.add(program.pid()));
        return pids;
    }

    private void forgetOldRequests() {
        Home.delete(home.requests());
        home.create();
    }

    private void takeRequests() {
        try (var requests = Files.list(home.requests())) {
            for (Path request : requests.toList()) {
                Files.deleteIfExists(request);
                String name = request.getFileName().toString();
                board.restarting(name, -1);
                workers.execute(() -> restart(name));
            }
        } catch (IOException e) {
            screen.trouble("A request could not be read: " + e.getMessage());
        }
    }

    private void restart(String row) {
        Program program = programs()
                .filter(candidate ->
                        candidate.rows().stream().anyMatch(place -> place.what().equals(row)))
                .findFirst()
                .orElseThrow();
        Instant begin = clock.instant();
        screen.say("  " + title(row) + " is stopped and started again …");
        recentRestarts.remove(program);
        try {
            if (program instanceof JavaProgram composed && program.rows().size() > 1 && program.isRunning()) {
                composed.restartInside(row, home.run().resolve("restarted-" + row));
                board.set(row, Condition.READY, program.pid());
            } else {
                deliberatelyStopped.add(program);
                program.stop();
                program.start(ready -> board.set(ready, Condition.READY, program.pid()));
                deliberatelyStopped.remove(program);
                watchEnd(program);
            }
            screen.say("  " + screen.green("✓") + " " + title(row) + " is back after "
                    + Words.duration(Duration.between(begin, clock.instant())) + ".");
        } catch (StartFailed e) {
            deliberatelyStopped.remove(program);
            board.set(program, Condition.FAILED);
            screen.failure(String.valueOf(e.getMessage()));
        }
    }

    /// Stops the services first, then what they rest on. Safe to call twice.
    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        boolean failed = board.snapshot().phase() == Phase.FAILED;
        stopping.countDown();
        Instant begin = clock.instant();
        screen.status("");
        if (!failed) {
            board.phase(Phase.STOPPING, "");
            screen.say("Stopping …");
        }
        Process trainer = training;
        if (trainer != null) {
            trainer.destroy();
        }
        stopAll(services);
        stopAll(servers);
        screen.say("Stopped after " + Words.duration(Duration.between(begin, clock.instant())) + ". Data is kept in "
                + home.root() + "; ./parley up brings it back.");
    }

    private void stopAll(List<Program> programs) {
        CompletableFuture.allOf(programs.stream()
                        .map(program -> CompletableFuture.runAsync(
                                () -> {
                                    program.stop();
                                    board.set(program, Condition.STOPPED);
                                },
                                workers))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static boolean await(CountDownLatch latch, Duration atMost) {
        try {
            return latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

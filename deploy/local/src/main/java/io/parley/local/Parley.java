package io.parley.local;

import io.parley.local.Snapshot.Condition;
import io.parley.local.Snapshot.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// The program behind `./parley`.
public final class Parley {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(90);
    private static final Duration RESTART_WITHIN = Duration.ofMinutes(5);
    private static final int DEFAULT_PORT = 8080;
    private static final int OK = 0;
    private static final int NOT_DONE = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final int NOT_RUNNING = 3;

    private final Home home;
    private final Map<String, String> environment;
    private final Screen screen;
    private final Clock clock = Clock.systemUTC();

    private Parley(Home home, Map<String, String> environment, Screen screen) {
        this.home = home;
        this.environment = environment;
        this.screen = screen;
    }

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        Home home = new Home(Path.of(environment.getOrDefault("PARLEY_HOME", ".parley"))
                .toAbsolutePath()
                .normalize());
        int status;
        try {
            status = new Parley(home, environment, Screen.ofThisProgram()).run(Command.parse(List.of(args)));
        } catch (UserError e) {
            System.err.println(e.getMessage());
            status = NOT_UNDERSTOOD;
        }
        System.exit(status);
    }

    private int run(Command command) throws InterruptedException {
        return switch (command) {
            case Command.Up up -> up(up);
            case Command.Await await -> await(await);
            case Command.Down _ -> down();
            case Command.Status _ -> status();
            case Command.Logs logs -> logs(logs);
            case Command.Restart restart -> restart(restart.part());
            case Command.Reset reset -> reset(reset.sure());
            case Command.Help _ -> {
                System.out.println(Command.usage());
                yield OK;
            }
        };
    }

    private int up(Command.Up wish) {
        PortPlan ports = ports();
        home.create();
        try (FileChannel channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return alreadyUp(wish);
            }
            Optional<PortPlan.Place> taken = ports.firstTaken(PortPlan::isFree);
            if (taken.isPresent()) {
                return portTaken(ports, taken.get());
            }
            endWithTheShell();
            return new Supervisor(home, ports, wish, screen).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PortPlan ports() {
        String port = environment.getOrDefault("PARLEY_PORT", Integer.toString(DEFAULT_PORT));
        try {
            return new PortPlan(Integer.parseInt(port.strip()));
        } catch (NumberFormatException e) {
            throw new UserError("PARLEY_PORT must be a number, not '" + port + "'.");
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage() + ".");
        }
    }

    private int alreadyUp(Command.Up wish) {
        Snapshot at = Snapshot.read(home.state()).orElse(null);
        if (at == null) {
            screen.say("Parley is just being started in " + home.root() + " by another command.");
            return NOT_DONE;
        }
        screen.say("Parley already runs here: " + new PortPlan(at.base()).frontDoor() + ", "
                + (at.separate() ? "one JVM for each service" : "all services in one JVM") + ", for "
                + Words.duration(Duration.between(at.since(), clock.instant())) + " (process " + at.supervisorPid()
                + ", " + home.root() + ").");
        screen.say("./parley status shows it, ./parley down stops it. For a second one beside it:"
                + " PARLEY_HOME=<folder> PARLEY_PORT=<port> ./parley up");
        boolean asWished = at.phase() == Phase.READY && at.separate() == wish.separate();
        return wish.detached() && asWished ? OK : NOT_DONE;
    }

    private int portTaken(PortPlan ports, PortPlan.Place taken) {
        screen.failure("Port " + taken.port() + " (" + taken.what() + ") is taken by another program.");
        OptionalInt other = ports.nextFreeBase(PortPlan::isFree);
        screen.say("Stop that program"
                + (other.isPresent() ? ", or use other ports: PARLEY_PORT=" + other.getAsInt() + " ./parley up" : "")
                + ". (Parley needs " + ports.base() + " to " + ports.kafkaController() + ".)");
        return NOT_DONE;
    }

    /// In the foreground `./parley` waits in a shell; without that shell nobody could stop us from the keyboard.
    private void endWithTheShell() {
        Optional.ofNullable(environment.get("PARLEY_SHELL"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .ifPresent(shell -> shell.onExit().thenRun(() -> System.exit(OK)));
    }

    /// Tells what a detached start says until it is ready or over.
    private int await(Command.Await start) throws InterruptedException {
        long supervisorPid = start.supervisorPid();
        LogFile said = new LogFile(start.said(), Optional.empty(), start.from());
        ProcessHandle supervisor = ProcessHandle.of(supervisorPid).orElse(null);
        while (true) {
            boolean alive = supervisor != null && supervisor.isAlive();
            said.more(System.out::println);
            Optional<Snapshot> at = Snapshot.read(home.state()).filter(state -> state.supervisorPid() == supervisorPid);
            if (at.isPresent() && at.get().phase() == Phase.READY) {
                said.more(System.out::println);
                return at.get().reason().isEmpty() ? OK : NOT_DONE;
            }
            if (!alive) {
                said.more(System.out::println);
                // a second `up` ends at once because the first one is there
                return running().filter(first -> first.phase() == Phase.READY).isPresent() ? OK : NOT_DONE;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
    }

    /// The installation of this home, when its launcher lives: it holds the lock until it ends, however it ends.
    private Optional<Snapshot> running() {
        return locked() ? Snapshot.read(home.state()) : Optional.empty();
    }

    private boolean locked() {
        if (!Files.exists(home.lock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(home.lock(), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int down() throws InterruptedException {
        Optional<Snapshot> at = running();
        if (at.isEmpty()) {
            screen.say("Parley does not run in " + home.root() + ".");
            return OK;
        }
        Instant begin = clock.instant();
        Optional<ProcessHandle> supervisor = ProcessHandle.of(at.get().supervisorPid());
        supervisor.ifPresent(ProcessHandle::destroy);
        screen.say("Stopping Parley (process " + at.get().supervisorPid() + ") …");
        while (locked()) {
            if (Duration.between(begin, clock.instant()).compareTo(STOP_WITHIN) > 0) {
                supervisor.ifPresent(ProcessHandle::destroyForcibly);
                screen.trouble("It did not stop within " + Words.duration(STOP_WITHIN)
                        + " and was killed; its children end by themselves. Data is safe.");
                return NOT_DONE;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
        screen.say("Stopped after " + Words.duration(Duration.between(begin, clock.instant())) + ". Data is kept in "
                + home.root() + ".");
        return OK;
    }

    private int status() {
        Optional<Snapshot> at = running();
        if (at.isEmpty()) {
            screen.say("Parley does not run in " + home.root() + ". ./parley up starts it.");
            Snapshot.read(home.state())
                    .filter(last -> last.phase() == Phase.FAILED)
                    .ifPresent(last -> screen.say("The last start failed: " + last.reason()));
            return NOT_RUNNING;
        }
        Snapshot now = at.get();
        screen.say("Parley " + now.phase().name().toLowerCase(java.util.Locale.ROOT) + " · "
                + new PortPlan(now.base()).frontDoor() + " · "
                + (now.separate() ? "one JVM for each service" : "all services in one JVM") + " · "
                + home.root());
        Screen.table(now, clock.instant(), ProcessFigures::resident).forEach(screen::say);
        screen.say(Screen.pad("launcher", 15)
                + Screen.pad("", 19)
                + Screen.pad(Long.toString(now.supervisorPid()), 9)
                + Words.megabytes(ProcessFigures.resident(now.supervisorPid())));
        boolean all = now.units().stream().allMatch(unit -> unit.condition() == Condition.READY);
        return all ? OK : NOT_DONE;
    }

    private int logs(Command.Logs wish) throws InterruptedException {
        boolean composedService = wish.service().flatMap(ServicePart::named).isPresent()
                && Snapshot.read(home.state()).map(at -> !at.separate()).orElse(true);
        List<Path> files = wish.service().isEmpty()
                ? allLogs()
                : List.of(home.log(composedService ? "services" : wish.service().get()));
        List<LogFile> logs = files.stream()
                .map(file -> new LogFile(file, composedService ? wish.service() : Optional.empty()))
                .toList();
        for (int i = 0; i < logs.size(); i++) {
            if (!Files.exists(files.get(i))) {
                screen.say("There is no log " + files.get(i) + " yet.");
                continue;
            }
            if (logs.size() > 1) {
                screen.say("── " + files.get(i));
            }
            logs.get(i).last(wish.lines()).forEach(System.out::println);
        }
        while (wish.follow()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            logs.forEach(log -> log.more(System.out::println));
        }
        return OK;
    }

    private List<Path> allLogs() {
        try (var files = Files.list(home.logs())) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private int restart(String part) throws InterruptedException {
        Optional<Snapshot> at = running();
        if (at.isEmpty()) {
            screen.say("Parley does not run in " + home.root() + ". ./parley up starts it.");
            return NOT_RUNNING;
        }
        Instant begin = clock.instant();
        try {
            Files.writeString(home.requests().resolve(part), "restart\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        screen.say("Restarting " + part + " …");
        while (true) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            Duration took = Duration.between(begin, clock.instant());
            Snapshot now = running().orElse(null);
            if (now == null || took.compareTo(RESTART_WITHIN) > 0) {
                screen.failure(part + " did not come back; see ./parley logs " + part + ".");
                return NOT_DONE;
            }
            Snapshot.Unit unit = now.unit(part).orElseThrow();
            boolean taken =
                    !Files.exists(home.requests().resolve(part)) && unit.since().isAfter(begin);
            if (taken && unit.condition() == Condition.READY) {
                screen.say(part + " is back after " + Words.duration(took) + ".");
                return OK;
            }
            if (taken && unit.condition() == Condition.FAILED) {
                screen.failure(part + " did not start; see ./parley logs " + part + ".");
                return NOT_DONE;
            }
        }
    }

    private int reset(boolean sure) {
        if (running().isPresent()) {
            screen.say("Parley runs in " + home.root() + ". Stop it first: ./parley down");
            return NOT_DONE;
        }
        if (!sure && !confirmed()) {
            screen.say("Nothing was deleted. (./parley reset --yes does not ask.)");
            return NOT_DONE;
        }
        home.deleteData();
        screen.say("All data in " + home.root() + " is deleted. ./parley up starts afresh, with the demo shop.");
        return OK;
    }

    private boolean confirmed() {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            return false;
        }
        String answer = console.readLine("Delete all data in %s? Type yes: ", home.root());
        return answer != null && answer.strip().equalsIgnoreCase("yes");
    }
}

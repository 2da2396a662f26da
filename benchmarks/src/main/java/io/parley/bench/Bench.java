package io.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// `./parley bench`: the figures of a running installation with the demo shop, all from outside,
/// load and system on the same machine.
public final class Bench {
    private static final String USAGE = """
            ./parley bench [--seconds N] [--only messages|webhooks|queue|model|orders|products] [--write]

              --seconds N   how long each measurement lasts (default 20)
              --only WHAT   one measurement, not all
              --write       writes benchmarks/RESULTS.md

            Needs ./parley up -d with the demo shop. The load comes from this machine and counts against it.
            """;

    private final Installation parley;
    private final Seller seller;
    private final Meta meta;
    private final Sandbox sandbox;
    private final int seconds;
    private final List<String[]> rows = new ArrayList<>();

    private Bench(Installation parley, int seconds) {
        this.parley = parley;
        this.seconds = seconds;
        this.seller = Seller.demo(parley);
        this.meta = new Meta(parley);
        this.sandbox = new Sandbox(parley);
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "bench-logback.xml"); // its clients need not speak
        List<String> words = new ArrayList<>(List.of(args));
        if (words.remove("--help")) {
            System.out.print(USAGE);
            return;
        }
        boolean write = words.remove("--write");
        int seconds = 20;
        int at = words.indexOf("--seconds");
        if (at >= 0 && at + 1 < words.size()) {
            seconds = Integer.parseInt(words.get(at + 1));
            words.subList(at, at + 2).clear();
        }
        String only = "";
        at = words.indexOf("--only");
        if (at >= 0 && at + 1 < words.size()) {
            only = words.get(at + 1);
            words.subList(at, at + 2).clear();
        }
        if (!words.isEmpty()
                || !List.of("", "messages", "webhooks", "queue", "model", "orders", "products")
                        .contains(only)) {
            words.addFirst(words.isEmpty() ? only : words.getFirst());
            System.err.print("'" + words.getFirst() + "' is not known here.\n\n" + USAGE);
            System.exit(2);
        }
        Bench bench = new Bench(Installation.current(), seconds);
        bench.run(only);
        if (write) {
            bench.write(Path.of("benchmarks/RESULTS.md"));
        }
        System.exit(0);
    }

    private void run(String only) throws Exception {
        boolean all = only.isEmpty();
        machine();
        say("warming up (the JVMs compile what they see often)");
        Seller.Product product = seller.product("Bench Balm " + System.currentTimeMillis() % 100_000, 1_000_000);
        if (all || only.equals("messages") || only.equals("webhooks")) {
            messages(10, Math.max(10, seconds / 2), "warm-up", false);
            messages(50, Math.max(10, seconds / 2), "warm-up", false);
        }
        if (all || only.equals("orders")) {
            checkouts(product, 8, 10, false);
        }
        if (all || only.equals("products")) {
            products(product, parley.gateway(), "warm-up", 8, 5, false);
        }

        if (all) {
            idle();
        }
        if (all || only.equals("messages")) {
            messages(10, seconds, "DMs at 10/s", true);
            messages(50, seconds, "DMs at 50/s", true);
        }
        if (all || only.equals("webhooks")) {
            slowPlatform("webhooks at 200/s as Messenger sends them for 50 questions", 50, 10, Asked::askAndRead);
            slowPlatform("webhooks at 200/s, each a question", 200, 10, Asked::ask);
        }
        if (all || only.equals("messages")) {
            chatOrders(5, seconds);
        }
        if (all || only.equals("queue")) {
            queue(100, 10, 30);
        }
        if (all || only.equals("model")) {
            model(100, Duration.ofSeconds(2));
        }
        if (all || only.equals("orders")) {
            checkouts(product, 8, seconds, true);
        }
        if (all || only.equals("products")) {
            products(product, parley.gateway(), "product detail through the gateway", 8, 10, true);
            products(
                    product,
                    "http://localhost:" + parley.port("catalog"),
                    "product detail at catalog-service",
                    8,
                    10,
                    true);
        }
        memory();
    }

    /// The same sum on every machine, by one thread of the compiler the services run with: what other figures of
    /// another day are to be compared with.
    private void machine() {
        long begun = System.nanoTime();
        for (int round = 0; round < 3; round++) {
            begun = System.nanoTime();
            long[] numbers = new long[1 << 16];
            long number = 42;
            for (int i = 0; i < 100_000_000; i++) {
                number ^= number << 13;
                number ^= number >>> 7;
                number ^= number << 17;
                numbers[(int) (number & 0xFFFF)] += number;
            }
        }
        double millis = (System.nanoTime() - begun) / 1e6;
        row("this machine: a hundred million steps of a sum on one core", "%.0f ms".formatted(millis), "", true);
    }

    /// Asks for a price, each time as a new shopper.
    private void messages(int perSecond, int seconds, String name, boolean counts) throws InterruptedException {
        long cpu = parley.servicesCpuMillis();
        Asked asked = ask(perSecond, seconds);
        asked.follow(Duration.ofSeconds(30));
        // what follows a reply is part of its price, and in nobody's way afterwards
        settle();
        if (!counts) {
            return;
        }
        cpu = parley.servicesCpuMillis() - cpu;
        Percentiles accept = asked.accepted();
        Percentiles reply = asked.replies();
        row(name + ": webhook accepted", accept.toString(), "p99 ≤ 50 ms", accept.p99() <= 50);
        row(
                name + ": DM → reply sent",
                reply.toString(),
                "p50 ≤ 120 ms, p99 ≤ 400 ms",
                reply.p50() <= 120 && reply.p99() <= 400);
        int lost = asked.refused() + asked.unanswered();
        row(name + ": refused or unanswered", asked.refused() + " / " + asked.unanswered(), "0 / 0", lost == 0);
        row(name + ": CPU of all services per DM", "%.1f ms".formatted(cpu / (double) asked.sent()), "", true);
    }

    /// Taking in must not wait for sending: webhooks while the platform takes long over our own
    /// calls.
    private void slowPlatform(String what, int perSecond, int seconds, Consumer<Asked> ask)
            throws InterruptedException {
        Asked asked = new Asked(meta, sandbox);
        sandbox.slow(Duration.ofSeconds(3));
        try {
            paced(perSecond, seconds, () -> ask.accept(asked));
        } finally {
            sandbox.well();
        }
        // what was held up is sent before anything else is measured
        asked.follow(Duration.ofSeconds(120));
        settle();
        String name = what + ", the platform taking 3 s for our calls: ";
        Percentiles accept = asked.accepted();
        row(name + "accepted", accept.toString(), "p99 ≤ 50 ms", accept.p99() <= 50 && asked.refused() == 0);
        row(name + "DM → reply sent", asked.replies().toString(), "", true);
        row(
                name + "refused or unanswered",
                asked.refused() + " / " + asked.unanswered(),
                "0 / 0",
                asked.refused() + asked.unanswered() == 0);
    }

    /// What is said faster than the platform lets it through waits its turn: the platform takes so many a second and
    /// answers all others with its code for too many.
    private void queue(int shoppers, int each, int perSecond) throws InterruptedException {
        Threads threads = new Threads(meta, sandbox, seller, each);
        threads.open(shoppers);
        settle();
        int all = shoppers * each;
        long begun = System.currentTimeMillis();
        sandbox.sendsPerSecond(perSecond);
        long waiting;
        try {
            threads.say();
            waiting = all - threads.taken();
            threads.follow(Duration.ofSeconds(120));
        } finally {
            sandbox.sendsPerSecond(0);
        }
        settle();
        Threads.Arrived arrived = threads.arrived();
        double seconds = Math.max(1, arrived.lastMillis() - begun) / 1e3;
        String name = "%,d replies queued for a channel that takes %d a second: ".formatted(all, perSecond);
        row(
                name + "lost / twice / out of order in their thread",
                arrived.lost() + " / " + arrived.twice() + " / " + arrived.outOfOrder(),
                "0 / 0 / 0",
                arrived.lost() + arrived.twice() + arrived.outOfOrder() + threads.refused() == 0);
        row(
                name + "all of them delivered",
                "after %.0f s, %.0f/s; %,d waited when the last was queued, %,d calls refused by the platform"
                        .formatted(seconds, arrived.messages() / seconds, waiting, sandbox.refusedSince(begun)),
                "≤ 120 s",
                arrived.lost() == 0 && seconds <= 120);
    }

    private Asked ask(int perSecond, int seconds) throws InterruptedException {
        Asked asked = new Asked(meta, sandbox);
        paced(perSecond, seconds, asked::ask);
        return asked;
    }

    /// So many shoppers write in the same moment to a shop whose assistant asks a model that takes its time.
    private void model(int shoppers, Duration delay) throws InterruptedException {
        seller.send("PATCH", "/api/assistant/settings", Map.of("engine", "model"));
        try {
            Waiting.pause(2_000); // until conversation-service has heard of it
            askAtOnce(shoppers / 4);
            sandbox.slowModel(delay);
            long calls = sandbox.modelCalls();
            Percentiles answered = askAtOnce(shoppers).replies();
            long asked = sandbox.modelCalls() - calls;
            row(
                    "%d shoppers at once, the model taking %d s: DM → reply sent"
                            .formatted(shoppers, delay.toSeconds()),
                    answered.toString(),
                    "all ≤ 3,000 ms",
                    answered.count() == shoppers && answered.max() <= 3_000);
            row(
                    "%d shoppers at once: calls to the model".formatted(shoppers),
                    String.valueOf(asked),
                    "≥ " + shoppers,
                    asked >= shoppers);
        } finally {
            sandbox.well();
            seller.send("PATCH", "/api/assistant/settings", Map.of("engine", "local"));
        }
    }

    private Asked askAtOnce(int shoppers) throws InterruptedException {
        Asked asked = new Asked(meta, sandbox);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < shoppers; i++) {
                threads.submit(asked::ask);
            }
        }
        asked.follow(Duration.ofSeconds(30));
        return asked;
    }

    /// The whole conversation of an order; the time counts from the shopper's yes.
    private void chatOrders(int perSecond, int seconds) throws InterruptedException {
        Map<String, Long> yesAt = new ConcurrentHashMap<>();
        seller.product("Baobab Night Elixir", 1_000_000);
        try (Confirmations confirmations = new Confirmations(parley)) {
            paced(perSecond, seconds, () -> {
                String person = Meta.newPerson();
                meta.post(Meta.text(person, "2 baobab night elixir to Sydney please"));
                try {
                    Waiting.until(
                            "asked to confirm",
                            Duration.ofSeconds(20),
                            () -> !sandbox.to(person).isEmpty());
                } catch (IllegalStateException e) {
                    return;
                }
                yesAt.put(person, System.nanoTime());
                meta.post(Meta.text(person, "yes"));
            });
            Waiting.quietly(
                    Duration.ofSeconds(20),
                    () -> confirmations.confirmedByPerson().keySet().containsAll(yesAt.keySet()));
            Map<String, Long> confirmed = confirmations.confirmedByPerson();
            Percentiles times = Percentiles.of(yesAt.entrySet().stream()
                    .filter(yes -> confirmed.containsKey(yes.getKey()))
                    .map(yes -> (confirmed.getOrDefault(yes.getKey(), 0L) - yes.getValue()) / 1e6)
                    .toList());
            row(
                    "chat orders at " + perSecond + "/s: yes → order confirmed",
                    times.toString(),
                    "p99 ≤ 1,000 ms",
                    times.p99() <= 1_000 && times.count() == yesAt.size());
        }
    }

    /// Cart, checkout, confirmed: as fast as a number of shoppers at once can.
    private void checkouts(Seller.Product product, int shoppers, int seconds, boolean counts)
            throws InterruptedException {
        AtomicInteger wrong = new AtomicInteger();
        Map<UUID, Long> placedAt = new ConcurrentHashMap<>();
        try (Confirmations confirmations = new Confirmations(parley)) {
            long cpu = parley.servicesCpuMillis();
            Map<String, Double> before = Processors.used(parley);
            long from = System.nanoTime();
            together(shoppers, seconds, () -> {
                WebShopper shopper = new WebShopper(parley, seller.shop());
                Calls.Answer added = shopper.add(product.variant(), 1);
                Calls.Answer ordered = shopper.checkOut();
                if (added.status() < 300 && ordered.status() == 201) {
                    placedAt.put(UUID.fromString(ordered.json().get("orderId").asString()), System.nanoTime());
                } else {
                    wrong.incrementAndGet();
                }
            });
            Waiting.quietly(
                    Duration.ofSeconds(60),
                    () -> confirmations.confirmed().keySet().containsAll(placedAt.keySet()));
            if (!counts) {
                return;
            }
            Map<UUID, Long> confirmed = confirmations.confirmed();
            long last = placedAt.keySet().stream()
                    .mapToLong(order -> confirmed.getOrDefault(order, from))
                    .max()
                    .orElse(from);
            double rate = placedAt.size() / ((last - from) / 1e9);
            Percentiles times = Percentiles.of(placedAt.entrySet().stream()
                    .filter(placed -> confirmed.containsKey(placed.getKey()))
                    .map(placed -> (confirmed.getOrDefault(placed.getKey(), 0L) - placed.getValue()) / 1e6)
                    .toList());
            // points, mails and read models follow the confirmation and are part of the order's price
            Waiting.pause(3_000);
            double each = (parley.servicesCpuMillis() - cpu) / (double) Math.max(1, placedAt.size());
            row("orders: cart → checkout → confirmed", "%.0f/s".formatted(rate), "≥ 60/s", rate >= 60);
            row("orders: checkout → confirmed at full load", times.toString(), "", true);
            row("orders: CPU of all services per confirmed order", "%.1f ms".formatted(each), "≤ 35 ms", each <= 35);
            row("orders: where the CPU goes, per order", shares(before, placedAt.size()), "", true);
            int lost = placedAt.size() - times.count();
            row("orders: refused or not confirmed", wrong.get() + " / " + lost, "0 / 0", wrong.get() + lost == 0);
        }
    }

    private String shares(Map<String, Double> before, int orders) {
        StringBuilder shares = new StringBuilder();
        Processors.used(parley)
                .forEach((part, millis) -> shares.append(shares.isEmpty() ? "" : ", ")
                        .append("%s %.1f ms"
                                .formatted(part, (millis - before.getOrDefault(part, 0.0)) / Math.max(1, orders))));
        return shares.toString();
    }

    private void products(Seller.Product product, String base, String name, int callers, int seconds, boolean counts)
            throws InterruptedException {
        AtomicLong done = new AtomicLong();
        AtomicInteger wrong = new AtomicInteger();
        ConcurrentLinkedQueue<Double> times = new ConcurrentLinkedQueue<>();
        long from = System.nanoTime();
        together(callers, seconds, () -> {
            long begun = System.nanoTime();
            if (Calls.get(base + "/api/products/" + product.id(), "Authorization", seller.bearer())
                            .status()
                    == 200) {
                done.incrementAndGet();
            } else {
                wrong.incrementAndGet();
            }
            times.add((System.nanoTime() - begun) / 1e6);
        });
        if (counts) {
            double rate = done.get() / ((System.nanoTime() - from) / 1e9);
            row(name, "%.0f/s, %s".formatted(rate, Percentiles.of(times)), "≥ 1,500/s", rate >= 1_500);
            if (wrong.get() > 0) {
                row(name + ": refused", String.valueOf(wrong.get()), "0", false);
            }
        }
    }

    private void idle() throws InterruptedException {
        Waiting.pause(5_000);
        long cpu = parley.servicesCpuMillis();
        Waiting.pause(20_000);
        double percent = (parley.servicesCpuMillis() - cpu) / 200.0;
        row("idle: CPU of all services", "%.1f %% of a core".formatted(percent), "≤ 20 %", percent <= 20);
    }

    private void memory() throws IOException {
        long kilobytes = 0;
        for (long pid : parley.units().stream()
                .filter(unit -> Installation.DATABASES.containsKey(unit.name()))
                .map(Installation.Unit::pid)
                .distinct()
                .toList()) {
            Path status = Path.of("/proc/" + pid + "/status");
            if (Files.exists(status)) {
                kilobytes += Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum();
            }
        }
        double megabytes = kilobytes / 1024.0;
        boolean composed = !parley.isSeparate();
        row(
                "resident memory of the services after the load",
                "%.0f MB".formatted(megabytes),
                composed ? "≤ 700 MB (once built, after start)" : "",
                !composed || megabytes <= 700);
    }

    /// Work at a steady pace, whether or not the pieces before have ended.
    private static void paced(int perSecond, int seconds, Work work) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long gap = 1_000_000_000L / perSecond;
            long next = System.nanoTime();
            for (int i = 0; i < perSecond * seconds; i++) {
                threads.submit(() -> {
                    work.run();
                    return null;
                });
                next += gap;
                LockSupport.parkNanos(next - System.nanoTime());
            }
            threads.shutdown();
            if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        }
    }

    /// Work by a number of people, each beginning anew when done.
    private static void together(int people, int seconds, Work work) throws InterruptedException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < people; i++) {
                threads.submit(() -> {
                    while (System.nanoTime() < deadline) {
                        work.run();
                    }
                    return null;
                });
            }
        }
    }

    private void settle() throws InterruptedException {
        try {
            Lag.awaitNone(parley, Duration.ofSeconds(120));
        } catch (IllegalStateException e) {
            say("two minutes later there was still something to handle; what follows is measured beside it");
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void row(String what, String measured, String goal, boolean reached) {
        String verdict = goal.isEmpty() ? "" : reached ? "yes" : "no";
        rows.add(new String[] {what, measured, goal, verdict});
        say("%-55s %-70s %s %s".formatted(what, measured, goal, verdict));
    }

    private void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("""
                # Results

                Written by `./parley bench --write` on %s. Load and system on one machine: %d processors, %s, Java %s,
                %s. PostgreSQL with fsync on, Kafka with acks=all, everything through the gateway unless said.
                Times are as the caller sees them; a reply counts when the platform's stand-in has it.

                | what | measured | goal | reached |
                |---|---|---|---|
                """.formatted(
                        LocalDate.now(java.time.ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        parley.isSeparate() ? "one JVM per service" : "nine services composed in one JVM"));
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        Path notes = file.resolveSibling("NOTES.md");
        if (Files.exists(notes)) {
            text.append('\n').append(Files.readString(notes));
        }
        Files.writeString(file, text.toString());
        say("written to " + file);
    }

    private static void say(String words) {
        System.out.println(words);
    }
}

package io.parley.bench;

import io.parley.events.Topic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Gatherers;

/// `./parley chaos`: kills services, broker and database under load, repeats webhooks, replays every topic, and then
/// looks whether anything was lost or done twice.
public final class Chaos {
    private static final String USAGE = """
            ./parley chaos [--quick]

              --quick   shorter pauses between the faults, fewer shoppers, three services killed at a time

            Needs ./parley up -d --separate with the demo shop. Everything happens to that installation.
            """;
    private static final Duration READY_WITHIN = Duration.ofSeconds(240);
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(120);

    private final Installation parley;
    private final Seller seller;
    private final Meta meta;
    private final Sandbox sandbox;
    private final Invariants invariants;
    private final int pauseMillis;
    private final int shoppersPerSecond;
    private final int killedAtOnce;
    private final List<String> failures = new ArrayList<>();

    public Chaos(Installation parley, boolean quick) {
        this.parley = parley;
        this.seller = Seller.demo(parley);
        this.meta = new Meta(parley);
        this.sandbox = new Sandbox(parley);
        this.invariants = new Invariants(parley);
        this.pauseMillis = quick ? 1_000 : 5_000;
        this.shoppersPerSecond = quick ? 2 : 6;
        this.killedAtOnce = quick ? 3 : 1;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "bench-logback.xml"); // its clients need not speak
        if (List.of(args).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        Chaos chaos = new Chaos(Installation.current(), List.of(args).contains("--quick"));
        List<String> failures = chaos.all();
        System.out.println();
        if (failures.isEmpty()) {
            System.out.println("Nothing was lost and nothing was done twice.");
        } else {
            failures.forEach(System.out::println);
        }
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    /// Runs every fault.
    ///
    /// @return what did not hold
    public List<String> all() throws Exception {
        Seller.Product product = seller.product("Zanzibar Clove Oil", 100_000);
        List<List<String>> victims = Installation.DATABASES.keySet().stream()
                .gather(Gatherers.windowFixed(killedAtOnce))
                .toList();
        underTraffic("each service killed", product, () -> {
            for (List<String> services : victims) {
                kill(services);
            }
        });
        underTraffic("broker killed", product, () -> kill(List.of("kafka")));
        underTraffic("database killed", product, () -> kill(List.of("postgres")));
        repeatedWebhook();
        lastPieces();
        replay();
        return failures;
    }

    private interface Fault {
        void happen() throws Exception;
    }

    private void underTraffic(String name, Seller.Product product, Fault fault) throws Exception {
        try (Traffic traffic = new Traffic(parley, seller, product, shoppersPerSecond)) {
            traffic.start("1 zanzibar clove oil to Accra please");
            Waiting.pause(pauseMillis);
            fault.happen();
            Waiting.pause(pauseMillis);
            check(name + ": shoppers ended what they began", traffic.finish(), "some still wait");
            check(name + ": every shopper was answered", traffic.unanswered().isEmpty(), traffic.unanswered());
            drained(name);
            Map<String, Integer> orders = ordersByPerson();
            Map<String, Integer> wrong = new TreeMap<>();
            traffic.saidYes().keySet().forEach(person -> {
                int count = orders.getOrDefault(person, 0);
                if (count != 1) {
                    wrong.put(person, count);
                }
            });
            check(
                    name + ": one order for each of " + traffic.saidYes().size() + " chats and "
                            + traffic.webOrders().size() + " checkouts (" + traffic.repeats() + " repeats)",
                    wrong.isEmpty(),
                    wrong);
            holds(name);
        }
    }

    private void kill(List<String> names) throws InterruptedException {
        Map<String, Long> pids = new LinkedHashMap<>();
        names.forEach(name -> pids.put(name, parley.unit(name).pid()));
        long from = System.nanoTime();
        pids.values().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        for (Map.Entry<String, Long> killed : pids.entrySet()) {
            Waiting.until(killed.getKey() + " is back", READY_WITHIN, () -> {
                Installation.Unit unit = parley.unit(killed.getKey());
                return unit.pid() != killed.getValue() && unit.condition().equals("READY");
            });
        }
        say("  %s killed, ready again after %.1f s"
                .formatted(String.join(", ", names), (System.nanoTime() - from) / 1e9));
        Waiting.pause(pauseMillis);
    }

    private Map<String, Integer> ordersByPerson() throws SQLException {
        Map<String, Integer> orders = new HashMap<>();
        invariants
                .strings("orders", "select contact->>'personId' from orders where contact is not null")
                .forEach(person -> orders.merge(person, 1, Integer::sum));
        return orders;
    }

    /// The same body ten times, at once and later: one message, one answer.
    private void repeatedWebhook() throws Exception {
        String person = Meta.newPerson();
        byte[] body = Meta.text(person, "how much is the hydra cream?");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                threads.submit(() -> meta.deliver(body));
            }
        }
        drained("same webhook ten times");
        int answers = sandbox.to(person).size();
        check("same webhook ten times: one answer", answers == 1, answers + " answers");
    }

    /// Two hundred at once for fifty pieces.
    private void lastPieces() throws Exception {
        Seller.Product scarce = seller.product("Last Pieces " + System.currentTimeMillis() % 100_000, 50);
        int placed = 0;
        List<Future<Calls.Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> {
                    WebShopper shopper = new WebShopper(parley, seller.shop());
                    Calls.Answer added = shopper.add(scarce.variant(), 1);
                    return added.isGood() ? shopper.checkOut() : added;
                }));
            }
        }
        Map<String, Integer> broken = new TreeMap<>();
        for (Future<Calls.Answer> coming : answers) {
            Calls.Answer answer = coming.get();
            if (answer.status() == 201) {
                placed++;
            } else if (answer.status() >= 500 || answer.status() == 0) {
                broken.merge(answer.status() + " " + answer.text(), 1, Integer::sum);
            }
        }
        drained("last pieces");
        Map<String, Integer> statuses = new TreeMap<>();
        invariants
                .strings(
                        "orders",
                        "select status from orders where lines @> '[{\"variantId\":\"" + scarce.variant() + "\"}]'")
                .forEach(status -> statuses.merge(status, 1, Integer::sum));
        int confirmed = statuses.getOrDefault("CONFIRMED", 0);
        int orders = statuses.values().stream().mapToInt(Integer::intValue).sum();
        check("200 at once for 50 pieces: exactly 50, " + placed + " placed", confirmed == 50, confirmed);
        check(
                "200 at once for 50 pieces: the others were told no",
                statuses.getOrDefault("CANCELLED", 0) == orders - confirmed && orders >= placed,
                statuses);
        check("200 at once for 50 pieces: no 5xx", broken.isEmpty(), broken);
        holds("last pieces");
    }

    /// Every topic once more from its beginning: no table changes, nothing is sent.
    private void replay() throws Exception {
        drained("before the replay");
        Map<String, String> before = invariants.checksums();
        long sent = sandbox.now();
        int mails = sandbox.mails("ama@example.com").size();
        int records = 0;
        for (Topic topic : Topic.values()) {
            records += Log.replay(parley, topic);
        }
        drained("replay");
        Map<String, String> after = invariants.checksums();
        Map<String, String> changed = new TreeMap<>();
        after.forEach((table, sum) -> {
            if (!sum.equals(before.get(table))) {
                changed.put(table, before.get(table) + " → " + sum);
            }
        });
        check("replay of " + records + " records: no table changed", changed.isEmpty(), changed);
        check("replay: nothing sent", sandbox.now() == sent, sandbox.after(sent));
        int mailsAfter = sandbox.mails("ama@example.com").size();
        check("replay: no mail", mailsAfter == mails, mailsAfter - mails);
    }

    private void drained(String name) throws InterruptedException {
        long from = System.nanoTime();
        try {
            Lag.awaitNone(parley, DRAINED_WITHIN);
            Waiting.until("all replies sent", DRAINED_WITHIN, () -> {
                try {
                    return invariants.everyMessageReachedAnEnd().isEmpty();
                } catch (SQLException e) {
                    return false;
                }
            });
            say("  drained after %.1f s".formatted((System.nanoTime() - from) / 1e9));
        } catch (IllegalStateException e) {
            check(
                    name + ": drained within " + DRAINED_WITHIN.toSeconds() + " s",
                    false,
                    String.valueOf(e.getMessage()));
        }
    }

    private void holds(String name) throws SQLException {
        List<String> violations = invariants.violations();
        check(name + ": the invariants hold", violations.isEmpty(), violations);
    }

    private void check(String what, boolean holds, Object otherwise) {
        say((holds ? "ok    " : "WRONG ") + what + (holds ? "" : ": " + otherwise));
        if (!holds) {
            failures.add(what + ": " + otherwise);
        }
    }

    private static void say(String words) {
        System.out.println(words);
    }
}

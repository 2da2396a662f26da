package io.parley.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Threads of the demo shop in which the seller says so many numbered things, and what of them arrived how.
final class Threads {
    private static final String QUESTION = "how much is the glow serum?";
    private static final int SELLERS = 16;
    private static final int PAGES_MAX = 50;
    private static final long POLL_MILLIS = 500;

    private final Meta meta;
    private final Sandbox sandbox;
    private final Seller seller;
    private final int each;
    private final String mark;
    /// The conversation of each person.
    private final Map<String, String> threads = new HashMap<>();

    private final AtomicInteger refused = new AtomicInteger();
    private long ledger;
    private long openedAt;

    /// @param each how many things are said in each thread
    Threads(Meta meta, Sandbox sandbox, Seller seller, int each) {
        this.meta = meta;
        this.sandbox = sandbox;
        this.seller = seller;
        this.each = each;
        this.mark = "queue " + System.currentTimeMillis() + " ";
    }

    /// So many new shoppers write, and are answered: from then on they may be written to.
    ///
    /// @throws IllegalStateException when they are not answered within a minute
    void open(int count) throws InterruptedException {
        long before = sandbox.now();
        List<String> people =
                IntStream.range(0, count).mapToObj(_ -> Meta.newPerson()).toList();
        for (String person : people) {
            meta.deliver(Meta.text(person, QUESTION));
        }
        Waiting.until(
                "new shoppers are answered",
                Duration.ofSeconds(60),
                () -> sandbox.byPerson(before).keySet().containsAll(people));
        Waiting.until("their conversations are listed", Duration.ofSeconds(20), () -> {
            find(people);
            return threads.size() == people.size();
        });
        ledger = sandbox.now();
        openedAt = System.currentTimeMillis();
    }

    private void find(List<String> people) {
        String cursor = "";
        for (int page = 0; page < PAGES_MAX && threads.size() < people.size(); page++) {
            JsonNode answer = seller.get("/api/conversations?channel=INSTAGRAM&limit=100" + cursor)
                    .json();
            for (JsonNode conversation : answer.path("items")) {
                String person = conversation.get("customerId").asString();
                if (people.contains(person)) {
                    threads.put(person, conversation.get("id").asString());
                }
            }
            if (answer.path("next").asString("").isEmpty()) {
                return;
            }
            cursor = "&cursor=" + answer.get("next").asString();
        }
    }

    /// Says everything, as fast as it is taken: in each thread one thing after the other.
    void say() throws InterruptedException {
        try (ExecutorService sellers = Executors.newFixedThreadPool(SELLERS)) {
            for (String thread : threads.values()) {
                sellers.submit(() -> {
                    for (int number = 0; number < each; number++) {
                        Calls.Answer answer = seller.send(
                                "POST", "/api/conversations/" + thread + "/messages", Map.of("text", mark + number));
                        if (answer.status() != 201) {
                            refused.incrementAndGet();
                        }
                    }
                });
            }
            sellers.shutdown();
            if (!sellers.awaitTermination(2, TimeUnit.MINUTES)) {
                sellers.shutdownNow();
            }
        }
    }

    /// Waits until as many have come as were said, or no longer; asked seldom, as asking costs the same processors.
    void follow(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (taken() < said() && System.nanoTime() < deadline) {
            Waiting.pause(POLL_MILLIS);
        }
    }

    /// How many the platform's stand-in has, some of them perhaps twice.
    long taken() {
        return sandbox.takenSince(openedAt, mark);
    }

    private int said() {
        return threads.size() * each - refused.get();
    }

    /// How many of them our own API did not take.
    int refused() {
        return refused.get();
    }

    Arrived arrived() {
        return Arrived.of(sandbox.after(ledger), threads.keySet().stream().toList(), mark, each);
    }

    /// What the platform's stand-in has of them.
    ///
    /// @param messages how many different ones
    /// @param twice how many more than once
    /// @param outOfOrder how many behind one that was to come later
    /// @param lastMillis when the last came
    record Arrived(int messages, int lost, int twice, int outOfOrder, long lastMillis) {

        /// @param got in the order in which they arrived
        static Arrived of(List<Sandbox.Got> got, List<String> people, String mark, int each) {
            Map<String, List<Integer>> numbers = new HashMap<>();
            long last = 0;
            for (Sandbox.Got one : got) {
                if (people.contains(one.person()) && one.text().startsWith(mark)) {
                    numbers.computeIfAbsent(one.person(), _ -> new ArrayList<>())
                            .add(Integer.parseInt(one.text().substring(mark.length())));
                    last = Math.max(last, one.atMillis());
                }
            }
            int messages = 0;
            int twice = 0;
            int outOfOrder = 0;
            for (List<Integer> thread : numbers.values()) {
                int different = (int) thread.stream().distinct().count();
                messages += different;
                twice += thread.size() - different;
                for (int i = 1; i < thread.size(); i++) {
                    outOfOrder += thread.get(i) < thread.get(i - 1) ? 1 : 0;
                }
            }
            return new Arrived(messages, people.size() * each - messages, twice, outOfOrder, last);
        }
    }
}

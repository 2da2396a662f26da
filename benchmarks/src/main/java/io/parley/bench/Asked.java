package io.parley.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Questions asked of Parley, each by a new shopper, and when each of them was answered.
final class Asked {
    private static final String QUESTION = "how much is the glow serum?";

    private final Meta meta;
    private final Sandbox sandbox;
    private final long ledger;
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Double> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<String, Long> answeredAt = new HashMap<>();

    Asked(Meta meta, Sandbox sandbox) {
        this.meta = meta;
        this.sandbox = sandbox;
        this.ledger = sandbox.now();
    }

    /// Asks for a price as a new shopper.
    void ask() {
        String person = Meta.newPerson();
        ask(person, Meta.text(person, QUESTION));
    }

    /// What Messenger sends about a thread in which one question is asked and the answer read: the question, a mark
    /// that a message was delivered, and two that the thread was seen.
    void askAndRead() {
        String person = Meta.newPerson();
        ask(person, Meta.pageText(person, QUESTION));
        accept(Meta.pageDelivery(person));
        accept(Meta.pageRead(person));
        accept(Meta.pageRead(person));
    }

    private void ask(String person, byte[] body) {
        sentAt.put(person, System.currentTimeMillis());
        if (!accept(body)) {
            sentAt.remove(person);
        }
    }

    private boolean accept(byte[] body) {
        long from = System.nanoTime();
        if (meta.post(body).status() == 200) {
            accepted.add((System.nanoTime() - from) / 1e6);
            return true;
        }
        refused.incrementAndGet();
        return false;
    }

    /// Waits until all of them are answered, or no longer.
    void follow(Duration patience) throws InterruptedException {
        Waiting.quietly(patience, () -> {
            sandbox.after(ledger).forEach(got -> answeredAt.putIfAbsent(got.person(), got.atMillis()));
            return answeredAt.keySet().containsAll(sentAt.keySet());
        });
    }

    /// How long each webhook took, questions and marks, in milliseconds.
    Percentiles accepted() {
        return Percentiles.of(accepted);
    }

    /// After how many milliseconds each of them was answered.
    Percentiles replies() {
        List<Double> times = sentAt.entrySet().stream()
                .filter(sent -> answeredAt.containsKey(sent.getKey()))
                .map(sent -> (double) (answeredAt.getOrDefault(sent.getKey(), 0L) - sent.getValue()))
                .toList();
        return Percentiles.of(times);
    }

    int sent() {
        return sentAt.size() + refused.get();
    }

    int refused() {
        return refused.get();
    }

    int unanswered() {
        return (int) sentAt.keySet().stream()
                .filter(person -> !answeredAt.containsKey(person))
                .count();
    }
}

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
        byte[] body = Meta.text(person, "how much is the glow serum?");
        sentAt.put(person, System.currentTimeMillis());
        long from = System.nanoTime();
        if (meta.post(body).status() == 200) {
            accepted.add((System.nanoTime() - from) / 1e6);
        } else {
            sentAt.remove(person);
            refused.incrementAndGet();
        }
    }

    /// Waits until all of them are answered, or no longer.
    void follow(Duration patience) throws InterruptedException {
        Waiting.quietly(patience, () -> {
            sandbox.after(ledger).forEach(got -> answeredAt.putIfAbsent(got.person(), got.atMillis()));
            return answeredAt.keySet().containsAll(sentAt.keySet());
        });
    }

    /// How long each webhook took, in milliseconds.
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

package io.parley.sandbox.telegram;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One bot: who has met it, where its updates go, and those that wait. Telegram keeps them for a
/// day, and gives them in order.
final class Bot {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int WAITING_MAX = 10_000;

    private final String id;
    private final String name;
    private final String username;
    private volatile String token;
    private final AtomicLong updates = new AtomicLong(100_000_000L);
    private final AtomicLong messages = new AtomicLong();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Deque<Update> waiting = new ArrayDeque<>();
    private @Nullable Webhook webhook;

    /// @param wanted the kinds of update; empty for all
    record Webhook(URI url, String secret, Set<String> wanted) {}

    record Update(long id, Instant at, String kind, ObjectNode json) {}

    /// @param blocked they want to hear nothing from the bot
    record Person(String id, String firstName, boolean blocked) {}

    Bot(String id, String name, String username, String token) {
        this.id = id;
        this.name = name;
        this.username = username;
        this.token = token;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String username() {
        return username;
    }

    String token() {
        return token;
    }

    /// The old one opens nothing from now on.
    void token(String fresh) {
        token = fresh;
    }

    long nextMessage() {
        return messages.incrementAndGet();
    }

    synchronized @Nullable Person person(String id) {
        return people.get(id);
    }

    synchronized void met(Person person) {
        people.put(person.id(), person);
    }

    synchronized @Nullable Webhook webhook() {
        return webhook;
    }

    synchronized void webhook(@Nullable Webhook to) {
        webhook = to;
    }

    synchronized void forget() {
        waiting.clear();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /// An update that happened; its number is given here.
    synchronized Update happened(Instant at, String kind, ObjectNode update) {
        var number = updates.incrementAndGet();
        var whole = update.deepCopy();
        whole.put("update_id", number);
        var one = new Update(number, at, kind, whole);
        if (webhook == null || webhook.wanted().isEmpty() || webhook.wanted().contains(kind)) {
            waiting.add(one);
            if (waiting.size() > WAITING_MAX) waiting.remove();
        }
        return one;
    }

    /// The oldest that is to be delivered; null when there is none, or nowhere to.
    synchronized @Nullable Update next(Instant now) {
        while (!waiting.isEmpty() && waiting.peek().at().isBefore(now.minus(KEPT))) waiting.remove();
        return webhook == null ? null : waiting.peek();
    }

    synchronized void delivered(Update update) {
        waiting.remove(update);
    }
}

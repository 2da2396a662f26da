package io.parley.sandbox.ledger;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything the shop sent, newest overwriting oldest. Writers meet only when they write to the
/// same person; each entry points at the one before it for that person, so looking up one chat
/// reads that chat alone.
public final class Ledger {
    private final int size;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();
    private volatile Book book;

    private record Book(AtomicReferenceArray<Sent> ring, Map<String, Sent> latest, long startsAfter) {}

    public Ledger(int size, Clock clock) {
        this.size = size;
        this.clock = clock;
        this.book = blank(0);
    }

    public Sent add(Sent.Entry entry) {
        var current = book;
        var overwritten = new Sent[1];
        var added = current.latest().compute(entry.personId(), (_, before) -> {
            var number = last.incrementAndGet();
            var sent = new Sent(number, clock.millis(), entry, before == null ? 0 : before.number());
            overwritten[0] = current.ring().getAndSet((int) (number % size), sent);
            return sent;
        });
        var gone = overwritten[0];
        if (gone != null) current.latest().remove(gone.personId(), gone); // was that person's last: forget the person
        return added;
    }

    /// Starts a new book; numbers go on.
    public void clear() {
        book = blank(last.get());
    }

    /// What was sent to one person, oldest first.
    public List<Sent> to(String personId) {
        return to(personId, _ -> true);
    }

    /// What was sent to one person and fits, oldest first.
    public List<Sent> to(String personId, Predicate<Sent> fits) {
        var current = book;
        var found = new ArrayDeque<Sent>();
        for (var sent = current.latest().get(personId); sent != null; sent = at(current, sent.previous()))
            if (fits.test(sent)) found.addFirst(sent);
        return List.copyOf(found);
    }

    /// What was sent after a number and fits, oldest first, at most `limit`.
    public List<Sent> after(long number, int limit, Predicate<Sent> fits) {
        var current = book;
        var found = new ArrayList<Sent>();
        var newest = last.get();
        var oldest = Math.max(Math.max(number, current.startsAfter()), newest - size) + 1;
        for (var next = oldest; next <= newest && found.size() < limit; next++) {
            var sent = at(current, next);
            if (sent != null && fits.test(sent)) found.add(sent);
        }
        return found;
    }

    /// How many that fit.
    public long count(Predicate<Sent> fits) {
        var current = book;
        return IntStream.range(0, size)
                .mapToObj(current.ring()::get)
                .filter(sent -> sent != null && fits.test(sent))
                .count();
    }

    /// Messages that reached the same person more than once with the very same content.
    List<Repeat> repeats(Predicate<Sent> fits) {
        record Content(String personId, String message) {}
        var times = new HashMap<Content, List<Sent>>();
        for (var sent : after(0, Integer.MAX_VALUE, fits))
            times.computeIfAbsent(new Content(sent.personId(), content(sent.json())), _ -> new ArrayList<>())
                    .add(sent);
        return times.values().stream()
                .filter(equal -> equal.size() > 1)
                .map(equal -> new Repeat(
                        equal.getFirst().personId(),
                        equal.getFirst().text(),
                        equal.size(),
                        equal.stream().map(Sent::messageId).toList()))
                .toList();
    }

    /// What the person sees of a call.
    private static String content(JsonNode json) {
        if (json.has("message") || !(json instanceof ObjectNode object))
            return json.path("message").toString();
        object.remove(List.of("biz_opaque_callback_data", "StatusCallback"));
        return object.toString();
    }

    record Repeat(String personId, @Nullable String text, int count, List<String> messageIds) {}

    private @Nullable Sent at(Book in, long number) {
        if (number <= in.startsAfter()) return null;
        var sent = in.ring().get((int) (number % size));
        return sent != null && sent.number() == number ? sent : null;
    }

    private Book blank(long startsAfter) {
        return new Book(new AtomicReferenceArray<>(size), new ConcurrentHashMap<>(), startsAfter);
    }
}

package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.items.NamedItems;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Answer;
import io.parley.conversation.understanding.meaning.Heard.Meaning;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a message wants, as far as it was found, and what else was read of it. The intents keep the order in which
/// they were found.
public final class Wants {
    public final Reading reading;
    public final Surroundings at;
    public final Answer answer;
    public final NamedItems items;
    public final @Nullable Place place;
    private final Map<Intent, Double> found = new LinkedHashMap<>();

    public Wants(Reading reading, Surroundings at, Answer answer, NamedItems items, @Nullable Place place) {
        this.reading = reading;
        this.at = at;
        this.answer = answer;
        this.items = items;
        this.place = place;
    }

    /// The same intents, of other things and another place.
    public Wants with(NamedItems meant, @Nullable Place where) {
        Wants wants = new Wants(reading, at, answer, meant, where);
        wants.found.putAll(found);
        return wants;
    }

    public boolean has(Intent intent) {
        return found.containsKey(intent);
    }

    /// How sure it is, 0 when it is not wanted.
    public double sure(Intent intent) {
        return found.getOrDefault(intent, 0.0);
    }

    /// Found, and less sure than this.
    boolean less(Intent intent, double sure) {
        return has(intent) && sure(intent) < sure;
    }

    public boolean any(Predicate<Intent> kind) {
        return found.keySet().stream().anyMatch(kind);
    }

    public boolean only(Predicate<Intent> kind) {
        return found.keySet().stream().allMatch(kind);
    }

    /// Nothing but these, or nothing at all.
    public boolean only(Intent... intents) {
        return Set.of(intents).containsAll(found.keySet());
    }

    /// No product was spoken of before, and none is named by itself: "your cheapest cake".
    boolean ofNothingSpokenOf() {
        return at.focus() == null
                && at.listed().isEmpty()
                && items.items().stream().allMatch(item -> item.products().size() > 1);
    }

    public boolean none() {
        return found.isEmpty();
    }

    /// When it was not found yet.
    public void add(Intent intent, double sure) {
        found.putIfAbsent(intent, sure);
    }

    public void set(Intent intent, double sure) {
        found.put(intent, sure);
    }

    /// As sure as the surest sign of it.
    void sign(Intent intent, double sure) {
        found.merge(intent, sure, Math::max);
    }

    /// Nothing else than this.
    void setOnly(Intent intent, double sure) {
        found.clear();
        found.put(intent, sure);
    }

    public void drop(Intent... intents) {
        for (Intent intent : intents) {
            found.remove(intent);
        }
    }

    /// What is less sure than a clear sign of something else.
    void dropFaint(double sure, Predicate<Intent> kind) {
        found.entrySet().removeIf(e -> e.getValue() <= sure && kind.test(e.getKey()));
    }

    /// Those that are at least so sure.
    boolean surely(double sure, Predicate<Intent> kind) {
        return found.entrySet().stream().anyMatch(e -> e.getValue() >= sure && kind.test(e.getKey()));
    }

    double surest() {
        return found.values().stream().max(Comparator.naturalOrder()).orElse(0.2);
    }

    int size() {
        return found.size();
    }

    public List<Meaning> meanings() {
        return found.entrySet().stream()
                .map(e -> new Meaning(e.getKey(), e.getValue()))
                .toList();
    }

    /// Whether a thing is named that is not refused.
    public boolean named() {
        return items.items().stream().anyMatch(item -> !item.negated());
    }

    public boolean refused() {
        return items.items().stream().anyMatch(Heard.Item::negated);
    }

    /// Neither a thing nor a variant.
    public boolean nothingNamed() {
        return items.items().isEmpty() && items.variants().isEmpty();
    }

    /// A number that is how many.
    public boolean counts() {
        return items.numbers().stream().anyMatch(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES);
    }

    public boolean awaits(Awaited awaited) {
        return at.awaited() == awaited;
    }
}

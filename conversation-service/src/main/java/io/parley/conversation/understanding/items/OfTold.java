package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Numbers;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was told last is wanted without its name, by a word that points, a variant or a size of it, beside other things
/// that are named or ordered.
public final class OfTold {
    private final UUID told;
    private final List<Item> items;
    private final Reading reading;
    private final Surroundings at;

    private OfTold(UUID told, List<Item> items, Reading reading, Surroundings at) {
        this.told = told;
        this.items = items;
        this.reading = reading;
        this.at = at;
    }

    private static @Nullable OfTold in(List<Item> items, Reading reading, Surroundings at) {
        UUID asked = at.awaited() == Awaited.VARIANT ? asked(at) : null;
        UUID told = asked == null ? at.focus() : asked;
        return told == null ? null : new OfTold(told, items, reading, at);
    }

    /// The one thing of which it is not known which.
    private static @Nullable UUID asked(Surroundings at) {
        List<UUID> open = at.inHand().stream()
                .filter(product -> !at.settled().contains(product))
                .toList();
        return open.size() == 1 ? open.getFirst() : null;
    }

    /// "Vanilla and lemon", of the cupcakes of which it was asked which, though cakes come in vanilla too.
    static Set<UUID> ofAsked(Set<UUID> variants, Surroundings at) {
        UUID asked = at.awaited() == Awaited.VARIANT ? asked(at) : null;
        Set<UUID> own = variants.stream()
                .filter(variant ->
                        asked != null && at.catalogue().having(Set.of(variant)).contains(asked))
                .collect(Collectors.toUnmodifiableSet());
        return own.isEmpty() ? variants : own;
    }

    /// "*2 of that* and the kettle": it counts what was told, and nothing that is named.
    static boolean counts(Number number, Reading reading, Surroundings at) {
        return at.focus() != null && pointedCount(number, reading).isPresent();
    }

    /// "*Ok and* the belt": nothing but a yes stands before what is joined to it.
    public static boolean joinedToYes(Reading reading) {
        int and = reading.products.stream().mapToInt(Named::start).min().orElse(0) - 1;
        while (and > 0
                && (reading.is(and, Word.POINTER)
                        || reading.is(and, Word.A)
                        || reading.number(and)
                        // "yes and *a pack of the thin* picks"
                        || reading.inVariant(and)
                        || reading.is(and, Word.OF)
                        || reading.marked("unit_pieces", and))) {
            and--;
        }
        int joins = and;
        return and > 0
                && reading.is(and, Word.AND)
                && Stream.of("yes", "weak_yes").flatMap(reading::all).anyMatch(hit -> hit.end() <= joins)
                && IntStream.range(0, joins)
                        .allMatch(
                                i -> reading.nicety(i) || reading.tokens.get(i).separates());
    }

    private static Optional<Hit> pointedCount(Number number, Reading reading) {
        return reading.marks("pointed")
                .filter(hit -> hit.start() == number.start()
                        && hit.end() > number.end()
                        // "3 of those gas canisters"
                        && !reading.thingAt(hit.end())
                        && !reading.inVariant(hit.end()))
                .findFirst();
    }

    /// "I'll take it, and a scarf": what was spoken of, and the scarf.
    static void pointed(List<Item> items, Reading reading, Surroundings at) {
        OfTold of = in(items, reading, at);
        boolean agreed = at.awaited() == Awaited.YES_OR_NO && !Asking.whether(reading) && joinedToYes(reading);
        if (of != null
                && of.besideNamed()
                && (agreed || reading.marks("pointed").anyMatch(of::standsBefore))) {
            Integer count = Numbers.said(reading).stream()
                    .filter(number -> pointedCount(number, reading).isPresent())
                    .map(Number::whole)
                    .findFirst()
                    .orElse(null);
            items.addFirst(of.item(List.of(), count));
        }
    }

    /// "A blue one, and 2 heavy picks", "44 then, 1 pair": blue or 44 is of what was told.
    static void variant(List<Item> items, List<UUID> variants, List<Number> numbers, Reading reading, Surroundings at) {
        OfTold of = in(items, reading, at);
        List<UUID> own =
                of == null ? List.of() : variants.stream().filter(of::comesIn).toList();
        if (of == null || own.size() != 1) {
            return;
        }
        List<Number> counts = numbers.stream()
                .filter(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                .toList();
        if (!at.ordering() && of.besideNamed()) {
            items.addFirst(of.item(own, null));
            variants.clear();
        } else if (at.awaited() == Awaited.VARIANT
                && !at.settled().contains(of.told)
                && !reading.has("availability_check")
                && !Asking.whether(reading)
                && of.besideNamed()) {
            // "ok 500 then, one. and a knife"
            int named = reading.products.stream().mapToInt(Named::start).min().orElse(0);
            List<Number> before = counts.stream()
                    .filter(n -> n.end() <= named && reading.parted(n.end(), named))
                    .toList();
            items.addFirst(of.item(
                    own, before.size() == 1 ? Integer.valueOf(before.getFirst().whole()) : null));
            variants.clear();
            numbers.removeAll(before);
        } else if ((variants.size() == 1 || of.onlyWhich()) && of.besideOrdered(own, counts)) {
            items.add(of.item(
                    own,
                    counts.isEmpty() ? null : Integer.valueOf(counts.getFirst().whole())));
            variants.clear();
            numbers.removeAll(counts);
        }
    }

    /// "The big ones, and a ring": big of what was told.
    ///
    /// @return whether it was so
    static boolean size(Hit hit, List<Item> items, Reading reading, Surroundings at) {
        OfTold of = in(items, reading, at);
        // "big one. and can the stilton be 500?", of chutney that was asked about
        boolean open =
                of != null && at.awaited() == Awaited.VARIANT && !at.settled().contains(of.told);
        UUID size = of == null || at.ordering() && !open || !of.besideNamed() || !of.standsBefore(hit)
                ? null
                : at.catalogue().bySize(of.told, hit.value().equals("biggest")).orElse(null);
        if (of != null && size != null) {
            items.addFirst(of.item(List.of(size), null));
        }
        return size != null;
    }

    private Item item(List<UUID> variants, @Nullable Integer count) {
        return new Item(List.of(told), variants, count, false, false, "");
    }

    private boolean comesIn(UUID variant) {
        return at.catalogue().having(Set.of(variant)).contains(told);
    }

    /// Whether other things are named.
    private boolean besideNamed() {
        return !items.isEmpty()
                && items.stream()
                        .allMatch(item -> !item.negated()
                                && !item.products().isEmpty()
                                && !item.products().contains(told));
    }

    /// Whether it stands before what is named, in a clause of its own.
    private boolean standsBefore(Hit hit) {
        int first = reading.products.stream().mapToInt(Named::start).min().orElse(0);
        return hit.end() < first && reading.parted(hit.end(), first);
    }

    /// Whether nothing is named, and something else is ordered.
    private boolean besideOrdered(List<UUID> variant, List<Number> counts) {
        boolean agreed =
                counts.isEmpty() && !Asking.whether(reading) && (at.awaitsPlace() && ofNoOther(variant) || onlyWhich());
        return at.ordering()
                && at.awaited() != Awaited.VARIANT
                && items.stream().allMatch(Item::negated)
                && (counts.size() == 1 || agreed)
                && !at.settled().contains(told)
                && (at.awaited() != Awaited.QUANTITY || at.inHand().stream().anyMatch(this::isAsked));
    }

    /// "Small then", of gloves that were told at the summary: it says which and nothing else.
    private boolean onlyWhich() {
        return at.awaited() == Awaited.CONFIRMATION
                && reading.wordCount() <= WHICH_MAX
                && reading.hits.stream().allMatch(hit -> hit.section().equals("pick") || reading.nicety(hit.start()));
    }

    private static final int WHICH_MAX = 4;

    /// "Tan then", of a collar that was told, where nothing else in hand comes in tan.
    private boolean ofNoOther(List<UUID> variant) {
        Set<UUID> having = at.catalogue().having(variant);
        return at.inHand().stream().noneMatch(product -> !product.equals(told) && having.contains(product));
    }

    /// Whether it was asked how many of something else.
    private boolean isAsked(UUID product) {
        return !product.equals(told) && !at.settled().contains(product);
    }
}

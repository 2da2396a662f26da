package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.items.NamedItems;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Loose;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Unsold;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was said without naming a product: numbers, picks, and words for what may not be sold here.
public final class Unnamed {
    private static final int COUNT_BEFORE_PICK = 2;
    private static final int READ_MAX = 25;
    private static final int WORDS_MAX = 3;

    private Unnamed() {}

    public static Loose of(Wants wants) {
        Reading reading = wants.reading;
        NamedItems items = wants.items;
        // asked where to, "3rd avenue" picks nothing
        boolean placed = wants.at.awaitsPlace() && wants.place != null;
        // "what is your cheapest thing", when nothing was spoken of, is of all that is sold
        boolean ofShop = wants.ofNothingSpokenOf();
        Integer number = first(items, Kind.BARE).or(() -> ofEach(reading)).orElse(null);
        Integer pieces = first(items, Kind.PIECES)
                .or(() -> reading.all("pick")
                        .filter(hit -> number == null && oneSuch(hit, reading))
                        .map(_ -> 1)
                        .findFirst())
                .or(() -> number == null && addsOne(wants) ? Optional.of(1) : Optional.empty())
                .orElse(null);
        List<Pick> picks = reading.all("pick")
                // "1 to 15 Tràng Tiền": "to" is no big one there
                .filter(hit -> wants.place == null || hit.length() > 1 || hit.end() != wants.place.start())
                // "Likoni, nyumba ya pili" picks no second of anything
                .filter(hit ->
                        wants.place == null || hit.start() <= wants.place.start() || hit.end() > wants.place.end())
                .filter(hit -> !placed && !items.picked().contains(hit) && !inPassing(reading, hit))
                .filter(hit -> !countsStreet(reading, hit) && !saysWhich(reading, items, hit))
                .filter(hit -> ofShop && byPrice(hit) || !asked(wants, hit))
                .filter(hit -> !OrderChanges.tooDear(reading, hit))
                .map(hit -> pick(hit, items.numbers(), reading))
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        items.numbers().stream()
                .filter(n -> n.kind() == Kind.INDEX)
                .filter(n -> !reading.marked("street", n.end()))
                .forEach(n -> picks.add(new Pick("index", n.whole(), null)));
        Heard.Lacking lacking = reading.lacking;
        boolean seeks = items.items().isEmpty() && lacking == null;
        String sought = seeks ? sought(wants) : null;
        List<String> beside = wants.any(Intent::grave)
                ? List.of()
                : reading.unsold.stream()
                        .map(Unsold.Thing::words)
                        // "ipo ya bluu?" asks for no other thing
                        .filter(words -> lacking == null || !words.contains(lacking.words()))
                        .toList();
        return new Loose(
                number,
                pieces,
                // "he wears an M, so the M" says one size
                items.variants().stream().distinct().toList(),
                picks,
                sought == null && items.items().isEmpty() && !beside.isEmpty() ? beside.getFirst() : sought,
                lacking,
                beside);
    }

    /// "*The small* one, 1", of what comes in small: it is counted by its name, and picks nothing else.
    private static boolean saysWhich(Reading reading, NamedItems items, Hit pick) {
        return items.items().stream()
                .filter(item -> item.products().isEmpty() && item.quantity() != null)
                .anyMatch(item -> reading.variants.stream()
                        .anyMatch(v -> v.start() >= pick.start()
                                && v.end() <= pick.end()
                                && v.variants().containsAll(item.variants())));
    }

    /// "Add *a 30ml* as well".
    private static boolean addsOne(Wants wants) {
        Reading reading = wants.reading;
        return wants.has(Intent.ADD_TO_CART)
                && wants.items.items().isEmpty()
                && reading.variants.size() == 1
                && reading.article(reading.variants.getFirst().start() - 1);
    }

    private static Optional<Integer> first(NamedItems items, Kind kind) {
        return items.numbers().stream()
                .filter(n -> n.kind() == kind)
                .map(Number::whole)
                .findFirst();
    }

    /// "One of each", "moja moja": the count is part of how it is said.
    private static Optional<Integer> ofEach(Reading reading) {
        return reading.all("each")
                .filter(each -> reading.marks("share_each").noneMatch(mark -> mark.end() > each.start())
                        && reading.marks("person")
                                .noneMatch(who -> who.start() >= each.end() && who.start() - each.end() <= 1))
                .flatMap(each -> each.value().isEmpty()
                        ? reading.found("number")
                                .filter(number -> number.start() >= each.start() && number.end() <= each.end())
                                .map(number -> Integer.valueOf(number.value()))
                        : Stream.of(Integer.valueOf(each.value())))
                .findFirst();
    }

    /// "Is the bigger one better value?" asks about it and picks nothing yet.
    private static boolean asked(Wants wants, Hit hit) {
        return hit.start() > 0
                && Asking.whether(wants.reading)
                && (wants.has(Intent.PRODUCT_INQUIRY) || wants.has(Intent.COMPARE))
                && !wants.any(Intent::orders);
    }

    /// "2nd avenue"
    private static boolean countsStreet(Reading reading, Hit hit) {
        return reading.tokens.get(hit.start()).number() && reading.marked("street", hit.end());
    }

    private static boolean byPrice(Hit hit) {
        return hit.value().equals("cheapest") || hit.value().equals("dearest");
    }

    /// "What is the delivery first?": no first of anything.
    private static boolean inPassing(Reading reading, Hit hit) {
        return hit.length() == 1
                && hit.start() > 1
                && reading.is(hit.start(), Word.IN_PASSING)
                && !reading.is(hit.start() - 1, Word.POINTER);
    }

    /// "2 of the big" counts it, and so does "2 big ones".
    private static Pick pick(Hit hit, List<Number> numbers, Reading reading) {
        Integer count = numbers.stream()
                .filter(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                .filter(n -> n.end() <= hit.start() && hit.start() - n.end() <= COUNT_BEFORE_PICK)
                .reduce((_, last) -> last)
                .map(Number::whole)
                .orElse(oneSuch(hit, reading) ? Integer.valueOf(1) : null);
        if (!hit.value().equals(Pick.OTHER) && refused(reading, hit)) {
            return new Pick(Pick.OTHER, 0, null);
        }
        String[] parts = hit.value().split(" ");
        return new Pick(parts[0], parts.length > 1 ? Integer.parseInt(parts[1]) : 0, count);
    }

    /// "*Not the big one*": of two sizes the other.
    private static boolean refused(Reading reading, Hit hit) {
        int before = reading.is(hit.start() - 1, Word.POINTER) ? hit.start() - 1 : hit.start();
        return (hit.value().equals("biggest") || hit.value().equals("smallest"))
                && reading.found("negation").anyMatch(not -> not.end() == before);
    }

    /// "*A big one* please": one of it, wanted beside what there is.
    private static boolean oneSuch(Hit hit, Reading reading) {
        return reading.all("pick").allMatch(pick -> pick.start() == hit.start() && pick.end() == hit.end())
                && reading.variants.stream().allMatch(v -> v.start() >= hit.start() && v.end() <= hit.end())
                && reading.article(hit.start() - 1)
                && !reading.is(hit.start() - 2, Word.SERVES)
                && (reading.is(hit.end() - 1, Word.PRONOUN)
                        || reading.is(hit.end(), Word.PRONOUN)
                        || reading.closes(hit.end()))
                && Asking.onlyWants(reading)
                && !reading.has("price_check");
    }

    /// What stands behind "do you have", "how much is" or "remove the" and belongs to nothing we know.
    private static @Nullable String sought(Wants wants) {
        Reading reading = wants.reading;
        if (wants.only(Intent.REMOVE_FROM_CART)) {
            int off = reading.found("remove_from_cart").mapToInt(Hit::end).max().orElse(reading.tokens.size());
            return IntStream.range(off, reading.tokens.size())
                    .filter(i -> names(reading, i))
                    .mapToObj(i -> reading.words(i, i + 1))
                    .findFirst()
                    .orElse(null);
        }
        if (!wants.any(Intent::looks) || reading.tokens.size() > READ_MAX) {
            return null;
        }
        int after = reading.hits.stream()
                .filter(hit -> hit.section().equals("asks_after")
                        || Intent.of(hit.section()).filter(Intent::looks).isPresent())
                .mapToInt(Hit::end)
                .min()
                .orElse(0);
        return strangerBehind(reading, after, wants.place);
    }

    /// A word for something, whether it is sold anywhere or not.
    private static boolean names(Reading reading, int at) {
        return reading.tokens.get(at).word()
                && reading.tokens.get(at).norm().length() > 2
                && !reading.claimed(at)
                && !reading.everyday(at)
                && !reading.person(at)
                && Stream.of("polite", "particle", "unit_pieces", "pointed", "date")
                        .noneMatch(mark -> reading.marked(mark, at));
    }

    /// The first words behind a position that belong to nothing we know.
    static @Nullable String strangerBehind(Reading reading, int after, @Nullable Place place) {
        List<String> words = new ArrayList<>();
        for (int i = after; i < reading.tokens.size() && words.size() < WORDS_MAX; i++) {
            Token token = reading.tokens.get(i);
            boolean stranger = token.word()
                    && !reading.claimed(i)
                    && (place == null || i < place.start() || i >= place.end())
                    && !reading.marked("polite", i)
                    && token.norm().length() > 2
                    && !reading.common(i)
                    // "do I need to wax after": what is done with it
                    && !behindSpokenOf(reading, i);
            if (stranger) {
                words.add(reading.words(i, i + 1));
            } else if (!words.isEmpty()) {
                break;
            }
        }
        return words.isEmpty() ? null : String.join(" ", words);
    }

    private static boolean behindSpokenOf(Reading reading, int at) {
        return reading.marks("spoken_of").anyMatch(hit -> hit.end() == at || hit.end() == at - 1 && hit.end() > 0);
    }
}

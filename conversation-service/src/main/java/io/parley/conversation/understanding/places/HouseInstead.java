package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.ToldPlace;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "The house is 14, not 12", "no be 12, na 14", "number 14 sorry": another number in the place that the order has. The
/// rest of it stays.
final class HouseInstead {
    private HouseInstead() {}

    static Optional<Place> in(Reading reading, Surroundings at) {
        String place = at.place();
        boolean may = place != null
                && (at.awaited() == Awaited.CONFIRMATION || at.awaited() == Awaited.NOTHING && at.ordering())
                && reading.products.isEmpty()
                && (reading.variants.isEmpty() || housed(reading))
                && !reading.question();
        if (place == null || !may) {
            return Optional.empty();
        }
        List<Number> all = numbers(reading);
        if (all.size() == 1) {
            Optional<Place> labelled = labelled(reading, place, all.getFirst());
            if (labelled.isPresent()) {
                return labelled;
            }
        }
        List<Number> numbers = all.stream()
                .filter(number -> !reading.endsMark("area_before", number.start()))
                .toList();
        return switch (numbers.size()) {
            case 1 ->
                called(reading, place, numbers.getFirst())
                        .or(() -> bare(reading, at, place, numbers.getFirst()))
                        .or(() -> ofStreet(reading, at, place, numbers.getFirst()));
            case 2 ->
                Stream.of(numbers, numbers.reversed())
                        .flatMap(both -> denied(reading, at, place, both.getFirst(), both.getLast()).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    /// With what is tied to it: "12B", "12/5".
    private record Number(int start, int end) {
        List<Token> words(Reading reading) {
            return reading.tokens.subList(start, end);
        }
    }

    private static List<Number> numbers(Reading reading) {
        return IntStream.range(0, reading.tokens.size())
                .filter(i -> reading.number(i) && !reading.inVariant(i) && (i == 0 || !Addresses.tied(reading, i - 1)))
                .mapToObj(i -> new Number(i, end(reading, i)))
                .toList();
    }

    private static int end(Reading reading, int start) {
        int end = start + 1;
        while (end < reading.tokens.size()
                && (reading.tokens.get(end).glued() && !reading.tokens.get(end).separates()
                        || Addresses.tied(reading, end)
                        || Addresses.tied(reading, end - 1))) {
            end++;
        }
        return end;
    }

    /// "14 not 12", of a place that has a 12; where as many of something are ordered, only if a house is spoken of.
    private static Optional<Place> denied(Reading reading, Surroundings at, String place, Number wrong, Number right) {
        String count = reading.tokens.get(wrong.start()).norm();
        boolean ofHouse = housed(reading)
                || at.pieces().values().stream().map(String::valueOf).noneMatch(count::equals);
        boolean denied =
                ofHouse && PlaceInstead.denied(reading, wrong.start()) && !PlaceInstead.denied(reading, right.start());
        return denied
                ? whole(
                        reading,
                        ToldPlace.instead(place, wrong.words(reading), reading.words(right.start(), right.end())))
                : Optional.empty();
    }

    /// "*Number* 14 sorry", "the house is 14", of a house that has another: nothing else is said, and of no part of it.
    private static Optional<Place> called(Reading reading, String place, Number number) {
        boolean house = IntStream.range(0, reading.tokens.size()).anyMatch(i -> callsHouse(reading, i))
                && IntStream.range(0, reading.tokens.size()).noneMatch(i -> ofPart(reading, i));
        boolean only = house
                && IntStream.range(0, reading.tokens.size())
                        .allMatch(i -> number.start() <= i && i < number.end() || says(reading, i));
        return only
                ? whole(reading, ToldPlace.numbered(place, reading.words(number.start(), number.end())))
                : Optional.empty();
    }

    /// "Non *rue 12* pardon" of "rue 10, Médina": what has the number is called as it was told.
    private static Optional<Place> labelled(Reading reading, String place, Number number) {
        int start = LABELS.stream()
                .flatMap(reading::marks)
                .filter(hit -> hit.start() < number.start() && hit.end() >= number.start() && hit.end() <= number.end())
                .mapToInt(Hit::start)
                .min()
                // "nyumba *namba 18*"
                .orElse(callsHouse(reading, number.start() - 1) ? number.start() - 1 : number.start());
        boolean mends = start < number.start() && onlyMends(reading, start, number.end());
        return mends
                ? whole(
                        reading,
                        ToldPlace.renumbered(
                                place,
                                reading.tokens.subList(start, number.start()),
                                reading.words(number.start(), number.end())))
                : Optional.empty();
    }

    private static final List<String> LABELS = List.of("street", "within_house", "area_before");

    /// "No, *14*" of "12 Mill Road", right behind it: of no fewer figures than that has, and nothing else was told.
    private static Optional<Place> bare(Reading reading, Surroundings at, String place, Number number) {
        String house = ToldPlace.houseNumber(place);
        String said = reading.words(number.start(), number.end());
        boolean mends = onlyMends(reading, number.start(), number.end())
                && house != null
                && said.length() >= house.length()
                && lastTold(at, place, house);
        boolean size = at
                .catalogue()
                .having(at.catalogue().sized(reading.tokens.get(number.start()).norm()))
                .stream()
                .anyMatch(at.settled()::contains);
        return mends && !size ? whole(reading, ToldPlace.numbered(place, said)) : Optional.empty();
    }

    /// "72", "le 152", right behind the street it is in: more than anybody orders in the same breath.
    private static Optional<Place> ofStreet(Reading reading, Surroundings at, String place, Number number) {
        boolean only = at.awaited() == Awaited.CONFIRMATION
                && reading.tokens.get(number.start()).norm().length() > 1
                && Stream.of("yes", "weak_yes").noneMatch(reading::has)
                && WANTS.stream().flatMap(reading::found).findAny().isEmpty()
                && IntStream.range(0, reading.tokens.size())
                        .allMatch(i -> number.start() <= i && i < number.end()
                                || !reading.tokens.get(i).word()
                                || reading.nicety(i)
                                || i < number.start() && reading.everyday(i) && !callsHouse(reading, i));
        String last = at.lastSaid();
        boolean told = only
                && last != null
                && figures(last).isEmpty()
                && Token.read(last).stream().filter(Token::word).allMatch(word -> ToldPlace.says(place, List.of(word)));
        return told
                ? whole(reading, ToldPlace.withHouse(place, reading.words(number.start(), number.end())))
                : Optional.empty();
    }

    /// Whether the number was told right before, and none that is not of the place.
    private static boolean lastTold(Surroundings at, String place, String house) {
        List<String> told = at.lastSaid() == null ? List.of() : figures(at.lastSaid());
        return told.containsAll(figures(house)) && figures(place).containsAll(told);
    }

    private static List<String> figures(String words) {
        return Token.read(words).stream().filter(Token::number).map(Token::norm).toList();
    }

    /// It was wrong, and nothing else is said beside these words; "no, I want 5 of them" wants something.
    private static boolean onlyMends(Reading reading, int start, int end) {
        return MENDS.stream().anyMatch(reading::has)
                && WANTS.stream().flatMap(reading::found).findAny().isEmpty()
                && IntStream.range(0, reading.tokens.size())
                        .allMatch(i -> start <= i && i < end
                                || !reading.tokens.get(i).word()
                                || reading.nicety(i)
                                || callsHouse(reading, i)
                                || MENDS.stream().anyMatch(section -> reading.within(section, i))
                                || i < start && reading.everyday(i));
    }

    private static final List<String> WANTS = List.of("buying_intent", "add_to_cart", "update_cart", "each", "more");

    private static final Set<String> MENDS = Set.of("correction", "no", "negation");

    /// What a house's number stands behind.
    private static boolean callsHouse(Reading reading, int at) {
        return reading.is(at, Word.HOUSE_NUMBER)
                || reading.is(at, Word.DWELLING)
                || reading.is(at, Word.NO) && reading.number(at + 1) && !reading.within("no", at);
    }

    /// "Gate 5", "flat 4", "block 4".
    private static boolean ofPart(Reading reading, int at) {
        return !callsHouse(reading, at)
                && (reading.is(at, Word.HOUSE)
                        || reading.marked("within_house", at)
                        || reading.marks("street")
                                .anyMatch(hit -> hit.start() == at
                                        && IntStream.range(hit.start(), hit.end())
                                                .noneMatch(i -> callsHouse(reading, i))));
    }

    private static Optional<Place> whole(Reading reading, @Nullable String place) {
        return Optional.ofNullable(place).map(words -> new Place(words, 0, reading.tokens.size(), Place.Kind.WHOLE));
    }

    private static boolean housed(Reading reading) {
        return IntStream.range(0, reading.tokens.size()).anyMatch(i -> calls(reading, i));
    }

    /// What the number of a house stands behind, or of a part of it.
    private static boolean calls(Reading reading, int at) {
        return callsHouse(reading, at)
                || reading.is(at, Word.HOUSE)
                || reading.marks("street")
                        .anyMatch(hit -> hit.start() <= at && at < hit.end() && reading.number(hit.end()));
    }

    /// What says no more than that it was wrong.
    private static boolean says(Reading reading, int at) {
        return !reading.tokens.get(at).word()
                || calls(reading, at)
                || reading.everyday(at)
                || reading.nicety(at)
                || reading.within("correction", at)
                || reading.within("no", at);
    }
}

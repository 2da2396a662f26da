package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.SwahiliVerbs;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A message that is one more piece of the place that the summary shows, whatever is called so.
final class PieceOfPlace {
    private PieceOfPlace() {}

    /// "TRM drive", "c'est 34000 Montpellier", to the summary: nothing else is understood of it, and it has what a
    /// place is told by.
    static Optional<Place> in(Reading reading, Surroundings at) {
        boolean may = at.place() != null
                && at.awaited() == Awaited.CONFIRMATION
                && reading.products.isEmpty()
                && reading.variants.isEmpty()
                && !reading.question()
                && !reading.has("question")
                && reading.hits.stream()
                        .allMatch(hit -> AnswerWhere.partOfAddress(reading, hit)
                                || hit.section().equals("correction")
                                || hit.section().equals("pick") && counted(reading));
        return may
                ? AnswerWhere.read(reading, at)
                        .filter(place -> saysPlace(reading, place))
                        .map(place -> place.as(Place.Kind.SAID))
                : Optional.empty();
    }

    /// "*7e* arrondissement", "dans la 8e tranche", and nothing else: a quarter that is counted, and nothing that is
    /// picked.
    private static boolean counted(Reading reading) {
        int name = reading.tokens.size() - 1;
        int ordinal = name - 2;
        return ordinal >= 0
                && reading.number(ordinal)
                && reading.tokens.get(ordinal + 1).endsOrdinal()
                && reading.tokens.get(name).word()
                && !reading.everyday(name)
                && !reading.catalogue.knows(reading.tokens.get(name).norm())
                && IntStream.range(0, ordinal).allMatch(reading::everyday);
    }

    /// Whether a word in it is a town's, a street's, a door's or a name that nobody sells, and it is no sentence that
    /// only speaks of one.
    private static boolean saysPlace(Reading reading, Place place) {
        boolean sign = IntStream.range(place.start(), place.end()).anyMatch(i -> signsPlace(reading, i));
        long plain = IntStream.range(place.start(), place.end())
                .filter(i -> reading.tokens.get(i).word() && !signsPlace(reading, i) && reading.common(i))
                .count();
        long words = IntStream.range(place.start(), place.end())
                .filter(i -> reading.tokens.get(i).word() || reading.number(i))
                .count();
        // "vers le grand marché"
        boolean near = reading.marked("place_near", place.start());
        return near || counted(reading) || sign && 2 * plain <= words;
    }

    /// Whether it has a name or a number beside some of it: "*Abraham Adesanya, Peace* Garden Estate".
    static boolean tellsMore(Reading reading, Place piece, Place some) {
        return IntStream.range(piece.start(), piece.end())
                .filter(i -> i < some.start() || i >= some.end())
                .anyMatch(i -> reading.number(i) && (reading.capital(i + 1) || reading.town(i + 1))
                        || names(reading, i)
                        || within(reading, i, "place_near")
                        || reading.tokens.get(i).word()
                                && !reading.everyday(i)
                                && (reading.capital(i) || !reading.common(i)));
    }

    private static boolean signsPlace(Reading reading, int at) {
        return names(reading, at)
                || Postcodes.within(reading, at)
                || within(reading, at, "street", "area_before", "within_house", "place_near");
    }

    private static boolean within(Reading reading, int at, String... sections) {
        return Stream.of(sections).flatMap(reading::marks).anyMatch(hit -> hit.start() <= at && at < hit.end());
    }

    /// A town, or a name that is no word of a language spoken here.
    static boolean names(Reading reading, int at) {
        return reading.towns.around(reading.tokens, at)
                || Addresses.foreign(reading, at)
                        && !reading.spoken(at)
                        && !reading.person(at)
                        // "Imekaa vizuri"
                        && !SwahiliVerbs.saysOfIt(reading.tokens.get(at).norm());
    }
}

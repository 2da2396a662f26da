package io.parley.conversation.understanding;

import io.parley.conversation.understanding.Lexicon.Hit;
import io.parley.conversation.understanding.Surroundings.Awaited;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// "Not Leeds, York", "non pas à Pau, à Tarbes": where it goes in place of the town that is refused.
final class PlaceInstead {
    private PlaceInstead() {}

    static Optional<Place> in(Reading reading, Surroundings at) {
        // "non pas Pau, Tarbes" speaks of nothing but where it goes
        boolean ofPlaceOnly =
                at.awaited() == Awaited.CONFIRMATION && reading.products.isEmpty() && reading.variants.isEmpty();
        return IntStream.range(1, reading.tokens.size())
                .filter(word -> name(reading, word) && refused(reading, word))
                .map(word -> other(reading, word, ofPlaceOnly))
                .filter(behind -> behind > 0)
                .boxed()
                .flatMap(behind -> PlaceEnd.toClauseEnd(reading, behind).stream())
                .reduce((first, last) -> last);
    }

    /// Where the name of another place begins behind the refused one; 0 where none does.
    private static int other(Reading reading, int refused, boolean ofPlaceOnly) {
        int end = refused;
        while (name(reading, end)) {
            end++;
        }
        int joint = end < reading.tokens.size() && reading.tokens.get(end).separates() ? end + 1 : end;
        int rather = behind(reading, joint, "but", "correction");
        int other = behind(reading, rather, "place_weak", "place_before", "place_lead");
        boolean town = ofPlaceOnly || reading.town(refused) || reading.town(other);
        return rather > end && town && name(reading, other) ? other : 0;
    }

    private static boolean refused(Reading reading, int at) {
        int from = leads(reading)
                .filter(lead -> lead.end() == at)
                .mapToInt(Hit::start)
                .min()
                .orElse(at);
        return reading.is(from - 1, Word.NOT)
                || Stream.of("no", "negation").flatMap(reading::all).anyMatch(not -> not.end() == from);
    }

    private static int behind(Reading reading, int at, String... sections) {
        return Stream.of(sections)
                .flatMap(section -> Stream.concat(reading.marks(section), reading.all(section)))
                .filter(hit -> hit.start() == at)
                .mapToInt(Hit::end)
                .max()
                .orElse(at);
    }

    private static Stream<Hit> leads(Reading reading) {
        return Stream.of("place_weak", "place_before", "place_lead").flatMap(reading::marks);
    }

    private static boolean name(Reading reading, int at) {
        return at < reading.tokens.size()
                && reading.capital(at)
                && !reading.inThing(at)
                && !reading.inVariant(at)
                && !reading.person(at)
                && (reading.town(at) || !reading.everyday(at) && !reading.claimed(at));
    }
}

package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How the door is found, told in a clause of its own behind the address: "12 High St, Leeds, I live on *floor 2*".
final class Door {
    private Door() {}

    /// The address with it, and without what leads to it.
    static Place with(Reading reading, Place place) {
        int from = place.end();
        while (from < reading.tokens.size() && reading.tokens.get(from).is(",")) {
            from++;
        }
        int end = reading.clauseEnd(from);
        int door = IntStream.range(from, end)
                .filter(i -> reading.number(i) || reading.marked("within_house", i))
                .findFirst()
                .orElse(end);
        boolean told = from > place.end()
                && !place.whole()
                && only(reading, door, end)
                && IntStream.range(from, door).allMatch(i -> leads(reading, i));
        return told
                ? new Place(place.words() + ", " + reading.words(door, end), place.start(), end, place.kind())
                : place;
    }

    /// Whether what was read as the place is only the door of one that is told before it.
    static boolean behindAddress(Reading reading, Place place) {
        return only(reading, place.start(), place.end())
                && IntStream.range(0, place.start()).anyMatch(i -> reading.town(i) || reading.marked("street", i));
    }

    private static boolean only(Reading reading, int start, int end) {
        return IntStream.range(start, end).anyMatch(i -> reading.marked("within_house", i))
                && IntStream.range(start, end)
                        .allMatch(i -> ofDoor(reading, i)
                                || reading.number(i)
                                || reading.tokens.get(i).endsOrdinal()
                                || reading.everyday(i));
    }

    /// "Ghorofa *ya pili*", "*porte gauche*"
    private static boolean ofDoor(Reading reading, int at) {
        return Stream.of("within_house", "street")
                .flatMap(reading::marks)
                .anyMatch(hit -> hit.start() <= at && at < hit.end() && ofHouse(reading, hit));
    }

    private static boolean ofHouse(Reading reading, Hit hit) {
        return IntStream.range(hit.start(), hit.end()).anyMatch(i -> reading.marked("within_house", i));
    }

    private static boolean leads(Reading reading, int at) {
        return reading.everyday(at)
                || reading.nicety(at)
                || Stream.of("place_before", "place_lead", "place_weak", "place_end")
                        .flatMap(reading::marks)
                        .anyMatch(hit -> hit.start() <= at && at < hit.end());
    }
}

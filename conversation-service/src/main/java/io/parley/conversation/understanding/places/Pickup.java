package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Word;
import java.util.Optional;
import java.util.stream.IntStream;

/// That it is fetched and not brought, by the shopper or by whom they send.
final class Pickup {
    private Pickup() {}

    static Optional<Place> in(Reading reading) {
        return reading.all("pickup")
                .filter(hit -> hit.weight() > 0.5 || timeBefore(reading, hit.start()) || thenTime(reading, hit.end()))
                .findFirst()
                .map(hit -> new Place(Place.PICKUP, hit.start(), hit.end(), true));
    }

    /// "*Mai* em qua"
    private static boolean timeBefore(Reading reading, int to) {
        return reading.endsMark("date", to) || reading.is(to - 1, Word.TIME_OF_DAY);
    }

    /// "Je viens *samedi*", "i'll come *around 5pm*": "i dey come" by itself only asks to wait.
    private static boolean thenTime(Reading reading, int from) {
        boolean led = reading.begins("brought_when", from)
                || reading.marked("place_near", from)
                || reading.marked("place_weak", from)
                || reading.marked("date_before", from);
        return IntStream.rangeClosed(from, led ? from + 1 : from)
                .filter(i -> i < reading.tokens.size())
                .anyMatch(i -> reading.marked("date", i)
                        || reading.is(i, Word.TIME_OF_DAY)
                        || reading.is(i, Word.HOUR)
                        || reading.number(i) && reading.is(i + 1, Word.HOUR)
                        || reading.noteStood(i));
    }
}

package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// "Same address", "ok send it there": where it goes was told or asked about before.
public final class KnownPlace {
    private KnownPlace() {}

    static Optional<Place> in(Reading reading, Surroundings at) {
        String told = at.place() == null ? at.placeBefore() : at.place();
        return called(reading, "same_place", told).or(() -> called(reading, "place_there", at.placeAsked()));
    }

    /// "Same address", where none was told before.
    public static boolean lacks(Reading reading, Surroundings at) {
        return at.place() == null
                && at.placeBefore() == null
                && reading.found("same_place").findAny().isPresent();
    }

    private static Optional<Place> called(Reading reading, String section, @Nullable String place) {
        return place == null || reading.question()
                ? Optional.empty()
                : reading.found(section)
                        .map(hit -> new Place(place, hit.start(), hit.end(), Place.Kind.WHOLE))
                        .findFirst();
    }
}

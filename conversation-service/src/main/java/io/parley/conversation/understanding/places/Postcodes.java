package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Postal codes of the United Kingdom: "M14 5TQ", or only "SW9".
final class Postcodes {
    private static final String OUTWARD = "\\b[A-Z]{1,2}\\d[A-Z\\d]?";
    private static final String INWARD = " ?\\d[A-Z]{2}";
    private static final Pattern WHOLE = Pattern.compile(OUTWARD + INWARD + "\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY = Pattern.compile(OUTWARD + "(?:" + INWARD + ")?\\b");

    private Postcodes() {}

    /// "Brixton SW9", in capitals.
    static boolean in(String words) {
        return ANY.matcher(words).find();
    }

    /// "N16", "E8 please", "deliver to SE15": nothing else is told, and nothing is sold that is called so.
    static Optional<Place> alone(Reading reading, Surroundings at) {
        int[] code = IntStream.range(0, reading.tokens.size())
                .filter(reading::postcode)
                .toArray();
        if (!at.ordering() || code.length == 0 || reading.question()) {
            return Optional.empty();
        }
        int start = code[0];
        int end = code[code.length - 1] + 1;
        boolean only = IntStream.range(0, reading.tokens.size())
                .filter(i -> i < start || i >= end)
                .allMatch(i -> reading.everyday(i)
                        || reading.nicety(i)
                        || reading.tokens.get(i).separates()
                        || Stream.of("place_before", "place_weak", "place_lead")
                                .flatMap(reading::marks)
                                .anyMatch(lead -> lead.start() <= i && i < lead.end()));
        boolean sold = IntStream.range(start, end).anyMatch(i -> reading.inThing(i) || reading.inVariant(i));
        return only && !sold ? Optional.of(new Place(reading.words(start, end), start, end, true)) : Optional.empty();
    }

    /// "M14 5TQ flat 3", "Bristol BS7 8AD": a place that begins or ends within a whole code has all of it.
    static Place uncut(Reading reading, Place place) {
        Matcher code = WHOLE.matcher(reading.text);
        int start = place.start();
        int end = place.end();
        while (code.find()) {
            while (start > 0 && cuts(code, reading.tokens.get(start).start())) {
                start--;
            }
            while (end < reading.tokens.size()
                    && cuts(code, reading.tokens.get(end).start())) {
                end++;
            }
        }
        return start == place.start() && end == place.end() ? place : place.within(reading, start, end);
    }

    private static boolean cuts(Matcher code, int at) {
        return code.start() < at && at < code.end();
    }

    /// "N16 8BX": a letter with its number.
    static boolean tied(Reading reading, int at) {
        return reading.number(at + 1)
                && reading.tokens.get(at).word()
                && reading.tokens.get(at).end() == reading.tokens.get(at + 1).start();
    }
}

package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /// "E8 1LL" in whatever letters, or "SE15" where such codes are used.
    static boolean told(Reading reading, int start, int end) {
        String words = reading.words(start, end);
        return WHOLE.matcher(words).find() || "GB".equals(reading.catalogue.region()) && in(words);
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

    /// "S10 5NG", in whatever letters.
    static boolean within(Reading reading, int at) {
        int start = reading.tokens.get(at).start();
        return WHOLE.matcher(reading.text).results().anyMatch(code -> code.start() <= start && start < code.end());
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

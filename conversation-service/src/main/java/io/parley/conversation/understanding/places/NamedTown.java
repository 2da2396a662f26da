package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Towns;
import io.parley.conversation.understanding.words.Word;
import java.util.Optional;
import java.util.stream.Stream;

/// A town that is named somewhere in the message, with the names and the number that lead to it.
final class NamedTown {
    private static final int TOLD_MAX = 7;

    private NamedTown() {}

    /// The town that is named; after a correction the one that follows it.
    static Optional<Place> in(Reading reading) {
        int corrected = reading.all("correction").mapToInt(Hit::end).max().orElse(0);
        return (corrected == 0 ? Optional.<Place>empty() : from(reading, corrected)).or(() -> from(reading, 0));
    }

    private static Optional<Place> from(Reading reading, int first) {
        for (int start = first; start < reading.tokens.size(); start++) {
            for (int end = reading.towns.reach(reading.tokens, start); end > start; end--) {
                String name = reading.towns.name(reading.tokens, start, end);
                if (name != null && meant(reading, start, end, name)) {
                    Place alone = new Place(Towns.asWritten(name, reading.words(start, end)), start, end, true);
                    return PlaceEnd.toClauseEnd(reading, Addresses.before(reading, start))
                            .or(() -> Optional.of(alone));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean meant(Reading reading, int start, int end, String name) {
        boolean notThere = reading.is(start - 1, Word.NOT)
                || reading.found("negation").anyMatch(hit -> hit.end() == start)
                || reading.found("correction").anyMatch(hit -> hit.end() == start && hit.length() > 1);
        return !(notThere && otherTown(reading, end))
                && !onlyWord(reading, start, end - start, name)
                && reading.free(start, end)
                && !namesAThing(reading, start, end)
                && !told(reading, start);
    }

    /// "Si Siaya ni Busia": another town is named behind the one that is not meant.
    private static boolean otherTown(Reading reading, int from) {
        for (int i = from; i < reading.tokens.size(); i++) {
            if (reading.town(i) && reading.capital(i)) {
                return true;
            }
        }
        return false;
    }

    /// "Với" is no Voi: one word in small letters, with accents that the town has not, or an everyday one ("voi") that
    /// nothing leads to.
    private static boolean onlyWord(Reading reading, int at, int length, String town) {
        if (length > 1 || reading.capital(at)) {
            return false;
        }
        // "sen *da voi* 2 bao dat": what a thing is called leads nowhere
        boolean led = reading.ledTo(at) && !reading.inThing(at - 1);
        boolean word = reading.everyday(at) && reading.spoken(at) && !led;
        return word || !reading.tokens.get(at).plain() && Token.isPlain(town);
    }

    /// "Agege bread", "a paris mug": a town in small letters right before a common word, with nothing that leads to it.
    private static boolean namesAThing(Reading reading, int start, int end) {
        boolean lead = start == 0 || reading.tokens.get(start - 1).separates() || reading.ledTo(start);
        return !lead
                && end < reading.tokens.size()
                && reading.tokens.get(end).word()
                && Character.isLowerCase(
                        reading.text.codePointAt(reading.tokens.get(start).start()))
                && reading.common(end)
                && !reading.everyday(end)
                && Stream.of("polite", "particle", "date", "date_before", "place_end", "place_weak", "street")
                        .noneMatch(section -> reading.marked(section, end))
                && !reading.claimed(end);
    }

    /// "She lost it in the sea at Biarritz": where something was and not where it goes.
    static boolean told(Reading reading, int at) {
        for (int i = at - 1;
                i >= 0 && at - i <= TOLD_MAX && !reading.tokens.get(i).separates();
                i--) {
            if (reading.is(i, Word.TELLS)) {
                return true;
            }
        }
        return false;
    }
}

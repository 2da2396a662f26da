package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.stream.Stream;

/// What takes pieces off: a phrase that says how many, or a weak one before a small count: "punguza simiti *tano*".
/// "Bớt một" of "bớt một chút" counts nothing.
public final class Fewer {
    private static final int BEHIND_MAX = 4;

    private Fewer() {}

    /// What says so.
    public static Stream<Hit> of(Reading reading) {
        return reading.changing("fewer")
                .filter(hit -> reading.found("discount_question")
                        .noneMatch(less ->
                                less.length() > hit.length() && less.start() <= hit.start() && hit.end() <= less.end()))
                .filter(hit -> hit.weight() > 0.5 || counted(reading, hit) > hit.end());
    }

    /// Whether the number says how many fewer.
    static boolean by(Reading reading, int number) {
        return of(reading)
                .anyMatch(hit -> hit.weight() > 0.5
                        ? !hit.gapped() && hit.start() <= number && number < hit.end()
                        : counted(reading, hit) == number + 1);
    }

    /// Where the small count behind it ends, or 0: nothing but a thing may stand between.
    private static int counted(Reading reading, Hit less) {
        int end = Math.min(reading.clauseEnd(less.end()), less.end() + BEHIND_MAX);
        for (int i = less.end(); i < end; i++) {
            if (reading.number(i) || reading.within("number", i)) {
                return few(reading, i) ? i + 1 : 0;
            }
            if (!reading.thingAt(i) && !reading.inVariant(i)) {
                return 0;
            }
        }
        return 0;
    }

    private static boolean few(Reading reading, int number) {
        boolean money = reading.marked("unit_money", number + 1)
                || number + 1 < reading.tokens.size()
                        && reading.tokens.get(number + 1).is("%")
                // "bớt 1 đôi"
                || reading.begins("number", number + 1) && !reading.is(number + 1, Word.PAIR)
                || reading.number(number + 1);
        return !money
                && (reading.tokens.get(number).norm().matches("[1-9]")
                        || reading.found("number")
                                .anyMatch(hit -> hit.start() == number
                                        && hit.length() == 1
                                        && hit.value().matches("[1-9]")));
    }
}

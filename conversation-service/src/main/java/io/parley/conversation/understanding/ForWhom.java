package io.parley.conversation.understanding;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// "It's for *Sarah Nguyen*, unit 3, 18 Bay St": who gets it, said before where it goes.
///
/// @param start of the name's tokens
record ForWhom(int start, int end) {
    private static final int NAMES_LEAST = 2;
    private static final int NAMES_MAX = 4;

    /// A house's number stands so near behind the comma: "unit 3", "the flat at 9".
    private static final int NUMBER_NEAR = 3;

    static @Nullable ForWhom in(Reading reading) {
        return reading.marks("share")
                // "ship to 4 The Mews"
                .filter(share -> !reading.number(share.start())
                        && Character.isLetter(reading.text.codePointAt(
                                reading.tokens.get(share.start()).start())))
                .filter(share -> IntStream.range(reading.clauseStart(share.start()), share.start())
                        .allMatch(i -> reading.marked("place_lead", i) || reading.marked("particle", i)))
                .map(share -> new ForWhom(share.end(), reading.clauseEnd(share.end())))
                .filter(whom -> whom.names(reading) && whom.addressNext(reading))
                .findFirst()
                .orElse(null);
    }

    /// Where a place begins, when a name of whom it is for stands before it.
    static int behind(Reading reading, int from, int to) {
        ForWhom whom = in(reading);
        return whom != null && from <= whom.start && whom.end + 1 < to ? whom.end + 1 : from;
    }

    private boolean names(Reading reading) {
        return end - start >= NAMES_LEAST
                && end - start <= NAMES_MAX
                && IntStream.range(start, end)
                        .allMatch(i -> reading.capital(i)
                                && !reading.town(i)
                                && !reading.everyday(i)
                                && !reading.marked("street", i)
                                && !reading.catalogue.knows(
                                        reading.tokens.get(i).norm()));
    }

    private boolean addressNext(Reading reading) {
        return end < reading.tokens.size()
                && reading.tokens.get(end).is(",")
                && IntStream.rangeClosed(end + 1, Math.min(end + NUMBER_NEAR, reading.clauseEnd(end + 1)))
                        .anyMatch(reading::number);
    }
}

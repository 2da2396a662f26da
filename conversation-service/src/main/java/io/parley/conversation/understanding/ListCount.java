package io.parley.conversation.understanding;

import io.parley.conversation.understanding.reading.Numbers;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Word;
import java.util.Optional;

/// "*3 things:* the shorts, a turban and the bag", "*vitu viwili,* …": how many things are listed behind it, and how
/// many there shall be of none of them.
///
/// @param count how many things there are
record ListCount(int start, int end, int count) {
    private static final int LEAST = 2;

    static Optional<ListCount> in(Reading reading) {
        return Numbers.said(reading).stream()
                .filter(number -> number.whole() >= LEAST)
                .flatMap(number -> of(reading, number).stream())
                .filter(list -> reading.products.stream()
                                .filter(thing -> thing.start() >= list.end())
                                .count()
                        >= LEAST)
                .findFirst();
    }

    private static Optional<ListCount> of(Reading reading, Number number) {
        int start = reading.is(number.start() - 1, Word.THING) ? number.start() - 1 : number.start();
        int end = reading.is(number.end(), Word.THING) ? number.end() + 1 : number.end();
        boolean counts = end - start > number.end() - number.start();
        boolean opens = end < reading.tokens.size()
                && (reading.tokens.get(end).is(":")
                        || reading.tokens.get(end).is(",")
                        || reading.tokens.get(end).is("."));
        return counts && opens ? Optional.of(new ListCount(start, end + 1, number.whole())) : Optional.empty();
    }

    /// The message without it, every word that stays where it was.
    String rest(Reading reading) {
        StringBuilder rest = new StringBuilder(reading.text);
        int from = reading.tokens.get(start).start();
        int to = reading.tokens.get(end - 1).end();
        rest.replace(from, to, " ".repeat(to - from));
        return rest.toString();
    }
}

package io.parley.conversation.understanding;

import io.parley.conversation.understanding.Numbers.Kind;
import io.parley.conversation.understanding.Numbers.Number;
import io.parley.conversation.understanding.Parts.Part;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// "The shorts in 24, 28 and 30": behind one size of a thing, another that is called by a number too.
final class SizeSeries {
    private SizeSeries() {}

    /// @param i which part of the message is the number
    /// @param last the thing, in the size before it
    /// @param sizes which variants of the thing a number may mean
    static boolean goesOn(
            Reading reading, List<Part> parts, int i, Building last, BiFunction<Building, Number, Set<UUID>> sizes) {
        Number number = parts.get(i).number();
        if (number == null
                || last.product == null
                || last.variants.isEmpty()
                || last.quantity != null
                || !reading.number(last.end - 1)
                || !isSize(last, number, sizes)) {
            return false;
        }
        int next = i + 1;
        boolean countsNext = next < parts.size() && parts.get(next).start() == number.end();
        if (countsNext || !joined(reading, last.end, number.start())) {
            return false;
        }
        // "26, 30" alone may be thirty
        return reading.is(number.start() - 1, Word.AND)
                || next < parts.size()
                        && parts.get(next).number() instanceof Number further
                        && isSize(last, further, sizes)
                        && joined(reading, number.end(), further.start());
    }

    private static boolean isSize(Building last, Number number, BiFunction<Building, Number, Set<UUID>> sizes) {
        Set<UUID> fitting = number.kind() == Kind.BARE && number.whole() >= Heard.Loose.SIZE_LEAST
                ? sizes.apply(last, number)
                : Set.of();
        return !fitting.isEmpty() && !last.variants.containsAll(fitting);
    }

    /// By a comma, an "and", or both.
    private static boolean joined(Reading reading, int from, int to) {
        return to > from
                && to - from <= 2
                && IntStream.range(from, to).allMatch(i -> reading.tokens.get(i).is(",") || reading.is(i, Word.AND));
    }
}

package io.parley.conversation.understanding;

import io.parley.conversation.understanding.Lexicon.Hit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of a message and what each may count.
final class Numbers {
    /// More than any shop sells; keeps arithmetic safe.
    private static final int MOST = 1_000_000;

    enum Kind {
        /// pieces, or a size: it does not say
        BARE,
        PIECES,
        MONEY,
        /// of a list: "#2", "number 2"
        INDEX,
        OTHER
    }

    /// @param whole the number when it is one, else 0
    record Number(int start, int end, int whole, BigDecimal value, Kind kind) {}

    private Numbers() {}

    static List<Number> of(Reading reading) {
        List<Number> numbers = new ArrayList<>();
        for (int i = 0; i < reading.tokens.size(); i++) {
            Token token = reading.tokens.get(i);
            if (token.kind() == Token.Kind.NUMBER && !reading.claimed(i)) {
                numbers.add(written(reading, i, token));
            }
        }
        for (Hit hit : reading.all("number").toList()) {
            int value = Integer.parseInt(hit.value());
            numbers.add(new Number(
                    hit.start(), hit.end(), value, BigDecimal.valueOf(value), kind(reading, hit.start(), hit.end())));
        }
        numbers.sort(Comparator.comparingInt(Number::start));
        return dozens(numbers);
    }

    private static Number written(Reading reading, int at, Token token) {
        String digits = token.norm().matches("-?\\d{1,3}(,\\d{3})+")
                ? token.norm().replace(",", "")
                : token.norm().replace(',', '.');
        BigDecimal value = decimal(digits);
        Kind kind = value == null ? Kind.OTHER : kind(reading, at, at + 1);
        if (value == null || value.abs().compareTo(BigDecimal.valueOf(MOST)) > 0) {
            return new Number(at, at + 1, MOST, BigDecimal.valueOf(MOST), value == null ? Kind.OTHER : kind);
        }
        boolean isWhole = value.stripTrailingZeros().scale() <= 0;
        return new Number(
                at, at + 1, isWhole ? value.intValue() : 0, value, isWhole || kind == Kind.MONEY ? kind : Kind.OTHER);
    }

    private static @Nullable BigDecimal decimal(String digits) {
        try {
            return digits.length() > 15 ? BigDecimal.valueOf(MOST) : new BigDecimal(digits);
        } catch (NumberFormatException several) {
            return null;
        }
    }

    private static Kind kind(Reading reading, int start, int end) {
        if (end < reading.tokens.size()) {
            Token next = reading.tokens.get(end);
            if (reading.marked("unit_pieces", end) || next.is("x") || next.is("×")) {
                return Kind.PIECES;
            }
            if (reading.marked("unit_money", end)) {
                return Kind.MONEY;
            }
            if (reading.marked("unit_size", end) || next.is("%")) {
                return Kind.OTHER;
            }
        }
        if (start > 0) {
            Token before = reading.tokens.get(start - 1);
            if (before.is("x") || before.is("×")) {
                return Kind.PIECES;
            }
            if ("$€£₦".contains(before.norm()) || reading.marked("unit_money", start - 1)) {
                return Kind.MONEY;
            }
            if (before.is("#")) {
                return Kind.INDEX;
            }
        }
        return Kind.BARE;
    }

    /// "two dozen" is 24.
    private static List<Number> dozens(List<Number> numbers) {
        List<Number> joined = new ArrayList<>();
        for (Number number : numbers) {
            Number last = joined.isEmpty() ? null : joined.getLast();
            if (last != null
                    && last.end() == number.start()
                    && number.whole() == 12
                    && last.whole() > 1
                    && last.whole() < 9) {
                joined.removeLast();
                int value = last.whole() * 12;
                joined.add(new Number(last.start(), number.end(), value, BigDecimal.valueOf(value), Kind.PIECES));
            } else {
                joined.add(number);
            }
        }
        return joined;
    }
}

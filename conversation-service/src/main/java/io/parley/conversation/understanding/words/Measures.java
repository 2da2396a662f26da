package io.parley.conversation.understanding.words;

import io.parley.conversation.files.TextFile;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How much a unit is, and the parts of one, in any language, from `language/sizes.txt`: "kilo", "nusu", "et demi".
public final class Measures {
    private static final String PART = "part ";
    private static final String PLUS = "plus ";

    /// By each word for them.
    private static final Map<String, Unit> UNITS = new HashMap<>();

    private static final Map<List<String>, BigDecimal> PARTS = new HashMap<>();
    private static final Map<List<String>, BigDecimal> PLUSES = new HashMap<>();

    static {
        TextFile.lists("/language/sizes.txt").forEach((key, words) -> {
            for (Kind kind : Kind.values()) {
                unit(kind, key, words);
            }
            fraction(PART, key, words, PARTS);
            fraction(PLUS, key, words, PLUSES);
        });
    }

    /// What is measured; its smallest unit is one.
    public enum Kind {
        WEIGHT,
        VOLUME;

        private String line() {
            return name().toLowerCase(Locale.ROOT) + " ";
        }
    }

    /// @param size in the smallest unit of its kind
    public record Unit(Kind kind, BigDecimal size) {}

    /// So many words say such a part of a unit.
    public record Part(int words, BigDecimal of) {}

    private Measures() {}

    private static void unit(Kind kind, String key, List<String> words) {
        if (key.startsWith(kind.line())) {
            Unit unit = new Unit(kind, new BigDecimal(key.substring(kind.line().length())));
            words.forEach(word -> {
                UNITS.put(word, unit);
                Sizes.units(word).forEach(other -> UNITS.put(other, unit));
            });
        }
    }

    private static void fraction(
            String lead, String key, List<String> phrases, Map<List<String>, BigDecimal> fractions) {
        if (key.startsWith(lead)) {
            BigDecimal value = new BigDecimal(key.substring(lead.length()));
            phrases.forEach(phrase ->
                    fractions.put(Token.read(phrase).stream().map(Token::norm).toList(), value));
        }
    }

    /// The unit that the word is as it was written, or without its accents.
    public static @Nullable Unit unit(Token token) {
        if (!token.word()) {
            return null;
        }
        Unit unit = UNITS.get(token.exact());
        return unit != null || !token.plain()
                ? unit
                : UNITS.entrySet().stream()
                        .filter(one -> !Token.isPlain(one.getKey()) && token.is(Token.normal(one.getKey())))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /// The part of a unit that is said right before it: "half a (kilo)".
    public static Optional<Part> before(List<Token> tokens, int end) {
        return longest(PARTS, tokens, phrase -> end - phrase);
    }

    /// Behind the unit, as one before it: "(kilo) nusu".
    public static Optional<Part> behind(List<Token> tokens, int start) {
        return longest(PARTS, tokens, _ -> start);
    }

    /// What comes on top, right before the unit: "one *and a half* (kilos)".
    public static Optional<Part> moreBefore(List<Token> tokens, int end) {
        return longest(PLUSES, tokens, phrase -> end - phrase);
    }

    /// Or right behind it: "a (kilo) *and a half*".
    public static Optional<Part> more(List<Token> tokens, int start) {
        return longest(PLUSES, tokens, _ -> start);
    }

    private static Optional<Part> longest(
            Map<List<String>, BigDecimal> fractions, List<Token> tokens, IntUnaryOperator start) {
        return fractions.entrySet().stream()
                .filter(one -> stands(
                        one.getKey(), tokens, start.applyAsInt(one.getKey().size())))
                .map(one -> new Part(one.getKey().size(), one.getValue()))
                .max(Comparator.comparingInt(Part::words));
    }

    private static boolean stands(List<String> phrase, List<Token> tokens, int start) {
        return start >= 0
                && start + phrase.size() <= tokens.size()
                && IntStream.range(0, phrase.size())
                        .allMatch(i -> tokens.get(start + i).is(phrase.get(i)));
    }
}

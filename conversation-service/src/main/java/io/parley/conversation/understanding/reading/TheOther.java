package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// "Two pairs, one 42 *the other* 41": the second of two that are told apart, and one as the first was, though no
/// number says so.
public final class TheOther {
    private TheOther() {}

    /// The ones that no number counts.
    static Stream<Number> of(Reading reading, List<Number> numbers) {
        return reading.changing("the_other")
                .filter(hit -> longest(reading, hit))
                .filter(hit -> numbers.stream().noneMatch(n -> n.start() < hit.end() && hit.start() < n.end()))
                .filter(hit -> saysWhich(reading, hit.end()))
                .filter(hit -> numbers.stream()
                        .anyMatch(one -> (one.whole() == 1 || Numbers.pair(reading, one))
                                && one.end() < hit.start()
                                && (saysWhich(reading, one.end()) || becomes(reading, one))))
                .map(hit -> new Number(hit.start(), hit.end(), 1, BigDecimal.ONE, Kind.BARE));
    }

    /// "Une en 36 *l'autre* en 40": no litres.
    public static boolean at(Reading reading, int word) {
        return reading.changing("the_other").anyMatch(hit -> hit.start() == word);
    }

    /// Whether a word for more is no more than that: "ingine 40" is the other of two, and none on top of them.
    public static boolean is(Reading reading, Hit more) {
        return of(reading, Numbers.said(reading))
                .anyMatch(one -> one.start() <= more.start() && more.end() <= one.end());
    }

    /// "*One should be* 40"
    private static boolean becomes(Reading reading, Number one) {
        return reading.changing("some_of_them")
                .anyMatch(some -> some.start() == one.start() && some.end() > one.end() && which(reading, some.end()));
    }

    private static boolean longest(Reading reading, Hit hit) {
        return reading.changing("the_other")
                .noneMatch(other ->
                        other.length() > hit.length() && other.start() < hit.end() && hit.start() < other.end());
    }

    /// Whether a variant, or a number that may be a size, stands there: "in 42", "ya 42", "red", "đổi sang 42".
    private static boolean saysWhich(Reading reading, int at) {
        return IntStream.rangeClosed(at, at + LEADS_MAX).anyMatch(to -> which(reading, to) && leads(reading, at, to));
    }

    /// Whether nothing but what leads to it stands between what is counted and which one it is.
    public static boolean leads(Reading reading, int from, int to) {
        return to - from <= LEADS_MAX && IntStream.range(from, to).allMatch(i -> led(reading, i));
    }

    /// "Đôi kia *thì đổi sang* 42"
    private static final int LEADS_MAX = 3;

    private static boolean led(Reading reading, int at) {
        return reading.marked("unit_pieces", at)
                // "cái kia *cho mình loại* nghệ"
                || reading.person(at)
                || reading.marked("share", at)
                || LEADS.stream().anyMatch(part -> reading.is(at, part));
    }

    private static final Set<Word> LEADS = Set.of(
            Word.IN,
            Word.SIZE,
            Word.WHICH,
            Word.OF,
            Word.REACHES,
            Word.TAKES,
            Word.MAKES,
            Word.CHANGED_TO,
            Word.SWAPPED_FOR);

    private static boolean which(Reading reading, int at) {
        return reading.variants.stream().anyMatch(v -> v.start() == at)
                || reading.thingAt(at)
                || at < reading.tokens.size() && reading.tokens.get(at).number();
    }
}

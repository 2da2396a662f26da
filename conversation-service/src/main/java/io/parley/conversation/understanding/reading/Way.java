package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What tells how a door is found, where the town or the street is known: "near Tuskys, green gate", "2e étage, code
/// 45B", "nyumba ya pili kushoto".
public final class Way {
    /// Before the word for what it is near: "maeneo ya Njiro *karibu na* kituo".
    private static final int BEFORE_NEAR_MAX = 5;

    private static final int UNIT_DIGITS_MIN = 3;

    private Way() {}

    /// Whether a clause tells of it: what the door is near, or a part of the house.
    ///
    /// @param start where the clause begins
    public static boolean tells(Reading reading, int start) {
        return tells(reading, start, reading.clauseEnd(start));
    }

    /// The same, of some of a clause.
    public static boolean tells(Reading reading, int start, int end) {
        return near(reading, start).anyMatch(hit -> hit.start() - start <= BEFORE_NEAR_MAX && hit.end() < end)
                || house(reading, start, end).findAny().isPresent();
    }

    /// "En face du *marché*", "le portail est *noir*": a word in it that names nothing that is sold.
    static boolean within(Reading reading, int start, int end) {
        int clause = reading.clauseStart(start);
        boolean counted =
                start > 0 && (reading.number(start - 1) || reading.all("number").anyMatch(hit -> hit.end() == start));
        return end - start == 1
                && !counted
                && (near(reading, clause).anyMatch(hit -> hit.end() <= start)
                        || house(reading, clause, start).findAny().isPresent()
                        || house(reading, end, Math.min(end + 1, reading.clauseEnd(start)))
                                .findAny()
                                .isPresent());
    }

    /// "Près du Star *12*": a number that closes what the door is near counts nothing.
    public static boolean names(Reading reading, int start, int end) {
        return near(reading, reading.clauseStart(start)).anyMatch(hit -> hit.end() < start)
                && end >= reading.clauseEnd(start);
    }

    /// "Stage *ya mwisho*", "*the last* house", "*premier* portail": which of the houses or the stops it is.
    public static boolean which(Reading reading, Hit hit) {
        return (hit.section().equals("pick") || hit.section().equals("filler"))
                && (onWay(reading, hit.start() - 1) || onWay(reading, hit.end()));
    }

    private static boolean onWay(Reading reading, int at) {
        return reading.is(at, Word.HOUSE)
                || Stream.of("street", "within_house")
                        .flatMap(reading::marks)
                        .anyMatch(way -> way.start() <= at && at < way.end());
    }

    /// "Near the market", and not "around 20".
    private static Stream<Hit> near(Reading reading, int clause) {
        return reading.marks("place_near").filter(hit -> hit.start() >= clause && !reading.number(hit.end()));
    }

    /// Where the words for parts of a house stand.
    private static IntStream house(Reading reading, int start, int end) {
        return IntStream.range(start, end)
                .filter(i -> reading.marked("within_house", i)
                        || reading.is(i, Word.HOUSE)
                        || i + 1 < end && unit(reading, i));
    }

    /// "Căn *B504*": a letter with its number, that is nothing sold.
    private static boolean unit(Reading reading, int at) {
        return reading.capital(at)
                && reading.tokens.get(at).norm().length() == 1
                && reading.number(at + 1)
                && reading.tokens.get(at + 1).glued()
                && reading.tokens.get(at + 1).norm().length() >= UNIT_DIGITS_MIN
                && !reading.inVariant(at)
                && !reading.inThing(at);
    }
}

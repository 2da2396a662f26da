package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is sold by the pair or the pack: "a pair of slides" is one, and "50 puff puff" a portion of 50.
public final class Packs {
    private static final int PACK_LEAST = 4;

    private Packs() {}

    /// "50 puff puff" where a portion is 50 pieces: one of that.
    public static Item pack(Item item, Surroundings at) {
        if (item.products().size() != 1
                || item.quantity() == null
                || item.quantity() < PACK_LEAST
                || item.negated()
                || !item.variants().isEmpty()) {
            return item;
        }
        List<UUID> packs = at.catalogue().packs(item.products().getFirst(), item.quantity());
        return packs.isEmpty() ? item : new Item(item.products(), packs, 1, false, item.category(), item.words());
    }

    /// "A pair of slides" is one of what comes in pairs.
    public static Item pair(Item item, Reading reading, Surroundings at) {
        Collection<UUID> things = item.products().isEmpty() ? at.catalogue().having(item.variants()) : item.products();
        boolean one = !things.isEmpty()
                && (things.size() == 1 || item.products().isEmpty())
                && item.quantity() != null
                && item.quantity() == 2
                && things.stream().allMatch(thing -> paired(thing, reading, at))
                && onePair(reading, item);
        return one ? item.with(item.variants(), item.negated() ? null : Integer.valueOf(1)) : item;
    }

    /// "A pair", of what is in hand and comes in pairs: one, and not two.
    public static Number count(Number number, Reading reading, Surroundings at) {
        List<UUID> open = at.inHand().stream()
                .filter(product ->
                        at.awaited() == Awaited.QUANTITY && !at.settled().contains(product))
                .toList();
        List<UUID> asked = open.isEmpty() ? at.inHand() : open;
        boolean asksCount = at.awaited() == Awaited.QUANTITY || at.awaited() == Awaited.YES_OR_NO;
        boolean one = number.whole() == 2
                && (asksCount || number.end() - number.start() > 1)
                && !asked.isEmpty()
                && asked.stream().allMatch(product -> paired(product, reading, at))
                && onePair(reading);
        return one ? new Number(number.start(), number.end(), 1, BigDecimal.ONE, number.kind()) : number;
    }

    /// By what it is, or as the seller says: "hickory sticks, a pair".
    public static boolean paired(UUID product, Reading reading, Surroundings at) {
        return at.catalogue().paired(product)
                || at.catalogue().catalogue().product(product).stream()
                        .flatMap(p -> Stream.ofNullable(p.description()))
                        .flatMap(description -> Token.read(description).stream())
                        .anyMatch(token -> reading.is(token.norm(), Word.PAIR));
    }

    /// "2 pairs of bed socks and *a pair of slippers*": the pair that is said last before the thing.
    private static boolean onePair(Reading reading, Item item) {
        int named = item.words().isEmpty() ? -1 : reading.text.indexOf(item.words());
        // "búp bê 36 một đôi, *lót giày hai cái*"
        boolean ownCount = named >= 0
                && reading.all("number")
                        .filter(hit -> hit.value().equals("2"))
                        .filter(hit -> reading.tokens.get(hit.start()).start() >= named
                                && reading.tokens.get(hit.end() - 1).end()
                                        <= named + item.words().length())
                        .anyMatch(hit -> !onePair(reading, hit));
        if (ownCount) {
            return false;
        }
        OptionalInt unit = IntStream.range(0, reading.tokens.size())
                .filter(i -> reading.tokens.get(i).end() <= named)
                .filter(i -> reading.is(Names.stem(reading.tokens.get(i).norm()), Word.PAIR))
                // "một đôi *đổi* 36"
                .filter(i -> reading.changing("swaps").noneMatch(swap -> swap.start() == i))
                .max();
        return onePair(reading)
                && (unit.isEmpty()
                        || reading.all("number")
                                .filter(hit -> hit.start() <= unit.getAsInt() && unit.getAsInt() < hit.end())
                                .anyMatch(hit -> onePair(reading, hit)));
    }

    public static boolean onePair(Reading reading) {
        return reading.all("number").anyMatch(hit -> onePair(reading, hit));
    }

    /// "a pair", "một đôi", not "two pairs".
    private static boolean onePair(Reading reading, Hit hit) {
        List<Token> said = reading.tokens.subList(hit.start(), hit.end());
        boolean pair = hit.value().equals("2")
                && said.stream().anyMatch(token -> reading.is(token.norm(), Word.PAIR))
                && said.stream().noneMatch(token -> reading.is(token.norm(), Word.TWO));
        // "+1,5 une paire": what stands before "a pair" counts no pairs
        boolean counted = hit.start() > 0
                && reading.is(hit.start(), Word.PAIR)
                && (reading.number(hit.start() - 1)
                        || reading.found("number").anyMatch(other -> other.end() == hit.start()));
        return pair && !counted && !countedBehind(reading, hit.start());
    }

    /// "*Jozi* mbili", "*jozi* 2", "44 *pea mbili*": in Swahili a unit is counted by what stands behind it.
    static boolean countedBehind(Reading reading, int unit) {
        boolean figure = reading.is(unit, Word.PAIR) && reading.number(unit + 1);
        return reading.found("number")
                .filter(hit -> hit.language().equals("sw"))
                .anyMatch(hit -> hit.start() == unit && (figure || hit.length() > 1) || hit.start() == unit + 1);
    }
}

package io.parley.conversation.understanding.items;

import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.OtherVariants;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.TheOther;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Sizes;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether a number says which one, by a size, a length, a weight or a pack that things come in, and not how many.
final class SizeSaid {
    private final Reading reading;
    private final Surroundings at;
    private final List<Number> numbers;

    SizeSaid(Reading reading, Surroundings at, List<Number> numbers) {
        this.reading = reading;
        this.at = at;
        this.numbers = numbers;
    }

    /// The variants that the number may be a name of: of what is in hand first, where nothing is named.
    Set<UUID> of(Number number) {
        Set<UUID> stemmed = stemmed(number);
        if (!stemmed.isEmpty() || reading.is(number.start(), Word.PAIR)) {
            return stemmed;
        }
        Set<UUID> sizes = at.catalogue()
                .sized(leadingZero(number) ? reading.tokens.get(number.start()).norm() : number.figures());
        Set<UUID> inHand = reading.products.isEmpty() ? ofHand(sizes) : Set.of();
        Set<UUID> meant = inHand.isEmpty() ? sizes : inHand;
        return weighed(number) ? inThatUnit(meant, number.start() - 1) : meant;
    }

    /// "Misumari *kilo 2*"
    private boolean weighed(Number number) {
        return reading.is(number.start() - 1, Word.BULK);
    }

    /// Of nails in 2 and 3 inches none comes in kilos.
    private Set<UUID> inThatUnit(Set<UUID> sizes, int unit) {
        String said = reading.tokens.get(unit).norm();
        return sizes.stream()
                .filter(id -> at.catalogue().catalogue().variant(id).stream()
                        .flatMap(variant -> Token.read(variant.name()).stream())
                        .noneMatch(token -> reading.lexicon.measures(token.norm())
                                && !token.is(said)
                                && !Sizes.units(said).contains(token.norm())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whatever else the message says.
    boolean isSaid(Number number, Set<UUID> sizes) {
        boolean near = near(number, sizes);
        return !stemmed(number).isEmpty()
                || amount(number, sizes)
                || takenSize(number, sizes)
                || near && (saysWhich(number, sizes) || countStandsBeside(number) || leadingZero(number))
                || packed(number, sizes)
                || saidWhich(number) && (fits(sizes) || near && touches(number))
                || reading.plural(number.start()) && meantHere(sizes)
                || becomes(number)
                || bothBecome(number)
                || letGo(number)
                || givesWay(number, sizes)
                || pointedFraction(number, sizes)
                || signed(number, sizes)
                || countedOf(number, sizes)
                || near && (listed(number) || dealtOut(number))
                || joinsInSize(number);
    }

    /// "Go on then, the *2.4*", of what was told and comes in 2.4m, "*2.5* gel": a fraction counts nothing.
    private boolean pointedFraction(Number number, Set<UUID> sizes) {
        return number.whole() == 0
                && number.kind() == Kind.OTHER
                && number.value().signum() > 0
                && (reading.closes(number.end())
                        || reading.thingAt(number.end())
                        || reading.is(number.end(), Word.PRONOUN))
                && (fitsNamed(sizes) || !ofHand(sizes).isEmpty());
    }

    /// "Raba *42* yangu na *38* ya mtoto": two sizes, and whose each is.
    private boolean dealtOut(Number number) {
        return ofSomebody(number)
                && numbers.stream()
                        .anyMatch(other -> other != number
                                && ofSomebody(other)
                                && near(other, at.catalogue().sized(other.figures())));
    }

    private boolean ofSomebody(Number number) {
        int end = numbers.stream()
                .filter(count -> count.start() == number.end() && count.whole() < Heard.Loose.SIZE_LEAST)
                .mapToInt(Number::end)
                .findFirst()
                .orElse(number.end());
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && Stream.of("share", "share_own").anyMatch(mark -> reading.marked(mark, end));
    }

    /// "Boots in *8, 9 and 11*": sizes in a row, behind what leads to a size.
    private boolean listed(Number number) {
        if (number.kind() != Kind.BARE || reading.products.size() != 1) {
            return false;
        }
        int from = number.start();
        int to = number.end();
        boolean wider = true;
        while (wider) {
            int first = from;
            int last = to;
            Number before = numbers.stream()
                    .filter(other -> other.end() < first && joins(other.end(), first) && inRow(other))
                    .findFirst()
                    .orElse(null);
            Number behind = numbers.stream()
                    .filter(other -> other.start() > last && joins(last, other.start()) && inRow(other))
                    .findFirst()
                    .orElse(null);
            from = before == null ? from : before.start();
            to = behind == null ? to : behind.end();
            wider = before != null || behind != null;
        }
        return (from < number.start() || to > number.end())
                && (reading.is(from - 1, Word.IN) || reading.is(from - 1, Word.SIZE))
                && reading.products.getFirst().end() <= from;
    }

    private boolean joins(int from, int to) {
        return to - from == 1 && (reading.tokens.get(from).is(",") || reading.is(from, Word.AND));
    }

    private boolean inRow(Number number) {
        return number.kind() == Kind.BARE && near(number, at.catalogue().sized(number.figures()));
    }

    /// "50 barres de 8 et 30 de *12*": behind a count of what was named before.
    private boolean countedOf(Number number, Set<UUID> sizes) {
        return number.kind() == Kind.BARE
                && reading.is(number.start() - 1, Word.OF)
                && reading.number(number.start() - 2)
                && reading.products.stream().anyMatch(p -> p.end() <= number.start() - 2)
                && reading.products.stream().noneMatch(p -> p.start() == number.end())
                && fitsNamed(sizes);
    }

    /// "Reading glasses in *+2*", that come so.
    private boolean signed(Number number, Set<UUID> sizes) {
        int sign = number.start() - 1;
        return sign >= 0
                && reading.tokens.get(sign).is("+")
                && reading.tokens.get(number.start()).glued()
                && sizes.stream()
                        .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                        .anyMatch(variant -> variant.name().startsWith("+"));
    }

    /// Of a number that is neither part of a name nor said of something else.
    boolean isMeant(Number number, Set<UUID> sizes) {
        boolean counts = number.kind() == Kind.BARE || number.kind() == Kind.PIECES;
        return distinct(number, sizes)
                || near(number, sizes)
                        && (eitherOf(number) || joinedSizes(number) || againstSize(number, numbers) || inSize(number))
                || counts && insteadOfSize(number, sizes)
                || !sizes.isEmpty()
                        && counts
                        && (pointedAt(number) && meantHere(sizes)
                                || number.kind() == Kind.BARE && meansSize(number, sizes));
    }

    /// Whether another size of the same thing was said before it, so that this one says nothing.
    boolean isSaidBefore(Number number, Set<UUID> sizes) {
        return near(number, sizes) && besideSize(number);
    }

    private boolean near(Number number, Set<UUID> sizes) {
        return !sizes.isEmpty() && fitsNear(number, sizes);
    }

    /// "64 pack", of tiles that come in 64 pieces.
    private boolean packed(Number number, Set<UUID> sizes) {
        return number.whole() >= Heard.Loose.SIZE_LEAST
                && number.end() - number.start() == 1
                && (reading.is(number.end(), Word.PACK) || reading.is(number.end() - 1, Word.PACK))
                && (fitsHand(sizes) || fitsNamed(sizes));
    }

    /// "02 papers": nobody counts so.
    private boolean leadingZero(Number number) {
        String written = reading.tokens.get(number.start()).norm();
        return written.length() > 1 && written.startsWith("0") && Character.isDigit(written.charAt(1));
    }

    /// "The 4s", of needles that were told, though hooks come in 4 mm too.
    private Set<UUID> ofHand(Set<UUID> sizes) {
        return at.catalogue().catalogue().products().stream()
                .filter(product ->
                        product.id().equals(at.focus()) || at.inHand().contains(product.id()))
                .flatMap(product -> product.variants().stream())
                .map(Variant::id)
                .filter(sizes::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// "A gift card of 50 pounds".
    boolean amount(Number number, Set<UUID> sizes) {
        return number.kind() == Kind.MONEY && !sizes.isEmpty() && fitsNear(number, sizes) && !limited(number);
    }

    /// "Too dear, I'll take the 20".
    private boolean takenSize(Number number, Set<UUID> sizes) {
        return number.kind() == Kind.MONEY
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && reading.products.isEmpty()
                && reading.is(number.start() - 1, Word.TAKES)
                && fitsHand(sizes);
    }

    /// "Hiyo 39 iwe 38", "change the 39 to 38": both are sizes of what is in hand.
    private boolean becomes(Number number) {
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && at.ordering()
                && numbers.stream()
                        .filter(other -> other != number && other.whole() >= Heard.Loose.SIZE_LEAST)
                        .anyMatch(other -> {
                            Number first = other.start() < number.start() ? other : number;
                            Number second = first == other ? number : other;
                            int leads = second.start() - 1;
                            return leads >= first.end()
                                    && leads - first.end() <= 2
                                    && IntStream.range(first.end(), leads)
                                            .allMatch(i -> reading.everyday(i) || changes(i))
                                    && (reading.is(leads, Word.REACHES) || reading.is(leads, Word.CHANGED_TO))
                                    && ofHand(first)
                                    && ofHand(second);
                        });
    }

    /// "42 *đổi* thành 41"
    private boolean changes(int at) {
        return Stream.of("swaps", "update_cart")
                .flatMap(reading::changing)
                .anyMatch(hit -> hit.start() <= at && at < hit.end());
    }

    /// "Make the two be 16", "make both 42": the size of all of it.
    private boolean bothBecome(Number number) {
        int from = reading.is(number.start() - 1, Word.REACHES) ? number.start() - 1 : number.start();
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && at.ordering()
                && reading.all("pick").anyMatch(hit -> hit.value().equals("both") && hit.end() == from)
                && ofHand(number);
    }

    /// "Na 39 mbili": two more, of another size of what is in hand.
    private boolean joinsInSize(Number number) {
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && number.start() == 1
                && reading.is(0, Word.AND)
                && at.ordering()
                && reading.products.isEmpty()
                && numbers.stream()
                        .anyMatch(count -> count.start() == number.end() && count.whole() < Heard.Loose.SIZE_LEAST)
                && ofHand(number);
    }

    /// "*20* too long, make am 16 inch", of what is ordered in 20 inches: it opens its clause, more is said of it
    /// there, and behind that another size is named.
    private boolean givesWay(Number number, Set<UUID> sizes) {
        int clause = reading.clauseStart(number.start());
        int end = reading.clauseEnd(number.end());
        Set<UUID> having = at.catalogue().having(sizes);
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && sizes.stream().anyMatch(at.pieces()::containsKey)
                && end > number.end()
                && Stream.of("update_cart", "buying_intent", "add_to_cart")
                        .flatMap(reading::found)
                        .noneMatch(hit -> clause <= hit.start() && hit.start() < number.start())
                && IntStream.range(number.end(), end)
                        .noneMatch(i -> reading.number(i)
                                || reading.begins("number", i)
                                || reading.inThing(i)
                                || reading.inVariant(i)
                                || reading.person(i)
                                || reading.marked("share", i)
                                || reading.marked("unit_pieces", i))
                && reading.variants.stream()
                        .filter(v -> v.start() > end)
                        .anyMatch(v -> v.variants().stream().noneMatch(sizes::contains)
                                && at.catalogue().having(v.variants()).stream().anyMatch(having::contains));
    }

    private boolean ofHand(Number number) {
        return fitsHand(at.catalogue().sized(number.figures()));
    }

    /// "Power bank 20000", "50 puff puff" where 50 pieces are a portion.
    private boolean distinct(Number number, Set<UUID> sizes) {
        return number.kind() == Kind.BARE
                && number.whole() >= 100
                && reading.tokens.get(number.start()).kind() == Token.Kind.NUMBER
                && fitsNamed(sizes)
                && !countsOther(number, sizes);
    }

    /// "100 cockerel and vitamin", of vitamin in 100 g: it counts what stands right behind it.
    private boolean countsOther(Number number, Set<UUID> sizes) {
        Set<UUID> having = at.catalogue().having(sizes);
        return reading.variants.stream()
                        .filter(v -> v.start() == number.end())
                        .anyMatch(v ->
                                at.catalogue().having(v.variants()).stream().noneMatch(having::contains))
                || reading.products.stream()
                        .filter(p -> p.start() == number.end())
                        .anyMatch(p -> p.products().stream().noneMatch(having::contains));
    }

    private boolean meansSize(Number number, Set<UUID> sizes) {
        return asksForSize(number, sizes)
                || asksWhether(number) && fitsNamed(sizes)
                || besideCount(number, numbers)
                        && (fitsNamed(sizes) || fitsHand(sizes) || reading.products.isEmpty() && meantHere(sizes))
                || ofCounted(number, sizes)
                || ofSmall(number, sizes)
                || countedBehind(number, sizes)
                || exchangedFor(number, sizes)
                || countedApart(number, sizes)
                || ofUnsettled(number, sizes)
                || at.awaited() == Surroundings.Awaited.VARIANT
                        && fitsHand(sizes)
                        && !beforeOther(number, sizes)
                        && !behindVariantOf(number, sizes)
                        && !behindSize(number);
    }

    /// "King size, and *2* pillows", of a bed set that comes in 2 places, too: right before what comes in no such size.
    private boolean beforeOther(Number number, Set<UUID> sizes) {
        Set<UUID> having = at.catalogue().having(sizes);
        return number.whole() < Heard.Loose.SIZE_LEAST
                && reading.products.stream()
                        .filter(thing -> thing.start() == number.end())
                        .anyMatch(thing -> thing.products().stream().noneMatch(having::contains));
    }

    private boolean limited(Number number) {
        return Stream.of("price_limit", "price_limit_after")
                .flatMap(reading::found)
                .anyMatch(
                        hit -> Math.abs(hit.end() - number.start()) <= 2 || Math.abs(hit.start() - number.end()) <= 1);
    }

    /// Whether the variants are of what is named in the same breath.
    private boolean fitsNear(Number number, Set<UUID> variants) {
        Set<UUID> having = at.catalogue().having(variants);
        return reading.products.stream()
                .filter(p -> number.start() - p.end() <= 5 && p.start() - number.end() <= 4)
                .anyMatch(p -> p.products().stream().anyMatch(having::contains));
    }

    /// "Nhà *4 người*", of a pot of 4 litres: people are no litres.
    private boolean measured(Set<UUID> sizes) {
        return sizes.stream()
                .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                .flatMap(variant -> Token.read(variant.name()).stream())
                .anyMatch(token -> reading.lexicon.measures(token.norm()) && !reading.is(token.norm(), Word.PEOPLE));
    }

    /// "A tart for 6", "keki ya watu 10", "loại 12 cái", "box of 24", "ball no 5": which one, not how many.
    private boolean saysWhich(Number number, Set<UUID> sizes) {
        if (number.start() == 0) {
            return false;
        }
        String before = reading.tokens.get(number.start() - 1).norm();
        boolean people = reading.is(number.end(), Word.PEOPLE) && !measured(sizes);
        boolean behind =
                reading.products.stream().anyMatch(p -> p.end() <= number.start() && number.start() - p.end() <= 5);
        boolean close =
                reading.products.stream().anyMatch(p -> p.end() <= number.start() && number.start() - p.end() <= 1);
        boolean numbered =
                reading.is(before, Word.NO) && reading.products.stream().anyMatch(p -> p.end() == number.start() - 1);
        boolean packed = before.equals("of") && number.start() > 1 && reading.is(number.start() - 2, Word.PACK);
        return people
                || behind && reading.is(before, Word.WHICH)
                || numbered
                || close && (reading.is(before, Word.SERVES) || reading.is(before, Word.OF))
                || behind && reading.is(before, Word.FEEDS)
                || before.equals("about") && number.start() > 1 && reading.is(number.start() - 2, Word.FEEDS)
                || packed
                // "ile ya pakiti tatu"
                || behind
                        && number.start() > 1
                        && reading.is(before, Word.PACK)
                        && Names.links(reading.tokens.get(number.start() - 2).norm())
                || before.equals("de") && number.start() > 1 && reading.is(number.start() - 2, Word.PACK);
    }

    /// "The pot in 18, 22 is too big": it was said before which one, and this is no count.
    private boolean besideSize(Number number) {
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && number.start() > 0
                && reading.products.size() == 1
                && reading.tokens.get(number.start() - 1).separates()
                && numbers.stream()
                        .anyMatch(other -> other.end() < number.start()
                                && other.start() >= reading.products.getFirst().end()
                                && other.whole() >= Heard.Loose.SIZE_LEAST
                                && fitsNear(other, at.catalogue().sized(other.figures())));
    }

    /// "Make am *colour 27*", and not "black colour 20", which counts the black ones.
    private boolean saidWhich(Number number) {
        int which = number.start() - 1;
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && reading.is(which, Word.WHICH)
                && !Names.links(reading.tokens.get(which).norm())
                && !reading.inVariant(which - 1);
    }

    private boolean touches(Number number) {
        return reading.products.stream().anyMatch(p -> p.end() == number.start() || number.end() == p.start());
    }

    /// "Raba 42 jozi tatu", "40 x2 sandals": it touches the thing that comes in it, whatever unit follows, and the
    /// count stands beside it.
    private boolean countStandsBeside(Number number) {
        return number.whole() >= Heard.Loose.SIZE_LEAST
                && touches(number)
                && numbers.stream()
                        .filter(other -> other.whole() < Heard.Loose.SIZE_LEAST)
                        .filter(other -> other.kind() == Kind.BARE || other.kind() == Kind.PIECES)
                        .map(other -> Math.max(other.start() - number.end(), number.start() - other.end()))
                        .anyMatch(between -> between == 0 || between == 1);
    }

    /// "3 high tops in 42"
    private boolean inSize(Number number) {
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && reading.is(number.start() - 1, Word.IN);
    }

    /// "40 or 60mm": the unit is said once.
    private boolean eitherOf(Number number) {
        return number.end() + 1 < reading.tokens.size()
                && (reading.is(number.end(), Word.OR)
                        || reading.tokens.get(number.end()).is("/"))
                && reading.variants.stream().anyMatch(v -> v.start() == number.end() + 1);
    }

    /// "Grade 4 na *5*", "iPhone 13 với *14*": the word before the first number is said once.
    private Set<UUID> stemmed(Number number) {
        if (number.kind() != Kind.BARE || !reading.is(number.start() - 1, Word.AND)) {
            return Set.of();
        }
        return reading.variants.stream()
                .filter(v -> v.end() == number.start() - 1 && v.end() - v.start() == 2 && reading.number(v.end() - 1))
                .flatMap(v -> at.catalogue().having(v.variants()).stream()
                        .filter(product -> reading.products.isEmpty()
                                || reading.products.stream()
                                        .anyMatch(named -> named.products().contains(product)))
                        .flatMap(product -> at.catalogue().catalogue().product(product).stream())
                        .flatMap(product -> product.sellable().stream())
                        .filter(variant -> named(variant.name(), v.start(), number)))
                .map(Variant::id)
                .collect(Collectors.toSet());
    }

    private boolean named(String variant, int stem, Number number) {
        List<String> name = Names.phrase(variant);
        return name.size() == 2
                && name.getFirst().equals(reading.tokens.get(stem).norm())
                && name.getLast().equals(Integer.toString(number.whole()));
    }

    /// "Pampu *16 na 20*": two sizes of the one thing, of which neither is counted.
    private boolean joinedSizes(Number number) {
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && reading.products.size() == 1
                && numbers.stream()
                        .filter(other -> other.kind() == Kind.BARE && other.whole() >= Heard.Loose.SIZE_LEAST)
                        .filter(other -> reading.is(Math.min(other.end(), number.end()), Word.AND))
                        .anyMatch(other -> (other.end() + 1 == number.start() || number.end() + 1 == other.start())
                                && fitsNear(other, at.catalogue().sized(other.figures())));
    }

    /// "Runner 42 not 41": two sizes, of which one is meant.
    private boolean againstSize(Number number, List<Number> all) {
        return number.kind() == Kind.BARE
                && all.stream()
                        .anyMatch(other -> other.start() > number.end()
                                && other.start() - number.end() <= 2
                                && sized(other)
                                && reading.all("negation")
                                        .anyMatch(n -> n.start() >= number.end() && n.end() == other.start()));
    }

    /// "Not the 2 inch, 4": the size that is meant instead.
    private boolean insteadOfSize(Number number, Set<UUID> sizes) {
        Set<UUID> having = at.catalogue().having(sizes);
        return reading.closes(number.end())
                && reading.variants.stream()
                        .filter(v -> v.end() < number.start() && number.start() - v.end() <= 4)
                        .filter(v ->
                                reading.all("negation").anyMatch(n -> n.end() <= v.start() && v.start() - n.end() <= 1))
                        .filter(v -> reading.parted(v.end(), number.start()))
                        .anyMatch(v ->
                                at.catalogue().having(v.variants()).stream().anyMatch(having::contains));
    }

    private boolean sized(Number number) {
        return !at.catalogue().sized(number.figures()).isEmpty();
    }

    /// "Asali 500g *moja*", of honey that comes in 1 kg too: which one was said before it.
    private boolean behindVariantOf(Number number, Set<UUID> sizes) {
        Set<UUID> having = at.catalogue().having(sizes);
        return number.whole() < Heard.Loose.SIZE_LEAST
                && reading.variants.stream()
                        .filter(v -> v.end() == number.start())
                        .anyMatch(v ->
                                at.catalogue().having(v.variants()).stream().anyMatch(having::contains));
    }

    /// "500 then, *one*", of cheese in 500 g and 1 kg: which one was said before it.
    private boolean behindSize(Number number) {
        return number.whole() < Heard.Loose.SIZE_LEAST
                && numbers.stream()
                        .anyMatch(size -> size.end() < number.start()
                                && size.kind() == Kind.BARE
                                && size.whole() >= Heard.Loose.SIZE_LEAST
                                && ofHand(size));
    }

    /// "one 40, one 42": the second of two numbers is the size.
    private static boolean besideCount(Number number, List<Number> all) {
        // "39 moja": one of size 39
        return all.stream()
                .filter(other -> other.end() == number.start())
                .anyMatch(other -> number.whole() >= Heard.Loose.SIZE_LEAST || other.whole() < Heard.Loose.SIZE_LEAST);
    }

    /// "Gói 20 thôi ko lấy", where packs of 20 are ordered: which one goes.
    private boolean letGo(Number number) {
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && at.ordering()
                && reading.marked("unit_pieces", number.start() - 1)
                && reading.marks("let_go").anyMatch(hit -> hit.start() == number.end())
                && ofHand(number);
    }

    /// "Moja ya 42", "one in 42", "1 gói 20", "một đôi đổi sang 42": the size of what is counted before it.
    private boolean ofCounted(Number number, Set<UUID> sizes) {
        return number.whole() >= Heard.Loose.SIZE_LEAST
                && numbers.stream()
                        .anyMatch(count -> count.end() < number.start()
                                && count.whole() < Heard.Loose.SIZE_LEAST
                                && TheOther.leads(reading, count.end(), number.start()))
                && (fitsNamed(sizes) || fitsHand(sizes));
    }

    /// "Deux de 4", of fondue for four that is spoken of.
    private boolean ofSmall(Number number, Set<UUID> sizes) {
        return number.whole() < Heard.Loose.SIZE_LEAST
                && reading.is(number.start() - 1, Word.OF)
                && numbers.stream().anyMatch(count -> count.end() == number.start() - 1)
                && fitsHand(sizes);
    }

    /// "42 moja na 41 moja": each size before its count.
    private boolean countedBehind(Number number, Set<UUID> sizes) {
        return number.whole() >= Heard.Loose.SIZE_LEAST
                && numbers.stream()
                        .anyMatch(count -> count.start() == number.end() && count.whole() < Heard.Loose.SIZE_LEAST)
                && (fitsNamed(sizes) || fitsHand(sizes));
    }

    private boolean fitsNamed(Set<UUID> variants) {
        Set<UUID> having = at.catalogue().having(variants);
        return reading.products.stream().anyMatch(p -> p.products().stream().anyMatch(having::contains));
    }

    /// Whether what is named, or else what is in hand, comes so.
    boolean fits(Set<UUID> variants) {
        return fitsNamed(variants) || reading.products.isEmpty() && fitsHand(variants);
    }

    boolean fitsHand(Set<UUID> variants) {
        return at.catalogue().having(variants).stream()
                .anyMatch(product -> at.inHand().contains(product));
    }

    /// "The sneakers in 43", where there are 39 to 42: no count.
    boolean isNotSold(Number number, Set<UUID> sized) {
        boolean size = number.start() > 0 && reading.is(number.start() - 1, Word.SIZE);
        boolean in = number.start() > 0
                && reading.is(number.start() - 1, Word.IN)
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && !reading.products.isEmpty();
        return number.kind() == Kind.BARE
                && (sized.isEmpty() && (size || in)
                        || saidWhich(number)
                        || OtherVariants.size(reading, number.start(), at));
    }

    /// "Too tight, can I swap for 42": a size of the thing that goes back.
    private boolean exchangedFor(Number number, Set<UUID> sized) {
        return reading.has("return_request")
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && (reading.is(number.start() - 1, Word.SERVES) || reading.is(number.start() - 1, Word.CHANGED_TO))
                && fitsNamed(sized);
    }

    /// "44 then, 1 pair", of what was just spoken of: how many is said by the other number.
    private boolean countedApart(Number number, Set<UUID> sized) {
        return at.ordering()
                && at.awaited() != Surroundings.Awaited.VARIANT
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && reading.products.isEmpty()
                && numbers.stream()
                        .anyMatch(count -> count.start() > number.end()
                                && count.kind() == Kind.PIECES
                                && count.whole() < Heard.Loose.SIZE_LEAST)
                && fitsHand(sized);
    }

    /// "54 then", asked how many earrings: the size of a ring that is wanted too, of which nobody knows which.
    private boolean ofUnsettled(Number number, Set<UUID> sized) {
        Set<UUID> having = at.catalogue().having(sized);
        List<UUID> open =
                at.inHand().stream().filter(p -> !at.settled().contains(p)).toList();
        return at.awaited() == Surroundings.Awaited.QUANTITY
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && reading.products.isEmpty()
                && at.inHand().stream().filter(having::contains).allMatch(open::contains)
                && open.stream().anyMatch(having::contains)
                && open.stream().anyMatch(p -> !having.contains(p));
    }

    /// "And 42?", "42 then": a size of what was just spoken of, while nobody asked how many; "which one get 43?", of
    /// what was listed.
    private boolean asksForSize(Number number, Set<UUID> sized) {
        boolean ofListed =
                (at.awaited() == Surroundings.Awaited.PRODUCT || at.awaited() == Surroundings.Awaited.NOTHING)
                        && at.inHand().isEmpty()
                        && reading.question()
                        && at.catalogue().having(sized).stream().anyMatch(at.listed()::contains);
        boolean free = ofListed
                || at.awaited() == Surroundings.Awaited.YES_OR_NO
                || at.awaited() == Surroundings.Awaited.NOTHING;
        int clause = reading.clauseEnd(number.end());
        // "ok 44 then, one pair. and a cap"
        boolean apart = reading.products.stream().allMatch(p -> p.start() > clause);
        return free && number.whole() >= Heard.Loose.SIZE_LEAST && apart && (ofListed || fitsHand(sized));
    }

    /// "How much is the runner and do you have 42": nothing is ordered yet, so nothing is counted.
    private boolean asksWhether(Number number) {
        return number.whole() >= Heard.Loose.SIZE_LEAST
                && reading.has("availability_check")
                && !reading.has("buying_intent")
                && !reading.has("add_to_cart")
                && !at.ordering();
    }

    /// "Bring the 2 that are left" is no 2 litres of something that nobody spoke of.
    private boolean meantHere(Set<UUID> sizes) {
        Set<UUID> having = at.catalogue().having(sizes);
        return fitsNamed(sizes)
                || fitsHand(sizes)
                || at.listed().stream().anyMatch(having::contains)
                || at.inHand().isEmpty();
    }

    /// "the 50", "of d 50": a thing, not a count.
    private boolean pointedAt(Number number) {
        boolean spelledOne =
                number.whole() == 1 && reading.tokens.get(number.start()).word();
        if (number.start() == 0 || spelledOne) {
            return false;
        }
        for (int i = number.start() - 2; i >= 0 && i >= number.start() - 3; i--) {
            // "change the size to 42"
            if (reading.is(i, Word.SIZE) && !reading.parted(i, number.start())) {
                return true;
            }
        }
        boolean large = number.whole() >= Heard.Loose.SIZE_LEAST;
        // "my bike, it's a 26"
        boolean article = large && reading.article(number.start() - 1);
        // "nipe ya 20"
        boolean linked = large
                && number.kind() == Kind.BARE
                && reading.products.isEmpty()
                && reading.marked("share", number.start() - 1)
                && Names.links(reading.tokens.get(number.start() - 1).norm())
                && ofHand(number);
        // "mettez-en 3": so many of them
        boolean ofThem = !large && reading.all("update_cart").anyMatch(hit -> hit.end() == number.start());
        return article
                || linked
                || reading.is(number.start() - 1, Word.POINTS) && !ofThem
                || reading.is(number.start() - 1, Word.SIZE);
    }
}

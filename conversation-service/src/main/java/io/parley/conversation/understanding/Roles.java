package io.parley.conversation.understanding;

import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.Numbers.Kind;
import io.parley.conversation.understanding.Numbers.Number;
import io.parley.conversation.understanding.VariantNames.NamedVariant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What every number of a message is: how many, which size, or nothing that is counted here. The first rule that
/// holds decides.
final class Roles {
    private final Reading reading;
    private final Surroundings at;
    private final List<Number> numbers;
    private final Set<String> models = new LinkedHashSet<>();
    private final OfOthers other;

    enum Role {
        /// how many
        COUNT,
        /// which one
        SIZE,
        /// part of a name, or said of something else: it counts nothing
        NOTHING,
        /// an amount, a place in a list
        ASIDE
    }

    /// @param number as it counts: "3 kg of nails" are three pieces
    /// @param sizes that it may be
    record Given(Number number, Role role, Set<UUID> sizes) {
        NamedVariant size() {
            return new NamedVariant(number.start(), number.end(), sizes);
        }
    }

    /// @param numbers those that are not part of a place, a price limit or a share
    Roles(Reading reading, Surroundings at, List<Number> numbers) {
        this.reading = reading;
        this.at = at;
        this.numbers = numbers;
        other = new OfOthers(reading, at, numbers);
    }

    List<Given> given() {
        return numbers.stream().map(this::given).toList();
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

    /// Numbers that say which of several things so called is meant.
    Set<String> models() {
        return models;
    }

    private Given given(Number number) {
        Set<UUID> sizes = reading.is(number.start(), Word.PAIR)
                ? Set.of()
                : at.catalogue()
                        .sized(
                                leadingZero(number)
                                        ? reading.tokens.get(number.start()).norm()
                                        : Integer.toString(number.whole()));
        Set<UUID> stemmed = stemmed(number);
        sizes = stemmed.isEmpty() ? sizes : stemmed;
        Set<UUID> inHand = reading.products.isEmpty() ? ofHand(sizes) : Set.of();
        sizes = inHand.isEmpty() ? sizes : inHand;
        Number measured = measured(number);
        return measured != null && !amountOfSize(number, sizes)
                ? new Given(measured, Role.COUNT, sizes)
                : new Given(number, role(number, sizes), sizes);
    }

    private Role role(Number number, Set<UUID> sizes) {
        boolean near = !sizes.isEmpty() && fitsNear(number, sizes);
        if (!stemmed(number).isEmpty()) {
            return Role.SIZE;
        }
        boolean counts = number.kind() == Kind.BARE || number.kind() == Kind.PIECES;
        if (amountOfSize(number, sizes)
                || takenSize(number, sizes)
                || near && (saysWhich(number) || countStandsBeside(number) || leadingZero(number))
                || packed(number, sizes)
                || reading.plural(number.start()) && meantHere(sizes)
                || becomes(number)
                || bothBecome(number)
                || letGo(number)
                || joinsInSize(number)) {
            return Role.SIZE;
        }
        if (pronoun(number)
                || onlyArticle(number)
                || names(number)
                || corrected(number, numbers)
                || recounted(number)
                || refused(number, numbers)
                || model(number)
                || other.counts(number)
                || other.serves(number)
                || repeatsSize(number)
                || other.measures(number)
                || near && besideSize(number)
                || sizeNotSold(number, sizes)) {
            return Role.NOTHING;
        }
        boolean size = distinct(number, sizes)
                || near && (eitherOf(number) || joinedSizes(number) || againstSize(number, numbers) || inSize(number))
                || counts && insteadOfSize(number, sizes)
                || !sizes.isEmpty()
                        && counts
                        && (pointedAt(number) && meantHere(sizes)
                                || number.kind() == Kind.BARE && meansSize(number, sizes));
        return size ? Role.SIZE : counts ? Role.COUNT : Role.ASIDE;
    }

    /// "A gift card of 50 pounds".
    private boolean amountOfSize(Number number, Set<UUID> sizes) {
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
                                    && leads - first.end() <= 1
                                    && (leads == first.end() || reading.everyday(first.end()))
                                    && (reading.is(leads, Word.REACHES) || reading.is(leads, Word.CHANGED_TO))
                                    && ofHand(first)
                                    && ofHand(second);
                        });
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

    private boolean ofHand(Number number) {
        return fitsHand(at.catalogue().sized(Integer.toString(number.whole())));
    }

    /// "Power bank 20000", "50 puff puff" where 50 pieces are a portion.
    private boolean distinct(Number number, Set<UUID> sizes) {
        return number.kind() == Kind.BARE
                && number.whole() >= 100
                && reading.tokens.get(number.start()).kind() == Token.Kind.NUMBER
                && fitsNamed(sizes);
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
                || at.awaited() == Surroundings.Awaited.VARIANT && fitsHand(sizes) && !behindVariantOf(number, sizes);
    }

    private boolean limited(Number number) {
        return Stream.of("price_limit", "price_limit_after")
                .flatMap(reading::found)
                .anyMatch(
                        hit -> Math.abs(hit.end() - number.start()) <= 2 || Math.abs(hit.start() - number.end()) <= 1);
    }

    /// "3 kg of nails" where nails are sold by no weight of their own: three of what is sold.
    private @Nullable Number measured(Number number) {
        if (number.kind() != Kind.OTHER || number.whole() < 1 || number.whole() > 50) {
            return null;
        }
        boolean unit = number.end() + 1 < reading.tokens.size() && reading.is(number.end(), Word.BULK);
        boolean ofGoods = unit
                && reading.products.stream()
                        .anyMatch(p -> p.start() > number.end()
                                && p.start() - number.end() <= 5
                                && !reading.parted(number.end(), p.start())
                                && !ofSomebody(number.end(), p.start())
                                && p.products().stream().noneMatch(reading::weighed));
        return ofGoods
                ? new Number(number.start(), number.end() + 1, number.whole(), number.value(), Kind.PIECES)
                : null;
    }

    /// "He is 30kg, what size coat", "my 30kg lab, a coat": what somebody weighs weighs no goods.
    private boolean ofSomebody(int from, int thing) {
        return IntStream.range(from, thing)
                .anyMatch(i -> reading.begins("question", i)
                        || reading.is(i, Word.SIZE)
                        || reading.is(i, Word.A)
                        || reading.person(i));
    }

    /// Whether the variants are of what is named in the same breath.
    private boolean fitsNear(Number number, Set<UUID> variants) {
        Set<UUID> having = at.catalogue().having(variants);
        return reading.products.stream()
                .filter(p -> number.start() - p.end() <= 5 && p.start() - number.end() <= 4)
                .anyMatch(p -> p.products().stream().anyMatch(having::contains));
    }

    /// "A tart for 6", "keki ya watu 10", "loại 12 cái", "box of 24", "ball no 5": which one, not how many.
    private boolean saysWhich(Number number) {
        if (number.start() == 0) {
            return false;
        }
        String before = reading.tokens.get(number.start() - 1).norm();
        boolean people = number.end() < reading.tokens.size() && reading.is(number.end(), Word.PEOPLE);
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
                                && fitsNear(other, at.catalogue().sized(Integer.toString(other.whole()))));
    }

    /// "Raba 42 jozi tatu", "40 x2 sandals": it touches the thing that comes in it, whatever unit follows, and the
    /// count stands beside it.
    private boolean countStandsBeside(Number number) {
        return number.whole() >= Heard.Loose.SIZE_LEAST
                && reading.products.stream().anyMatch(p -> p.end() == number.start() || number.end() == p.start())
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
                                && fitsNear(other, at.catalogue().sized(Integer.toString(other.whole()))));
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
        return endsClause(number.end())
                && reading.variants.stream()
                        .filter(v -> v.end() < number.start() && number.start() - v.end() <= 4)
                        .filter(v ->
                                reading.all("negation").anyMatch(n -> n.end() <= v.start() && v.start() - n.end() <= 1))
                        .filter(v -> reading.parted(v.end(), number.start()))
                        .anyMatch(v ->
                                at.catalogue().having(v.variants()).stream().anyMatch(having::contains));
    }

    private boolean sized(Number number) {
        return !at.catalogue().sized(Integer.toString(number.whole())).isEmpty();
    }

    /// "15 bags, no 18", "make it 4, sorry 5": the later number is meant.
    private boolean corrected(Number number, List<Number> all) {
        if (at.awaited() == Surroundings.Awaited.NOTHING || number.kind() == Kind.OTHER) {
            return false;
        }
        return all.stream()
                .filter(other -> other.start() > number.end() && other.kind() != Kind.OTHER)
                .anyMatch(other -> reading.is(other.start() - 1, Word.MENDS)
                        && (other.end() >= reading.tokens.size()
                                || !reading.tokens.get(other.end()).word()
                                || reading.marked("polite", other.end())
                                || reading.marked("unit_pieces", other.end()))
                        && (at.awaited() == Surroundings.Awaited.QUANTITY
                                || reading.products.stream()
                                        .noneMatch(p -> p.start() >= number.end() && p.end() <= other.start())));
    }

    /// "J'en prends 4, *en fait 3* miel et 1 estragon"
    private boolean recounted(Number number) {
        return reading.products.isEmpty()
                && (number.kind() == Kind.BARE || number.kind() == Kind.PIECES)
                && numbers.stream()
                        .filter(other -> other.start() > number.end() && reading.parted(number.end(), other.start()))
                        .filter(other -> reading.variants.stream().anyMatch(v -> v.start() == other.end()))
                        .anyMatch(other -> reading.all("correction").anyMatch(hit -> hit.end() == other.start()));
    }

    /// "The glow one": no count.
    private boolean pronoun(Number number) {
        boolean bareOne = number.whole() == 1
                && number.start() > 0
                && reading.tokens.get(number.start()).is("one")
                && reading.is(number.start() - 1, Word.ONE_OF)
                && reading.products.stream().noneMatch(p -> p.start() >= number.end() && p.start() <= number.end() + 1)
                && reading.variants.stream().noneMatch(v -> v.start() == number.end());
        if (bareOne && at.awaited() != Surroundings.Awaited.QUANTITY) {
            return true;
        }
        boolean pointed = number.whole() == 1
                && number.end() - number.start() == 1
                && reading.is(number.start(), Word.PRONOUN)
                && reading.is(number.start() - 2, Word.POINTER)
                && reading.tokens.get(number.start() - 1).word();
        if (pointed && at.awaited() != Surroundings.Awaited.QUANTITY) {
            // "the blue one", of what comes in no blue
            return true;
        }
        boolean sized = number.start() > 1
                && reading.tokens.get(number.start() - 1).kind() == Token.Kind.NUMBER
                && reading.is(number.start() - 2, Word.POINTS);
        if (sized && reading.is(number.start(), Word.PRONOUN)) {
            // "the 20000 one"
            return true;
        }
        return number.whole() == 1
                && reading.tokens.get(number.start()).word()
                && reading.is(number.start(), Word.PRONOUN)
                // "two pants, one 32 one 34"
                && !reading.number(number.end())
                && !countsVariant(number)
                && !reading.marked("unit_pieces", number.end())
                && reading.variants.stream().noneMatch(v -> v.start() == number.end())
                // "pan one, blender one" answers how many
                && (at.awaited() != Surroundings.Awaited.QUANTITY
                                && reading.products.stream().anyMatch(p -> p.end() == number.start())
                        || reading.variants.stream().anyMatch(v -> v.end() == number.start()));
    }

    /// "S two, *L one*": a count behind a variant, as the one before it.
    private boolean countsVariant(Number number) {
        return behindVariant(number)
                && numbers.stream()
                        .anyMatch(other -> other.end() < number.start() && other.whole() > 1 && behindVariant(other));
    }

    /// "Kilo moja *moja*": of one kilo each.
    private boolean repeatsSize(Number number) {
        return number.end() - number.start() == 1
                && behindVariant(number)
                && reading.tokens
                        .get(number.start() - 1)
                        .is(reading.tokens.get(number.start()).norm())
                && at.awaited() != Surroundings.Awaited.QUANTITY;
    }

    private boolean behindVariant(Number number) {
        return reading.variants.stream().anyMatch(v -> v.end() == number.start());
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

    /// "Screen for 13" where screens for 11 and 13 are sold.
    private boolean names(Number number) {
        if (number.kind() != Kind.BARE && number.kind() != Kind.PIECES) {
            return false;
        }
        boolean names = reading.products.stream()
                .filter(p -> p.products().size() > 1)
                .filter(p -> number.start() - p.end() <= 3 && p.start() - number.end() <= 2)
                .map(p -> having(p.products(), number))
                .anyMatch(of -> of > 0);
        if (names) {
            models.add(Integer.toString(number.whole()));
        }
        return names;
    }

    /// How many of the products have the number in their name, when not all of them do.
    private long having(Set<UUID> products, Number number) {
        long having = products.stream()
                .filter(p -> at.catalogue().named(p, Integer.toString(number.whole())))
                .count();
        return having == products.size() ? 0 : having;
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

    /// "Moja ya 42", "one in 42", "1 gói 20": the size of what is counted before it.
    private boolean ofCounted(Number number, Set<UUID> sizes) {
        return number.whole() >= Heard.Loose.SIZE_LEAST
                && (reading.is(number.start() - 1, Word.IN)
                        || reading.is(number.start() - 1, Word.OF)
                        || reading.is(number.start() - 1, Word.REACHES)
                        || reading.marked("unit_pieces", number.start() - 1))
                && numbers.stream()
                        .anyMatch(count -> count.end() == number.start() - 1 && count.whole() < Heard.Loose.SIZE_LEAST)
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

    /// "iphone 15" where 13 and 14 are sold: a model, no count.
    private boolean model(Number number) {
        return number.kind() == Kind.BARE
                && reading.products.stream()
                        .anyMatch(p -> p.end() == number.start()
                                && p.products().size() > 1
                                && p.products().stream().allMatch(this::numbered));
    }

    private boolean numbered(UUID product) {
        return at.catalogue()
                .catalogue()
                .product(product)
                .filter(p -> p.name().chars().anyMatch(Character::isDigit))
                .isPresent();
    }

    /// "3 not 2", "two instead of one": the other number is meant.
    private boolean refused(Number number, List<Number> all) {
        boolean changes = (reading.has("update_cart") || reading.has("order_modification"))
                && all.stream()
                        .anyMatch(other -> other.start() > number.end()
                                && other.start() - number.end() <= 3
                                && reading.is(other.start() - 1, Word.CHANGED_TO)
                                && !joinedTo(number, other));
        if (changes && all.size() > 1) {
            // "change the three to five"
            return true;
        }
        boolean insteadOf = reading.all("negation")
                .anyMatch(n -> n.end() == number.start()
                        && !reading.is(n.start(), Word.NO)
                        && reading.variants.stream().anyMatch(v -> v.end() == n.start()));
        boolean sizeRefused = number.start() > 0
                && fitsHand(at.catalogue().sized(Integer.toString(number.whole())))
                && reading.variants.stream().anyMatch(v -> v.end() < number.start() && reading.number(v.start()))
                && reading.parted(0, number.start());
        insteadOf = insteadOf || sizeRefused;
        // "10 inch, not 8", "na the 8m i want abeg, no be 5"
        return (all.size() > 1 || insteadOf)
                && (number.start() > 1
                                && reading.is(number.start() - 1, Word.RATHER_THAN)
                                && reading.tokens.get(number.start() - 2).kind() == Token.Kind.NUMBER
                        || reading.all("negation")
                                .anyMatch(n -> n.end() == number.start()
                                        && (n.length() > 1 || !reading.is(n.start(), Word.NO))))
                && endsClause(number.end());
    }

    /// "Sita nyeusi *na* mbili brown", "moja iwe 42 *na* nyingine 41": both are meant.
    private boolean joinedTo(Number number, Number other) {
        boolean alike = number.whole() >= Heard.Loose.SIZE_LEAST == other.whole() >= Heard.Loose.SIZE_LEAST;
        boolean bothCount = Stream.of(number, other)
                .allMatch(count -> reading.variants.stream().anyMatch(v -> v.start() == count.end()));
        return reading.is(other.start() - 1, Word.AND) && (!alike || bothCount || TheOther.at(reading, other.start()));
    }

    /// "Not two", "not two please", "not two again".
    private boolean endsClause(int end) {
        return end >= reading.tokens.size()
                || reading.marked("polite", end)
                || reading.tokens.get(end).separates()
                || reading.found("more").anyMatch(hit -> hit.start() == end);
    }

    /// "Auriez-vous un gâteau ?" asks whether there is one and counts none.
    private boolean onlyArticle(Number number) {
        return number.whole() == 1
                && number.end() - number.start() == 1
                && reading.tokens.get(number.start()).word()
                && reading.is(number.start(), Word.MAYBE_ARTICLE)
                && (at.awaited() == Surroundings.Awaited.NOTHING
                        || reading.question()
                                && (at.awaitsPlace() || at.awaited() == Surroundings.Awaited.CONFIRMATION))
                && reading.has("availability_check")
                && !reading.has("buying_intent");
    }

    private boolean fitsNamed(Set<UUID> variants) {
        Set<UUID> having = at.catalogue().having(variants);
        return reading.products.stream().anyMatch(p -> p.products().stream().anyMatch(having::contains));
    }

    private boolean fitsHand(Set<UUID> variants) {
        return at.catalogue().having(variants).stream()
                .anyMatch(product -> at.inHand().contains(product));
    }

    /// "The sneakers in 43", where there are 39 to 42: no count.
    private boolean sizeNotSold(Number number, Set<UUID> sized) {
        boolean size = number.start() > 0 && reading.is(number.start() - 1, Word.SIZE);
        boolean in = number.start() > 0
                && reading.is(number.start() - 1, Word.IN)
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && !reading.products.isEmpty();
        return number.kind() == Kind.BARE
                && (sized.isEmpty() && (size || in) || OtherVariants.size(reading, number.start(), at));
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

    /// "And 42?", "42 then": a size of what was just spoken of, while nobody asked how many.
    private boolean asksForSize(Number number, Set<UUID> sized) {
        boolean free = at.awaited() == Surroundings.Awaited.YES_OR_NO || at.awaited() == Surroundings.Awaited.NOTHING;
        return free && number.whole() >= Heard.Loose.SIZE_LEAST && reading.products.isEmpty() && fitsHand(sized);
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
        boolean article = large && reading.is(number.start() - 1, Word.A);
        // "nipe ya 20"
        boolean linked = large
                && number.kind() == Kind.BARE
                && reading.products.isEmpty()
                && reading.marked("share", number.start() - 1)
                && Names.links(reading.tokens.get(number.start() - 1).norm())
                && ofHand(number);
        return article
                || linked
                || reading.is(number.start() - 1, Word.POINTS)
                || reading.is(number.start() - 1, Word.SIZE);
    }
}

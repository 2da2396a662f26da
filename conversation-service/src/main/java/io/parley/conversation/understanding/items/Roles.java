package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.reading.MadeFor;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.TheOther;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
    private final SizeSaid size;
    private final MadeFor madeFor;
    private final ByWeight byWeight;

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
        size = new SizeSaid(reading, at, numbers);
        madeFor = new MadeFor(reading);
        byWeight = new ByWeight(reading, at);
    }

    List<Given> given() {
        return numbers.stream().map(this::given).map(this::inPieces).toList();
    }

    /// "Not 20, make it *25*": it takes the place of a count, and says no size.
    private Given inPieces(Given given) {
        Number number = given.number();
        boolean recounts = given.role() == Role.COUNT
                && number.kind() == Kind.BARE
                && numbers.stream()
                        .anyMatch(not -> not != number
                                && not.kind() == Kind.BARE
                                && at.pieces().containsValue(not.whole())
                                && refused(not, numbers));
        return recounts
                ? new Given(
                        new Number(number.start(), number.end(), number.whole(), number.value(), Kind.PIECES),
                        Role.COUNT,
                        given.sizes())
                : given;
    }

    /// Numbers that say which of several things so called is meant.
    Set<String> models() {
        return models;
    }

    private Given given(Number number) {
        if (reading.inAmount(number.start(), number.end()) || reading.ofUnsoldRange(number.start())) {
            return new Given(number, Role.NOTHING, Set.of());
        }
        Set<UUID> sizes = dozen(number) ? Set.of() : size.of(number);
        Number part = other.partOf(number).orElse(null);
        if (part != null) {
            return new Given(part, Role.COUNT, Set.of());
        }
        Number measured = measured(number);
        return measured != null && !size.amount(number, sizes)
                ? new Given(measured, Role.COUNT, sizes)
                : new Given(number, role(number, sizes), sizes);
    }

    /// "J'ai besoin d'*une demi-douzaine*": no size, though a brush comes in N°6.
    private boolean dozen(Number number) {
        return number.end() - number.start() > 1 && reading.is(number.start(), Word.MAYBE_ARTICLE);
    }

    private Role role(Number number, Set<UUID> sizes) {
        if (countGivenUp(number)) {
            return Role.NOTHING;
        }
        if (size.isSaid(number, sizes)) {
            return Role.SIZE;
        }
        if (pronoun(number)
                || onlyArticle(number)
                || names(number)
                || corrected(number, numbers)
                || recounted(number)
                || refused(number, numbers)
                || model(number)
                || madeFor.model(number)
                || other.ofSomebody(number)
                || other.counts(number)
                || other.costs(number)
                || other.asked(number)
                || other.serves(number)
                || other.reasons(number)
                || other.allThereAre(number)
                || repeatsSize(number)
                || across(number)
                || other.measures(number)
                || size.isSaidBefore(number, sizes)
                || size.isNotSold(number, sizes)) {
            return Role.NOTHING;
        }
        if (other.worn(number)) {
            return size.fits(sizes) ? Role.SIZE : Role.NOTHING;
        }
        boolean counts = number.kind() == Kind.BARE || number.kind() == Kind.PIECES;
        if (size.isMeant(number, sizes)) {
            return Role.SIZE;
        }
        return oneSoCalled(number) ? Role.NOTHING : counts ? Role.COUNT : Role.ASIDE;
    }

    /// "A 6x*4* tarp", of one that comes in "6 x 4 m".
    private boolean across(Number number) {
        int by = number.start() - 1;
        if (by < 1 || !reading.tokens.get(by).is("x") || !reading.number(by - 1)) {
            return false;
        }
        String size = reading.tokens.get(by - 1).norm() + " x " + number.figures();
        return at.catalogue().sized(reading.tokens.get(by - 1).norm()).stream()
                .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                .anyMatch(variant -> (" " + String.join(" ", norms(variant.name())) + " ").contains(" " + size + " "));
    }

    private static List<String> norms(String name) {
        return Token.read(name).stream().map(Token::norm).toList();
    }

    /// "Vitunguu 2 *badala ya 1*", of one that is ordered: no size, though they come in 1 kg.
    private boolean countGivenUp(Number number) {
        return number.kind() == Kind.BARE
                && at.pieces().containsValue(number.whole())
                && reading.closes(number.end())
                && reading.found("negation")
                        .anyMatch(not -> not.length() > 1
                                && (not.end() == number.start()
                                        // "ndogo mbili badala ya kubwa *moja*"
                                        || reading.all("pick")
                                                .anyMatch(pick ->
                                                        pick.start() == not.end() && pick.end() == number.start())))
                && numbers.stream()
                        .anyMatch(other -> other.kind() == Kind.BARE
                                && other.end() < number.start()
                                && reading.clauseStart(number.start()) <= other.start());
    }

    /// "Un 44 c'est L ?": one that is called so, and no forty-four of anything.
    private boolean oneSoCalled(Number number) {
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && reading.number(number.start())
                && reading.article(number.start() - 1)
                && reading.products.stream().noneMatch(p -> p.start() == number.end())
                && reading.variants.stream().noneMatch(v -> v.start() == number.end());
    }

    /// "3 kg of nails" where nails are sold by no weight of their own: three of what is sold.
    private @Nullable Number measured(Number number) {
        // "kilo 2"
        boolean unitFirst = (number.kind() == Kind.BARE || number.kind() == Kind.OTHER)
                && reading.is(number.start() - 1, Word.BULK);
        if (number.kind() != Kind.OTHER && !unitFirst || number.whole() < 1 || number.whole() > 50) {
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
        return !unitFirst && (ofGoods || ofTold(number) || behindGoods(number))
                        || unitFirst && kilosOf(number)
                        || ofOrdered(number)
                ? new Number(
                        number.start(),
                        reading.is(number.end(), Word.BULK) ? number.end() + 1 : number.end(),
                        number.whole(),
                        number.value(),
                        Kind.PIECES)
                : null;
    }

    /// "Xoài *3 ký*, măng *2 ký*", "linen in rust *2 metres*", "the linen teal and *4 metres*": right behind what is
    /// sold by no weight of its own.
    private boolean behindGoods(Number number) {
        int behind = reading.is(number.start() - 1, Word.AND) ? number.start() - 1 : number.start();
        return reading.is(number.end(), Word.BULK)
                && (reading.closes(number.end() + 1)
                        || reading.is(number.end() + 1, Word.AND)
                        || reading.marked("place_lead", number.end() + 1)
                        || reading.marked("place_weak", number.end() + 1))
                && reading.products.stream()
                        .filter(p -> p.end() == number.start()
                                || reading.variants.stream()
                                        .anyMatch(v -> v.start() - p.end() >= 0
                                                && v.start() - p.end() <= 1
                                                && v.end() == behind))
                        .anyMatch(p -> p.products().stream().noneMatch(reading::weighed));
    }

    /// "*Kilo 2* za kamba", "ngisi *kilo moja*": of what is sold by no weight of its own, and described by none so
    /// great.
    private boolean kilosOf(Number number) {
        int unit = number.start() - 1;
        boolean linked = number.end() < reading.tokens.size()
                && Names.links(reading.tokens.get(number.end()).norm());
        return reading.products.stream()
                .filter(p -> linked && p.start() == number.end() + 1
                        || p.start() == number.end()
                        || (p.end() == unit
                                        || reading.variants.stream()
                                                .anyMatch(v -> v.start() == p.end() && v.end() == unit))
                                && (reading.closes(number.end())
                                        || reading.is(number.end(), Word.AND)
                                        || reading.marked("place_lead", number.end())))
                .anyMatch(p ->
                        p.products().stream().noneMatch(thing -> reading.weighed(thing) || describedBy(thing, number)));
    }

    /// "Saruji *kilo 50*", of bags of 50 kg: which one that is.
    private boolean describedBy(UUID thing, Number number) {
        return number.whole() > 1
                && at.catalogue().catalogue().product(thing).stream()
                        .flatMap(product -> Stream.ofNullable(product.description()))
                        .flatMap(told -> Token.read(told).stream())
                        .anyMatch(token -> token.is(number.figures()));
    }

    private boolean ofOrdered(Number number) {
        return (reading.is(number.end(), Word.BULK) || reading.is(number.start() - 1, Word.BULK))
                && reading.products.stream().anyMatch(named -> byWeight.counts(named.products(), number.whole()));
    }

    /// "Lấy *3 ký*", of mangoes that were told, "change am to *4 kilo*", "teal and *4 metres*", of what is ordered:
    /// sold by no weight or length of their own.
    private boolean ofTold(Number number) {
        UUID told = at.focus();
        int lead = number.start() - 1;
        boolean takes = reading.is(lead, Word.TAKES);
        boolean changes = at.ordering()
                && told != null
                && at.inHand().contains(told)
                && (lead < 0
                        || reading.is(lead, Word.REACHES)
                        || reading.is(lead, Word.CHANGED_TO)
                        || reading.is(lead, Word.AND)
                        || reading.tokens.get(lead).separates());
        return told != null
                && reading.products.isEmpty()
                && reading.is(number.end(), Word.BULK)
                && (takes || changes)
                && reading.closes(number.end() + 1)
                && !reading.weighed(told);
    }

    /// "He is 30kg, what size coat", "my 30kg lab, a coat": what somebody weighs weighs no goods.
    private boolean ofSomebody(int from, int thing) {
        return IntStream.range(from, thing)
                .anyMatch(i -> reading.begins("question", i)
                        || reading.is(i, Word.SIZE)
                        || reading.is(i, Word.A)
                        || reading.person(i));
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
        // "black one piece"
        if (number.end() - number.start() > 1 || made(number)) {
            return false;
        }
        boolean bareOne = number.whole() == 1
                && number.start() > 0
                && reading.tokens.get(number.start()).is("one")
                && reading.is(number.start() - 1, Word.ONE_OF)
                // "I'd like one"
                && !reading.within("buying_intent", number.start() - 1)
                && reading.products.stream().noneMatch(p -> p.start() >= number.end() && p.start() <= number.end() + 1)
                && reading.variants.stream().noneMatch(v -> v.start() == number.end());
        if (bareOne && at.awaited() != Surroundings.Awaited.QUANTITY) {
            return true;
        }
        boolean pointed = number.whole() == 1
                && number.end() - number.start() == 1
                && reading.is(number.start(), Word.PRONOUN)
                && reading.is(number.start() - 2, Word.POINTER)
                && !reading.within("buying_intent", number.start() - 1)
                && reading.tokens.get(number.start() - 1).word()
                // "the shorts one navy one grey"
                && reading.variants.stream().noneMatch(v -> v.start() == number.end());
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
                // "the lemon one x3"
                && (!reading.marked("unit_pieces", number.end()) || reading.number(number.end() + 1))
                && reading.variants.stream().noneMatch(v -> v.start() == number.end())
                // "pan one, blender one" answers how many
                && (at.awaited() != Surroundings.Awaited.QUANTITY
                                && reading.products.stream().anyMatch(p -> p.end() == number.start())
                        || reading.variants.stream().anyMatch(v -> v.end() == number.start()));
    }

    /// "Make the cream *one*", of which two are ordered: all that is said.
    private boolean made(Number number) {
        int end = reading.is(number.end(), Word.TOO) ? number.end() + 1 : number.end();
        return reading.closes(end)
                && reading.products.stream()
                        .filter(p -> p.end() == number.start() && reading.made(p.start()))
                        .filter(p -> reading.changing("swaps").noneMatch(swap -> swap.start() < p.start()))
                        .anyMatch(p ->
                                p.products().stream().anyMatch(id -> at.pieces().getOrDefault(id, 0) > 1));
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
                                && !joinedTo(number, other)
                                && !becomesSize(number, other));
        if (changes && all.size() > 1) {
            // "change the three to five"
            return true;
        }
        boolean insteadOf = reading.all("negation")
                .anyMatch(n -> n.end() == number.start()
                        && !reading.is(n.start(), Word.NO)
                        && reading.variants.stream().anyMatch(v -> v.end() == n.start()));
        boolean sizeRefused = number.start() > 0
                && size.fitsHand(at.catalogue().sized(number.figures()))
                && reading.variants.stream().anyMatch(v -> v.end() < number.start() && reading.number(v.start()))
                && reading.parted(0, number.start());
        insteadOf = insteadOf || sizeRefused;
        // "10 inch, not 8", "na the 8m i want abeg, no be 5"
        return (all.size() > 1 || insteadOf)
                && (number.start() > 1
                                && reading.is(number.start() - 1, Word.RATHER_THAN)
                                && reading.tokens.get(number.start() - 2).kind() == Token.Kind.NUMBER
                        || reading.found("negation")
                                .anyMatch(n -> n.end() == number.start()
                                        && (n.length() > 1 || !reading.is(n.start(), Word.NO))))
                && reading.closes(number.end());
    }

    /// "Sita nyeusi *na* mbili brown", "moja iwe 42 *na* nyingine 41": both are meant.
    private boolean joinedTo(Number number, Number other) {
        boolean alike = alike(number, other);
        boolean bothCount = Stream.of(number, other)
                .allMatch(count -> reading.variants.stream().anyMatch(v -> v.start() == count.end()));
        return reading.is(other.start() - 1, Word.AND) && (!alike || bothCount || TheOther.at(reading, other.start()));
    }

    private static boolean alike(Number number, Number other) {
        return number.whole() >= Heard.Loose.SIZE_LEAST == other.whole() >= Heard.Loose.SIZE_LEAST;
    }

    /// "*1 đôi* đổi sang 36": so many are to be of that size.
    private boolean becomesSize(Number number, Number other) {
        return !alike(number, other)
                && number.whole() < other.whole()
                && size.fitsHand(at.catalogue().sized(other.figures()));
    }

    /// "Auriez-vous un gâteau ?" asks whether there is one and counts none; "pour *une* femme enceinte".
    private boolean onlyArticle(Number number) {
        boolean article = number.whole() == 1
                && number.end() - number.start() == 1
                && reading.tokens.get(number.start()).word()
                && reading.is(number.start(), Word.MAYBE_ARTICLE);
        boolean somebody = number.end() < reading.tokens.size() && reading.person(number.end());
        return article && (somebody || onlyAsked());
    }

    private boolean onlyAsked() {
        return (at.awaited() == Surroundings.Awaited.NOTHING
                        || reading.question()
                                && (at.awaitsPlace() || at.awaited() == Surroundings.Awaited.CONFIRMATION))
                && reading.has("availability_check")
                && !reading.has("buying_intent");
    }
}

package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.reading.KindsNotSold;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The stretches of a message that have one role each, in their order: a thing, a variant, a count, a no. A shade or a
/// size that a thing does not come in stands as a variant of nothing.
///
/// @param aside numbers that count nothing here
/// @param models which of several things of one name is meant: "iPhone 11"
record Parts(List<Part> list, List<Number> aside, Set<String> models) {
    /// "Not 2 again, it is 3".
    private static final int COUNTS_APART_MAX = 4;

    /// Words that make more than another name: "grey, the pink one too".
    private static final int REMARK_LEAST = 3;

    private static final Pattern FEW = Pattern.compile("[1-9]\\d?");

    /// @param comesNotSo the thing that the shade or the size which stands here is said of and does not come in
    record Part(
            int start,
            int end,
            @Nullable Named product,
            @Nullable NamedVariant variant,
            @Nullable Number number,
            @Nullable UUID comesNotSo,
            boolean no) {
        static Part of(Named product) {
            return new Part(product.start(), product.end(), product, null, null, null, false);
        }

        static Part of(NamedVariant variant) {
            return new Part(variant.start(), variant.end(), null, variant, null, null, false);
        }

        static Part of(Number number, @Nullable NamedVariant size) {
            return new Part(number.start(), number.end(), null, size, size == null ? number : null, null, false);
        }

        static Part notSold(KindsNotSold.Kind kind) {
            NamedVariant none = new NamedVariant(kind.start(), kind.end(), Set.of());
            return new Part(kind.start(), kind.end(), null, none, null, kind.thing(), false);
        }

        static Part no(Hit hit) {
            return new Part(hit.start(), hit.end(), null, null, null, null, true);
        }
    }

    /// @param numbers those that are not part of a place
    static Parts of(Reading reading, Surroundings at, List<Number> numbers) {
        List<Part> parts = new ArrayList<>();
        reading.products.forEach(p -> parts.add(Part.of(p)));
        reading.kindsNotSold.forEach(kind -> parts.add(Part.notSold(kind)));
        reading.variants.stream()
                .filter(v -> !remarked(reading, at, v) && !reading.inAmount(v.start(), v.end()))
                .forEach(v -> parts.add(part(reading, at, v)));
        Stream.concat(
                        Stream.concat(reading.all("negation"), behindNo(reading))
                                .filter(n -> refuses(reading, n, numbers)),
                        Stream.concat(
                                reading.all("remove_from_cart").filter(hit -> takesOff(reading, hit)),
                                cancelsThing(reading)))
                .forEach(hit -> parts.add(Part.no(hit)));
        Roles roles = new Roles(
                reading,
                at,
                numbers.stream()
                        .filter(number -> reading.kindsNotSold.stream()
                                .noneMatch(kind -> kind.covers(number.start(), number.end())))
                        .toList());
        List<Number> aside = new ArrayList<>();
        for (Roles.Given given : roles.given()) {
            switch (given.role()) {
                case COUNT -> parts.add(Part.of(given.number(), null));
                case SIZE -> parts.add(Part.of(given.number(), given.size()));
                case ASIDE -> aside.add(given.number());
                case NOTHING -> {}
            }
        }
        parts.sort(Comparator.comparingInt(Part::start));
        return new Parts(parts, aside, new LinkedHashSet<>(roles.models()));
    }

    /// "*Thôi không lấy* vợt nữa, lấy ghế", "*oubliez* les bérets, je prends une casquette": the thing right behind it,
    /// where another is named in a clause of its own, or the same was named before.
    private static Stream<Hit> cancelsThing(Reading reading) {
        return reading.all("cancel_order")
                .filter(hit -> hit.length() > 1 && reading.thingAt(hit.end())
                        || hit.end() < reading.tokens.size()
                                && reading.everyday(hit.end())
                                && reading.thingAt(hit.end() + 1))
                .filter(hit -> reading.products.stream()
                        .anyMatch(other -> other.start() > reading.clauseEnd(hit.end())
                                || other.end() <= hit.start() && namedAgain(reading, other, hit.end())));
    }

    /// "1 gloss, *thôi không lấy gloss* nữa"
    private static boolean namedAgain(Reading reading, Named thing, int at) {
        return reading.products.stream()
                .anyMatch(again -> (again.start() == at || again.start() == at + 1)
                        && again.products().equals(thing.products()));
    }

    /// "*No I don't* want a bed": what refuses goes on behind the no that it begins with.
    private static Stream<Hit> behindNo(Reading reading) {
        return reading.found("negation")
                .filter(not -> not.length() > 1
                        && reading.all("no")
                                .anyMatch(no ->
                                        no.start() < not.start() && not.start() < no.end() && no.end() < not.end()));
    }

    private static boolean refuses(Reading reading, Hit negation, List<Number> numbers) {
        int next = negation.end();
        return next < reading.tokens.size()
                && reading.all("correction")
                        .noneMatch(c -> negation.length() == 1
                                && c.start() >= next
                                && c.start() - next <= 1
                                // "not merino, sorry"
                                && !(reading.is(negation.start(), Word.NOT) && reading.thingAt(next)))
                && !reading.is(next, Word.MAKES)
                && !reading.tokens.get(next).separates()
                && !answersNo(reading, negation)
                // "no not 3"
                && !reading.begins("negation", next)
                && !refusesCount(reading, negation, numbers)
                && !refusesOnlyCount(reading, negation, numbers)
                && !asksNext(reading, negation);
    }

    /// "Oh no can you make it black": the no refuses what is, and not what is named next.
    private static boolean asksNext(Reading reading, Hit negation) {
        int thing = Stream.concat(
                        reading.products.stream().map(Named::start),
                        reading.variants.stream().map(NamedVariant::start))
                .filter(start -> start >= negation.end())
                .min(Comparator.naturalOrder())
                .orElse(negation.end());
        boolean all =
                reading.changing("all_of_them").anyMatch(hit -> hit.start() == negation.end() && hit.end() <= thing);
        return negation.length() == 1
                && reading.is(negation.start(), Word.NO)
                && (all
                        || Stream.of("correction", "update_cart", "custom_request")
                                .flatMap(reading::all)
                                .anyMatch(hit -> hit.start() >= negation.end() && hit.end() <= thing));
    }

    /// "Silver. My wife hates yellow things": which one was answered before, and this only says why.
    private static boolean remarked(Reading reading, Surroundings at, NamedVariant variant) {
        NamedVariant first = reading.variants.getFirst();
        boolean answers = at.awaited() == Surroundings.Awaited.VARIANT
                && reading.products.isEmpty()
                && first.end() < variant.start()
                && first.start() <= 2
                && (reading.tokens.get(first.end()).separates()
                        || reading.is(first.end(), Word.PRONOUN)
                                && reading.tokens.get(first.end() + 1).separates());
        if (!answers
                || reading.has("correction")
                || reading.has("no")
                || reading.all("number").anyMatch(hit -> !reading.is(hit.start(), Word.PRONOUN))
                || reading.marks("condition").findAny().isPresent()) {
            return false;
        }
        int said = 0;
        boolean tells = false;
        for (int i = first.end() + 1; i < reading.tokens.size(); i++) {
            if (reading.is(i, Word.OR) || reading.number(i)) {
                return false;
            }
            boolean beside = reading.tokens.get(i).word()
                    && !reading.is(i, Word.AND)
                    && !reading.marked("polite", i)
                    && !reading.inVariant(i)
                    // "ruby, dusty rose and *the* nude *one*"
                    && !reading.is(i, Word.POINTER)
                    && !reading.is(i, Word.PRONOUN);
            said += beside ? 1 : 0;
            tells |= beside && !reading.claimed(i) && !reading.everyday(i);
        }
        return tells || said >= REMARK_LEAST;
    }

    /// "Not 2 again, 3 mugs": the count is not meant, and the mugs are.
    private static boolean refusesCount(Reading reading, Hit negation, List<Number> numbers) {
        return numbers.stream()
                .filter(count -> count.start() == negation.end() && !reading.plural(count.start()))
                .anyMatch(count -> numbers.stream()
                        .anyMatch(other -> other.start() > count.end()
                                && other.start() - count.end() <= COUNTS_APART_MAX
                                && reading.tokens.subList(count.end(), other.start()).stream()
                                        .anyMatch(Token::separates)
                                && reading.products.stream()
                                        .noneMatch(p -> p.start() >= count.end() && p.end() <= other.start())));
    }

    /// "3 *au lieu de 2*, et en bleu": the count it refuses closes the clause, and what follows is meant.
    private static boolean refusesOnlyCount(Reading reading, Hit negation, List<Number> numbers) {
        return negation.length() > 1
                && numbers.stream()
                        .anyMatch(count -> count.start() == negation.end()
                                && reading.closes(count.end())
                                && numbers.stream()
                                        .anyMatch(other -> other.end() <= negation.start()
                                                && other.start() >= reading.clauseStart(negation.start())));
    }

    /// "No the large one" wants the large one, and "no just 1 tea" one tea; it is "no large" and "not the large"
    /// that do not.
    private static boolean answersNo(Reading reading, Hit negation) {
        return negation.length() == 1
                && reading.is(negation.start(), Word.NO)
                && (negation.start() == 0
                        || reading.tokens.get(negation.start() - 1).separates())
                && (reading.is(negation.end(), Word.POINTER)
                        || reading.changing("only_that").anyMatch(only -> only.start() == negation.end())
                        // "no I want the large one"
                        || reading.all("buying_intent")
                                .anyMatch(wants -> wants.start() == negation.end() && wants.length() > 1));
    }

    /// "Lose the serum": what stands close behind, in the same clause, is not wanted.
    private static boolean takesOff(Reading reading, Hit hit) {
        if (hit.gapped()) {
            return reading.products.stream().anyMatch(p -> p.start() > hit.start() && p.end() < hit.end());
        }
        boolean thing = Stream.concat(
                        reading.products.stream().map(Named::start),
                        reading.variants.stream().map(NamedVariant::start))
                .anyMatch(start -> start >= hit.end() && start - hit.end() <= 2 && !reading.parted(hit.end(), start));
        return thing && reading.all("negation").noneMatch(other -> other.start() == hit.start());
    }

    /// "2 yards of lining", where only the print is sold in lengths of two yards: two of the lining.
    private static Part part(Reading reading, Surroundings at, NamedVariant variant) {
        Token first = reading.tokens.get(variant.start());
        boolean measure = variant.end() - variant.start() == 2
                && first.number()
                && FEW.matcher(first.norm()).matches()
                && (reading.is(variant.start() + 1, Word.BULK)
                        || reading.is(
                                Names.stem(
                                        reading.tokens.get(variant.start() + 1).norm()),
                                Word.PAIR));
        Set<UUID> having = at.catalogue().having(variant.variants());
        boolean ofAnother = measure
                && reading.products.stream()
                        .noneMatch(p -> p.products().stream().anyMatch(having::contains))
                && reading.products.stream()
                        .anyMatch(p -> p.start() >= variant.end()
                                && p.start() - variant.end() <= 2
                                && p.products().stream().noneMatch(reading::weighed));
        if (!ofAnother) {
            return Part.of(variant);
        }
        int pieces = Integer.parseInt(first.norm());
        Number number = new Number(variant.start(), variant.end(), pieces, BigDecimal.valueOf(pieces), Kind.PIECES);
        return Part.of(number, null);
    }
}

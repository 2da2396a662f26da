package io.parley.conversation.understanding;

import io.parley.conversation.understanding.CatalogueIndex.Named;
import io.parley.conversation.understanding.CatalogueIndex.NamedVariant;
import io.parley.conversation.understanding.Heard.Item;
import io.parley.conversation.understanding.Lexicon.Hit;
import io.parley.conversation.understanding.Numbers.Kind;
import io.parley.conversation.understanding.Numbers.Number;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts what was named together: which number and which variant belong to which product.
final class Items {
    private final Reading reading;
    private final Surroundings at;
    private final boolean summed;
    private final List<Part> parts = new ArrayList<>();
    private final List<Number> unused = new ArrayList<>();
    private final List<UUID> looseVariants = new ArrayList<>();
    private final List<Hit> picked = new ArrayList<>();
    private final Set<String> models = new LinkedHashSet<>();

    /// A stretch of the message with one role.
    private record Part(
            int start,
            int end,
            @Nullable Named product,
            @Nullable NamedVariant variant,
            @Nullable Number number,
            boolean no) {}

    /// "2 red and 3 blue mugs": variants that stand before their product.
    private record Waiting(NamedVariant variant, @Nullable Integer count, int start) {}

    private static final class Building {
        private final int start;
        private int end;
        private @Nullable Named product;
        private Set<UUID> variants = new LinkedHashSet<>();
        private @Nullable Integer quantity;
        /// No more than an article counts it: "a bag x2" is two.
        private boolean byArticle;
        private boolean negated;

        private Building(int start) {
            this.start = start;
        }
    }

    /// @param picked phrases that chose a size and pick nothing else
    record Result(List<Item> items, List<Number> numbers, List<UUID> variants, List<Hit> picked) {

        /// What was named is what is not wanted.
        Result refused() {
            return new Result(
                    items.stream()
                            .map(item -> new Item(
                                    item.products(),
                                    item.variants(),
                                    item.quantity(),
                                    true,
                                    item.category(),
                                    item.words()))
                            .toList(),
                    numbers,
                    variants,
                    picked);
        }

        /// What is asked about without its name.
        Result of(UUID product) {
            return new Result(
                    List.of(new Item(List.of(product), List.of(), null, false, false, "")), numbers, variants, picked);
        }

        private static boolean atLarge(Item item, Reading reading) {
            String word = Token.normal(item.words());
            return reading.is(word, Word.AT_LARGE)
                    && (item.products().isEmpty()
                            || !reading.called(item.products().getFirst(), word));
        }

        /// Without what only may be meant: who complains of "the shoes" names none of several.
        Result clear(Reading reading) {
            return new Result(
                    items.stream()
                            .filter(item -> item.products().size() < 2 && !atLarge(item, reading)
                                    || item.quantity() != null
                                    || !item.variants().isEmpty()
                                    || item.negated())
                            .toList(),
                    numbers,
                    variants,
                    picked);
        }
    }

    private Items(Reading reading, Surroundings at, boolean summed) {
        this.reading = reading;
        this.at = at;
        this.summed = summed;
    }

    /// @param numbers those that are not part of a place
    /// @param summed the same thing named twice is wanted twice
    static Result assemble(Reading reading, Surroundings at, List<Number> numbers, boolean summed) {
        return new Items(reading, at, summed).assemble(numbers);
    }

    private Result assemble(List<Number> numbers) {
        reading.products.forEach(p -> parts.add(new Part(p.start(), p.end(), p, null, null, false)));
        reading.variants.stream().filter(v -> !remarked(v)).forEach(v -> parts.add(part(v)));
        reading.all("negation")
                .filter(n -> reading.all("correction")
                        .noneMatch(c -> n.length() == 1 && c.start() >= n.end() && c.start() - n.end() <= 1))
                .filter(n -> n.end() < reading.tokens.size()
                        && !reading.is(n.end(), Word.MAKES)
                        && !reading.tokens.get(n.end()).separates()
                        && !answersNo(n)
                        // "no not 3"
                        && reading.found("negation").noneMatch(other -> other.start() == n.end())
                        && !refusesCount(n, numbers))
                .forEach(n -> parts.add(new Part(n.start(), n.end(), null, null, null, true)));
        reading.all("remove_from_cart")
                .filter(this::takesOff)
                .forEach(hit -> parts.add(new Part(hit.start(), hit.end(), null, null, null, true)));
        Roles roles = new Roles(reading, at, numbers);
        for (Roles.Given given : roles.given()) {
            Number number = given.number();
            switch (given.role()) {
                case COUNT -> parts.add(new Part(number.start(), number.end(), null, null, number, false));
                case SIZE -> parts.add(new Part(number.start(), number.end(), null, given.size(), null, false));
                case ASIDE -> unused.add(number);
                case NOTHING -> {}
            }
        }
        models.addAll(roles.models());
        parts.sort(Comparator.comparingInt(Part::start));
        return build();
    }

    /// "Silver. My wife hates yellow things": which one was answered before, and this only says why.
    private boolean remarked(NamedVariant variant) {
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
            if (reading.is(i, Word.OR) || reading.tokens.get(i).kind() == Token.Kind.NUMBER) {
                return false;
            }
            boolean word = reading.tokens.get(i).word() && !reading.is(i, Word.AND) && !reading.marked("polite", i);
            boolean beside = word && (i < variant.start() || i >= variant.end());
            said += beside ? 1 : 0;
            tells |= beside && !reading.claimed(i) && !reading.everyday(i);
        }
        return tells || said >= REMARK_LEAST;
    }

    /// Words that make more than another name: "grey, the pink one too".
    private static final int REMARK_LEAST = 3;

    /// "Not 2 again, 3 mugs": the count is not meant, and the mugs are.
    private boolean refusesCount(Hit negation, List<Number> numbers) {
        return numbers.stream()
                .filter(count -> count.start() == negation.end())
                .anyMatch(count -> numbers.stream()
                        .anyMatch(other -> other.start() > count.end()
                                && other.start() - count.end() <= COUNTS_APART_MAX
                                && reading.tokens.subList(count.end(), other.start()).stream()
                                        .anyMatch(Token::separates)
                                && reading.products.stream()
                                        .noneMatch(p -> p.start() >= count.end() && p.end() <= other.start())));
    }

    /// "Not 2 again, it is 3".
    private static final int COUNTS_APART_MAX = 4;

    /// "No the large one" wants the large one; it is "no large" and "not the large" that do not.
    private boolean answersNo(Hit negation) {
        return negation.length() == 1
                && reading.is(negation.start(), Word.NO)
                && (negation.start() == 0
                        || reading.tokens.get(negation.start() - 1).separates())
                && reading.is(negation.end(), Word.POINTER);
    }

    /// "2 yards of lining", where only the print is sold in lengths of two yards: two of the lining.
    private Part part(NamedVariant variant) {
        Token first = reading.tokens.get(variant.start());
        boolean measure = variant.end() - variant.start() == 2
                && first.kind() == Token.Kind.NUMBER
                && first.norm().matches("[1-9]\\d?")
                && (reading.is(variant.start() + 1, Word.BULK)
                        || reading.is(
                                CatalogueIndex.stem(
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
            return new Part(variant.start(), variant.end(), null, variant, null, false);
        }
        int pieces = Integer.parseInt(first.norm());
        Number number =
                new Number(variant.start(), variant.end(), pieces, java.math.BigDecimal.valueOf(pieces), Kind.PIECES);
        return new Part(variant.start(), variant.end(), null, null, number, false);
    }

    /// "Lose the serum": what stands close behind, in the same clause, is not wanted.
    private boolean takesOff(Hit hit) {
        if (hit.gapped()) {
            return reading.products.stream().anyMatch(p -> p.start() > hit.start() && p.end() < hit.end());
        }
        return reading.all("negation").noneMatch(other -> other.start() == hit.start())
                && reading.products.stream()
                        .anyMatch(p -> p.start() >= hit.end()
                                && p.start() - hit.end() <= 2
                                && !reading.parted(hit.end(), p.start()));
    }

    /// "une arnaque": no count, unless how many was asked.
    private boolean article(Number number) {
        return at.awaited() != Surroundings.Awaited.QUANTITY
                        && number.whole() == 1
                        && reading.is(number.start(), Word.MAYBE_ARTICLE)
                        && reading.wordCount() > 2
                        && number.end() < reading.tokens.size()
                        && !reading.tokens.get(number.end()).separates()
                        && number.end() - number.start() == 1
                || at.awaited() == Surroundings.Awaited.NOTHING
                        && reading.has("custom_request")
                        && reading.tokens.get(number.start()).word();
    }

    private Result build() {
        List<Building> built = new ArrayList<>();
        boolean numberFirst = parts.stream()
                .filter(p -> !p.no)
                .findFirst()
                .map(p -> p.number != null)
                .orElse(false);
        Number waiting = null;
        List<Waiting> waitingVariants = new ArrayList<>();
        boolean negate = false;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Building last = built.isEmpty() ? null : built.getLast();
            if (part.no) {
                negate = true;
            } else if (part.number != null && last != null && sizeOf(last, part.number)) {
                last.variants = fitting(last, at.catalogue().sized(Integer.toString(part.number.whole())));
                last.end = part.end;
            } else if (part.number != null && last != null && recounted(last, part) && !nextIsThing(i)) {
                // "not one shirt, two"
                last.quantity = part.number.whole();
                last.negated = false;
                last.end = part.end;
            } else if (part.number != null) {
                boolean belongsBehind = last != null
                        && (last.quantity == null || last.byArticle && part.number.kind() == Kind.PIECES)
                        && !last.negated
                        && follows(last, part)
                        && !(nextIsThing(i)
                                && (numberFirst || reading.parted(last.end, part.start) || leadsNext(last, i)));
                if (belongsBehind && last != null) {
                    last.quantity = part.number.whole();
                    last.end = part.end;
                } else {
                    if (waiting != null) {
                        unused.add(waiting);
                    }
                    waiting = part.number;
                }
            } else if (part.variant != null) {
                if (waiting != null && one(part.start) && reading.parted(waiting.end(), part.start)) {
                    // "(get me three,) and a 40mm one"
                    unused.add(waiting);
                    waiting = null;
                }
                Set<UUID> fitting = last == null ? Set.of() : fitting(last, part.variant.variants());
                Set<UUID> both = last == null ? Set.of() : shared(last.variants, fitting);
                if (last != null && !both.isEmpty() && both.size() < last.variants.size() && waiting == null) {
                    // "the cream, 4 litres"
                    last.variants = both;
                    last.end = part.end;
                } else if (last != null && last.variants.isEmpty() && !fitting.isEmpty() && !leadsToProduct(i, last)) {
                    last.variants = new LinkedHashSet<>(fitting);
                    last.end = part.end;
                    // "3 hoodies: 2 M, 1 L": the count beside the variant is the variant's
                    if (waiting != null && (last.quantity == null || part.start - waiting.end() <= 1)) {
                        last.quantity = waiting.whole();
                        waiting = null;
                    }
                } else if (nextProductHas(i, part.variant) && !(waiting != null && nextIsCountedItself(i))) {
                    Integer count = waiting == null ? null : Integer.valueOf(waiting.whole());
                    Waiting before = waitingVariants.isEmpty() ? null : waitingVariants.getLast();
                    Set<UUID> together = before == null || count != null
                            ? Set.of()
                            : shared(before.variant().variants(), part.variant.variants());
                    if (before != null && !together.isEmpty()) {
                        // "white 20 litre silk"
                        waitingVariants.removeLast();
                        waitingVariants.add(new Waiting(
                                new NamedVariant(before.variant().start(), part.end, together),
                                before.count(),
                                before.start()));
                    } else {
                        waitingVariants.add(new Waiting(part.variant, count, part.start));
                    }
                    waiting = null;
                } else if (last != null && !fitting.isEmpty()) {
                    Building again = new Building(part.start);
                    again.end = part.end;
                    again.product = last.product;
                    again.variants = new LinkedHashSet<>(fitting);
                    // "a large wheel and a small one"
                    Integer single = last.quantity != null && one(part.start) ? Integer.valueOf(1) : null;
                    again.quantity = waiting == null ? single : Integer.valueOf(waiting.whole());
                    again.negated = negate;
                    waiting = null;
                    built.add(again);
                } else {
                    Building bare = new Building(part.start);
                    bare.end = part.end;
                    bare.variants = new LinkedHashSet<>(part.variant.variants());
                    boolean single = !unused.isEmpty() && one(part.start);
                    bare.quantity =
                            waiting != null ? Integer.valueOf(waiting.whole()) : single ? Integer.valueOf(1) : null;
                    bare.negated = negate;
                    waiting = null;
                    built.add(bare);
                }
                negate = !waitingVariants.isEmpty() && negate;
            } else if (part.product != null
                    && last != null
                    && last.product != null
                    && waiting == null
                    && waitingVariants.isEmpty()
                    && last.variants.isEmpty()
                    && part.start - last.end <= 1
                    && !reading.parted(last.end, part.start)
                    && last.product.products().equals(part.product.products())
                    && !negate) {
                // "ổ khóa padlock": said twice over
                last.end = part.end;
            } else if (part.product != null) {
                Building item = new Building(part.start);
                item.end = part.end;
                item.product = part.product;
                item.negated = negate || letGo(part);
                if (waiting != null && ofSomethingElse(waiting, part.start)) {
                    waiting = null;
                }
                if (last != null && saysWhich(last, waiting, part)) {
                    last.product = part.product;
                    last.end = part.end;
                    last.quantity = waiting == null ? last.quantity : Integer.valueOf(waiting.whole());
                    waiting = null;
                    continue;
                }
                boolean answered = one(part.start)
                        || waiting != null && answersOffer(waiting, part.product)
                        || at.awaited() == Surroundings.Awaited.QUANTITY
                        || at.focus() != null && countedBehind(i);
                if (waiting != null && answered && reading.parted(waiting.end(), part.start)) {
                    unused.add(waiting);
                    waiting = null;
                }
                if (waiting != null) {
                    item.quantity = waiting.whole();
                    waiting = null;
                } else if (one(part.start)
                        || !waitingVariants.isEmpty()
                                && (one(waitingVariants.getFirst().start())
                                        || holdsArticle(
                                                waitingVariants.getFirst().variant()))) {
                    item.quantity = 1;
                    item.byArticle = true;
                }
                for (Waiting before : waitingVariants) {
                    boolean first = before == waitingVariants.getFirst();
                    Building each = first ? item : new Building(before.start());
                    each.end = part.end;
                    each.product = part.product;
                    each.negated = negate;
                    each.variants = fitting(each, before.variant().variants());
                    each.quantity = before.count() != null
                            ? before.count()
                            : first || reading.has("each") ? item.quantity : null;
                    if (!first) {
                        built.add(each);
                    }
                }
                waitingVariants.clear();
                negate = false;
                built.add(item);
            }
        }
        if (waiting != null && !article(waiting)) {
            unused.addFirst(waiting);
        }
        return result(built);
    }

    /// "Sabuni moja nyeusi": what stands right behind says which of the soaps.
    private static boolean saysWhich(Building last, @Nullable Number between, Part part) {
        boolean counted = between != null && between.start() == last.end && last.quantity == null;
        int end = between == null ? last.end : counted ? between.end() : -1;
        return last.product != null
                && part.product != null
                && !last.negated
                && !part.product.category()
                && part.start == end
                && last.product.products().size() > part.product.products().size()
                && last.product.products().containsAll(part.product.products());
    }

    /// "Earbuds achana nazo", "the toner, leave it": the whole rest of its clause takes it off.
    private boolean letGo(Part part) {
        int from = part.start;
        while (from > 0 && !reading.tokens.get(from - 1).separates()) {
            from--;
        }
        int begin = from;
        boolean opens = from == part.start || reading.everyday(from) && part.start - from == 1;
        return opens
                && reading.marks("let_go")
                        .anyMatch(hit -> hit.start() >= part.end
                                && hit.start() - part.end <= 1
                                && reading.variants.stream().noneMatch(v -> v.start() == part.end)
                                && begin <= part.start
                                && (hit.end() >= reading.tokens.size()
                                        || reading.tokens.get(hit.end()).separates()));
    }

    /// "2 please, and the broom", when a cushion was offered: two cushions.
    private boolean answersOffer(Number count, Named thing) {
        UUID focus = at.focus();
        boolean alone = count.end() < reading.tokens.size()
                && (reading.tokens.get(count.end()).separates()
                        || reading.marked("unit_pieces", count.end())
                        || reading.marked("polite", count.end()));
        return at.awaited() == Surroundings.Awaited.YES_OR_NO
                && focus != null
                && alone
                && !thing.products().contains(focus);
    }

    /// "I have 3 kids, which lotion": three of something that is not sold, in a clause of its own.
    private boolean ofSomethingElse(Number number, int product) {
        boolean clauses = false;
        for (int i = number.end(); i < product; i++) {
            clauses |=
                    reading.tokens.get(i).separates() && !reading.tokens.get(i).is("&");
        }
        Token next = reading.tokens.get(number.end());
        return clauses
                && next.word()
                && number.kind() == Kind.BARE
                && !reading.marked("polite", number.end())
                && !reading.everyday(number.end());
    }

    /// "glow serum 50": the 50 ml.
    private boolean sizeOf(Building last, Number number) {
        boolean comma =
                number.start() == last.end + 1 && reading.tokens.get(last.end).is(",");
        boolean stands = number.end() >= reading.tokens.size()
                || reading.tokens.get(number.end()).separates()
                || reading.marked("polite", number.end());
        boolean pieces = number.kind() == Kind.PIECES
                && last.quantity != null
                && number.start() - last.end <= 1
                && !reading.parted(last.end, number.start());
        return (number.kind() == Kind.BARE && (number.start() == last.end || comma && stands) || pieces)
                && !recounts(last, number)
                && last.product != null
                && last.variants.isEmpty()
                && !fitting(last, at.catalogue().sized(Integer.toString(number.whole())))
                        .isEmpty();
    }

    /// Whether the number takes the place of a count that was not meant.
    private boolean recounted(Building last, Part number) {
        return last.negated
                && last.product != null
                && last.quantity != null
                && number.start - last.end <= 2
                && reading.parted(last.end, number.start)
                && reading.found("remove_from_cart").findAny().isEmpty();
    }

    /// "Make the tapes 3", of tapes that are 3 m or 5 m long: which was said before, so it is how many.
    private boolean recounts(Building last, Number number) {
        return last.product != null
                && last.product.products().size() == 1
                && at.settled().containsAll(last.product.products())
                && (number.whole() < Heard.Loose.SIZE_LEAST || reading.has("update_cart") || reading.made(last.start));
    }

    private boolean follows(Building last, Part number) {
        return number.start - last.end <= 3;
    }

    private boolean nextIsThing(int at) {
        return at + 1 < parts.size()
                && (parts.get(at + 1).product != null || parts.get(at + 1).variant != null)
                && parts.get(at + 1).start - parts.get(at).end <= 3
                && !reading.parted(parts.get(at).end, parts.get(at + 1).start);
    }

    /// "Replace the mask with one toner": right before the next thing, and not right behind the last one.
    private boolean leadsNext(Building last, int i) {
        Part number = parts.get(i);
        return number.start > last.end && parts.get(i + 1).start == number.end;
    }

    /// "2 serums, 50ml cream": the variant stands before its product.
    private boolean leadsToProduct(int i, Building last) {
        return i + 1 < parts.size()
                && parts.get(i + 1).product != null
                && reading.parted(last.end, parts.get(i).start)
                && !reading.parted(parts.get(i).end, parts.get(i + 1).start);
    }

    private boolean nextProductHas(int i, NamedVariant variant) {
        for (int next = i + 1; next < parts.size(); next++) {
            Part part = parts.get(next);
            Part before = parts.get(next - 1);
            boolean listed = next > i + 1 || part.product == null;
            boolean apart = listed ? part.start - before.end > 3 || part.no : reading.parted(before.end, part.start);
            if (apart) {
                return false;
            }
            if (part.product != null) {
                return part.product.products().stream().anyMatch(at.catalogue().having(variant.variants())::contains);
            }
        }
        return false;
    }

    /// "2 of the 50 and 1 cream": the product behind has a count of its own.
    private boolean nextIsCountedItself(int i) {
        return i + 2 < parts.size()
                && parts.get(i + 1).number != null
                && parts.get(i + 2).product != null
                && reading.parted(parts.get(i).end, parts.get(i + 1).start);
    }

    /// "(Nipe mbili,) na chaji ya 20W moja": the count stands behind the thing.
    private boolean countedBehind(int i) {
        int next = i + 1;
        while (next < parts.size() && parts.get(next).variant != null) {
            next++;
        }
        return next < parts.size()
                && parts.get(next).number != null
                && parts.get(next).start - parts.get(next - 1).end <= 1
                && !reading.parted(parts.get(i).end, parts.get(next).start)
                && !nextIsThing(next);
    }

    private static Set<UUID> shared(Set<UUID> some, Set<UUID> others) {
        Set<UUID> shared = new LinkedHashSet<>(some);
        shared.retainAll(others);
        return shared;
    }

    private Set<UUID> fitting(Building item, Set<UUID> variants) {
        Set<UUID> fitting = new LinkedHashSet<>();
        for (UUID variant : variants) {
            at.catalogue().catalogue().ofVariant(variant).ifPresent(product -> {
                Named named = item.product;
                if (named == null || named.products().contains(product.id())) {
                    fitting.add(variant);
                }
            });
        }
        return fitting;
    }

    /// "a serum": one of it; "the serum" says nothing.
    private boolean one(int start) {
        if (start == 0) {
            return false;
        }
        if (reading.tokens.get(start - 1).exact().equals("à")) {
            // "crème à mains"
            return false;
        }
        String before = reading.tokens.get(start - 1).norm();
        int here = start;
        boolean sized = reading.all("pick").anyMatch(hit -> hit.end() == here && hit.length() == 1);
        if (sized) {
            // "a big bag"
            return one(start - 1);
        }
        boolean contained = start > 2 && reading.is(before, Word.OF) && reading.marked("unit_pieces", start - 2);
        if (contained) {
            // "a pack of filters"
            return one(start - 2);
        }
        // "can you write on a cake", "do you deliver? it's for a phone"
        boolean onlyArticle = reading.is(before, Word.ARTICLE)
                && (reading.has("custom_request")
                        || reading.has("recommend")
                        || reading.has("availability_check") && !reading.has("buying_intent")
                        || reading.has("delivery_question") && !reading.has("buying_intent"));
        return !onlyArticle
                && reading.is(before, Word.A)
                && (!reading.has("price_check") || parts.stream().anyMatch(p -> p.number != null && p.start < start));
    }

    /// "Half a dozen", where that is sold as one.
    private boolean holdsArticle(NamedVariant variant) {
        for (int i = variant.start() + 1; i < variant.end(); i++) {
            if (reading.is(i, Word.ARTICLE)) {
                return true;
            }
        }
        return false;
    }

    private Result result(List<Building> built) {
        List<Item> items = new ArrayList<>();
        for (Building item : built) {
            Set<UUID> products = item.product == null ? Set.of() : narrowed(item);
            boolean refusedVariant =
                    item.product == null && item.negated && item.quantity == null && others(built, item);
            if (refusedVariant) {
                continue;
            }
            if (item.product == null && item.quantity == null && !item.negated) {
                looseVariants.addAll(item.variants);
                continue;
            }
            List<UUID> variants = item.variants.stream()
                    .filter(v -> products.isEmpty()
                            || at.catalogue()
                                    .catalogue()
                                    .ofVariant(v)
                                    .filter(p -> products.contains(p.id()))
                                    .isPresent())
                    .toList();
            items.add(new Item(
                    List.copyOf(products),
                    variants,
                    item.quantity,
                    item.negated,
                    item.product != null && item.product.category(),
                    reading.words(item.start, item.end)));
        }
        dealtOut(items);
        meantInstead(items);
        saidLater(items);
        pointedToo(items);
        items.replaceAll(this::pack);
        items.replaceAll(this::pair);
        giveLoneVariant(items);
        giveLoneCount(items);
        bySize(items);
        oneEach(items);
        if (summed) {
            addTwins(items);
        }
        if (at.awaited() == Surroundings.Awaited.QUANTITY
                && !at.inHand().isEmpty()
                && at.inHand().stream().allMatch(at.catalogue()::paired)
                && reading.all("number").anyMatch(this::onePair)) {
            unused.replaceAll(
                    n -> n.whole() == 2 ? new Number(n.start(), n.end(), 1, java.math.BigDecimal.ONE, n.kind()) : n);
        }
        // "oil for hair" names the hair oil once
        for (int i = items.size() - 1; i > 0; i--) {
            Item item = items.get(i);
            boolean saysMore = item.quantity() != null || !item.variants().isEmpty() || item.negated();
            if (!saysMore
                    && !item.products().isEmpty()
                    && item.products().equals(items.get(i - 1).products())) {
                items.remove(i);
            }
        }
        saidAgain(items);
        // "the hydra cream for dry skin" names one thing
        boolean named = items.stream()
                .anyMatch(item -> !item.category() && !item.products().isEmpty());
        if (named) {
            items.removeIf(item -> item.category() && item.quantity() == null);
        }
        return new Result(items, unused, looseVariants, picked);
    }

    /// "2 watering cans, green and grey": as many variants as pieces, so one of each.
    private void dealtOut(List<Item> items) {
        for (int i = 0; i + 1 < items.size(); i++) {
            Item first = items.get(i);
            int others = 0;
            while (i + others + 1 < items.size() && another(first, items.get(i + others + 1))) {
                others++;
            }
            boolean one = first.quantity() != null
                    && first.quantity() == others + 1
                    && others > 0
                    && first.variants().size() == 1
                    && !first.negated();
            for (int j = i; one && j <= i + others; j++) {
                items.set(j, with(items.get(j), items.get(j).variants(), 1));
            }
            if (others == 1 && first.quantity() != null && first.quantity() % 2 == 0 && inHalves()) {
                items.set(i, with(first, first.variants(), first.quantity() / 2));
                items.set(i + 1, with(items.get(i + 1), items.get(i + 1).variants(), first.quantity() / 2));
            }
        }
    }

    /// "Half vanilla, half chocolate".
    private boolean inHalves() {
        return reading.variants.stream()
                        .filter(variant -> reading.is(variant.start() - 1, Word.HALF))
                        .count()
                == 2;
    }

    /// The same product in another variant, with no count of its own.
    private static boolean another(Item first, Item next) {
        return next.products().equals(first.products())
                && next.variants().size() == 1
                && !next.variants().equals(first.variants())
                && next.quantity() == null
                && !next.negated();
    }

    /// "40 croissants for the office. Plain butter ones": what comes later says which of them.
    private static void saidLater(List<Item> items) {
        for (int i = 0; i + 1 < items.size(); i++) {
            Item open = items.get(i);
            if (open.products().size() < 2 || open.quantity() == null || open.negated()) {
                continue;
            }
            List<Item> later = items.subList(i + 1, items.size()).stream()
                    .filter(item -> item.products().size() == 1
                            && item.quantity() == null
                            && !item.negated()
                            && !item.category()
                            && open.products().containsAll(item.products()))
                    .toList();
            List<Item> parts = items.subList(i + 1, items.size()).stream()
                    .filter(item -> item.products().size() == 1
                            && item.quantity() != null
                            && !item.negated()
                            && open.products().containsAll(item.products()))
                    .toList();
            int sum = parts.stream()
                    .mapToInt(item -> item.quantity() == null ? 0 : item.quantity())
                    .sum();
            if (parts.size() > 1 && sum == open.quantity()) {
                // "3 croissants, 2 butter 1 almond"
                items.remove(i--);
                continue;
            }
            if (later.size() == 1 && open.variants().isEmpty()) {
                Item which = later.getFirst();
                items.set(i, new Item(which.products(), which.variants(), open.quantity(), false, false, open.words()));
                items.remove(which);
            }
        }
    }

    /// "Lightning. No wait, type c": of two that answer which one, the later is meant.
    private void meantInstead(List<Item> items) {
        boolean two = items.size() == 2
                && items.stream().allMatch(item -> item.products().size() == 1 && !item.negated() && !item.category())
                && reading.products.size() == 2;
        boolean mended = two
                && reading.all("correction")
                        .anyMatch(hit -> hit.start()
                                        >= reading.products.getFirst().end()
                                && hit.end() <= reading.products.getLast().start());
        if (mended && at.awaited() == Surroundings.Awaited.PRODUCT) {
            items.removeFirst();
        }
    }

    /// "Two bottles, Water Bottle 750ml": the same thing again, now with its size.
    private static void saidAgain(List<Item> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            Item before = items.get(i - 1);
            Item again = items.get(i);
            boolean same = again.products().size() == 1
                    && items.stream()
                                    .filter(item -> item.products().equals(again.products()))
                                    .count()
                            == 2;
            boolean more = before.quantity() != null
                    && before.variants().isEmpty()
                    && again.quantity() == null
                    && again.variants().size() == 1;
            if (same && more && before.products().equals(again.products()) && !before.negated() && !again.negated()) {
                items.set(i - 1, with(again, again.variants(), before.quantity()));
                items.remove(i);
            }
        }
    }

    /// "I'll take it, and a scarf": what was spoken of, and the scarf.
    private void pointedToo(List<Item> items) {
        UUID focus = at.focus();
        boolean others = focus != null
                && !items.isEmpty()
                && items.stream()
                        .allMatch(item -> !item.negated()
                                && !item.products().isEmpty()
                                && !item.products().contains(focus));
        int first = reading.products.stream().mapToInt(Named::start).min().orElse(0);
        if (focus != null
                && others
                && reading.marks("pointed").anyMatch(hit -> hit.end() < first && reading.parted(hit.end(), first))) {
            items.addFirst(new Item(List.of(focus), List.of(), null, false, false, ""));
        }
    }

    /// "A pair of slides" is one of what comes in pairs.
    private Item pair(Item item) {
        boolean one = item.products().size() == 1
                && item.quantity() != null
                && item.quantity() == 2
                && at.catalogue().paired(item.products().getFirst())
                && reading.all("number").anyMatch(this::onePair);
        return one ? with(item, item.variants(), item.negated() ? null : Integer.valueOf(1)) : item;
    }

    /// "a pair", "một đôi", not "two pairs".
    private boolean onePair(Hit hit) {
        String first = reading.tokens.get(hit.start()).norm();
        boolean pair = hit.value().equals("2")
                && reading.tokens.subList(hit.start(), hit.end()).stream()
                        .anyMatch(token -> reading.is(token.norm(), Word.PAIR));
        boolean counted = hit.length() == 1
                && hit.start() > 0
                && (reading.tokens.get(hit.start() - 1).kind() == Token.Kind.NUMBER
                        || reading.found("number").anyMatch(other -> other.end() == hit.start()));
        return pair && !counted && !reading.is(first, Word.TWO);
    }

    /// "50 puff puff" where a portion is 50 pieces: one of that.
    private Item pack(Item item) {
        if (item.products().size() != 1
                || item.quantity() == null
                || item.quantity() < 4
                || item.negated()
                || !item.variants().isEmpty()) {
            return item;
        }
        List<UUID> packs = at.catalogue().packs(item.products().getFirst(), item.quantity());
        return packs.isEmpty() ? item : new Item(item.products(), packs, 1, false, item.category(), item.words());
    }

    /// "A big *bag of* compost".
    private boolean heldIn(int from, int thing) {
        for (int i = from; i < thing; i++) {
            if (!reading.marked("unit_pieces", i) && !reading.is(i, Word.OF)) {
                return false;
            }
        }
        return thing - from <= 2;
    }

    /// "The ring light, the big one": of the sizes of the one thing that stands beside it.
    private void bySize(List<Item> items) {
        for (Hit hit : reading.all("pick").toList()) {
            boolean biggest = hit.value().equals("biggest");
            if (!biggest && !hit.value().equals("smallest") || at.awaited() != Surroundings.Awaited.NOTHING) {
                continue;
            }
            reading.products.stream()
                    .filter(p -> p.start() >= hit.end() && (p.start() - hit.end() <= 1 || heldIn(hit.end(), p.start()))
                            || p.end() <= hit.start() && hit.start() - p.end() <= 2)
                    .flatMap(p -> items.stream()
                            .filter(item -> item.products().size() == 1
                                    && item.variants().isEmpty()
                                    && p.products().containsAll(item.products())))
                    .findFirst()
                    .ifPresent(item -> at.catalogue()
                            .bySize(item.products().getFirst(), biggest)
                            .ifPresent(variant -> {
                                items.set(items.indexOf(item), with(item, List.of(variant), item.quantity()));
                                picked.add(hit);
                            }));
        }
    }

    /// "A gown, a wig and edge gel: one each".
    private void oneEach(List<Item> items) {
        boolean one = reading.all("each")
                .anyMatch(hit -> hit.value().equals("1")
                        || (reading.is(hit.start(), Word.ONE)
                                        || reading.tokens.get(hit.start()).is("1"))
                                && hit.length() > 1
                                && hit.start() > 0);
        boolean bare = items.stream().noneMatch(item -> item.quantity() != null || item.negated());
        boolean clear = items.stream().allMatch(item -> item.products().size() == 1 && !item.category());
        if (one && bare && clear && items.size() > 1) {
            items.replaceAll(item -> with(item, item.variants(), 1));
        }
    }

    private static Item with(Item item, List<UUID> variants, @Nullable Integer quantity) {
        return new Item(item.products(), variants, quantity, item.negated(), item.category(), item.words());
    }

    /// "A soap for me and a soap for mum": two.
    private static void addTwins(List<Item> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            Item twin = items.get(i);
            for (int j = 0; j < i; j++) {
                Item first = items.get(j);
                boolean same = !first.negated()
                        && !twin.negated()
                        && first.products().equals(twin.products())
                        && first.variants().equals(twin.variants());
                if (same && first.quantity() != null && twin.quantity() != null) {
                    items.remove(i);
                    items.set(
                            j,
                            new Item(
                                    first.products(),
                                    first.variants(),
                                    first.quantity() + twin.quantity(),
                                    false,
                                    first.category(),
                                    first.words()));
                    break;
                }
            }
        }
    }

    /// "Is the lamp in stock? I'll take 2": the count stands apart from the one thing it can mean.
    private void giveLoneCount(List<Item> items) {
        List<Number> counts = unused.stream()
                .filter(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                .toList();
        boolean open = at.awaited() == Surroundings.Awaited.NOTHING || at.awaited() == Surroundings.Awaited.PRODUCT;
        List<Item> wanted = items.stream().filter(item -> !item.negated()).toList();
        if (!open || wanted.size() != 1 || counts.size() != 1) {
            return;
        }
        Item item = wanted.getFirst();
        Number count = counts.getFirst();
        boolean clear = item.products().size() == 1 && !item.negated() && item.quantity() == null && !item.category();
        if (clear && count.whole() > 0 && count.whole() < 1000 && (count.kind() == Kind.PIECES || taken(count))) {
            items.set(items.indexOf(item), with(item, item.variants(), count.whole()));
            unused.remove(count);
        }
    }

    /// A word for taking stands right before it, with no more than little words between.
    private boolean taken(Number count) {
        for (int i = count.start() - 1; i >= 0 && count.start() - i <= 3; i--) {
            int here = i;
            Token token = reading.tokens.get(i);
            if (reading.is(token.norm(), Word.TAKES)
                    || !token.is("send")
                            && Stream.of("buying_intent", "add_to_cart")
                                    .flatMap(reading::found)
                                    .anyMatch(hit -> hit.end() == here + 1)) {
                return true;
            }
            if (!token.word() || !reading.everyday(i) && !reading.marked("polite", i)) {
                return false;
            }
        }
        return false;
    }

    /// "I'm a size L, how much is the hoodie": the variant stands apart from the one thing it fits.
    private void giveLoneVariant(List<Item> items) {
        List<Item> bare = items.stream()
                .filter(item -> !item.negated() && !item.products().isEmpty() && !item.category())
                .toList();
        if (bare.size() != 1 || !bare.getFirst().variants().isEmpty() || looseVariants.isEmpty()) {
            return;
        }
        Item item = bare.getFirst();
        List<UUID> fitting = looseVariants.stream()
                .filter(v -> at.catalogue()
                        .catalogue()
                        .ofVariant(v)
                        .filter(p -> item.products().contains(p.id()))
                        .isPresent())
                .toList();
        if (!fitting.isEmpty()) {
            items.set(
                    items.indexOf(item),
                    new Item(item.products(), fitting, item.quantity(), false, false, item.words()));
            looseVariants.clear();
        }
    }

    /// "navy, not burgundy": what is wanted was said beside it.
    private static boolean others(List<Building> built, Building refused) {
        return built.stream().anyMatch(item -> item != refused && !item.negated && !item.variants.isEmpty());
    }

    /// Of several products that fit, those that have the variant; then the one in hand.
    private Set<UUID> narrowed(Building item) {
        Named named = java.util.Objects.requireNonNull(item.product);
        Set<UUID> products = new LinkedHashSet<>(named.products());
        if (products.size() > 1 && !models.isEmpty()) {
            Set<UUID> meant = new LinkedHashSet<>(products);
            meant.removeIf(
                    p -> models.stream().noneMatch(model -> at.catalogue().named(p, model)));
            products = meant.isEmpty() ? products : meant;
        }
        if (products.size() > 1 && !item.variants.isEmpty()) {
            products.retainAll(at.catalogue().having(item.variants));
        }
        if (products.size() > 1) {
            List<UUID> known = products.stream().filter(at.inHand()::contains).toList();
            if (known.size() == 1) {
                return Set.of(known.getFirst());
            }
            List<UUID> shown = products.stream().filter(at.listed()::contains).toList();
            if (shown.size() == 1) {
                return Set.of(shown.getFirst());
            }
        }
        return products.isEmpty() ? named.products() : products;
    }
}

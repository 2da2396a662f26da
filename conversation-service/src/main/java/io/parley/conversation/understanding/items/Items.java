package io.parley.conversation.understanding.items;

import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.items.Parts.Part;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Packs;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts what was named together: which number and which variant belong to which product.
public final class Items {
    private final Reading reading;
    private final Surroundings at;
    private final List<Part> parts;
    private final List<Number> unused;
    private final Set<String> models;
    private final Neighbours near;
    private final LetGo going;
    private final CountOwner owner;
    private final Portion portion;
    private final ByWeight byWeight;
    private final ByAmount byAmount;
    private final NotSo notSo;
    private final List<Building> built = new ArrayList<>();
    private final List<Waiting> waitingVariants = new ArrayList<>();
    /// A count whose thing has not come yet.
    private @Nullable Number waiting;

    private boolean negate;

    /// "2 red and 3 blue mugs": variants that stand before their product.
    private record Waiting(NamedVariant variant, @Nullable Integer count, int start) {}

    private Items(Reading reading, Surroundings at, Parts parts) {
        this.reading = reading;
        this.at = at;
        this.parts = parts.list();
        near = new Neighbours(reading, at, this.parts);
        going = new LetGo(reading, this.parts);
        owner = new CountOwner(reading, at, this.parts, near);
        portion = new Portion(reading);
        byWeight = new ByWeight(reading, at);
        byAmount = new ByAmount(reading, at);
        notSo = new NotSo(reading);
        unused = parts.aside();
        models = parts.models();
    }

    /// @param numbers those that are not part of a place
    /// @param summed the same thing named twice is wanted twice
    public static NamedItems assemble(Reading reading, Surroundings at, List<Number> numbers, boolean summed) {
        List<Number> row = CountsInRow.in(reading, numbers);
        Items dealt = built(
                reading, at, numbers.stream().filter(n -> !row.contains(n)).toList());
        return (row.isEmpty() || CountsInRow.deal(row, dealt.built) ? dealt : built(reading, at, numbers))
                .result(summed);
    }

    private static Items built(Reading reading, Surroundings at, List<Number> numbers) {
        Items items = new Items(reading, at, Parts.of(reading, at, numbers));
        items.build();
        return items;
    }

    private void build() {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            negate = negate && !near.sentenceEnds(i);
            if (part.no()) {
                negate = true;
            } else if (part.number() != null) {
                number(i, part, part.number());
            } else if (part.comesNotSo() != null) {
                comesNotSo(part, part.comesNotSo());
            } else if (part.variant() != null) {
                variant(i, part, part.variant());
                negate = !waitingVariants.isEmpty() && negate;
            } else if (part.product() != null) {
                product(i, part, part.product());
            }
        }
        built.addAll(byAmount.ofTold());
        if (waiting != null && !owner.article(waiting)) {
            unused.addFirst(waiting);
        }
    }

    private @Nullable Building last() {
        return built.isEmpty() ? null : built.getLast();
    }

    /// The count that waits counts nothing that follows.
    private void putAside() {
        if (waiting != null) {
            unused.add(waiting);
            waiting = null;
        }
    }

    private @Nullable Integer takeCount() {
        Integer count = waiting == null ? null : Integer.valueOf(waiting.whole());
        waiting = null;
        return count;
    }

    private void number(int i, Part part, Number number) {
        Building last = last();
        if (last != null && sizeOf(last, number) && !owner.countsBetween(last, i, number)) {
            last.variants = sized(last, number);
            last.end = part.end();
        } else if (last != null && owner.countsRefused(last, part) && countMended(i)) {
            // "sio miwani moja, mbili"
            last.quantity = number.whole();
            last.end = part.end();
        } else if (last != null && owner.recounted(last, part) && !near.nextIsThing(i)) {
            // "not one shirt, two"
            last.quantity = number.whole();
            last.negated = false;
            last.end = part.end();
        } else if (last != null && owner.mends(last, number) && !near.nextIsThing(i)) {
            // "add a hedgehog. actually two"
            last.quantity = number.whole();
            last.end = part.end();
        } else if (last != null && countedApart(i, last, number)) {
            // "a turmeric soap. half a dozen please"
            last.quantity = number.whole();
            last.byArticle = false;
            last.end = part.end();
        } else if (last != null && (owner.belongsBehind(last, i, number) || owner.dealsOut(last, i, number))) {
            last.quantity = number.whole();
            last.end = part.end();
        } else {
            putAside();
            waiting = number;
        }
    }

    /// A count that is all its sentence says, of the one thing that was only counted by its article.
    private boolean countedApart(int i, Building last, Number number) {
        boolean byArticle =
                last.byArticle || Integer.valueOf(1).equals(last.quantity) && reading.is(last.start - 1, Word.A);
        return byArticle
                && built.size() == 1
                && !last.negated
                && number.kind() != Kind.MONEY
                && number.whole() > 1
                && reading.clauseStart(number.start()) == number.start()
                && IntStream.range(number.end(), reading.clauseEnd(number.end()))
                        .allMatch(reading::nicety)
                && !near.nextIsThing(i);
    }

    /// Another count behind a comma takes the place of this one.
    private boolean countMended(int i) {
        return i + 1 < parts.size()
                && parts.get(i + 1).number() != null
                && reading.parted(parts.get(i).end(), parts.get(i + 1).start())
                && !near.nextIsThing(i + 1);
    }

    private void variant(int i, Part part, NamedVariant variant) {
        boolean countedBehind = i + 1 < parts.size()
                && parts.get(i + 1).number() != null
                && at.awaited() == Awaited.YES_OR_NO
                && last() == null;
        if (waiting != null
                && (owner.countsAnother(waiting, part)
                        || countedBehind && reading.parted(waiting.end(), part.start()))) {
            // "i go carry 2, the small one join, 1", of the big one that was offered
            putAside();
        }
        boolean kept = going.kept(part);
        Building last = kept ? null : last();
        if (last != null && waiting != null && notSo.lacks(last, waiting)) {
            last.comesNotSo = true;
        }
        negate = negate && !kept;
        Set<UUID> fitting = last == null ? Set.of() : fitting(last, variant.variants());
        Integer weighed = last == null || last.negated || last.quantity != null || !fitting.isEmpty()
                ? null
                : byWeight.count(last, variant);
        if (last != null && weighed != null) {
            last.quantity = weighed;
            last.weighed = true;
            last.end = part.end();
            return;
        }
        boolean weight = last != null
                && (last.weighed
                        || last.quantity != null && fitting.isEmpty() && byWeight.count(last, variant) != null);
        if (last != null && weight && negate) {
            // "kilo 2 badala ya kilo 1"
            last.end = part.end();
            return;
        }
        if (near.ofNextThing(i, waiting) || last != null && fitting.isEmpty() && near.ofLastThing(last, part)) {
            return;
        }
        Set<UUID> both = last == null ? Set.of() : shared(last.variants, fitting);
        // "socks no, a pack of 6", "leave the harness, medium be better": another one of them
        boolean instead = last != null
                && (last.letGo || last.negated && reading.has("correction"))
                && reading.parted(last.end, part.start());
        if (last != null && eitherOf(last, part, fitting)) {
            last.variants =
                    Stream.concat(last.variants.stream(), fitting.stream()).collect(Collectors.toUnmodifiableSet());
            last.end = part.end();
        } else if (last != null && saidAgain(last, part, fitting)) {
            last.end = part.end();
        } else if (last != null && refusedOf(last, fitting)) {
            // "a scarf, not the red one"
            last.variants = otherThan(last, fitting);
            last.end = part.end();
        } else if (last != null
                && !instead
                && !both.isEmpty()
                && both.size() < last.variants.size()
                && waiting == null) {
            // "the cream, 4 litres"
            last.variants = both;
            last.end = part.end();
        } else if (last != null
                && !instead
                && last.variants.isEmpty()
                && !last.comesNotSo
                && !fitting.isEmpty()
                && !near.leadsToProduct(i, last)
                && (negate || !portion.of(last, waiting, part))) {
            last.variants = fitting;
            last.end = part.end();
            if (waiting != null && (last.quantity == null || part.start() - waiting.end() <= 1)) {
                last.quantity = takeCount();
            }
        } else if (near.nextProductHas(i, variant)
                && !(waiting != null && near.nextIsCountedItself(i))
                // "2 baskets, *one small* one large, and a big drum"
                && !(last != null
                        && !fitting.isEmpty()
                        && parts.get(i + 1).product() == null
                        && portion.of(last, waiting, part))) {
            await(part, variant);
        } else {
            Building again = new Building(
                    part.start(),
                    part.end(),
                    negate
                            || going.letGo(part, waiting != null) && !going.only(part)
                            || last != null && !fitting.isEmpty() && waiting == null && going.alsoGoes(last, part));
            Building like = kept ? keptOf(variant) : fitting.isEmpty() ? null : last;
            fitting = kept && like != null ? fitting(like, variant.variants()) : fitting;
            again.product = like == null ? null : like.product;
            again.variants = like == null ? variant.variants() : fitting;
            again.quantity = takeCount();
            // "a large wheel and a small one"
            boolean counts = like == null ? !unused.isEmpty() : like.quantity != null;
            if (again.quantity == null
                    && (counts && !countsBefore(part) && owner.one(part.start())
                            || owner.oneSuch(part.start(), part.end()))) {
                again.quantity = 1;
            }
            if (like != null) {
                portion.takeFrom(like, again, part.start());
            }
            built.add(again);
        }
    }

    /// "Chocolate *moja* lemon tatu": it counts the one before it.
    private boolean countsBefore(Part part) {
        Building last = last();
        return last != null && last.quantity != null && last.end == part.start();
    }

    /// "A jam, apricot or fig": one of the two, and nobody knows which.
    private boolean eitherOf(Building last, Part part, Set<UUID> fitting) {
        return last.product != null
                && !last.negated
                && !negate
                && !last.variants.isEmpty()
                && !fitting.isEmpty()
                && waiting == null
                && part.start() - last.end == 1
                && reading.is(last.end, Word.OR)
                && !Asking.first(reading)
                && !reading.has("price_check")
                && !reading.has("availability_check");
    }

    /// "1 *can* nước mắm *5 lít*": around the thing, what it comes in is said twice.
    private boolean saidAgain(Building last, Part part, Set<UUID> fitting) {
        return last.product != null
                && waiting == null
                && negate == last.negated
                && part.start() == last.end
                && !fitting.isEmpty()
                && fitting.equals(last.variants);
    }

    private boolean refusedOf(Building last, Set<UUID> fitting) {
        return negate
                && !last.negated
                && last.product != null
                && last.product.products().size() == 1
                && last.variants.isEmpty()
                && !fitting.isEmpty();
    }

    /// The only one that is left when some are refused; nothing when there are several.
    private Set<UUID> otherThan(Building last, Set<UUID> refused) {
        List<UUID> others = Objects.requireNonNull(last.product).products().stream()
                .flatMap(id -> at.catalogue().catalogue().product(id).stream())
                .flatMap(product -> product.sellable().stream())
                .map(Variant::id)
                .filter(id -> !refused.contains(id))
                .toList();
        return others.size() == 1 ? Set.copyOf(others) : Set.of();
    }

    /// Until its product comes: "white 20 litre silk".
    private void await(Part part, NamedVariant variant) {
        Integer count = takeCount();
        Waiting before = waitingVariants.isEmpty() ? null : waitingVariants.getLast();
        Set<UUID> together = before == null || count != null
                ? Set.of()
                : shared(before.variant().variants(), variant.variants());
        if (before == null || together.isEmpty()) {
            waitingVariants.add(new Waiting(variant, count, part.start()));
            return;
        }
        waitingVariants.removeLast();
        waitingVariants.add(new Waiting(
                new NamedVariant(before.variant().start(), part.end(), together), before.count(), before.start()));
    }

    /// "2 *pink* lipsticks and 1 red".
    private void comesNotSo(Part part, UUID thing) {
        Building last = last();
        if (last != null && waiting == null && notSo.saysOf(last, part, thing)) {
            last.comesNotSo = true;
            last.end = part.end();
            return;
        }
        Building item = new Building(part.start(), part.end(), negate);
        item.comesNotSo = true;
        item.product = new Named(part.start(), part.end(), Set.of(thing), false, true);
        item.quantity = takeCount();
        if (item.quantity == null && (owner.one(part.start()) || reading.is(part.start() - 1, Word.PRONOUN))) {
            item.quantity = 1;
        }
        built.add(item);
    }

    private void product(int i, Part part, Named product) {
        Building last = last();
        if (last != null && twiceOver(last, part, product)) {
            last.product = last.product != null && last.product.category() ? product : last.product;
            last.end = part.end();
            return;
        }
        if (waiting != null && owner.ofSomethingElse(waiting, part.start())) {
            waiting = null;
        }
        if (waiting != null && last != null && owner.countsLast(last, waiting, part)) {
            last.quantity = takeCount();
        }
        if (last != null && saysWhich(last, waiting, part)) {
            last.product = product;
            last.end = part.end();
            last.quantity = waiting == null ? last.quantity : takeCount();
            return;
        }
        negate = (negate || last != null && waiting == null && going.alsoGoes(last, part, at.inHand()))
                && !going.kept(part);
        Building item = new Building(
                part.start(), part.end(), negate || going.letGo(part, waiting != null) || going.letGoFor(part));
        item.letGo = going.letGo(part, waiting != null);
        item.product = product;
        if (waiting != null && owner.countsNoThing(waiting, i, product)) {
            putAside();
        }
        item.quantity = takeCount();
        if (item.quantity == null && byArticle(part)) {
            item.quantity = 1;
            item.byArticle = true;
        }
        giveVariants(item, part);
        negate = false;
        item.keptAsIs = going.kept(part) && at.ordering() && at.inHand().containsAll(product.products());
        built.add(item);
        built.addAll(byAmount.of(item, item.quantity != null || near.countedBehind(i)));
    }

    /// "ổ khóa padlock": said twice over
    private boolean twiceOver(Building last, Part part, Named product) {
        return last.product != null
                && waiting == null
                && waitingVariants.isEmpty()
                && last.variants.isEmpty()
                && part.start() - last.end <= 1
                && !reading.parted(last.end, part.start())
                && last.product.products().equals(product.products())
                && !negate;
    }

    private boolean byArticle(Part part) {
        return owner.one(part.start())
                || !waitingVariants.isEmpty()
                        && (owner.one(waitingVariants.getFirst().start())
                                || owner.holdsArticle(waitingVariants.getFirst().variant()));
    }

    /// Those that stand before it: the first is its own, each further one another item.
    private void giveVariants(Building item, Part part) {
        for (Waiting before : waitingVariants) {
            boolean first = before == waitingVariants.getFirst();
            Building each = first ? item : new Building(before.start(), part.end(), negate);
            each.product = item.product;
            each.negated = negate;
            each.variants = fitting(each, before.variant().variants());
            Integer shared = first || reading.has("each") ? item.quantity : null;
            // "a red and *a* black paint"
            Integer one = shared == null && !first && owner.one(before.start()) ? Integer.valueOf(1) : shared;
            each.quantity = before.count() != null ? before.count() : one;
            if (!first) {
                built.add(each);
            }
        }
        waitingVariants.clear();
    }

    /// "Sabuni moja nyeusi": what stands right behind says which of the soaps.
    private static boolean saysWhich(Building last, @Nullable Number between, Part part) {
        boolean counted = between != null && between.start() == last.end && last.quantity == null;
        int end = between == null ? last.end : counted ? between.end() : -1;
        return last.product != null
                && part.product() != null
                && !last.negated
                && !part.product().category()
                && part.start() == end
                && last.product.products().size() > part.product().products().size()
                && last.product.products().containsAll(part.product().products());
    }

    private @Nullable Building keptOf(NamedVariant variant) {
        Building last = last();
        return last == null || fitting(last, variant.variants()).isEmpty() ? null : last;
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
        // "the shorts also 26"
        boolean too = number.start() == last.end + 1
                && reading.is(last.end, Word.TOO)
                && number.whole() >= Heard.Loose.SIZE_LEAST;
        return (number.kind() == Kind.BARE && (number.start() == last.end || comma && stands || too) || pieces)
                && !owner.recounts(last, number)
                && !owner.countsSizeBehind(number)
                && last.product != null
                && last.variants.isEmpty()
                && !sized(last, number).isEmpty();
    }

    private Set<UUID> sized(Building last, Number number) {
        return fitting(last, at.catalogue().sized(number.figures()));
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

    /// "Two, 42 and 40", of the one thing that is spoken of: as many variants as pieces, so one of each.
    private void dealOut() {
        Building first = built.isEmpty() ? null : built.getFirst();
        boolean dealt = first != null
                && first.quantity != null
                && first.quantity > 1
                && first.quantity == built.size()
                && built.stream()
                        .allMatch(one -> one.product == null
                                && !one.negated
                                && !one.variants.isEmpty()
                                && (one == first || one.quantity == null))
                && built.stream()
                                .map(one -> at.catalogue().having(one.variants))
                                .distinct()
                                .count()
                        == 1
                // "2 tecno spark", of one that is called by both words
                && built.stream().map(one -> one.variants).distinct().count() == built.size();
        if (dealt) {
            built.forEach(one -> one.quantity = 1);
        }
    }

    /// "42 moja yangu na *38 ya mtoto*": one for somebody, beside one that is counted.
    private void oneForSomebody() {
        for (int i = 1; i < built.size(); i++) {
            Building item = built.get(i);
            Building before = built.get(i - 1);
            boolean alike = Objects.equals(item.product, before.product)
                    && !item.variants.isEmpty()
                    && !before.variants.isEmpty()
                    && at.catalogue()
                            .having(item.variants)
                            .containsAll(at.catalogue().having(before.variants));
            boolean somebody = reading.marked("share", item.end)
                    && item.end + 1 < reading.tokens.size()
                    && IntStream.range(item.end + 1, Math.min(item.end + 3, reading.tokens.size()))
                            .anyMatch(reading::person);
            if (alike
                    && somebody
                    && item.quantity == null
                    && !item.negated
                    && Integer.valueOf(1).equals(before.quantity)) {
                item.quantity = 1;
            }
        }
    }

    /// "Refill tatu", of water that is itself called refill and comes as "Refill" or with a new can: which one is said.
    private void calledLikeVariant(Building item) {
        Named named = item.product;
        if (named == null || !named.certain() || named.products().size() > 1 || !item.variants.isEmpty()) {
            return;
        }
        List<String> said = reading.tokens.subList(named.start(), named.end()).stream()
                .map(Token::norm)
                .toList();
        item.variants = named.products().stream()
                .flatMap(id -> at.catalogue().catalogue().product(id).stream())
                .flatMap(product -> product.sellable().stream())
                .filter(variant -> Names.phrase(variant.name()).equals(said))
                .map(Variant::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private NamedItems result(boolean summed) {
        List<Building> apart = built.stream().filter(item -> item.comesNotSo).toList();
        built.removeAll(apart);
        built.forEach(this::calledLikeVariant);
        dealOut();
        oneForSomebody();
        List<Item> items = new ArrayList<>();
        List<UUID> variants = new ArrayList<>();
        List<Item> instead = new ArrayList<>();
        built.removeIf(item -> item.keptAsIs
                && (item.quantity == null
                        // "do you have body butter? keep my 3 soaps"
                        || reading.question() && at.pieces().containsValue(item.quantity))
                && item.variants.isEmpty()
                && built.size() > 1);
        for (Building item : built) {
            if (!items.isEmpty() && items.getLast() instanceof Item one && either(item)) {
                items.set(items.size() - 1, OneOfTwo.of(one, item(item)));
            } else if (item.product != null || item.quantity != null || item.negated) {
                if (item.product != null || item.quantity != null || !others(item)) {
                    items.add(item(item));
                } else {
                    instead.add(item(item));
                }
            } else {
                variants.addAll(OfTold.ofAsked(item.variants, at));
            }
        }
        SaidTwice.inPortions(items);
        SaidTwice.dealtOut(items, reading);
        SaidTwice.takenBack(items, reading);
        SaidTwice.meantInstead(items, reading, at);
        SaidTwice.insteadOfNamed(items, reading, at);
        SaidTwice.recountedKind(items, reading);
        SaidTwice.ratherThat(items, reading);
        SaidTwice.saidLater(items);
        portion.takeFrom(unused, items);
        OfTold.pointed(items, reading, at);
        items.replaceAll(item -> Packs.pair(Packs.pack(item, at), reading, at));
        Divided.amongAnother(items, at);
        SaidApart.variant(items, variants, at);
        SaidApart.besideKept(items, variants, reading, at);
        OfTold.variant(items, variants, unused, reading, at);
        OnlyOneComesSo.named(items, variants, reading, at);
        SaidApart.besideOthers(items, variants, instead, at);
        SaidApart.count(items, unused, reading, at);
        SaidApart.onlyMeasure(items, unused, reading, at);
        SaidApart.oneMeasure(items, reading);
        items.replaceAll(byWeight::counted);
        SaidApart.refusedCount(items, unused, reading);
        List<Hit> picked = new ArrayList<>(SaidApart.size(items, reading, at));
        picked.addAll(SaidTwice.inAnotherSize(items, unused, reading, at));
        SaidTwice.ofWhatAllAreFor(items, reading, at);
        SaidApart.oneEach(items, reading);
        SaidApart.eachVariant(items, variants, reading, at);
        SaidApart.soManyOfEach(items, reading);
        SaidApart.ofEachThing(items, reading, at);
        SaidApart.remaining(items, unused, reading);
        if (summed) {
            SaidTwice.addUp(items);
        }
        SaidApart.pairs(items, unused, reading, at);
        unused.replaceAll(number -> Packs.count(number, reading, at));
        SaidTwice.sameForAll(items, reading, at);
        SaidTwice.once(items);
        SaidTwice.saidAgain(items);
        SaidTwice.kinds(items);
        notSo.item(apart).ifPresent(items::add);
        return new NamedItems(items, unused, variants, picked, instead);
    }

    /// "Truffles or a box of pralines": one of the two, and it is asked which.
    private boolean either(Building item) {
        int before = built.indexOf(item) - 1;
        return before >= 0 && OneOfTwo.are(built.get(before), item, reading);
    }

    private Item item(Building item) {
        Set<UUID> products = item.product == null ? Set.of() : narrowed(item, item.product);
        List<UUID> variants = item.variants.stream()
                .filter(v -> products.isEmpty()
                        || at.catalogue()
                                .catalogue()
                                .ofVariant(v)
                                .filter(p -> products.contains(p.id()))
                                .isPresent())
                .toList();
        return new Item(
                List.copyOf(products),
                variants,
                item.quantity,
                item.negated,
                // "the ruled notebooks", where a kind of goods has one thing in it: that one
                item.product != null && item.product.category() && !(products.size() == 1 && variants.size() == 1),
                reading.words(item.start, item.end));
    }

    /// "navy, not burgundy": what is wanted was said beside it.
    private boolean others(Building refused) {
        return built.stream().anyMatch(item -> item != refused && !item.negated && !item.variants.isEmpty());
    }

    /// "Lunettes", of reading glasses and a case that is called "boîte à lunettes" too: the glasses' own name has it.
    private boolean calledSo(UUID product, Named named) {
        List<String> name = at.catalogue().catalogue().product(product).stream()
                .flatMap(p -> Token.read(p.name()).stream())
                .map(token -> Names.stem(token.norm()))
                .toList();
        return reading.tokens.subList(named.start(), named.end()).stream()
                .allMatch(token -> name.contains(Names.stem(token.norm())));
    }

    /// Of several products that fit, those that have the variant; then the one in hand.
    private Set<UUID> narrowed(Building item, Named named) {
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
            List<UUID> called = known.size() < 2
                    ? known
                    : known.stream().filter(p -> calledSo(p, named)).toList();
            if (called.size() == 1) {
                return Set.of(called.getFirst());
            }
            List<UUID> shown = products.stream().filter(at.listed()::contains).toList();
            if (shown.size() == 1) {
                return Set.of(shown.getFirst());
            }
        }
        return products.isEmpty() ? named.products() : products;
    }
}

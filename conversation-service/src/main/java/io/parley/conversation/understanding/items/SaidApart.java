package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Numbers;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A count, a size or a variant that stands apart from the one thing it can mean.
final class SaidApart {
    private static final int PIECES_MAX = 1000;

    private SaidApart() {}

    /// "No strawberry, apricot rather, and a gift box": the one takes the other's place, and the box is another matter.
    static void besideOthers(List<Item> items, List<UUID> variants, List<Item> instead, Surroundings at) {
        if (instead.size() != 1
                || variants.size() != 1
                || items.isEmpty()
                || items.stream()
                        .anyMatch(item -> item.negated() || item.products().isEmpty())) {
            return;
        }
        Set<UUID> of = at.catalogue().having(Set.copyOf(variants));
        Set<UUID> refusedOf =
                at.catalogue().having(Set.copyOf(instead.getFirst().variants()));
        List<UUID> product = at.settled().stream()
                .filter(p -> of.contains(p) && refusedOf.contains(p))
                .distinct()
                .toList();
        if (product.size() == 1
                && items.stream().noneMatch(item -> item.products().equals(product))) {
            Item refused = instead.removeFirst();
            items.addFirst(new Item(product, refused.variants(), null, true, false, refused.words()));
            items.addFirst(new Item(product, List.copyOf(variants), null, false, false, ""));
            variants.clear();
        }
    }

    /// "A big one, and don't remove the small one": the big one comes to it.
    static void besideKept(List<Item> items, List<UUID> variants, Reading reading, Surroundings at) {
        Set<UUID> kept = reading.marks("keep")
                .filter(keep -> keep.length() > 1)
                .flatMap(keep ->
                        reading.variants.stream().filter(v -> v.start() >= keep.end() && v.start() - keep.end() <= 1))
                .flatMap(v -> v.variants().stream())
                .collect(Collectors.toSet());
        List<UUID> others = variants.stream().filter(v -> !kept.contains(v)).toList();
        if (!items.isEmpty() || kept.isEmpty() || others.isEmpty()) {
            variants.removeAll(kept);
            return;
        }
        List<UUID> of = at.settled().stream()
                .filter(p -> at.catalogue().having(kept).contains(p))
                .distinct()
                .toList();
        List<UUID> wanted = others.stream()
                .filter(v -> of.containsAll(at.catalogue().having(Set.of(v))))
                .toList();
        if (of.size() == 1 && !wanted.isEmpty()) {
            wanted.forEach(v -> items.add(new Item(of, List.of(v), null, false, false, "")));
            variants.clear();
        }
    }

    /// "One pair after all, and the repair kit": so many of the one thing in hand that comes in pairs.
    static void pairs(List<Item> items, List<Number> numbers, Reading reading, Surroundings at) {
        List<UUID> paired = at.settled().stream()
                .filter(product -> Packs.paired(product, reading, at))
                .distinct()
                .toList();
        List<Number> pairs = numbers.stream()
                .filter(n -> reading.tokens.subList(n.start(), Math.min(n.end() + 1, reading.tokens.size())).stream()
                        .anyMatch(token -> reading.is(Names.stem(token.norm()), Word.PAIR)))
                .toList();
        // "1 pair", to how many of something else
        boolean answers = at.awaited() == Awaited.QUANTITY && items.isEmpty();
        if (answers
                || paired.size() != 1
                || pairs.size() != 1
                || at.inHand().stream().allMatch(paired::contains)
                || items.stream()
                        .anyMatch(item ->
                                item.products().isEmpty() || item.products().equals(paired))) {
            return;
        }
        Number count = pairs.getFirst();
        boolean one = Packs.onePair(reading);
        items.addFirst(new Item(paired, List.of(), one ? 1 : count.whole(), false, false, ""));
        numbers.remove(count);
    }

    /// "I'm a size L, how much is the hoodie": the variant stands apart from the one thing it fits.
    static void variant(List<Item> items, List<UUID> variants, Surroundings at) {
        List<Item> bare = items.stream()
                .filter(item -> !item.negated() && !item.products().isEmpty() && !item.category())
                .toList();
        if (bare.size() != 1 || !bare.getFirst().variants().isEmpty() || variants.isEmpty()) {
            return;
        }
        Item item = bare.getFirst();
        List<UUID> fitting = variants.stream()
                .filter(v -> at.catalogue()
                        .catalogue()
                        .ofVariant(v)
                        .filter(p -> item.products().contains(p.id()))
                        .isPresent())
                .toList();
        if (!fitting.isEmpty()) {
            items.set(items.indexOf(item), item.with(fitting, item.quantity()));
            variants.clear();
        }
    }

    /// "Ongeza kamusi na utoe *ruled mbili*": right behind the variant that is taken off it says how many of it.
    static void refusedCount(List<Item> items, List<Number> numbers, Reading reading) {
        for (Item item : List.copyOf(items)) {
            if (!item.negated()
                    || !item.products().isEmpty()
                    || item.quantity() != null
                    || item.variants().size() != 1) {
                continue;
            }
            numbers.stream()
                    .filter(number -> number.whole() > 0)
                    .filter(number -> reading.variants.stream()
                            .anyMatch(v ->
                                    v.end() == number.start() && v.variants().containsAll(item.variants())))
                    .findFirst()
                    .ifPresent(number -> {
                        items.set(items.indexOf(item), item.with(item.variants(), number.whole()));
                        numbers.remove(number);
                    });
        }
    }

    /// "Is the lamp in stock? I'll take 2": the count stands apart from the one thing it can mean.
    static void count(List<Item> items, List<Number> numbers, Reading reading, Surroundings at) {
        List<Number> counts = numbers.stream()
                .filter(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                .toList();
        List<Item> wanted = items.stream().filter(item -> !item.negated()).toList();
        if (wanted.size() != 1 || counts.size() != 1) {
            return;
        }
        Item item = wanted.getFirst();
        Number count = counts.getFirst();
        // "fan too, the white, make e be 10", "sukuma ni mingi, ziwe tano": beside what is ordered, or of it
        boolean becomes = reading.is(count.start() - 1, Word.REACHES)
                && (at.settled().containsAll(item.products())
                        || at.ordering() && item.products().stream().noneMatch(at.inHand()::contains));
        if (at.awaited() != Awaited.NOTHING && at.awaited() != Awaited.PRODUCT && !becomes) {
            return;
        }
        boolean clear = item.products().size() == 1 && !item.negated() && item.quantity() == null && !item.category();
        if (clear
                && count.whole() > 0
                && count.whole() < PIECES_MAX
                && (becomes || count.kind() == Kind.PIECES || taken(reading, count))) {
            items.set(items.indexOf(item), item.with(item.variants(), count.whole()));
            numbers.remove(count);
        }
    }

    /// "Tôm 1kg thôi", "just the 1kg of prawns", of more of it that are ordered: of what comes by that measure, one.
    static void onlyMeasure(List<Item> items, List<Number> numbers, Reading reading, Surroundings at) {
        List<Item> wanted = items.stream().filter(item -> !item.negated()).toList();
        if (wanted.size() != 1 || reading.changing("only_that").findAny().isEmpty()) {
            return;
        }
        Item item = wanted.getFirst();
        int ordered = item.variants().size() == 1
                ? at.pieces().getOrDefault(item.variants().getFirst(), 0)
                : 0;
        boolean more = item.quantity() == null && ordered > 1;
        boolean measured = reading.variants.stream()
                .anyMatch(v -> reading.number(v.start()) && v.variants().containsAll(item.variants()));
        if (more && measured && !item.products().isEmpty()) {
            items.set(items.indexOf(item), item.with(item.variants(), 1));
            // "…, not 2"
            numbers.removeIf(number -> number.whole() == ordered
                    && reading.found("negation").anyMatch(not -> not.end() == number.start()));
        }
    }

    /// "Cho chị *1 ký mực*", "nyanya *kilo 2*", where it is sold by the kilo: one of that.
    static void oneMeasure(List<Item> items, Reading reading) {
        items.replaceAll(item -> {
            boolean measured = item.quantity() == null
                    && !item.negated()
                    && item.variants().size() == 1
                    && item.products().size() == 1
                    && reading.variants.stream()
                            .filter(v -> v.variants().containsAll(item.variants()))
                            .filter(v -> weighed(reading, v.start(), v.end()))
                            .filter(v -> !reading.is(v.start() - 1, Word.POINTS))
                            .anyMatch(v -> reading.products.stream()
                                    .filter(p -> p.products().containsAll(item.products()))
                                    .anyMatch(p -> measures(reading, v, p)));
            return measured ? item.with(item.variants(), 1) : item;
        });
    }

    private static boolean measures(Reading reading, NamedVariant said, Named thing) {
        boolean unitFirst = reading.is(said.start(), Word.KILO);
        boolean one = reading.tokens.get(said.start()).is("1");
        boolean before = thing.start() == said.end()
                || thing.start() == said.end() + 1
                        && (reading.is(said.end(), Word.OF)
                                || Names.links(reading.tokens.get(said.end()).norm()));
        return unitFirst && thing.end() == said.start() || (unitFirst || one) && before;
    }

    private static boolean weighed(Reading reading, int from, int to) {
        return IntStream.range(from, to).anyMatch(i -> reading.is(i, Word.KILO));
    }

    /// A word for taking stands right before it, with no more than little words between.
    private static boolean taken(Reading reading, Number count) {
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

    /// "The ring light, the big one": of the sizes of the one thing that stands beside it.
    ///
    /// @return what chose a size
    static List<Hit> size(List<Item> items, Reading reading, Surroundings at) {
        if (at.awaited() == Awaited.VARIANT) {
            // "big one. and a stilton"
            return reading.all("pick")
                    .filter(hit -> hit.value().equals("biggest") || hit.value().equals("smallest"))
                    .filter(hit -> besideNew(hit, reading, at) && sized(hit, items, reading, at)
                            || OfTold.size(hit, items, reading, at))
                    .toList();
        }
        if (at.awaited() == Awaited.PRODUCT) {
            return List.of();
        }
        List<Hit> picked = new ArrayList<>(oneOfEachSize(items, reading, at));
        if (!picked.isEmpty()) {
            return picked;
        }
        for (Hit hit : reading.all("pick").toList()) {
            boolean bySize = hit.value().equals("biggest") || hit.value().equals("smallest");
            if (bySize && (sized(hit, items, reading, at) || OfTold.size(hit, items, reading, at))
                    || byPrice(hit, reading, at) && sized(hit, items, reading, at)) {
                picked.add(hit);
            }
        }
        return picked;
    }

    /// "Just green then. And a gas canister, *the small one*": of another thing than what was asked about.
    private static boolean besideNew(Hit hit, Reading reading, Surroundings at) {
        return reading.products.stream()
                .anyMatch(thing -> thing.end() <= hit.start()
                        && hit.start() - thing.end() <= BESIDE_MAX
                        && thing.products().stream().noneMatch(at.inHand()::contains));
    }

    private static final int BESIDE_MAX = 2;

    /// "2 candles, one small and one big".
    private static List<Hit> oneOfEachSize(List<Item> items, Reading reading, Surroundings at) {
        List<Hit> sizes = reading.all("pick")
                .filter(hit -> hit.value().equals("biggest") || hit.value().equals("smallest"))
                .toList();
        boolean both = sizes.stream().map(Hit::value).distinct().count() == 2;
        Item item = items.size() == 1 ? items.getFirst() : null;
        if (!both
                || item == null
                || item.negated()
                || item.products().size() != 1
                || !item.variants().isEmpty()
                || item.quantity() == null
                || item.quantity() != 2) {
            return List.of();
        }
        List<UUID> variants = sizes.stream()
                .map(Hit::value)
                .distinct()
                .flatMap(size -> at.catalogue().bySize(item.products().getFirst(), size.equals("biggest")).stream())
                .toList();
        if (variants.size() != 2) {
            return List.of();
        }
        items.clear();
        variants.forEach(variant -> items.add(item.with(List.of(variant), 1)));
        return sizes;
    }

    /// "The basil and tomato seeds, 3 of each".
    static void soManyOfEach(List<Item> items, Reading reading) {
        List<Item> counted =
                items.stream().filter(item -> item.quantity() != null).toList();
        boolean ofOne = items.size() > 1
                && items.stream().noneMatch(Item::negated)
                && items.stream().map(Item::products).distinct().count() == 1;
        if (ofOne && counted.size() == 1 && reading.has("each")) {
            items.replaceAll(
                    item -> item.with(item.variants(), counted.getFirst().quantity()));
        }
    }

    /// "Milk tea and peach tea, *two of each* in M": of several things, as many of those that have no count beside the
    /// one that took it, and in the size that is told behind them.
    static void ofEachThing(List<Item> items, Reading reading, Surroundings at) {
        Hit each = reading.all("each").findFirst().orElse(null);
        boolean clear = items.size() > 1
                && items.stream().allMatch(item -> item.products().size() == 1 && !item.negated());
        if (each == null || !clear || !countsEach(reading, each)) {
            return;
        }
        long before = items.stream()
                .filter(item -> reading.token(item.words(), 0) < each.start())
                .count();
        boolean opens = before == 0;
        int told = opens ? 0 : Math.toIntExact(before) - 1;
        Integer count = items.get(told).quantity();
        Item last = opens ? items.getLast() : items.get(told);
        boolean ofAll = last.variants().size() == 1
                && (opens
                        || reading.variants.stream()
                                .anyMatch(v ->
                                        v.start() >= each.end() && v.variants().containsAll(last.variants())));
        for (int i = told;
                count != null
                        && i >= 0
                        && i < items.size()
                        && (i == told || items.get(i).quantity() == null);
                i += opens ? 1 : -1) {
            Item item = items.get(i);
            List<UUID> variants = ofAll && item.variants().isEmpty()
                    ? at.catalogue()
                            .calledLike(
                                    last.variants().getFirst(), item.products().getFirst())
                    : item.variants();
            items.set(i, item.with(variants, count));
        }
    }

    /// "*2* each", "mỗi loại *2* ly".
    private static boolean countsEach(Reading reading, Hit each) {
        return IntStream.of(each.start() - 1, each.start(), each.end())
                .anyMatch(i -> reading.number(i) || reading.within("number", i));
    }

    /// "Bớt flan *còn 3*", "take the flan *down to 3*": what stays of the one thing, and not what goes.
    static void remaining(List<Item> items, List<Number> numbers, Reading reading) {
        Item item = items.size() == 1 ? items.getFirst() : null;
        if (item == null || !item.negated() || item.products().size() != 1) {
            return;
        }
        Numbers.of(reading).stream()
                .filter(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                .filter(n -> reading.is(n.start() - 1, Word.REACHES) && n.whole() > 0)
                .filter(n -> n.start() > reading.token(item.words(), 0))
                .filter(n -> item.quantity() == null || item.quantity() == n.whole())
                .filter(n -> numbers.stream().allMatch(number -> number.start() == n.start()))
                .findFirst()
                .ifPresent(left -> {
                    items.set(0, new Item(item.products(), item.variants(), left.whole(), false, false, item.words()));
                    numbers.clear();
                });
    }

    /// "2 chamomile, *one* big one small": not both are big.
    private static boolean countedApart(List<Item> items, Reading reading, Hit hit) {
        return hit.start() > 0
                && (reading.within("number", hit.start() - 1) || reading.number(hit.start() - 1))
                && items.stream().anyMatch(item -> item.quantity() != null && item.quantity() > 1);
    }

    private static boolean sized(Hit hit, List<Item> items, Reading reading, Surroundings at) {
        Optional<Item> thing = reading.products.stream()
                .filter(p ->
                        p.start() >= hit.end() && (p.start() - hit.end() <= 1 || heldIn(reading, hit.end(), p.start()))
                                || p.end() <= hit.start()
                                        && (hit.start() - p.end() <= 2 || items.size() == 1)
                                        && !countedApart(items, reading, hit))
                // "soap and the big candle": what stands behind it before what stood there
                .sorted(Comparator.comparing((Named p) -> p.start() < hit.end()))
                .flatMap(p -> items.stream()
                        .filter(item -> item.products().size() == 1
                                && item.variants().isEmpty()
                                && p.products().containsAll(item.products())
                                && chosen(hit, item.products().getFirst(), at).isPresent()))
                .findFirst();
        Optional<UUID> size = thing.flatMap(item -> chosen(hit, item.products().getFirst(), at));
        thing.ifPresent(item -> size.ifPresent(
                variant -> items.set(items.indexOf(item), item.with(List.of(variant), item.quantity()))));
        return size.isPresent();
    }

    /// The one of its variants that a phrase picks by size or by price.
    private static Optional<UUID> chosen(Hit hit, UUID product, Surroundings at) {
        return switch (hit.value()) {
            case "biggest", "smallest" ->
                at.catalogue().bySize(product, hit.value().equals("biggest"));
            default -> at.catalogue().byPrice(product, hit.value().equals("dearest"));
        };
    }

    /// "The cheapest toner", and no bargain for what was told.
    private static boolean byPrice(Hit hit, Reading reading, Surroundings at) {
        return (hit.value().equals("cheapest") || hit.value().equals("dearest"))
                && reading.found("discount_question").noneMatch(asks -> asks.end() > hit.start())
                && reading.products.stream()
                        .noneMatch(name -> name.products().stream()
                                .anyMatch(product -> at.inHand().contains(product) || product.equals(at.focus())));
    }

    /// "A big *bag of* compost".
    private static boolean heldIn(Reading reading, int from, int thing) {
        for (int i = from; i < thing; i++) {
            if (!reading.marked("unit_pieces", i) && !reading.is(i, Word.OF)) {
                return false;
            }
        }
        return thing - from <= 2;
    }

    /// "Jungle, space and farm, one each": as many of those that are named before.
    static void eachVariant(List<Item> items, List<UUID> variants, Reading reading, Surroundings at) {
        Item last = items.size() == 1 ? items.getFirst() : null;
        if (last != null
                && last.products().isEmpty()
                && last.quantity() != null
                && !last.negated()
                && !variants.isEmpty()
                && reading.has("each")) {
            // "L and XL, one each", of the tee that was told, though other things come in L
            List<UUID> ofTold = variants.stream()
                    .filter(v -> at.focus() != null
                            && at.catalogue().having(Set.of(v)).contains(at.focus()))
                    .toList();
            List<UUID> meant = ofTold.isEmpty() ? List.copyOf(variants) : ofTold;
            meant.reversed().forEach(variant -> items.addFirst(last.with(List.of(variant), last.quantity())));
            variants.clear();
        }
    }

    /// "A gown, a wig and edge gel: one each".
    static void oneEach(List<Item> items, Reading reading) {
        boolean one = reading.all("each")
                .anyMatch(hit -> hit.value().equals("1")
                        || (reading.is(hit.start(), Word.ONE)
                                        || reading.tokens.get(hit.start()).is("1"))
                                && hit.length() > 1
                                && hit.start() > 0);
        // the last one may have been given the one that is said of each
        boolean bare = items.stream().noneMatch(Item::negated)
                && items.stream().limit(Math.max(0, items.size() - 1)).allMatch(item -> item.quantity() == null)
                && !items.isEmpty()
                && (items.getLast().quantity() == null
                        || Integer.valueOf(1).equals(items.getLast().quantity()));
        boolean clear = items.stream().allMatch(item -> item.products().size() == 1 && !item.category());
        if (one && bare && clear && items.size() > 1) {
            items.replaceAll(item -> item.with(item.variants(), 1));
        }
    }
}

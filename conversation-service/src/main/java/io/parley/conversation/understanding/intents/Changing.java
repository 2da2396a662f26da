package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.items.SaidTwice;
import io.parley.conversation.understanding.meaning.Heard.Answer;
import io.parley.conversation.understanding.meaning.Heard.Change;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Heard.Loose;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Fewer;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From this to that: of the things and variants that a message names, what gives way and what comes instead, how many
/// of it, and whether that is all or some of what is ordered.
public final class Changing {
    private Changing() {}

    /// Something that is named, with a product or as a variant alone.
    ///
    /// @param start of its words
    private record Side(Item item, int start, int end) {}

    public static Change of(Wants wants, Loose loose) {
        Set<Extent> extents = extents(wants.reading, wants.at.settled());
        if (!wants.at.ordering()) {
            return extents.isEmpty() ? Change.NONE : new Change(null, null, extents, null);
        }
        if (loose.picks().stream().anyMatch(pick -> pick.kind().equals("both"))) {
            extents.add(Extent.ALL);
        }
        List<Side> sides = withoutRest(wants.reading, summedUp(wants.reading, sides(wants)));
        if (sides.size() == 2 && becomes(wants, sides.getFirst(), sides.getLast())) {
            Item from = sides.getFirst().item();
            // "one of the M should be S"
            Integer part = from.quantity() == null && extents.contains(Extent.SOME)
                    ? countIn(wants.reading, "some_of_them")
                    : from.quantity();
            return new Change(from, sides.getLast().item(), extents, part);
        }
        Change ofSizes = oneSizeInstead(wants, loose, extents);
        if (ofSizes != null) {
            return ofSizes;
        }
        Change otherSize = toOtherSize(wants, loose, extents);
        if (otherSize != null) {
            return otherSize;
        }
        Integer swapped = swapped(wants.reading);
        if (swapped != null) {
            extents.add(Extent.SOME);
        }
        Integer some = swapped != null
                ? swapped
                : extents.contains(Extent.SOME) ? countIn(wants.reading, "some_of_them") : null;
        Item to = only(wants);
        if (to != null && extents.contains(Extent.ALL) && saidOfAll(wants, to)) {
            return new Change(null, to, extents, null);
        }
        if (some == null && to != null && !to.products().isEmpty()) {
            some = givingWay(wants.reading, to);
        }
        to = to == null && (extents.contains(Extent.SOME) || extents.contains(Extent.ALL)) ? picked(wants, loose) : to;
        if (wants.items.instead().size() == 1 && to != null && onlyThingsRefused(wants)) {
            Item from = wants.items.instead().getFirst();
            Integer moved = extents.contains(Extent.SOME) ? to.quantity() : null;
            return new Change(from, to, extents, from.quantity() == null ? moved : from.quantity());
        }
        some = some == null && to != null ? counted(wants, to) : some;
        if (some != null) {
            extents.add(Extent.SOME);
            return new Change(null, to, extents, some);
        }
        Integer takenOut = to == null ? null : takenOut(wants);
        if (takenOut != null) {
            extents.add(Extent.SOME);
            return new Change(null, to, extents, takenOut);
        }
        return new Change(
                to == null ? recounted(wants) : null,
                to,
                extents,
                to == null || to.quantity() == null ? loose.count() : to.quantity());
    }

    /// "Change 1 turmeric soap to a black soap, *so 1 turmeric left*": of what gave way it tells, in a clause of its
    /// own, what is left.
    private static List<Side> withoutRest(Reading reading, List<Side> sides) {
        boolean rest = sides.size() == 3
                && sides.getFirst().item().quantity() != null
                && sides.getLast().item().quantity() != null
                && !sides.getLast().item().negated()
                && sides.getLast()
                        .item()
                        .products()
                        .equals(sides.getFirst().item().products())
                && sides.getLast()
                        .item()
                        .variants()
                        .equals(sides.getFirst().item().variants())
                && reading.clauseEnd(sides.get(1).start()) <= sides.getLast().start();
        return rest ? sides.subList(0, 2) : sides;
    }

    /// "Hai lọ nhỏ *thay cho* lọ to", "two small ones instead of the big one", of the one thing that is ordered.
    private static @Nullable Change oneSizeInstead(Wants wants, Loose loose, Set<Extent> extents) {
        Reading reading = wants.reading;
        List<Hit> sizes =
                reading.all("pick").sorted(Comparator.comparingInt(Hit::start)).toList();
        boolean instead = sizes.size() == 2
                && loose.picks().size() == 2
                && loose.picks().stream().allMatch(Pick::bySize)
                && wants.items.items().isEmpty()
                && wants.at.settled().size() == 1
                && reading.marks("instead_of")
                        .anyMatch(rather -> sizes.getFirst().end() <= rather.start()
                                && rather.end() <= sizes.getLast().start());
        if (!instead) {
            return null;
        }
        UUID product = wants.at.settled().getFirst();
        List<Item> both = loose.picks().stream()
                .flatMap(
                        pick -> wants.at.catalogue().bySize(product, pick.kind().equals("biggest")).stream()
                                .map(variant ->
                                        new Item(List.of(product), List.of(variant), pick.count(), false, false, "")))
                .toList();
        return both.size() == 2 ? new Change(both.getLast(), both.getFirst(), extents, null) : null;
    }

    /// "Change one of the big oils *to the small one*": which it is to become is only picked.
    private static @Nullable Change toOtherSize(Wants wants, Loose loose, Set<Extent> extents) {
        Item from = wants.items.items().size() == 1 ? only(wants) : null;
        Pick pick = loose.pick();
        boolean changes = from != null
                && from.products().size() == 1
                && pick != null
                && pick.bySize()
                && (wants.reading.changing("swaps").findAny().isPresent() || wants.has(Intent.UPDATE_CART));
        if (!changes || from == null || pick == null) {
            return null;
        }
        UUID product = from.products().getFirst();
        UUID to = wants.at
                .catalogue()
                .bySize(product, pick.kind().equals("biggest"))
                .orElse(null);
        boolean another = to != null
                && !from.variants().isEmpty()
                && !from.variants().contains(to)
                && from.variants().stream().allMatch(wants.at.pieces()::containsKey);
        if (!another || to == null) {
            return null;
        }
        Integer pieces = from.quantity() == null && extents.contains(Extent.SOME)
                ? countIn(wants.reading, "some_of_them")
                : from.quantity();
        return new Change(from, new Item(List.of(product), List.of(to), null, false, false, ""), extents, pieces);
    }

    /// Whether what is named takes the place of what was picked: "the cream instead", "change those to the cream", of
    /// soap that is ordered.
    public static boolean instead(Wants wants) {
        return wants.reading.all("correction").anyMatch(hit -> hit.value().equals("instead"))
                || wants.at.ordering()
                        && (noTheOther(wants)
                                || wants.reading.changing("swaps").anyMatch(swap -> swapsFor(wants, swap)));
    }

    /// "No, the cream": one other thing than is ordered, behind a no.
    private static boolean noTheOther(Wants wants) {
        Reading reading = wants.reading;
        Item to = wants.items.items().size() == 1 ? only(wants) : null;
        return to != null
                && to.products().size() == 1
                && !wants.at.inHand().containsAll(to.products())
                && !wants.has(Intent.ADD_TO_CART)
                && !wants.awaits(Awaited.YES_OR_NO)
                && wants.answer == Answer.NO
                && !reading.question()
                && reading.products.stream()
                        .findFirst()
                        .filter(thing -> reading.all("no").anyMatch(no -> no.start() == 0 && no.end() <= thing.start()))
                        .isPresent();
    }

    /// "*Change those to* the cream", "*badilisha hizo ziwe* za turmeric": it leads to the only thing that is named.
    private static boolean swapsFor(Wants wants, Hit swap) {
        Reading reading = wants.reading;
        List<Item> items = wants.items.items();
        Item to = only(wants);
        if (to == null || items.size() != 1 || wants.at.settled().containsAll(to.products())) {
            return false;
        }
        int thing = reading.products.stream()
                .filter(name -> to.products().containsAll(name.products()))
                .mapToInt(Named::start)
                .min()
                .orElse(0);
        OptionalInt lead = IntStream.range(swap.end(), Math.min(thing, reading.clauseEnd(swap.start())))
                .filter(i -> reading.marked("share", i)
                        || Stream.of(Word.CHANGED_TO, Word.WITH, Word.BY, Word.MAKES)
                                .anyMatch(part -> reading.is(i, part)))
                .findFirst();
        return lead.isPresent()
                && thing < reading.clauseEnd(swap.start())
                && IntStream.range(swap.end(), lead.getAsInt())
                        .noneMatch(i -> reading.number(i) || reading.within("number", i) || reading.inVariant(i));
    }

    /// "Not *20*, make it 25": as many as there were of the line that is meant.
    private static @Nullable Item recounted(Wants wants) {
        Reading reading = wants.reading;
        List<Count> counts = counts(reading).toList();
        return counts.stream()
                .filter(count -> counts.size() == 2
                        && wants.at.pieces().containsValue(count.pieces())
                        && reading.closes(count.end())
                        && reading.found("negation")
                                .anyMatch(not -> not.end() == count.start()
                                        && (not.length() > 1 || !reading.is(not.start(), Word.NO))))
                .findFirst()
                .map(count -> new Item(List.of(), List.of(), count.pieces(), true, false, ""))
                .orElse(null);
    }

    private static Set<Extent> extents(Reading reading, List<UUID> settled) {
        Set<Extent> extents = EnumSet.noneOf(Extent.class);
        if (SaidTwice.inHalves(reading)) {
            extents.add(Extent.HALVES);
        } else if (SaidTwice.halves(reading) == 1 && reading.products.isEmpty()) {
            extents.add(Extent.HALF);
        }
        for (Extent extent : EnumSet.complementOf(EnumSet.of(Extent.HALVES, Extent.ALONE))) {
            boolean keeps = extent == Extent.BACK
                    && reading.marks("keep")
                            .anyMatch(hit -> reading.thingAt(hit.end()) || reading.thingAt(hit.end() + 1))
                    && reading.products.stream()
                            .noneMatch(p -> p.products().stream().anyMatch(settled::contains));
            Stream<Hit> said = extent == Extent.FEWER ? Fewer.of(reading) : reading.changing(section(extent));
            if (keeps || said.findAny().isPresent()) {
                extents.add(extent);
            }
        }
        if (extents.contains(Extent.ONLY) && nothingElse(reading)) {
            extents.add(Extent.ALONE);
        }
        return extents;
    }

    /// "Finalement juste la gomme", "only the belt, one", "leta sahani peke yake", and not "the hat is just for my
    /// dad".
    private static boolean nothingElse(Reading reading) {
        return !reading.products.isEmpty()
                && IntStream.range(0, reading.tokens.size())
                        .allMatch(i -> !reading.tokens.get(i).word() && !reading.number(i)
                                || reading.inThing(i)
                                || reading.inVariant(i)
                                || countBehind(reading, i)
                                || reading.nicety(i)
                                || Stream.of("keep", "place_before")
                                        .flatMap(reading::marks)
                                        .anyMatch(hit -> hit.start() <= i && i < hit.end())
                                || reading.changing("only_that").anyMatch(hit -> hit.start() <= i && i < hit.end())
                                || Stream.of(Word.POINTER, Word.POINTS, Word.ARTICLE_OF_PLACE)
                                        .anyMatch(part -> reading.is(i, part))
                                || refusesOther(reading, i)
                                || Stream.of("correction", "no", "buying_intent")
                                        .anyMatch(section -> reading.within(section, i)));
    }

    /// "Lấy bánh thôi, *ko lấy cái kia*"
    private static boolean refusesOther(Reading reading, int at) {
        return reading.all("remove_from_cart")
                .anyMatch(off -> reading.changing("the_other")
                        .anyMatch(other -> off.start() < other.start()
                                && other.start() <= off.end()
                                && off.start() <= at
                                && at < Math.max(off.end(), other.end())));
    }

    /// "Juste le groupe, *1*": the last word, behind a comma.
    private static boolean countBehind(Reading reading, int at) {
        return at > 1
                && reading.closes(at + 1)
                && reading.tokens.get(at - 1).is(",")
                && (reading.inThing(at - 2) || reading.inVariant(at - 2))
                && (reading.number(at) || reading.within("number", at));
    }

    private static String section(Extent extent) {
        return switch (extent) {
            case SOME -> "some_of_them";
            case ALL -> "all_of_them";
            case ONLY, ALONE -> "only_that";
            case TWICE -> "doubles";
            case HALF, HALVES -> "halves";
            case FEWER -> "fewer";
            case REST -> "the_rest";
            case BACK -> "as_before";
            case SAME -> "same_kind";
        };
    }

    /// "Replace the turmeric with another black, *so two black altogether*": what it comes to, said once more.
    private static List<Side> summedUp(Reading reading, List<Side> sides) {
        if (sides.size() != 3) {
            return sides;
        }
        Side to = sides.get(1);
        Side last = sides.get(2);
        boolean again = !to.item().products().isEmpty()
                && to.item().products().equals(last.item().products())
                && to.item().variants().equals(last.item().variants())
                && last.item().quantity() != null
                && reading.clauseEnd(to.end()) < reading.tokens.size();
        return again ? List.of(sides.getFirst(), new Side(last.item(), to.start(), to.end())) : sides;
    }

    /// Of two that are named, whether the first is to become the second.
    private static boolean becomes(Wants wants, Side from, Side to) {
        Reading reading = wants.reading;
        boolean swaps = reading.changing("swaps").findAny().isPresent();
        boolean changes = swaps || wants.has(Intent.UPDATE_CART);
        boolean rather =
                reading.changing("is_rather").anyMatch(hit -> hit.start() >= from.end() && hit.end() <= to.start());
        // "change the soaps to 2 and the cream to 3"
        // but "badilisha stuli moja iwe rafu"
        boolean counted = from.item().quantity() != null
                && !reading.is(from.end(), Word.CHANGED_TO)
                && !reading.is(from.end(), Word.REACHES)
                && (reading.number(from.end() - 1) || reading.within("number", from.end() - 1));
        // "make it six black and two brown", "để 2 nghệ với 1 đen"
        boolean both = from.item().quantity() != null
                && ((to.item().quantity() != null
                                        // "just 4 doughnuts and the tart"
                                        || reading.changing("only_that").anyMatch(only -> only.end() <= from.start()))
                                && IntStream.range(from.end(), to.start())
                                        .anyMatch(i -> reading.is(i, Word.AND) || !swaps && reading.is(i, Word.JOINS))
                        // "make the chips 3 hickory 1 mesquite"
                        || to.item().quantity() != null
                                && IntStream.range(from.end(), to.start())
                                        .allMatch(i -> reading.number(i) || reading.within("number", i)));
        return (changes || rather) && !counted && !both;
    }

    /// "Green not grey, and no trowel": what is refused by name is another matter.
    private static boolean onlyThingsRefused(Wants wants) {
        return wants.items.items().stream()
                .allMatch(item -> !item.negated() || !item.products().isEmpty());
    }

    /// "One of the two in blue": the count that is part of how it is said.
    private static @Nullable Integer countIn(Reading reading, String section) {
        return reading.changing(section)
                .flatMap(hit ->
                        counts(reading).filter(count -> count.start() >= hit.start() && count.end() <= hit.end()))
                .min(Comparator.comparingInt(Count::start))
                .map(Count::pieces)
                .orElse(null);
    }

    /// "Swap 5 of the beads to gold": so many of those that are ordered.
    private static @Nullable Integer swapped(Reading reading) {
        return reading.changing("swaps")
                .flatMap(swap -> counts(reading)
                        .filter(count -> count.start() == swap.end() && reading.is(count.end(), Word.OF)))
                .map(Count::pieces)
                .findFirst()
                .orElse(null);
    }

    /// "*5 ly* đổi qua trà đào", "change *5 cups* to peach tea": so many of what is ordered become the one thing that
    /// is named behind.
    private static @Nullable Integer givingWay(Reading reading, Item to) {
        int thing = reading.token(to.words(), 0);
        return counts(reading)
                .filter(count -> to.quantity() == null || to.quantity() == count.pieces())
                .filter(count -> {
                    int unit = behindUnit(reading, count);
                    // "swap *one* for turmeric"
                    boolean behind = (reading.is(unit, Word.CHANGED_TO) || reading.is(unit, Word.SWAPPED_FOR))
                            && reading.changing("swaps").anyMatch(swap -> swap.end() == count.start());
                    boolean before = reading.changing("swaps").anyMatch(swap -> swap.start() == unit);
                    int next = unit + (before ? 1 : 0);
                    int lead = reading.is(next, Word.CHANGED_TO) || reading.is(next, Word.SWAPPED_FOR) ? 1 : 0;
                    return (behind || before) && thing == unit + lead + (before ? 1 : 0);
                })
                .map(Count::pieces)
                .findFirst()
                .orElse(null);
    }

    /// "Jezi *3 ziwe XL*", "*make 2* na mild", "*une devrait être* au miel": so many of what is ordered become
    /// another variant.
    private static @Nullable Integer counted(Wants wants, Item to) {
        // "size L", of the one tea that is ordered, though others come in L too
        long ofSettled = to.variants().stream()
                .filter(variant ->
                        wants.at.catalogue().having(Set.of(variant)).stream().anyMatch(wants.at.settled()::contains))
                .count();
        boolean ofOrder = to.products().isEmpty()
                ? ofSettled == 1
                : to.variants().size() == 1 && wants.at.settled().containsAll(to.products());
        return !ofOrder
                ? null
                : counts(wants.reading)
                        .filter(count -> to.quantity() == null || to.quantity().equals(count.pieces()))
                        .filter(count -> becomes(wants, count, to))
                        .map(Count::pieces)
                        .findFirst()
                        .orElse(null);
    }

    /// Whether so many are told to become the variant that stands behind.
    private static boolean becomes(Wants wants, Count count, Item to) {
        Reading reading = wants.reading;
        int clause = reading.clauseEnd(count.end());
        OptionalInt variant = IntStream.range(count.end(), Math.min(clause, count.end() + BECOMES_MAX))
                .filter(i -> to.variants().stream().anyMatch(variantsAt(wants, i)::contains))
                .findFirst();
        if (variant.isEmpty()) {
            return false;
        }
        boolean made = !wants.has(Intent.ADD_TO_CART)
                && reading.is(count.start() - 1, Word.MAKES)
                && variant.getAsInt() > count.end()
                && IntStream.range(count.end(), variant.getAsInt())
                        .allMatch(i -> reading.everyday(i) || reading.claimed(i));
        // "pate đổi *3 lon sang* cá ngừ", "đổi cho em *1 đôi sang* 37"
        boolean swapped = reading.changing("swaps")
                        .anyMatch(swap -> swap.end() <= count.start()
                                && count.start() - swap.end() <= FOR_WHOM_MAX
                                && IntStream.range(swap.end(), count.start())
                                        .allMatch(i -> reading.person(i)
                                                || reading.marked("polite", i)
                                                || reading.marked("share", i)))
                && reading.is(behindUnit(reading, count), Word.CHANGED_TO)
                && behindUnit(reading, count) < variant.getAsInt();
        // "*3 lon pate đổi qua* cá ngừ"
        boolean namedToo = reading.products.stream()
                .filter(thing -> thing.start() == behindUnit(reading, count))
                .anyMatch(thing -> reading.changing("swaps")
                        .anyMatch(swap -> swap.start() == thing.end() && swap.end() <= variant.getAsInt()));
        // "*một gói trong đó đổi qua* arabica"
        int unit = behindUnit(reading, count);
        boolean before = reading.changing("swaps")
                .anyMatch(swap -> swap.start() >= unit
                        && swap.start() - unit <= SOME_OF_THEM_MAX
                        && reading.is(swap.end(), Word.CHANGED_TO)
                        && swap.end() < variant.getAsInt()
                        && !reading.parted(unit, swap.start())
                        && IntStream.range(unit, swap.start())
                                .noneMatch(i -> reading.inThing(i) || reading.inVariant(i)));
        // "cho *một gói thành* robusta", "one to red"
        boolean reaches = reading.is(unit, Word.REACHES)
                && reading.is(unit, Word.CHANGED_TO)
                && unit + 1 == variant.getAsInt()
                // "bat doi thanh mau xanh", of bowls ("đổi")
                && reading.changing("swaps").noneMatch(swap -> swap.start() == count.start())
                && !wants.has(Intent.ADD_TO_CART);
        if (swapped || namedToo || before || reaches) {
            return true;
        }
        boolean shallBe = Stream.of("update_cart", "is_rather")
                .flatMap(reading::changing)
                .anyMatch(hit -> hit.start() == count.end()
                        && hit.end() <= variant.getAsInt()
                        && (hit.section().equals("is_rather") || to.quantity() != null));
        return made || shallBe;
    }

    /// Behind the count and what it is counted in.
    private static int behindUnit(Reading reading, Count count) {
        return reading.marked("unit_pieces", count.end()) ? count.end() + 1 : count.end();
    }

    private static final int BECOMES_MAX = 7;

    /// "Cho em", "giúp chị"
    private static final int FOR_WHOM_MAX = 2;

    /// "Trong đó", "of those", between what is counted and what is done with it.
    private static final int SOME_OF_THEM_MAX = 2;

    private record Count(int start, int end, int pieces) {}

    /// In words of any language and in figures.
    private static Stream<Count> counts(Reading reading) {
        return Stream.concat(
                reading.changing("number").map(hit -> new Count(hit.start(), hit.end(), Integer.parseInt(hit.value()))),
                IntStream.range(0, reading.tokens.size())
                        .filter(i -> reading.number(i) && !reading.plural(i))
                        .filter(i -> FEW.matcher(reading.tokens.get(i).norm()).matches())
                        .mapToObj(i -> new Count(
                                i, i + 1, Integer.parseInt(reading.tokens.get(i).norm()))));
    }

    private static final Pattern FEW = Pattern.compile("\\d{1,3}");

    /// "Take one out and give me the blue instead": so many of what is ordered give way.
    private static @Nullable Integer takenOut(Wants wants) {
        Reading reading = wants.reading;
        boolean instead = wants.has(Intent.REMOVE_FROM_CART)
                && !wants.refused()
                && reading.all("correction").anyMatch(hit -> hit.value().equals("instead"));
        return !instead
                ? null
                : reading.found("remove_from_cart")
                        .flatMap(off -> counts(reading)
                                .filter(count -> count.start() > off.start()
                                        && (count.end() < off.end() || count.start() == off.end())))
                        .map(Count::pieces)
                        .findFirst()
                        .orElse(null);
    }

    /// The only thing named, or the variants said of what is ordered.
    private static @Nullable Item only(Wants wants) {
        List<Item> items = wants.items.items();
        List<Item> named = items.stream().filter(item -> !item.negated()).toList();
        if (named.isEmpty()) {
            List<UUID> variants = wants.items.variants();
            return variants.isEmpty() ? null : new Item(List.of(), variants, null, false, false, "");
        }
        return named.size() == 1 ? named.getFirst() : null;
    }

    /// "*L hết đi*, 3 cái L", "make them all XL, 3 XL": of all of it, and then how many those are.
    private static boolean saidOfAll(Wants wants, Item to) {
        return to.quantity() != null
                && !wants.items.variants().isEmpty()
                && to.variants().containsAll(wants.items.variants());
    }

    /// "Two of those the big ones".
    private static @Nullable Item picked(Wants wants, Loose loose) {
        Pick pick = loose.pick();
        List<UUID> variants = pick == null
                        || !pick.bySize()
                        || !wants.items.items().isEmpty()
                ? List.of()
                : wants.at.settled().stream()
                        .flatMap(product ->
                                wants.at.catalogue().bySize(product, pick.kind().equals("biggest")).stream())
                        .toList();
        return variants.isEmpty() ? null : new Item(List.of(), variants, null, false, false, "");
    }

    /// In the order in which they are said.
    private static List<Side> sides(Wants wants) {
        Reading reading = wants.reading;
        List<Side> sides = new ArrayList<>();
        int from = 0;
        for (Item item : wants.items.items()) {
            if (!item.negated()) {
                from = reading.token(item.words(), from);
                sides.add(new Side(
                        item, from, from + Math.max(1, Token.read(item.words()).size())));
            }
        }
        for (int i = 0; i < reading.tokens.size(); i++) {
            Set<UUID> said = variantsAt(wants, i);
            List<UUID> loose =
                    wants.items.variants().stream().filter(said::contains).toList();
            if (!loose.isEmpty()) {
                sides.add(new Side(new Item(List.of(), loose, null, false, false, ""), i, i + 1));
            }
        }
        sides.sort(Comparator.comparingInt(Side::start));
        return sides;
    }

    /// By name, or "the 39" by its number.
    private static Set<UUID> variantsAt(Wants wants, int token) {
        Reading reading = wants.reading;
        return reading.variants.stream()
                .filter(said -> said.start() == token)
                .map(NamedVariant::variants)
                .findFirst()
                .orElseGet(() -> reading.number(token) && !reading.inVariant(token)
                        ? reading.catalogue.sized(reading.tokens.get(token).norm())
                        : Set.of());
    }
}

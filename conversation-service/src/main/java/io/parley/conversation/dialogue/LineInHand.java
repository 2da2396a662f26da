package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/// What is said of the line in hand without naming it: "make it 3", "no, the 30ml", "one more".
final class LineInHand {
    private LineInHand() {}

    /// "Còn hộp quà không, lấy 1", "is the trowel available? I'll take 2", beside what is ordered.
    private static boolean asksOfAnother(Turn turn) {
        return !turn.heard.named().isEmpty()
                && turn.asks()
                && turn.heard.named().stream()
                        .noneMatch(item -> item.products().isEmpty()
                                || turn.lines.stream()
                                        .anyMatch(
                                                line -> line.products().stream().anyMatch(item.products()::contains)));
    }

    /// "Make that 3 packs", of plectrums that come in packs, beside a ukulele that was counted last.
    private static int heldIn(Turn turn, int meant) {
        Heard heard = turn.heard;
        if (meant < 0 || heard.loose().quantity() == null || !heard.items().isEmpty()) {
            return meant;
        }
        Suited suited = Suited.of(turn.offer.catalogue());
        List<Integer> described = IntStream.range(0, turn.lines.size())
                .filter(i -> turn.lines.get(i).product() instanceof UUID product && suited.tells(product, heard.text()))
                .boxed()
                .toList();
        return described.size() == 1 && turn.lines.get(meant).quantity() != null ? described.getFirst() : meant;
    }

    /// "Is shipping free over 20?", when it is known how many: no count.
    private static boolean asksOfWay(Turn turn, int at) {
        Heard heard = turn.heard;
        return heard.manner().question()
                && heard.wantsAny(Intent.DELIVERY_QUESTION, Intent.PAYMENT_QUESTION)
                && heard.loose().quantity() == null
                && heard.loose().variants().isEmpty()
                && heard.items().isEmpty()
                && turn.lines.get(at).quantity() != null
                && !heard.wantsAny(
                        Intent.UPDATE_CART, Intent.ORDER_MODIFICATION, Intent.BUYING_INTENT, Intent.ADD_TO_CART);
    }

    /// "Also plain black cotton, 2 yards", of a print that has no black and is counted: nothing of what is ordered.
    private static boolean ofAnotherThing(Turn turn, int at) {
        Heard.Lacking lacking = turn.heard.loose().lacking();
        Line line = turn.lines.get(at);
        return lacking != null
                && turn.heard.wants(Intent.ADD_TO_CART)
                && line.quantity() != null
                && line.products().stream().anyMatch(lacking.products()::contains);
    }

    /// "Do you have turmeric soap?", "I'll take one", beside black soap that is ordered and counted.
    private static boolean takesTold(Turn turn) {
        Heard heard = turn.heard;
        UUID told = turn.before.focus();
        return told != null
                && heard.loose().count() != null
                && heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART)
                && !heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION)
                && !heard.manner().correction()
                && !heard.manner().more()
                && heard.refused().isEmpty()
                && !turn.numberUsed
                && turn.lines.stream()
                        .allMatch(line ->
                                line.quantity() != null && !line.products().contains(told));
    }

    /// "Make it 3", "no, the 30ml", "one more": about the line in hand.
    static boolean loose(Turn turn) {
        Heard heard = turn.heard;
        if (takesTold(turn) && TakingUp.fromFocus(turn)) {
            return true;
        }
        int at = turn.itemsUsed ? beforeInHand(turn) : heldIn(turn, meant(turn));
        if (at < 0) {
            return !turn.itemsUsed && (TakingUp.fromFocus(turn) || TakingUp.inSizeOfTold(turn));
        }
        boolean priced =
                heard.wants(Intent.PRICE_CHECK) && !heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
        boolean ofNamed = asksOfAnother(turn);
        if (ofNamed && !priced && Counts.besideAsked(turn)) {
            return true;
        }
        if (turn.onlyAsks() || Ordering.bargains(heard) || asksOfWay(turn, at)) {
            return false;
        }
        if (ofAnotherThing(turn, at)) {
            return true;
        }
        if (!turn.variantsUsed && anotherVariant(turn, turn.lines.get(at))) {
            return true;
        }
        boolean used = false;
        if (!turn.variantsUsed && !heard.loose().variants().isEmpty()
                || !turn.pickUsed && heard.loose().pick() != null && (turn.open != null || turn.reopened)) {
            int known = turn.lines.size();
            used = Slots.pickVariant(turn, at);
            if (turn.lines.size() < known) {
                // "just the small one"
                return true;
            }
        }
        Integer lessened =
                Counting.lessened(turn, turn.lines.get(at), heard.loose().count());
        // "bớt 1 đôi, thêm 1 gói tất": the other count is of what was added
        boolean counted = heard.loose().count() != null
                && turn.itemsUsed
                && heard.refused().isEmpty();
        if (counted
                && Counting.tooManyFewer(turn, turn.lines.get(at), heard.loose().count())) {
            return used;
        }
        if (lessened != null && (heard.items().isEmpty() || counted)) {
            turn.numberUsed = true;
            Counting.lessen(turn, at, lessened);
            return true;
        }
        Integer count = heard.loose().count();
        if (count != null && !turn.numberUsed && !turn.lines.isEmpty() && !priced && !ofNamed) {
            turn.numberUsed = true;
            if (turn.waitsFor(Kind.LOCATION)
                    && count > Turn.PIECES_MAX
                    && heard.loose().quantity() == null) {
                // a postal code
                turn.place = heard.text().strip();
                turn.changed = true;
                return true;
            }
            boolean adds = turn.adds() && heard.items().isEmpty();
            boolean pieces = heard.loose().quantity() != null;
            Line line = turn.lines.get(at);
            Counting.give(
                    turn,
                    at,
                    count,
                    pieces || line.variant() != null && line.quantity() == null,
                    false,
                    turn.more() || adds);
            return true;
        }
        Integer before = turn.lines.isEmpty() ? null : turn.lines.get(at).quantity();
        if (count == null
                && before != null
                && heard.items().isEmpty()
                && heard.change().is(Extent.TWICE)) {
            // "double everything"
            boolean all = heard.change().is(Extent.ALL);
            IntStream.range(all ? 0 : at, all ? turn.lines.size() : at + 1)
                    .filter(i -> turn.lines.get(i).quantity() != null)
                    .forEach(i -> Counting.set(turn, i, 2 * turn.lines.get(i).pieces()));
            return true;
        }
        boolean addsIt =
                turn.changesOrder() && turn.waitsFor(Kind.CONFIRM) && heard.yes() && Signs.addsIt(heard.text());
        if (count == null
                && !addsIt
                && !turn.asks()
                && turn.more()
                && heard.items().isEmpty()
                && heard.loose().unsold().isEmpty()
                && turn.lines.get(at).quantity() != null
                && (!turn.heard.manner().question() || turn.adds() || heard.wants(Intent.UPDATE_CART))) {
            Counting.set(turn, at, turn.lines.get(at).pieces() + 1);
            return true;
        }
        return used;
    }

    /// "And one more for the A15", beside one for the 13; "add a small one too": it comes to what is there.
    private static boolean anotherVariant(Turn turn, Line line) {
        Pick said = turn.heard.loose().pick();
        Pick pick = said != null && said.bySize() && !turn.pickUsed ? said : null;
        UUID variant = pick != null
                ? turn.product(line.product())
                        .flatMap(product -> Picks.variant(pick, product.sellable(), turn.offer))
                        .map(Variant::id)
                        .orElse(null)
                : Edits.only(turn, line.product(), turn.heard.loose().variants());
        // "another one in red"
        boolean more = turn.more() && !turn.heard.manner().question();
        boolean another = (turn.adds() || more)
                && turn.heard.items().isEmpty()
                && variant != null
                && line.variant() != null
                && turn.lines.size() < Turn.LINES_MAX
                && turn.lines.stream().noneMatch(other -> variant.equals(other.variant()));
        if (another) {
            turn.variantsUsed = true;
            turn.pickUsed |= pick != null;
            turn.take(new Line(line.products(), variant, null, line.words(), null));
            Integer picked = pick == null ? null : pick.count();
            Integer counted = picked == null ? turn.heard.loose().count() : picked;
            Integer count = counted == null && more ? Integer.valueOf(1) : counted;
            if (count != null && !turn.numberUsed) {
                turn.numberUsed = true;
                Counting.set(turn, turn.lines.size() - 1, count);
            }
        }
        return another;
    }

    /// The line a loose size or count is about: the one that has such a size, the one that still lacks a count.
    static int meant(Turn turn) {
        int at = turn.lineInHand();
        if (at < 0) {
            return at;
        }
        int recounted = recounted(turn);
        if (recounted >= 0) {
            return recounted;
        }
        int countedAs = turn.heard.items().isEmpty() ? CountedAs.line(turn) : -1;
        if (countedAs >= 0) {
            return countedAs;
        }
        Pick pick = turn.heard.loose().pick();
        if (pick != null && pick.bySize() && choices(turn, turn.lines.get(at)) < 2) {
            // "the small one" is about what comes in sizes
            List<Integer> sized = IntStream.range(0, turn.lines.size())
                    .filter(i -> choices(turn, turn.lines.get(i)) > 1)
                    .boxed()
                    .toList();
            return sized.size() == 1 ? sized.getFirst() : at;
        }
        List<UUID> sizes = turn.heard.loose().variants();
        boolean counted =
                turn.heard.loose().count() != null || turn.heard.change().is(Extent.TWICE) || turn.more();
        List<Integer> so = IntStream.range(0, turn.lines.size())
                .filter(i -> counted && sizes.contains(turn.lines.get(i).variant()))
                .boxed()
                .toList();
        if (so.size() == 1) {
            // "double the blue", "make the L ones 3", "one more of the 30ml"
            return so.getFirst();
        }
        for (int i = 0; i < turn.lines.size() && !sizes.isEmpty(); i++) {
            boolean fits = has(turn, turn.lines.get(i), sizes);
            if (fits && turn.lines.get(i).variant() == null && !has(turn, turn.lines.get(at), sizes)) {
                return i;
            }
        }
        List<Integer> sized = sizes.isEmpty() || has(turn, turn.lines.get(at), sizes)
                ? List.of()
                : IntStream.range(0, turn.lines.size())
                        .filter(i -> has(turn, turn.lines.get(i), sizes))
                        .boxed()
                        .toList();
        boolean ofOne =
                sized.stream().map(i -> turn.lines.get(i).products()).distinct().count() == 1;
        if (sized.size() == 1 || ofOne && turn.heard.change().is(Extent.ONLY)) {
            // "no, in 300g", "only the 30ml": only one of them comes so
            return sized.stream()
                    .filter(i -> !sizes.contains(turn.lines.get(i).variant()))
                    .findFirst()
                    .orElse(sized.getFirst());
        }
        Line line = turn.lines.get(at);
        boolean counts = sizes.isEmpty() && turn.heard.loose().number() != null;
        if (counts
                && line.quantity() != null
                && turn.waitsFor(Kind.VARIANT)
                && !turn.heard.manner().correction()) {
            for (int i = 0; i < turn.lines.size(); i++) {
                if (turn.lines.get(i).quantity() == null) {
                    return i;
                }
            }
        }
        return at;
    }

    /// "Not 20, make it 25": the line of which there are 20; -1 when there is none or several.
    static int recounted(Turn turn) {
        Item from = turn.heard.change().from();
        boolean counts = from != null
                && from.negated()
                && from.products().isEmpty()
                && from.variants().isEmpty();
        List<Integer> so = IntStream.range(0, counts ? turn.lines.size() : 0)
                .filter(i -> from != null && Objects.equals(turn.lines.get(i).quantity(), from.quantity()))
                .boxed()
                .toList();
        return so.size() == 1 ? so.getFirst() : counts ? -1 : lessened(turn);
    }

    /// "But only one pair": the one line of which there are more; -1 when there is none or several.
    private static int lessened(Turn turn) {
        Heard heard = turn.heard;
        Integer count = heard.loose().count();
        boolean only = count != null
                && !turn.waitsFor(Kind.QUANTITY)
                && heard.change().is(Extent.ONLY)
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty();
        List<Integer> more = IntStream.range(0, only ? turn.lines.size() : 0)
                .filter(i -> count != null && turn.lines.get(i).pieces() > count)
                .boxed()
                .toList();
        return more.size() == 1 ? more.getFirst() : -1;
    }

    private static int choices(Turn turn, Line line) {
        return turn.product(line.product()).map(p -> p.sellable().size()).orElse(0);
    }

    private static boolean has(Turn turn, Line line, List<UUID> variants) {
        return turn.product(line.product())
                .filter(product -> product.sellable().stream().anyMatch(v -> variants.contains(v.id())))
                .isPresent();
    }

    /// "Actually 3, and add a soap": the 3 is about what was in hand before the soap.
    private static int beforeInHand(Turn turn) {
        UUID hand = turn.before.focus();
        boolean namedAgain = hand != null
                && turn.heard.named().stream().anyMatch(item -> item.products().contains(hand));
        for (int i = 0; i < turn.lines.size() && turn.heard.manner().correction() && !namedAgain; i++) {
            if (hand != null && hand.equals(turn.lines.get(i).product())) {
                return i;
            }
        }
        return -1;
    }
}

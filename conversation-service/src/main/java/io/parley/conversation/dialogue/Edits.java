package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Changes to the order: at any point, in any order, several at once.
final class Edits {
    private Edits() {}

    static boolean apply(Turn turn) {
        boolean used = edits(turn);
        turn.joinSame();
        tellGone(turn);
        if (saidAnew(turn) && turn.heard.refused().stream().noneMatch(item -> NamedLine.ordered(turn, item))) {
            // shown once more, as it was or as it has become
            turn.open = null;
            turn.changed = true;
        }
        LateChange.settle(turn);
        return used || turn.reopened;
    }

    /// "Not the gloss, the serum. 2 serums and 1 gloss": what stands after all was not taken out.
    private static void tellGone(Turn turn) {
        Set<String> there = turn.lines.stream().map(turn::title).collect(Collectors.toSet());
        turn.acts.replaceAll(act -> act instanceof Act.Removed(List<String> titles)
                ? new Act.Removed(
                        titles.stream().filter(title -> !there.contains(title)).toList())
                : act);
        turn.acts.removeIf(act -> act instanceof Act.Removed(List<String> titles) && titles.isEmpty());
    }

    private static boolean edits(Turn turn) {
        Heard heard = turn.heard;
        boolean moreAndFewer =
                turn.more() && heard.change().is(Extent.FEWER) && heard.named().size() > 1;
        if (moreAndFewer) {
            turn.say(new Act.AskWhatToChange());
            turn.ask(Kind.WHAT_TO_CHANGE, null, null, 0, List.of());
            return true;
        }
        if (NewOrder.begin(turn)) {
            return true;
        }
        boolean keepsOrder = turn.changesOrder()
                && heard.change().is(Extent.BACK)
                && heard.items().isEmpty()
                && heard.loose().count() == null
                && !heard.manner().question();
        if (keepsOrder || LateChange.keepsPlaced(turn)) {
            // "leave the order as it was", whatever is being asked about the change
            LateChange.drop(turn);
            return true;
        }
        if (TakenBack.apply(turn)) {
            WhereTo.place(turn);
            return true;
        }
        boolean nothingNamed =
                heard.items().isEmpty() && heard.loose().variants().isEmpty();
        if ((cancels(turn) || turn.before.lacked() && nothingNamed) && leavesTold(turn)) {
            WhereTo.place(turn);
            return true;
        }
        if (cancels(turn)) {
            return Leaving.cancel(turn);
        }
        // "giao về 12 Nguyễn Trãi như cũ": of an order that is being changed nothing is ordered again
        // "1 Ruby Red and 1 Dusty Rose, same address", of what is being put together
        boolean same = turn.captured == null && turn.place != null && !turn.lines.isEmpty();
        boolean again = heard.manner().sameAgain() && !turn.changesOrder() && !same;
        if (again) {
            Leaving.sameAgain(turn);
        }
        boolean used = !again && LateChange.begin(turn);
        if (used || again && turn.lines.isEmpty()) {
            return true;
        }
        if (Counts.reaches(turn)) {
            WhereTo.place(turn);
            return true;
        }
        Integer inherited = heard.named().isEmpty() ? null : Removals.quantityOfRefused(turn);
        boolean becomes = Changes.apply(turn);
        used = again | (becomes && heard.refused().isEmpty() ? becomes : Removals.apply(turn));
        if (becomes || Several.apply(turn) || TakingUp.bothTold(turn)) {
            WhereTo.place(turn);
            return true;
        }
        boolean orders = Ordering.orders(turn);
        if (orders) {
            used |= TakingUp.takesAllAndMore(turn) || Counts.beforeNamed(turn);
            int known = turn.lines.size();
            for (Item item : heard.named()) {
                used |= want(turn, item, inherited, known);
            }
            used |= TakingUp.othersToo(turn, known) | TakingUp.anyOfTaken(turn, known);
            Several.onlyThese(turn);
            used |= TakingUp.takesAll(turn) || TakingUp.pickListed(turn);
        }
        used |= !orders && TakingUp.takesAll(turn);
        used |= TakingUp.pickSized(turn);
        used |= Counts.alone(turn, orders);
        used |= LineInHand.loose(turn);
        return WhereTo.place(turn) || used;
    }

    private static boolean cancels(Turn turn) {
        // "gói 20 thôi ko lấy" leaves out no more than that
        boolean some = turn.heard.loose().count() != null && turn.lines.size() > 1;
        return turn.heard.wantsAny(Intent.CANCEL_ORDER, Intent.CLEAR_CART)
                && !some
                && turn.heard.items().isEmpty()
                && turn.heard.loose().variants().isEmpty();
    }

    /// "Does the collar come in red?", "nah leave it", beside a harness that is ordered; or "never mind then", of what
    /// is not to be had.
    private static boolean leavesTold(Turn turn) {
        UUID told = turn.before.focus();
        boolean another = told != null
                && !turn.waitsFor(Kind.CONFIRM)
                && turn.lines.stream().noneMatch(line -> line.products().contains(told));
        return (another || turn.before.lacked()) && !turn.lines.isEmpty() && Signs.leavesIt(turn.heard.text());
    }

    /// "The 44, 43 is tight": a number that a size is called counts nothing beside another size.
    private static boolean counted(Turn turn, Item item) {
        Integer count = item.quantity();
        return count != null
                && (count < Heard.Loose.SIZE_LEAST
                        || item.variants().isEmpty()
                        || turn.before.lines().stream()
                                .flatMap(line -> turn.product(line.product()).stream())
                                .flatMap(product -> product.sellable().stream())
                                .filter(variant -> !item.variants().contains(variant.id()))
                                .noneMatch(variant -> variant.name().equals(Integer.toString(count))));
    }

    /// @param known how many lines there were before this message
    private static boolean want(Turn turn, Item item, @Nullable Integer inherited, int known) {
        turn.itemsUsed = true;
        if ((item.quantity() == null || counted(turn, item)) && Portions.split(turn, item)) {
            return true;
        }
        Integer quantity = counted(turn, item) ? item.quantity() : inherited != null ? inherited : turn.countWaiting();
        quantity = item.quantity() == null ? Counts.rest(turn, item, quantity) : quantity;
        Integer mended = Counts.mended(turn, item);
        quantity = mended == null ? quantity : mended;
        int at = NamedLine.existing(turn, item, known);
        if (at >= 0) {
            return NamedLine.update(turn, at, item, quantity);
        }
        List<UUID> products = item.products().isEmpty() ? productsWith(turn, item.variants()) : item.products();
        if (products.isEmpty()) {
            return false;
        }
        quantity = quantity == null ? quantityOfUnclear(turn) : quantity;
        quantity = quantity == null ? quantityOfReplaced(turn, products) : quantity;
        quantity = quantity == null ? Counts.behindNamed(turn) : quantity;
        quantity = quantity == null && turn.heard.manner().correction() ? TakenBack.count(turn, products) : quantity;
        products = narrowed(turn, products);
        if (Several.eachOf(turn, item, products, quantity)) {
            return true;
        }
        UUID variant = products.size() == 1 ? only(turn, products.getFirst(), item.variants()) : null;
        if (variant == null && item.variants().isEmpty() && products.size() == 1 && !turn.heard.comesNotSo(item)) {
            variant = TakingUp.offered(turn, products.getFirst());
        }
        turn.take(new Line(products, variant, null, item.words(), null));
        boolean ofEach = turn.heard.manner().each()
                && turn.heard.named().size() == 1
                && item.variants().isEmpty();
        if (quantity != null
                && !turn.lines.isEmpty()
                && !(ofEach && Counts.ofEveryVariant(turn, turn.lines.size() - 1, quantity))) {
            Counting.set(turn, turn.lines.size() - 1, quantity);
        }
        return true;
    }

    /// "No, keep the two soaps and add one lipstick", of both that were shown: all of it is said anew, and nothing
    /// comes to it.
    static boolean saidAnew(Turn turn) {
        return turn.heard.no()
                && turn.waitsFor(Kind.CONFIRM)
                && !turn.more()
                && turn.before.lines().size() > 1
                && turn.before.lines().stream()
                        .allMatch(line -> turn.heard.named().stream()
                                .anyMatch(item -> !Collections.disjoint(item.products(), line.products())));
    }

    /// Something else is named instead of one of the choices: it takes the unclear one's place.
    private static @Nullable Integer quantityOfUnclear(Turn turn) {
        if (!turn.waitsFor(Kind.PRODUCT) || turn.heard.wants(Intent.ADD_TO_CART)) {
            return null;
        }
        for (int i = 0; i < turn.lines.size(); i++) {
            if (turn.lines.get(i).product() == null) {
                return turn.lines.remove(i).quantity();
            }
        }
        return null;
    }

    /// "Actually the serum", while it is asked how many creams, or where they go: instead of them.
    private static @Nullable Integer quantityOfReplaced(Turn turn, List<UUID> products) {
        Heard heard = turn.heard;
        Question open = turn.open;
        boolean instead = open != null
                && (open.kind() == Kind.QUANTITY || open.kind() == Kind.VARIANT || ofTheOnly(turn, open))
                && heard.manner().correction()
                && !heard.manner().more()
                && !heard.manner().question()
                && !heard.wants(Intent.ADD_TO_CART)
                && heard.items().size() == 1
                && !NamedLine.goesOn(turn)
                && turn.lines.stream().noneMatch(line -> !Collections.disjoint(line.products(), products));
        int at = instead ? turn.lineInHand() : -1;
        return at < 0 ? null : turn.lines.remove(at).quantity();
    }

    /// Where to, of one thing.
    private static boolean ofTheOnly(Turn turn, Question open) {
        return open.kind() == Kind.LOCATION && turn.lines.size() == 1;
    }

    /// What cannot be sold now does not stand in the way of what can.
    private static List<UUID> narrowed(Turn turn, List<UUID> products) {
        List<UUID> sold =
                products.stream().filter(id -> turn.product(id).isPresent()).toList();
        return sold.isEmpty() ? products : sold;
    }

    static final double SURE_TO_ADD = 0.8;

    static @Nullable UUID only(Turn turn, @Nullable UUID product, List<UUID> variants) {
        Product of = turn.product(product).orElse(null);
        if (of == null) {
            return null;
        }
        List<UUID> fitting = of.sellable().stream()
                .map(Variant::id)
                .filter(variants::contains)
                .toList();
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    static List<UUID> productsWith(Turn turn, List<UUID> variants) {
        Set<UUID> products = new LinkedHashSet<>();
        for (UUID variant : variants) {
            turn.offer.catalogue().ofVariant(variant).ifPresent(product -> products.add(product.id()));
        }
        return oneOf(products.stream().filter(turn.before.inHand()::contains).toList())
                .or(() -> oneOf(products.stream().filter(turn.listed::contains).toList()))
                .or(() -> oneOf(products.stream()
                        .filter(id -> turn.product(id)
                                .filter(p -> p.sellable().size() > 1)
                                .isPresent())
                        .toList()))
                .orElse(List.copyOf(products));
    }

    private static Optional<List<UUID>> oneOf(List<UUID> products) {
        return products.size() == 1 ? Optional.of(products) : Optional.empty();
    }
}

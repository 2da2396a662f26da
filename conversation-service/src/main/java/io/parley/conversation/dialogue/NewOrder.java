package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.events.OrderedLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// A second order beside the one that was placed: "one for my aunty in Eldoret too, a different order". It begins
/// with nothing but what is said of it, and the placed one stays as it is.
final class NewOrder {
    private NewOrder() {}

    /// Whether it is said of an order of its own, in so many words or since it is more, for somebody else and
    /// elsewhere.
    static boolean meant(Dialogue at, Heard heard) {
        Dialogue.Taken taken = at.captured();
        boolean ofPlaced = heard.wantsAny(
                        Intent.CANCEL_ORDER,
                        Intent.ORDER_STATUS,
                        Intent.VIEW_CART,
                        Intent.COMPLAINT,
                        Intent.RETURN_REQUEST)
                && heard.named().isEmpty();
        if (taken == null || Leaving.over(taken) || ofPlaced) {
            return false;
        }
        boolean orders = !heard.named().isEmpty()
                || heard.details().place() != null
                || heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART);
        return Signs.newOrder(heard.text()) && (orders || at.changesOrder()) || elsewhere(taken.place(), heard);
    }

    /// "My brother wants one cream in Pune", of an order that goes to Mumbai.
    private static boolean elsewhere(String placed, Heard heard) {
        String place = heard.details().place();
        return place != null
                && heard.details().placeSaid()
                && !heard.named().isEmpty()
                && heard.change().from() == null
                && !heard.manner().instead()
                && !heard.manner().correction()
                && Signs.forOthers(heard.text())
                && !sameTown(placed, place);
    }

    private static boolean sameTown(String placed, String place) {
        String one = Signs.plain(placed);
        String other = Signs.plain(place);
        return one.contains(other) || other.contains(one);
    }

    /// "And one soap for myself, to me in Abuja", while an order is put together that goes to Ibadan: the two
    /// are for the seller to settle, and the order stays as it is.
    static boolean toAnother(Turn turn) {
        Heard heard = turn.heard;
        String said = heard.details().place();
        boolean another = !turn.lines.isEmpty()
                && !turn.changesOrder()
                && turn.place != null
                && said != null
                && !heard.named().isEmpty()
                && !sameTown(turn.place, said);
        boolean more = turn.more() || heard.wants(Intent.ADD_TO_CART);
        boolean apart = more
                && !heard.manner().instead()
                && (Signs.forOthers(heard.text()) || Signs.forMyself(heard.text()) || Signs.newOrder(heard.text()));
        boolean some = heard.change().is(Heard.Extent.ONLY)
                && turn.lines.stream()
                        .anyMatch(line -> heard.named().stream()
                                .allMatch(item -> Collections.disjoint(
                                        // "2 Ruby Red? only 1", of the lipstick that is ordered
                                        item.products().isEmpty()
                                                ? Edits.productsWith(turn, item.variants())
                                                : item.products(),
                                        line.products())));
        return another && heard.change().from() == null && (apart || some || Signs.othersGet(heard.text()));
    }

    /// "No, that's a new order", to whether the placed one shall be changed: what was added is the new one.
    ///
    /// @return whether nothing more is to be edited
    static boolean begin(Turn turn) {
        Heard heard = turn.heard;
        boolean changing = turn.changesOrder();
        boolean free = turn.lines.isEmpty() && (turn.open == null || turn.waitsFor(Kind.PRODUCT, Kind.WANT_IT));
        Dialogue.Taken taken = turn.captured;
        if (taken != null && !changing && !turn.lines.isEmpty() && Signs.noNewOrder(heard.text())) {
            // what was placed is all there is to be
            turn.leaveGiven();
            turn.say(new Act.OrderKept());
            return true;
        }
        if (taken != null && isNew(turn)) {
            // "this one is a new order": so it is, and it is shown once more
            turn.open = null;
            return true;
        }
        if (taken == null || !changing && !free || !meant(turn.before, heard)) {
            return false;
        }
        boolean told = heard.details().place() != null;
        boolean moved = changing && turn.place != null && !turn.place.equals(taken.place());
        List<Line> added = changing ? added(turn, taken) : List.of();
        if (changing) {
            turn.leaveGiven();
            turn.say(new Act.OrderKept());
        }
        if (told || changing && !moved) {
            turn.place = null;
        }
        added.forEach(turn::take);
        if (!heard.named().isEmpty()) {
            return false;
        }
        WhereTo.place(turn);
        if (turn.lines.isEmpty()) {
            askWhat(turn);
        }
        return true;
    }

    /// What is put together is one already.
    private static boolean isNew(Turn turn) {
        Heard heard = turn.heard;
        return !turn.lines.isEmpty()
                && !turn.changesOrder()
                && Signs.newOrder(heard.text())
                && heard.items().isEmpty()
                && heard.details().place() == null;
    }

    private static void askWhat(Turn turn) {
        turn.listed = turn.offer.catalogue().products().stream()
                .filter(turn.offer::canBeHad)
                .map(Product::id)
                .limit(Turn.SHOWN_MAX)
                .toList();
        turn.say(new Act.AskProduct(turn.offered(turn.listed), Act.Put.FIRST));
        turn.ask(Kind.PRODUCT, null, null, 0, turn.listed);
    }

    /// What the draft has and the order has not, but for what is named anew.
    private static List<Line> added(Turn turn, Dialogue.Taken taken) {
        List<Line> added = new ArrayList<>();
        for (Line line : turn.lines) {
            int ordered = taken.lines().stream()
                    .filter(placed -> Objects.equals(placed.variantId(), line.variant()))
                    .mapToInt(OrderedLine::quantity)
                    .sum();
            boolean anew = turn.heard.named().stream()
                    .anyMatch(item -> !Collections.disjoint(item.products(), line.products()));
            if (!anew && ordered == 0) {
                added.add(line);
            } else if (!anew && line.pieces() > ordered) {
                added.add(line.times(line.pieces() - ordered));
            }
        }
        return added;
    }
}

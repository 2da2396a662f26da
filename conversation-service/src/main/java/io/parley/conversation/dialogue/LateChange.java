package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.events.Money;
import io.parley.events.OrderedLine;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// A change of mind after the yes. The order that was given is put on the table again as it is, is
/// changed there like any draft, and is told as one change once the shopper has said a clear yes to
/// all of it. Until then, and if they leave it, the order stays as it was. What is paid or taken up
/// is the seller's to change.
final class LateChange {
    private LateChange() {}

    /// @return whether nothing else is to be done about it in this turn
    static boolean begin(Turn turn) {
        Dialogue.Taken taken = turn.captured;
        boolean free = turn.lines.isEmpty() && (turn.open == null || turn.waitsFor(Kind.WHICH_ORDER));
        if (free && placedAlready(turn)) {
            return true;
        }
        if (taken == null
                || !free
                || Leaving.over(taken)
                || NewOrder.meant(turn.before, turn.heard)
                || !wants(turn.before, turn.heard)) {
            return false;
        }
        if (unknown(turn, taken) || WhichOrder.ask(turn)) {
            return true;
        }
        turn.open = null;
        if (taken.changeAsked() != null) {
            turn.say(new Act.ChangeUnderway());
            return true;
        }
        if (!taken.open() || !allSold(turn, taken)) {
            WithPerson.tell(
                    turn, "Wants to change order " + Leaving.name(taken) + ": " + Summaries.quote(turn.heard.text()));
            return true;
        }
        taken.lines().forEach(line -> turn.take(Line.ordered(line)));
        turn.changed = false;
        turn.place = taken.place();
        turn.captured = taken.changedBy(turn.orderId);
        turn.offer = withOwn(turn.offer, taken);
        turn.reopened = true;
        return false;
    }

    /// "2 black soaps to Leeds", said once more behind the yes, "keep my 2 black soaps": it stands as it was placed.
    private static boolean placedAlready(Turn turn) {
        Heard heard = turn.heard;
        String place = heard.details().place();
        boolean plain = !turn.more()
                && !heard.manner().question()
                && !heard.manner().sameAgain()
                && heard.refused().isEmpty()
                && !heard.named().isEmpty()
                && !Signs.newOrder(heard.text())
                && (place != null || heard.change().is(Heard.Extent.BACK) || Signs.keeps(heard.text()));
        Dialogue.Taken same = WhichOrder.placed(turn.others, plain ? turn.captured : null).reversed().stream()
                .filter(order -> plain && Leaving.aMomentAgo(order, turn.moment) && asPlaced(order, heard.named()))
                .filter(order -> place == null || samePlace(order.place(), place))
                .findFirst()
                .orElse(null);
        return same != null && OrderQuestions.placed(turn, same);
    }

    /// "You have shea butter now? Keep my 3 black soaps then", of 3 that were placed, while fewer are shown.
    static boolean keepsPlaced(Turn turn) {
        List<Heard.Item> counted = turn.heard.named().stream()
                .filter(item -> item.quantity() != null)
                .toList();
        return turn.changesOrder()
                && !counted.isEmpty()
                && Signs.keeps(turn.heard.text())
                && asPlaced(Objects.requireNonNull(turn.captured), counted);
    }

    private static boolean samePlace(String placed, String said) {
        String one = Signs.plain(placed);
        return one.equals(Signs.plain(said)) || one.contains(Signs.plain(said));
    }

    private static boolean asPlaced(Dialogue.Taken order, List<Heard.Item> named) {
        return named.size() == order.lines().size()
                && order.lines().stream()
                        .allMatch(line -> named.stream()
                                .anyMatch(item -> (item.products().isEmpty()
                                                || item.products().contains(line.productId()))
                                        && (item.variants().isEmpty()
                                                ? !item.products().isEmpty()
                                                : item.variants().contains(line.variantId()))
                                        && item.quantity() != null
                                        && item.quantity() == line.quantity()));
    }

    /// "Make it 2 in ORD-9ZZZ9Z", by a number that no order of this conversation has: what there is is told.
    private static boolean unknown(Turn turn, Dialogue.Taken taken) {
        String asked = turn.heard.details().orderNumber();
        return asked != null && taken.number() != null && !asked.equals(taken.number()) && OrderQuestions.status(turn);
    }

    /// Whether the order that was placed may be put on the table again.
    static boolean open(Dialogue at) {
        Dialogue.Taken taken = at.captured();
        return taken != null
                && taken.open()
                && taken.changeAsked() == null
                && at.lines().isEmpty();
    }

    /// "Wait, wrong size", of what was ordered a moment ago: it is to be another one, and nothing is complained of.
    static boolean slip(Turn turn) {
        Dialogue.Taken taken = turn.before.captured();
        return taken != null
                && open(turn.before)
                && Leaving.aMomentAgo(taken, turn.moment)
                && Signs.slip(turn.heard.text());
    }

    /// "Naweza kubadilisha? Nataka nne", of what was ordered and has not come: it is exchanged for nothing, but counted
    /// anew.
    static boolean counts(Dialogue at, Heard heard) {
        boolean wanted = heard.named().stream().anyMatch(item -> item.quantity() != null)
                && heard.wantsAny(
                        Intent.BUYING_INTENT, Intent.ADD_TO_CART, Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
        boolean counted = heard.items().isEmpty() && heard.loose().quantity() != null;
        return open(at)
                && heard.wants(Intent.RETURN_REQUEST)
                && (wanted || counted)
                && !Signs.had(heard.text())
                && !Signs.misfit(heard.text());
    }

    /// Whether it is said of an order that was placed, and would change it: in words that only change, or of something
    /// it holds.
    static boolean wants(Dialogue at, Heard heard) {
        return !changesContact(heard) && (changes(heard) || ofOrdered(at, heard) || counts(at, heard));
    }

    /// "Change my number to 0803…": whom to call, and nothing of what is ordered or where it goes.
    static boolean changesContact(Heard heard) {
        return (heard.details().phone() != null || heard.details().email() != null)
                && (heard.no() || heard.manner().correction())
                && heard.details().place() == null
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && heard.loose().picks().isEmpty()
                && heard.loose().count() == null
                && heard.meanings().stream().allMatch(meaning -> CONTACT.contains(meaning.intent()));
    }

    private static final Set<Intent> CONTACT = EnumSet.of(
            Intent.ORDER_MODIFICATION, Intent.UPDATE_CART, Intent.DENY, Intent.UNKNOWN, Intent.THANKS, Intent.GREETING);

    /// "A red one instead of the school bag", "just one sandal", "one of them should've been blue", of a bag and two
    /// sandals that were ordered.
    private static boolean ofOrdered(Dialogue at, Heard heard) {
        Dialogue.Taken taken = at.captured();
        if (taken == null || heard.manner().question()) {
            return false;
        }
        boolean instead = heard.refused().stream().anyMatch(item -> ordered(taken, item) > 0);
        boolean fewer = heard.change().is(Heard.Extent.ONLY)
                && !heard.named().isEmpty()
                && heard.named().stream()
                        .allMatch(item -> item.quantity() != null && item.quantity() < ordered(taken, item));
        boolean spokenOf = at.focus() == null
                || taken.lines().stream().anyMatch(line -> line.productId().equals(at.focus()));
        boolean some = spokenOf
                && heard.change().to() != null
                && heard.change().is(Heard.Extent.SOME)
                && heard.named().stream().allMatch(item -> item.products().isEmpty())
                && !(heard.named().isEmpty() && heard.loose().variants().isEmpty())
                && heard.meanings().stream()
                        .noneMatch(meaning -> meaning.intent().asks());
        return instead || fewer || some;
    }

    private static boolean changes(Heard heard) {
        boolean place = heard.details().place() != null
                && heard.details().placeSaid()
                && heard.named().isEmpty()
                && !heard.manner().question()
                && !heard.wantsAny(Intent.DELIVERY_QUESTION, Intent.BUYING_INTENT);
        // "4 flans in ORD-7K3M9Q"
        boolean named = heard.details().orderNumber() != null
                && heard.wants(Intent.BUYING_INTENT)
                && !heard.named().isEmpty()
                && !heard.manner().question();
        // "can you put M instead of the L?"
        boolean swaps = heard.change().from() != null && heard.change().to() != null;
        return place
                || named
                || ofIt(heard)
                || swaps
                || Signs.slip(heard.text())
                || heard.wantsAny(
                        Intent.ORDER_MODIFICATION, Intent.UPDATE_CART, Intent.REMOVE_FROM_CART, Intent.ADD_TO_CART)
                || heard.manner().correction()
                        && !(heard.wants(Intent.ORDER_STATUS) && heard.items().isEmpty());
    }

    /// "One more please", "no, 3", "just 1", "double it": nothing is named, and it can only be of what was ordered.
    private static boolean ofIt(Heard heard) {
        boolean alone = heard.items().isEmpty()
                && heard.loose().sought() == null
                && heard.loose().pick() == null
                && heard.meanings().stream().allMatch(meaning -> SAID_OF_IT.contains(meaning.intent()));
        boolean recounted = heard.loose().count() != null
                && !heard.manner().question()
                && (heard.no() || heard.change().is(Heard.Extent.ONLY));
        boolean doubled =
                heard.change().is(Heard.Extent.TWICE) || heard.change().is(Heard.Extent.HALF);
        return alone && (heard.manner().more() || recounted || doubled);
    }

    /// Pieces of it.
    private static int ordered(Dialogue.Taken taken, Heard.Item item) {
        return taken.lines().stream()
                .filter(line -> item.products().contains(line.productId()))
                .filter(line -> item.variants().isEmpty() || item.variants().contains(line.variantId()))
                .mapToInt(OrderedLine::quantity)
                .sum();
    }

    private static final Set<Intent> SAID_OF_IT =
            EnumSet.of(Intent.BUYING_INTENT, Intent.ADD_TO_CART, Intent.DENY, Intent.UNKNOWN);

    private static boolean allSold(Turn turn, Dialogue.Taken taken) {
        return taken.lines().stream()
                .allMatch(line -> turn.product(line.productId()).stream()
                        .flatMap(product -> product.sellable().stream())
                        .anyMatch(variant -> variant.id().equals(line.variantId())));
    }

    /// What came of the edits of this turn: all taken out is a cancelling, and none at all a question.
    static void settle(Turn turn) {
        if (!turn.changesOrder()) {
            return;
        }
        Dialogue.Taken taken = Objects.requireNonNull(turn.captured);
        if (turn.lines.isEmpty()) {
            turn.acts.removeIf(Act.Removed.class::isInstance);
            turn.orderId = null;
            turn.captured = taken.changedBy(null);
            askToCancel(turn);
        } else if (!turn.reopened && turn.changed && asOrdered(turn, taken)) {
            drop(turn);
        } else if (turn.reopened && turn.asked == null && saidAsOrdered(turn) && asOrdered(turn, taken)) {
            leave(turn);
            OrderQuestions.placed(turn, taken);
        } else if (turn.reopened && !turn.changed && turn.asked == null && turn.heard.wants(Intent.ORDER_STATUS)) {
            // "is my order still two red and one rose?"
            leave(turn);
            turn.say(new Act.ShowPlaced(shown(taken), taken.total(), taken.place()));
        } else if (turn.reopened && !turn.changed && turn.asked == null) {
            turn.say(new Act.AskWhatToChange());
            turn.ask(Kind.WHAT_TO_CHANGE, null, null, 0, List.of());
        }
    }

    /// "Forget the cream", that was only to be added: nothing is left to change.
    private static boolean asOrdered(Turn turn, Dialogue.Taken taken) {
        Map<UUID, Integer> ordered = taken.lines().stream()
                .collect(Collectors.toMap(OrderedLine::variantId, OrderedLine::quantity, Integer::sum));
        Map<UUID, Integer> drafted = turn.lines.stream()
                .filter(line -> line.variant() != null)
                .collect(Collectors.toMap(line -> Objects.requireNonNull(line.variant()), Line::pieces, Integer::sum));
        return ordered.equals(drafted)
                && turn.lines.size() == drafted.size()
                && taken.place().equals(turn.place);
    }

    /// "No, keep it": the words of the button under a change, whoever is waited for meanwhile.
    static boolean kept(Turn turn) {
        Dialogue.Taken taken = turn.captured;
        boolean given = taken != null && !Leaving.over(taken);
        boolean ofIt =
                turn.changesOrder() || turn.lines.isEmpty() && (turn.open == null || turn.waitsFor(Kind.CANCEL_ORDER));
        if (!given || !ofIt || !Signs.keepsIt(turn.heard.text())) {
            return false;
        }
        drop(turn);
        return true;
    }

    /// The draft of a change is left: the order stays as it was.
    static void drop(Turn turn) {
        leave(turn);
        turn.say(new Act.OrderKept());
    }

    private static void leave(Turn turn) {
        turn.lines.clear();
        turn.forgetQuestion();
        turn.changed = true;
        turn.orderId = null;
        if (turn.captured != null) {
            turn.captured = turn.captured.changedBy(null);
        }
    }

    /// "2 black soaps to Nakuru", of which that is what was ordered: there is nothing to change.
    private static boolean saidAsOrdered(Turn turn) {
        Heard heard = turn.heard;
        // "change the black soap to the yellow one", of which the second half was not understood
        boolean changes = heard.manner().correction() || heard.manner().instead();
        return !changes
                && heard.details().note() == null
                && (!heard.named().isEmpty() || heard.details().place() != null);
    }

    /// "Cancel it", after the yes.
    static void cancel(Turn turn, Dialogue.Taken taken) {
        if (unknown(turn, taken) || WhichOrder.ask(turn)) {
            return;
        }
        if (taken.changeAsked() != null) {
            turn.say(new Act.ChangeUnderway());
        } else if (taken.open()) {
            askToCancel(turn);
        } else {
            WithPerson.tell(turn, "Wants to cancel order " + Leaving.name(taken));
        }
    }

    private static void askToCancel(Turn turn) {
        Dialogue.Taken taken = Objects.requireNonNull(turn.captured);
        turn.forgetQuestion();
        turn.say(new Act.AskToCancel(shown(taken), taken.total()));
        turn.ask(Kind.CANCEL_ORDER, null, null, 0, List.of());
    }

    static List<Act.Shown> shown(Dialogue.Taken taken) {
        return taken.lines().stream()
                .map(line -> new Act.Shown(line.fullTitle(), line.quantity(), line.unitPrice(), line.total()))
                .toList();
    }

    /// The answer to "shall I cancel it?".
    static boolean answered(Turn turn) {
        Heard heard = turn.heard;
        Dialogue.Taken taken = turn.captured;
        boolean nothingElse =
                heard.named().isEmpty() && heard.loose().variants().isEmpty();
        if (taken == null || !nothingElse) {
            return false;
        }
        if (heard.no() || Signs.override(heard.text())) {
            turn.forgetQuestion();
            turn.onlyAnswers = true;
            turn.say(new Act.OrderKept());
            return true;
        }
        boolean again = heard.wantsAny(Intent.CANCEL_ORDER, Intent.CLEAR_CART)
                && !heard.manner().question();
        boolean yes = heard.yes() && !heard.manner().but() && !heard.manner().question();
        if (!yes && !again) {
            return false;
        }
        turn.forgetQuestion();
        turn.onlyAnswers = true;
        tell(
                turn,
                taken,
                turn.moment.freshId(),
                List.of(),
                taken.place(),
                Money.zero(taken.total().currency()));
        return true;
    }

    /// The clear yes to what the order is to be.
    static void confirmed(Turn turn, List<OrderedLine> lines, String place, Money total) {
        Dialogue.Taken taken = Objects.requireNonNull(turn.captured);
        UUID change = Objects.requireNonNull(turn.orderId);
        turn.lines.clear();
        turn.orderId = null;
        turn.forgetQuestion();
        tell(turn, taken, change, lines, place, total);
    }

    /// Once it is paid or taken up a yes comes too late, and goes to the seller.
    private static void tell(
            Turn turn, Dialogue.Taken taken, UUID change, List<OrderedLine> lines, String place, Money total) {
        if (taken.open()) {
            turn.say(new Act.ChangeOrder(
                    taken.orderId(), change, lines, place, total, lines.isEmpty() ? null : Notes.whole(turn)));
            turn.captured = taken.asking(change);
        } else {
            turn.captured = taken.changedBy(null);
            WithPerson.tell(turn, wish(Leaving.name(taken), lines, place, turn.notes));
        }
    }

    /// For the seller.
    ///
    /// @param notes what else was to be heeded
    static String wish(String order, List<OrderedLine> lines, String place, List<String> notes) {
        if (lines.isEmpty()) {
            return "Wants to cancel order " + order;
        }
        String heeded = notes.isEmpty() ? "" : "; " + String.join("; ", notes);
        return "Wants to change order " + order + " to: " + Summaries.lines(lines) + ", to " + place + heeded;
    }

    /// What the order holds is this shopper's own while they change it.
    static Offer withOwn(Offer offer, Dialogue at) {
        return at.changesOrder() ? withOwn(offer, Objects.requireNonNull(at.captured())) : offer;
    }

    private static Offer withOwn(Offer offer, Dialogue.Taken taken) {
        Map<UUID, Integer> own = taken.lines().stream()
                .collect(Collectors.toMap(OrderedLine::variantId, OrderedLine::quantity, Integer::sum));
        Stock stock = offer.stock();
        return new Offer(offer.shop(), offer.catalogue(), id -> {
            int available = stock.available(id);
            return available == Stock.UNLIMITED ? available : available + own.getOrDefault(id, 0);
        });
    }
}

package io.parley.conversation.dialogue;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.events.Money;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What is asked of orders: what is picked and what it comes to, what was placed and where it is.
final class OrderQuestions {
    private OrderQuestions() {}

    /// "How much be the two orders?", "how much is both together", where two are placed and nothing else is told.
    static boolean ofAllOrders(Turn turn) {
        Heard heard = turn.heard;
        Pick pick = heard.loose().pick();
        boolean both = pick != null && pick.kind().equals("both") && turn.askedAbout.size() < 2;
        return turn.lines.isEmpty()
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && (both || Signs.allOrders(heard.text()))
                && WhichOrder.placed(turn.others, turn.captured).size() > 1;
    }

    /// "Bao giờ thì có hàng ạ", behind an order: when what was ordered comes, and not what there is.
    static boolean awaitsPlaced(Turn turn) {
        Heard heard = turn.heard;
        return turn.captured != null
                && !Leaving.over(turn.captured)
                && turn.lines.isEmpty()
                && turn.open == null
                && !turn.before.lacked()
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && heard.loose().sought() == null
                && heard.wants(Intent.AVAILABILITY_CHECK)
                && !heard.wantsAny(Intent.PRICE_CHECK, Intent.RECOMMEND, Intent.COMPARE, Intent.DELIVERY_QUESTION)
                && Signs.asksWhen(heard.text());
    }

    static boolean status(Turn turn) {
        Dialogue.Taken taken = turn.captured;
        String asked = turn.heard.details().orderNumber();
        if (asked == null && !turn.lines.isEmpty() && (taken == null || Leaving.over(taken))) {
            if (Signs.ofOrder(turn.heard.text()) && !Signs.asksWhen(turn.heard.text())) {
                // "what's my order status?": it is not placed yet
                return cart(turn);
            }
            // "when will it come?" of what is not ordered yet
            return Questions.say(turn, ShopQuestions.aboutDelivery(turn));
        }
        Dialogue.Taken meant = asked == null
                ? taken
                : Stream.concat(Stream.ofNullable(taken), turn.others.stream())
                        .filter(order -> asked.equals(order.number()))
                        .findFirst()
                        .orElse(null);
        List<Dialogue.Taken> placed = WhichOrder.placed(turn.others, taken);
        if (meant == null && placed.size() > 1) {
            // by a number that none of them has
            return placed(turn, placed);
        }
        if (meant != null && overdue(turn, meant)) {
            tellOverdue(turn, meant);
            return true;
        }
        turn.say(meant == null ? new Act.NoOrderYet() : told(meant));
        if (meant != null && asked == null && awaited(meant) && Signs.asksWhenItArrives(turn.heard.text())) {
            turn.say(ShopQuestions.aboutDelivery(turn));
        }
        return true;
    }

    /// "It still hasn't come", "I've been waiting for a week": more than where it is, once it could have come.
    private static boolean overdue(Turn turn, Dialogue.Taken taken) {
        return !Set.of("CAPTURED", "CANCELLED", "REJECTED").contains(taken.status())
                && Signs.overdue(turn.heard.text());
    }

    private static void tellOverdue(Turn turn, Dialogue.Taken taken) {
        String summary = "Waits for order " + Leaving.name(taken) + ": " + Summaries.quote(turn.heard.text());
        if (turn.before.waitsForPerson()) {
            WithPerson.tell(turn, summary);
            return;
        }
        turn.handOver(HandoffReason.COMPLAINT, summary);
        turn.say(told(taken));
    }

    /// Nobody has sent it yet.
    private static boolean awaited(Dialogue.Taken taken) {
        return !Leaving.over(taken)
                && (taken.fulfilment() == null || taken.fulfilment().equals("UNFULFILLED"));
    }

    /// What was ordered and where it goes; "the two orders together" with what they come to.
    static boolean placed(Turn turn, Dialogue.Taken taken) {
        return placed(
                turn, Signs.allOrders(turn.heard.text()) ? WhichOrder.placed(turn.others, taken) : List.of(taken));
    }

    static boolean placed(Turn turn, List<Dialogue.Taken> all) {
        Money total =
                all.stream().map(Dialogue.Taken::total).reduce(Money::plus).orElseThrow();
        turn.say(new Act.ShowPlaced(
                all.stream().flatMap(order -> LateChange.shown(order).stream()).toList(),
                total,
                all.size() == 1 ? all.getFirst().place() : null));
        all.forEach(order -> turn.say(told(order)));
        return true;
    }

    private static Act told(Dialogue.Taken taken) {
        String parcel = taken.fulfilment();
        boolean under = parcel != null && (parcel.equals("SHIPPED") || parcel.equals("DELIVERED"));
        boolean over = taken.status().equals("CANCELLED") || taken.status().equals("REJECTED");
        return new Act.TellOrder(
                taken.number(), under && !over && parcel != null ? parcel : taken.status(), taken.total());
    }

    static boolean cart(Turn turn) {
        if (!turn.lines.isEmpty() && turn.shown().size() == turn.lines.size()) {
            if (!turn.complete()) {
                turn.say(new Act.ShowOrder(turn.shown(), turn.total()));
            } else {
                turn.changed = true;
            }
            return true;
        }
        if (!turn.lines.isEmpty()) {
            // nothing to add up yet: what is missing is asked next
            if (turn.shown().isEmpty()) {
                uncounted(turn);
                return true;
            }
            return Questions.say(turn, new Act.ShowOrder(turn.shown(), turn.total()));
        }
        Dialogue.Taken taken = turn.captured;
        boolean priced =
                turn.acts.stream().anyMatch(act -> act instanceof Act.TellPrice || act instanceof Act.TellPriceOf);
        if (priced && taken == null) {
            // "a red bag and brown sandals, how much is it all?"
            return true;
        }
        if (taken == null || Leaving.over(taken)) {
            return Questions.say(turn, new Act.NothingPicked());
        }
        return placed(turn, taken);
    }

    /// "Both 5x6, how much in all?", and nobody said how many: what one of each costs.
    private static void uncounted(Turn turn) {
        boolean told = turn.acts.stream().anyMatch(Telling::tells);
        if (told || turn.lines.size() > PRICED_MAX) {
            return;
        }
        turn.lines.stream().filter(line -> line.variant() != null).forEach(line -> priceOf(turn, line));
    }

    /// Of the one that is chosen, or of all that it comes in.
    static void priceOf(Turn turn, Line line) {
        turn.product(line.product())
                .ifPresent(product -> turn.say(new Act.TellPrice(
                        line.variant() == null ? product.name() : turn.title(line),
                        turn.choices(product).stream()
                                .filter(choice -> line.variant() == null
                                        || choice.variant().equals(line.variant()))
                                .toList())));
    }

    static final int PRICED_MAX = 3;
}

package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OrderedLine;
import io.parley.events.ReservationEvent.Shortage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of an order that was taken here, and what the shopper hears of it.
public final class Aftermath {
    private Aftermath() {}

    /// A message that was answered has been deleted: what only it ordered leaves the draft, and what is left is shown
    /// again.
    ///
    /// @param then what was known before that message
    /// @param upon what was known right after it
    public static Step unsaid(Dialogue before, Dialogue then, Dialogue upon, Offer offer, Moment moment) {
        if (before.orderId() == null || !before.orderId().equals(upon.orderId()) || before.changesOrder()) {
            return new Step(before, List.of());
        }
        Turn turn = new Turn(before, nothingHeard(before), offer, moment);
        turn.unasked = true;
        List<String> gone = new ArrayList<>();
        turn.lines.clear();
        for (Line line : before.lines()) {
            Line given = of(upon, line);
            Line had = of(then, line);
            boolean asGiven = given != null && Objects.equals(given.quantity(), line.quantity());
            if (given == null || had != null && (!asGiven || had.same(given))) {
                turn.lines.add(line);
            } else if (had == null) {
                gone.add(turn.title(line));
            } else {
                turn.lines.add(had);
            }
        }
        boolean placed =
                then.place() == null && before.place() != null && before.place().equals(upon.place());
        if (placed) {
            turn.place = null;
        }
        if (turn.lines.equals(before.lines()) && !placed) {
            return new Step(before, List.of());
        }
        turn.changed = true;
        turn.forgetQuestion();
        if (before.takenOver() || before.waitsForPerson() || before.optedOut()) {
            return new Step(turn.done().dialogue(), List.of());
        }
        if (!gone.isEmpty()) {
            turn.say(new Act.Removed(gone));
        }
        Next.ask(turn);
        Step step = turn.done();
        return new Step(step.dialogue().havingHeard(before), step.acts());
    }

    /// The line of that draft which has become this one.
    private static @Nullable Line of(Dialogue draft, Line line) {
        return draft.lines().stream()
                .filter(line::stands)
                .findFirst()
                .or(() -> draft.lines().stream()
                        .filter(other ->
                                other.variant() == null && other.products().containsAll(line.products()))
                        .findFirst())
                .orElse(null);
    }

    /// The words for it could not be sent, and the shopper hears that the owner is asked: so they are. What would have
    /// been asked in those words was asked of nobody.
    public static Step keptBack(Step step, Heard heard, Instant now) {
        Dialogue at = step.dialogue();
        if (at.takenOver() || at.handoff() != null) {
            return new Step(at.but(copy -> copy.question = null), step.acts());
        }
        List<Act> acts = new ArrayList<>(step.acts());
        acts.add(new Act.HandOver(
                HandoffReason.NOT_UNDERSTOOD,
                "The answer to " + Summaries.quote(heard.text())
                        + " may not be said: look at what the shop says of it.",
                null));
        Dialogue fetched = at.but(copy -> {
            copy.question = null;
            copy.handoff = new Dialogue.Handoff(HandoffReason.NOT_UNDERSTOOD, now, false);
        });
        return new Step(fetched, List.copyOf(acts));
    }

    /// Its stock is held: the shopper hears the number and the total, and the seller takes over.
    public static Step confirmed(Dialogue before, UUID orderId, OrderSummary order, Offer offer, Instant now) {
        Dialogue.Taken taken = taken(before, orderId, order, "CONFIRMED");
        List<Act> acts = new ArrayList<>();
        acts.add(new Act.TellConfirmed(
                order.number(), order.total(), offer.shop().payByLink()));
        acts.add(new Act.HandOver(HandoffReason.ORDER_CONFIRMED, summary(order), orderId));
        Dialogue.Handoff handoff = before.waitsForPerson()
                ? before.handoff()
                : new Dialogue.Handoff(HandoffReason.ORDER_CONFIRMED, now, false);
        return new Step(told(before, handoff, taken, orderId, order), silenced(before, acts));
    }

    /// Something is short: the draft comes back with what is left, under a new id, and waits for a yes.
    public static Step rejected(
            Dialogue before, UUID orderId, OrderSummary order, List<Shortage> shortages, Offer offer, Moment moment) {
        Dialogue.Taken taken = taken(before, orderId, order, "REJECTED");
        Dialogue quiet = told(before, before.handoff(), taken, orderId, order);
        boolean busy = !before.lines().isEmpty() || before.takenOver() || before.waitsForPerson();
        Turn turn = new Turn(quiet, nothingHeard(before), offer, moment);
        turn.unasked = true;
        List<Act.Short> told = new ArrayList<>();
        List<Line> left = new ArrayList<>();
        for (OrderedLine line : order.lines()) {
            Optional<Shortage> shortage = shortages.stream()
                    .filter(s -> s.variantId().equals(line.variantId()))
                    .findFirst();
            int available = shortage.map(Shortage::available).orElse(line.quantity());
            shortage.ifPresent(s -> told.add(new Act.Short(line.fullTitle(), s.wanted(), s.available())));
            int pieces = Math.min(line.quantity(), available);
            if (pieces > 0 && turn.product(line.productId()).isPresent()) {
                left.add(new Line(List.of(line.productId()), line.variantId(), pieces, line.title(), null));
            }
        }
        turn.say(new Act.TellRejected(told, !left.isEmpty() && !busy));
        if (busy) {
            return new Step(quiet, silenced(before, turn.acts));
        }
        turn.place = order.shippingLocation();
        left.forEach(turn::take);
        // what could be had at that moment is offered as told, even when this shop's copy of the stock is a step behind
        if (!left.isEmpty()) {
            offerRest(turn);
        }
        return turn.done();
    }

    private static void offerRest(Turn turn) {
        turn.revision++;
        turn.lines.replaceAll(line -> line.at(turn.price(line)));
        turn.say(new Act.AskConfirmation(
                turn.shown(), turn.total(), Objects.requireNonNull(turn.place), turn.revision, true));
        turn.ask(Kind.CONFIRM, null, null, turn.revision, List.of());
    }

    /// Nothing was said for a while and an order is half put together: one reminder, with the question that is open.
    ///
    /// @return no act where a reminder has no place
    public static Step reminded(Dialogue before, Offer offer, Moment moment) {
        boolean quiet = before.optedOut()
                || before.takenOver()
                || before.handoff() != null
                || before.lines().isEmpty()
                || before.shopper().child()
                || before.changesOrder()
                || before.orderId() == null
                || before.orderId().equals(before.shopper().remindedOf())
                || !offer.shop().settings().hours().open(moment.now());
        if (quiet) {
            return new Step(before, List.of());
        }
        Turn turn = new Turn(before, nothingHeard(before), offer, moment);
        turn.unasked = true;
        turn.shopper = turn.shopper.reminded(before.orderId());
        turn.say(new Act.StillThere(turn.lines.stream().map(turn::title).toList()));
        Question open = turn.open;
        Next.ask(turn);
        Question asked = turn.asked;
        if (open != null && asked != null && open.sameAs(asked)) {
            // a reminder is no new try of the same question
            turn.asked = new Question(
                    asked.kind(),
                    asked.product(),
                    asked.variant(),
                    asked.number(),
                    asked.options(),
                    asked.askedAt(),
                    open.times());
        }
        return turn.done();
    }

    /// What was waited for is there again.
    ///
    /// @return no act where it cannot be told now
    public static Step back(Dialogue before, UUID productId, @Nullable UUID variantId, Offer offer, Moment moment) {
        Turn turn = new Turn(before, nothingHeard(before), offer, moment);
        Product product = turn.product(productId).orElse(null);
        boolean quiet = before.optedOut()
                || before.takenOver()
                || before.waitsForPerson()
                || before.shopper().child();
        boolean known = product != null
                && (variantId == null
                        ? !product.sellable().isEmpty()
                        : product.variant(variantId).isPresent());
        if (quiet || !known || product == null) {
            return new Step(before, List.of());
        }
        turn.unasked = true;
        turn.focus = product.id();
        Money price = variantId == null
                ? turn.offered(product).from()
                : product.variant(variantId).orElseThrow().price();
        turn.say(new Act.TellBack(product.title(variantId), price));
        if (turn.lines.isEmpty()) {
            turn.say(new Act.OfferToOrder(product.name()));
            turn.ask(Kind.WANT_IT, product.id(), variantId, 0, List.of());
        }
        return turn.done();
    }

    /// @param asked by the shopper; then the seller hears of it here
    public static Step cancelled(Dialogue before, UUID orderId, OrderSummary order, boolean asked) {
        Dialogue.Taken taken = settled(taken(before, orderId, order, "CANCELLED"), orderId);
        Dialogue.Handoff handoff = before.waitsForPerson() ? before.handoff() : null;
        Dialogue after = told(before, handoff, taken, orderId, order);
        List<Act> acts = new ArrayList<>(List.of(new Act.TellCancelled(order.number(), asked)));
        if (asked) {
            acts.add(new Act.HandOver(
                    HandoffReason.ORDER_CHANGED, "The shopper has cancelled order " + order.number(), orderId));
        }
        return new Step(after, silenced(before, acts));
    }

    /// It is as the shopper wanted it; the seller hears so too.
    public static Step changed(Dialogue before, UUID orderId, OrderSummary order, Instant now) {
        Dialogue.Taken taken = settled(taken(before, orderId, order, order.status()), orderId);
        List<Act.Shown> lines = order.lines().stream()
                .map(line -> new Act.Shown(line.fullTitle(), line.quantity(), line.unitPrice(), line.total()))
                .toList();
        List<Act> acts = List.of(
                new Act.TellChanged(order.number(), lines, order.total(), order.shippingLocation()),
                new Act.HandOver(
                        HandoffReason.ORDER_CHANGED, "The shopper has changed it. " + summary(order), orderId));
        Dialogue.Handoff handoff = before.handoff() != null
                ? before.handoff()
                : new Dialogue.Handoff(HandoffReason.ORDER_CHANGED, now, false);
        return new Step(told(before, handoff, taken, orderId, order), silenced(before, acts));
    }

    /// It stays as it was: something is short, or it is the seller's to change by now.
    public static Step notChanged(
            Dialogue before,
            UUID orderId,
            OrderSummary order,
            List<OrderedLine> wanted,
            String place,
            List<Shortage> shortages,
            Instant now) {
        Dialogue.Taken taken = settled(taken(before, orderId, order, order.status()), orderId);
        List<Act> acts = new ArrayList<>();
        acts.add(new Act.TellNotChanged(
                order.number(),
                shortages.stream()
                        .flatMap(shortage -> wanted.stream()
                                .filter(line -> line.variantId().equals(shortage.variantId()))
                                .limit(1)
                                .map(line -> new Act.Short(line.fullTitle(), shortage.wanted(), shortage.available())))
                        .toList()));
        Dialogue.Handoff handoff = before.handoff();
        if (shortages.isEmpty()) {
            acts.add(new Act.HandOver(
                    HandoffReason.HUMAN_REQUEST,
                    LateChange.wish(order.number(), wanted, place, before.notes()),
                    orderId));
            handoff = before.waitsForPerson() ? handoff : new Dialogue.Handoff(HandoffReason.HUMAN_REQUEST, now, false);
        }
        return new Step(told(before, handoff, taken, orderId, order), silenced(before, acts));
    }

    private static Dialogue told(
            Dialogue before,
            Dialogue.@Nullable Handoff handoff,
            Dialogue.@Nullable Taken taken,
            UUID orderId,
            OrderSummary order) {
        return before.but(copy -> {
            copy.others = others(before, orderId, order).stream()
                    .map(other -> settled(other, orderId))
                    .toList();
            copy.handoff = handoff;
            copy.misunderstood = 0;
            copy.captured = taken;
        });
    }

    /// An order before the newest has moved on.
    private static List<Dialogue.Taken> others(Dialogue before, UUID orderId, OrderSummary order) {
        return before.others().stream()
                .map(other -> other.orderId().equals(orderId) ? other.as(order) : other)
                .toList();
    }

    private static Dialogue.Taken settled(Dialogue.Taken taken, UUID orderId) {
        return taken.orderId().equals(orderId) ? taken.asking(null).changedBy(taken.draft()) : taken;
    }

    public static Step completed(Dialogue before, UUID orderId, OrderSummary order) {
        Dialogue.Taken taken = taken(before, orderId, order, "COMPLETED");
        Dialogue.Handoff handoff = before.waitsForPerson() ? before.handoff() : null;
        Dialogue after = told(before, handoff, taken, orderId, order);
        return new Step(after, silenced(before, List.of(new Act.TellCompleted(order.number()))));
    }

    /// A glad reaction under a summary is not a yes: it is asked whether it is one, once.
    public static Step reacted(Dialogue before, Moment moment) {
        Question open = before.question();
        boolean summary =
                open != null && open.kind() == Kind.CONFIRM && !open.expired(moment.now()) && open.times() < 2;
        if (!summary || before.takenOver() || before.waitsForPerson() || before.optedOut() || open == null) {
            return new Step(before, List.of());
        }
        Dialogue after = before.but(copy -> copy.question = open.askedAgain(moment.now()));
        return new Step(after, List.of(new Act.AskClearYes(open.number(), before.changesOrder())));
    }

    /// A thumb down under a summary asks what to change, elsewhere what is wrong. No more than that: it may have been a
    /// slip of the finger.
    public static Step displeased(Dialogue before, Moment moment) {
        if (before.takenOver() || before.waitsForPerson() || before.optedOut()) {
            return new Step(before, List.of());
        }
        Question open = before.question();
        if (open != null && open.kind() == Kind.CONFIRM && !open.expired(moment.now())) {
            Question what = new Question(Kind.WHAT_TO_CHANGE, null, null, 0, List.of(), moment.now(), 1);
            return new Step(before.but(copy -> copy.question = what), List.of(new Act.AskWhatToChange()));
        }
        Dialogue after = before.but(copy -> {
            // a yes would now be one to fetching somebody
            copy.question = open != null && takesYes(open.kind()) ? null : open;
            copy.shopper = before.shopper().complained();
        });
        return new Step(after, List.of(new Act.Apologise()));
    }

    private static boolean takesYes(Kind kind) {
        return switch (kind) {
            case TAKE_LESS, WANT_IT, AGE, WAIT, CANCEL_ORDER, CONFIRM -> true;
            case PRODUCT, VARIANT, QUANTITY, PIECES_OR_SIZE, LOCATION, WHAT_TO_CHANGE, WHICH_ORDER -> false;
        };
    }

    /// A child's parent has agreed: from here on the child may order.
    public static Step parentAgreed(Dialogue before) {
        boolean waited = before.handoff() != null && before.handoff().reason() == HandoffReason.UNDER_AGE;
        Dialogue after = before.but(copy -> {
            copy.question = null;
            copy.handoff = waited ? null : before.handoff();
            copy.misunderstood = 0;
            copy.shopper = before.shopper().agreedFor();
        });
        return new Step(after, before.takenOver() ? List.of() : silenced(before, List.of(new Act.ParentAgreed())));
    }

    /// The parent has taken it back: nothing more is ordered, and nothing is remembered.
    public static Step parentRevoked(Dialogue before, Instant now) {
        Dialogue fresh = Dialogue.fresh(before.language());
        Dialogue after = fresh.but(copy -> {
            copy.handoff = new Dialogue.Handoff(HandoffReason.UNDER_AGE, now, true);
            copy.takenOver = before.takenOver();
            copy.shopper = fresh.shopper().asChild();
        });
        return new Step(after, List.of());
    }

    /// It moved on without a word to the shopper.
    public static Step moved(Dialogue before, UUID orderId, OrderSummary order) {
        return new Step(
                before.but(copy -> {
                    copy.captured = taken(before, orderId, order, order.status());
                    copy.others = others(before, orderId, order);
                }),
                List.of());
    }

    /// Of one beside that which is spoken of, that one.
    private static Dialogue.Taken taken(Dialogue before, UUID orderId, OrderSummary order, String status) {
        Dialogue.Taken known = before.captured();
        boolean same = known != null && known.orderId().equals(orderId);
        boolean newerKnown = known != null
                && !same
                && (known.at().isAfter(order.placedAt())
                        || before.others().stream()
                                .anyMatch(other -> other.orderId().equals(orderId)));
        return newerKnown && known != null
                ? known
                : new Dialogue.Taken(
                                orderId,
                                order.number(),
                                order.lines(),
                                order.shippingLocation(),
                                order.total(),
                                status,
                                same && known != null ? known.at() : order.placedAt(),
                                order.paymentStatus(),
                                order.fulfilmentStatus(),
                                same && known != null ? known.draft() : null,
                                same && known != null ? known.changeAsked() : null,
                                same && known != null ? known.whom() : null)
                        .stillClaimed(same && known != null && known.claimed());
    }

    /// A shopper who has left is told nothing more; the seller still is.
    private static List<Act> silenced(Dialogue before, List<Act> acts) {
        return before.optedOut()
                ? acts.stream().filter(Act.HandOver.class::isInstance).toList()
                : List.copyOf(acts);
    }

    private static String summary(OrderSummary order) {
        Money total = order.total();
        return "Order " + order.number() + ": " + Summaries.lines(order.lines()) + ", " + total + ", to "
                + order.shippingLocation();
    }

    static Heard nothingHeard(Dialogue before) {
        return new Heard(
                "",
                List.of(new Heard.Meaning(Intent.UNKNOWN, 0)),
                Heard.Answer.NONE,
                List.of(),
                new Heard.Loose(null, null, List.of(), List.of(), null),
                new Heard.Details(null, false, null, null, null, null, null),
                new Heard.Manner(false, false, false, false, false, false, false),
                Heard.Change.NONE,
                Heard.Emotion.NEUTRAL,
                before.language(),
                0,
                List.of(),
                null,
                0);
    }
}

package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Hold.Piece;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Stock;
import io.parley.events.ReservationEvent.Shortage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// What the cart's answers mean for a step that was decided, and what the shopper hears of it.
public final class Holding {
    /// Platforms let a shop write unasked for a day after the shopper's last message.
    private static final Duration MAY_WRITE = Duration.ofHours(23);

    private Holding() {}

    /// What the cart is to have: the draft's lines of which variant and quantity are known.
    public static List<Piece> wanted(Dialogue at) {
        // what an order has is held for it already; more of it is asked for with the change
        if (at.optedOut() || at.changesOrder()) {
            return List.of();
        }
        Map<UUID, Integer> pieces = new LinkedHashMap<>();
        for (Line line : at.lines()) {
            if (line.variant() != null && line.pieces() > 0) {
                pieces.merge(line.variant(), line.pieces(), (one, other) -> Math.min(one + other, Turn.PIECES_MAX));
            }
        }
        return pieces.entrySet().stream()
                .map(piece -> new Piece(piece.getKey(), piece.getValue()))
                .toList();
    }

    /// What can be had by this shopper: what is held for them, or may be, is theirs.
    public static Offer withOwn(Offer offer, Dialogue at, Instant now) {
        Hold hold = at.hold();
        Map<UUID, Integer> own = hold == null ? Map.of() : hold.own(now);
        if (own.isEmpty()) {
            return offer;
        }
        Stock stock = offer.stock();
        return new Offer(offer.shop(), offer.catalogue(), id -> {
            int available = stock.available(id);
            return available == Stock.UNLIMITED ? available : available + own.getOrDefault(id, 0);
        });
    }

    /// All of it is held: the shopper hears for how long, once per draft, with the summary.
    public static Step held(Step decided, Offer offer, Instant now) {
        Hold hold = decided.dialogue().hold();
        boolean scarce = hold != null
                && hold.held().stream().anyMatch(piece -> offer.stock().available(piece.variant()) != Stock.UNLIMITED);
        if (hold == null || hold.until() == null || hold.told() || !scarce || !summarises(decided)) {
            return decided;
        }
        long seconds = Duration.between(now, hold.until()).toSeconds();
        int minutes = Math.toIntExact(Math.max(1, Math.round(seconds / 60.0)));
        return new Step(decided.dialogue().holding(hold.said()), beforeSummary(decided.acts(), new Act.Held(minutes)));
    }

    /// The cart cannot be asked. Said only where the shopper counts on a hold that is no longer
    /// what they want: the order reserves by itself.
    public static Step away(Step decided) {
        Hold hold = decided.dialogue().hold();
        return hold != null && hold.told() && summarises(decided)
                ? new Step(decided.dialogue(), beforeSummary(decided.acts(), new Act.CartAway()))
                : decided;
    }

    /// It has been held for as long as it may be: said once per draft, with the summary.
    public static Step spent(Step decided) {
        Hold hold = decided.dialogue().hold();
        return hold != null && !hold.told() && summarises(decided)
                ? new Step(decided.dialogue().holding(hold.said()), beforeSummary(decided.acts(), new Act.HoldSpent()))
                : decided;
    }

    /// Some of it cannot be had, whatever this shop's copy of the stock says: instead of what was
    /// going to be asked, less is offered, or something else.
    public static Step tooFew(Step decided, List<Shortage> shortages, Offer offer, Moment moment) {
        Map<UUID, Integer> left =
                shortages.stream().collect(Collectors.toMap(Shortage::variantId, Shortage::available, Math::min));
        Stock stock = offer.stock();
        Offer corrected = new Offer(
                offer.shop(),
                offer.catalogue(),
                id -> Math.min(stock.available(id), left.getOrDefault(id, Stock.UNLIMITED)));
        Dialogue at = decided.dialogue();
        Dialogue unasked = at.but(copy -> copy.question = null);
        Turn turn = new Turn(unasked, Aftermath.nothingHeard(at), corrected, moment);
        decided.acts().stream().filter(act -> !act.asks()).forEach(turn::say);
        turn.changed = true;
        Next.ask(turn);
        Step step = turn.done();
        return new Step(step.dialogue().havingHeard(at), step.acts());
    }

    /// The hold's time is over. The shopper is told once, when they had been told of it, still want
    /// the same and may be written to; what was asked last is asked again.
    ///
    /// @param reference of the hold that is over
    public static Step over(Dialogue before, UUID reference, Offer offer, Moment moment) {
        Hold hold = before.hold();
        if (hold == null || !reference.equals(hold.reference())) {
            return new Step(before, List.of());
        }
        Dialogue after = before.holding(new Hold(hold.draft(), hold.inCart(), null, null, List.of(), false));
        boolean same = hold.draft().equals(before.orderId()) && wanted(before).equals(hold.held());
        boolean listens = !before.takenOver()
                && !before.waitsForPerson()
                && before.lastTurnAt() != null
                && before.lastTurnAt().plus(MAY_WRITE).isAfter(moment.now());
        if (!hold.told() || !same || !listens) {
            return new Step(after, List.of());
        }
        Turn turn = new Turn(after, Aftermath.nothingHeard(before), offer, moment);
        turn.say(new Act.HoldOver());
        turn.changed = true;
        Next.ask(turn);
        Step step = turn.done();
        return new Step(step.dialogue().havingHeard(before), step.acts());
    }

    private static boolean summarises(Step step) {
        return step.acts().stream().anyMatch(Act.AskConfirmation.class::isInstance);
    }

    private static List<Act> beforeSummary(List<Act> acts, Act first) {
        List<Act> more = new ArrayList<>(acts.size() + 1);
        for (Act act : acts) {
            if (act instanceof Act.AskConfirmation) {
                more.add(first);
            }
            more.add(act);
        }
        return List.copyOf(more);
    }
}

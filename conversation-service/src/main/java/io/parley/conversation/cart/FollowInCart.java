package io.parley.conversation.cart;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.conversation.cart.CartClient.Said;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Hold;
import io.parley.conversation.dialogue.Hold.Piece;
import io.parley.conversation.dialogue.Holding;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.turn.BeforeSaying;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps the shopper's cart as the draft is, with stock held for it. When the cart is away the
/// draft stays as it is and the next turn tries again; the order reserves by itself.
@Component
class FollowInCart implements BeforeSaying {
    private final CartClient cart;
    private final Timer took;

    FollowInCart(CartClient cart, MeterRegistry meters) {
        this.cart = cart;
        this.took = Timer.builder("parley.conversation.cart")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    @Override
    public boolean isNeededFor(Step decided) {
        return decided.dialogue().hold() != null
                || !Holding.wanted(decided.dialogue()).isEmpty();
    }

    @Override
    public Step call(Step decided, Taking turn) {
        List<Piece> wanted = Holding.wanted(decided.dialogue());
        UUID draft = wanted.isEmpty() ? null : decided.dialogue().orderId();
        Step step = letGoUnless(draft, decided, turn);
        return draft == null ? step : follow(step, draft, wanted, turn);
    }

    /// What another draft had in the cart, or this one before it was given up, is given back.
    private Step letGoUnless(@Nullable UUID draft, Step step, Taking turn) {
        Hold hold = step.dialogue().hold();
        if (hold == null || hold.draft().equals(draft)) {
            return step;
        }
        Said said = put(turn, hold.draft(), List.of(), reference(hold, turn));
        boolean tryAgain = said instanceof Said.Away && draft == null;
        return tryAgain ? step : new Step(step.dialogue().holding(null), step.acts());
    }

    private Step follow(Step step, UUID draft, List<Piece> wanted, Taking turn) {
        Dialogue at = step.dialogue();
        Hold hold = at.hold() == null ? Hold.nothing(draft) : at.hold();
        if (hold.inCart().equals(wanted)
                && (turn.offer().shop().holdMinutes() == 0 || hold.spent() || hold.covers(wanted, turn.now()))) {
            return Holding.held(step, turn.offer(), turn.now());
        }
        UUID reference = reference(hold, turn);
        Instant until = turn.now().plus(Duration.ofMinutes(turn.offer().shop().holdMinutes()));
        return switch (put(turn, draft, wanted, reference)) {
            case Said.Held held ->
                Holding.held(
                        with(step, hold.covering(wanted, held.reference(), held.until())), turn.offer(), turn.now());
            case Said.Short tooFew ->
                Holding.tooFew(
                        with(step, hold.following(wanted, tooFew.reference())),
                        tooFew.shortages(),
                        turn.offer(),
                        new Moment(turn.now(), draft));
            case Said.Unknown unknown -> {
                UUID theirs = Objects.requireNonNullElse(unknown.reference(), reference);
                yield Holding.away(with(step, hold.following(wanted, theirs).asking(wanted, theirs, until)));
            }
            case Said.Spent _ -> Holding.spent(with(step, hold.spentOn(wanted)));
            case Said.NotHeld _ -> with(step, Hold.nothing(draft).following(wanted, null));
            case Said.Refused _ -> Holding.away(step);
            case Said.Away _ -> Holding.away(with(step, hold.asking(wanted, reference, until)));
        };
    }

    /// A turn that is thought out twice may want something else the second time: the same command
    /// has the same key, another one another.
    private Said put(Taking turn, UUID draft, List<Piece> pieces, UUID reference) {
        String command = turn.key() + " " + draft + " " + pieces + " " + reference;
        UUID key = UUID.nameUUIDFromBytes(command.getBytes(StandardCharsets.UTF_8));
        int minutes = turn.offer().shop().holdMinutes();
        return Objects.requireNonNull(
                took.record(() -> cart.put(turn.shopperId(), key.toString(), draft, pieces, minutes, reference)));
    }

    /// What the hold is called, or is going to be: the same for the same turn.
    private static UUID reference(Hold hold, Taking turn) {
        UUID known = hold.reference();
        return known == null
                ? UUID.nameUUIDFromBytes(("hold " + turn.key() + " " + hold.draft()).getBytes(StandardCharsets.UTF_8))
                : known;
    }

    private static Step with(Step step, Hold hold) {
        return new Step(step.dialogue().holding(hold), step.acts());
    }
}

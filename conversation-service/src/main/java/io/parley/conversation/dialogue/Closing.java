package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Hours;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Outside the shop's hours: told once until it opens, with the seller told too. An order that is just being put
/// together is not left lying.
final class Closing {
    /// A shopper who was asked something this recently is served to the end.
    private static final Duration SERVED_TO_THE_END = Duration.ofMinutes(30);

    private Closing() {}

    /// Whether the quiet of closed hours is over.
    static void reopen(Turn turn) {
        Dialogue.Handoff handoff = turn.handoff;
        if (handoff != null
                && handoff.reason() == HandoffReason.CLOSED_HOURS
                && (hours(turn).open(turn.moment.now()))) {
            turn.handoff = null;
        }
    }

    static boolean settles(Turn turn) {
        Hours hours = hours(turn);
        if (hours.open(turn.moment.now()) || inTheMiddle(turn)) {
            return false;
        }
        Dialogue.Handoff handoff = turn.handoff;
        if (handoff != null && handoff.reason() == HandoffReason.CLOSED_HOURS && !openedSince(hours, handoff, turn)) {
            WithPerson.moreOnly(turn);
            return true;
        }
        Hours.@Nullable Opening next = hours.next(turn.moment.now());
        turn.say(new Act.SayClosed(
                turn.offer.shop().settings().closedMessage(),
                next == null ? null : next.day(),
                next == null ? "" : next.at().toString(),
                next != null && next.today(),
                next != null && next.tomorrow()));
        turn.handOver(
                HandoffReason.CLOSED_HOURS, "Wrote outside the opening hours: " + Summaries.quote(turn.heard.text()));
        return true;
    }

    private static Hours hours(Turn turn) {
        return turn.offer.shop().settings().hours();
    }

    private static boolean inTheMiddle(Turn turn) {
        Question open = turn.open;
        return !turn.lines.isEmpty()
                && open != null
                && open.askedAt().plus(SERVED_TO_THE_END).isAfter(turn.moment.now());
    }

    private static boolean openedSince(Hours hours, Dialogue.Handoff handoff, Turn turn) {
        Hours.@Nullable Opening next = hours.next(handoff.at());
        return next == null || !next.instant().isAfter(turn.moment.now());
    }
}

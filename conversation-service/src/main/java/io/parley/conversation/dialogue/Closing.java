package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Hours;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Outside the shop's hours: told until it opens, to whoever asks or orders something, with the seller told once. An
/// order that is just being put together is not left lying.
final class Closing {
    /// A shopper who was asked something this recently is served to the end.
    private static final Duration SERVED_TO_THE_END = Duration.ofMinutes(30);

    /// Messages that follow this soon belong to what was answered.
    private static final Duration TOLD_AGAIN_AFTER = Duration.ofMinutes(10);

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
        boolean told =
                handoff != null && handoff.reason() == HandoffReason.CLOSED_HOURS && !openedSince(hours, handoff, turn);
        if (!told) {
            tell(turn, hours);
            turn.handOver(
                    HandoffReason.CLOSED_HOURS,
                    "Wrote outside the opening hours: " + Summaries.quote(turn.heard.text()));
            if (turn.handoff != null && wantsSomething(turn.heard)) {
                turn.handoff = turn.handoff.acknowledgedNow();
            }
        } else if (handoff != null && (quiet(handoff, turn) ? !onlyNice(turn.heard) : firstWish(handoff, turn))) {
            tell(turn, hours);
            turn.say(new Act.NoteForPerson(
                    List.of(),
                    "",
                    HandoffReason.CLOSED_HOURS,
                    Summaries.whole(turn, "Writes outside the opening hours: " + Summaries.quote(turn.heard.text()))));
            turn.handoff = new Dialogue.Handoff(HandoffReason.CLOSED_HOURS, turn.moment.now(), true);
        } else {
            WithPerson.moreOnly(turn);
        }
        return true;
    }

    /// The first that is asked or ordered is told so at once, the next not in the same breath.
    private static boolean firstWish(Dialogue.Handoff handoff, Turn turn) {
        return !handoff.acknowledged() && wantsSomething(turn.heard);
    }

    /// Nothing was said for a while: whoever writes then does not meet silence.
    private static boolean quiet(Dialogue.Handoff handoff, Turn turn) {
        return !handoff.at().plus(TOLD_AGAIN_AFTER).isAfter(turn.moment.now());
    }

    /// "Thanks", "bye", "ok": nothing is waited for.
    private static boolean onlyNice(Heard heard) {
        return !wantsSomething(heard)
                && (heard.answer() == Heard.Answer.WEAK_YES
                        || heard.wantsAny(Intent.THANKS, Intent.GOODBYE, Intent.CHIT_CHAT));
    }

    /// "2 soaps please", "hello?", and not "ok".
    private static boolean wantsSomething(Heard heard) {
        return !heard.items().isEmpty()
                || heard.manner().question()
                || heard.text().contains("?")
                || heard.meanings().stream().anyMatch(meaning -> switch (meaning.intent()) {
                    case UNKNOWN, GREETING, THANKS, GOODBYE, CONFIRM, DENY, CHIT_CHAT -> false;
                    default -> true;
                });
    }

    private static void tell(Turn turn, Hours hours) {
        Hours.@Nullable Opening next = hours.next(turn.moment.now());
        turn.say(new Act.SayClosed(
                turn.offer.shop().settings().closedMessage(),
                next == null ? null : next.day(),
                next == null ? "" : next.at().toString(),
                next != null && next.today(),
                next != null && next.tomorrow()));
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

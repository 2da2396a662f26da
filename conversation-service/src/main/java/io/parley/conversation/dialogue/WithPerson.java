package io.parley.conversation.dialogue;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What only a person can answer. Nothing of it goes without a word to either side: whatever says more than that
/// somebody waits is told to the seller, and the shopper hears that they have it.
final class WithPerson {
    private WithPerson() {}

    /// The shopper hears that a person has it: each time there is something new in it, else once.
    static void acknowledge(Turn turn) {
        Dialogue.Handoff handoff = turn.handoff;
        if (!moreOnly(turn) && handoff != null && !handoff.acknowledged()) {
            turn.say(new Act.PersonComing());
            turn.handoff = handoff.acknowledgedNow();
        }
    }

    /// @return whether there was something new in it
    static boolean moreOnly(Turn turn) {
        Dialogue.Handoff handoff = turn.handoff;
        if (handoff == null || !saysMore(turn)) {
            return false;
        }
        if (turn.heard.wants(Intent.PAYMENT_CLAIM) && turn.captured != null && !Leaving.over(turn.captured)) {
            paid(turn, turn.captured);
        } else {
            coming(turn, handoff, wrote(turn));
        }
        return true;
    }

    /// Whoever wants no more messages gets none, and what they write is read all the same.
    static void toSellerOnly(Turn turn) {
        if (saysMore(turn)) {
            turn.say(new Act.NoteForPerson(
                    List.of(),
                    "",
                    HandoffReason.HUMAN_REQUEST,
                    Summaries.whole(turn, "Wants no messages, and writes: " + Summaries.quote(turn.heard.text()))));
        }
    }

    /// Of a child nothing is passed on, but that a person will answer.
    static void comingToChild(Turn turn) {
        if (saysMore(turn)) {
            turn.say(new Act.PersonComing());
        }
    }

    /// Words are not money: the seller looks at the account, and changes what may be paid.
    static void paid(Turn turn, Dialogue.Taken taken) {
        tell(turn, "Says that order " + Leaving.name(taken) + " is paid: " + Summaries.quote(turn.heard.text()));
        turn.captured = taken.asPaid();
    }

    /// A person is fetched for it; who is waited for already is told of it.
    static void tell(Turn turn, String summary) {
        Dialogue.Handoff handoff = turn.handoff;
        if (handoff == null || !handoff.reason().silences()) {
            turn.handOver(HandoffReason.HUMAN_REQUEST, summary);
            return;
        }
        turn.forgetQuestion();
        coming(turn, handoff, summary);
    }

    private static void coming(Turn turn, Dialogue.Handoff handoff, String summary) {
        HandoffReason reason = handoff.reason().silences() ? handoff.reason() : HandoffReason.HUMAN_REQUEST;
        turn.say(new Act.PersonComing(reason, Summaries.whole(turn, summary)));
        turn.handoff = handoff.acknowledgedNow();
    }

    private static String wrote(Turn turn) {
        Heard heard = turn.heard;
        return heard.text().isBlank()
                ? "Sends while waiting: " + String.join(", ", heard.media())
                : "Writes while waiting: " + Summaries.quote(heard.text());
    }

    /// More than a greeting, a nicety, a lone yes or no, or the same words again.
    private static boolean saysMore(Turn turn) {
        Heard heard = turn.heard;
        String text = heard.text().strip();
        boolean again = text.equalsIgnoreCase(turn.before.lastWords());
        if (!heard.media().isEmpty()) {
            return true;
        }
        boolean niceties = heard.meanings().stream()
                .allMatch(meaning -> NICETIES.contains(meaning.intent())
                        || meaning.intent() == Intent.UNKNOWN
                                && Signs.plain(text).split(" ").length < WORDS_LEAST);
        boolean names = !heard.items().isEmpty()
                || heard.details().place() != null
                || heard.details().note() != null;
        return !text.isEmpty() && !again && (names || !niceties);
    }

    private static final int WORDS_LEAST = 3;

    private static final Set<Intent> NICETIES =
            EnumSet.of(Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.CHIT_CHAT, Intent.CONFIRM, Intent.DENY);
}

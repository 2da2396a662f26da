package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;

/// One place for what could not be used, whatever was being done: once kindly, twice with a person.
final class Repair {
    private static final int MISUNDERSTOOD_MAX = 2;

    private Repair() {}

    /// @return whether the turn is over
    static boolean settles(Turn turn) {
        boolean withSeller = turn.handoff != null && turn.lines.isEmpty();
        if (withSeller) {
            WithPerson.acknowledge(turn);
            return true;
        }
        turn.misunderstood++;
        if (turn.misunderstood >= MISUNDERSTOOD_MAX) {
            turn.handOver(
                    HandoffReason.NOT_UNDERSTOOD, "Could not be understood: " + Summaries.quote(turn.heard.text()));
            return true;
        }
        turn.say(new Act.NotUnderstood());
        if (turn.open != null && turn.open.kind() == Kind.WANT_IT) {
            turn.open = null;
        }
        return false;
    }
}

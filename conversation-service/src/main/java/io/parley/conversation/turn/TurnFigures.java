package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.understanding.meaning.Heard;
import org.jspecify.annotations.Nullable;

/// What a turn counts as.
///
/// @param codes what was decided, by name
/// @param handoff why a person was fetched, absent when none was
/// @param sought what was asked for and is not in the catalogue
/// @param soldOut what was asked for and is out of stock
/// @param waits the shopper waits for a person from this turn on
record TurnFigures(
        String[] intents,
        String[] codes,
        @Nullable String handoff,
        @Nullable String sought,
        @Nullable String soldOut,
        boolean waits) {
    private static final int WORDS_MAX = 100;

    static TurnFigures of(Heard heard, Step step, boolean answered) {
        String handoff = null;
        String sought = null;
        String soldOut = null;
        for (Act act : step.acts()) {
            if (act instanceof Act.HandOver over) {
                handoff = over.reason().code();
            } else if (act instanceof Act.NotSold not) {
                sought = shortened(not.sought());
            } else if (act instanceof Act.NotIn not) {
                sought = shortened(not.name() + " " + not.sought());
            } else if (act instanceof Act.TellSoldOut sold) {
                soldOut = shortened(sold.title());
            }
        }
        Dialogue after = step.dialogue();
        boolean personDue = after.takenOver() || after.handoff() != null;
        boolean waits = personDue && (!answered || handoff != null || after.takenOver() || after.waitsForPerson());
        return new TurnFigures(
                heard.labels().toArray(String[]::new),
                step.acts().stream().map(Act::code).toArray(String[]::new),
                handoff,
                sought,
                soldOut,
                waits);
    }

    private static @Nullable String shortened(String words) {
        String one = words.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", " ");
        return one.isEmpty() ? null : one.length() > WORDS_MAX ? one.substring(0, WORDS_MAX) : one;
    }
}

package io.parley.conversation.shop;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the seller has set about how the assistant behaves.
///
/// @param triggers of `custom_request`, `complaint`, `medical_question`: what fetches a person at once. A health
///     question, anger and the wish for a person always do
/// @param closedMessage the seller's words outside the hours, absent for the assistant's own
/// @param neverSay words no answer may hold
/// @param delivery the seller's words about delivery, absent when there are none
/// @param answers tried before anything the assistant would say by itself
/// @param engine `local` or `model`
/// @param holdMinutes how long a pick is held, 0 for not at all
public record Settings(
        Set<String> triggers,
        Hours hours,
        @Nullable String closedMessage,
        List<String> neverSay,
        @Nullable String delivery,
        List<OwnAnswer> answers,
        String engine,
        boolean modelWording,
        int holdMinutes) {

    public static final int HOLD_MINUTES_USUAL = 15;

    public static final Set<String> TRIGGERS = Set.of("custom_request", "complaint", "medical_question");

    public Settings {
        triggers = Set.copyOf(triggers);
        neverSay = List.copyOf(neverSay);
        answers = List.copyOf(answers);
    }

    /// Of a shop that has set nothing.
    public static Settings usual() {
        return new Settings(
                TRIGGERS,
                Hours.always(ZoneId.of("UTC")),
                null,
                List.of(),
                null,
                List.of(),
                "local",
                false,
                HOLD_MINUTES_USUAL);
    }

    public boolean fetchesFor(String trigger) {
        return triggers.contains(trigger);
    }
}

package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Reading;

/// What is said of somebody's health, and what only sounds like it.
final class Health {
    /// So weak a sign is who somebody is, and nothing that ails them.
    private static final double WHOM = 0.6;

    private Health() {}

    static void forWhom(Wants wants) {
        if (onlyForWhom(wants.reading)) {
            wants.drop(Intent.MEDICAL_QUESTION);
        }
    }

    /// "Diapers for my baby, 4 packs": whom it is for, where nothing is asked.
    static boolean onlyForWhom(Reading reading) {
        return reading.has("medical_question")
                && reading.all("medical_question").allMatch(sign -> sign.weight() <= WHOM)
                && !reading.question()
                && !reading.has("question")
                && !Asking.whether(reading);
    }
}

package io.parley.conversation.understanding;

import java.util.stream.IntStream;

/// What no phrase told is guessed from what the message is like: boldly when nothing else was found, else only when
/// very much speaks for it. A yes, a no and what clears or buys are never guessed.
final class Guessing {
    /// Longer messages say too many things to be like one sentence.
    private static final int WORDS_MAX = 40;

    private static final int WORDS_MIN = 3;
    private static final int CHOOSING_MAX = 6;

    private Guessing() {}

    static void guess(Wants wants, Lexicon lexicon, boolean answered) {
        Reading reading = wants.reading;
        // "the first one, 4 pieces" chooses, whatever it is like
        boolean chooses = reading.has("pick") && reading.wordCount() <= CHOOSING_MAX && !reading.question();
        if (reading.tokens.size() > WORDS_MAX
                || reading.wordCount() < WORDS_MIN
                || chooses
                || reading.has("each")
                || reading.has("same_again")) {
            return;
        }
        Likeness.Guess guess = lexicon.likeness().guess(Likeness.words(reading));
        if (guess == null
                || !guessable(guess.intent())
                || wants.has(guess.intent())
                || guess.intent() == Intent.MEDICAL_QUESTION && told(reading)
                // "je cherche un jeu d'échecs pas trop grand" sends nothing back
                || (guess.intent() == Intent.RETURN_REQUEST || guess.intent() == Intent.CUSTOM_REQUEST)
                        && reading.has("product_inquiry")) {
            return;
        }
        boolean sure = guess.score() >= 10 && guess.ahead() >= 5;
        boolean likely = guess.score() >= 5 && guess.ahead() >= (guess.intent().grave() ? 3 : 2);
        boolean nothing = wants.none() && !answered;
        boolean onlyNamed = !answered
                && wants.less(Intent.PRODUCT_INQUIRY, 0.75)
                && wants.only(intent ->
                        intent == Intent.PRODUCT_INQUIRY || intent == Intent.GREETING || intent == Intent.THANKS);
        boolean second = guess.intent().grave() && guess.intent() != Intent.RETURN_REQUEST && wants.any(Intent::grave);
        boolean beside = sure && !second && (!answered || Asking.whether(reading));
        if (beside || likely && (nothing || onlyNamed)) {
            wants.set(guess.intent(), sure ? 0.75 : 0.6);
            if (onlyNamed) {
                wants.drop(Intent.PRODUCT_INQUIRY);
            }
        }
    }

    /// "Is the cotton ok for a baby blanket", of cotton that is described as one for baby blankets: no question of
    /// health.
    private static boolean told(Reading reading) {
        return !reading.products.isEmpty()
                && IntStream.range(0, reading.tokens.size())
                        .filter(i -> reading.tokens.get(i).word() && !reading.everyday(i) && !reading.claimed(i))
                        .mapToObj(i -> reading.tokens.get(i).norm())
                        .anyMatch(reading.catalogue::describes);
    }

    private static boolean guessable(Intent intent) {
        return switch (intent) {
            case CONFIRM, DENY, CLEAR_CART, UNKNOWN, GREETING -> false;
            default -> true;
        };
    }
}

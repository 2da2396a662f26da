package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Likeness;
import io.parley.conversation.understanding.words.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What no phrase told is guessed from what the message is like: boldly when nothing else was found, else only when
/// very much speaks for it. A yes, a no, what clears or buys, and that somebody wants no more messages are never
/// guessed.
final class Guessing {
    /// Longer messages say too many things to be like one sentence.
    private static final int WORDS_MAX = 40;

    private static final int WORDS_MIN = 3;
    private static final int CHOOSING_MAX = 6;

    private static final double LIKELY = 6;
    private static final double LIKELY_AHEAD = 2;
    private static final double GRAVE_AHEAD = 3;
    private static final double WEIGHTY = 7;
    private static final double WEIGHTY_AHEAD = 3.5;
    private static final double SURELY = 14;
    private static final double SURELY_AHEAD = 8;

    private Guessing() {}

    static void guess(Wants wants, Lexicon lexicon, boolean answered) {
        Reading reading = wants.reading;
        // "the first one, 4 pieces" chooses, whatever it is like
        boolean chooses = reading.has("pick") && reading.wordCount() <= CHOOSING_MAX && !reading.question();
        if (reading.tokens.size() > WORDS_MAX || chooses || reading.has("each") || reading.has("same_again")) {
            return;
        }
        Likeness.Guess guess = lexicon.likeness().guess(compared(reading));
        if (guess == null
                || reading.wordCount() < WORDS_MIN && !guess.same()
                || !guess.same() && !guessable(guess.intent())
                || wants.has(guess.intent())
                || guess.intent() == Intent.MEDICAL_QUESTION
                        && (told(reading) || reading.has("skin_or_hair") || Health.onlyForWhom(reading))
                // "a shirt for my daughter, she is 6"
                || (guess.intent() == Intent.MEDICAL_QUESTION || guess.intent() == Intent.CUSTOM_REQUEST)
                        && !reading.products.isEmpty()
                        && !reading.question()
                        && reading.marks("age_before").findAny().isPresent()
                // "it's my daughter's birthday, 2 gold balloons please"
                || guess.intent() == Intent.CUSTOM_REQUEST
                        && wants.any(Intent::orders)
                        && wants.items.items().stream().anyMatch(item -> item.quantity() != null)
                // "ok no worries. is the cream ok for oily skin?"
                || guess.intent() == Intent.THANKS && reading.question()
                // "is it tested on animals?"
                || guess.intent() == Intent.COMPLAINT && reading.question()
                // "c'est possible d'avoir l'ours en beige" asks for no person
                || guess.intent() == Intent.HUMAN_REQUEST
                        && (!reading.products.isEmpty() || !reading.variants.isEmpty())
                // "je cherche un jeu d'échecs pas trop grand" sends nothing back
                || (guess.intent() == Intent.RETURN_REQUEST || guess.intent() == Intent.CUSTOM_REQUEST)
                        && reading.has("product_inquiry")) {
            return;
        }
        boolean sure = guess.score() >= SURELY && guess.ahead() >= SURELY_AHEAD;
        boolean likely = weighty(guess.intent())
                ? guess.score() >= WEIGHTY && guess.ahead() >= WEIGHTY_AHEAD
                : guess.score() >= LIKELY && guess.ahead() >= (guess.intent().grave() ? GRAVE_AHEAD : LIKELY_AHEAD);
        boolean nothing = wants.none() && !answered;
        boolean onlyNamed = !answered
                && wants.less(Intent.PRODUCT_INQUIRY, 0.75)
                && wants.only(intent ->
                        intent == Intent.PRODUCT_INQUIRY || intent == Intent.GREETING || intent == Intent.THANKS);
        boolean second = guess.intent().grave() && guess.intent() != Intent.RETURN_REQUEST && wants.any(Intent::grave);
        boolean beside = sure && !second && !changes(guess.intent()) && (!answered || Asking.whether(reading));
        if (guess.same()
                && !answered
                && talks(guess.intent())
                && !reading.has("pick")
                && !wants.has(Intent.MEDICAL_QUESTION)) {
            // what speakers wrote down as meaning this tells more than any phrase in it
            wants.setOnly(guess.intent(), 0.8);
        } else if (beside || likely && (nothing || onlyNamed)) {
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

    /// More follows from it than an answer.
    private static boolean weighty(Intent intent) {
        return switch (intent) {
            case COMPLAINT,
                    PAYMENT_CLAIM,
                    HUMAN_REQUEST,
                    CANCEL_ORDER,
                    OPT_OUT,
                    MEDICAL_QUESTION,
                    REMOVE_FROM_CART,
                    UPDATE_CART -> true;
            default -> false;
        };
    }

    /// It is about no thing that would have to be found in the message.
    private static boolean talks(Intent intent) {
        return switch (intent) {
            case CANCEL_ORDER,
                    CLEAR_CART,
                    VIEW_CART,
                    COMPLAINT,
                    ORDER_STATUS,
                    DELIVERY_QUESTION,
                    DISCOUNT_QUESTION,
                    PAYMENT_QUESTION,
                    PAYMENT_CLAIM,
                    HUMAN_REQUEST,
                    RETURN_REQUEST,
                    OPT_OUT -> true;
            default -> false;
        };
    }

    /// It makes or changes an order, or ends one.
    private static boolean changes(Intent intent) {
        return intent.orders() || intent == Intent.REMOVE_FROM_CART || intent == Intent.CANCEL_ORDER;
    }

    private static boolean guessable(Intent intent) {
        return switch (intent) {
            case CONFIRM, DENY, CLEAR_CART, OPT_OUT, UNKNOWN, GREETING -> false;
            default -> true;
        };
    }

    /// The words of a message as they are compared: what is sold, and numbers, all alike.
    private static List<String> compared(Reading reading) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < reading.tokens.size(); i++) {
            int at = i;
            Token token = reading.tokens.get(i);
            boolean goods = reading.products.stream().anyMatch(p -> p.start() <= at && at < p.end())
                    || reading.variants.stream().anyMatch(v -> v.start() <= at && at < v.end());
            if (goods) {
                if (words.isEmpty() || !words.getLast().equals(Likeness.GOODS)) {
                    words.add(Likeness.GOODS);
                }
            } else if (token.kind() == Token.Kind.NUMBER) {
                words.add(Likeness.NUMBER);
            } else if (token.word()) {
                words.add(token.norm());
            }
        }
        return words;
    }
}

package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Heard.Answer;
import io.parley.conversation.understanding.meaning.Heard.Loose;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import java.util.stream.IntStream;

/// How far to trust what was understood, 0 to 1: an answer to what was asked more than a guess.
public final class Confidence {
    private static final int LONG = 7;
    private static final double KNOWN_LEAST = 0.3;

    private Confidence() {}

    public static double of(Wants wants, Loose loose, boolean media) {
        Reading reading = wants.reading;
        if (reading.tokens.isEmpty() && media) {
            return 1;
        }
        double best = wants.surest();
        if (wants.items.items().stream().anyMatch(item -> !item.products().isEmpty())) {
            best = Math.max(best, 0.75);
        }
        boolean picks = !loose.variants().isEmpty() || loose.pick() != null;
        boolean changes = wants.at.ordering() && (picks || loose.count() != null || wants.place != null);
        boolean answered = answers(wants, loose);
        if (answered || changes) {
            best = Math.max(best, 0.85);
        }
        if (picks) {
            best = Math.max(best, 0.6);
        }
        boolean onlyCourtesy = wants.only(Intent.GREETING, Intent.THANKS, Intent.CONFIRM, Intent.GOODBYE);
        return onlyCourtesy && !answered && mostlyUnknown(reading) ? 0.4 : best;
    }

    private static boolean answers(Wants wants, Loose loose) {
        Place place = wants.place;
        return switch (wants.at.awaited()) {
            case QUANTITY -> loose.count() != null;
            case VARIANT -> !loose.variants().isEmpty() || loose.pick() != null || loose.number() != null;
            case PRODUCT -> loose.pick() != null || !wants.items.items().isEmpty();
            case LOCATION -> place != null;
            case CONFIRMATION, YES_OR_NO -> wants.answer != Answer.NONE || loose.number() != null;
            case NOTHING -> place != null && place.said() && (wants.at.ordering() || wants.reading.house(place));
        };
    }

    private static boolean mostlyUnknown(Reading reading) {
        long known = IntStream.range(0, reading.tokens.size())
                .filter(reading::claimed)
                .count();
        return reading.wordCount() > LONG && known < reading.wordCount() * KNOWN_LEAST;
    }
}

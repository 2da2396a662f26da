package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.words.ToldPlace;

/// Where the order goes.
final class WhereTo {
    private WhereTo() {}

    /// Where to: when it was said to be a place, or when a place was asked for.
    static boolean place(Turn turn) {
        Heard.Details details = turn.heard.details();
        String said = details.place();
        boolean asked = turn.waitsFor(Kind.LOCATION);
        boolean about = !turn.lines.isEmpty() || asked;
        if (said != null && !about && onlyWhere(turn)) {
            turn.place = said;
            turn.say(new Act.NotePlace(said));
            return true;
        }
        if (said == null && deliversInstead(turn)) {
            turn.place = null;
            turn.changed = true;
            return true;
        }
        if (said == null || !about || !(details.placeSaid() || asked)) {
            return false;
        }
        String place = turn.place;
        if (place != null && onlyAsksWhether(turn)) {
            if (turn.waitsFor(Kind.CONFIRM)) {
                // where it goes is shown once more
                turn.open = null;
            }
            return false;
        }
        String whole = place == null || details.placeWhole() || place.equals(Place.PICKUP)
                ? said
                : together(turn, place, said);
        // "remove the yes from the address. Place it": it is where it was
        boolean agreed = details.placeWhole() && turn.heard.yes() && place != null && ToldPlace.sameBut(place, whole);
        if (agreed) {
            turn.place = whole;
            return true;
        }
        boolean shownAgain = details.placeWhole() ? !turn.heard.yes() : elsewhere(turn.heard);
        if (!whole.equals(place) || shownAgain) {
            turn.place = whole.isBlank() ? null : whole;
            turn.changed = true;
        }
        return true;
    }

    /// "No, deliver it", of what was to be fetched: where to is asked.
    private static boolean deliversInstead(Turn turn) {
        Heard heard = turn.heard;
        return Place.PICKUP.equals(turn.place)
                && elsewhere(heard)
                && heard.wants(Intent.DELIVERY_QUESTION)
                && !heard.manner().question();
    }

    /// "Do you deliver to Hamilton?", "how much is delivery to Hamilton?" at the summary, of an order that goes
    /// elsewhere: asked, and not to be changed.
    private static boolean onlyAsksWhether(Turn turn) {
        Heard heard = turn.heard;
        boolean asks = Signs.asksWhetherSent(heard.text())
                || turn.waitsFor(Kind.CONFIRM) && heard.manner().question();
        return heard.details().placeAsked()
                && asks
                && !heard.manner().correction()
                && !heard.manner().instead()
                && heard.meanings().stream()
                        .allMatch(meaning ->
                                meaning.intent() == Intent.DELIVERY_QUESTION || meaning.intent() == Intent.CONFIRM);
    }

    private static String together(Turn turn, String before, String said) {
        Heard.Details details = turn.heard.details();
        boolean alone = Signs.plain(turn.heard.text()).equals(Signs.plain(said));
        return ToldPlace.together(
                before,
                said,
                new ToldPlace.Manner(details.nearby(), details.streetOnly(), elsewhere(turn.heard), alone));
    }

    /// "No, send it to Abuja": not where it was to go.
    private static boolean elsewhere(Heard heard) {
        return heard.no()
                || heard.manner().correction()
                || heard.manner().instead()
                || heard.wantsAny(Intent.ORDER_MODIFICATION, Intent.UPDATE_CART);
    }

    /// "My address is 3 place Arago, Perpignan", before anything else: it is kept for what comes.
    static boolean onlyWhere(Turn turn) {
        Heard heard = turn.heard;
        return heard.details().placeSaid()
                && turn.captured == null
                && turn.acts.stream().allMatch(act -> act instanceof Act.Identify || act instanceof Act.Greet)
                && heard.items().isEmpty()
                && heard.meanings().stream().allMatch(meaning -> switch (meaning.intent()) {
                    case UNKNOWN, GREETING -> true;
                    // "I'm in South B, do you deliver here?" tells where; "do you deliver to South B?" only asks
                    case DELIVERY_QUESTION -> !heard.details().placeAsked();
                    default -> false;
                });
    }
}

package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.words.KnownTowns;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        String whole = said;
        if (place != null && details.nearby()) {
            whole = KnownTowns.tellsNothingNew(place, said) ? place : KnownTowns.withWay(place, said);
        } else if (place != null) {
            whole = together(turn, place, said);
        }
        if (!whole.equals(place)) {
            turn.place = whole;
            turn.changed = true;
        }
        return true;
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

    /// "Lille" or "59000 Lille", then "8 rue Nationale"; "Lekki", then "Lagos".
    private static String together(Turn turn, String before, String said) {
        boolean repeats = Signs.plain(said).contains(Signs.plain(before));
        if (!repeats && before.contains(",") && !elsewhere(turn.heard) && KnownTowns.tellsNothingNew(before, said)) {
            return before;
        }
        if (!repeats && KnownTowns.onlyLandmark(before) && !elsewhere(turn.heard)) {
            // "behind Shoprite", then "Lekki phase 1"
            return before + ", " + said;
        }
        String wider = repeats || elsewhere(turn.heard) ? null : KnownTowns.wider(before, said);
        if (wider != null) {
            return wider;
        }
        boolean only = Signs.plain(turn.heard.text()).equals(Signs.plain(said));
        String names = POSTAL_CODE.matcher(before).replaceAll(" ").strip();
        String whole = repeats
                ? null
                : KnownTowns.together(names, said, turn.heard.details().streetOnly());
        boolean coded = !names.equals(before);
        // "37000 Tours": behind its code a name is a town, whatever else it means
        boolean town = coded && ONLY_LETTERS.matcher(names).matches();
        if (whole != null && coded
                || whole == null && !repeats && town && turn.heard.details().streetOnly()) {
            whole = said + ", " + before;
        }
        String behind = repeats || !only || whole != null ? null : KnownTowns.townBehind(before, said);
        return Objects.requireNonNullElse(whole, Objects.requireNonNullElse(behind, inOtherHouse(before, said)));
    }

    /// "No, send it to Abuja": not where it was to go.
    private static boolean elsewhere(Heard heard) {
        return heard.no()
                || heard.manner().correction()
                || heard.manner().instead()
                || heard.wantsAny(Intent.ORDER_MODIFICATION, Intent.UPDATE_CART);
    }

    private static final Pattern ONLY_LETTERS = Pattern.compile("[\\p{L}' -]+");

    private static final Pattern POSTAL_CODE = Pattern.compile("^\\d{4,6},? | ,?\\d{4,6}$");

    /// "No, *18* Nguyễn Xí", of 81 Nguyễn Xí, Bình Thạnh: the same street, and the town stays.
    private static String inOtherHouse(String place, String said) {
        Matcher house = HOUSE.matcher(said);
        Matcher before = HOUSE.matcher(place);
        boolean same = house.matches()
                && before.matches()
                && before.group(2)
                        .toLowerCase(Locale.ROOT)
                        .startsWith(house.group(2).toLowerCase(Locale.ROOT) + ",");
        return same ? house.group(1) + " " + before.group(2) : said;
    }

    private static final Pattern HOUSE = Pattern.compile("(\\d+\\S*) (.+)");

    /// "My address is 3 place Arago, Perpignan", before anything else: it is kept for what comes.
    private static boolean onlyWhere(Turn turn) {
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

package io.parley.conversation.dialogue;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the seller is to heed when they make or bring what is ordered: "no onions". It goes with the order, and the
/// shopper is shown that it does.
final class Notes {
    private static final int NOTES_MAX = 8;
    /// Characters as a reader counts them.
    private static final int LENGTH_MAX = 200;

    private Notes() {}

    /// @return whether there was something to heed, and something it can be of
    static boolean keep(Turn turn) {
        String note = told(turn);
        if (note == null || turn.lines.isEmpty() && !ofGiven(turn)) {
            return false;
        }
        if (turn.lines.isEmpty() || turn.reopened && !turn.changed) {
            // nothing of the order that was given changes but for that
            toGiven(turn, note, clipped(note));
            return true;
        }
        turn.changed |= add(turn, note) && !agreed(turn);
        if (turn.place == null || !turn.complete() || agreed(turn)) {
            turn.say(new Act.KeepNote(clipped(note)));
        }
        return true;
    }

    /// "Call when you are here", of the order that was given: the seller is told, and the shopper that they are.
    ///
    /// @param shown what of it is said again
    static void toGiven(Turn turn, String note, String shown) {
        String summary = "Asks of the order given: " + Summaries.quote(note);
        if (turn.before.waitsForPerson()) {
            WithPerson.tell(turn, summary);
            return;
        }
        turn.say(new Act.NoteForPerson(List.of(), "", HandoffReason.HUMAN_REQUEST, Summaries.whole(turn, summary)));
        turn.say(new Act.KeepNote(shown));
    }

    /// What is to be heeded, or who they are and when it is wished, told with the yes to what was shown: "yes, the name
    /// is Chinedu, 0809…", "oui, pour demain matin".
    private static @Nullable String told(Turn turn) {
        Heard.Details details = turn.heard.details();
        boolean agrees = turn.open != null
                && turn.open.kind() == Question.Kind.CONFIRM
                && turn.heard.yes()
                && turn.heard.tap() == null
                && !turn.heard.manner().question();
        if (details.note() != null || !agrees) {
            return details.note() != null ? details.note() : day(turn);
        }
        // "yes but not today"
        String date = turn.heard.manner().but() ? null : details.date();
        String told = Stream.of(details.name(), details.phone(), date)
                .filter(Objects::nonNull)
                .filter(said -> !said.equals(details.phone()) || details.name() != null)
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? null : told;
    }

    /// "2 lemon loaves for saturday", "pour samedi matin": the day that is wished for what is ordered; null where one
    /// is only asked about, or something else happens then.
    private static @Nullable String day(Turn turn) {
        Heard heard = turn.heard;
        boolean ordered = turn.itemsUsed || !heard.manner().question();
        boolean ofElse = Signs.aboutShop(heard.text())
                || heard.manner().but()
                || heard.no()
                || heard.wantsAny(
                        Intent.ORDER_STATUS,
                        Intent.COMPLAINT,
                        Intent.CANCEL_ORDER,
                        Intent.PAYMENT_QUESTION,
                        Intent.PAYMENT_CLAIM,
                        Intent.GOODBYE);
        return turn.lines.isEmpty() || !ordered || ofElse
                ? null
                : heard.details().date();
    }

    /// The whole message is to be heeded.
    static boolean wish(Turn turn) {
        String wish = turn.heard.text().strip();
        turn.changed |= add(turn, wish);
        if (turn.place == null || !turn.complete()) {
            turn.say(new Act.KeepNote(clipped(wish)));
        }
        return true;
    }

    /// @return whether it was not among them, and there was room
    static boolean add(Turn turn, String note) {
        String kept = clipped(note);
        boolean known = turn.notes.stream().anyMatch(had -> within(kept, had));
        if (known || turn.notes.size() >= NOTES_MAX) {
            return false;
        }
        List<String> notes = new ArrayList<>(turn.notes);
        // "saturday", and then "before noon on saturday"
        notes.removeIf(had -> within(had, kept));
        notes.add(kept);
        turn.notes = List.copyOf(notes);
        return true;
    }

    private static boolean within(String note, String longer) {
        return (" " + Signs.plain(longer) + " ").contains(" " + Signs.plain(note) + " ");
    }

    private static String clipped(String note) {
        int length = note.codePointCount(0, note.length());
        return note.substring(0, note.offsetByCodePoints(0, Math.min(length, LENGTH_MAX)));
    }

    /// "Yes, place it. Her number is …", to what was shown: it needs not be shown again.
    private static boolean agreed(Turn turn) {
        return turn.open != null
                && turn.open.kind() == Question.Kind.CONFIRM
                && turn.heard.answer() == Heard.Answer.YES
                && !turn.heard.manner().but()
                && !turn.changed;
    }

    /// Whether it can only be of the order that was given.
    static boolean ofGiven(Turn turn) {
        return turn.captured != null && turn.open == null && !Leaving.over(turn.captured);
    }

    /// With the first summary that the yes may be given to, and with a later one when more is to be heeded.
    static void show(Turn turn) {
        String whole = whole(turn);
        boolean shown = turn.before.revision() > 0 && turn.notes.equals(turn.before.notes());
        if (whole != null && !shown && turn.acts.stream().noneMatch(Act.KeepNote.class::isInstance)) {
            turn.say(new Act.KeepNote(whole));
        }
    }

    static @Nullable String whole(Turn turn) {
        return turn.notes.isEmpty() ? null : String.join("; ", turn.notes);
    }
}

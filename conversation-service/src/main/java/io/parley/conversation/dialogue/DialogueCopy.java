package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Dialogue.Handoff;
import io.parley.conversation.dialogue.Dialogue.Shopper;
import io.parley.conversation.dialogue.Dialogue.Taken;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A dialogue that is being made from another one.
final class DialogueCopy {
    List<Line> lines;

    @Nullable
    String place;

    @Nullable
    UUID orderId;

    int revision;

    @Nullable
    Question question;

    List<UUID> listed;

    @Nullable
    UUID focus;

    @Nullable
    UUID told;

    int misunderstood;

    @Nullable
    String lastHeard;

    int repeats;

    @Nullable
    Taken captured;

    @Nullable
    Handoff handoff;

    boolean takenOver;
    boolean introduced;
    boolean optedOut;
    String language;

    @Nullable
    Instant lastTurnAt;

    Shopper shopper;

    @Nullable
    Hold hold;

    List<Line> asked;
    List<Line> earlier;

    @Nullable
    Line toldBefore;

    List<String> notes;
    boolean lacked;
    List<Taken> others;

    @Nullable
    UUID spokenOf;

    @Nullable
    String whom;

    @Nullable
    String placeAsked;

    DialogueCopy(Dialogue from) {
        lines = from.lines();
        place = from.place();
        orderId = from.orderId();
        revision = from.revision();
        question = from.question();
        listed = from.listed();
        focus = from.focus();
        told = from.told();
        misunderstood = from.misunderstood();
        lastHeard = from.lastHeard();
        repeats = from.repeats();
        captured = from.captured();
        handoff = from.handoff();
        takenOver = from.takenOver();
        introduced = from.introduced();
        optedOut = from.optedOut();
        language = from.language();
        lastTurnAt = from.lastTurnAt();
        shopper = from.shopper();
        hold = from.hold();
        asked = from.asked();
        earlier = from.earlier();
        toldBefore = from.toldBefore();
        notes = from.notes();
        lacked = from.lacked();
        others = from.others();
        spokenOf = from.spokenOf();
        whom = from.whom();
        placeAsked = from.placeAsked();
    }

    Dialogue done() {
        return new Dialogue(
                lines,
                place,
                orderId,
                revision,
                question,
                listed,
                focus,
                told,
                misunderstood,
                lastHeard,
                repeats,
                captured,
                handoff,
                takenOver,
                introduced,
                optedOut,
                language,
                lastTurnAt,
                shopper,
                hold,
                asked,
                earlier,
                toldBefore,
                notes,
                lacked,
                others,
                spokenOf,
                whom,
                placeAsked);
    }
}

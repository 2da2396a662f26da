package io.parley.conversation.whatif;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.turn.Touched;
import io.parley.conversation.understanding.meaning.Utterance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One stored conversation, taken again twice: with the shop as it is now, and with the changes. So that a difference
/// comes from the changes alone, the two are compared with each other; what was really said stands beside them.
///
/// What people did meanwhile is taken as it was: a person's takeover and giving back, and what became of an order. A
/// person whom the assistant had fetched is not there where it fetches nobody.
final class Replay {
    /// The turns of one conversation that are taken again.
    static final int TURNS_MAX = 300;

    /// The engine every turn has that no model understood.
    private static final String LOCAL = "local";

    private final Rehearsal rehearsal;
    private final Rehearsal.Stage today;
    private final Rehearsal.Stage changed;

    Replay(Rehearsal rehearsal, Rehearsal.Stage today, Rehearsal.Stage changed) {
        this.rehearsal = rehearsal;
        this.today = today;
        this.changed = changed;
    }

    /// A turn as it was.
    ///
    /// @param before what the assistant remembered then, absent for turns from before that was kept
    /// @param codes what was decided then
    /// @param touched prices and stock of then, as far as they are known
    record Past(
            UUID turnId,
            Utterance utterance,
            @Nullable Dialogue before,
            List<String> codes,
            @Nullable String said,
            Instant at,
            Map<UUID, Touched.Then> touched) {
        boolean captured() {
            return codes.contains("capture_order");
        }

        boolean handedOver() {
            return codes.contains("hand_over");
        }
    }

    enum Effect {
        ORDER_GAINED,
        ORDER_LOST,
        HANDOFF_GAINED,
        HANDOFF_LOST,
        REPLY
    }

    record Difference(
            UUID turnId,
            Effect effect,
            String heard,
            @Nullable String said,
            @Nullable String now,
            @Nullable String changed) {}

    /// @param knownThen turns whose prices and stock are known as they were
    /// @param byModel turns that a model understood with the changes
    record Outcome(
            Report.Tally then,
            Report.Tally now,
            Report.Tally changed,
            int turns,
            int knownThen,
            int unlikeThen,
            int byModel,
            List<Difference> differences) {}

    /// Whether a model is asked on either side: then most of the time is spent waiting for it.
    boolean asksModel() {
        return today.offer().shop().model() || changed.offer().shop().model();
    }

    Outcome of(List<Past> turns) {
        Run asNow = new Run(today);
        Run asChanged = new Run(changed);
        Report.Tally then = Report.Tally.NONE;
        List<Difference> differences = new ArrayList<>();
        int knownThen = 0;
        int unlikeThen = 0;
        @Nullable Past last = null;
        boolean fetched = false;
        for (Past turn : turns) {
            fetched = stillFetched(fetched, last, turn);
            Taken now = asNow.take(turn, last, fetched);
            Taken other = asChanged.take(turn, last, fetched);
            then = then.plus(turn.captured(), turn.handedOver());
            knownThen += turn.touched().isEmpty() ? 0 : 1;
            unlikeThen += Objects.equals(turn.said(), now.text()) ? 0 : 1;
            Effect effect = effect(now, other);
            if (effect != null) {
                differences.add(new Difference(
                        turn.turnId(), effect, turn.utterance().text(), turn.said(), now.text(), other.text()));
            }
            last = turn;
        }
        return new Outcome(
                then,
                asNow.tally,
                asChanged.tally,
                turns.size(),
                knownThen,
                unlikeThen,
                asChanged.byModel,
                List.copyOf(differences));
    }

    /// Whether the assistant had fetched a person by the time of this turn, and the conversation was not given back.
    private static boolean stillFetched(boolean before, @Nullable Past last, Past turn) {
        boolean fetched = before || last != null && last.handedOver();
        return fetched && (turn.before() == null || turn.before().handoff() != null);
    }

    private static @Nullable Effect effect(Taken now, Taken changed) {
        if (now.captured() != changed.captured()) {
            return changed.captured() ? Effect.ORDER_GAINED : Effect.ORDER_LOST;
        }
        if (now.handedOver() != changed.handedOver()) {
            return changed.handedOver() ? Effect.HANDOFF_GAINED : Effect.HANDOFF_LOST;
        }
        return Objects.equals(now.text(), changed.text()) ? null : Effect.REPLY;
    }

    private record Taken(@Nullable String text, boolean captured, boolean handedOver) {}

    private final class Run {
        private final Rehearsal.Stage stage;
        private @Nullable Dialogue dialogue;
        private Report.Tally tally = Report.Tally.NONE;
        private int byModel;

        Run(Rehearsal.Stage stage) {
            this.stage = stage;
        }

        Taken take(Past turn, @Nullable Past last, boolean fetched) {
            Dialogue before = dialogue == null ? first(turn) : happened(dialogue, turn, last, fetched);
            Assistant.Answer answer = rehearsal.answer(
                    turn.utterance(),
                    before,
                    stage.asThen(turn.touched()),
                    new Moment(turn.at(), Rehearsal.made("order of " + turn.turnId())));
            dialogue = answer.step().dialogue();
            byModel += answer.engine().equals(LOCAL) ? 0 : 1;
            boolean captured = answer.step().acts().stream().anyMatch(Act.CaptureOrder.class::isInstance);
            boolean handedOver = answer.step().acts().stream().anyMatch(Act.HandOver.class::isInstance);
            tally = tally.plus(captured, handedOver);
            return new Taken(answer.reply().map(Reply::text).orElse(null), captured, handedOver);
        }

        /// A conversation that is not taken from its beginning goes on from what was remembered then.
        private Dialogue first(Past turn) {
            Dialogue before = turn.before();
            String language = stage.offer().shop().languages().getFirst();
            if (before == null) {
                return Dialogue.fresh(language);
            }
            return before.lastTurnAt() == null ? before.inLanguage(language) : before;
        }

        /// What others than the assistant did between the last turn and this one.
        private Dialogue happened(Dialogue mine, Past turn, @Nullable Past last, boolean fetched) {
            Dialogue then = turn.before();
            if (then == null || last == null) {
                return mine;
            }
            Dialogue here = mine.withOrderAsOf(then);
            if (then.takenOver()) {
                boolean unasked = !fetched;
                return here.takenOver() || here.handoff() == null && !unasked ? here : here.takenOver(turn.at());
            }
            boolean wasHeld =
                    last.handedOver() || last.before() != null && last.before().handoff() != null;
            boolean givenBack = wasHeld && then.handoff() == null;
            return givenBack && (here.takenOver() || here.handoff() != null) ? here.released() : here;
        }
    }
}

package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Settings;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Emotion;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.meaning.Taps;
import java.time.Duration;
import java.time.Instant;

/// What comes before any selling: leaving, silence that was promised, health, anger, a person asked for.
final class Care {
    /// The same words this often get a person instead of the same answer.
    private static final int REPEATS_MAX = 2;

    private Care() {}

    /// @return whether nothing else is to be done in this turn
    static boolean settles(Turn turn) {
        Heard heard = turn.heard;
        if (heard.tap() != null && heard.tap().kind().equals(Taps.HELP)) {
            return help(turn);
        }
        if (turn.optedOut) {
            return stillOut(turn);
        }
        if (heard.wants(Intent.OPT_OUT) && !heard.wantsAny(Intent.BUYING_INTENT, Intent.PRICE_CHECK)) {
            turn.lines.clear();
            turn.forgetQuestion();
            turn.optedOut = true;
            turn.say(new Act.OptOut());
            return true;
        }
        if (Ages.settlesChild(turn)) {
            return true;
        }
        if (turn.before.takenOver()) {
            return true;
        }
        if (WhileWaiting.letsGo(turn)) {
            return false;
        }
        if (LateChange.kept(turn)) {
            return true;
        }
        boolean closed = turn.handoff != null && turn.handoff.reason() == HandoffReason.CLOSED_HOURS;
        if (turn.handoff != null && turn.handoff.reason().silences() && !closed) {
            if (WhileWaiting.changesGiven(turn)) {
                return false;
            }
            return WhileWaiting.keep(turn)
                    || !heard.wants(Intent.MEDICAL_QUESTION) && WhileWaiting.answers(turn)
                    || acknowledge(turn);
        }
        if (Closing.settles(turn)) {
            return true;
        }
        boolean alreadyFetched = turn.handoff != null && turn.handoff.reason() == HandoffReason.NOT_UNDERSTOOD;
        if (alreadyFetched && repeats(turn)) {
            return acknowledge(turn);
        }
        return fetches(turn) || overrides(turn) || mediaOnly(turn);
    }

    /// Whoever has left may ask it too; only a person who answers is not spoken over.
    private static boolean help(Turn turn) {
        if (!turn.before.takenOver()) {
            turn.introduced = true;
            turn.say(new Act.TellHelp());
        }
        return true;
    }

    private static boolean stillOut(Turn turn) {
        if (!turn.heard.wants(Intent.OPT_IN)) {
            WithPerson.toSellerOnly(turn);
            return true;
        }
        turn.optedOut = false;
        turn.say(new Act.OptIn());
        return true;
    }

    private static boolean acknowledge(Turn turn) {
        if (turn.open != null && turn.open.kind() == Question.Kind.CONFIRM) {
            // a later yes may be to something else
            turn.forgetQuestion();
        }
        WithPerson.acknowledge(turn);
        return true;
    }

    private static boolean fetches(Turn turn) {
        Heard heard = turn.heard;
        String said = Summaries.quote(heard.text());
        boolean complains = (heard.wants(Intent.COMPLAINT) || complainsOn(turn)) && !LateChange.slip(turn);
        if (heard.wants(Intent.MEDICAL_QUESTION)) {
            WhileWaiting.tellFacts(turn);
            turn.handOver(HandoffReason.MEDICAL_QUESTION, "Asks about health: " + said);
        } else if (angry(heard) || complains && complaintFetches(turn)) {
            turn.handOver(HandoffReason.COMPLAINT, "Is not happy: " + said);
        } else if (heard.wants(Intent.HUMAN_REQUEST)
                || Signs.person(heard.text())
                || heard.tap() != null && heard.tap().kind().equals(Taps.PERSON)) {
            turn.handOver(HandoffReason.HUMAN_REQUEST, "Asks for a person: " + said);
        } else if (complains) {
            turn.shopper = turn.shopper.complained();
            turn.say(new Act.Apologise());
            turn.forgetQuestion();
        } else if ((heard.wants(Intent.RETURN_REQUEST) || ShopQuestions.misfits(turn))
                && !ShopQuestions.onlyAsksOfReturns(turn)
                && !LateChange.counts(turn.before, heard)) {
            turn.handOver(HandoffReason.HUMAN_REQUEST, "Asks about a return or refund: " + said);
        } else if (Asked.find(heard.text(), turn.offer.shop().answers(), turn.language) != null && !repeats(turn)) {
            // what the seller has answered themselves needs no person
            return false;
        } else if (NewOrder.toAnother(turn)) {
            WhileWaiting.special(turn, "Wants it sent to two places: " + said);
        } else if (heard.wants(Intent.CUSTOM_REQUEST)
                && settings(turn).fetchesFor(HandoffReason.CUSTOM_REQUEST.code())) {
            WhileWaiting.special(turn, "Has a special request: " + said);
        } else if (heard.wants(Intent.CUSTOM_REQUEST) && !repeats(turn)) {
            turn.say(new Act.AboutCustom());
            Next.ask(turn);
        } else if (repeats(turn)) {
            turn.handOver(HandoffReason.NOT_UNDERSTOOD, "Has written the same three times: " + said);
        } else {
            return false;
        }
        return true;
    }

    /// "Still very bad", behind a complaint that was answered without a person.
    private static boolean complainsOn(Turn turn) {
        Heard heard = turn.heard;
        return turn.shopper.complaints() > 0
                && heard.emotion() == Emotion.NEGATIVE
                && heard.items().isEmpty()
                && heard.meanings().stream().allMatch(meaning -> meaning.intent() == Intent.UNKNOWN);
    }

    private static Settings settings(Turn turn) {
        return turn.offer.shop().settings();
    }

    /// A shop may answer a first complaint by the assistant; a second one always gets a person.
    private static boolean complaintFetches(Turn turn) {
        return settings(turn).fetchesFor(HandoffReason.COMPLAINT.code()) || turn.shopper.complaints() > 0;
    }

    /// Somebody tries to set the rules: nothing they said counts, only what the shop offers.
    private static boolean overrides(Turn turn) {
        if (!Signs.override(turn.heard.text())) {
            return false;
        }
        turn.say(new Act.AboutDiscount());
        Next.ask(turn);
        return true;
    }

    private static boolean angry(Heard heard) {
        long shouts = heard.text().chars().filter(c -> c == '!').count();
        return heard.emotion() == Emotion.NEGATIVE && shouts >= 3;
    }

    private static boolean repeats(Turn turn) {
        String text = turn.heard.text().strip();
        boolean answer = turn.heard.yes() || turn.heard.no() || turn.heard.tap() != null || turn.changed;
        return !answer
                && text.length() > 3
                && turn.before.repeats() + 1 >= REPEATS_MAX
                && text.equalsIgnoreCase(turn.before.lastWords());
    }

    private static boolean mediaOnly(Turn turn) {
        Heard heard = turn.heard;
        if (!heard.text().isBlank()
                || heard.media().isEmpty()
                || heard.details().place() != null
                || !heard.items().isEmpty()) {
            return false;
        }
        if (ofAlbum(turn)) {
            return true;
        }
        turn.say(new Act.MediaSeen(heard.media().getFirst()));
        Next.ask(turn);
        return true;
    }

    /// One more picture of those that were just answered: platforms send each of an album by itself.
    private static boolean ofAlbum(Turn turn) {
        Instant last = turn.before.lastTurnAt();
        String before = turn.before.lastHeard();
        return before != null
                && before.startsWith(Dialogue.MEDIA)
                && last != null
                && last.plus(ALBUM_WITHIN).isAfter(turn.moment.now())
                && Dialogue.pictures(turn.heard.media());
    }

    private static final Duration ALBUM_WITHIN = Duration.ofSeconds(10);
}

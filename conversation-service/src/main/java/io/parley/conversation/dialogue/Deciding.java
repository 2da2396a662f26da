package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.events.OrderedLine;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// One step of the dialogue: pure, total, replayable. What must not be missed comes first (leaving, safety, a person),
/// then what answers the open question, then changes, then questions of the shopper; the assistant's own next question
/// comes last. What none of them could use is repaired in one place.
public final class Deciding {
    private Deciding() {}

    /// What to do about what was heard.
    public static Step step(Dialogue before, Heard heard, Offer offer, Moment moment) {
        Turn turn = new Turn(before, heard, offer, moment);
        boolean known = heard.details().phone() != null || heard.details().email() != null;
        if (known && !before.optedOut()) {
            turn.say(new Act.Identify(heard.details().phone(), heard.details().email()));
        }
        Closing.reopen(turn);
        if (Care.settles(turn)) {
            return turn.done();
        }
        Ages.heed(turn);
        Asked.Found own = Asked.find(heard.text(), offer.shop().answers(), turn.language);
        if (own != null) {
            turn.say(new Act.TellOwnAnswer(own.answer().answer()));
            turn.ownAnswer = true;
            turn.misunderstood = 0;
            if (saysAll(own, heard)) {
                Next.ask(turn);
                return turn.done();
            }
        }
        if (Leaving.forNow(turn)) {
            return turn.done();
        }
        boolean used = Slots.fill(turn) | own != null | letGo(turn) | Waiting.similar(turn);
        if (turn.handoff != null && turn.before.handoff() != turn.handoff) {
            return turn.done();
        }
        if (turn.onlyAnswers) {
            turn.misunderstood = 0;
            Next.ask(turn);
            return turn.done();
        }
        used |= Waiting.asked(turn);
        if (turn.onlyAnswers) {
            turn.misunderstood = 0;
            Next.ask(turn);
            return turn.done();
        }
        used |= Edits.apply(turn);
        used |= Notes.keep(turn);
        if (turn.handoff != null && turn.before.handoff() != turn.handoff) {
            return turn.done();
        }
        used |= !praisesOrdered(turn) && Questions.answer(turn);
        used |= Confirming.settle(turn);
        used |= Questions.unsold(turn);
        used |= courtesy(turn);
        used |= !used && Advising.suitsNeed(turn);
        used |= heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART);
        if (used) {
            turn.misunderstood = 0;
        } else if (Repair.settles(turn)) {
            return turn.done();
        }
        Next.ask(turn);
        Waiting.offer(turn);
        contactOnly(turn);
        return turn.done();
    }

    /// Whether the seller has answered themselves all that is asked: no model need read it.
    public static boolean answeredBySeller(Heard heard, Shop shop) {
        Asked.Found own = Asked.find(heard.text(), shop.answers(), shop.answerIn(heard.language()));
        return own != null && saysAll(own, heard);
    }

    private static boolean saysAll(Asked.Found own, Heard heard) {
        return own.whole() && heard.named().stream().allMatch(item -> item.quantity() == null);
    }

    /// A telephone or an address for mail is told, and nothing would be said to it: that it is noted, or what else is
    /// said of the order that was placed goes to the seller.
    private static void contactOnly(Turn turn) {
        boolean silent = !turn.acts.isEmpty() && turn.acts.stream().allMatch(Act.Identify.class::isInstance);
        if (!silent) {
            return;
        }
        Heard heard = turn.heard;
        String told = heard.details().phone() != null
                ? heard.details().phone()
                : heard.details().email();
        if (turn.captured != null
                && !Leaving.over(turn.captured)
                && heard.manner().question()) {
            turn.handOver(HandoffReason.HUMAN_REQUEST, "Asks of the order given: " + Summaries.quote(heard.text()));
        } else if (told != null && LateChange.changesContact(heard) && Notes.ofGiven(turn)) {
            Notes.toGiven(turn, heard.text(), "");
        } else if (told != null) {
            // their own telephone is not read out to them
            turn.say(new Act.KeepNote(""));
        }
    }

    /// "E get warranty?", of what is spoken of: all that is known of it is told.
    public static Step describe(Dialogue at, Heard heard, Offer offer, Moment moment) {
        Turn turn = new Turn(at, heard, offer, moment);
        Questions.describe(turn);
        return turn.done();
    }

    /// Whether it would change the order that was placed, and nothing else is being put together or asked.
    public static boolean changesPlaced(Dialogue at, Heard heard, Moment moment) {
        return openToChange(at, moment) && !NewOrder.meant(at, heard) && LateChange.wants(at, heard);
    }

    /// Whether it may, read as if that were being put together again: "wait, Tema", "exchange the L for an M".
    public static boolean mayChangePlaced(Dialogue at, Heard heard, Moment moment) {
        return openToChange(at, moment) && !NewOrder.meant(at, heard) && !onlyAsks(heard);
    }

    /// "Do you deliver on Sundays too?"
    private static boolean onlyAsks(Heard heard) {
        return heard.manner().question()
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && heard.loose().count() == null
                && heard.meanings().stream()
                        .allMatch(meaning -> meaning.intent().asks() || meaning.intent() == Intent.DELIVERY_QUESTION);
    }

    private static boolean openToChange(Dialogue at, Moment moment) {
        Question asked = at.question();
        return (asked == null || asked.expired(moment.now())) && LateChange.open(at);
    }

    /// Whether the message tries to set the rules, so that nothing of it counts.
    public static boolean overrides(String text) {
        return Signs.override(text);
    }

    /// Whether nothing but the beginning of a question or an order stands there: "how much", "do you have". It answers
    /// nothing that was asked, and more is likely to come.
    public static boolean unfinished(String text) {
        return Signs.unfinished(text);
    }

    /// Nobody is waited for any longer, by what was said.
    private static boolean letGo(Turn turn) {
        Dialogue.Handoff before = turn.before.handoff();
        return before != null && turn.handoff == null && before.reason() != HandoffReason.CLOSED_HOURS;
    }

    /// "Nhận hàng rồi nha, ngon lắm shop ơi", of what was ordered: it asks nothing and greets nobody.
    private static boolean praisesOrdered(Turn turn) {
        Heard heard = turn.heard;
        List<UUID> ordered = turn.captured == null
                ? List.of()
                : turn.captured.lines().stream().map(OrderedLine::productId).toList();
        boolean onlyGreets =
                heard.wants(Intent.GREETING) && Signs.plain(heard.text()).split(" ").length <= GREETING_WORDS_MAX;
        return !ordered.isEmpty()
                && turn.lines.isEmpty()
                && turn.open == null
                && heard.emotion() == Heard.Emotion.POSITIVE
                && heard.items().stream()
                        .allMatch(item -> item.quantity() == null && !Collections.disjoint(item.products(), ordered))
                && !heard.manner().question()
                && heard.meanings().stream().allMatch(meaning -> PRAISES.contains(meaning.intent()))
                && !onlyGreets;
    }

    private static final Set<Intent> PRAISES =
            EnumSet.of(Intent.UNKNOWN, Intent.THANKS, Intent.GREETING, Intent.CHIT_CHAT, Intent.PRODUCT_INQUIRY);
    private static final int GREETING_WORDS_MAX = 3;

    private static boolean courtesy(Turn turn) {
        Heard heard = turn.heard;
        boolean silent = turn.acts.stream().allMatch(Act.Identify.class::isInstance);
        if (heard.wants(Intent.BOT_QUESTION)) {
            turn.say(new Act.SayAutomated());
            turn.introduced = true;
            return true;
        }
        if (!silent) {
            return false;
        }
        if (turn.changed) {
            return true;
        }
        boolean wordless = heard.text().isBlank() && heard.media().isEmpty() && heard.tap() == null;
        // "hello, I want to place an order": what it is is asked
        boolean starts = turn.lines.isEmpty() && heard.items().isEmpty() && heard.wants(Intent.BUYING_INTENT);
        if (praisesOrdered(turn)) {
            turn.say(new Act.Welcome());
            return true;
        }
        if (heard.wants(Intent.GREETING) && !starts || wordless) {
            turn.say(new Act.Greet());
            return true;
        }
        if (turn.lines.isEmpty() && !heard.manner().question() && Signs.thinks(heard.text())) {
            turn.forgetQuestion();
            turn.say(new Act.NoHurry());
            return true;
        }
        // "that's all, place it as it is" goes on
        boolean leaves = turn.lines.isEmpty() || !heard.yes();
        if (heard.wants(Intent.GOODBYE) && leaves) {
            turn.say(new Act.Farewell());
            return true;
        }
        if (heard.wants(Intent.THANKS)) {
            turn.say(new Act.Welcome());
            return true;
        }
        if (heard.wants(Intent.CHIT_CHAT) && !letGo(turn)) {
            if (!Advising.suitsNeed(turn)) {
                turn.say(new Act.SmallTalk());
            }
            return true;
        }
        boolean pleased = heard.answer() == Heard.Answer.WEAK_YES || heard.emotion() == Heard.Emotion.POSITIVE;
        if (pleased && turn.lines.isEmpty()) {
            turn.say(new Act.Welcome());
            return true;
        }
        if (pleased && !turn.complete() && heard.items().isEmpty()) {
            // "it's a present": said beside, and what was asked is asked again
            return true;
        }
        boolean hesitates = (heard.manner().correction() || heard.manner().but()) && !LateChange.changesContact(heard);
        if (hesitates && !turn.lines.isEmpty() && !turn.complete()) {
            return true;
        }
        Question open = turn.open;
        if (hesitates && open != null && open.kind() == Question.Kind.CONFIRM && Signs.thinks(heard.text())) {
            turn.say(new Act.AskClearYes(open.number(), turn.changesOrder()));
            turn.asked = open.askedAgain(turn.moment.now());
            return true;
        }
        if (hesitates && !turn.lines.isEmpty() && !turn.numberUsed) {
            turn.say(new Act.AskWhatToChange());
            turn.ask(Question.Kind.WHAT_TO_CHANGE, null, null, 0, List.of());
            return true;
        }
        return heard.details().phone() != null || heard.details().email() != null;
    }
}

package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.meaning.Taps;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is ordered while a person is waited for. The assistant asks nothing, promises nothing and takes no order; it
/// writes down what is wanted, tells the person who will answer, and says so. Given the conversation back, it goes
/// on from there.
final class WhileWaiting {
    private WhileWaiting() {}

    /// @return whether the message ordered something, told where to, or agreed to all of it
    static boolean keep(Turn turn) {
        Dialogue.Handoff handoff = turn.handoff;
        boolean given = turn.captured != null
                && !Leaving.over(turn.captured)
                && !goesOn(turn)
                && !NewOrder.meant(turn.before, turn.heard)
                && (turn.lines.isEmpty() || turn.changesOrder());
        boolean asksOnly = turn.heard.manner().question()
                && turn.heard.details().place() == null
                && turn.heard.named().stream().allMatch(item -> item.quantity() == null)
                && !saysWhich(turn)
                && !(goesOn(turn) && (turn.heard.yes() || asksWhetherPlaced(turn)));
        if (handoff == null
                || !listens(handoff.reason())
                || given
                || asksOnly
                || complainsOnly(turn)
                || turn.heard.wants(Intent.HUMAN_REQUEST)) {
            return false;
        }
        String place = turn.place;
        Question open = turn.open;
        if (NewOrder.toAnother(turn) || toTwo(turn)) {
            return passOn(turn, handoff);
        }
        writeDown(turn);
        boolean ordered = turn.changed && !turn.lines.isEmpty();
        boolean told = !turn.lines.isEmpty() && !Objects.equals(place, turn.place);
        turn.handoff = handoff;
        boolean agrees = turn.complete()
                && (turn.heard.answer() == Heard.Answer.YES
                        || asksToPlace(turn.heard)
                        || handoff.reason() == HandoffReason.CUSTOM_REQUEST && asksWhetherPlaced(turn));
        if (dropped(turn, handoff.reason())) {
            turn.handoff = handoff.answeredAgain();
            return true;
        }
        if (!ordered
                && !told
                && goesOn(turn)
                && open != null
                && open.kind() == Question.Kind.CONFIRM
                && turn.heard.yes()) {
            // "perfect, thank you", to a summary and to a wish that is asked about: a plain yes is waited for
            goOn(turn, open);
            return true;
        }
        if (!ordered
                && !told
                && turn.heard.wants(Intent.THANKS)
                && turn.heard.named().isEmpty()
                && !asksToPlace(turn.heard)) {
            // "perfect, thank you": it was noted before
            turn.say(new Act.Welcome());
            return true;
        }
        if (!ordered && !told && !agrees) {
            turn.open = open;
            return false;
        }
        String summary = Summaries.whole(turn, "Orders while waiting: " + Summaries.quote(turn.heard.text()));
        turn.handoff = handoff.answeredAgain();
        if (goesOn(turn)) {
            turn.say(new Act.NoteForPerson(List.of(), "", handoff.reason(), summary));
            goOn(turn, open);
            return true;
        }
        say(turn, handoff.reason(), summary);
        if (turn.heard.manner().question()) {
            tellFacts(turn);
        }
        return true;
    }

    /// "The black soaps to Ibadan, the turmeric to Abuja", of an order that goes to one of them.
    private static boolean toTwo(Turn turn) {
        Heard heard = turn.heard;
        return heard.wants(Intent.CUSTOM_REQUEST)
                && heard.details().note() == null
                && (heard.details().place() != null || heard.named().stream().anyMatch(item -> item.quantity() != null))
                && !heard.named().isEmpty()
                && !turn.lines.isEmpty()
                && turn.place != null;
    }

    /// What goes where is theirs to settle: they read it in the shopper's words, and the order stays as it is.
    private static boolean passOn(Turn turn, Dialogue.Handoff handoff) {
        String said = turn.heard.text().strip();
        Notes.add(turn, said);
        turn.forgetQuestion();
        turn.say(new Act.NoteForPerson(
                List.of(),
                "",
                handoff.reason(),
                Summaries.whole(turn, "Wants it sent to two places: " + Summaries.quote(said))));
        turn.say(new Act.KeepNote(turn.notes.getLast()));
        turn.handoff = handoff.answeredAgain();
        return true;
    }

    /// "And you'll swap the cracked serum for me too?": it is to be put right, and nothing is ordered by it.
    private static boolean complainsOnly(Turn turn) {
        return turn.heard.wants(Intent.COMPLAINT)
                && turn.heard.details().place() == null
                && turn.heard.items().stream().allMatch(item -> item.quantity() == null && !item.negated());
    }

    /// "Make it 5", "cancel my order", of one that was given before a person was asked for, and the answers to
    /// what is asked of that: it is changed as ever, or goes to the seller where only they can. With a complaint
    /// all is theirs.
    static boolean changesGiven(Turn turn) {
        Dialogue.Taken taken = turn.captured;
        Dialogue.Handoff handoff = turn.handoff;
        Heard heard = turn.heard;
        boolean theirs = taken == null
                || Leaving.over(taken)
                || handoff == null
                || handoff.reason() == HandoffReason.COMPLAINT
                || !listens(handoff.reason())
                || heard.wantsAny(
                        Intent.HUMAN_REQUEST,
                        Intent.MEDICAL_QUESTION,
                        Intent.COMPLAINT,
                        Intent.RETURN_REQUEST,
                        Intent.CUSTOM_REQUEST,
                        Intent.PAYMENT_CLAIM);
        if (theirs) {
            return false;
        }
        boolean underway = turn.open != null
                && (turn.changesOrder() || turn.waitsFor(Question.Kind.CANCEL_ORDER, Question.Kind.WHAT_TO_CHANGE));
        boolean begins = turn.lines.isEmpty()
                && (LateChange.wants(turn.before, heard) || heard.wantsAny(Intent.CANCEL_ORDER, Intent.CLEAR_CART));
        return underway || begins;
    }

    /// See [Dialogue#goesOn()].
    private static boolean goesOn(Turn turn) {
        return Dialogue.goesOn(turn.handoff, turn.lines);
    }

    /// What is missing is asked, or the yes to all of it.
    ///
    /// @param open what was asked before
    private static void goOn(Turn turn, @Nullable Question open) {
        if (turn.heard.manner().question() && turn.acts.stream().noneMatch(Act.HandOver.class::isInstance)) {
            tellFacts(turn);
        }
        boolean asked = open != null && open.kind() == Question.Kind.CONFIRM && open.times() > 1;
        boolean shown = turn.acts.stream().anyMatch(Act.ShowOrder.class::isInstance);
        // asked often enough in short: the whole order once more
        turn.open = asked && !shown ? null : open;
        Next.goOn(turn);
    }

    /// "Has my order gone through or not?", while it waits for its yes.
    private static boolean asksWhetherPlaced(Turn turn) {
        return turn.heard.wants(Intent.ORDER_STATUS) && turn.captured == null;
    }

    /// "No worries if not, I can wrap it myself", "I'm not complaining, I want a new one": no person is needed,
    /// and the assistant goes on as if none had been fetched. "Please just place the order", or the yes that was
    /// asked for, where only a wish was noted: so does it then, and the note goes with the order.
    static boolean letsGo(Turn turn) {
        HandoffReason reason = turn.handoff == null ? null : turn.handoff.reason();
        String text = turn.heard.text();
        boolean lets = !turn.heard.wants(Intent.CANCEL_ORDER)
                && (reason == HandoffReason.CUSTOM_REQUEST && Signs.letsWishGo(text)
                        || reason == HandoffReason.COMPLAINT && Signs.noComplaint(text));
        if (reason == HandoffReason.CUSTOM_REQUEST && placesIt(turn)) {
            turn.handoff = null;
            return true;
        }
        if (lets) {
            turn.handoff = null;
            Set<String> words = words(text);
            turn.notes = turn.notes.stream()
                    .filter(note -> Collections.disjoint(words(note), words))
                    .toList();
        }
        return lets;
    }

    private static boolean placesIt(Turn turn) {
        boolean toSummary = turn.open != null
                && turn.open.kind() == Question.Kind.CONFIRM
                && (turn.heard.answer() == Heard.Answer.YES
                                && !turn.heard.manner().but()
                                && !turn.heard.manner().question()
                        || turn.heard.tap() != null && turn.heard.tap().kind().equals(Taps.CONFIRM));
        boolean saysSo = turn.heard.named().isEmpty()
                && turn.heard.details().place() == null
                && (Signs.placesIt(turn.heard.text()) || asksToPlace(turn.heard));
        return !turn.lines.isEmpty()
                && !turn.heard.no()
                && !turn.heard.wants(Intent.CUSTOM_REQUEST)
                && (toSummary || saysSo);
    }

    /// How those begin that tell something: "never mind the card" lets go "a card saying …", "I can wrap it" "is it
    /// gift wrapped?".
    private static Set<String> words(String text) {
        return Stream.of(Signs.plain(text).split(" "))
                .filter(word -> word.length() >= TELLING_LEAST)
                .map(word -> word.substring(0, TELLING_LEAST))
                .collect(Collectors.toSet());
    }

    private static final int TELLING_LEAST = 4;

    /// "Niweke oda basi", when all of it is noted.
    private static boolean asksToPlace(Heard heard) {
        return heard.wants(Intent.BUYING_INTENT) && heard.named().isEmpty() && !heard.no();
    }

    /// "The strap is 20mm as I said. How much is it all?", while which one was still open.
    private static boolean saysWhich(Turn turn) {
        boolean variants = !turn.heard.loose().variants().isEmpty()
                || turn.heard.named().stream().anyMatch(item -> !item.variants().isEmpty());
        return variants && turn.lines.stream().anyMatch(line -> line.variant() == null);
    }

    /// "En fait laissez tomber": what was put together is not wanted, and the person is told so.
    private static boolean dropped(Turn turn, HandoffReason reason) {
        boolean drops =
                turn.heard.wants(Intent.CANCEL_ORDER) && !turn.before.lines().isEmpty() && turn.lines.isEmpty();
        if (drops) {
            turn.say(new Act.Cancelled());
            say(turn, reason, "Takes back what was being ordered: " + Summaries.quote(turn.heard.text()));
        }
        return drops;
    }

    /// @return whether anything was told; what was asked before is asked again where the order goes on
    static boolean answers(Turn turn) {
        Question open = turn.open;
        boolean told = tellFacts(turn);
        if (told && goesOn(turn)) {
            turn.open = open;
            Next.goOn(turn);
        }
        return told;
    }

    /// "But what is the price for 120 tablets?", "how much is everything?", "do you deliver here?": what needs no
    /// person is told all the same, as far as it is asked. Who is not content hears what things cost, and no more.
    ///
    /// @return whether anything was told
    static boolean tellFacts(Turn turn) {
        int before = turn.acts.size();
        HandoffReason reason = turn.handoff == null ? null : turn.handoff.reason();
        if (reason != null && !listens(reason) || turn.heard.wants(Intent.DISCOUNT_QUESTION)) {
            return false;
        }
        tellPrices(turn);
        if (turn.heard.details().priceLimit() != null && turn.heard.named().isEmpty()) {
            // "do you have anything under 15?"
            Advising.recommend(turn);
            turn.forgetQuestion();
        }
        if (turn.heard.wants(Intent.VIEW_CART) && !turn.shown().isEmpty()) {
            turn.say(new Act.ShowOrder(turn.shown(), turn.total()));
        }
        boolean given = turn.captured != null && !Leaving.over(turn.captured) && !turn.changesOrder();
        if (turn.heard.wants(Intent.VIEW_CART) && given) {
            OrderQuestions.placed(turn, Objects.requireNonNull(turn.captured));
        }
        if (reason != null && reason != HandoffReason.COMPLAINT) {
            ShopQuestions.ofTheShop(turn);
        }
        if (turn.heard.wants(Intent.ORDER_STATUS)
                && turn.captured != null
                && turn.acts.stream().noneMatch(Act.TellOrder.class::isInstance)) {
            OrderQuestions.status(turn);
        }
        boolean told = turn.acts.size() > before;
        if (told && turn.handoff != null) {
            turn.handoff = turn.handoff.answeredAgain();
        }
        return told;
    }

    private static void tellPrices(Turn turn) {
        if (!turn.heard.wantsAny(Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK)) {
            return;
        }
        List<Heard.Item> named = turn.heard.named();
        for (Heard.Item item : named) {
            List<UUID> products = item.products().isEmpty() ? Pointed.focus(turn) : item.products();
            if (products.size() == 1) {
                tellPrice(turn, products.getFirst(), item.variants());
            }
        }
        List<UUID> in = turn.heard.loose().variants();
        List<UUID> so = named.isEmpty() && !turn.heard.wants(Intent.PRICE_CHECK) && !in.isEmpty()
                ? Edits.productsWith(turn, in)
                : List.of();
        if (so.size() == 1) {
            // "do you still have the cocoa nude?"
            tellPrice(turn, so.getFirst(), in);
        }
        boolean ofWhatIsSpokenOf = named.isEmpty()
                && turn.heard.wants(Intent.PRICE_CHECK)
                && turn.heard.loose().sought() == null;
        if (ofWhatIsSpokenOf && turn.focus != null) {
            tellPrice(turn, turn.focus, turn.heard.loose().variants());
        }
    }

    private static void tellPrice(Turn turn, UUID id, List<UUID> variants) {
        Product product = turn.product(id).orElse(null);
        boolean there = turn.heard.wants(Intent.AVAILABILITY_CHECK) && !turn.heard.wants(Intent.PRICE_CHECK);
        if (product == null || !there && !turn.offer.canBeHad(product)) {
            return;
        }
        List<Act.Choice> named = turn.choices(product).stream()
                .filter(choice -> variants.contains(choice.variant()))
                .toList();
        turn.focus = product.id();
        String name = named.size() == 1 ? product.title(named.getFirst().variant()) : product.name();
        boolean gone = named.size() == 1
                ? turn.offer.available(named.getFirst().variant()) < 1
                : !turn.offer.canBeHad(product);
        if (there && gone) {
            turn.say(new Act.TellSoldOut(name, List.of()));
            return;
        }
        List<Act.Choice> told = named.isEmpty() ? turn.choices(product) : named;
        turn.say(there ? new Act.TellAvailable(name, told) : new Act.TellPrice(name, told));
    }

    /// A person is fetched for a special wish. With something that is ordered it is noted, so that the seller reads it
    /// beside the lines, and the order is put together on: a wish is no reason to lose it.
    static void special(Turn turn, String wish) {
        Question open = turn.open;
        boolean agrees = open != null
                && open.kind() == Question.Kind.CONFIRM
                && turn.heard.yes()
                && turn.complete()
                && !turn.changesOrder();
        String note = turn.heard.details().note();
        // "to this address or that one", "one of them to my sister": what more is told in it waits for the person
        boolean alone = note != null
                || turn.heard.details().place() == null && turn.heard.loose().number() == null;
        if (note != null) {
            writeDown(turn);
        } else if (!turn.lines.isEmpty()) {
            Notes.add(turn, turn.heard.text().strip());
        }
        turn.handOver(HandoffReason.CUSTOM_REQUEST, agrees ? wish + ". Says yes to the order" : wish);
        if (!turn.lines.isEmpty() && !turn.notes.isEmpty()) {
            turn.say(new Act.KeepNote(turn.notes.getLast()));
        }
        if (alone && goesOn(turn)) {
            goOn(turn, open);
        }
    }

    /// What is ordered, where to and what is to be heeded, without a word about it.
    private static void writeDown(Turn turn) {
        Slots.fill(turn);
        Edits.apply(turn);
        Notes.keep(turn);
        turn.acts.removeIf(act -> !(act instanceof Act.Identify));
        turn.asked = null;
    }

    private static void say(Turn turn, HandoffReason reason, @Nullable String summary) {
        turn.say(new Act.NoteForPerson(lines(turn), turn.place == null ? "" : turn.place, reason, summary));
    }

    /// As far as it is known: a count that was not said is left out.
    private static List<String> lines(Turn turn) {
        return turn.lines.stream()
                .map(line -> (line.quantity() == null ? "" : line.quantity() + " × ") + turn.title(line))
                .toList();
    }

    /// Whether somebody who waits for such a reason may go on ordering: a child may not, and a closed shop reads it
    /// when it opens.
    private static boolean listens(HandoffReason reason) {
        return switch (reason) {
            case MEDICAL_QUESTION, CUSTOM_REQUEST, COMPLAINT, HUMAN_REQUEST -> true;
            case CLOSED_HOURS, UNDER_AGE, ORDER_CONFIRMED, ORDER_CHANGED, NOT_UNDERSTOOD -> false;
        };
    }
}

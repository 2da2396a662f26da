package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Answer;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.meaning.Taps;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Token;
import io.parley.events.Money;
import io.parley.events.OrderedLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Only a clear yes to the summary that was shown, at the prices that were shown, of what can be had, is an order.
final class Confirming {
    private Confirming() {}

    static boolean settle(Turn turn) {
        Heard heard = turn.heard;
        Question open = turn.open;
        boolean refused = turn.acts.stream()
                .anyMatch(act ->
                        act instanceof Act.TooMany || act instanceof Act.NotACount || act instanceof Act.AskPacks);
        if (open != null && open.kind() == Kind.CONFIRM && turn.asked == null && !refused && Unheeded.any(turn)) {
            Unheeded.tellLacking(turn);
            turn.say(new Act.AskWhatToChange());
            turn.ask(Kind.WHAT_TO_CHANGE, null, null, 0, List.of());
            return true;
        }
        if (open != null && open.kind() == Kind.CONFIRM && turn.asked == null && !turn.changed) {
            if (heard.no() && heard.items().isEmpty() && turn.changesOrder()) {
                if (heard.change().to() != null) {
                    // "no, I said the peach instead of the clear", of a change to just that: it is shown once more
                    turn.open = null;
                    turn.changed = true;
                } else {
                    LateChange.drop(turn);
                }
                return true;
            }
            if (heard.no() && heard.items().isEmpty() && Signs.thinks(heard.text())) {
                // "no, let me ask my wife": somebody is asked first, and nothing is to be changed
                turn.say(new Act.AskClearYes(open.number(), turn.changesOrder()));
                turn.asked = open.askedAgain(turn.moment.now());
                return true;
            }
            if (heard.no() && heard.items().isEmpty() && samePlace(turn)) {
                turn.open = null;
                return true;
            }
            if (heard.no() && heard.items().isEmpty()) {
                turn.say(new Act.AskWhatToChange());
                turn.ask(Kind.WHAT_TO_CHANGE, null, null, 0, List.of());
                return true;
            }
            if (heard.yes() || changeIt(turn)) {
                return yes(turn, open);
            }
            return false;
        }
        if (open != null && open.kind() == Kind.WHAT_TO_CHANGE && heard.yes() && !turn.changed && turn.asked == null) {
            // nothing is to be changed after all: the order is shown again
            turn.open = null;
            return true;
        }
        if (heard.answer() == Answer.YES && turn.lines.isEmpty() && open == null && turn.acts.isEmpty()) {
            return yesToNothing(turn);
        }
        return heard.yes() && !turn.lines.isEmpty();
    }

    /// "No o, address na Bodija, Ibadan only", where it goes there already: it is shown once more.
    private static boolean samePlace(Turn turn) {
        String place = turn.heard.details().place();
        return place != null
                && turn.heard.details().placeSaid()
                && turn.place != null
                && Signs.plain(place).equals(Signs.plain(turn.place));
    }

    private static boolean yesToNothing(Turn turn) {
        Dialogue.Taken taken = turn.captured;
        turn.say(taken != null && !Leaving.over(taken) ? new Act.AlreadyTaken() : new Act.YesToWhat());
        return true;
    }

    private static boolean yes(Turn turn, Question open) {
        Heard heard = turn.heard;
        boolean older = heard.tap() != null
                && heard.tap().kind().equals(Taps.CONFIRM)
                && !heard.tap().value().equals(Integer.toString(open.number()));
        boolean answered =
                !turn.acts.stream().allMatch(act -> act instanceof Act.Identify || act instanceof Act.KeepNote);
        boolean orphaned = turn.captured != null
                && turn.orderId != null
                && turn.orderId.equals(turn.captured.draft())
                && !turn.changesOrder();
        if (orphaned && turn.captured != null) {
            // the order it was to change is no more: what was shown would be a new one, and is asked as such
            turn.captured = turn.captured.changedBy(null);
        }
        if (older || orphaned || !turn.complete() || Ages.missing(turn) > 0) {
            turn.open = null;
            return true;
        }
        if (doubtful(turn, answered)) {
            if (!answered) {
                turn.say(new Act.AskClearYes(open.number(), turn.changesOrder()));
                turn.asked = open.askedAgain(turn.moment.now());
            }
            return true;
        }
        if (!repriced(turn) && !shortOf(turn)) {
            capture(turn);
        }
        return true;
    }

    /// @param answered something was asked beside it, and answered
    private static boolean doubtful(Turn turn, boolean answered) {
        Heard heard = turn.heard;
        boolean weak = heard.answer() == Answer.WEAK_YES && (heard.manner().question() || answered);
        boolean conditional = heard.manner().but() && !(ofShopOnly(turn) && !saysBut(heard.text()))
                || heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION) && !onlyOfPlace(turn)
                || asksBeside(turn)
                || asksOfOrder(turn);
        return weak || !changeIt(turn) && conditional;
    }

    /// "Remove the yes from the address. Place it": it goes where it went, and nothing else is to be changed.
    private static boolean onlyOfPlace(Turn turn) {
        Heard heard = turn.heard;
        return heard.details().placeWhole()
                && Objects.equals(heard.details().place(), turn.place)
                && heard.items().isEmpty()
                && heard.loose().equals(Heard.Loose.NOTHING);
    }

    /// What may decide whether it is wanted: who asks what delivery costs may not want it at that cost.
    private static boolean asksOfOrder(Turn turn) {
        boolean asks = turn.heard.wants(Intent.DELIVERY_QUESTION)
                || turn.heard.meanings().stream()
                        .anyMatch(meaning -> meaning.intent().asks());
        return asks && !asksOfElse(turn);
    }

    /// "Yes, change it", "pls change it", to whether it shall be changed as shown.
    private static boolean changeIt(Turn turn) {
        Heard heard = turn.heard;
        boolean updates = heard.answer() == Answer.YES
                && heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION)
                && !heard.manner().but();
        return turn.changesOrder()
                && (updates || Signs.changesIt(heard.text()))
                && heard.answer() != Answer.NO
                && heard.refused().isEmpty()
                && heard.named().isEmpty()
                && heard.loose().equals(Heard.Loose.NOTHING)
                && heard.details().place() == null
                && !heard.manner().question();
    }

    /// "Yes go ahead. When will it come?", "yes, do you do toners too?": what is asked beside the yes bears on nothing
    /// that is ordered, whatever the answer is.
    private static boolean asksOfElse(Turn turn) {
        Heard heard = turn.heard;
        return heard.answer() == Answer.YES
                && heard.text().indexOf('?') == heard.text().lastIndexOf('?')
                && heard.details().place() == null
                && heard.meanings().stream()
                        .filter(meaning -> meaning.confidence() >= Heard.UNSURE)
                        .map(Heard.Meaning::intent)
                        .allMatch(intent -> bearsOnNothing(turn, intent))
                && (heard.items().isEmpty() && heard.loose().equals(Heard.Loose.NOTHING) || ofOtherGoods(turn));
    }

    private static boolean bearsOnNothing(Turn turn, Intent intent) {
        return switch (intent) {
            case CONFIRM, THANKS -> true;
            case ORDER_STATUS, DELIVERY_QUESTION -> whenOrHow(turn) || ofShopOnly(turn);
            case AVAILABILITY_CHECK, PRICE_CHECK, PRODUCT_INQUIRY -> ofOtherGoods(turn) || ofShopOnly(turn);
            default -> false;
        };
    }

    /// When it comes or how it is sent, and neither at what cost nor by what day.
    private static boolean whenOrHow(Turn turn) {
        String text = turn.heard.text();
        return Signs.asksWhen(text) || Signs.asksHowSent(text);
    }

    /// "Are you open on Sundays?"
    private static boolean ofShopOnly(Turn turn) {
        return turn.acts.stream().anyMatch(Act.AboutShop.class::isInstance)
                && turn.acts.stream().allMatch(act -> act instanceof Act.AboutShop || act instanceof Act.Identify);
    }

    /// In a word, and not by the day that is told.
    private static boolean saysBut(String text) {
        return Lexicon.load().find(Token.read(text), Lexicon.ALL).stream()
                .anyMatch(hit -> hit.section().equals("but"));
    }

    /// "Do you do filter papers as well?", of a grinder: nothing that is ordered is asked about.
    private static boolean ofOtherGoods(Turn turn) {
        Heard heard = turn.heard;
        boolean bare = heard.loose().count() == null
                && heard.loose().variants().isEmpty()
                && heard.loose().picks().isEmpty();
        boolean unknown =
                heard.loose().sought() != null || !heard.loose().unsold().isEmpty();
        boolean others = heard.items().stream()
                .allMatch(item -> !item.negated()
                        && item.quantity() == null
                        && !item.products().isEmpty()
                        && turn.lines.stream()
                                .allMatch(line -> Collections.disjoint(line.products(), item.products())));
        return bare
                && others
                && (unknown || !heard.items().isEmpty())
                && heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.PRICE_CHECK);
    }

    /// "Oui. Vous pouvez mettre une pompe avec ?": more is asked than whether it is all right, in words that
    /// nobody knows.
    private static boolean asksBeside(Turn turn) {
        Heard heard = turn.heard;
        boolean onlyWishes = heard.details().note() != null && !heard.manner().question();
        return heard.text().contains("?")
                && !onlyWishes
                && !whenOrHow(turn)
                && heard.meanings().stream().allMatch(meaning -> meaning.intent() == Intent.CONFIRM)
                && Signs.plain(heard.text()).split(" ").length
                        > (heard.manner().question() ? YES_ASKING_MAX : YES_WORDS_MAX);
    }

    private static final int YES_WORDS_MAX = 5;
    /// "Yes, is it?", "yes ok right?"
    private static final int YES_ASKING_MAX = 3;

    /// The world has changed since the summary: say so, and ask again.
    static boolean repriced(Turn turn) {
        List<Act.Repriced> changes = new ArrayList<>();
        for (int i = 0; i < turn.lines.size(); i++) {
            Line line = turn.lines.get(i);
            Money now = turn.price(line);
            Money quoted = line.quoted();
            if (now != null && quoted != null && !now.equals(quoted)) {
                changes.add(new Act.Repriced(turn.title(line), quoted, now));
                turn.lines.set(i, line.at(now));
            }
        }
        if (!changes.isEmpty()) {
            turn.say(new Act.PriceChanged(changes));
            turn.open = null;
        }
        return !changes.isEmpty();
    }

    private static boolean shortOf(Turn turn) {
        return turn.lines.stream()
                .anyMatch(line -> line.variant() == null
                        || line.quantity() == null
                        || turn.offer.available(line.variant()) < line.quantity());
    }

    /// Who gets it: "for my aunty", "to my friend Niamh".
    private static @Nullable String whom(Turn turn) {
        String whom =
                Stream.concat(turn.notes.stream(), Stream.ofNullable(turn.whom)).collect(Collectors.joining("; "));
        return whom.isEmpty() ? null : whom;
    }

    private static void capture(Turn turn) {
        List<OrderedLine> ordered = new ArrayList<>();
        Money total = turn.total();
        for (Line line : turn.lines) {
            Product product = turn.product(line.product()).orElseThrow();
            Variant variant =
                    product.variant(Objects.requireNonNull(line.variant())).orElseThrow();
            ordered.add(new OrderedLine(
                    product.id(),
                    variant.id(),
                    variant.sku(),
                    product.name(),
                    variant.unnamed() ? null : variant.name(),
                    Objects.requireNonNull(line.quantity()),
                    variant.price()));
        }
        var orderId = Objects.requireNonNull(turn.orderId);
        String place = Objects.requireNonNull(turn.place);
        if (turn.changesOrder()) {
            LateChange.confirmed(turn, ordered, place, total);
            return;
        }
        turn.say(new Act.CaptureOrder(orderId, ordered, place, total, Notes.whole(turn)));
        if (turn.captured != null && !Leaving.over(turn.captured)) {
            turn.others = Stream.concat(turn.others.stream(), Stream.of(turn.captured))
                    .toList();
        }
        turn.captured =
                new Dialogue.Taken(orderId, null, ordered, place, total, "CAPTURED", turn.moment.now(), whom(turn));
        turn.handoff = null;
        turn.lines.clear();
        turn.orderId = null;
        turn.forgetQuestion();
    }
}

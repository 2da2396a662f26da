package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Place;
import java.util.List;
import java.util.UUID;

/// What is asked of the shop's own ways: how it delivers and is paid, when it is open, what it takes back.
final class ShopQuestions {
    private ShopQuestions() {}

    /// What of the shop's own ways is asked, and of none of its goods: when it is open, how it delivers, how it is
    /// paid, what it gives points for, and what the seller has answered themselves.
    static void ofTheShop(Turn turn) {
        Asked.Found own = Asked.find(turn.heard.text(), turn.offer.shop().answers(), turn.language);
        if (own != null) {
            turn.say(new Act.TellOwnAnswer(own.answer().answer()));
            return;
        }
        boolean ofShop = ofShop(turn);
        if (turn.heard.wants(Intent.DELIVERY_QUESTION) && !ofShop) {
            delivery(turn);
        }
        if (turn.heard.wants(Intent.PAYMENT_QUESTION)) {
            payment(turn);
        }
        if (turn.heard.wants(Intent.LOYALTY_QUESTION)) {
            turn.say(new Act.AboutPoints());
        }
    }

    static Act aboutDelivery(Turn turn) {
        return new Act.AboutDelivery(turn.offer.shop().settings().delivery(), ordered(turn));
    }

    /// Whether what is asked is asked of an order that was given, or of a change of it, and of nothing new.
    private static boolean ordered(Turn turn) {
        return turn.captured != null && !Leaving.over(turn.captured) && (turn.lines.isEmpty() || turn.changesOrder());
    }

    static boolean delivery(Turn turn) {
        return Signs.fetches(turn.heard.text()) && pickup(turn) || Questions.say(turn, aboutDelivery(turn));
    }

    /// "When can I come for it?", of what is ordered: the seller arranges it.
    private static boolean pickup(Turn turn) {
        boolean ordered = turn.captured != null && !Leaving.over(turn.captured)
                || turn.place != null && turn.place.contains(Place.PICKUP);
        return Questions.say(turn, ordered ? new Act.ArrangePickup() : new Act.AboutPickup());
    }

    /// "Are you open on Sundays?", "is this legit?": asked of the shop, and of nothing it sells.
    static boolean ofShop(Turn turn) {
        String text = turn.heard.text();
        boolean trust = Signs.trust(text);
        boolean shop = Signs.aboutShop(text) && !Signs.fetches(text);
        if (trust) {
            turn.say(new Act.AboutTrust());
        }
        if (shop) {
            turn.say(new Act.AboutShop());
        }
        return trust || shop;
    }

    /// "Can I see a picture of it?": what has one shows it wherever it is told of; of the rest the owner may send one.
    static boolean pictures(Turn turn) {
        if (!Signs.pictures(turn.heard.text())) {
            return false;
        }
        List<UUID> named = turn.heard.named().stream()
                .flatMap(item -> item.products().stream())
                .toList();
        List<UUID> spokenOf = !named.isEmpty() || turn.focus == null ? named : List.of(turn.focus);
        boolean shown = turn.offer.catalogue().products().stream()
                .filter(product -> spokenOf.isEmpty() || spokenOf.contains(product.id()))
                .anyMatch(product -> product.imageUrl() != null);
        return !shown && Questions.say(turn, new Act.AboutPictures());
    }

    static boolean payment(Turn turn) {
        boolean readyToPay = turn.waitsFor(Kind.CONFIRM)
                && turn.heard.yes()
                && !turn.heard.manner().but()
                && !turn.heard.text().contains("?");
        return !readyToPay
                && Questions.say(turn, new Act.AboutPayment(turn.offer.shop().payByLink(), ordered(turn)));
    }

    /// Words are not money: the seller looks at the account.
    static boolean paymentClaim(Turn turn) {
        if (turn.captured == null || !turn.lines.isEmpty()) {
            return Questions.say(turn, new Act.AboutPaymentClaim());
        }
        if ("PAID".equals(turn.captured.payment())) {
            return Questions.say(turn, new Act.TellPaid(turn.captured.number(), turn.captured.total()));
        }
        WithPerson.paid(turn, turn.captured);
        return true;
    }

    /// "What if it doesn't fit, can I return it?", while nothing is had yet that could be returned.
    static boolean onlyAsksOfReturns(Turn turn) {
        String text = turn.heard.text();
        boolean nothingHad = turn.captured == null && !turn.lines.isEmpty() && !Signs.had(text);
        return !turn.heard.wants(Intent.COMPLAINT)
                && (nothingHad && (turn.heard.manner().question() || weakly(turn, Intent.RETURN_REQUEST))
                        || Signs.supposesReturn(text) && (turn.captured == null || !turn.lines.isEmpty())
                        || Signs.fearsFault(text));
    }

    /// "The turban is too small", of what was ordered, with no word of what it shall be instead.
    static boolean misfits(Turn turn) {
        Heard heard = turn.heard;
        return turn.captured != null
                && !Leaving.over(turn.captured)
                && turn.lines.isEmpty()
                && turn.open == null
                && Signs.misfit(heard.text())
                && !heard.manner().question()
                && heard.change().to() == null
                && !heard.wantsAny(
                        Intent.BUYING_INTENT, Intent.ADD_TO_CART, Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
    }

    /// "The 30ml is too small" at the summary takes nothing back.
    private static boolean weakly(Turn turn, Intent intent) {
        return turn.heard.meanings().stream()
                .noneMatch(meaning -> meaning.intent() == intent && meaning.confidence() > 0.6);
    }

    static boolean returns(Turn turn) {
        return !turn.reopened
                && (turn.heard.manner().question() || !weakly(turn, Intent.RETURN_REQUEST))
                && Questions.say(turn, new Act.AboutReturns());
    }

    /// The place is asked for so that it can be sent there; all else, so that the order is right.
    static Act whyAsked(Turn turn) {
        return turn.waitsFor(Kind.LOCATION) || turn.place != null || Signs.ofPlace(turn.heard.text())
                ? new Act.WhyAddress()
                : new Act.WhyAsked();
    }
}

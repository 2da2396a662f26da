package io.parley.conversation.turn;

import io.parley.conversation.understanding.Heard;
import io.parley.conversation.understanding.Intent;
import io.parley.conversation.understanding.Surroundings.Awaited;
import io.parley.conversation.understanding.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// "The 250g please. And is it real bergamot?": who orders or answers in one sentence and asks something in the next is
/// heard as if both had been sent one after the other, so that neither swallows the other.
final class Apart {
    private static final Pattern END = Pattern.compile("[.!?…;\\n]+\\s+(?=\\p{L})");

    /// More sentences than this are told and not ordered.
    private static final int SENTENCES_MAX = 4;

    private Apart() {}

    /// @param first what orders or answers
    /// @param then what asks
    record Parts(Utterance first, Utterance then) {}

    /// In how many ways the message may be two, the shortest question first.
    static List<Parts> of(Utterance utterance) {
        List<Parts> parts = new ArrayList<>();
        if (utterance.payload() != null || !utterance.media().isEmpty() || utterance.sharedPlace() != null) {
            return parts;
        }
        String text = utterance.text();
        Matcher end = END.matcher(text);
        while (end.find() && parts.size() < SENTENCES_MAX) {
            String first = text.substring(0, end.end()).strip();
            String then = text.substring(end.end()).strip();
            parts.addFirst(new Parts(said(first, utterance), said(then, utterance)));
        }
        return parts;
    }

    private static Utterance said(String text, Utterance of) {
        return new Utterance(text, List.of(), null, of.reference(), null);
    }

    /// Whether it orders or answers, and asks nothing.
    static boolean settles(Heard heard, Awaited awaited) {
        boolean asks = heard.manner().question()
                || heard.manner().but()
                || heard.meanings().stream().anyMatch(meaning -> asks(meaning.intent()) || ends(meaning.intent()));
        boolean orders = heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART, Intent.UPDATE_CART)
                && (!heard.named().isEmpty() || !heard.loose().equals(NOTHING));
        return !asks && (orders || answers(heard, awaited));
    }

    private static final Heard.Loose NOTHING = new Heard.Loose(null, null, List.of(), List.of(), null);

    private static boolean answers(Heard heard, Awaited awaited) {
        Heard.Loose loose = heard.loose();
        return switch (awaited) {
            case VARIANT -> !loose.variants().isEmpty() || loose.pick() != null || loose.number() != null;
            case QUANTITY -> loose.count() != null;
            case LOCATION -> heard.details().place() != null;
            case PRODUCT -> !heard.named().isEmpty() || loose.pick() != null;
            case YES_OR_NO ->
                !loose.variants().isEmpty() || loose.pick() != null || loose.count() != null || heard.yes();
            case CONFIRMATION -> heard.yes();
            case NOTHING -> false;
        };
    }

    /// Whether it asks, and orders nothing.
    static boolean onlyAsks(Heard heard, Awaited awaited) {
        boolean asks = heard.meanings().stream()
                .anyMatch(meaning -> asks(meaning.intent()) && meaning.confidence() >= Heard.UNSURE);
        boolean costly = awaited == Awaited.CONFIRMATION
                && heard.meanings().stream().anyMatch(meaning -> meaning.intent() != Intent.PAYMENT_QUESTION);
        return asks
                && !costly
                && !heard.yes()
                && !heard.no()
                && heard.refused().isEmpty()
                && heard.named().stream().allMatch(item -> item.quantity() == null)
                && heard.loose().count() == null
                && !orders(heard)
                && (heard.manner().question() || !heard.wants(Intent.ORDER_MODIFICATION));
    }

    /// "Do you do it in white as well?" orders nothing more.
    private static boolean orders(Heard heard) {
        double least = heard.manner().question() ? SURELY : Heard.UNSURE;
        return heard.meanings().stream()
                .filter(meaning -> meaning.confidence() >= least)
                .anyMatch(meaning -> switch (meaning.intent()) {
                    case BUYING_INTENT, ADD_TO_CART, UPDATE_CART -> true;
                    default -> false;
                });
    }

    private static final double SURELY = 0.8;

    private static boolean asks(Intent intent) {
        return intent.asks() || intent == Intent.DELIVERY_QUESTION || intent == Intent.PAYMENT_QUESTION;
    }

    /// Nothing is heard behind these.
    private static boolean ends(Intent intent) {
        return switch (intent) {
            case CANCEL_ORDER, CLEAR_CART, HUMAN_REQUEST, OPT_OUT, OPT_IN -> true;
            default -> false;
        };
    }
}

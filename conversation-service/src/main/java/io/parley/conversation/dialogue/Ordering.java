package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.Collections;

/// Whether what is named is wanted, and not only asked about, complained of or bargained for.
final class Ordering {
    private Ordering() {}

    /// Whether what is named is wanted, and not only asked about.
    static boolean orders(Turn turn) {
        Heard heard = turn.heard;
        boolean asks = heard.wantsAny(
                Intent.PRICE_CHECK,
                Intent.AVAILABILITY_CHECK,
                Intent.PRODUCT_INQUIRY,
                Intent.COMPARE,
                Intent.RECOMMEND,
                Intent.DISCOUNT_QUESTION);
        boolean wants =
                heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART, Intent.UPDATE_CART, Intent.ORDER_MODIFICATION)
                        || heard.manner().correction();
        if (!turn.lines.isEmpty() && bargains(heard) && !heard.wants(Intent.ADD_TO_CART)) {
            return false;
        }
        if (wants && complainsOnly(heard)) {
            return true;
        }
        boolean counted = heard.named().stream().anyMatch(item -> item.quantity() != null);
        // "3 soaps and no gift set": what is left out beside is no reason to leave out the rest
        boolean withoutSomething = turn.lines.isEmpty() && heard.wants(Intent.REMOVE_FROM_CART);
        if ((turn.ownAnswer || withoutSomething || countsBesideRefused(turn) || makesBesideRefused(turn))
                && counted
                && !asks) {
            return true;
        }
        Heard.Loose loose = heard.loose();
        boolean picksAndCounts = loose.pick() != null
                && loose.pick().kind().equals("index")
                && (loose.number() != null || loose.quantity() != null);
        if (picksAndCounts && heard.items().isEmpty() && !turn.listed.isEmpty() && !asks) {
            return true;
        }
        boolean onlyInquiry = asks
                && !heard.wantsAny(
                        Intent.PRICE_CHECK,
                        Intent.AVAILABILITY_CHECK,
                        Intent.COMPARE,
                        Intent.RECOMMEND,
                        Intent.DISCOUNT_QUESTION);
        if (turn.waitsFor(Kind.PRODUCT) && !heard.manner().question() && (!asks || onlyInquiry)) {
            return true;
        }
        boolean rather = onlyInquiry
                && heard.manner().correction()
                && (!heard.manner().question() || heard.wantsAny(Intent.DELIVERY_QUESTION, Intent.PAYMENT_QUESTION))
                && inAnotherVariant(turn);
        if (wants && (!asks || rather || counted && !heard.wantsAny(Intent.COMPARE))) {
            return true;
        }
        return !turn.lines.isEmpty()
                && onlyInquiry
                && !heard.manner().question()
                && heard.meanings().stream().allMatch(m -> m.confidence() < 0.8 || m.intent() == Intent.CONFIRM);
    }

    /// "That is a bit dear, give me the small one": what is wanted beside a word about the price.
    private static boolean complainsOnly(Heard heard) {
        return heard.wants(Intent.DISCOUNT_QUESTION)
                && heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART)
                && !heard.named().isEmpty()
                && heard.refused().isEmpty()
                && !heard.manner().question()
                && !heard.manner().but()
                && heard.details().priceLimit() == null
                && !heard.wantsAny(
                        Intent.PRICE_CHECK,
                        Intent.AVAILABILITY_CHECK,
                        Intent.PRODUCT_INQUIRY,
                        Intent.COMPARE,
                        Intent.RECOMMEND);
    }

    /// "The flask, I wanted it in 750": of the one in 500 that is ordered.
    private static boolean inAnotherVariant(Turn turn) {
        return turn.heard.named().stream()
                .allMatch(item -> !item.variants().isEmpty()
                        && turn.lines.stream()
                                .anyMatch(line -> !Collections.disjoint(line.products(), item.products())));
    }

    /// "6 of the green, not the white ones": what is counted is not in the order yet, or nobody knew how many of it.
    private static boolean countsBesideRefused(Turn turn) {
        Heard heard = turn.heard;
        return !heard.refused().isEmpty()
                && heard.wants(Intent.REMOVE_FROM_CART)
                && heard.named().stream()
                        .filter(item -> item.quantity() != null)
                        .allMatch(item -> turn.lines.stream()
                                .filter(line -> line.quantity() != null)
                                .noneMatch(line -> !Collections.disjoint(line.products(), item.products())
                                        && (item.variants().isEmpty()
                                                || line.variant() == null
                                                || item.variants().contains(line.variant()))));
    }

    /// "Remove the gloss, make the soap two"
    private static boolean makesBesideRefused(Turn turn) {
        Heard heard = turn.heard;
        return !heard.refused().isEmpty()
                && heard.wants(Intent.REMOVE_FROM_CART)
                && !heard.manner().question()
                && Signs.makes(heard.text());
    }

    /// "If you reduce it I take five", "is it cheaper if I take two?"
    static boolean bargains(Heard heard) {
        return heard.wants(Intent.DISCOUNT_QUESTION)
                && (heard.manner().but() || heard.manner().question() && !heard.wants(Intent.UPDATE_CART));
    }
}

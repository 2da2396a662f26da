package io.parley.conversation.dialogue;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Heard.Loose;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.Collections;
import java.util.Objects;
import java.util.UUID;

/// What a message says of the order that the order does not show: things, variants and counts that nothing was made
/// of. Then the order is not what was meant, whatever else the message agrees to, and the shopper is asked.
final class Unheeded {
    private Unheeded() {}

    static boolean any(Turn turn) {
        Heard heard = turn.heard;
        if (heard.tap() == null && !turn.changed && agreesWithMore(turn)) {
            return true;
        }
        if (heard.tap() != null || turn.lines.isEmpty() || onlyAsks(turn) || Signs.thinks(heard.text())) {
            return false;
        }
        if (turn.changed) {
            // what was made of the rest of it would hide this
            return !turn.variantsUsed && variant(turn, heard.loose())
                    || !turn.numberUsed && !gaveWay(turn, heard.loose()) && count(turn, heard.loose());
        }
        boolean inVain = turn.acts.stream().anyMatch(Act.NotInOrder.class::isInstance);
        boolean each = heard.manner().each() && heard.loose().count() != null && !turn.numberUsed;
        return inVain
                || each
                || onlySome(turn)
                || heard.named().stream().anyMatch(item -> turn.lines.stream().noneMatch(line -> shows(line, item)))
                || heard.refused().stream().anyMatch(item -> turn.lines.stream().anyMatch(line -> shows(line, item)))
                || unheeded(turn, heard.loose());
    }

    /// "Just the scarf, I have an umbrella", of both that are ordered.
    private static boolean onlySome(Turn turn) {
        Heard heard = turn.heard;
        return heard.change().is(Heard.Extent.ONLY)
                && !heard.named().isEmpty()
                && turn.lines.stream().anyMatch(line -> heard.named().stream().noneMatch(item -> shows(line, item)));
    }

    /// What is asked about is answered, and wanted only when a word says so.
    private static boolean onlyAsks(Turn turn) {
        Heard heard = turn.heard;
        boolean changes = heard.meanings().stream()
                .anyMatch(meaning -> (meaning.intent() == Intent.UPDATE_CART
                                || meaning.intent() == Intent.ORDER_MODIFICATION
                                || meaning.intent() == Intent.ADD_TO_CART
                                || meaning.intent() == Intent.REMOVE_FROM_CART)
                        && meaning.confidence() >= SURELY);
        boolean answered =
                turn.acts.stream().anyMatch(act -> !(act instanceof Act.Identify || act instanceof Act.NotInOrder));
        boolean asksOfGoods =
                heard.wantsAny(Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK, Intent.COMPARE, Intent.DISCOUNT_QUESTION);
        return !changes
                && (asksOfGoods || !heard.manner().correction())
                && (answered || heard.manner().question() || turn.asks());
    }

    private static final double SURELY = 0.85;

    private static boolean shows(Line line, Item item) {
        return (item.products().isEmpty() || !Collections.disjoint(line.products(), item.products()))
                && (item.variants().isEmpty() || item.variants().contains(line.variant()))
                && (item.quantity() == null
                        || item.quantity() == 1
                        || Objects.equals(item.quantity(), line.quantity()));
    }

    /// "Yes, and throw in a kazoo", "perfect, grey too?": a yes beside something that nothing was made of.
    private static boolean agreesWithMore(Turn turn) {
        Heard heard = turn.heard;
        Heard.Details details = heard.details();
        boolean onlyAgrees = heard.meanings().stream().allMatch(meaning -> switch (meaning.intent()) {
            case CONFIRM, UNKNOWN, ADD_TO_CART, BUYING_INTENT, PRODUCT_INQUIRY, CHIT_CHAT -> true;
            default -> false;
        });
        boolean tells = details.place() != null
                || details.phone() != null
                || details.email() != null
                || details.name() != null
                || details.date() != null;
        boolean anotherShade = !heard.loose().variants().isEmpty()
                && turn.lines.stream()
                        .noneMatch(line -> heard.loose().variants().contains(line.variant()));
        return heard.yes()
                && onlyAgrees
                && turn.acts.stream().allMatch(Act.Identify.class::isInstance)
                && !turn.lines.isEmpty()
                && !Signs.thinks(heard.text())
                && !tells
                && heard.items().isEmpty()
                && (anotherShade || heard.loose().variants().isEmpty() && Signs.beside(heard.text()));
    }

    private static boolean ofOrdered(Turn turn, UUID variant) {
        return turn.lines.stream()
                .anyMatch(line -> turn.product(line.product())
                        .flatMap(product -> product.variant(variant))
                        .isPresent());
    }

    private static boolean unheeded(Turn turn, Loose loose) {
        return variant(turn, loose) || count(turn, loose) || loose.lacking() != null;
    }

    /// "Make it size 42", of what comes in 36 to 40: that it does not, and what there is.
    static void tellLacking(Turn turn) {
        Heard.Lacking lacking = turn.heard.loose().lacking();
        if (lacking != null && turn.acts.stream().noneMatch(Act.NotIn.class::isInstance)) {
            turn.lines.stream()
                    .filter(line -> lacking.products().contains(line.product()))
                    .findFirst()
                    .flatMap(line -> turn.product(line.product()))
                    .ifPresent(
                            product -> turn.say(new Act.NotIn(product.name(), lacking.words(), turn.choices(product))));
        }
    }

    private static boolean variant(Turn turn, Loose loose) {
        return loose.variants().stream().anyMatch(said -> ofOrdered(turn, said))
                && turn.lines.stream().noneMatch(line -> loose.variants().contains(line.variant()));
    }

    private static boolean count(Turn turn, Loose loose) {
        Integer count = loose.count();
        return count != null
                && count > 0
                && count <= Turn.PIECES_MAX
                && count != turn.lines.size()
                && count != turn.lines.stream().mapToInt(Line::pieces).sum()
                && turn.lines.stream().noneMatch(line -> line.pieces() == count || inSize(turn, line, count));
    }

    /// "Not 3 anymore, 4 trowels": as many as there were.
    private static boolean gaveWay(Turn turn, Loose loose) {
        return turn.before.lines().stream()
                .anyMatch(line -> loose.count() != null && Objects.equals(line.quantity(), loose.count()));
    }

    private static boolean inSize(Turn turn, Line line, int number) {
        UUID sized = Counting.variantSized(turn, line, number);
        return sized != null && sized.equals(line.variant());
    }
}

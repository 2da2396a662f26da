package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What a question is about that names nothing: what was listed, told or spoken of before.
final class Pointed {
    private Pointed() {}

    /// The products a question without a name is about.
    static List<UUID> pointed(Turn turn) {
        Pick pick = turn.heard.loose().pick();
        boolean ofOneProduct = turn.open != null && turn.open.kind() == Kind.WANT_IT;
        if (pick != null && !turn.listed.isEmpty() && !ofOneProduct) {
            List<Product> listed = turn.listed.stream()
                    .flatMap(id -> turn.product(id).stream())
                    .toList();
            return Picks.products(turn.heard.loose().picks(), listed, turn.offer).stream()
                    .map(Product::id)
                    .toList();
        }
        boolean whole = turn.heard.wants(Intent.PRODUCT_INQUIRY)
                && turn.heard.loose().variants().isEmpty()
                && !turn.heard.wantsAny(Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK)
                && (Signs.wholeShop(turn.heard.text())
                        || turn.lines.isEmpty()
                                && turn.open == null
                                // "how do I use it?", of what was just ordered
                                && !(turn.focus != null
                                        && Leaving.placed(turn, turn.focus)
                                        && Signs.ofOneThing(turn.heard.text())));
        return whole ? List.of() : focus(turn);
    }

    /// "How much is the big one?" about one product.
    static List<UUID> variants(Turn turn, List<UUID> pointed) {
        Pick pick = turn.heard.loose().pick();
        boolean oneProduct = pointed.size() == 1 && pointed.equals(focus(turn));
        boolean onlyDescribed = turn.heard.wants(Intent.PRODUCT_INQUIRY)
                && !turn.heard.wantsAny(Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK, Intent.COMPARE);
        // "how much", of the yellow garri that was offered
        boolean onlyPrice = turn.waitsFor(Kind.WANT_IT)
                && turn.heard.wants(Intent.PRICE_CHECK)
                && !turn.heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.COMPARE);
        if (pick == null
                && oneProduct
                && (onlyDescribed || onlyPrice)
                && turn.open != null
                && turn.heard.loose().variants().isEmpty()) {
            // "how long does it last?" is asked of the one that was told
            return told(turn);
        }
        // "the second one" of a list chose the thing, and none of its kinds
        boolean choseThing = oneProduct
                && turn.before.listed().size() > 1
                && turn.before.listed().contains(pointed.getFirst())
                && !pointed.getFirst().equals(turn.before.focus());
        if (pick == null
                || choseThing
                || !oneProduct
                || !turn.heard.loose().variants().isEmpty()) {
            return turn.heard.loose().variants();
        }
        return turn.product(pointed.getFirst())
                .flatMap(product -> Picks.variant(pick, product.sellable(), turn.offer))
                .map(variant -> List.of(variant.id()))
                .orElse(List.of());
    }

    static List<UUID> focus(Turn turn) {
        UUID asked = turn.waitsFor(Kind.VARIANT) && turn.open != null ? turn.open.product() : null;
        boolean besideAsked =
                asked != null && turn.lines.stream().anyMatch(line -> Objects.equals(line.product(), turn.focus));
        if (besideAsked && asked != null) {
            // "which colours are there?", of the shirt whose colour was asked, beside a bag that is ordered
            return List.of(asked);
        }
        if (turn.focus != null) {
            return List.of(turn.focus);
        }
        return turn.listed.size() <= 3 ? turn.listed : List.of();
    }

    /// Which of it was told last: it is still the one that is spoken of.
    static List<UUID> told(Turn turn) {
        return turn.told == null ? List.of() : List.of(turn.told);
    }

    /// Of the variants that are named, those of what was spoken of last: much else may come in 250 g.
    static List<Variant> ofFocus(Turn turn) {
        return turn.product(turn.focus).stream()
                .flatMap(product -> turn.heard.loose().variants().stream()
                        .distinct()
                        .flatMap(variant -> product.variant(variant).stream()))
                .toList();
    }

    /// "The big one is how much?", then "and the small?": asked of that one too, and not chosen.
    static boolean asksOfAnother(Turn turn, int at) {
        Heard heard = turn.heard;
        Product product = turn.product(turn.lines.get(at).product()).orElse(null);
        UUID told = turn.told;
        if (product == null
                || told == null
                || product.variant(told).isEmpty()
                || !heard.text().contains("?")
                || !heard.items().isEmpty()
                || heard.loose().count() != null
                || heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART)
                || turn.asks()) {
            return false;
        }
        List<Variant> meant = product.sellable().stream()
                .filter(variant -> heard.loose().variants().contains(variant.id()))
                .toList();
        Pick pick = heard.loose().pick();
        Variant another = meant.size() == 1
                ? meant.getFirst()
                : meant.isEmpty() && pick != null && pick.bySize()
                        ? Picks.variant(pick, product.sellable(), turn.offer).orElse(null)
                        : null;
        if (another == null || another.id().equals(told)) {
            return false;
        }
        turn.say(new Act.TellPrice(product.title(another.id()), List.of(turn.choice(another))));
        turn.told = another.id();
        turn.variantsUsed = true;
        turn.pickUsed = true;
        turn.onlyAnswers = true;
        return true;
    }
}

package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is sold out is offered again when it is back, to whoever wants to be told.
final class Waiting {
    private Waiting() {}

    /// What was just said to be sold out.
    record SoldOut(UUID product, @Nullable UUID variant) {}

    /// After "it is sold out", when nothing else is asked.
    static void offer(Turn turn) {
        SoldOut out = turn.soldOut;
        boolean silenced = turn.handoff != null && turn.handoff.reason().silences();
        boolean asks = turn.asked != null || turn.open != null && turn.open.kind() != Kind.WAIT;
        if (out == null || asks || silenced || !turn.lines.isEmpty()) {
            return;
        }
        Product product = turn.product(out.product()).orElse(null);
        if (product == null || product.sellable().isEmpty()) {
            return;
        }
        turn.say(new Act.AskToWait(product.title(out.variant())));
        turn.ask(Kind.WAIT, out.product(), out.variant(), 0, List.of());
    }

    static boolean answered(Turn turn, Question open) {
        Heard heard = turn.heard;
        boolean nothingElse =
                heard.named().isEmpty() && heard.loose().variants().isEmpty();
        if (heard.no() && nothingElse) {
            turn.forgetQuestion();
            turn.say(new Act.Welcome());
            return true;
        }
        boolean yes = heard.yes() && !heard.manner().but() && nothingElse;
        if (!yes && !Signs.notify(heard.text())) {
            return false;
        }
        remember(turn, open.product(), open.variant());
        turn.onlyAnswers = nothingElse && heard.details().place() == null;
        return true;
    }

    /// "Anything similar?", of what is sold out or was spoken of: the like of it that can be had.
    static boolean similar(Turn turn) {
        Heard heard = turn.heard;
        UUID id = turn.open != null && turn.open.product() != null ? turn.open.product() : turn.focus;
        Product product = turn.product(id).orElse(null);
        boolean asks = product != null
                && Signs.similar(heard.text())
                && !Signs.cheaper(heard.text())
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty();
        List<Act.Offered> like = asks ? turn.instead(product) : List.of();
        if (like.isEmpty()) {
            return false;
        }
        turn.listed = like.stream().map(Act.Offered::product).toList();
        turn.say(new Act.Recommend(like));
        turn.onlyAnswers = true;
        return true;
    }

    /// "Tell me when it is back", whenever it is said.
    static boolean asked(Turn turn) {
        if (!Signs.notify(turn.heard.text()) || turn.acts.stream().anyMatch(Act.RememberWaiting.class::isInstance)) {
            return false;
        }
        Question open = turn.open;
        if (open != null && open.kind() == Kind.TAKE_LESS) {
            turn.lines.removeIf(line -> open.variant() != null && open.variant().equals(line.variant()));
            turn.changed = true;
            remember(turn, open.product(), open.variant());
            return true;
        }
        List<Heard.Item> named = turn.heard.named();
        Product product = (named.isEmpty() ? byVariant(turn) : Optional.<Product>empty())
                .or(() -> turn.product(
                        !named.isEmpty() && named.getFirst().products().size() == 1
                                ? named.getFirst().products().getFirst()
                                : turn.focus))
                .orElse(null);
        UUID variant = product == null || !turn.offer.canBeHad(product) ? null : soldOut(turn, product);
        if (product == null || turn.offer.canBeHad(product) && variant == null) {
            return false;
        }
        if (variant != null) {
            // of the one that is to be told of, and not of another size
            turn.lines.removeIf(line -> line.variant() == null && product.id().equals(line.product()));
            turn.changed = true;
        }
        remember(turn, product.id(), variant);
        turn.onlyAnswers = named.size() < 2 && turn.heard.details().place() == null;
        turn.itemsUsed = true;
        return true;
    }

    /// "Tell me when *berry wine* is back": what comes in what was named alone.
    private static Optional<Product> byVariant(Turn turn) {
        List<UUID> variants = turn.heard.loose().variants();
        return variants.size() == 1 ? turn.offer.catalogue().ofVariant(variants.getFirst()) : Optional.empty();
    }

    /// Which of it was asked for and is sold out: the one that was named, or the only one.
    private static @Nullable UUID soldOut(Turn turn, Product product) {
        List<Variant> out = product.sellable().stream()
                .filter(variant -> turn.offer.available(variant.id()) < 1)
                .toList();
        String said = turn.lines.stream()
                .filter(line -> line.variant() == null && product.id().equals(line.product()))
                .map(Line::words)
                .findFirst()
                .orElse(turn.heard.text());
        return out.stream()
                .filter(variant -> Signs.plain(said).contains(Signs.plain(variant.name())))
                .findFirst()
                .or(() -> out.size() == 1 ? Optional.of(out.getFirst()) : Optional.empty())
                .map(Variant::id)
                .orElse(null);
    }

    private static void remember(Turn turn, @Nullable UUID id, @Nullable UUID variant) {
        turn.forgetQuestion();
        turn.product(id)
                .ifPresent(product -> turn.say(new Act.RememberWaiting(product.id(), variant, product.title(variant))));
    }
}

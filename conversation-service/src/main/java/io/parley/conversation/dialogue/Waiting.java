package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.meaning.Heard;
import java.util.List;
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
        UUID id = !named.isEmpty() && named.getFirst().products().size() == 1
                ? named.getFirst().products().getFirst()
                : turn.focus;
        Product product = turn.product(id).orElse(null);
        if (product == null || turn.offer.canBeHad(product)) {
            return false;
        }
        remember(turn, product.id(), null);
        turn.itemsUsed = true;
        return true;
    }

    private static void remember(Turn turn, @Nullable UUID id, @Nullable UUID variant) {
        turn.forgetQuestion();
        turn.product(id)
                .ifPresent(product -> turn.say(new Act.RememberWaiting(product.id(), variant, product.title(variant))));
    }
}

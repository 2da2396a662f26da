package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.events.OrderedLine;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Cancelling what is being put together or leaving it for now, and ordering again what was had.
final class Leaving {
    private Leaving() {}

    static boolean cancel(Turn turn) {
        Dialogue.Taken taken = turn.captured;
        if (turn.changesOrder()) {
            LateChange.drop(turn);
        } else if (!turn.lines.isEmpty()) {
            turn.lines.clear();
            turn.forgetQuestion();
            turn.changed = true;
            turn.say(new Act.Cancelled());
        } else if (taken != null && !over(taken)) {
            LateChange.cancel(turn, taken);
        } else if (turn.open != null) {
            turn.forgetQuestion();
            turn.say(new Act.Cancelled());
        } else {
            turn.say(new Act.NothingToCancel());
        }
        return true;
    }

    /// "I'll order tomorrow", "let me ask my husband first", "bye": nothing is asked on, and what is picked stays.
    static boolean forNow(Turn turn) {
        Heard heard = turn.heard;
        boolean waits = !turn.lines.isEmpty() || turn.waitsFor(Kind.WANT_IT);
        boolean later = Signs.later(heard.text()) || !turn.waitsFor(Kind.CONFIRM) && Signs.asksFirst(heard.text());
        boolean agrees = heard.yes() && !heard.manner().but();
        if (!waits || !later || agrees || turn.changesOrder() || saysMore(heard)) {
            return false;
        }
        if (turn.waitsFor(Kind.CONFIRM, Kind.WANT_IT)) {
            // a later "ok" orders nothing
            turn.forgetQuestion();
        }
        turn.misunderstood = 0;
        turn.say(heard.wants(Intent.GOODBYE) && !Signs.thinks(heard.text()) ? new Act.Farewell() : new Act.NoHurry());
        return true;
    }

    private static boolean saysMore(Heard heard) {
        return !heard.items().isEmpty()
                || !heard.loose().variants().isEmpty()
                || heard.loose().count() != null
                || heard.loose().pick() != null
                || heard.details().place() != null
                || heard.manner().question()
                || heard.meanings().stream().anyMatch(meaning -> !LEAVES.contains(meaning.intent()));
    }

    /// What somebody who leaves it for now may be heard to mean.
    private static final Set<Intent> LEAVES = EnumSet.of(
            Intent.UNKNOWN,
            Intent.GOODBYE,
            Intent.THANKS,
            Intent.CHIT_CHAT,
            Intent.BUYING_INTENT,
            Intent.CONFIRM,
            Intent.DENY);

    static boolean over(Dialogue.Taken taken) {
        return Set.of("REJECTED", "CANCELLED", "COMPLETED").contains(taken.status());
    }

    /// Whether it was ordered a moment ago: "need it friday" and "how do I use it" are then said of what will come.
    static boolean placed(Turn turn, UUID product) {
        Dialogue.Taken taken = turn.captured;
        return taken != null
                && !over(taken)
                && aMomentAgo(taken, turn.moment)
                && taken.lines().stream().anyMatch(line -> line.productId().equals(product));
    }

    static boolean aMomentAgo(Dialogue.Taken taken, Moment moment) {
        return taken.at().isAfter(moment.now().minus(MOMENT));
    }

    /// "Ten more", behind an order: as it was ordered; null when that is not one variant of it.
    static @Nullable UUID variant(Turn turn, UUID product) {
        Dialogue.Taken taken = turn.captured;
        List<UUID> variants = taken == null || !placed(turn, product)
                ? List.of()
                : taken.lines().stream()
                        .filter(line -> line.productId().equals(product))
                        .map(OrderedLine::variantId)
                        .toList();
        return variants.size() == 1 ? variants.getFirst() : null;
    }

    private static final Duration MOMENT = Duration.ofDays(1);

    static String name(Dialogue.Taken taken) {
        return taken.number() == null ? taken.orderId().toString() : taken.number();
    }

    static boolean sameAgain(Turn turn) {
        Dialogue.Taken taken = turn.captured;
        if (taken == null) {
            turn.say(new Act.NoOrderYet());
            return true;
        }
        for (OrderedLine line : taken.lines()) {
            boolean sold = turn.product(line.productId()).map(Product::sellable).orElse(List.of()).stream()
                    .anyMatch(v -> v.id().equals(line.variantId()));
            if (sold) {
                turn.take(new Line(List.of(line.productId()), line.variantId(), line.quantity(), line.title(), null));
            }
        }
        if (turn.place == null) {
            turn.place = taken.place();
        }
        if (turn.lines.isEmpty()) {
            turn.say(new Act.TellSoldOut(taken.lines().getFirst().fullTitle(), turn.instead(null)));
        }
        return true;
    }
}

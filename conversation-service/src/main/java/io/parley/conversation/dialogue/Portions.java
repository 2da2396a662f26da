package io.parley.conversation.dialogue;

import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Item;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// "2 of the gloss but one clear", "three cans", "one green": so many of what was counted are of this variant, and
/// which one the rest is in is asked.
final class Portions {
    private Portions() {}

    /// @return whether what is named was part of what is counted already
    static boolean split(Turn turn, Item item) {
        Integer pieces = item.quantity() == null ? half(turn, item) : item.quantity();
        if (pieces == null) {
            return false;
        }
        int at = whole(turn, item, pieces);
        if (at < 0) {
            return false;
        }
        Line whole = turn.lines.get(at);
        turn.set(
                at, whole.in(Edits.only(turn, whole.product(), item.variants())).times(pieces));
        turn.take(whole.times(whole.pieces() - pieces));
        return true;
    }

    /// "Half meat, half vegetable", of twenty whose kind was asked.
    private static @Nullable Integer half(Turn turn, Item item) {
        long halves = turn.heard.named().stream()
                .filter(other -> other.products().equals(item.products())
                        && other.variants().size() == 1
                        && other.quantity() == null)
                .count();
        return turn.heard.change().is(Extent.HALVES) && halves == 2
                ? turn.before.lines().stream()
                        .filter(line -> line.variant() == null && line.pieces() % 2 == 0)
                        .filter(line -> Edits.only(turn, line.product(), item.variants()) != null)
                        .map(line -> line.pieces() / 2)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static int whole(Turn turn, Item item, int pieces) {
        boolean counted = turn.heard.named().stream()
                .anyMatch(other -> other.products().equals(item.products())
                        && other.variants().isEmpty()
                        && other.quantity() != null
                        && other.quantity() > pieces);
        boolean another = !counted && turn.heard.manner().correction()
                || turn.more()
                || turn.heard.change().is(Extent.ONLY)
                || turn.lines.size() >= Turn.LINES_MAX;
        if (another || pieces < 1) {
            return -1;
        }
        List<UUID> products = item.products().isEmpty() ? Edits.productsWith(turn, item.variants()) : item.products();
        for (int i = turn.lines.size() - 1; i >= 0; i--) {
            Line line = turn.lines.get(i);
            UUID variant = Edits.only(turn, line.product(), item.variants());
            boolean open = line.variant() == null || counted && !item.variants().contains(line.variant());
            if (variant != null && open && pieces < line.pieces() && !Collections.disjoint(line.products(), products)) {
                return i;
            }
        }
        return -1;
    }
}

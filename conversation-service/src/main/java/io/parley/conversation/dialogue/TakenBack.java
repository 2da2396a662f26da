package io.parley.conversation.dialogue;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Item;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A change that is taken back: "no wait, keep it", "go back to both", "leave the capo in after all". The order is
/// again what it was before that change, and what was added or answered since stays.
final class TakenBack {
    private TakenBack() {}

    static boolean apply(Turn turn) {
        Heard heard = turn.heard;
        List<Line> earlier = turn.before.earlier();
        boolean back = heard.change().is(Extent.BACK)
                && !earlier.isEmpty()
                && !heard.manner().question()
                && heard.items().stream().noneMatch(item -> item.quantity() != null)
                && heard.items().stream().allMatch(item -> wasThere(item, earlier))
                && heard.loose().variants().stream()
                        .allMatch(variant -> earlier.stream().anyMatch(line -> variant.equals(line.variant())));
        if (!back || earlier.stream().allMatch(line -> turn.lines.stream().anyMatch(line::same))) {
            return false;
        }
        List<Line> since = List.copyOf(turn.lines);
        // "no, keep the box", of all that was cancelled: only that
        List<Line> again = heard.named().isEmpty()
                ? earlier
                : earlier.stream()
                        .filter(line -> heard.named().stream().anyMatch(item -> wasThere(item, List.of(line))))
                        .toList();
        List<UUID> before =
                again.stream().flatMap(line -> line.products().stream()).toList();
        turn.lines.clear();
        Stream.concat(
                        again.stream().map(line -> filled(line, since)),
                        since.stream()
                                .filter(line -> Collections.disjoint(line.products(), before)
                                        || !heard.named().isEmpty()
                                                && again.stream().noneMatch(line::stands)))
                .filter(line ->
                        line.product() == null || turn.product(line.product()).isPresent())
                .forEach(turn::take);
        turn.itemsUsed = true;
        turn.variantsUsed = true;
        turn.numberUsed = true;
        turn.pickUsed = true;
        return true;
    }

    /// "Actually yes, the twine, but 50m": as many as there were before it was taken off.
    static @Nullable Integer count(Turn turn, List<UUID> products) {
        List<Line> before = turn.before.earlier().stream()
                .filter(line -> line.products().equals(products))
                .toList();
        return before.size() == 1 ? before.getFirst().quantity() : null;
    }

    private static boolean wasThere(Item item, List<Line> earlier) {
        return earlier.stream()
                .anyMatch(line -> (item.products().isEmpty() || !Collections.disjoint(item.products(), line.products()))
                        && (item.variants().isEmpty() || item.variants().contains(line.variant())));
    }

    /// Which of it and how many, where that was asked and answered since.
    private static Line filled(Line line, List<Line> since) {
        List<Line> later = since.stream()
                .filter(other -> other.products().equals(line.products()))
                .filter(other -> line.variant() == null || Objects.equals(line.variant(), other.variant()))
                .toList();
        return later.size() == 1 && (line.variant() == null || line.quantity() == null) ? later.getFirst() : line;
    }
}

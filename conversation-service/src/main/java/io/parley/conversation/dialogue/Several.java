package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.Heard;
import io.parley.conversation.understanding.Heard.Item;
import io.parley.conversation.understanding.Heard.Pick;
import io.parley.conversation.understanding.Intent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Several variants of one thing in one breath: some of those in the order in another shade, two sizes with a count
/// each, two shades by their names.
final class Several {
    private Several() {}

    /// @return whether the message was of that kind; then its things, counts and choices are used up
    static boolean apply(Turn turn) {
        return swapSome(turn) || someOfThem(turn) || allOfThem(turn) || countedPicks(turn) || theseVariants(turn);
    }

    /// "Swap one tomato for basil", of two tomato: one of each.
    private static boolean swapSome(Turn turn) {
        Heard heard = turn.heard;
        List<Item> named = heard.named();
        boolean counted = !named.isEmpty()
                && named.size() <= 2
                && heard.refused().isEmpty()
                && named.getFirst().quantity() != null
                && named.stream().skip(1).allMatch(item -> item.quantity() == null);
        List<UUID> to =
                named.size() == 2 ? named.getLast().variants() : heard.loose().variants();
        if (!counted
                || !Signs.swaps(heard.text()) && !heard.wants(Intent.UPDATE_CART)
                || heard.wants(Intent.ADD_TO_CART)
                || heard.manner().question()) {
            return false;
        }
        int some = Objects.requireNonNull(named.getFirst().quantity());
        if (named.size() == 1 && heard.loose().variants().isEmpty() && some == 1) {
            return oneInto(turn, named.getFirst());
        }
        for (Line line : turn.lines) {
            UUID other = Edits.only(turn, line.product(), to);
            boolean from = named.getFirst().variants().contains(line.variant()) && other != null;
            if (from && some > 0 && some < line.pieces()) {
                move(turn, line, some, Objects.requireNonNull(other));
                return true;
            }
        }
        return false;
    }

    /// "Change one coat to medium", of two that are large.
    private static boolean oneInto(Turn turn, Item item) {
        List<Line> ofIt = turn.lines.stream()
                .filter(line -> line.products().equals(item.products()))
                .toList();
        UUID to = ofIt.size() == 1 ? Edits.only(turn, ofIt.getFirst().product(), item.variants()) : null;
        boolean some = to != null
                && ofIt.getFirst().variant() != null
                && !to.equals(ofIt.getFirst().variant())
                && ofIt.getFirst().pieces() > 1;
        if (to != null && some) {
            move(turn, ofIt.getFirst(), 1, to);
        }
        return some;
    }

    /// So many of the line become the other variant.
    private static void move(Turn turn, Line line, int some, UUID variant) {
        Counting.set(turn, turn.lines.indexOf(line), line.pieces() - some);
        int other = -1;
        for (int i = 0; i < turn.lines.size(); i++) {
            other = variant.equals(turn.lines.get(i).variant()) ? i : other;
        }
        if (other < 0) {
            turn.take(new Line(line.products(), variant, null, line.words(), null));
            other = turn.lines.size() - 1;
        }
        Integer there = turn.lines.get(other).quantity();
        Counting.set(turn, other, there == null ? some : there + some);
        turn.itemsUsed = true;
        turn.variantsUsed = true;
        turn.numberUsed = true;
    }

    /// "Make them all L", of two M and one L: three L.
    private static boolean allOfThem(Turn turn) {
        List<UUID> variants = ofLines(turn);
        boolean changes = turn.heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION)
                && Signs.all(turn.heard.text())
                && said(turn) == null
                && variants.size() == 1
                && !turn.onlyAsks();
        if (!changes) {
            return false;
        }
        UUID variant = variants.getFirst();
        List<Line> fitting = turn.lines.stream()
                .filter(line -> turn.product(line.product())
                        .flatMap(product -> product.variant(variant))
                        .isPresent())
                .toList();
        if (fitting.size() < 2
                || fitting.stream().map(Line::product).distinct().count() > 1
                || fitting.stream().anyMatch(line -> line.quantity() == null)) {
            return false;
        }
        int pieces = fitting.stream().mapToInt(Line::pieces).sum();
        int at = turn.lines.indexOf(fitting.getFirst());
        turn.lines.removeAll(fitting.subList(1, fitting.size()));
        turn.set(at, fitting.getFirst().in(variant));
        Counting.set(turn, at, pieces);
        turn.itemsUsed = true;
        turn.variantsUsed = true;
        return true;
    }

    /// The variants that are named, of what is in the order.
    private static List<UUID> ofLines(Turn turn) {
        Heard heard = turn.heard;
        List<UUID> said = heard.items().isEmpty()
                ? heard.loose().variants()
                : heard.named().size() == 1 ? heard.named().getFirst().variants() : List.of();
        return said.stream()
                .filter(variant -> turn.lines.stream()
                        .anyMatch(line -> turn.product(line.product())
                                .flatMap(product -> product.variant(variant))
                                .isPresent()))
                .toList();
    }

    private static @Nullable Integer said(Turn turn) {
        Heard heard = turn.heard;
        return heard.items().isEmpty()
                ? heard.loose().count()
                : heard.items().getFirst().quantity();
    }

    /// "Make one of them dusty rose", of three that are ruby red: the others stay as they are.
    private static boolean someOfThem(Turn turn) {
        Heard heard = turn.heard;
        List<UUID> variants = ofLines(turn);
        // "no, the 8m, 2 of them" takes the place of what was picked
        if (variants.size() != 1 || !Signs.someOfThem(heard.text()) || turn.onlyAsks() || heard.no()) {
            return false;
        }
        UUID variant = variants.getFirst();
        Integer count = said(turn);
        int some = count == null ? 1 : count;
        List<Line> fitting = turn.lines.stream()
                .filter(line -> line.variant() != null
                        && !line.variant().equals(variant)
                        && line.product() != null
                        && turn.product(line.product())
                                .flatMap(product -> product.variant(variant))
                                .isPresent())
                .toList();
        if (fitting.size() != 1) {
            return false;
        }
        Line line = fitting.getFirst();
        if (line.quantity() == null || some < 1 || some >= line.quantity()) {
            return false;
        }
        move(turn, line, some, variant);
        return true;
    }

    /// "1 of the small and 2 of the big", of one thing: just that is wanted of it, whatever was before.
    private static boolean countedPicks(Turn turn) {
        List<Pick> picks = turn.heard.loose().picks();
        Product product = onlyProduct(turn);
        if (product == null
                || picks.size() < 2
                || !turn.heard.items().isEmpty()
                || turn.onlyAsks()
                || !picks.stream().allMatch(pick -> pick.bySize() && pieces(pick) <= Turn.PIECES_MAX)
                || picks.stream().anyMatch(pick -> pick.count() == null)
                        && picks.stream().anyMatch(pick -> pieces(pick) > 1)) {
            return false;
        }
        Map<UUID, Integer> counts = new LinkedHashMap<>();
        for (Pick pick : picks) {
            Picks.variant(pick, product.sellable(), turn.offer)
                    .ifPresent(variant -> counts.merge(variant.id(), pieces(pick), Integer::sum));
        }
        if (counts.size() < picks.size()) {
            return false;
        }
        turn.lines.removeIf(line -> product.id().equals(line.product()));
        counts.forEach((variant, count) -> {
            turn.take(new Line(List.of(product.id()), variant, null, product.name(), null));
            Counting.set(turn, turn.lines.size() - 1, count);
        });
        turn.pickUsed = true;
        turn.itemsUsed = true;
        turn.numberUsed = true;
        return true;
    }

    private static int pieces(Pick pick) {
        return pick.count() == null ? 1 : pick.count();
    }

    /// "Ruby red and dusty rose": one of each that is named, when no other number was said.
    private static boolean theseVariants(Turn turn) {
        Heard heard = turn.heard;
        Product product = onlyProduct(turn);
        if (product == null
                || !heard.items().isEmpty()
                || !heard.loose().picks().isEmpty()
                || heard.manner().question()
                || turn.onlyAsks()
                || Signs.either(heard.text())
                || heard.wants(Intent.REMOVE_FROM_CART)) {
            return false;
        }
        List<Variant> named = heard.loose().variants().stream()
                .distinct()
                .flatMap(id -> product.variant(id).stream())
                .toList();
        int at = -1;
        for (int i = 0; i < turn.lines.size(); i++) {
            Line line = turn.lines.get(i);
            at = product.id().equals(line.product()) && line.variant() == null ? i : at;
        }
        Integer before = at < 0 ? null : turn.lines.get(at).quantity();
        boolean each = (before == null || before == named.size())
                && (heard.loose().count() == null
                        || heard.loose().count() == 1
                        || heard.loose().count() == named.size());
        boolean fits = named.size() >= 2
                && named.size() == heard.loose().variants().stream().distinct().count()
                && turn.offer.inStock(product).containsAll(named)
                && turn.lines.size() + named.size() <= Turn.LINES_MAX
                && (at >= 0 || turn.lines.isEmpty());
        if (!fits || !each) {
            return false;
        }
        if (at < 0) {
            turn.take(new Line(List.of(product.id()), null, null, product.name(), null));
            at = turn.lines.size() - 1;
        }
        Slots.everyVariant(turn, at, turn.lines.get(at).times(1), named);
        turn.variantsUsed = true;
        turn.itemsUsed = true;
        turn.numberUsed = true;
        return true;
    }

    /// The one thing that the order is of, or that was told last.
    private static @Nullable Product onlyProduct(Turn turn) {
        List<UUID> products = turn.lines.stream()
                .flatMap(line -> line.products().stream())
                .distinct()
                .toList();
        UUID product = products.isEmpty() ? turn.focus : products.size() == 1 ? products.getFirst() : null;
        return product == null ? null : turn.product(product).orElse(null);
    }
}

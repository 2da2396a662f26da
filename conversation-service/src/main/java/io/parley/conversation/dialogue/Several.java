package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Several variants of one thing in one breath: two sizes with a count each, two shades by their names.
final class Several {
    private Several() {}

    /// @return whether the message was of that kind; then its things, counts and choices are used up
    static boolean apply(Turn turn) {
        return countedPicks(turn) || halves(turn) || halvesOfThings(turn) || toldApart(turn) || theseVariants(turn);
    }

    /// "One in 32, the other in 36", of two in 34: all of them are told apart, and none stays as it was.
    private static boolean toldApart(Turn turn) {
        Heard heard = turn.heard;
        List<Item> apart = heard.named();
        boolean each = heard.change().is(Extent.SOME)
                && apart.size() > 1
                && heard.refused().isEmpty()
                && !turn.onlyAsks()
                && !turn.adds()
                && apart.stream()
                        .allMatch(item ->
                                item.quantity() != null && item.variants().size() == 1);
        List<Line> ordered = turn.lines.stream()
                .filter(line -> each
                        && turn.product(line.product())
                                .filter(of -> apart.stream()
                                        .allMatch(item -> of.variant(
                                                        item.variants().getFirst())
                                                .isPresent()))
                                .isPresent())
                .toList();
        Line line = ordered.size() == 1 ? ordered.getFirst() : null;
        boolean all = line != null
                && line.pieces()
                        == apart.stream()
                                .mapToInt(item -> pieces(item.quantity()))
                                .sum()
                && apart.stream().noneMatch(item -> item.variants().contains(line.variant()));
        if (!all || line == null || turn.lines.size() + apart.size() > Turn.LINES_MAX) {
            return false;
        }
        turn.lines.remove(line);
        apart.forEach(item -> {
            turn.take(new Line(line.products(), item.variants().getFirst(), null, line.words(), null));
            Counting.set(turn, turn.lines.size() - 1, pieces(item.quantity()));
        });
        turn.itemsUsed = true;
        turn.variantsUsed = true;
        turn.numberUsed = true;
        return true;
    }

    /// "Half meat, half vegetable", of the twenty whose kind was asked.
    private static boolean halves(Turn turn) {
        List<UUID> halves = turn.heard.loose().variants();
        if (!turn.heard.change().is(Extent.HALVES) || halves.size() != 2 || turn.onlyAsks()) {
            return false;
        }
        for (int i = 0; i < turn.lines.size() && turn.lines.size() < Turn.LINES_MAX; i++) {
            Line line = turn.lines.get(i);
            List<Variant> named = turn.product(line.product()).stream()
                    .flatMap(product -> halves.stream().flatMap(id -> product.variant(id).stream()))
                    .toList();
            if (named.size() == 2 && line.variant() == null && line.pieces() > 0 && line.pieces() % 2 == 0) {
                Slots.everyVariant(turn, i, line.times(line.pieces() / 2), named);
                turn.variantsUsed = true;
                turn.itemsUsed |= turn.heard.items().isEmpty();
                return turn.heard.items().isEmpty();
            }
        }
        return false;
    }

    /// "Half black soap, half turmeric", of four black ones that are ordered: two become the other.
    private static boolean halvesOfThings(Turn turn) {
        List<Item> halves = turn.heard.named();
        boolean two = turn.heard.change().is(Extent.HALVES)
                && halves.size() == 2
                && turn.heard.refused().isEmpty()
                && !turn.onlyAsks()
                && halves.stream()
                        .allMatch(item ->
                                item.quantity() == null && item.products().size() == 1);
        List<Line> ordered = turn.lines.stream()
                .filter(line -> two && halves.stream().anyMatch(item -> names(item, line)))
                .toList();
        Line line = ordered.size() == 1 ? ordered.getFirst() : null;
        if (line == null || line.pieces() < 2 || line.pieces() % 2 != 0 || turn.lines.size() >= Turn.LINES_MAX) {
            return false;
        }
        Item other = halves.getFirst().products().equals(line.products()) ? halves.getLast() : halves.getFirst();
        if (other.products().equals(line.products())) {
            return false;
        }
        int half = line.pieces() / 2;
        turn.set(turn.lines.indexOf(line), line.times(half));
        turn.take(new Line(
                other.products(),
                Edits.only(turn, other.products().getFirst(), other.variants()),
                null,
                other.words(),
                null));
        Counting.set(turn, turn.lines.size() - 1, half);
        turn.itemsUsed = true;
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

    /// "No, one shirt in 26 and one pair of shorts in 26, that's all", of shorts in four sizes: the other three go.
    static void onlyThese(Turn turn) {
        Heard heard = turn.heard;
        boolean these = heard.no()
                && heard.change().is(Extent.ONLY)
                && !heard.manner().question()
                && heard.named().stream()
                        .allMatch(item ->
                                item.products().size() == 1 && item.variants().size() == 1 && item.quantity() != null);
        if (these
                && turn.lines.removeIf(line ->
                        heard.named().stream().anyMatch(item -> item.products().equals(line.products()))
                                && heard.named().stream()
                                        .noneMatch(item -> item.variants().contains(line.variant())))) {
            turn.changed = true;
        }
        List<String> gone = onlyOrdered(turn)
                ? turn.lines.stream()
                        .filter(line -> heard.named().stream().noneMatch(item -> names(item, line)))
                        .map(turn::title)
                        .toList()
                : List.of();
        if (!gone.isEmpty()) {
            turn.lines.removeIf(line -> heard.named().stream().noneMatch(item -> names(item, line)));
            turn.changed = true;
            turn.say(new Act.Removed(gone));
            turn.itemsUsed = true;
            turn.open = null;
        }
    }

    /// "Finally just the gum", of a diary and a gum that are ordered: nothing comes to it, and nothing is counted but
    /// the one that stays: "only the belt, one".
    private static boolean onlyOrdered(Turn turn) {
        Heard heard = turn.heard;
        boolean one =
                heard.named().size() == 1 && COUNT_BEHIND.matcher(heard.text()).find();
        return heard.change().is(Extent.ALONE)
                && !heard.manner().question()
                && !turn.more()
                && !turn.adds()
                && !turn.asks()
                && heard.refused().isEmpty()
                && (one || heard.loose().count() == null)
                && heard.loose().variants().isEmpty()
                && !heard.named().isEmpty()
                && heard.named().stream()
                        .allMatch(item -> (one || item.quantity() == null)
                                && item.products().size() == 1
                                && turn.before.lines().stream().anyMatch(line -> names(item, line)));
    }

    private static final Pattern COUNT_BEHIND = Pattern.compile(",\\s*\\S+\\W*$");

    private static boolean names(Item item, Line line) {
        return item.products().equals(line.products())
                && (item.variants().isEmpty()
                        || line.variant() != null && item.variants().contains(line.variant()));
    }

    /// "Two of each soap", "both soaps", "one each of the soaps and the cream": of a class of things all of them, as
    /// many of each.
    ///
    /// @param products what the item may be
    static boolean eachOf(Turn turn, Item item, List<UUID> products, @Nullable Integer quantity) {
        Heard heard = turn.heard;
        Integer each = heard.loose().count();
        Pick pick = heard.loose().pick();
        boolean both = pick != null
                && pick.kind().equals("both")
                && products.size() == 2
                && heard.named().size() == 1
                && quantity == null;
        boolean many = products.size() > 1
                && products.size() <= Turn.SHOWN_MAX
                && turn.lines.size() + products.size() <= Turn.LINES_MAX
                && item.variants().isEmpty()
                && (heard.manner().each() || both)
                && !heard.manner().question();
        // "2 soaps and one of each lipstick": said of what has a count and comes in several
        boolean ofAnother = heard.named().stream()
                .anyMatch(other -> other != item && other.quantity() != null && comesInSeveral(turn, other));
        if (!many || ofAnother || item.quantity() == null && heard.named().size() > 1) {
            return false;
        }
        // "2 soaps, one each"
        boolean all = each != null && quantity != null && quantity == each * products.size();
        Integer count = both ? Integer.valueOf(1) : quantity == null || all ? each : quantity;
        products.forEach(product -> {
            turn.take(new Line(List.of(product), null, null, item.words(), null));
            if (count != null) {
                Counting.set(turn, turn.lines.size() - 1, count);
            }
        });
        turn.numberUsed |= heard.named().size() == 1;
        turn.pickUsed |= both;
        return true;
    }

    private static boolean comesInSeveral(Turn turn, Item item) {
        return item.products().size() > 1
                || item.variants().isEmpty()
                        && turn.product(
                                        item.products().isEmpty()
                                                ? null
                                                : item.products().getFirst())
                                .filter(product -> product.sellable().size() > 1)
                                .isPresent();
    }

    private static int pieces(Pick pick) {
        return pieces(pick.count());
    }

    private static int pieces(@Nullable Integer count) {
        return count == null ? 1 : count;
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
                && named.size() == heard.loose().variants().size()
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

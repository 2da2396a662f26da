package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.Heard;
import io.parley.conversation.understanding.Heard.Item;
import io.parley.conversation.understanding.Heard.Pick;
import io.parley.conversation.understanding.Intent;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Changes to the order: at any point, in any order, several at once.
final class Edits {
    private Edits() {}

    static boolean apply(Turn turn) {
        boolean used = edits(turn);
        LateChange.settle(turn);
        return used || turn.reopened;
    }

    private static boolean edits(Turn turn) {
        Heard heard = turn.heard;
        if (cancels(turn)) {
            return Leaving.cancel(turn);
        }
        boolean again = heard.manner().sameAgain();
        if (again) {
            Leaving.sameAgain(turn);
        }
        boolean used = !again && LateChange.begin(turn);
        if (used || again && turn.lines.isEmpty()) {
            return true;
        }
        used = again | swap(turn);
        Integer inherited = heard.named().isEmpty() ? null : Removals.quantityOfRefused(turn);
        used |= Removals.apply(turn);
        if (replacesOnly(turn)) {
            inherited = turn.lines.getFirst().quantity();
            turn.lines.clear();
        }
        if (Several.apply(turn)) {
            place(turn);
            return true;
        }
        boolean orders = orders(turn) && !turn.swapped;
        if (orders) {
            used |= Counts.beforeNamed(turn);
            int known = turn.lines.size();
            for (Item item : heard.named()) {
                used |= want(turn, item, inherited, known);
            }
            used |= takesAll(turn) || pickListed(turn);
        }
        used |= !orders && takesAll(turn);
        used |= pickSized(turn);
        used |= Counts.alone(turn, orders);
        used |= loose(turn);
        return place(turn) || used;
    }

    private static boolean cancels(Turn turn) {
        return turn.heard.wantsAny(Intent.CANCEL_ORDER, Intent.CLEAR_CART)
                && turn.heard.items().isEmpty();
    }

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
        boolean counted = heard.named().stream().anyMatch(item -> item.quantity() != null);
        // "3 soaps and no gift set": what is left out beside is no reason to leave out the rest
        boolean withoutSomething = turn.lines.isEmpty() && heard.wants(Intent.REMOVE_FROM_CART);
        if ((turn.ownAnswer || withoutSomething || countsBesideRefused(turn)) && counted && !asks) {
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
        if (wants && (!asks || counted && !heard.wantsAny(Intent.COMPARE))) {
            return true;
        }
        return !turn.lines.isEmpty()
                && onlyInquiry
                && !heard.manner().question()
                && heard.meanings().stream().allMatch(m -> m.confidence() < 0.8 || m.intent() == Intent.CONFIRM);
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

    /// "Actually the cream instead": the one thing picked gives way.
    private static boolean replacesOnly(Turn turn) {
        Heard heard = turn.heard;
        boolean newProduct = heard.named().size() == 1
                && heard.named().getFirst().products().size() == 1
                && turn.lines.stream()
                        .noneMatch(line -> line.products()
                                .containsAll(heard.named().getFirst().products()));
        return heard.manner().instead()
                && heard.refused().isEmpty()
                && newProduct
                && turn.lines.size() == 1
                && orders(turn);
    }

    /// "Swap the serum for a toner": the second takes the first one's place and count.
    private static boolean swap(Turn turn) {
        if (swapVariant(turn)) {
            return true;
        }
        List<Item> named = turn.heard.named();
        if (named.size() != 2
                || !Signs.swaps(turn.heard.text())
                || turn.heard.manner().question()) {
            return false;
        }
        int at = existing(turn, named.getFirst(), turn.lines.size());
        Item instead = named.getLast();
        boolean fits = at >= 0
                && named.getFirst().quantity() == null
                && instead.products().size() == 1
                && turn.lines.stream().noneMatch(line -> line.products().equals(instead.products()))
                && turn.product(instead.products().getFirst()).isPresent();
        if (!fits) {
            return false;
        }
        UUID product = instead.products().getFirst();
        Line line = turn.lines.get(at);
        turn.set(
                at,
                new Line(
                        List.of(product),
                        only(turn, product, instead.variants()),
                        line.quantity(),
                        instead.words(),
                        null));
        if (instead.quantity() != null && !instead.words().isEmpty() && instead.quantity() > 1) {
            Counting.set(turn, at, instead.quantity());
        }
        turn.itemsUsed = true;
        turn.swapped = true;
        return true;
    }

    /// "The XL should be an L": said of one that is ordered, and of none that is.
    private static boolean isRather(Turn turn) {
        Heard heard = turn.heard;
        boolean one = !heard.manner().question()
                && Signs.isRather(heard.text())
                && heard.named().size() == 1
                && heard.refused().isEmpty();
        if (!one) {
            return false;
        }
        Item item = heard.named().getFirst();
        List<UUID> from = heard.loose().variants();
        boolean single = item.quantity() == null || item.quantity() == 1;
        for (int i = 0; i < turn.lines.size() && single; i++) {
            Line line = turn.lines.get(i);
            UUID to = only(turn, line.product(), item.variants());
            boolean fits = line.variant() != null
                    && from.contains(line.variant())
                    && to != null
                    && turn.lines.stream().noneMatch(other -> to.equals(other.variant()));
            if (fits) {
                turn.set(i, line.in(to));
                turn.variantsUsed = true;
                turn.itemsUsed = true;
                turn.swapped = true;
                return true;
            }
        }
        return false;
    }

    /// "Swap the basil for tomato", of seeds that come as both.
    private static boolean swapVariant(Turn turn) {
        if (isRather(turn)) {
            return true;
        }
        List<UUID> two = turn.heard.items().isEmpty()
                ? turn.heard.loose().variants()
                : turn.heard.named().stream()
                        .filter(item -> item.quantity() == null)
                        .flatMap(item -> item.variants().stream())
                        .toList();
        if (two.size() != 2
                || turn.heard.named().size() == 1
                || !Signs.swaps(turn.heard.text()) && !turn.heard.wants(Intent.UPDATE_CART)
                || turn.heard.manner().question()) {
            return false;
        }
        for (int i = 0; i < turn.lines.size(); i++) {
            Line line = turn.lines.get(i);
            boolean from = two.getFirst().equals(line.variant())
                    && turn.product(line.product())
                            .filter(product -> product.sellable().stream().anyMatch(v -> v.id().equals(two.getLast())))
                            .isPresent();
            if (from) {
                turn.set(i, line.in(two.getLast()));
                turn.variantsUsed = true;
                turn.itemsUsed = true;
                turn.swapped = true;
                return true;
            }
        }
        return false;
    }

    /// @param known how many lines there were before this message
    private static boolean want(Turn turn, Item item, @Nullable Integer inherited, int known) {
        turn.itemsUsed = true;
        Integer quantity =
                item.quantity() != null ? item.quantity() : inherited != null ? inherited : turn.countWaiting();
        Integer mended = Counts.mended(turn, item);
        quantity = mended == null ? quantity : mended;
        int at = existing(turn, item, known);
        if (at >= 0) {
            return update(turn, at, item, quantity);
        }
        List<UUID> products = item.products().isEmpty() ? productsWith(turn, item.variants()) : item.products();
        if (products.isEmpty()) {
            return false;
        }
        quantity = quantity == null ? quantityOfUnclear(turn) : quantity;
        quantity = quantity == null ? Counts.behindNamed(turn) : quantity;
        products = narrowed(turn, products);
        UUID variant = products.size() == 1 ? only(turn, products.getFirst(), item.variants()) : null;
        if (variant == null && item.variants().isEmpty() && products.size() == 1) {
            variant = offered(turn, products.getFirst());
        }
        turn.take(new Line(products, variant, null, item.words(), null));
        boolean ofEach = turn.heard.manner().each()
                && turn.heard.named().size() == 1
                && item.variants().isEmpty();
        if (quantity != null
                && !turn.lines.isEmpty()
                && !(ofEach && Counts.ofEveryVariant(turn, turn.lines.size() - 1, quantity))) {
            Counting.set(turn, turn.lines.size() - 1, quantity);
        }
        return true;
    }

    /// Which of it was offered last, "would you like the red one?", or told last.
    static @Nullable UUID offered(Turn turn, UUID product) {
        Question held = turn.held;
        if (held != null && held.kind() == Kind.WANT_IT && product.equals(held.product())) {
            return held.variant();
        }
        UUID told = turn.before.focus() != null && turn.before.focus().equals(product) ? turn.told : null;
        UUID asked = turn.askedAbout.stream()
                .filter(line -> line.products().contains(product))
                .map(Line::variant)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        UUID variant = told == null ? asked : told;
        return variant == null ? null : only(turn, product, List.of(variant));
    }

    /// Something else is named instead of one of the choices: it takes the unclear one's place.
    private static @Nullable Integer quantityOfUnclear(Turn turn) {
        if (!turn.waitsFor(Kind.PRODUCT) || turn.heard.wants(Intent.ADD_TO_CART)) {
            return null;
        }
        for (int i = 0; i < turn.lines.size(); i++) {
            if (turn.lines.get(i).product() == null) {
                return turn.lines.remove(i).quantity();
            }
        }
        return null;
    }

    /// What cannot be sold now does not stand in the way of what can.
    private static List<UUID> narrowed(Turn turn, List<UUID> products) {
        List<UUID> sold =
                products.stream().filter(id -> turn.product(id).isPresent()).toList();
        return sold.isEmpty() ? products : sold;
    }

    private static int existing(Turn turn, Item item, int known) {
        boolean anew = turn.heard.wants(Intent.ADD_TO_CART) && !item.variants().isEmpty();
        for (int i = turn.lines.size() - 1; i >= 0; i--) {
            Line line = turn.lines.get(i);
            boolean sameProduct = item.products().isEmpty()
                    ? line.product() != null
                            && !Collections.disjoint(productsWith(turn, item.variants()), line.products())
                    : !Collections.disjoint(line.products(), item.products());
            boolean fits = item.variants().isEmpty()
                    || line.variant() == null
                    || item.variants().contains(line.variant());
            // "yes but the cream paint": said of what was shown
            boolean exceptThat = turn.heard.manner().but() && item.quantity() == null && turn.waitsFor(Kind.CONFIRM);
            // "no, 1 red and 1 blue", of 2 red: the blue one does not become of the red one
            boolean saidBeside = line.variant() != null
                    && turn.heard.named().stream()
                            .anyMatch(other -> other != item && other.variants().contains(line.variant()));
            // "just the small knife", of the big one that was shown
            boolean onlyThat = turn.waitsFor(Kind.CONFIRM, Kind.LOCATION)
                    && item.quantity() == null
                    && item.variants().size() == 1
                    && Signs.only(turn.heard.text());
            // "the vase in brown", of the white one that is ordered
            boolean rather = turn.heard.named().size() == 1
                    && item.quantity() == null
                    && line.quantity() != null
                    && !item.products().isEmpty()
                    && !turn.heard.manner().more()
                    && !turn.asks()
                    && !Signs.goesOn(turn.heard.text());
            boolean corrects =
                    (turn.heard.manner().correction() || exceptThat || onlyThat || rather) && !anew && !saidBeside;
            boolean besideIt = i >= known && line.product() == null;
            if (sameProduct && !besideIt && (fits || corrects && sameProductLines(turn, line) == 1)) {
                return i;
            }
        }
        return -1;
    }

    private static long sameProductLines(Turn turn, Line of) {
        return turn.lines.stream()
                .filter(line -> line.products().equals(of.products()))
                .count();
    }

    /// "No, actually two S", of one S and one L: as many as there were of all of it.
    private static boolean allOfIt(Turn turn, Line line, Item item) {
        List<Line> ofIt = turn.lines.stream()
                .filter(other -> other.products().equals(line.products()))
                .toList();
        return turn.heard.no()
                && turn.heard.manner().correction()
                && turn.heard.items().size() == 1
                && ofIt.size() > 1
                && item.variants().contains(line.variant())
                && item.quantity() != null
                && item.quantity() == ofIt.stream().mapToInt(Line::pieces).sum();
    }

    private static boolean update(Turn turn, int at, Item item, @Nullable Integer quantity) {
        Line before = turn.lines.get(at);
        if (allOfIt(turn, before, item)) {
            turn.lines.removeIf(other -> other != before && other.products().equals(before.products()));
            return update(turn, turn.lines.indexOf(before), item, quantity);
        }
        Line line = before;
        if (line.product() == null) {
            List<UUID> both =
                    line.products().stream().filter(item.products()::contains).toList();
            line = new Line(both.isEmpty() ? item.products() : both, null, line.quantity(), item.words(), null);
        }
        UUID product = line.product();
        UUID variant = product == null ? null : only(turn, product, item.variants());
        if (variant != null && !variant.equals(line.variant())) {
            line = line.in(variant);
        }
        turn.set(at, line);
        if (quantity != null) {
            // "just 1 refill, and add 1 tin": the tin is what comes to it
            boolean justThat = turn.heard.named().size() > 1 && Signs.only(turn.heard.text());
            boolean adds = turn.more() || turn.adds() && item.quantity() != null;
            // a variant beside it, or no count before: it can only be how many
            boolean pieces = !item.variants().isEmpty() || line.quantity() == null || item.quantity() == null;
            Counting.give(turn, at, quantity, pieces, true, adds && !justThat);
        } else if (line.quantity() != null && Signs.doubles(turn.heard.text())) {
            Counting.set(turn, at, 2 * line.pieces());
        } else if (turn.more() && line.quantity() != null) {
            Counting.set(turn, at, line.pieces() + 1);
        }
        return true;
    }

    static @Nullable UUID only(Turn turn, @Nullable UUID product, List<UUID> variants) {
        Product of = turn.product(product).orElse(null);
        if (of == null) {
            return null;
        }
        List<UUID> fitting = of.sellable().stream()
                .map(Variant::id)
                .filter(variants::contains)
                .toList();
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    private static List<UUID> productsWith(Turn turn, List<UUID> variants) {
        Set<UUID> products = new LinkedHashSet<>();
        for (UUID variant : variants) {
            turn.offer.catalogue().ofVariant(variant).ifPresent(product -> products.add(product.id()));
        }
        return oneOf(products.stream().filter(turn.before.inHand()::contains).toList())
                .or(() -> oneOf(products.stream().filter(turn.listed::contains).toList()))
                .or(() -> oneOf(products.stream()
                        .filter(id -> turn.product(id)
                                .filter(p -> p.sellable().size() > 1)
                                .isPresent())
                        .toList()))
                .orElse(List.copyOf(products));
    }

    private static Optional<List<UUID>> oneOf(List<UUID> products) {
        return products.size() == 1 ? Optional.of(products) : Optional.empty();
    }

    /// "I'll take them", "both please", of several things that were asked about: as they were asked about.
    private static boolean takesAll(Turn turn) {
        Heard heard = turn.heard;
        Pick pick = heard.loose().pick();
        boolean both = pick != null && pick.kind().equals("both");
        boolean them = heard.wants(Intent.BUYING_INTENT)
                && pick == null
                && heard.loose().sought() == null
                && heard.loose().count() == null;
        if (turn.askedAbout.isEmpty()
                || !turn.lines.isEmpty()
                || turn.open != null
                || turn.itemsUsed
                || !heard.items().isEmpty()
                || !heard.loose().variants().isEmpty()
                || turn.onlyAsks()
                || heard.manner().but()
                || !(both && (heard.yes() || orders(turn)) || them)) {
            return false;
        }
        for (Line line : turn.askedAbout) {
            turn.take(new Line(line.products(), line.variant(), null, line.words(), null));
            if (line.quantity() != null) {
                Counting.set(turn, turn.lines.size() - 1, line.quantity());
            }
        }
        turn.pickUsed |= both;
        turn.itemsUsed = true;
        return true;
    }

    /// "I'll take the second one" after a list.
    private static boolean pickListed(Turn turn) {
        Pick pick = turn.heard.loose().pick();
        if (pick == null || turn.pickUsed || !turn.heard.items().isEmpty() || !turn.lines.isEmpty()) {
            return false;
        }
        List<Product> listed =
                turn.listed.stream().flatMap(id -> turn.product(id).stream()).toList();
        for (Product product : Picks.products(turn.heard.loose().picks(), listed, turn.offer)) {
            turn.take(new Line(List.of(product.id()), null, null, product.name(), null));
            turn.pickUsed = true;
        }
        Integer count = turn.heard.loose().count();
        if (turn.pickUsed && count != null) {
            turn.numberUsed = true;
            Counting.set(turn, turn.lines.size() - 1, count);
        }
        return turn.pickUsed;
    }

    /// "Ok the 50 then" after a list in which one thing comes in 50.
    private static boolean pickSized(Turn turn) {
        Heard heard = turn.heard;
        List<UUID> sizes = heard.loose().variants();
        boolean only = heard.items().isEmpty()
                && turn.lines.isEmpty()
                && turn.open == null
                && turn.before.focus() == null
                && !heard.manner().question()
                && heard.meanings().stream().allMatch(m -> m.confidence() < 0.8 || m.intent() == Intent.CONFIRM);
        List<UUID> products = only && !sizes.isEmpty() ? productsWith(turn, sizes) : List.of();
        if (products.size() != 1 || !turn.listed.contains(products.getFirst())) {
            return false;
        }
        turn.take(new Line(products, only(turn, products.getFirst(), sizes), null, "", null));
        turn.variantsUsed = true;
        return true;
    }

    /// "Make it 3", "no, the 30ml", "one more": about the line in hand.
    private static boolean loose(Turn turn) {
        Heard heard = turn.heard;
        int at = turn.itemsUsed ? beforeInHand(turn) : meant(turn);
        if (at < 0) {
            return !turn.itemsUsed && fromFocus(turn);
        }
        if (turn.onlyAsks() || bargains(heard)) {
            return false;
        }
        boolean used = !turn.variantsUsed && anotherVariant(turn, turn.lines.get(at));
        if (!turn.variantsUsed && !heard.loose().variants().isEmpty()
                || !turn.pickUsed && heard.loose().pick() != null && turn.open != null) {
            int known = turn.lines.size();
            used |= Slots.pickVariant(turn, at);
            if (turn.lines.size() < known) {
                // "just the small one"
                return true;
            }
        }
        Integer count = heard.loose().count();
        boolean priced =
                heard.wants(Intent.PRICE_CHECK) && !heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
        if (count != null && !turn.numberUsed && !turn.lines.isEmpty() && !priced) {
            turn.numberUsed = true;
            if (turn.waitsFor(Kind.LOCATION)
                    && count > Turn.PIECES_MAX
                    && heard.loose().quantity() == null) {
                // a postal code
                turn.place = heard.text().strip();
                turn.changed = true;
                return true;
            }
            boolean adds = turn.adds() && heard.items().isEmpty();
            boolean pieces = heard.loose().quantity() != null;
            Line line = turn.lines.get(at);
            Counting.give(
                    turn,
                    at,
                    count,
                    pieces || line.variant() != null && line.quantity() == null,
                    false,
                    turn.more() || adds);
            return true;
        }
        Integer before = turn.lines.isEmpty() ? null : turn.lines.get(at).quantity();
        if (count == null && before != null && heard.items().isEmpty() && Signs.doubles(heard.text())) {
            Counting.set(turn, at, 2 * before);
            return true;
        }
        if (count == null
                && !turn.asks()
                && turn.more()
                && heard.items().isEmpty()
                && turn.lines.get(at).quantity() != null
                && !turn.heard.manner().question()) {
            Counting.set(turn, at, turn.lines.get(at).pieces() + 1);
            return true;
        }
        return used;
    }

    /// "And one more for the A15", beside one for the 13: it comes to what is there.
    private static boolean anotherVariant(Turn turn, Line line) {
        List<UUID> variants = turn.heard.loose().variants();
        UUID variant = only(turn, line.product(), variants);
        boolean another = turn.adds()
                && turn.heard.items().isEmpty()
                && variant != null
                && line.variant() != null
                && turn.lines.size() < Turn.LINES_MAX
                && turn.lines.stream().noneMatch(other -> variant.equals(other.variant()));
        if (another) {
            turn.variantsUsed = true;
            turn.take(new Line(line.products(), variant, null, line.words(), null));
            Integer count = turn.heard.loose().count();
            if (count != null && !turn.numberUsed) {
                turn.numberUsed = true;
                Counting.set(turn, turn.lines.size() - 1, count);
            }
        }
        return another;
    }

    /// "If you reduce it I take five", "is it cheaper if I take two?"
    static boolean bargains(Heard heard) {
        return heard.wants(Intent.DISCOUNT_QUESTION)
                && (heard.manner().but() || heard.manner().question() && !heard.wants(Intent.UPDATE_CART));
    }

    /// The line a loose size or count is about: the one that has such a size, the one that still lacks a count.
    static int meant(Turn turn) {
        int at = turn.lineInHand();
        if (at < 0) {
            return at;
        }
        Pick pick = turn.heard.loose().pick();
        if (pick != null && pick.bySize() && choices(turn, turn.lines.get(at)) < 2) {
            // "the small one" is about what comes in sizes
            List<Integer> sized = IntStream.range(0, turn.lines.size())
                    .filter(i -> choices(turn, turn.lines.get(i)) > 1)
                    .boxed()
                    .toList();
            return sized.size() == 1 ? sized.getFirst() : at;
        }
        List<UUID> sizes = turn.heard.loose().variants();
        boolean counted = turn.heard.loose().count() != null || Signs.doubles(turn.heard.text());
        List<Integer> so = IntStream.range(0, turn.lines.size())
                .filter(i -> counted && sizes.contains(turn.lines.get(i).variant()))
                .boxed()
                .toList();
        if (so.size() == 1) {
            // "double the blue", "make the L ones 3"
            return so.getFirst();
        }
        for (int i = 0; i < turn.lines.size() && !sizes.isEmpty(); i++) {
            boolean fits = has(turn, turn.lines.get(i), sizes);
            if (fits && turn.lines.get(i).variant() == null && !has(turn, turn.lines.get(at), sizes)) {
                return i;
            }
        }
        List<Integer> sized = sizes.isEmpty() || has(turn, turn.lines.get(at), sizes)
                ? List.of()
                : IntStream.range(0, turn.lines.size())
                        .filter(i -> has(turn, turn.lines.get(i), sizes))
                        .boxed()
                        .toList();
        if (sized.size() == 1) {
            // "no, in 300g": only one of them comes so
            return sized.getFirst();
        }
        Line line = turn.lines.get(at);
        boolean counts = sizes.isEmpty() && turn.heard.loose().number() != null;
        if (counts
                && line.quantity() != null
                && turn.waitsFor(Kind.VARIANT)
                && !turn.heard.manner().correction()) {
            for (int i = 0; i < turn.lines.size(); i++) {
                if (turn.lines.get(i).quantity() == null) {
                    return i;
                }
            }
        }
        return at;
    }

    private static int choices(Turn turn, Line line) {
        return turn.product(line.product()).map(p -> p.sellable().size()).orElse(0);
    }

    private static boolean has(Turn turn, Line line, List<UUID> variants) {
        return turn.product(line.product())
                .filter(product -> product.sellable().stream().anyMatch(v -> variants.contains(v.id())))
                .isPresent();
    }

    /// "Actually 3, and add a soap": the 3 is about what was in hand before the soap.
    private static int beforeInHand(Turn turn) {
        UUID hand = turn.before.focus();
        boolean namedAgain = hand != null
                && turn.heard.named().stream().anyMatch(item -> item.products().contains(hand));
        for (int i = 0; i < turn.lines.size() && turn.heard.manner().correction() && !namedAgain; i++) {
            if (hand != null && hand.equals(turn.lines.get(i).product())) {
                return i;
            }
        }
        return -1;
    }

    /// "I'll take 2" after a question about one product.
    private static boolean fromFocus(Turn turn) {
        Heard heard = turn.heard;
        UUID focus = turn.focus;
        boolean names = !heard.loose().variants().isEmpty()
                || heard.loose().number() != null
                || heard.loose().quantity() != null
                || heard.wants(Intent.BUYING_INTENT) && heard.loose().sought() == null;
        boolean wants = heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART);
        // "let me think about it first"
        boolean hesitates = heard.manner().but()
                && heard.loose().variants().isEmpty()
                && heard.loose().count() == null;
        if (focus == null
                || !wants
                || !names
                || hesitates
                || turn.itemsUsed
                || !heard.items().isEmpty()
                || turn.product(focus).isEmpty()
                || !orders(turn)) {
            return false;
        }
        turn.take(new Line(
                List.of(focus),
                offered(turn, focus),
                null,
                turn.product(focus).orElseThrow().name(),
                null));
        int at = turn.lines.size() - 1;
        Slots.pickVariant(turn, at);
        Integer count = heard.loose().count();
        if (count != null) {
            turn.numberUsed = true;
            Counting.set(turn, at, count);
        }
        return true;
    }

    /// Where to: when it was said to be a place, or when a place was asked for.
    private static boolean place(Turn turn) {
        Heard.Details details = turn.heard.details();
        String said = details.place();
        boolean asked = turn.waitsFor(Kind.LOCATION);
        boolean about = !turn.lines.isEmpty() || asked;
        if (said != null && !about && onlyWhere(turn)) {
            turn.place = said;
            turn.say(new Act.NotePlace(said));
            return true;
        }
        if (said == null || !about || !(details.placeSaid() || asked)) {
            return false;
        }
        String place = turn.place;
        String whole = said;
        if (details.nearby() && place != null) {
            whole = place.contains(said) ? place : place + ", " + said;
        }
        if (!whole.equals(place)) {
            turn.place = whole;
            turn.changed = true;
        }
        return true;
    }

    /// "My address is 3 place Arago, Perpignan", before anything else: it is kept for what comes.
    private static boolean onlyWhere(Turn turn) {
        Heard heard = turn.heard;
        return heard.details().placeSaid()
                && turn.captured == null
                && turn.acts.stream().allMatch(act -> act instanceof Act.Identify || act instanceof Act.Greet)
                && heard.items().isEmpty()
                && heard.meanings().stream().allMatch(meaning -> switch (meaning.intent()) {
                    case UNKNOWN, GREETING -> true;
                    // "I'm in South B, do you deliver here?" tells where; "do you deliver to South B?" only asks
                    case DELIVERY_QUESTION -> !heard.details().placeAsked();
                    default -> false;
                });
    }
}

package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.BySize;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was told, listed or asked about and is wanted now, without being named again: "I'll take them", "the
/// second one", "ok the 50 then", "I'll take 2".
final class TakingUp {
    private TakingUp() {}

    /// "I'll take them", "both please", of several things that were asked about: as they were asked about.
    static boolean takesAll(Turn turn) {
        Heard heard = turn.heard;
        Pick pick = heard.loose().pick();
        boolean both = pick != null && pick.kind().equals("both");
        boolean them = heard.wants(Intent.BUYING_INTENT)
                && pick == null
                && heard.loose().sought() == null
                && heard.loose().count() == null;
        Integer count = heard.loose().count();
        // "one of each"
        boolean each = heard.manner().each() && count != null && count > 0 && count <= Turn.PIECES_MAX;
        // "ok add both", of two whose price was asked beside what is ordered
        boolean beside = both
                && turn.waitsFor(Kind.LOCATION, Kind.CONFIRM)
                && turn.askedAbout.size() > 1
                && turn.lines.size() + turn.askedAbout.size() <= Turn.LINES_MAX
                && turn.askedAbout.stream()
                        .allMatch(asked -> turn.lines.stream()
                                .allMatch(line -> Collections.disjoint(line.products(), asked.products())));
        if (turn.askedAbout.isEmpty()
                || !beside && (!turn.lines.isEmpty() || turn.open != null)
                || turn.itemsUsed
                || !heard.items().isEmpty()
                || !heard.loose().variants().isEmpty()
                || turn.onlyAsks()
                || heard.manner().but()
                || !(both && (heard.yes() || Ordering.orders(turn) || onlyThat(heard)) || them || each)) {
            return false;
        }
        int known = turn.lines.size();
        takeAsked(turn, both);
        for (int i = known; each && count != null && i < turn.lines.size(); i++) {
            Counting.set(turn, i, count);
        }
        turn.numberUsed |= each;
        turn.pickUsed |= both;
        turn.itemsUsed = true;
        return true;
    }

    /// "The shorts in 26 too, one each", of a shirt and shorts that were asked about: the shirt as well.
    static boolean othersToo(Turn turn, int known) {
        Heard heard = turn.heard;
        Item item = heard.items().size() == 1 ? heard.items().getFirst() : null;
        Integer count =
                item == null ? null : item.quantity() == null ? heard.loose().count() : item.quantity();
        boolean each = heard.manner().each()
                && item != null
                && !item.negated()
                && item.variants().size() == 1
                && count != null
                && count > 0
                && count <= Turn.PIECES_MAX
                && known == 0
                && turn.askedAbout.size() > 1
                && !heard.manner().question();
        List<Line> others = each && item != null
                ? turn.askedAbout.stream()
                        .filter(line -> Collections.disjoint(line.products(), item.products()))
                        .toList()
                : List.of();
        if (count == null || others.isEmpty() || others.size() == turn.askedAbout.size()) {
            return false;
        }
        for (int i = 0; i < turn.lines.size(); i++) {
            Counting.set(turn, i, count);
        }
        others.forEach(line -> {
            turn.take(new Line(line.products(), line.variant(), null, line.words(), null));
            Counting.set(turn, turn.lines.size() - 1, count);
        });
        turn.numberUsed = true;
        return true;
    }

    /// "Leta zote, na mayai nusu tray": both that were asked about, and something else.
    static boolean takesAllAndMore(Turn turn) {
        Heard heard = turn.heard;
        Pick pick = heard.loose().pick();
        boolean all = pick == null ? heard.change().is(Extent.ALL) : pick.kind().equals("both");
        // "12 cement and 20 bars, how much? Ok. Add 6 sheets"
        boolean adds =
                heard.wants(Intent.ADD_TO_CART) && turn.askedAbout.stream().allMatch(line -> line.quantity() != null);
        boolean more = (all || adds)
                && turn.askedAbout.size() > 1
                && turn.lines.isEmpty()
                && !heard.named().isEmpty()
                && heard.refused().isEmpty()
                && heard.loose().variants().isEmpty()
                && !heard.manner().but()
                && !heard.manner().question()
                && heard.named().stream()
                        .allMatch(item -> !item.products().isEmpty()
                                && turn.askedAbout.stream()
                                        .allMatch(line -> Collections.disjoint(line.products(), item.products())));
        if (more) {
            takeAsked(turn, pick != null);
            turn.pickUsed = true;
        }
        return more;
    }

    /// "Grade 4 and 5", of the one book that was offered.
    private static boolean kindsOfOne(Turn turn) {
        return turn.waitsFor(Kind.WANT_IT)
                && turn.askedAbout.size() > 1
                && turn.askedAbout.stream().map(Line::products).distinct().count() == 1;
    }

    /// "Both", "two of each", of the kinds of one thing that were told.
    static boolean takesKinds(Turn turn) {
        Heard heard = turn.heard;
        Pick pick = heard.loose().pick();
        Integer count = heard.loose().count();
        boolean each = heard.manner().each() && count != null && count > 0 && count <= Turn.PIECES_MAX;
        boolean both = pick != null && pick.kind().equals("both");
        if (!kindsOfOne(turn)
                || !(each || both)
                || !heard.items().isEmpty()
                || !heard.loose().variants().isEmpty()
                || heard.manner().question()
                || heard.manner().but()) {
            return false;
        }
        int known = turn.lines.size();
        takeAsked(turn, false);
        for (int i = known; each && count != null && i < turn.lines.size(); i++) {
            Counting.set(turn, i, count);
        }
        turn.numberUsed |= each;
        turn.pickUsed |= both;
        turn.itemsUsed = true;
        return true;
    }

    /// @param both "I take the two" of two things is one of each
    private static void takeAsked(Turn turn, boolean both) {
        Integer one = both && turn.askedAbout.size() == 2 ? Integer.valueOf(1) : null;
        for (Line line : turn.askedAbout) {
            turn.take(new Line(line.products(), line.variant(), null, line.words(), null));
            Integer count = line.quantity() == null ? one : line.quantity();
            if (count != null) {
                Counting.set(turn, turn.lines.size() - 1, count);
            }
        }
    }

    /// "Add both": nothing else is said.
    private static boolean onlyThat(Heard heard) {
        return !heard.manner().question()
                && heard.meanings().stream().allMatch(meaning -> meaning.intent() == Intent.UNKNOWN);
    }

    /// "Yeah, add both", "one of each", of two things that were told one after the other, beside what is ordered.
    static boolean bothTold(Turn turn) {
        Heard heard = turn.heard;
        Pick pick = heard.loose().pick();
        Line earlier = turn.before.toldBefore();
        UUID last = turn.before.focus();
        Integer each = ofEach(heard);
        boolean both = (each != null
                        ? !ofKinds(turn, last)
                        : pick != null
                                && pick.kind().equals("both")
                                && heard.loose().count() == null)
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && !turn.onlyAsks()
                && !heard.manner().but()
                && !heard.manner().question()
                && !heard.wants(Intent.REMOVE_FROM_CART);
        boolean asked =
                turn.lines.isEmpty() ? !turn.waitsFor(Kind.WANT_IT) : !turn.waitsFor(Kind.LOCATION, Kind.CONFIRM);
        if (!both || asked && turn.open != null || earlier == null || last == null || !freshBoth(turn, earlier, last)) {
            return false;
        }
        UUID which = offered(turn, last);
        turn.take(new Line(earlier.products(), earlier.variant(), null, "", null));
        turn.take(new Line(List.of(last), which, null, "", null));
        if (each != null) {
            Counting.set(turn, turn.lines.size() - 2, each);
            Counting.set(turn, turn.lines.size() - 1, each);
        }
        turn.numberUsed |= each != null;
        turn.pickUsed = true;
        turn.itemsUsed = true;
        return true;
    }

    /// "Two each"
    private static @Nullable Integer ofEach(Heard heard) {
        Integer count = heard.loose().count();
        return heard.manner().each() && count != null && count > 0 && count <= Turn.PIECES_MAX ? count : null;
    }

    /// What was told last comes in two kinds, and which was not said: each of those may be meant.
    private static boolean ofKinds(Turn turn, @Nullable UUID last) {
        return last != null
                && turn.told == null
                && turn.product(last)
                        .filter(product -> product.sellable().size() == 2)
                        .isPresent();
    }

    /// Two different things, or two variants of one, of which nothing is ordered yet.
    private static boolean freshBoth(Turn turn, Line earlier, UUID last) {
        return turn.askedAbout.isEmpty()
                && turn.lines.size() + 2 <= Turn.LINES_MAX
                && (!earlier.products().contains(last) || ofOneThing(turn, earlier, last))
                && Stream.concat(earlier.products().stream(), Stream.of(last))
                        .allMatch(product -> turn.product(product).isPresent()
                                && turn.lines.stream()
                                        .noneMatch(line -> line.products().contains(product)));
    }

    /// "The ruby one?", "and the berry one?"
    private static boolean ofOneThing(Turn turn, Line earlier, UUID last) {
        UUID which = turn.told == null ? null : Edits.only(turn, last, List.of(turn.told));
        return earlier.variant() != null && which != null && !which.equals(earlier.variant());
    }

    /// "I'll take the second one" after a list.
    static boolean pickListed(Turn turn) {
        Pick pick = turn.heard.loose().pick();
        if (pick == null || turn.pickUsed || !turn.heard.items().isEmpty() || !turn.lines.isEmpty()) {
            return false;
        }
        List<Product> listed =
                turn.listed.stream().flatMap(id -> turn.product(id).stream()).toList();
        for (Product product : Picks.products(turn.heard.loose().picks(), listed, turn.offer)) {
            turn.take(new Line(List.of(product.id()), askedIn(turn, product), null, product.name(), null));
            turn.pickUsed = true;
        }
        Integer count = turn.heard.loose().count();
        if (turn.pickUsed && count != null) {
            turn.numberUsed = true;
            int from = turn.heard.manner().each() ? 0 : turn.lines.size() - 1;
            for (int i = from; i < turn.lines.size(); i++) {
                Counting.set(turn, i, count);
            }
        }
        return turn.pickUsed;
    }

    /// "The white power bank or the lamp?": which one was asked about.
    private static @Nullable UUID askedIn(Turn turn, Product product) {
        return turn.askedAbout.stream()
                .filter(line -> line.products().equals(List.of(product.id())))
                .map(Line::variant)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// "I'll take the medium and the 20 cm pot", of a plant that was asked about before the pots: a kind that only
    /// one of what was told comes in, beside something else that is named.
    static boolean kindOfAsked(Turn turn) {
        Heard heard = turn.heard;
        List<UUID> kinds = heard.loose().variants();
        boolean wants = !kinds.isEmpty()
                && !turn.variantsUsed
                && turn.lines.isEmpty()
                && !heard.named().isEmpty()
                && heard.wants(Intent.BUYING_INTENT)
                && !heard.manner().question()
                && !heard.manner().correction();
        List<UUID> products = wants ? comingSo(turn, kinds) : List.of();
        if (products.size() != 1) {
            return false;
        }
        turn.take(new Line(products, Edits.only(turn, products.getFirst(), kinds), null, "", null));
        turn.variantsUsed = true;
        return true;
    }

    /// What was told last, and is not named now.
    private static List<UUID> comingSo(Turn turn, List<UUID> kinds) {
        return Stream.concat(turn.askedAbout.stream(), Stream.ofNullable(turn.before.toldBefore()))
                .flatMap(line -> line.products().stream())
                .distinct()
                .filter(product -> Edits.only(turn, product, kinds) != null)
                .filter(product -> turn.heard.named().stream()
                        .noneMatch(item -> item.products().contains(product)))
                .toList();
    }

    /// "Ok the 50 then" after a list in which one thing comes in 50.
    static boolean pickSized(Turn turn) {
        Heard heard = turn.heard;
        List<UUID> sizes = heard.loose().variants();
        boolean only = heard.items().isEmpty()
                && turn.lines.isEmpty()
                && turn.open == null
                && turn.before.focus() == null
                && !heard.manner().question()
                && heard.meanings().stream().allMatch(m -> m.confidence() < 0.8 || m.intent() == Intent.CONFIRM);
        List<UUID> products = only && !sizes.isEmpty() ? Edits.productsWith(turn, sizes) : List.of();
        if (products.size() != 1 || !turn.listed.contains(products.getFirst())) {
            return false;
        }
        turn.take(new Line(products, Edits.only(turn, products.getFirst(), sizes), null, "", null));
        turn.variantsUsed = true;
        return true;
    }

    /// "I'll take 2" after a question about one product.
    static boolean fromFocus(Turn turn) {
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
                && heard.loose().pick() == null
                && heard.details().place() == null
                && heard.loose().count() == null;
        if (focus == null
                || !wants
                || !names
                || hesitates
                || turn.itemsUsed
                || !heard.items().isEmpty()
                || turn.product(focus).isEmpty()
                || heard.loose().variants().isEmpty() && heard.loose().count() == null && Leaving.placed(turn, focus)
                || !Ordering.orders(turn)) {
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

    /// "17cm please", of the plant and the pot that were told: only the plant comes so.
    static boolean inSizeOfTold(Turn turn) {
        Heard heard = turn.heard;
        boolean onlySays = turn.lines.isEmpty()
                && !heard.loose().variants().isEmpty()
                && heard.named().isEmpty()
                && !heard.manner().question()
                && !heard.manner().but()
                && heard.meanings().stream().allMatch(meaning -> switch (meaning.intent()) {
                    case UNKNOWN, BUYING_INTENT, ADD_TO_CART, THANKS, REMOVE_FROM_CART -> true;
                    default -> false;
                });
        List<UUID> so = onlySays
                ? Stream.concat(
                                turn.askedAbout.stream().map(Line::product),
                                Stream.of(turn.before.focus(), before(turn)))
                        .flatMap(Stream::ofNullable)
                        .distinct()
                        .filter(product ->
                                Edits.only(turn, product, heard.loose().variants()) != null)
                        .toList()
                : List.of();
        if (so.size() != 1) {
            return false;
        }
        UUID product = so.getFirst();
        UUID variant = Edits.only(turn, product, heard.loose().variants());
        turn.take(new Line(
                List.of(product), variant, null, turn.title(new Line(List.of(product), null, null, "", null)), null));
        turn.variantsUsed = true;
        Integer count = heard.loose().count();
        if (count != null) {
            turn.numberUsed = true;
            Counting.set(turn, turn.lines.size() - 1, count);
        }
        return true;
    }

    private static @Nullable UUID before(Turn turn) {
        Line told = turn.before.toldBefore();
        return told == null ? null : told.product();
    }

    /// Which of it was offered last, "would you like the red one?", or told last.
    static @Nullable UUID offered(Turn turn, UUID product) {
        Question held = turn.held;
        if (held != null && held.kind() == Kind.WANT_IT && product.equals(held.product())) {
            return held.variant();
        }
        UUID told = turn.before.focus() != null && turn.before.focus().equals(product) ? turn.told : null;
        UUID asked = Stream.concat(
                        kindsOfOne(turn) ? Stream.of() : turn.askedAbout.stream(),
                        Stream.ofNullable(turn.before.toldBefore()))
                .filter(line -> line.products().contains(product))
                .map(Line::variant)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        UUID variant = told != null ? told : asked != null ? asked : Leaving.variant(turn, product);
        return variant == null ? null : Edits.only(turn, product, List.of(variant));
    }

    /// "5 sleeping bags, any colour is fine": of what was just taken, where it comes in no sizes.
    static boolean anyOfTaken(Turn turn, int known) {
        boolean any = turn.heard.loose().picks().stream().anyMatch(Heard.Pick::any)
                && !turn.pickUsed
                && !turn.heard.manner().question();
        List<Integer> open = IntStream.range(known, any ? turn.lines.size() : known)
                .filter(i -> turn.lines.get(i).variant() == null && comesInKinds(turn, turn.lines.get(i)))
                .boxed()
                .toList();
        Product product = open.size() == 1
                ? turn.product(turn.lines.get(open.getFirst()).product()).orElse(null)
                : null;
        if (product == null) {
            return false;
        }
        Optional<Variant> whichever = Picks.variant(new Heard.Pick("any", 0, null), product.sellable(), turn.offer);
        whichever.ifPresent(variant -> {
            turn.set(open.getFirst(), turn.lines.get(open.getFirst()).in(variant.id()));
            turn.pickUsed = true;
        });
        return whichever.isPresent();
    }

    private static boolean comesInKinds(Turn turn, Line line) {
        return turn.product(line.product())
                .filter(product -> product.sellable().size() > 1
                        && BySize.order(product.sellable()).isEmpty())
                .isPresent();
    }
}

package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
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
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose a count is that stands by itself: "2", "2 of those", "two each". What is named beside it is looked at first,
/// then everything that it can be of alone, in one order; what is left is of the line in hand.
final class Counts {
    private Counts() {}

    /// What a count that stands alone is of.
    private enum Owner {
        /// one of those that were listed; which one is asked next
        LISTED,
        /// all that are ordered or were listed, as many of each
        EACH,
        /// what was asked about beside the order
        TOLD,
        /// the line in hand, or nothing
        HAND
    }

    /// @param orders what is named is wanted
    static boolean alone(Turn turn, boolean orders) {
        return switch (owner(turn, orders)) {
            case LISTED -> listed(turn);
            case EACH -> each(turn);
            case TOLD -> told(turn);
            case HAND -> false;
        };
    }

    private static Owner owner(Turn turn, boolean orders) {
        boolean onlyCounts = ONLY_NUMBER.matcher(turn.heard.text().strip()).matches();
        if ((orders || onlyCounts) && isOfListed(turn)) {
            return Owner.LISTED;
        }
        if (isOfEach(turn)) {
            return Owner.EACH;
        }
        return isOfTold(turn) ? Owner.TOLD : Owner.HAND;
    }

    private static final Pattern ONLY_NUMBER = Pattern.compile("\\d{1,3}");

    /// "I'll take 2, and a gloss" while a serum was spoken of: two serums.
    static boolean beforeNamed(Turn turn) {
        Heard heard = turn.heard;
        UUID focus = turn.before.focus();
        // "thêm một đơn riêng: 3 cà phê" is one order
        Integer count = turn.lines.isEmpty() && Signs.newOrder(heard.text())
                ? null
                : heard.loose().count();
        if (count != null
                && turn.waitsFor(Kind.QUANTITY)
                && !turn.numberUsed
                && !heard.named().isEmpty()) {
            // "two, and a soap" answers how many, and goes on
            int at = turn.lineInHand();
            turn.numberUsed = at >= 0 && turn.lines.get(at).quantity() == null;
            if (turn.numberUsed) {
                Counting.set(turn, at, count);
            }
            return turn.numberUsed;
        }
        UUID offered = focus == null ? null : TakingUp.offered(turn, focus);
        if (count != null && focus != null && pointed(turn, focus)) {
            // "one of those and one 15", beside an order
            take(turn, focus, offered, count);
            return true;
        }
        if (ofToldBefore(turn) || TakingUp.kindOfAsked(turn)) {
            return true;
        }
        // "2 of that and 1 nude" is of what was offered, and of another shade of it
        boolean another = focus != null
                && heard.named().stream()
                        .noneMatch(item -> item.products().isEmpty()
                                ? offered == null || item.variants().contains(offered)
                                : item.products().contains(focus));
        if (focus == null
                || count == null
                || !another
                || heard.named().isEmpty()
                || heard.manner().correction()
                || heard.manner().each()
                || !turn.lines.isEmpty()
                || turn.product(focus).isEmpty()
                || !turn.waitsFor(Kind.WANT_IT) && heard.named().stream().anyMatch(item -> item.quantity() == null)) {
            return false;
        }
        take(turn, focus, offered, count);
        return true;
    }

    /// "3 bags and 1 pair of gloves", of gloves that were told behind soil: the other count is of the soil.
    static boolean ofToldBefore(Turn turn) {
        Line earlier = turn.before.toldBefore();
        UUID product = earlier == null ? null : earlier.product();
        Integer count = turn.heard.loose().count();
        if (earlier == null
                || count == null
                || product == null
                || turn.product(product).isEmpty()
                || !countsBesideFocus(turn)) {
            return false;
        }
        take(turn, product, earlier.variant(), count);
        return true;
    }

    /// Whether what was told last is counted by name, and nothing else is named.
    private static boolean countsBesideFocus(Turn turn) {
        Heard heard = turn.heard;
        List<Item> named = heard.named();
        return turn.lines.isEmpty()
                && turn.waitsFor(Kind.WANT_IT)
                && !turn.numberUsed
                && !turn.onlyAsks()
                && heard.loose().variants().isEmpty()
                && !heard.manner().correction()
                && !heard.manner().each()
                && named.size() == 1
                && named.getFirst().quantity() != null
                && named.getFirst()
                        .products()
                        .equals(Stream.ofNullable(turn.before.focus()).toList());
    }

    /// "Còn hộp quà không, lấy 1": so many of the one thing that is asked about, beside what is ordered.
    static boolean besideAsked(Turn turn) {
        Heard heard = turn.heard;
        Integer count = heard.loose().count();
        Item asked = heard.named().size() == 1 ? heard.named().getFirst() : null;
        if (count == null || asked == null || turn.numberUsed || asked.quantity() != null) {
            return false;
        }
        boolean taken = count > 0
                && count <= Turn.PIECES_MAX
                && asked.products().size() == 1
                && heard.wants(Intent.AVAILABILITY_CHECK)
                && heard.wants(Intent.BUYING_INTENT)
                && turn.product(asked.products().getFirst()).isPresent()
                && turn.lines.size() < Turn.LINES_MAX;
        if (taken) {
            UUID variant = asked.variants().size() == 1 ? asked.variants().getFirst() : null;
            take(turn, asked.products().getFirst(), variant, count);
        }
        return taken;
    }

    private static boolean pointed(Turn turn, UUID told) {
        return !turn.numberUsed
                && !turn.onlyAsks()
                && !turn.heard.named().isEmpty()
                && Signs.ofThat(turn.heard.text())
                && !ordered(turn, told);
    }

    /// Whether what was told last is in the order, in the variant that was told.
    private static boolean ordered(Turn turn, UUID product) {
        UUID told = TakingUp.offered(turn, product);
        return turn.lines.stream()
                .anyMatch(line -> line.products().contains(product) && (told == null || told.equals(line.variant())));
    }

    private static void take(Turn turn, UUID product, @Nullable UUID variant, int count) {
        Line line = new Line(
                List.of(product),
                variant,
                null,
                turn.product(product).orElseThrow().name(),
                null);
        UUID sized =
                variant == null && count >= Heard.Loose.SIZE_LEAST ? Counting.variantSized(turn, line, count) : null;
        turn.numberUsed = true;
        if (sized != null) {
            // "44 then, and 2 socks", of trainers that come in 44
            turn.take(line.in(sized));
            return;
        }
        turn.take(line);
        Counting.set(turn, turn.lines.size() - 1, count);
    }

    /// "1 cream, actually make that 2": the later count of the one thing that is named.
    static @Nullable Integer mended(Turn turn, Item item) {
        Heard heard = turn.heard;
        Integer number = heard.loose().number();
        boolean mended = turn.lines.isEmpty()
                && item.quantity() != null
                && heard.manner().correction()
                && heard.items().size() == 1
                && number != null
                && number < Heard.Loose.SIZE_LEAST;
        if (asksWhySoMany(turn)) {
            turn.numberUsed = true;
            return Math.min(Objects.requireNonNull(number), Objects.requireNonNull(item.quantity()));
        }
        turn.numberUsed |= mended;
        return mended ? number : null;
    }

    /// "Add one Ruby Red, making 3", of two that are ordered: so many in all.
    static boolean reaches(Turn turn) {
        Heard heard = turn.heard;
        Integer whole = heard.loose().count();
        Item item = heard.items().size() == 1 ? heard.items().getFirst() : null;
        Integer more = item == null || item.negated() ? null : item.quantity();
        if (item == null || whole == null || more == null || turn.numberUsed) {
            return false;
        }
        List<Integer> of = IntStream.range(0, turn.lines.size())
                .filter(i -> item.products().isEmpty()
                        || !Collections.disjoint(
                                item.products(), turn.lines.get(i).products()))
                .filter(i -> item.variants().isEmpty()
                        ? !item.products().isEmpty()
                        : item.variants().contains(turn.lines.get(i).variant()))
                .boxed()
                .toList();
        boolean reached = of.size() == 1
                && turn.lines.get(of.getFirst()).pieces() > 0
                && turn.lines.get(of.getFirst()).pieces() + more == whole;
        if (reached) {
            Counting.set(turn, of.getFirst(), whole);
            turn.numberUsed = true;
            turn.itemsUsed = true;
        }
        return reached;
    }

    /// "Why 2 Ruby Red? Only 1", "ủa sao tới 2 cây Ruby Red? chỉ 1 thôi", of what was shown: the smaller count is
    /// wanted.
    static boolean asksWhySoMany(Turn turn) {
        Heard heard = turn.heard;
        Integer number = heard.loose().number();
        return number != null
                && number > 0
                && turn.waitsFor(Kind.CONFIRM)
                && heard.manner().question()
                && heard.change().is(Extent.ONLY)
                && !turn.adds()
                && heard.items().size() == 1
                && heard.named().size() == 1
                && heard.named().getFirst().quantity() != null;
    }

    /// "Two red and the rest blue", of five.
    static @Nullable Integer rest(Turn turn, Item item, @Nullable Integer otherwise) {
        int before = pieces(turn.before.lines().stream(), item);
        int said = turn.heard.named().stream()
                .filter(other -> other.products().equals(item.products()) && other.quantity() != null)
                .mapToInt(other -> Objects.requireNonNull(other.quantity()))
                .sum();
        boolean rest = turn.heard.change().is(Extent.REST) && said > 0 && said < before;
        return rest ? Integer.valueOf(before - said) : otherwise;
    }

    private static int pieces(Stream<Line> lines, Item item) {
        return lines.filter(line -> item.products().isEmpty() || line.products().equals(item.products()))
                .mapToInt(Line::pieces)
                .sum();
    }

    /// "Gift box to Paris please, 2": a small number that belongs to nothing else counts the one thing that is named.
    static @Nullable Integer behindNamed(Turn turn) {
        Heard heard = turn.heard;
        Integer number = heard.loose().number();
        boolean counts = number != null
                && number < Heard.Loose.SIZE_LEAST
                && !turn.numberUsed
                && heard.named().size() == 1
                && heard.named().getFirst().products().size() == 1
                && heard.refused().isEmpty()
                && heard.loose().variants().isEmpty()
                && !heard.manner().each()
                && !heard.manner().question()
                && turn.lines.isEmpty();
        turn.numberUsed |= counts;
        return counts ? number : null;
    }

    /// "2 please", after a list: two of which one is asked next.
    private static boolean isOfListed(Turn turn) {
        Heard heard = turn.heard;
        Integer count = heard.loose().count();
        boolean nothingElse = heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && heard.loose().picks().isEmpty()
                && heard.details().place() == null;
        return count != null
                && nothingElse
                && !turn.numberUsed
                && turn.open == null
                && (turn.focus == null || listedSince(turn, turn.focus))
                && turn.lines.isEmpty()
                && sold(turn).size() > 1
                && count <= Turn.PIECES_MAX;
    }

    /// What was told before is not offered any longer.
    private static boolean listedSince(Turn turn, UUID told) {
        return turn.before.question() == null && !turn.listed.contains(told);
    }

    private static List<UUID> sold(Turn turn) {
        return turn.listed.stream().filter(id -> turn.product(id).isPresent()).toList();
    }

    private static boolean listed(Turn turn) {
        turn.take(new Line(sold(turn), null, null, "", null));
        turn.numberUsed = true;
        Counting.set(turn, 0, count(turn));
        return true;
    }

    private static int count(Turn turn) {
        return Objects.requireNonNull(turn.heard.loose().count());
    }

    /// "Two of each", "make both 2".
    private static boolean isOfEach(Turn turn) {
        return (turn.heard.manner().each() || ofAll(turn)) && turn.heard.loose().count() != null && !turn.numberUsed;
    }

    /// "One one for everything", of several things: one of each of those, and not of what one of them comes in.
    static boolean ofEachLine(Turn turn) {
        return turn.lines.size() > 1
                && turn.heard.manner().each()
                && turn.heard.change().is(Extent.ALL)
                && turn.heard.loose().count() != null;
    }

    private static boolean ofAll(Turn turn) {
        Pick pick = turn.heard.loose().pick();
        return pick != null
                && pick.kind().equals("both")
                && turn.lines.size() > 1
                && turn.heard.items().isEmpty()
                && !turn.waitsFor(Kind.VARIANT, Kind.PRODUCT, Kind.WANT_IT)
                && !turn.heard.manner().question();
    }

    private static boolean each(Turn turn) {
        int count = count(turn);
        UUID told = turn.before.focus();
        boolean another = told != null
                && !ofAll(turn)
                && !turn.lines.isEmpty()
                && turn.lines.stream().noneMatch(line -> line.products().contains(told));
        if (another) {
            // "do you have padlocks? one of each size", beside a hammer that is in the order
            turn.take(new Line(List.of(told), null, null, "", null));
            turn.numberUsed = true;
            int at = turn.lines.size() - 1;
            if (!ofEveryVariant(turn, at, count)) {
                Counting.set(turn, at, count);
            }
            return true;
        }
        if (turn.lines.isEmpty()) {
            List<Line> all = turn.askedAbout.isEmpty()
                    ? turn.listed.stream()
                            .map(id -> new Line(List.of(id), null, null, "", null))
                            .toList()
                    : turn.askedAbout;
            all.forEach(line -> turn.take(line.times(null)));
        }
        turn.numberUsed = !turn.lines.isEmpty();
        if (!ofEachLine(turn) && turn.waitsFor(Kind.VARIANT) && ofEveryVariant(turn, LineInHand.meant(turn), count)) {
            return true;
        }
        if (turn.lines.size() == 1 && turn.lines.getFirst().variant() != null && !ofAll(turn)) {
            return eachOfTwo(turn, count);
        }
        // "one each", to "how many?": of those that have no count yet
        boolean rest = turn.waitsFor(Kind.QUANTITY)
                && turn.heard.named().isEmpty()
                && turn.lines.stream().filter(line -> line.quantity() == null).count() > 1;
        for (int i = turn.lines.size() - 1; i >= 0; i--) {
            boolean lacks = !rest || turn.lines.get(i).quantity() == null;
            if (lacks && eachMeans(turn.heard, turn.lines.get(i))) {
                Counting.set(turn, i, count);
            }
        }
        return turn.numberUsed;
    }

    /// "Hats in pink and blue, one of each": what is named, where something is, and not what else is ordered.
    private static boolean eachMeans(Heard heard, Line line) {
        List<UUID> named =
                heard.named().stream().flatMap(item -> item.products().stream()).toList();
        return named.isEmpty() || line.products().stream().anyMatch(named::contains);
    }

    /// "Or one of each", of coconut that was vanilla a moment ago, or of a thing that comes in two.
    private static boolean eachOfTwo(Turn turn, int count) {
        Line line = turn.lines.getFirst();
        Product product = turn.product(line.product()).orElse(null);
        List<UUID> others = turn.before.earlier().stream()
                .filter(other -> other.products().equals(line.products()))
                .map(Line::variant)
                .filter(variant -> variant != null && !variant.equals(line.variant()))
                .distinct()
                .toList();
        List<UUID> two = product == null || others.size() == 1
                ? others
                : product.sellable().stream()
                        .map(Variant::id)
                        .filter(variant -> !variant.equals(line.variant()))
                        .toList();
        turn.numberUsed = two.size() == 1;
        if (turn.numberUsed) {
            Counting.set(turn, 0, count);
            boolean counts = turn.lines.getFirst().pieces() == count;
            if (counts) {
                turn.take(line.in(two.getFirst()).times(count));
            }
        }
        return turn.numberUsed;
    }

    /// "One of each", to "Clear or Peach Shimmer?", or when both were told.
    static boolean ofEveryVariant(Turn turn, int at, int count) {
        Line line = at < 0 ? null : turn.lines.get(at);
        Product product = line == null ? null : turn.product(line.product()).orElse(null);
        if (line == null || product == null || line.variant() != null || count < 1 || count > Turn.PIECES_MAX) {
            return false;
        }
        // what is offered: another variant may be sold out
        List<Variant> wanted = turn.offer.inStock(product);
        if (wanted.size() < 2 || wanted.size() > EACH_MAX || turn.lines.size() + wanted.size() > Turn.LINES_MAX) {
            return false;
        }
        Slots.everyVariant(turn, at, line.times(count), wanted);
        return true;
    }

    /// Variants that are all wanted when that is said; more are asked for one by one.
    private static final int EACH_MAX = 6;

    /// "Ok 2 of those", "add the biggest one", of what was told, beside an order too: they come to it.
    private static boolean isOfTold(Turn turn) {
        Heard heard = turn.heard;
        UUID told = turn.before.focus();
        boolean another = told != null
                && heard.items().isEmpty()
                && turn.lines.size() < Turn.LINES_MAX
                && turn.product(told).isPresent()
                && !ordered(turn, told)
                && !turn.onlyAsks()
                && !heard.wants(Intent.REMOVE_FROM_CART);
        boolean beside = another
                && !turn.lines.isEmpty()
                && turn.lines.stream().noneMatch(line -> line.products().contains(told));
        Integer said = heard.loose().count();
        boolean counted = said != null && !turn.numberUsed && said > 0 && said <= Turn.PIECES_MAX;
        // "do you have sheets?", "yes, one", when nobody asked how many
        boolean agreed = beside
                && counted
                && (heard.yes() || Signs.puts(heard.text()) && !turn.more())
                && turn.waitsFor(Kind.LOCATION, Kind.CONFIRM);
        // "and clear gloss?", "one": nothing else is said
        boolean alone = beside
                && counted
                && !heard.manner().correction()
                && !turn.more()
                && heard.loose().variants().isEmpty()
                && heard.details().place() == null
                && turn.waitsFor(Kind.LOCATION, Kind.CONFIRM)
                && Signs.plain(heard.text()).split(" ").length <= ALONE_MAX
                && !heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
        return another
                && (Signs.ofThat(heard.text()) && counted
                        || alone
                        || agreed
                        || beside && turn.adds() && (addsAlone(heard) || !turn.more() && (counted || picks(heard))));
    }

    private static final int ALONE_MAX = 3;

    /// "How much is the belt?", "ok add it".
    private static boolean addsAlone(Heard heard) {
        return heard.loose().count() == null
                && !picks(heard)
                && heard.loose().sought() == null
                && (heard.details().place() == null || heard.details().placeSaid());
    }

    private static boolean picks(Heard heard) {
        return heard.loose().pick() != null || !heard.loose().variants().isEmpty();
    }

    private static boolean told(Turn turn) {
        Heard heard = turn.heard;
        Product told = turn.product(turn.before.focus()).orElseThrow();
        UUID variant = picks(heard) ? null : TakingUp.offered(turn, told.id());
        turn.take(new Line(List.of(told.id()), variant, null, told.name(), null));
        int at = turn.lines.size() - 1;
        if (picks(heard)) {
            Slots.pickVariant(turn, at);
        }
        Integer count = heard.loose().count();
        if (count != null && !turn.numberUsed) {
            turn.numberUsed = true;
            Counting.give(turn, at, count, heard.loose().quantity() != null || !turn.adds(), false, false);
        }
        turn.itemsUsed = true;
        return true;
    }
}

package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.BySize;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which line of the order something named is of, and what becomes of that line.
final class NamedLine {
    private NamedLine() {}

    static int existing(Turn turn, Item item, int known) {
        if (turn.heard.comesNotSo(item)) {
            return -1;
        }
        boolean anew =
                turn.heard.wants(Intent.ADD_TO_CART) && !item.variants().isEmpty() && !correctsBesideAdded(turn, item);
        int same = ofOthersToo(turn) ? inVariant(turn, item) : -1;
        if (same >= 0) {
            return same;
        }
        for (int i = turn.lines.size() - 1; i >= 0; i--) {
            Line line = turn.lines.get(i);
            boolean sameProduct = item.products().isEmpty()
                    ? line.product() != null
                            && !Collections.disjoint(Edits.productsWith(turn, item.variants()), line.products())
                    : !Collections.disjoint(line.products(), item.products());
            boolean fits = item.variants().isEmpty()
                    || line.variant() == null
                    || item.variants().contains(line.variant());
            // "yes but the cream paint": said of what was shown
            boolean exceptThat = turn.heard.manner().but() && item.quantity() == null && turn.waitsFor(Kind.CONFIRM);
            // "no, 1 red and 1 blue", of 2 red: the blue one does not become of the red one
            boolean saidBeside = saidBeside(turn, item, line);
            // "just the small knife", of the big one that was shown
            boolean onlyThat = turn.waitsFor(Kind.CONFIRM, Kind.LOCATION)
                    && item.variants().size() == 1
                    && turn.heard.change().is(Extent.ONLY);
            // "the vase in brown", of the white one that is ordered
            boolean rather = othersToo(turn)
                    && (item.quantity() == null || turn.heard.change().is(Extent.SOME))
                    && !item.products().isEmpty()
                    && !turn.heard.manner().more()
                    && !turn.asks()
                    && (!goesOn(turn) || remakes(turn, item));
            // "no strawberry, apricot rather", of strawberry and fig: the fig stays
            boolean anotherGoes = turn.heard.refused().stream()
                    .anyMatch(refused -> !refused.variants().isEmpty()
                            && refused.products().equals(line.products())
                            && !refused.variants().contains(line.variant()));
            boolean corrects = !anotherGoes
                    && (turn.heard.manner().correction() || exceptThat || onlyThat || rather)
                    && !anew
                    && !saidBeside;
            boolean besideIt = i >= known && line.product() == null;
            if (sameProduct && !besideIt && (fits || corrects && sameProductLines(turn, line) == 1)) {
                return i;
            }
        }
        return -1;
    }

    /// "1 Ruby Red and 1 Dusty Rose then", of a red one and one whose shade was asked: the red one is that.
    private static boolean ofOthersToo(Turn turn) {
        return turn.heard.named().size() > 1;
    }

    private static int inVariant(Turn turn, Item item) {
        return IntStream.range(0, item.variants().size() == 1 ? turn.lines.size() : 0)
                .filter(i -> item.variants().getFirst().equals(turn.lines.get(i).variant()))
                .findFirst()
                .orElse(-1);
    }

    /// "The jumper in L rather, and add the belt": what is added is the other one.
    private static boolean correctsBesideAdded(Turn turn, Item item) {
        return turn.heard.manner().correction()
                && ordered(turn, item)
                && turn.heard.named().stream()
                        .anyMatch(other -> !other.products().isEmpty() && !ordered(turn, other));
    }

    static boolean ordered(Turn turn, Item item) {
        return turn.before.lines().stream().anyMatch(line -> !Collections.disjoint(line.products(), item.products()));
    }

    /// "And a black one": more is ordered. Between two that are ordered already the word only joins them.
    static boolean goesOn(Turn turn) {
        String text = turn.heard.text().strip();
        // "mặt nạ" holds no "na"
        return Signs.goesOn(
                turn.heard.named().size() == 1
                        ? text.replace(turn.heard.named().getFirst().words(), " ")
                        : text.split("\\s+")[0]);
    }

    /// "Et les fils, *mettez* des blancs": what is ordered is named and put into another colour, and counted no more.
    private static boolean remakes(Turn turn, Item item) {
        return turn.heard.wants(Intent.UPDATE_CART)
                && !turn.heard.wants(Intent.ADD_TO_CART)
                && turn.heard.named().size() == 1
                && item.quantity() == null
                && !item.words().isEmpty();
    }

    /// "1 red and 1 blue", of 2 red: what is ordered is named beside it.
    private static boolean saidBeside(Turn turn, Item item, Line line) {
        return line.variant() != null
                && turn.heard.named().stream()
                        .anyMatch(other -> other != item && other.variants().contains(line.variant()));
    }

    /// "Uke in natural, picks in heavy": all that is named is ordered already, or it is one thing.
    private static boolean othersToo(Turn turn) {
        return turn.heard.named().size() == 1
                || turn.heard.named().stream()
                        .allMatch(item -> (item.quantity() == null
                                        || turn.heard.change().is(Extent.SOME))
                                && item.variants().size() == 1
                                && turn.before.lines().stream()
                                                .filter(line -> line.products().equals(item.products()))
                                                .count()
                                        == 1);
    }

    private static long sameProductLines(Turn turn, Line of) {
        return turn.lines.stream()
                .filter(line -> line.products().equals(of.products()))
                .count();
    }

    /// "Change one to peacock and the other thing to wine": of two, one becomes the other variant.
    private static boolean someOf(Turn turn, Line line, Item item, UUID variant) {
        Integer pieces = item.quantity();
        return pieces != null
                && (turn.heard.change().is(Extent.SOME)
                        || pieces == 1 && !turn.heard.change().is(Extent.ONLY))
                && turn.heard.named().size() > 1
                && line.variant() != null
                && !variant.equals(line.variant())
                && pieces < line.pieces()
                && !saidBeside(turn, item, line);
    }

    static boolean update(Turn turn, int at, Item item, @Nullable Integer quantity) {
        Line line = turn.lines.get(at);
        if (line.product() == null) {
            List<UUID> both =
                    line.products().stream().filter(item.products()::contains).toList();
            line = new Line(both.isEmpty() ? item.products() : both, null, line.quantity(), item.words(), null);
        }
        UUID product = line.product();
        UUID variant = product == null ? null : Edits.only(turn, product, item.variants());
        variant = variant == null && product != null ? inOtherSize(turn, product, item) : variant;
        if (variant != null && someOf(turn, line, item, variant)) {
            Changes.some(turn, line, Objects.requireNonNull(item.quantity()), variant, item);
            return true;
        }
        // "9W. add a tester": which one was asked, and another thing comes to it
        boolean answers = variant != null
                && line.variant() == null
                && turn.waitsFor(Kind.VARIANT)
                && turn.heard.named().size() > 1;
        if (variant != null && !variant.equals(line.variant())) {
            line = line.in(variant);
        }
        turn.set(at, line);
        boolean only = turn.heard.items().size() == 1 && item.quantity() == null;
        // "simiti punguza mbili": the count stands behind what takes it off
        Integer fewer = only ? turn.heard.change().pieces() : item.quantity();
        // "bớt 1 hộp bánh, thêm 1 gói cà phê": what is fewer is the other thing
        boolean ofOther = turn.heard.refused().stream().anyMatch(refused -> refused.quantity() != null);
        Integer lessened = ofOther ? null : Counting.lessened(turn, line, fewer);
        if (lessened != null) {
            Counting.lessen(turn, at, lessened);
        } else if (!ofOther && Counting.tooManyFewer(turn, line, fewer)) {
            turn.set(at, line.times(null));
        } else if (quantity != null) {
            // "just 1 refill, and add 1 tin": the tin is what comes to it
            boolean justThat = turn.heard.change().is(Extent.ONLY)
                    && (turn.heard.named().size() > 1
                            || !turn.more() && line.pieces() > 0 && quantity <= line.pieces());
            boolean adds = (turn.more() || turn.adds() && item.quantity() != null)
                    && !besideAdded(turn, item, line)
                    && !setsBehindAdded(turn, item)
                    && !setsBeforeAdded(turn, item)
                    && !Edits.saidAnew(turn);
            // "sorry, one pair of gloves. and add soil": the soil is what comes to it
            boolean mended = turn.heard.manner().correction()
                    && !turn.more()
                    && turn.heard.named().size() > 1
                    && item != turn.heard.named().getLast();
            // a variant beside it, or no count before: it can only be how many
            boolean pieces = !item.variants().isEmpty() || line.quantity() == null || item.quantity() == null;
            Counting.give(turn, at, quantity, pieces, true, adds && !justThat && !mended);
        } else if (line.quantity() != null && turn.heard.change().is(Extent.TWICE)) {
            Counting.set(turn, at, 2 * line.pieces());
        } else if (turn.more()
                && !answers
                && line.quantity() != null
                && !askedBeside(turn, item)
                && !turn.heard.change().is(Extent.ONLY)) {
            Counting.set(turn, at, line.pieces() + 1);
        }
        return true;
    }

    /// "Thêm 1 đèn bàn nữa, *ghế* bảo hành bao lâu": another thing is counted, and of this one something is asked.
    private static boolean askedBeside(Turn turn, Item item) {
        return item.quantity() == null
                && turn.heard.wantsAny(Intent.PRODUCT_INQUIRY, Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK)
                && turn.heard.named().stream().anyMatch(other -> other != item && other.quantity() != null);
    }

    /// "The butter, two *big* ones instead", of small ones that are ordered.
    private static @Nullable UUID inOtherSize(Turn turn, UUID product, Item item) {
        Heard.Pick pick = turn.heard.loose().pick();
        boolean sized = pick != null
                && pick.bySize()
                && item.variants().isEmpty()
                && turn.heard.named().size() == 1
                && turn.heard.manner().correction()
                && !turn.pickUsed;
        if (!sized || pick == null) {
            return null;
        }
        turn.pickUsed = true;
        return turn.offer
                .catalogue()
                .product(product)
                .flatMap(of -> BySize.order(of.sellable())
                        .flatMap(order -> pick.kind().equals("biggest")
                                ? of.sellable().stream().max(order)
                                : of.sellable().stream().min(order)))
                .map(Variant::id)
                .orElse(null);
    }

    /// "Add one turmeric to *the 3 black soaps*", of 3 that are ordered: what is added is the other one.
    private static boolean besideAdded(Turn turn, Item item, Line line) {
        return !turn.more()
                && item == turn.heard.named().getLast()
                && turn.heard.named().size() > 1
                && item.quantity() != null
                && item.quantity() > 1
                && item.quantity().equals(line.quantity())
                && turn.heard.named().stream().anyMatch(other -> !ordered(turn, other));
    }

    /// "Thêm tương ớt, *chè 3 phần*", of 2 that are ordered: what is added is new, and the count stands behind
    /// this one.
    private static boolean setsBehindAdded(Turn turn, Item item) {
        return item != turn.heard.named().getFirst()
                && countBehind(item)
                && ordered(turn, item)
                && !ordered(turn, turn.heard.named().getFirst());
    }

    /// "*Make the tails 5* and add 2 more kites": its count stands behind it, and what is added is named last.
    private static boolean setsBeforeAdded(Turn turn, Item item) {
        return turn.heard.wants(Intent.UPDATE_CART)
                && item != turn.heard.named().getLast()
                && countBehind(item)
                && (!countBehind(turn.heard.named().getLast()) || saysToAdd(turn))
                && ordered(turn, item);
    }

    /// "Eka soap 4 na *uongeze* scrub moja": in a word that only adds, what is not ordered yet.
    private static boolean saysToAdd(Turn turn) {
        return !ordered(turn, turn.heard.named().getLast())
                && turn.heard.meanings().stream()
                        .anyMatch(meaning ->
                                meaning.intent() == Intent.ADD_TO_CART && meaning.confidence() >= Edits.SURE_TO_ADD);
    }

    private static boolean countBehind(Item item) {
        return item.words().strip().endsWith(" " + item.quantity());
    }
}

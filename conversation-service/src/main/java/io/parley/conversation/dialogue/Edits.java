package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.BySize;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Changes to the order: at any point, in any order, several at once.
final class Edits {
    private Edits() {}

    static boolean apply(Turn turn) {
        boolean used = edits(turn);
        turn.joinSame();
        tellGone(turn);
        if (saidAnew(turn) && turn.heard.refused().stream().noneMatch(item -> ordered(turn, item))) {
            // shown once more, as it was or as it has become
            turn.open = null;
            turn.changed = true;
        }
        LateChange.settle(turn);
        return used || turn.reopened;
    }

    /// "Not the gloss, the serum. 2 serums and 1 gloss": what stands after all was not taken out.
    private static void tellGone(Turn turn) {
        Set<String> there = turn.lines.stream().map(turn::title).collect(Collectors.toSet());
        turn.acts.replaceAll(act -> act instanceof Act.Removed(List<String> titles)
                ? new Act.Removed(
                        titles.stream().filter(title -> !there.contains(title)).toList())
                : act);
        turn.acts.removeIf(act -> act instanceof Act.Removed(List<String> titles) && titles.isEmpty());
    }

    private static boolean edits(Turn turn) {
        Heard heard = turn.heard;
        boolean moreAndFewer =
                turn.more() && heard.change().is(Extent.FEWER) && heard.named().size() > 1;
        if (moreAndFewer) {
            turn.say(new Act.AskWhatToChange());
            turn.ask(Kind.WHAT_TO_CHANGE, null, null, 0, List.of());
            return true;
        }
        if (NewOrder.begin(turn)) {
            return true;
        }
        boolean keepsOrder = turn.changesOrder()
                && heard.change().is(Extent.BACK)
                && heard.items().isEmpty()
                && heard.loose().count() == null
                && !heard.manner().question();
        if (keepsOrder || LateChange.keepsPlaced(turn)) {
            // "leave the order as it was", whatever is being asked about the change
            LateChange.drop(turn);
            return true;
        }
        if (TakenBack.apply(turn)) {
            WhereTo.place(turn);
            return true;
        }
        boolean nothingNamed =
                heard.items().isEmpty() && heard.loose().variants().isEmpty();
        if ((cancels(turn) || turn.before.lacked() && nothingNamed) && leavesTold(turn)) {
            WhereTo.place(turn);
            return true;
        }
        if (cancels(turn)) {
            return Leaving.cancel(turn);
        }
        // "giao về 12 Nguyễn Trãi như cũ": of an order that is being changed nothing is ordered again
        // "1 Ruby Red and 1 Dusty Rose, same address", of what is being put together
        boolean same = turn.captured == null && turn.place != null && !turn.lines.isEmpty();
        boolean again = heard.manner().sameAgain() && !turn.changesOrder() && !same;
        if (again) {
            Leaving.sameAgain(turn);
        }
        boolean used = !again && LateChange.begin(turn);
        if (used || again && turn.lines.isEmpty()) {
            return true;
        }
        if (Counts.reaches(turn)) {
            WhereTo.place(turn);
            return true;
        }
        Integer inherited = heard.named().isEmpty() ? null : Removals.quantityOfRefused(turn);
        boolean becomes = Changes.apply(turn);
        used = again | (becomes && heard.refused().isEmpty() ? becomes : Removals.apply(turn));
        if (becomes || Several.apply(turn) || TakingUp.bothTold(turn)) {
            WhereTo.place(turn);
            return true;
        }
        boolean orders = orders(turn);
        if (orders) {
            used |= TakingUp.takesAllAndMore(turn) || Counts.beforeNamed(turn);
            int known = turn.lines.size();
            for (Item item : heard.named()) {
                used |= want(turn, item, inherited, known);
            }
            used |= TakingUp.othersToo(turn, known) | TakingUp.anyOfTaken(turn, known);
            Several.onlyThese(turn);
            used |= TakingUp.takesAll(turn) || TakingUp.pickListed(turn);
        }
        used |= !orders && TakingUp.takesAll(turn);
        used |= TakingUp.pickSized(turn);
        used |= Counts.alone(turn, orders);
        used |= LineInHand.loose(turn);
        return WhereTo.place(turn) || used;
    }

    private static boolean cancels(Turn turn) {
        // "gói 20 thôi ko lấy" leaves out no more than that
        boolean some = turn.heard.loose().count() != null && turn.lines.size() > 1;
        return turn.heard.wantsAny(Intent.CANCEL_ORDER, Intent.CLEAR_CART)
                && !some
                && turn.heard.items().isEmpty()
                && turn.heard.loose().variants().isEmpty();
    }

    /// "Does the collar come in red?", "nah leave it", beside a harness that is ordered; or "never mind then", of what
    /// is not to be had.
    private static boolean leavesTold(Turn turn) {
        UUID told = turn.before.focus();
        boolean another = told != null
                && !turn.waitsFor(Kind.CONFIRM)
                && turn.lines.stream().noneMatch(line -> line.products().contains(told));
        return (another || turn.before.lacked()) && !turn.lines.isEmpty() && Signs.leavesIt(turn.heard.text());
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
        if (wants && complainsOnly(heard)) {
            return true;
        }
        boolean counted = heard.named().stream().anyMatch(item -> item.quantity() != null);
        // "3 soaps and no gift set": what is left out beside is no reason to leave out the rest
        boolean withoutSomething = turn.lines.isEmpty() && heard.wants(Intent.REMOVE_FROM_CART);
        if ((turn.ownAnswer || withoutSomething || countsBesideRefused(turn) || makesBesideRefused(turn))
                && counted
                && !asks) {
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
        boolean rather = onlyInquiry
                && heard.manner().correction()
                && (!heard.manner().question() || heard.wantsAny(Intent.DELIVERY_QUESTION, Intent.PAYMENT_QUESTION))
                && inAnotherVariant(turn);
        if (wants && (!asks || rather || counted && !heard.wantsAny(Intent.COMPARE))) {
            return true;
        }
        return !turn.lines.isEmpty()
                && onlyInquiry
                && !heard.manner().question()
                && heard.meanings().stream().allMatch(m -> m.confidence() < 0.8 || m.intent() == Intent.CONFIRM);
    }

    /// "That is a bit dear, give me the small one": what is wanted beside a word about the price.
    private static boolean complainsOnly(Heard heard) {
        return heard.wants(Intent.DISCOUNT_QUESTION)
                && heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART)
                && !heard.named().isEmpty()
                && heard.refused().isEmpty()
                && !heard.manner().question()
                && !heard.manner().but()
                && heard.details().priceLimit() == null
                && !heard.wantsAny(
                        Intent.PRICE_CHECK,
                        Intent.AVAILABILITY_CHECK,
                        Intent.PRODUCT_INQUIRY,
                        Intent.COMPARE,
                        Intent.RECOMMEND);
    }

    /// "The flask, I wanted it in 750": of the one in 500 that is ordered.
    private static boolean inAnotherVariant(Turn turn) {
        return turn.heard.named().stream()
                .allMatch(item -> !item.variants().isEmpty()
                        && turn.lines.stream()
                                .anyMatch(line -> !Collections.disjoint(line.products(), item.products())));
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

    /// "Remove the gloss, make the soap two"
    private static boolean makesBesideRefused(Turn turn) {
        Heard heard = turn.heard;
        return !heard.refused().isEmpty()
                && heard.wants(Intent.REMOVE_FROM_CART)
                && !heard.manner().question()
                && Signs.makes(heard.text());
    }

    /// "The 44, 43 is tight": a number that a size is called counts nothing beside another size.
    private static boolean counted(Turn turn, Item item) {
        Integer count = item.quantity();
        return count != null
                && (count < Heard.Loose.SIZE_LEAST
                        || item.variants().isEmpty()
                        || turn.before.lines().stream()
                                .flatMap(line -> turn.product(line.product()).stream())
                                .flatMap(product -> product.sellable().stream())
                                .filter(variant -> !item.variants().contains(variant.id()))
                                .noneMatch(variant -> variant.name().equals(Integer.toString(count))));
    }

    /// @param known how many lines there were before this message
    private static boolean want(Turn turn, Item item, @Nullable Integer inherited, int known) {
        turn.itemsUsed = true;
        if ((item.quantity() == null || counted(turn, item)) && Portions.split(turn, item)) {
            return true;
        }
        Integer quantity = counted(turn, item) ? item.quantity() : inherited != null ? inherited : turn.countWaiting();
        quantity = item.quantity() == null ? Counts.rest(turn, item, quantity) : quantity;
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
        quantity = quantity == null ? quantityOfReplaced(turn, products) : quantity;
        quantity = quantity == null ? Counts.behindNamed(turn) : quantity;
        quantity = quantity == null && turn.heard.manner().correction() ? TakenBack.count(turn, products) : quantity;
        products = narrowed(turn, products);
        if (Several.eachOf(turn, item, products, quantity)) {
            return true;
        }
        UUID variant = products.size() == 1 ? only(turn, products.getFirst(), item.variants()) : null;
        if (variant == null && item.variants().isEmpty() && products.size() == 1) {
            variant = TakingUp.offered(turn, products.getFirst());
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

    /// "No, keep the two soaps and add one lipstick", of both that were shown: all of it is said anew, and nothing
    /// comes to it.
    private static boolean saidAnew(Turn turn) {
        return turn.heard.no()
                && turn.waitsFor(Kind.CONFIRM)
                && !turn.more()
                && turn.before.lines().size() > 1
                && turn.before.lines().stream()
                        .allMatch(line -> turn.heard.named().stream()
                                .anyMatch(item -> !Collections.disjoint(item.products(), line.products())));
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

    /// "Actually the serum", while it is asked how many creams, or where they go: instead of them.
    private static @Nullable Integer quantityOfReplaced(Turn turn, List<UUID> products) {
        Heard heard = turn.heard;
        Question open = turn.open;
        boolean instead = open != null
                && (open.kind() == Kind.QUANTITY || open.kind() == Kind.VARIANT || ofTheOnly(turn, open))
                && heard.manner().correction()
                && !heard.manner().more()
                && !heard.manner().question()
                && !heard.wants(Intent.ADD_TO_CART)
                && heard.items().size() == 1
                && !goesOn(turn)
                && turn.lines.stream().noneMatch(line -> !Collections.disjoint(line.products(), products));
        int at = instead ? turn.lineInHand() : -1;
        return at < 0 ? null : turn.lines.remove(at).quantity();
    }

    /// Where to, of one thing.
    private static boolean ofTheOnly(Turn turn, Question open) {
        return open.kind() == Kind.LOCATION && turn.lines.size() == 1;
    }

    /// What cannot be sold now does not stand in the way of what can.
    private static List<UUID> narrowed(Turn turn, List<UUID> products) {
        List<UUID> sold =
                products.stream().filter(id -> turn.product(id).isPresent()).toList();
        return sold.isEmpty() ? products : sold;
    }

    private static int existing(Turn turn, Item item, int known) {
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
                            && !Collections.disjoint(productsWith(turn, item.variants()), line.products())
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

    private static boolean ordered(Turn turn, Item item) {
        return turn.before.lines().stream().anyMatch(line -> !Collections.disjoint(line.products(), item.products()));
    }

    /// "And a black one": more is ordered. Between two that are ordered already the word only joins them.
    private static boolean goesOn(Turn turn) {
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

    private static boolean update(Turn turn, int at, Item item, @Nullable Integer quantity) {
        Line line = turn.lines.get(at);
        if (line.product() == null) {
            List<UUID> both =
                    line.products().stream().filter(item.products()::contains).toList();
            line = new Line(both.isEmpty() ? item.products() : both, null, line.quantity(), item.words(), null);
        }
        UUID product = line.product();
        UUID variant = product == null ? null : only(turn, product, item.variants());
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
                    && !saidAnew(turn);
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
                                meaning.intent() == Intent.ADD_TO_CART && meaning.confidence() >= SURE_TO_ADD);
    }

    private static final double SURE_TO_ADD = 0.8;

    private static boolean countBehind(Item item) {
        return item.words().strip().endsWith(" " + item.quantity());
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

    static List<UUID> productsWith(Turn turn, List<UUID> variants) {
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

    /// "If you reduce it I take five", "is it cheaper if I take two?"
    static boolean bargains(Heard heard) {
        return heard.wants(Intent.DISCOUNT_QUESTION)
                && (heard.manner().but() || heard.manner().question() && !heard.wants(Intent.UPDATE_CART));
    }
}

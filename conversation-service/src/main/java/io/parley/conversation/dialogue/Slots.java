package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What answers the open question.
final class Slots {
    private Slots() {}

    /// @return whether something was used
    static boolean fill(Turn turn) {
        boolean used = turn.heard.tap() != null && Tapped.fill(turn, turn.heard.tap());
        Question open = turn.open;
        if (open == null || turn.heard.tap() != null) {
            return used;
        }
        return switch (open.kind()) {
            case PRODUCT -> product(turn, open);
            case VARIANT -> variant(turn);
            case QUANTITY -> quantity(turn);
            case TAKE_LESS -> takeLess(turn, open);
            case PIECES_OR_SIZE -> piecesOrSize(turn, open);
            case WANT_IT -> wantIt(turn, open);
            case WHAT_TO_CHANGE -> whatToChange(turn);
            case AGE -> Ages.answered(turn, open);
            case WAIT -> Waiting.answered(turn, open);
            case CANCEL_ORDER -> LateChange.answered(turn);
            case LOCATION, CONFIRM, WHICH_ORDER -> false;
        };
    }

    /// "The second one", "both" after a list; names are left to the edits.
    private static boolean product(Turn turn, Question open) {
        Pick pick = turn.heard.loose().pick();
        Integer each = turn.heard.manner().each() ? turn.heard.loose().count() : null;
        if (pick == null && each == null || !turn.heard.items().isEmpty()) {
            return false;
        }
        List<Product> options =
                open.options().stream().flatMap(id -> turn.product(id).stream()).toList();
        List<Product> picked = each == null ? Picks.products(turn.heard.loose().picks(), options, turn.offer) : options;
        turn.pickUsed = !picked.isEmpty();
        if (pick != null && pick.kind().equals("both") && wanted(turn) == picked.size()) {
            // "2 soaps", "both"
            each = 1;
        }
        boolean first = true;
        for (Product product : picked) {
            if (first) {
                Tapped.chosen(turn, product);
            } else {
                turn.take(new Line(List.of(product.id()), null, null, product.name(), null));
            }
            first = false;
        }
        List<UUID> chosen = ids(picked);
        for (int i = 0; each != null && i < turn.lines.size(); i++) {
            if (chosen.contains(turn.lines.get(i).product())) {
                Counting.set(turn, i, each);
                turn.numberUsed = true;
            }
        }
        looseCount(turn);
        return turn.pickUsed;
    }

    /// As many as are wanted of what is not clear yet.
    private static int wanted(Turn turn) {
        return turn.lines.stream()
                .filter(line -> line.product() == null)
                .mapToInt(Line::pieces)
                .sum();
    }

    private static boolean variant(Turn turn) {
        int at = turn.lineInHand();
        if (at < 0 || Counts.ofEachLine(turn)) {
            return false;
        }
        if (ofEach(turn, at) || eachIn(turn)) {
            return true;
        }
        if (takesTold(turn, at) || Pointed.asksOfAnother(turn, at)) {
            return true;
        }
        // "how much are the two?" asks, and picks nothing yet
        boolean used = !turn.onlyAsks() && !Ordering.bargains(turn.heard) && pickVariant(turn, at);
        return looseCount(turn) || used;
    }

    /// "60mm, how much for 3?", then "okay, bring 3": the one that was told.
    private static boolean takesTold(Turn turn, int at) {
        Heard heard = turn.heard;
        UUID told = turn.told;
        UUID variant = told == null ? null : Edits.only(turn, turn.lines.get(at).product(), List.of(told));
        boolean takes = variant != null
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && heard.loose().picks().isEmpty()
                && (heard.yes()
                        || heard.wants(Intent.BUYING_INTENT)
                        || heard.loose().count() != null)
                && !turn.onlyAsks()
                && !heard.manner().but();
        if (takes) {
            turn.set(at, turn.lines.get(at).in(variant));
            looseCount(turn);
        }
        return takes;
    }

    /// "Both black", "100g of each", "the small one of each", of several things of which it is not known which:
    /// each so.
    private static boolean eachIn(Turn turn) {
        Heard.Loose loose = turn.heard.loose();
        boolean each = turn.heard.manner().each() && loose.count() == null;
        boolean both = loose.pick() != null && loose.pick().kind().equals("both");
        if (!each && !both || turn.onlyAsks()) {
            return false;
        }
        List<Integer> open = IntStream.range(0, turn.lines.size())
                .filter(i -> turn.lines.get(i).variant() == null)
                .boxed()
                .toList();
        List<Integer> named = open.stream()
                .filter(i -> Edits.only(turn, turn.lines.get(i).product(), loose.variants()) != null)
                .toList();
        if (named.size() > 1) {
            named.forEach(i -> turn.set(
                    i, turn.lines.get(i).in(Edits.only(turn, turn.lines.get(i).product(), loose.variants()))));
            turn.variantsUsed = true;
            turn.pickUsed = true;
            return true;
        }
        return each
                && loose.pick() != null
                && open.size() > 1
                && open.stream().filter(i -> pickVariant(turn, i)).count() > 0;
    }

    /// "One of each size".
    private static boolean ofEach(Turn turn, int at) {
        // "rice 5 kg, oil 1 litre, one of each": of those that are named
        boolean named =
                turn.heard.named().stream().anyMatch(item -> !item.variants().isEmpty());
        Integer count =
                turn.heard.manner().each() && !named ? turn.heard.loose().count() : null;
        boolean ofEach = count != null && Counts.ofEveryVariant(turn, at, count);
        turn.numberUsed |= ofEach;
        return ofEach;
    }

    /// "Jungle, space and farm, one each": of what is offered the ones that are named.
    private static boolean eachNamed(Turn turn, int at, Product product) {
        Heard.Loose loose = turn.heard.loose();
        List<Variant> named = product.sellable().stream()
                .filter(variant -> loose.variants().contains(variant.id()))
                .toList();
        Integer count = loose.count();
        boolean sensible = count == null || count > 0 && count <= Turn.PIECES_MAX;
        if (named.size() < 2 || !turn.heard.manner().each() || !sensible) {
            return false;
        }
        everyVariant(
                turn,
                at,
                count == null ? turn.lines.get(at) : turn.lines.get(at).times(count),
                named);
        turn.variantsUsed = true;
        turn.numberUsed = true;
        return true;
    }

    /// A variant of the line in hand, by name or by a way to choose.
    static boolean pickVariant(Turn turn, int at) {
        Line line = turn.lines.get(at);
        Product product = turn.product(line.product()).orElse(null);
        if (product == null) {
            return false;
        }
        List<Variant> sellable = product.sellable();
        List<UUID> named = turn.heard.loose().variants().stream()
                .filter(id -> sellable.stream().anyMatch(v -> v.id().equals(id)))
                .toList();
        Pick pick = turn.heard.loose().pick();
        UUID chosen = null;
        // "any colour", of the 42 that was told
        UUID told = pick != null && pick.any() && line.variant() == null ? TakingUp.offered(turn, product.id()) : null;
        if (named.isEmpty() && told != null) {
            chosen = told;
            turn.pickUsed = true;
        } else if (named.size() == 1) {
            chosen = named.getFirst();
            turn.variantsUsed = true;
        } else if (named.size() == 2 && turn.heard.manner().correction() && named.contains(line.variant())) {
            // "sorry, did I say medium? make it large"
            chosen = named.getFirst().equals(line.variant()) ? named.getLast() : named.getFirst();
            turn.variantsUsed = true;
        } else if (pick != null && ofNothingElse(turn, product) && !(pick.any() && line.variant() != null)) {
            // "fine whatever comes" leaves a size that was chosen as it is
            if (pick.kind().equals("both") && sellable.size() == 2 && line.variant() == null) {
                turn.pickUsed = true;
                everyVariant(turn, at, line.pieces() == 2 ? line.times(1) : line, sellable);
                return true;
            }
            chosen = Picks.variant(pick, sellable, line.variant(), turn.offer)
                    .map(Variant::id)
                    .orElse(null);
            turn.pickUsed = chosen != null;
        }
        if (chosen == null) {
            return false;
        }
        UUID variant = chosen;
        // "just the red one then", of what is still to be chosen beside a red one: that goes
        boolean open = line.variant() == null && turn.heard.change().is(Extent.ONLY);
        boolean there = (open || line.variant() != null)
                && !variant.equals(line.variant())
                && turn.lines.stream().anyMatch(other -> variant.equals(other.variant()));
        if (there) {
            return onlyThat(turn, product, variant);
        }
        turn.set(at, line.in(variant));
        return true;
    }

    /// "Just the small one", of two sizes that are ordered: the other goes.
    private static boolean onlyThat(Turn turn, Product product, UUID variant) {
        boolean only =
                turn.heard.change().is(Extent.ONLY) && !turn.heard.manner().question();
        if (only) {
            turn.lines.removeIf(line -> product.id().equals(line.product()) && !variant.equals(line.variant()));
            turn.changed = true;
        } else {
            turn.pickUsed = false;
            turn.variantsUsed = false;
        }
        return only;
    }

    /// "The big tin", of the cookies that are asked about: nothing else is named.
    private static boolean ofNothingElse(Turn turn, Product product) {
        return turn.heard.items().stream()
                .allMatch(item -> !item.negated()
                        && item.variants().isEmpty()
                        && item.products().equals(List.of(product.id())));
    }

    /// The line becomes one for each variant, as many of each.
    static void everyVariant(Turn turn, int at, Line each, List<Variant> variants) {
        turn.set(at, each.in(variants.getFirst().id()));
        variants.subList(1, variants.size()).forEach(variant -> turn.take(each.in(variant.id())));
    }

    /// "Two" beside an answer about something else.
    private static boolean looseCount(Turn turn) {
        Integer count = turn.heard.loose().count();
        int at = turn.lineInHand();
        if (count == null || at < 0 || turn.lines.get(at).quantity() != null) {
            return false;
        }
        turn.numberUsed = true;
        Counting.set(turn, at, count);
        return true;
    }

    private static boolean quantity(Turn turn) {
        int recounted = LineInHand.recounted(turn);
        int at = recounted < 0 ? turn.lineInHand() : recounted;
        Heard.Loose loose = turn.heard.loose();
        Integer count = loose.count();
        boolean ofAll = turn.heard.manner().each() && turn.lines.size() > 1;
        if (at < 0 || count == null || ofAll) {
            return false;
        }
        turn.numberUsed = true;
        // "1", to "how many of the 2 kg?", are pieces, though it comes by 1 kg too
        boolean pieces = loose.quantity() != null || count < Heard.Loose.SIZE_LEAST;
        Counting.give(turn, at, count, pieces, false, false);
        return true;
    }

    private static boolean piecesOrSize(Turn turn, Question open) {
        int at = lineOf(turn, open.product());
        if (at < 0) {
            return false;
        }
        Heard.Loose loose = turn.heard.loose();
        boolean pieces = loose.quantity() != null || mentionsPieces(turn.heard.text());
        boolean size = !loose.variants().isEmpty()
                || loose.pick() != null
                        && !loose.pick().kind().equals("both")
                        && loose.pick().index() == 2;
        boolean firstPick = loose.pick() != null && loose.pick().index() == 1;
        if (pieces || firstPick) {
            turn.numberUsed = true;
            turn.pickUsed = true;
            Counting.set(turn, at, loose.quantity() == null ? open.number() : loose.quantity());
            return true;
        }
        if (size) {
            turn.variantsUsed = true;
            turn.pickUsed = true;
            // "sorry, 38": another size than the one that was asked about
            UUID other = Edits.only(turn, open.product(), loose.variants());
            turn.set(at, turn.lines.get(at).in(other == null ? open.variant() : other));
            if (loose.number() != null) {
                turn.numberUsed = true;
                Counting.set(turn, at, loose.number());
            }
            return true;
        }
        if (loose.number() != null
                && loose.number() != open.number()
                && !turn.heard.manner().each()) {
            turn.numberUsed = true;
            if (loose.number() < Heard.Loose.SIZE_LEAST) {
                // "1": then the other number was the size
                turn.set(at, turn.lines.get(at).in(open.variant()));
            }
            Counting.set(turn, at, loose.number());
            return true;
        }
        return false;
    }

    private static boolean mentionsPieces(String text) {
        return PIECES.matcher(text).find();
    }

    private static final Pattern PIECES = Pattern.compile(
            "piece|pcs|pièce|vipande|cái|quantity|bottles", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static int lineOf(Turn turn, @Nullable UUID product) {
        for (int i = 0; i < turn.lines.size(); i++) {
            if (product != null && product.equals(turn.lines.get(i).product())) {
                return i;
            }
        }
        return -1;
    }

    static boolean takeLess(Turn turn, Question open) {
        int at = -1;
        for (int i = 0; i < turn.lines.size(); i++) {
            at = open.variant() != null
                            && open.variant().equals(turn.lines.get(i).variant())
                    ? i
                    : at;
        }
        if (at < 0) {
            return false;
        }
        if (Signs.notify(turn.heard.text()) || turn.heard.change().is(Extent.BACK)) {
            return false;
        }
        Integer count = turn.heard.loose().count();
        if (count != null) {
            turn.numberUsed = true;
            Counting.set(turn, at, count);
            return true;
        }
        // "just the two then", of two that are left
        Pick pick = turn.heard.loose().pick();
        boolean all = pick != null
                && pick.kind().equals("both")
                && !turn.heard.manner().question();
        if (all
                || turn.heard.yes()
                        && !turn.heard.manner().but()
                        && turn.heard.items().isEmpty()) {
            turn.set(at, turn.lines.get(at).times(open.number()));
            turn.open = null;
            return true;
        }
        if (turn.heard.no()
                && turn.heard.items().isEmpty()
                && turn.heard.loose().variants().isEmpty()) {
            String title = turn.title(turn.lines.get(at));
            turn.lines.remove(at);
            turn.changed = true;
            turn.open = null;
            turn.say(new Act.Removed(List.of(title)));
            return true;
        }
        return false;
    }

    /// "Add the turban too", "et le savon noir aussi": who orders something beside what was offered wants that as well.
    private static boolean joinsOffered(Turn turn) {
        Heard heard = turn.heard;
        return Signs.joinsOffered(heard.text())
                && heard.loose().equals(Heard.Loose.NOTHING)
                && !heard.manner().each()
                && !heard.manner().question()
                && heard.refused().isEmpty()
                && heard.named().stream().noneMatch(item -> item.products().isEmpty())
                && Ordering.orders(turn);
    }

    /// "Want to order it?" after a price.
    static boolean wantIt(Turn turn, Question open) {
        Product product = turn.product(open.product()).orElse(null);
        Heard heard = turn.heard;
        if (product == null) {
            return false;
        }
        if (heard.no() && heard.items().isEmpty() && heard.loose().variants().isEmpty()) {
            turn.forgetQuestion();
            turn.told = null;
            turn.say(new Act.Welcome());
            return true;
        }
        if (TakingUp.bothTold(turn) || TakingUp.takesKinds(turn)) {
            turn.open = null;
            return true;
        }
        // "both then, one of each", where only one of them was told: not this one alone
        boolean more = heard.loose().pick() != null
                && heard.loose().pick().kind().equals("both")
                && (open.variant() != null
                        || turn.told != null
                        || product.sellable().size() == 1);
        boolean counts =
                !more && (heard.loose().number() != null || heard.loose().quantity() != null);
        boolean picks = !heard.loose().variants().isEmpty()
                || !more && heard.loose().pick() != null && product.sellable().size() > 1;
        // "livrez moi ça à la Médina": who says where it goes wants it
        boolean sends = WhereTo.onlyWhere(turn) && !heard.manner().question() && !heard.wants(Intent.DELIVERY_QUESTION);
        boolean wants = heard.yes() || sends || heard.wants(Intent.BUYING_INTENT) || heard.wants(Intent.ADD_TO_CART);
        boolean elsewhere = !heard.items().isEmpty()
                && heard.named().stream().noneMatch(item -> item.products().contains(product.id()));
        // "the gold one then", when the red one was offered: that is what is taken
        boolean another = open.variant() != null
                && heard.named().stream()
                        .anyMatch(item -> item.products().contains(product.id())
                                && !item.variants().isEmpty()
                                && !item.variants().contains(open.variant()));
        boolean asks = heard.wantsAny(
                        Intent.PRICE_CHECK,
                        Intent.AVAILABILITY_CHECK,
                        Intent.PRODUCT_INQUIRY,
                        Intent.COMPARE,
                        Intent.RECOMMEND)
                || !heard.yes() && heard.wants(Intent.DISCOUNT_QUESTION) && !((picks || counts) && settles(heard));
        boolean onlyAsks = heard.manner().question()
                && !wants
                && (picks && !counts || heard.text().split("\\s+").length > 3);
        // "super, avec un bavoir": what was offered, and something beside it
        boolean beside = elsewhere && (heard.yes() && Signs.beside(heard.text()) || joinsOffered(turn));
        if (elsewhere && !beside
                || another
                || asks
                || onlyAsks
                || heard.manner().but()
                || !(wants || counts || picks)) {
            return false;
        }
        boolean countsEarlier = Counts.ofToldBefore(turn);
        turn.open = null;
        Integer quantity = open.number() > 0 ? Integer.valueOf(open.number()) : null;
        turn.take(new Line(List.of(product.id()), open.variant(), quantity, product.name(), null));
        int at = turn.lines.size() - 1;
        if (beside) {
            // "great, I'll take 1, and a scrub too"
            looseCount(turn);
            return true;
        }
        if (eachNamed(turn, at, product) || ofEach(turn, at)) {
            return true;
        }
        if (picks) {
            pickVariant(turn, at);
        }
        if (counts && !countsEarlier && !turn.lines.isEmpty()) {
            Integer count = heard.loose().count();
            turn.numberUsed = true;
            boolean pieces =
                    heard.loose().quantity() != null || turn.lines.get(at).variant() != null;
            Counting.give(turn, at, Objects.requireNonNull(count), pieces, false, false);
        }
        return true;
    }

    /// "Too dear, I'll take the small one": chosen all the same.
    private static boolean settles(Heard heard) {
        return (heard.wants(Intent.BUYING_INTENT) || heard.manner().correction())
                && !heard.manner().question()
                && !heard.manner().but();
    }

    private static boolean whatToChange(Turn turn) {
        Heard heard = turn.heard;
        boolean nothing = (heard.no() || Signs.changesNothing(heard.text()))
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && heard.loose().number() == null;
        if (nothing && turn.changesOrder()) {
            LateChange.drop(turn);
            turn.onlyAnswers = true;
            return true;
        }
        if (nothing) {
            turn.open = null;
            return true;
        }
        return false;
    }

    static List<UUID> ids(List<Product> products) {
        return new ArrayList<>(products.stream().map(Product::id).toList());
    }
}

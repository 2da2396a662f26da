package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Change;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// From this to that: what is ordered, all or some of it, becomes what was named instead.
final class Changes {
    private Changes() {}

    /// What of the order gives way.
    ///
    /// @param pieces how many of the line
    private record Gives(Line line, int pieces) {}

    /// What a line becomes.
    private record Becomes(UUID product, @Nullable UUID variant) {}

    /// @return whether the message was of that kind; then its things, counts and variants are used up
    static boolean apply(Turn turn) {
        Change change = turn.heard.change();
        Item to = change.to();
        boolean asks = turn.onlyAsks()
                || turn.heard.manner().question()
                        && !turn.heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
        if (to == null || turn.lines.isEmpty() || asks) {
            return false;
        }
        List<Line> named = change.from() == null ? List.of() : named(turn, change.from(), to);
        if (change.is(Extent.ONLY) && to.quantity() == null && stays(turn, named, to)) {
            turn.lines.removeAll(named);
            turn.say(new Act.Removed(named.stream().map(turn::title).toList()));
            turn.changed = true;
            turn.itemsUsed = true;
            return true;
        }
        // "leave the red, two be blue", of red straps and ukuleles that come in blue: the straps stay
        boolean saysWhat = change.from() != null && !(named.isEmpty() && change.is(Extent.SOME));
        List<Line> from = saysWhat ? named : ofIt(turn, to);
        if (from.isEmpty() && (insteadOfOnly(turn, to) || someOfOnly(turn, to))) {
            from = List.copyOf(turn.lines);
        }
        if (from.isEmpty()) {
            from = ofTheKind(turn, to);
        }
        if (from.isEmpty() && allOfIt(turn, to)) {
            from = List.copyOf(turn.lines);
        }
        if (change.from() == null && everything(turn, from, to)) {
            return true;
        }
        Becomes becomes = from.isEmpty() ? null : becomes(turn, from.getFirst(), to);
        List<Gives> gives = becomes == null ? List.of() : saysWhat ? given(turn, from) : of(turn, from, becomes);
        if (becomes == null || gives.isEmpty()) {
            return false;
        }
        move(turn, gives, becomes, to);
        turn.itemsUsed = true;
        turn.variantsUsed = true;
        turn.numberUsed = true;
        return true;
    }

    /// "Cancel the cake, just the tea", of both that are ordered: the tea is as many as it was.
    private static boolean stays(Turn turn, List<Line> going, Item to) {
        return !going.isEmpty()
                && turn.lines.stream()
                        .filter(line -> !going.contains(line) && line.quantity() != null)
                        .anyMatch(line -> !Collections.disjoint(line.products(), to.products())
                                && (to.variants().isEmpty() || to.variants().contains(line.variant())));
    }

    /// "Everything in black", of several things that come in black.
    private static boolean everything(Turn turn, List<Line> from, Item to) {
        List<UUID> products = from.stream()
                .flatMap(line -> line.products().stream())
                .distinct()
                .toList();
        boolean all = turn.heard.change().is(Extent.ALL)
                && turn.heard.change().pieces() == null
                && turn.heard.items().isEmpty()
                && products.size() > 1;
        if (all) {
            for (UUID product : products) {
                List<Line> ofIt = from.stream()
                        .filter(line -> line.products().contains(product))
                        .toList();
                Becomes becomes = becomes(turn, ofIt.getFirst(), to);
                if (becomes != null) {
                    move(turn, wholly(ofIt), becomes, to);
                }
            }
            turn.variantsUsed = true;
        }
        return all;
    }

    private static List<Gives> wholly(List<Line> lines) {
        return lines.stream().map(line -> new Gives(line, line.pieces())).toList();
    }

    /// So many of a line in another variant, as it was named beside something else that changes.
    static void some(Turn turn, Line line, int pieces, UUID variant, Item to) {
        UUID product = Objects.requireNonNull(line.product());
        move(turn, List.of(new Gives(line, pieces)), new Becomes(product, variant), to);
    }

    /// What was said to give way: the line it names, as long as nothing of the order is what comes instead.
    private static List<Line> named(Turn turn, Item from, Item to) {
        return turn.lines.stream()
                .filter(line -> from.products().isEmpty()
                        ? line.variant() != null && from.variants().contains(line.variant())
                        : !Collections.disjoint(line.products(), from.products())
                                && (from.variants().isEmpty()
                                        || line.variant() == null
                                        || from.variants().contains(line.variant())))
                .filter(line -> becomes(turn, line, to) != null)
                .limit(1)
                .toList();
    }

    /// Of what comes instead, whatever is ordered of it in other variants.
    private static List<Line> ofIt(Turn turn, Item to) {
        List<Line> lines = turn.lines.stream()
                .filter(line -> line.variant() != null && line.quantity() != null)
                .filter(line -> to.products().isEmpty() || to.products().contains(line.product()))
                .filter(line -> Edits.only(turn, line.product(), to.variants()) != null)
                .toList();
        // "two should be black", of three straps and one ukulele
        List<Line> enough =
                lines.stream().filter(line -> line.pieces() >= some(turn)).toList();
        return turn.heard.change().is(Extent.SOME) && enough.size() == 1 ? enough : lines;
    }

    private static @Nullable Becomes becomes(Turn turn, Line line, Item to) {
        UUID variant = Edits.only(turn, line.product(), to.variants());
        UUID same = line.product();
        if (variant != null
                && same != null
                && (to.products().isEmpty() || to.products().contains(line.product()))) {
            return variant.equals(line.variant()) && turn.heard.change().from() != null
                    ? null
                    : new Becomes(same, variant);
        }
        UUID product = to.products().size() == 1 ? to.products().getFirst() : null;
        // "swap the capo for the strap", of both: one strap more
        boolean ordered = (turn.heard.change().from() == null || !to.variants().isEmpty())
                && turn.lines.stream().anyMatch(other -> other.products().equals(to.products()));
        return product == null
                        || ordered
                        || line.products().contains(product)
                        || turn.product(product).isEmpty()
                ? null
                : new Becomes(
                        product,
                        to.variants().isEmpty()
                                ? sameKind(turn, line, product, to)
                                : Edits.only(turn, product, to.variants()));
    }

    /// "Actually the cream instead": the one thing picked gives way.
    private static boolean insteadOfOnly(Turn turn, Item to) {
        return turn.heard.manner().instead()
                // "forget the paint, an easel instead": what is ordered was not called by its name
                && turn.heard.refused().stream()
                        .allMatch(item -> item.products().size() > 1)
                && to.products().size() == 1
                && turn.lines.size() == 1
                && !turn.lines.getFirst().products().containsAll(to.products())
                && Ordering.orders(turn);
    }

    /// "Replace it all with the turmeric soap", of black soaps, and nothing else, that are ordered.
    private static boolean allOfIt(Turn turn, Item to) {
        return turn.heard.change().is(Extent.ALL)
                && turn.heard.wants(Intent.UPDATE_CART)
                && !turn.heard.wants(Intent.ADD_TO_CART)
                && turn.heard.change().from() == null
                && turn.heard.refused().isEmpty()
                && to.products().size() == 1
                && turn.lines.size() == 1
                && turn.lines.getFirst().quantity() != null;
    }

    /// "Đổi qua sen đá", of a cactus and a money tree: the one of the same kind gives way, where there is one.
    private static List<Line> ofTheKind(Turn turn, Item to) {
        boolean instead = turn.heard.manner().correction()
                && turn.heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION)
                && turn.heard.change().from() == null
                && turn.heard.refused().isEmpty()
                && to.products().size() == 1
                && (to.quantity() == null || turn.heard.change().is(Extent.SOME))
                && turn.lines.size() > 1
                && turn.lines.stream().noneMatch(line -> line.products().containsAll(to.products()))
                && !turn.adds();
        Set<String> kinds = instead ? categories(turn, to.products().getFirst()) : Set.of();
        List<Line> alike = turn.lines.stream()
                .filter(line -> line.product() != null
                        && line.quantity() != null
                        && !Collections.disjoint(categories(turn, line.product()), kinds))
                .toList();
        return alike.size() == 1 ? alike : List.of();
    }

    private static Set<String> categories(Turn turn, UUID product) {
        return turn.product(product).map(of -> Set.copyOf(of.categories())).orElse(Set.of());
    }

    /// "The other one in oolong", of two that are lotus.
    private static boolean someOfOnly(Turn turn, Item to) {
        return turn.heard.change().is(Extent.SOME)
                && turn.heard.refused().isEmpty()
                && to.products().size() == 1
                && turn.lines.size() == 1
                && (turn.waitsFor(Kind.CONFIRM) || turn.heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION))
                && !turn.adds();
    }

    private static int some(Turn turn) {
        Integer some = turn.heard.change().pieces();
        return some == null ? 1 : some;
    }

    private static List<Gives> of(Turn turn, List<Line> from, Becomes becomes) {
        Line only = from.getFirst();
        if (only.products().contains(becomes.product())) {
            return left(turn, from, becomes);
        }
        int some = turn.heard.change().is(Extent.SOME) ? some(turn) : only.pieces();
        return some > only.pieces() ? List.of() : List.of(new Gives(only, some));
    }

    /// "The other tee, same size"; "palm oil, I meant", of the one thing that was ordered.
    private static @Nullable UUID sameKind(Turn turn, Line line, UUID product, Item to) {
        String name = turn.offer
                .catalogue()
                .variant(line.variant() == null ? product : line.variant())
                .map(Variant::name)
                .orElse("");
        boolean meant = turn.heard.change().is(Extent.SAME) || insteadOfOnly(turn, to);
        return !meant
                ? null
                : turn.product(product).stream()
                        .flatMap(of -> of.sellable().stream())
                        .filter(variant -> variant.name().equals(name))
                        .map(Variant::id)
                        .findFirst()
                        .orElse(null);
    }

    /// All of what was named, or so many of it.
    private static List<Gives> given(Turn turn, List<Line> from) {
        Line line = from.getFirst();
        Integer some = turn.heard.change().pieces();
        boolean wanted = turn.heard.wants(Intent.ADD_TO_CART) && some != null;
        return wanted || some != null && some > line.pieces() || some != null && some < 1
                ? List.of()
                : List.of(new Gives(line, some == null ? line.pieces() : some));
    }

    /// Nothing was said to give way: all that is ordered of it, one of it, or as many as were said.
    private static List<Gives> left(Turn turn, List<Line> ofIt, Becomes becomes) {
        Heard heard = turn.heard;
        Change change = heard.change();
        boolean oneThing = ofIt.stream().map(Line::product).distinct().count() == 1;
        int pieces = ofIt.stream().mapToInt(Line::pieces).sum();
        boolean changes = heard.wantsAny(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
        boolean said = changes || heard.items().isEmpty() && turn.waitsFor(Kind.CONFIRM, Kind.LOCATION);
        boolean all = change.is(Extent.ALL) && change.pieces() == null && said && ofIt.size() > 1;
        // "no, actually two S", of one S and one L: as many as there are of all of it
        boolean asMany = (heard.no() || change.is(Extent.ONLY))
                && heard.manner().correction()
                && change.pieces() != null
                && ofIt.size() > 1
                && change.pieces() == pieces;
        if (!oneThing || refuses(heard, becomes)) {
            return List.of();
        }
        // "make it L for all, 3 L", of two M: so many of it, whatever there was
        boolean recounted = change.is(Extent.ALL)
                && change.pieces() == null
                && change.to() != null
                && change.to().quantity() != null;
        if (all || asMany || recounted) {
            return wholly(ofIt);
        }
        List<Line> others = ofIt.stream()
                .filter(line -> !Objects.equals(line.variant(), becomes.variant()))
                .toList();
        if (change.is(Extent.HALF) && others.size() == 1 && others.getFirst().pieces() % 2 == 0) {
            // "the vinegars in white, half of them"
            return List.of(new Gives(others.getFirst(), others.getFirst().pieces() / 2));
        }
        boolean takesOff =
                heard.wants(Intent.REMOVE_FROM_CART) || change.extents().contains(Extent.SOME);
        if (heard.manner().instead() && !takesOff && change.pieces() != null && others.size() == 1) {
            // "put two small ones instead", and not "take one out and give me the natural instead"
            return wholly(others);
        }
        int some = some(turn);
        // "change one coat to medium", of two that are large
        boolean one = some == 1
                && !heard.items().isEmpty()
                && change.pieces() != null
                && ofIt.size() == 1
                && !change.is(Extent.ONLY)
                && heard.wants(Intent.UPDATE_CART)
                && !heard.wants(Intent.ADD_TO_CART);
        // "no, the 8m, 2 of them" takes the place of what was picked
        boolean ofThem = change.is(Extent.SOME) && !heard.no();
        return (one || ofThem)
                        && others.size() == 1
                        && some > 0
                        && (some < others.getFirst().pieces()
                                || ofThem
                                        && some > 1
                                        && some == others.getFirst().pieces())
                ? List.of(new Gives(others.getFirst(), some))
                : List.of();
    }

    /// Something of the same thing is taken off beside it, which is another change.
    private static boolean refuses(Heard heard, Becomes becomes) {
        return heard.refused().stream()
                .anyMatch(item -> item.products().isEmpty() || item.products().contains(becomes.product()));
    }

    private static void move(Turn turn, List<Gives> gives, Becomes becomes, Item to) {
        Line first = gives.getFirst().line();
        int pieces = gives.stream().mapToInt(Gives::pieces).sum();
        boolean counted = first.quantity() != null;
        boolean wholly = gives.size() == 1 && pieces == first.pieces();
        int there = there(turn, becomes, gives);
        Item from = turn.heard.change().from();
        if (there >= 0 && from != null && from.negated()) {
            // "not the honey, just the tarragon", of both
            gives.forEach(give -> lessen(turn, give));
            Integer count = to.quantity();
            if (count != null && count > 1) {
                // "drop the mesquite and do 2 apple"
                Counting.set(turn, there(turn, becomes, List.of()), count);
            }
            return;
        }
        if (wholly && there < 0) {
            turn.set(turn.lines.indexOf(first), into(first, becomes, to));
            there = turn.lines.indexOf(into(first, becomes, to));
        } else {
            gives.forEach(give -> lessen(turn, give));
            if (there < 0) {
                turn.take(into(first, becomes, to).times(null));
            }
            there = there(turn, becomes, List.of());
            Integer before = turn.lines.get(there).quantity();
            if (counted) {
                Counting.set(turn, there, before == null ? pieces : before + pieces);
            }
        }
        Integer count = to.quantity();
        // "swap the serum for a toner": as many as there were
        boolean some = turn.heard.change().is(Extent.SOME) || pieces < first.pieces();
        if (count != null
                && !(some && becomes.product().equals(first.product()))
                && (count > 1
                        || turn.heard.manner().instead()
                        || turn.heard.change().from() == null
                                && !becomes.product().equals(first.product()))) {
            Counting.set(turn, there, count);
        }
    }

    private static int there(Turn turn, Becomes becomes, List<Gives> gives) {
        for (int i = 0; i < turn.lines.size(); i++) {
            Line line = turn.lines.get(i);
            boolean given = gives.stream().anyMatch(give -> give.line() == line);
            boolean same = becomes.variant() == null
                    ? line.products().equals(List.of(becomes.product()))
                    : becomes.variant().equals(line.variant());
            if (same && !given) {
                return i;
            }
        }
        return -1;
    }

    private static Line into(Line line, Becomes becomes, Item to) {
        return becomes.product().equals(line.product())
                ? line.in(becomes.variant())
                : new Line(List.of(becomes.product()), becomes.variant(), line.quantity(), to.words(), null);
    }

    private static void lessen(Turn turn, Gives give) {
        int at = turn.lines.indexOf(give.line());
        if (give.pieces() < give.line().pieces()) {
            turn.set(at, give.line().times(give.line().pieces() - give.pieces()));
        } else {
            turn.lines.remove(at);
            turn.changed = true;
        }
    }
}

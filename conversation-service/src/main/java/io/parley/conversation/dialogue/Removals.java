package io.parley.conversation.dialogue;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// "Remove the toner", "no bag", "take out one soap": what is no longer wanted, wholly or in part.
final class Removals {
    private Removals() {}

    /// As many of what comes instead, unless that is counted in the order already: "no iced tea, zobo only".
    static @Nullable Integer quantityOfRefused(Turn turn) {
        boolean counted = turn.heard.named().stream()
                .anyMatch(item -> turn.lines.stream()
                        .anyMatch(line -> line.quantity() != null
                                && !Collections.disjoint(line.products(), item.products())
                                && (item.variants().isEmpty()
                                        || line.variant() != null
                                                && item.variants().contains(line.variant()))));
        if (counted) {
            return null;
        }
        for (Item refused : turn.heard.refused()) {
            for (Line line : turn.lines) {
                boolean part = refused.quantity() != null && refused.quantity() < line.pieces();
                if (matches(turn, line, refused)
                        && (!part || turn.heard.manner().instead())) {
                    // "take one box off and put truffles instead"
                    return part ? refused.quantity() : line.quantity();
                }
            }
        }
        return null;
    }

    static boolean apply(Turn turn) {
        Heard heard = turn.heard;
        List<String> removed = new ArrayList<>();
        Integer some = some(heard);
        boolean unclear = ofWhich(turn, some) || asksToEmpty(turn);
        if (unclear) {
            turn.say(new Act.AskWhatToChange());
            turn.ask(Question.Kind.WHAT_TO_CHANGE, null, null, 0, List.of());
            return true;
        }
        for (Item item : heard.refused()) {
            for (int i = turn.lines.size() - 1; i >= 0; i--) {
                if (matches(turn, turn.lines.get(i), item) && !stays(turn, turn.lines.get(i), item)) {
                    // "toa sabuni moja": the count stands behind the thing
                    boolean onlyThing =
                            item.quantity() == null && (heard.items().size() == 1 || onlyUncounted(heard));
                    Integer count = onlyThing ? heard.loose().count() : item.quantity();
                    turn.numberUsed |= onlyThing && count != null;
                    count = count == null ? some : count;
                    removed.add(take(turn, i, count));
                }
            }
        }
        // "laissez le mot alors": what a person was fetched for is let go, and nothing that is ordered
        boolean ofWish = turn.before.waitsForPerson() && heard.items().isEmpty();
        boolean wholeLine =
                heard.wants(Intent.REMOVE_FROM_CART) && heard.items().isEmpty() && !turn.lines.isEmpty() && !ofWish;
        if (wholeLine) {
            int at = picked(turn);
            if (at >= 0) {
                removed.add(take(turn, at, heard.loose().count()));
                turn.numberUsed = true;
                turn.pickUsed = true;
            }
        }
        if (!removed.isEmpty()) {
            turn.changed = true;
            turn.say(new Act.Removed(removed));
            turn.itemsUsed = true;
            turn.open = null;
            return true;
        }
        if (rather(turn)) {
            return true;
        }
        // "no be lantern o, wetin go carry fridge": of what was shown, and something else is looked for
        boolean looksOn = turn.lines.isEmpty() && heard.wantsAny(Intent.RECOMMEND, Intent.AVAILABILITY_CHECK);
        boolean inVain = heard.wants(Intent.REMOVE_FROM_CART)
                && heard.named().isEmpty()
                && !ofWish
                && !looksOn
                && !agreesBeside(turn);
        if (inVain && turn.lines.isEmpty() && !heard.loose().variants().isEmpty()) {
            // "17cm! no pot, thanks": which one is said beside it
            return false;
        }
        if (inVain && isInOrdered(turn, heard.loose().sought())) {
            return Notes.wish(turn);
        }
        if (inVain) {
            turn.say(turn.lines.isEmpty() ? new Act.NothingPicked() : new Act.NotInOrder());
        }
        return inVain;
    }

    /// "Can you take something off?", of the only thing there is: not all of it goes by a question that names nothing.
    private static boolean asksToEmpty(Turn turn) {
        Heard heard = turn.heard;
        return turn.lines.size() == 1
                && heard.wants(Intent.REMOVE_FROM_CART)
                && heard.manner().question()
                && heard.items().isEmpty()
                && heard.loose().count() == null
                && heard.loose().variants().isEmpty()
                && heard.loose().sought() == null;
    }

    /// "Abeg remove the liver", of rice that the seller says has some in it: it is to be made without.
    private static boolean isInOrdered(Turn turn, @Nullable String sought) {
        Suited said = Suited.of(turn.offer.catalogue());
        return sought != null
                && turn.lines.stream()
                        .flatMap(line -> turn.product(line.product()).stream())
                        .anyMatch(product -> said.tells(product.id(), sought));
    }

    /// "Remove one of the soaps", of black ones and turmeric ones: nobody knows which.
    private static boolean ofWhich(Turn turn, @Nullable Integer some) {
        Heard heard = turn.heard;
        Item refused = heard.refused().size() == 1 && heard.named().isEmpty()
                ? heard.refused().getFirst()
                : null;
        Integer pieces = some != null || refused == null ? some : refused.quantity();
        if (refused == null || pieces == null) {
            return false;
        }
        List<Line> meant =
                turn.lines.stream().filter(line -> matches(turn, line, refused)).toList();
        return meant.size() > 1
                && pieces < meant.stream().mapToInt(Line::pieces).sum();
    }

    /// "Drop *one of the* cases": so many of the only thing that is named.
    private static @Nullable Integer some(Heard heard) {
        boolean part = heard.change().is(Heard.Extent.SOME)
                && heard.refused().size() == 1
                && heard.named().isEmpty()
                && heard.refused().getFirst().quantity() == null
                && heard.loose().count() == null;
        return part ? heard.change().pieces() : null;
    }

    /// "Toa sabuni *moja*, weka mask moja": all that is wanted beside it has a count of its own.
    private static boolean onlyUncounted(Heard heard) {
        return heard.refused().size() == 1 && heard.named().stream().allMatch(item -> item.quantity() != null);
    }

    /// "Leave the anchor, yep send it", of an anchor that was never ordered.
    private static boolean agreesBeside(Turn turn) {
        return turn.heard.answer() == Heard.Answer.YES
                && turn.waitsFor(Question.Kind.CONFIRM)
                && !turn.heard.refused().isEmpty()
                && turn.heard.refused().stream()
                        .noneMatch(item -> item.products().isEmpty());
    }

    /// "No medium!!", of a small one: there is no medium one to take off, so that is what it shall be.
    private static boolean rather(Turn turn) {
        Heard heard = turn.heard;
        Item said = heard.items().size() == 1 ? heard.items().getFirst() : null;
        boolean answers = said != null
                && said.negated()
                && said.products().isEmpty()
                && said.quantity() == null
                && heard.no()
                && !heard.manner().question()
                && words(heard.text()) <= words(said.words()) + ANSWER_MAX;
        List<Line> of = said == null
                ? List.of()
                : turn.lines.stream()
                        .filter(line ->
                                line.variant() != null && Edits.only(turn, line.product(), said.variants()) != null)
                        .toList();
        if (!answers || said == null || of.size() != 1) {
            return false;
        }
        Line line = of.getFirst();
        turn.set(turn.lines.indexOf(line), line.in(Edits.only(turn, line.product(), said.variants())));
        turn.itemsUsed = true;
        turn.variantsUsed = true;
        return true;
    }

    private static int words(String text) {
        return text.strip().split("\\s+").length;
    }

    /// The no, and a courtesy.
    private static final int ANSWER_MAX = 2;

    private static int picked(Turn turn) {
        List<UUID> variants = turn.heard.loose().variants();
        for (int i = 0; i < turn.lines.size() && !variants.isEmpty(); i++) {
            if (variants.contains(turn.lines.get(i).variant())) {
                turn.variantsUsed = true;
                return i;
            }
        }
        Pick pick = turn.heard.loose().pick();
        if (pick == null || !pick.kind().equals("index")) {
            // "remove the banana", that was never ordered, takes nothing else off
            return turn.heard.loose().sought() != null ? -1 : ofCount(turn, turn.lineInHand());
        }
        int at = pick.index() < 0 ? turn.lines.size() - 1 : pick.index() - 1;
        return at < turn.lines.size() ? at : -1;
    }

    /// "Take off two", of two soaps and a cream that was named last: only of the soap there are as many.
    private static int ofCount(Turn turn, int at) {
        Integer count = turn.heard.loose().count();
        if (at < 0 || count == null || turn.lines.get(at).pieces() >= count) {
            return at;
        }
        List<Line> enough =
                turn.lines.stream().filter(line -> line.pieces() >= count).toList();
        return enough.size() == 1 ? turn.lines.indexOf(enough.getFirst()) : at;
    }

    private static String take(Turn turn, int at, @Nullable Integer pieces) {
        Line line = turn.lines.get(at);
        String title = turn.title(line);
        if (pieces != null && line.quantity() != null && pieces > 0 && pieces < line.quantity()) {
            turn.set(at, line.times(line.quantity() - pieces));
            // the others stay
            title += " × " + pieces;
        } else {
            turn.lines.remove(at);
        }
        return title;
    }

    /// "Remove a glove, keep the M", of M and L: the M stays.
    private static boolean stays(Turn turn, Line line, Item refused) {
        return refused.variants().isEmpty()
                && line.variant() != null
                && turn.heard.named().stream().anyMatch(item -> item.variants().contains(line.variant()));
    }

    private static boolean matches(Turn turn, Line line, Item item) {
        UUID product = line.product();
        boolean sameProduct = item.products().isEmpty() || !Collections.disjoint(line.products(), item.products());
        boolean sameVariant = item.variants().isEmpty()
                || line.variant() != null && item.variants().contains(line.variant());
        boolean variantOnly = item.products().isEmpty() && !item.variants().isEmpty();
        return sameProduct
                && (sameVariant || !variantOnly && line.variant() == null)
                && (product != null || !item.products().isEmpty());
    }
}

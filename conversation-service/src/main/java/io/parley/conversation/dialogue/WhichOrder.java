package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.events.OrderedLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which of several placed orders is spoken of. It is the newest, until another one is named: that one is then read and
/// changed as if it were the only one, and the newest stands beside it.
public final class WhichOrder {
    /// @param at with the order that is meant as the one spoken of
    /// @param text what was said, as of that order alone
    public record Meant(Dialogue at, String text) {}

    private WhichOrder() {}

    /// What is said of one of several orders by its name. Where nothing but the name is said, what was said before was
    /// meant of it: "no, the Dublin one".
    public static Meant named(Dialogue before, String text, Instant now) {
        List<Dialogue.Taken> placed = placed(before.others(), before.captured());
        boolean building = !before.lines().isEmpty() && !before.changesOrder();
        if (placed.size() < 2 || building || before.optedOut()) {
            return new Meant(before, text);
        }
        Question asked = before.question();
        Question open = asked == null || asked.expired(now) ? null : asked;
        // "Eldoret", to whether the one to Nakuru shall be cancelled
        boolean awaited = open != null && (open.kind() == Kind.WHICH_ORDER || open.kind() == Kind.CANCEL_ORDER);
        OrderNames.Found found =
                OrderNames.in(text, placed, placed.indexOf(before.captured()), awaited, before.language());
        if (found == null || found.order() < 0) {
            return new Meant(before, text);
        }
        Dialogue at = spokenOf(before, placed.get(found.order()), found.alone());
        boolean said = (awaited || before.changesOrder()) && !found.asks();
        String earlier = before.lastWords();
        if (!found.alone() || !said || earlier == null || earlier.isBlank()) {
            return new Meant(at, found.text());
        }
        return new Meant(
                at,
                OrderNames.of(
                        placed.get(found.order()),
                        earlier,
                        placed,
                        placed.indexOf(before.captured()),
                        before.language()));
    }

    /// "Make the lipsticks 3", of which there are some in none but an earlier order.
    public static Dialogue having(Dialogue at, Heard heard, Instant now) {
        List<Dialogue.Taken> placed = placed(at.others(), at.captured());
        boolean free =
                at.lines().isEmpty() && (at.question() == null || at.question().expired(now));
        Set<UUID> changed = placed.size() < 2 || !free ? Set.of() : changed(heard);
        List<Dialogue.Taken> with =
                placed.stream().filter(order -> holds(order, changed)).toList();
        boolean another = with.size() == 1 && !with.getFirst().orderId().equals(id(at));
        return another ? spokenOf(at, with.getFirst(), false) : at;
    }

    /// What is to be otherwise, and so is ordered already.
    private static Set<UUID> changed(Heard heard) {
        Set<UUID> changed = new HashSet<>();
        heard.refused().forEach(item -> changed.addAll(item.products()));
        Heard.Item from = heard.change().from();
        if (from != null) {
            changed.addAll(from.products());
        }
        boolean remade = !heard.wants(Intent.ADD_TO_CART) && heard.named().size() == 1;
        if (changed.isEmpty() && remade) {
            changed.addAll(heard.named().getFirst().products());
        }
        return changed;
    }

    private static boolean holds(Dialogue.Taken order, Set<UUID> products) {
        return order.lines().stream().map(OrderedLine::productId).anyMatch(products::contains);
    }

    /// Which of them a change is of was not said, and cannot be told: it is asked, and at the third time the seller is.
    ///
    /// @return whether it is
    static boolean ask(Turn turn) {
        List<Dialogue.Taken> placed = placed(turn.others, turn.captured);
        Question held = turn.held;
        boolean again = held != null && held.kind() == Kind.WHICH_ORDER;
        String text = turn.heard.text();
        boolean clear = turn.captured == null || turn.captured.orderId().equals(turn.before.spokenOf());
        boolean unnamed = again || (Signs.ofOrder(text) || Signs.allOrders(text)) && !clear;
        if (placed.size() < 2 || !unnamed || pointed(turn)) {
            return false;
        }
        if (again && held != null && held.times() >= ASKED_MAX) {
            turn.forgetQuestion();
            WithPerson.tell(
                    turn,
                    "Wants something of one of the orders "
                            + placed.stream().map(Leaving::name).collect(Collectors.joining(", ")) + ": "
                            + Summaries.quote(text));
            return true;
        }
        turn.say(new Act.AskWhichOrder(placed.stream()
                .map(order -> new Act.Placed(order.number(), LateChange.shown(order), order.place()))
                .toList()));
        turn.ask(Kind.WHICH_ORDER, null, null, 0, List.of());
        return true;
    }

    private static final int ASKED_MAX = 2;

    /// By what it holds: "make the black soap 2".
    private static boolean pointed(Turn turn) {
        Heard heard = turn.heard;
        return !heard.items().isEmpty()
                || !heard.loose().variants().isEmpty()
                || heard.loose().count() != null
                || heard.details().place() != null && heard.details().placeSaid();
    }

    /// @param anew what was asked of it is asked once more
    private static Dialogue spokenOf(Dialogue before, Dialogue.Taken order, boolean anew) {
        boolean same = order.orderId().equals(id(before));
        boolean left = (anew || !same) && before.changesOrder();
        List<Dialogue.Taken> others = new ArrayList<>();
        Stream.concat(before.others().stream(), Stream.ofNullable(before.captured()))
                .filter(other -> !other.orderId().equals(order.orderId()))
                .map(other -> other.changedBy(null))
                .sorted(Comparator.comparing(Dialogue.Taken::at))
                .forEach(others::add);
        Question open = before.question();
        boolean answered = open != null
                && (left || (anew || !same) && open.kind() == Kind.CANCEL_ORDER || open.kind() == Kind.WHICH_ORDER);
        return before.but(copy -> {
            copy.captured = same && !left ? before.captured() : order.changedBy(null);
            copy.others = others;
            copy.spokenOf = order.orderId();
            copy.lines = left ? List.of() : before.lines();
            copy.orderId = left ? null : before.orderId();
            copy.question = answered ? null : open;
        });
    }

    private static @Nullable UUID id(Dialogue at) {
        return at.captured() == null ? null : at.captured().orderId();
    }

    /// Those that are not over, the oldest first.
    static List<Dialogue.Taken> placed(List<Dialogue.Taken> others, Dialogue.@Nullable Taken captured) {
        return Stream.concat(others.stream(), Stream.ofNullable(captured))
                .filter(order -> !Leaving.over(order))
                .sorted(Comparator.comparing(Dialogue.Taken::at))
                .toList();
    }
}

package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.HandoffReason;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// "Is it original, and how long does it take to Ibadan?": each question of a message has its answer. What the message,
/// read as a whole, left out is answered as the clause that asks it is.
final class EachQuestion {
    private EachQuestion() {}

    /// @param whole what was decided on the message
    /// @param at where the dialogue stood when the clause was decided on
    /// @param heard a clause of it that asks
    /// @param clause what would be decided, after that, on this clause
    static Step answered(Step whole, Dialogue at, Heard heard, Step clause) {
        boolean over = Stream.concat(
                        whole.acts().stream()
                                .filter(act -> !(act instanceof Act.HandOver || act instanceof Act.NoteForPerson)),
                        clause.acts().stream())
                .anyMatch(act -> act instanceof Act.HandOver
                        || act instanceof Act.CaptureOrder
                        || act instanceof Act.ChangeOrder
                        || act instanceof Act.NoteForPerson);
        boolean changes = !clause.dialogue().lines().equals(at.lines())
                || !Objects.equals(clause.dialogue().place(), at.place());
        if (over || changes) {
            return whole;
        }
        List<Act> acts = new ArrayList<>(whole.acts());
        if (clause.acts().stream().anyMatch(Act.TellOwnAnswer.class::isInstance)) {
            acts.removeIf(told -> generally(heard, told));
        }
        clause.acts().stream()
                .filter(act -> tells(act)
                        && !(act instanceof Act.Describe
                                && bargains(whole)
                                && heard.text().matches(OF_A_PRICE))
                        && !besideOrder(at, heard, act)
                        && acts.stream().noneMatch(told -> holds(told, act) || named(heard, told, act)))
                .forEach(act -> add(acts, act));
        if (acts.stream().anyMatch(act -> act instanceof Act.TellPrice || act instanceof Act.Describe)) {
            // "the glasses and the spray, how much is it all?"
            acts.removeIf(Act.NothingPicked.class::isInstance);
        }
        return new Step(whole.dialogue(), List.copyOf(acts));
    }

    /// Whether it is what the shop says of such questions by itself: the seller's own answer is told in its place.
    private static boolean generally(Heard asked, Act told) {
        return switch (told) {
            case Act.AboutDelivery _ -> asked.wants(Intent.DELIVERY_QUESTION);
            case Act.AboutPayment _ -> asked.wants(Intent.PAYMENT_QUESTION);
            case Act.AboutReturns _ -> asked.wants(Intent.RETURN_REQUEST);
            case Act.AboutPoints _ -> asked.wants(Intent.LOYALTY_QUESTION);
            case Act.AboutDiscount _ -> asked.wants(Intent.DISCOUNT_QUESTION);
            default -> false;
        };
    }

    /// Whether a person is fetched for a special wish, beside which the rest can be answered.
    static boolean asksForSpecial(Step step) {
        return step.acts().stream()
                .anyMatch(act -> act instanceof Act.HandOver over && over.reason() == HandoffReason.CUSTOM_REQUEST);
    }

    /// Before what is asked; in the place of what it says and more.
    private static void add(List<Act> acts, Act act) {
        int at = indexOf(acts, told -> holds(act, told) && !(told instanceof Act.TellAvailable));
        if (at >= 0) {
            acts.set(at, act);
            return;
        }
        int asks = indexOf(acts, told -> told.asks() || told instanceof Act.HandOver);
        acts.add(asks < 0 ? acts.size() : asks, act);
    }

    private static int indexOf(List<Act> acts, Predicate<Act> which) {
        return acts.stream().filter(which).findFirst().map(acts::indexOf).orElse(-1);
    }

    /// "12 dollars for one soap?"
    private static final String OF_A_PRICE = "(?s).*\\d.*";

    /// Whether a lower price was asked for and answered: what is said beside it, "too costly, kindly do the needful",
    /// asks nothing more of the thing.
    static boolean bargains(Step step) {
        return step.acts().stream().anyMatch(Act.AboutDiscount.class::isInstance);
    }

    /// Whether anything is answered.
    static boolean tells(Step step) {
        return step.acts().stream().anyMatch(EachQuestion::tells);
    }

    /// An answer that stands by itself.
    private static boolean tells(Act act) {
        return switch (act) {
            case Act.AboutDelivery _,
                    Act.AboutPayment _,
                    Act.AboutShop _,
                    Act.AboutTrust _,
                    Act.AboutPictures _,
                    Act.AboutReturns _,
                    Act.AboutPickup _,
                    Act.ArrangePickup _,
                    Act.AboutPoints _,
                    Act.TellPrice _,
                    Act.TellPriceOf _,
                    Act.TellAvailable _,
                    Act.TellOwnAnswer _ -> true;
            case Act.Describe told -> told.asked();
            default -> false;
        };
    }

    /// Whether the second says nothing that the first does not.
    private static boolean holds(Act first, Act second) {
        if (first.equals(second)) {
            return true;
        }
        if (second instanceof Act.NotIn || second instanceof Act.TellSoldOut) {
            return false;
        }
        if (first instanceof Act.NotIn || first instanceof Act.TellSoldOut) {
            // "size 40 in white": the 40 alone is not what is asked for
            return !title(second).isEmpty() && title(second).startsWith(title(first));
        }
        String title = title(second);
        if (title.isEmpty()) {
            return first.getClass() == second.getClass()
                    || first instanceof Act.AboutPickup && second instanceof Act.AboutShop;
        }
        return switch (first) {
            case Act.AskConfirmation shown ->
                !(second instanceof Act.Describe)
                        && shown.lines().stream().anyMatch(line -> line.title().startsWith(title));
            case Act.Describe _ -> title(first).startsWith(title) || title.startsWith(title(first));
            default -> !(second instanceof Act.Describe) && title(first).startsWith(title);
        };
    }

    /// "Do you have a number?", while a thing is ordered: whether there is any of it is not asked.
    private static boolean besideOrder(Dialogue at, Heard heard, Act act) {
        return act instanceof Act.TellAvailable
                && !at.lines().isEmpty()
                && heard.named().stream().allMatch(item -> item.words().isEmpty());
    }

    /// "How much are a can and *the big pot*?": it is named, and nothing more is asked of it.
    private static boolean named(Heard heard, Act told, Act act) {
        boolean named = heard.named().stream().anyMatch(item -> !item.words().isEmpty());
        return named
                && act instanceof Act.Describe
                && !title(told).isEmpty()
                && title(told).startsWith(title(act));
    }

    /// Of what it tells; empty where it is of no thing.
    private static String title(Act act) {
        return switch (act) {
            case Act.TellPrice told -> told.name();
            case Act.TellPriceOf told -> told.title();
            case Act.TellAvailable told -> told.name();
            case Act.TellSoldOut told -> told.title();
            case Act.NotIn told -> told.name();
            case Act.Describe told -> told.name();
            case Act.AskVariant told -> told.name();
            default -> "";
        };
    }
}

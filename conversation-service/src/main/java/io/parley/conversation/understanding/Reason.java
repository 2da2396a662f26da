package io.parley.conversation.understanding;

import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "Make it 2, *wife wants one too*", "make it 5 *since one is for my gran*": why the order changes. It neither counts
/// nor complains, and is taken out of the
/// message before the change is read.
record Reason(int start, int end) {
    /// What in a clause of its own is more than a reason.
    private static final Set<String> MORE_THAN_WHY = Set.of(
            "price_check",
            "delivery_question",
            "payment_question",
            "payment_claim",
            "human_request",
            "cancel_order",
            "remove_from_cart",
            "order_status",
            "pickup",
            "view_cart",
            "discount_question",
            "return_request",
            "custom_request",
            "medical_question");

    static @Nullable Reason in(Reading reading, Surroundings at) {
        Reason health = ofHealth(reading, at);
        if (health != null) {
            return health;
        }
        boolean changes = at.ordering()
                && !reading.tokens.isEmpty()
                && !reading.tokens.getLast().is("?");
        return changes
                ? IntStream.range(1, reading.tokens.size())
                        .filter(i -> (reading.tokens.get(i - 1).separates() || reading.marked("because", i))
                                && changed(reading, at, i))
                        .mapToObj(i -> new Reason(i, reading.tokens.size()))
                        .filter(reason -> reason.opens(reading) && reason.tellsNoMore(reading))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /// "Replace the turmeric one with a black one, *she reacts to turmeric*. So two black": somebody else does not bear
    /// what gives way; no advice is asked.
    private static @Nullable Reason ofHealth(Reading reading, Surroundings at) {
        if (!at.ordering() || reading.tokens.stream().anyMatch(token -> token.is("?"))) {
            return null;
        }
        return reading.marks("bears_not")
                .filter(bears -> Stream.of("swaps", "remove_from_cart", "update_cart", "instead_of", "correction")
                        .flatMap(reading::changing)
                        .anyMatch(change -> change.end() <= bears.start()))
                .map(bears ->
                        new Reason(Math.max(1, reading.clauseStart(bears.start())), reading.clauseEnd(bears.end())))
                .filter(reason -> changedBefore(reading, reason.start))
                .findFirst()
                .orElse(null);
    }

    private static boolean changedBefore(Reading reading, int start) {
        return reading.products.stream().anyMatch(thing -> thing.end() <= start)
                || reading.variants.stream().anyMatch(thing -> thing.end() <= start);
    }

    /// The message without it.
    String rest(Reading reading) {
        int stop = reading.tokens.get(start - 1).separates() ? start - 1 : start;
        String before = reading.text.substring(0, reading.tokens.get(stop).start());
        return end < reading.tokens.size()
                ? before + reading.text.substring(reading.tokens.get(end).start())
                : before;
    }

    /// To another count, or to what things come in.
    private static boolean changed(Reading reading, Surroundings at, int end) {
        boolean changes =
                Stream.of("update_cart", "correction").flatMap(reading::found).anyMatch(change -> change.start() < end)
                        // "make the owls 8"
                        || IntStream.range(0, end).anyMatch(i -> reading.is(i, Word.MAKES));
        boolean which = IntStream.range(0, end).anyMatch(reading::inVariant);
        boolean counts = IntStream.range(0, end).anyMatch(i -> reading.number(i) || reading.within("number", i));
        return changes && (which || counts) || which && ofOrdered(reading, at, end);
    }

    /// "*The boxes 12 inch* so I can fit the flowers", of boxes that are ordered.
    private static boolean ofOrdered(Reading reading, Surroundings at, int end) {
        return reading.products.stream()
                .anyMatch(
                        thing -> thing.end() <= end && thing.products().stream().anyMatch(at.pieces()::containsKey));
    }

    /// "Wife wants one too", "more kids coming".
    private boolean opens(Reading reading) {
        return reading.marked("reason", start) || reading.person(start) || morePeople(reading) > start;
    }

    /// Where the words end that say that more come; its own start where none do.
    private int morePeople(Reading reading) {
        return reading.found("more")
                .filter(hit -> hit.start() == start && morePeople(reading, hit))
                .mapToInt(hit -> hit.end() + 1)
                .max()
                .orElse(start);
    }

    /// "Another friend is joining us": no more of what is ordered.
    static boolean morePeople(Reading reading, Hit more) {
        return more.end() < reading.tokens.size() && reading.person(more.end());
    }

    private boolean tellsNoMore(Reading reading) {
        int own = own(reading);
        boolean names = IntStream.range(start, end)
                .anyMatch(i -> reading.number(i)
                        || i >= own && reading.inThing(i) && !goesWith(reading, i)
                        || reading.inVariant(i) && !saidBefore(reading, i)
                        || reading.town(i) && reading.capital(i)
                        || i > start && reading.is(i, Word.AND)
                        || reading.marked("name_before", i)
                        || reading.marks("place_before").anyMatch(hit -> hit.start() == i && hit.weight() > 0.5));
        // "make it 2, you do deliver today though"
        boolean conditional =
                Stream.of("but", "condition").flatMap(reading::found).anyMatch(hit -> hit.start() >= start);
        // "j'avais oublié les enfants" bids nobody forget them
        int opened = Stream.of("because", "reason")
                .flatMap(reading::marks)
                .filter(mark -> mark.start() == start)
                .mapToInt(Hit::end)
                .max()
                .orElse(start);
        return !names
                && !conditional
                && reading.hits.stream().filter(hit -> hit.start() >= opened).noneMatch(hit -> more(reading, hit));
    }

    /// Where the words end that open it.
    private int own(Reading reading) {
        return reading.marks("reason")
                .filter(mark -> mark.start() == start)
                .mapToInt(Hit::end)
                .max()
                .orElse(morePeople(reading));
    }

    /// "Make it size 10, will wear *with thick socks*", "so I can fit *the flowers*": a thing that is only spoken of.
    private boolean goesWith(Reading reading, int at) {
        return own(reading) > start
                && (reading.marked("because", start)
                                && IntStream.range(start, end).noneMatch(i -> adds(reading, i))
                        || IntStream.range(Math.max(start, at - 2), at).anyMatch(i -> reading.is(i, Word.WITH)));
    }

    private static boolean adds(Reading reading, int at) {
        return reading.is(at, Word.TOO) || reading.is(at, Word.AND) || reading.within("number", at);
    }

    /// "Change it to walnut, she's got *walnut* shelves".
    private boolean saidBefore(Reading reading, int at) {
        String word = reading.tokens.get(at).norm();
        return reading.tokens.subList(0, start).stream().map(Token::norm).anyMatch(word::equals);
    }

    /// What the shopper forgot themselves is no complaint.
    private boolean more(Reading reading, Hit hit) {
        boolean complains = hit.section().equals("complaint") && hit.weight() > 0.5;
        int own = own(reading);
        return MORE_THAN_WHY.contains(hit.section()) || complains && hit.start() >= own;
    }
}

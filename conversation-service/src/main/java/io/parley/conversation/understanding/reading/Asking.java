package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether the message asks something, whatever it asks for.
public final class Asking {
    private Asking() {}

    /// A mark for a question, or a word that opens one.
    public static boolean whether(Reading reading) {
        return reading.question() || first(reading);
    }

    /// "ok how do I pay": a word that asks opens the message, or follows only a courtesy.
    public static boolean first(Reading reading) {
        for (int i = 0; i < reading.tokens.size(); i++) {
            if (reading.begins("question", i)) {
                return true;
            }
            if (!reading.nicety(i)
                    && !reading.is(i, Word.AND)
                    && !reading.tokens.get(i).separates()) {
                return false;
            }
        }
        return false;
    }

    /// "Also *is the* glitter edible?", "*does the* belt come with one or do I need that too?": the sentence asks of
    /// something, and asks nobody for it.
    public static boolean inSentence(Reading reading, int at) {
        List<Token> tokens = reading.tokens;
        int from = IntStream.range(0, at)
                .filter(i -> closes(tokens.get(i)))
                .map(i -> i + 1)
                .max()
                .orElse(0);
        int to = IntStream.range(at, tokens.size())
                .filter(i -> closes(tokens.get(i)))
                .findFirst()
                .orElse(tokens.size());
        int opens = from;
        while (opens < to
                && !reading.begins("question", opens)
                && (reading.nicety(opens)
                        || reading.is(opens, Word.TOO)
                        || reading.is(opens, Word.AND)
                        || reading.tokens.get(opens).separates())) {
            opens++;
        }
        int first = opens;
        boolean wants = Stream.of("buying_intent", "add_to_cart")
                .flatMap(reading::all)
                .anyMatch(hit -> from <= hit.start() && hit.end() <= to && !reading.is(hit.start(), Word.TOO));
        return !wants
                && to < reading.tokens.size()
                && reading.tokens.get(to).is("?")
                && reading.found("question")
                        .anyMatch(hit -> hit.start() == first
                                && hit.length() > 1
                                && (reading.is(hit.end() - 1, Word.POINTER) || reading.is(hit.end() - 1, Word.OF_IT)));
    }

    private static boolean closes(Token token) {
        return token.is("?") || token.is(".") || token.is("!");
    }

    /// Neither asks without wanting it, nor puts anything in another's place.
    public static boolean onlyWants(Reading reading) {
        boolean asks = whether(reading) && !reading.has("buying_intent") && !reading.has("add_to_cart");
        return !asks
                && Stream.of("update_cart", "order_modification", "correction", "remove_from_cart", "compare")
                        .noneMatch(reading::has);
    }

    /// "How many bags do I need for 5 pots?": what it is for is counted, and nothing is ordered.
    public static boolean reckons(Reading reading) {
        return reading.marks("reckons")
                .anyMatch(hit -> hit.weight() > 0.5
                        || IntStream.range(hit.start(), hit.end()).anyMatch(reading::thingAt));
    }

    /// "What about the red one", and weaker "thế màu đỏ" when that is all.
    public static boolean after(Reading reading) {
        return reading.all("asks_after")
                .anyMatch(hit -> hit.weight() > 0.5
                        || reading.variants.stream()
                                .anyMatch(v -> v.start() == hit.end() && reading.standsAlone(hit.start(), v.end())));
    }

    /// "Il y a une gigoteuse d'hiver ?", "*còn* mắm cá linh 1kg *hông* dì": right behind the mark a thing stands, and
    /// its clause asks.
    static boolean whetherThere(Reading reading, Hit mark) {
        int end = reading.clauseEnd(mark.end());
        boolean marked = end < reading.tokens.size() && reading.tokens.get(end).is("?");
        return mark.section().equals("there_is")
                && (marked || closesWithNo(reading, mark.start()))
                && reading.products.stream()
                        .anyMatch(p -> p.start() >= mark.end() && p.start() - mark.end() <= THERE_MAX);
    }

    private static final int THERE_MAX = 3;

    /// "*Có* ship qua khu công nghiệp Tân Bình *không* ạ": a clause that ends with the no it could be answered with.
    public static boolean orNot(Reading reading) {
        return orNot(reading, 0, reading.tokens.size());
    }

    private static boolean orNot(Reading reading, int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> reading.is(i, Word.WHETHER))
                .anyMatch(i -> closesWithNo(reading, i));
    }

    private static boolean closesWithNo(Reading reading, int whether) {
        int last = reading.clauseEnd(whether) - 1;
        while (last > whether + 1
                && (reading.marked("polite", last) || reading.marked("particle", last))
                && !reading.is(last, Word.OR_NOT)) {
            last--;
        }
        return last > whether + 1 && reading.is(last, Word.OR_NOT);
    }

    /// "Ya du vin dedans ?", "sand no dey inside abi": what there is in, or with, what was spoken of.
    public static boolean within(Reading reading, Surroundings at) {
        int last = reading.clauseEnd(0) - 1;
        while (last > 0 && (reading.is(last, Word.TAG) || reading.marked("polite", last))) {
            last--;
        }
        return at.focus() != null
                && reading.question()
                && reading.products.isEmpty()
                && last > 0
                && reading.is(last, Word.WITHIN);
    }

    /// "Do you deliver to South B?", and not "I'm in South B, do you deliver here?"
    public static boolean of(Reading reading, Place place) {
        int from = reading.clauseStart(place.start());
        int to = reading.clauseEnd(place.end());
        return to < reading.tokens.size() && reading.tokens.get(to).is("?")
                || orNot(reading, from, to)
                || Stream.of("question", "delivery_question", "price_check")
                        .flatMap(reading::all)
                        .anyMatch(hit -> hit.start() >= from && hit.end() <= to);
    }

    /// "Mật ong để được *bao lâu*": what is asked of a thing holds a word that asks.
    public static boolean within(Reading reading) {
        return reading.found("question")
                .anyMatch(asks -> reading.all("product_inquiry")
                        .anyMatch(hit -> hit.start() <= asks.start() && asks.end() <= hit.end()));
    }
}

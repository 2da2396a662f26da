package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.catalogue.ProductNames;
import io.parley.conversation.understanding.catalogue.VariantNames;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Numbers;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What an answer to "where to?" is when it is no place: another matter, which one, how many, when, for whom.
final class NoPlace {
    private static final int SENTENCE_LEAST = 3;

    /// Courtesy around an address is no other message.
    private static final Set<Intent> COURTESY = Set.of(Intent.GREETING, Intent.THANKS, Intent.CONFIRM, Intent.GOODBYE);

    /// Said behind an address too, these are what is meant.
    private static final Set<String> UNDOES = Set.of(
            "cancel_order", "clear_cart", "remove_from_cart", "update_cart", "opt_out", "complaint", "return_request");

    private NoPlace() {}

    /// Whether the message up to where an address would end is of something else.
    static boolean otherMatter(Reading reading, int close) {
        // "14 Mill Lane, York, and send me the invoice": what follows the address is another matter
        boolean asks = close == reading.tokens.size() && reading.question() || reading.begins("question", 0);
        return asks
                || Asking.reckons(reading)
                || asksAfter(reading)
                || joinsGoods(reading)
                || orders(reading)
                || reading.hits.stream()
                        .filter(hit -> hit.start() < close || UNDOES.contains(hit.section()))
                        .anyMatch(hit -> meansSomethingElse(reading, hit));
    }

    /// "And what about a teapot": something is asked after, and nowhere is told.
    private static boolean asksAfter(Reading reading) {
        return reading.all("asks_after")
                .anyMatch(hit -> hit.weight() > 0.5
                        && IntStream.range(0, hit.start())
                                .allMatch(i -> reading.is(i, Word.AND) || reading.marked("particle", i)));
    }

    /// "And a walnut oil": behind an "and", counted, and without a name: more goods, whether they are sold or not.
    private static boolean joinsGoods(Reading reading) {
        boolean counted = reading.is(1, Word.A) || reading.begins("number", 1) || reading.number(1);
        return reading.is(0, Word.AND)
                && counted
                && !nameWithin(reading, 1, reading.tokens.size())
                && reading.marks("street").findAny().isEmpty()
                && IntStream.range(1, reading.tokens.size()).noneMatch(reading::town);
    }

    private static boolean orders(Reading reading) {
        boolean certainly = reading.products.stream()
                .anyMatch(p -> p.certain() && p.end() - p.start() > 1
                        || countedGoods(reading, p)
                        || goesOn(reading, p)
                        // "je ne veux pas de frigo, j'en ai déjà un"
                        || reading.all("negation").anyMatch(not -> not.length() > 1 && not.end() == p.start())
                        || inVariant(reading, p));
        return certainly
                || !reading.products.isEmpty()
                        && (!addressLike(reading)
                                || reading.has("add_to_cart")
                                // "changez la robe en 38"
                                || reading.hits.stream()
                                        .anyMatch(hit -> hit.start() == 0 && UNDOES.contains(hit.section())));
    }

    /// "And 3 butter croissants": a count, with no more than a variant between it and the thing, and no word for a
    /// street behind it.
    private static boolean countedGoods(Reading reading, ProductNames.Named thing) {
        int from = reading.variants.stream()
                .filter(v -> v.end() == thing.start())
                .mapToInt(VariantNames.NamedVariant::start)
                .min()
                .orElse(thing.start());
        // "1 seule bougie"
        int count = from > 1 && reading.common(from - 1) && !reading.capital(thing.start()) ? from - 1 : from;
        boolean counted = IntStream.of(from, count)
                .anyMatch(end -> end > 0
                        && (reading.number(end - 1) || reading.all("number").anyMatch(hit -> hit.end() == end)));
        int behind = thing.end();
        boolean countedBehind = reading.number(behind)
                && (behind + 1 == reading.tokens.size()
                        || reading.tokens.get(behind + 1).separates()
                        || reading.marked("unit_pieces", behind + 1)
                        || reading.variants.stream().anyMatch(v -> v.start() == behind + 1))
                && !reading.capital(thing.start());
        return (counted || countedBehind) && !reading.marked("street", thing.end());
    }

    /// "Onesies of 3-6 months three", "a pack of 2oz leads": a thing in small letters, and beside it what it comes in.
    private static boolean inVariant(Reading reading, ProductNames.Named thing) {
        return !reading.capital(thing.start())
                && reading.variants.stream()
                        .filter(v -> v.start() >= thing.end() && v.start() - thing.end() <= 2
                                || v.end() == thing.start() && !reading.marked("street", thing.end()))
                        .anyMatch(v ->
                                reading.catalogue.having(v.variants()).stream().anyMatch(thing.products()::contains));
    }

    /// "And socks, 3 pairs": what opens with an "and" and a thing in small letters goes on ordering.
    private static boolean goesOn(Reading reading, ProductNames.Named thing) {
        if (reading.capital(thing.start())) {
            return false;
        }
        int and = 0;
        while (and < thing.start() && !reading.is(and, Word.AND) && reading.marked("particle", and)) {
            and++;
        }
        int joins = and;
        boolean close = thing.start() - and <= 2
                // "and the small cooler"
                || IntStream.range(joins + 1, thing.start())
                        .allMatch(
                                i -> reading.is(i, Word.POINTER) || reading.begins("pick", i) || reading.inVariant(i));
        boolean joined = reading.is(and, Word.AND) && thing.start() > and && close;
        // "oh and saffron 2g": a thing with one of its own sizes
        boolean which = reading.marks("street").findAny().isEmpty()
                && reading.variants.stream()
                        .anyMatch(v -> v.start() == thing.end()
                                && reading.catalogue.having(v.variants()).containsAll(thing.products()));
        return joined || which;
    }

    /// "Custom House Road 5, Yaba" holds no custom request: in what looks like an address one word proves nothing.
    private static boolean meansSomethingElse(Reading reading, Hit hit) {
        boolean addressLike = addressLike(reading);
        boolean callMe = hit.section().equals("human_request")
                && hit.start() > 1
                && (reading.marked("place_end", hit.start()) || reading.marked("place_end", hit.start() - 1))
                && (reading.tokens.get(hit.start() - 1).separates()
                        || reading.is(hit.start() - 1, Word.AND)
                        || reading.marked("street", hit.start() - 1));
        if (callMe) {
            // "Acacia Estate. Call me on …"
            return false;
        }
        return wants(hit) && (hit.length() > 1 || !addressLike) && !landmark(reading, hit);
    }

    /// "Near *the total* filling station" asks for no sum: in what a place is near to.
    static boolean landmark(Reading reading, Hit hit) {
        return !reading.question()
                && reading.marks("place_near").anyMatch(near -> near.start() > 0 && near.end() == hit.start());
    }

    /// Whether it means something beyond courtesy.
    static boolean wants(Hit hit) {
        return Intent.of(hit.section())
                .filter(intent -> !COURTESY.contains(intent))
                .isPresent();
    }

    static boolean addressLike(Reading reading) {
        return reading.wordCount() >= 4
                        && reading.tokens.stream().anyMatch(t -> t.kind() == Token.Kind.NUMBER || t.is(","))
                || reading.marks("street").findAny().isPresent();
    }

    /// "Hmm" is no place.
    static boolean particles(Reading reading, int start, int end) {
        return IntStream.range(start, end)
                .allMatch(i ->
                        reading.marked("particle", i) || reading.tokens.get(i).kind() == Token.Kind.MARK);
    }

    /// Something else is told, beside which a town may be named.
    static boolean besides(Reading reading, int start, int end) {
        return saysWhen(reading, start)
                || countsPieces(reading, start, end)
                || remakes(reading, start, end)
                || somebody(reading, start, end);
    }

    /// Nothing in these words is a place.
    static boolean none(Reading reading, int start, int end) {
        boolean mends = reading.has("correction") && !reading.variants.isEmpty() && !nameWithin(reading, start, end);
        return mends
                || otherSize(reading, start, end)
                || onlyNumbers(reading, start, end)
                || saysWhich(reading, start, end)
                || leftover(reading, start, end)
                || sentence(reading, start, end)
                || asksFavour(reading, start, end)
                || amount(reading, start, end)
                // "my name is Carla Ruiz"
                || reading.marks("name_before").anyMatch(hit -> hit.start() == start && hit.length() > 1)
                // "the blue one"
                || reading.is(start, Word.POINTER) && reading.is(end - 1, Word.PRONOUN);
    }

    /// "Its *for a blanket*": what it is for, and nothing in it that a place could be called by.
    static boolean purpose(Reading reading, int start, int end) {
        int what = reading.is(start, Word.SERVES) ? start + 1 : start;
        return reading.is(what - 1, Word.SERVES)
                && what + 1 < end
                && reading.article(what)
                && IntStream.range(what, end)
                        .noneMatch(i -> reading.capital(i)
                                || reading.number(i)
                                || reading.town(i)
                                || reading.marked("street", i)
                                || reading.marked("place_near", i));
    }

    /// "26 haitoshi, nipe 24 inch": no house's number, but two sizes of one thing.
    private static boolean otherSize(Reading reading, int start, int end) {
        Set<UUID> sizes = reading.number(start)
                ? reading.catalogue.sized(reading.tokens.get(start).norm())
                : Set.of();
        Set<UUID> having = reading.catalogue.having(sizes);
        return !nameWithin(reading, start, end)
                && reading.marks("street").findAny().isEmpty()
                && IntStream.range(start, end).noneMatch(reading::town)
                && reading.variants.stream()
                        .filter(v -> v.start() > reading.clauseEnd(start))
                        .anyMatch(v -> v.variants().stream().noneMatch(sizes::contains)
                                && reading.catalogue.having(v.variants()).stream()
                                        .anyMatch(having::contains));
    }

    /// "Em hỏi là 280 ngàn một ký": what it costs, and no name beside.
    private static boolean amount(Reading reading, int start, int end) {
        return Numbers.said(reading).stream()
                        .anyMatch(number -> number.kind() == Numbers.Kind.MONEY
                                && number.end() - number.start() > 1
                                && number.start() >= start
                                && number.end() <= end)
                && IntStream.range(start + 1, end).noneMatch(i -> reading.capital(i) || reading.town(i))
                && IntStream.range(start, end).noneMatch(i -> reading.marked("street", i));
    }

    /// "Làm sạch *giúp mình*": a favour is asked in words of the language, and nothing in them is called so.
    private static boolean asksFavour(Reading reading, int start, int end) {
        boolean favour = reading.marks("place_end").anyMatch(hit -> hit.start() == end && hit.length() > 1);
        return favour
                && IntStream.range(start, end)
                        .allMatch(i -> reading.tokens.get(i).word()
                                && reading.common(i)
                                && !reading.capital(i)
                                && !reading.town(i)
                                && !reading.marked("street", i)
                                && !reading.marked("place_near", i)
                                && !reading.is(i, Word.OWN_PLACE));
    }

    /// Numbers, and beside them only words that every message may hold.
    private static boolean onlyNumbers(Reading reading, int start, int end) {
        if (Postcodes.told(reading, start, end)) {
            return false;
        }
        for (int i = start; i < end; i++) {
            // "Nhà Bè" is a name
            boolean name = reading.capital(i) && (i > start && reading.capital(i - 1) || reading.capital(i + 1));
            boolean said = reading.everyday(i)
                    || reading.marked("unit_pieces", i)
                    || reading.marked("particle", i)
                    || reading.tokens.get(i).kind() == Token.Kind.MARK
                    || !reading.capital(i) && picks(reading, i);
            // "unité 12"
            boolean area = reading.marked("area_before", i) && reading.number(i + 1);
            if (area || !reading.number(i) && !reading.within("number", i) && (!said || name)) {
                return false;
            }
        }
        return true;
    }

    /// "Une petite et une grande": which ones, and nowhere.
    private static boolean picks(Reading reading, int at) {
        return Stream.of("pick", "no", "each", "but", "correction", "yes", "weak_yes", "filler", "more")
                .flatMap(reading::all)
                .anyMatch(hit -> hit.start() <= at && at < hit.end());
    }

    /// "Trước 9h sáng mai được không": asked where to, the shopper asks when.
    private static boolean saysWhen(Reading reading, int start) {
        boolean date = reading.marked("date", start + 1)
                || reading.number(start + 1) && !reading.capital(start + 2) && !reading.marked("street", start + 2);
        return reading.marked("date_before", start) && date && !reading.capital(start);
    }

    /// "Hiyo 39 iwe 38", "nyeusi zifanye tatu": something is to become something else.
    private static boolean remakes(Reading reading, int start, int end) {
        boolean becomes = reading.all("update_cart")
                .anyMatch(hit -> hit.start() >= start
                        && hit.end() < end
                        && (reading.number(hit.end())
                                || reading.begins("number", hit.end())
                                || reading.variants.stream()
                                        .anyMatch(v -> v.start() >= hit.end() && v.start() - hit.end() <= 1)));
        return becomes && !nameWithin(reading, start, end);
    }

    /// "2 bộ luôn cho 2 đứa": begins with a count and holds nothing that an address has.
    private static boolean countsPieces(Reading reading, int start, int end) {
        boolean counts = start + 1 < end
                && (reading.number(start)
                        || reading.all("number").anyMatch(hit -> hit.start() == start && hit.end() <= start + 1))
                && reading.marked("unit_pieces", start + 1);
        return counts
                && !nameWithin(reading, start, end)
                && reading.marks("street").findAny().isEmpty()
                && reading.tokens.subList(start, end).stream().noneMatch(token -> token.is(","));
    }

    /// "Not telling you", "haraka tafadhali": one common word is left of it, and nothing leads to it.
    private static boolean leftover(Reading reading, int start, int end) {
        return end - start == 1
                && reading.wordCount() > 1
                && reading.common(start)
                && !reading.capital(start)
                && !reading.town(start)
                && !reading.ledTo(start);
    }

    /// "It's for my sister": she may be somewhere, but is no place.
    static boolean somebody(Reading reading, int start, int end) {
        return IntStream.range(start, end).anyMatch(reading::person)
                && IntStream.range(reading.clauseStart(start), end).noneMatch(reading::number)
                && !nameWithin(reading, start, end);
    }

    /// "So it'll go straight to hers": everyday English from end to end, and nothing in it that a place could be
    /// called by.
    static boolean sentence(Reading reading, int start, int end) {
        if (end - start < SENTENCE_LEAST || nameWithin(reading, start, end)) {
            return false;
        }
        for (int i = start; i < end; i++) {
            boolean may = !reading.english(i)
                    || reading.is(i, Word.OWN_PLACE)
                    || reading.marked("street", i)
                    || reading.marked("place_near", i)
                    || reading.town(i);
            if (may) {
                return false;
            }
        }
        return true;
    }

    /// A capital that no sentence begins with.
    private static boolean nameWithin(Reading reading, int start, int end) {
        for (int i = Math.max(1, start); i < end; i++) {
            if (reading.capital(i) && !reading.inVariant(i)) {
                return true;
            }
        }
        return false;
    }

    /// "Actually 100ml is better": a variant, and else only words that every message may hold.
    static boolean saysWhich(Reading reading, int start, int end) {
        boolean which = false;
        for (int i = start; i < end; i++) {
            boolean variant = reading.inVariant(i);
            which |= variant;
            boolean plain = reading.tokens.get(i).kind() == Token.Kind.MARK
                    // "2 L 1 XL"
                    || reading.number(i)
                            && reading.tokens.get(i).norm().length() == 1
                            && i + 1 < end
                            && reading.inVariant(i + 1)
                    || reading.common(i) && !reading.marked("street", i) && !(i > start && reading.capital(i));
            if (!variant && !plain) {
                return false;
            }
        }
        return which;
    }
}

package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.Set;
import java.util.stream.IntStream;

/// Whether it complains of what came: what is broken may be the shopper's own, and asked to be mended.
final class Faults {
    private Faults() {}

    static void weigh(Wants wants) {
        boolean ours = wants.reading.says(Word.RECEIVED);
        // "remove the glass, my screen is cracked anyway": why, and no fault of the shop
        boolean removes = wants.has(Intent.REMOVE_FROM_CART);
        // "wrong one sorry, home instead: 3 Oak Close": the address, and nothing that came
        boolean elsewhere = wants.place != null && wants.place.said();
        // "one is missing, I said three", of what was summed up: the count, and nothing that came
        boolean recounts = wants.reading.has("correction")
                && (wants.counts() || wants.items.items().stream().anyMatch(item -> item.quantity() != null));
        if (wants.awaits(Awaited.CONFIRMATION) && !ours && (removes || elsewhere || recounts)) {
            wants.drop(Intent.COMPLAINT);
        }
        if (!ours) {
            mended(wants);
        }
        if (wants.has(Intent.COMPLAINT) && (replaces(wants) || givesUp(wants))) {
            wants.drop(Intent.COMPLAINT);
        }
        if (wants.has(Intent.COMPLAINT) && !ours && onlyOwn(wants)) {
            wants.drop(Intent.COMPLAINT);
            wants.add(Intent.PRODUCT_INQUIRY, 0.8);
        }
        if (wants.has(Intent.COMPLAINT) && !ours && onlyAsks(wants.reading)) {
            wants.drop(Intent.COMPLAINT);
            wants.add(Intent.PRODUCT_INQUIRY, 0.8);
        }
        if (wants.awaits(Awaited.NOTHING) && otherCame(wants.reading)) {
            wants.add(Intent.COMPLAINT, 0.85);
        }
    }

    /// "*Do the pots* have a hole in the bottom": what would be a fault is asked of goods, right behind what asks.
    private static boolean onlyAsks(Reading reading) {
        return reading.all("complaint")
                .allMatch(fault -> reading.products.stream()
                        .anyMatch(thing -> reading.clauseStart(fault.start()) <= thing.start()
                                && thing.end() <= fault.start()
                                && reading.found("question")
                                        .anyMatch(asks -> asks.length() > 1 && asks.end() == thing.start())));
    }

    /// "My screen is cracked, can you change it": what is broken did not come from the shop, which mends such things.
    private static void mended(Wants wants) {
        // "can you change it to the 30ml?" is said of what is being ordered
        boolean ofOrder = wants.at.ordering() && !wants.has(Intent.COMPLAINT) || !wants.reading.variants.isEmpty();
        boolean asksRepair = !ofOrder && wants.reading.marks("repair").findAny().isPresent();
        boolean asked = asksRepair
                || wants.items.items().stream()
                        .flatMap(item -> item.products().stream())
                        .anyMatch(product ->
                                wants.at.catalogue().mends(product, word -> wants.reading.is(word, Word.MENDING)));
        if (!asked) {
            return;
        }
        boolean told = wants.has(Intent.COMPLAINT) || !wants.at.ordering() && wants.has(Intent.UPDATE_CART);
        wants.drop(Intent.COMPLAINT);
        if (!wants.at.ordering()) {
            wants.drop(Intent.UPDATE_CART);
        }
        if (told || asksRepair && wants.only(Intent.GREETING)) {
            wants.add(Intent.PRODUCT_INQUIRY, 0.8);
        }
    }

    /// "Una get charger? *My own* don spoil": what is broken is the shopper's, and why another is looked for.
    /// Plain "my" says so only where something is asked for in another clause.
    private static boolean replaces(Wants wants) {
        Reading reading = wants.reading;
        boolean ofOrder = wants.any(intent -> intent.grave() && intent != Intent.COMPLAINT)
                || wants.has(Intent.RETURN_REQUEST)
                || wants.has(Intent.ORDER_STATUS)
                || wants.has(Intent.PAYMENT_CLAIM);
        return !ofOrder
                && LOOKS_FOR.stream().anyMatch(reading::has)
                && IntStream.range(0, reading.tokens.size()).noneMatch(i -> fromShop(reading, i))
                && reading.all("complaint").findAny().isPresent()
                && reading.all("complaint").allMatch(fault -> ofTheirs(reading, fault));
    }

    /// "*My tap* is leaking", "*chaja yangu* imeharibika", of whoever has ordered nothing: what is sold here may help.
    private static boolean onlyOwn(Wants wants) {
        Reading reading = wants.reading;
        boolean stranger = !wants.at.placed() && wants.at.placeBefore() == null;
        return stranger
                && !wants.any(intent -> intent.grave() && intent != Intent.COMPLAINT)
                && IntStream.range(0, reading.tokens.size()).noneMatch(i -> reading.is(i, Word.ORDERED))
                && reading.all("complaint").findAny().isPresent()
                && reading.all("complaint").allMatch(fault -> ofOwnThing(reading, fault));
    }

    private static boolean ofOwnThing(Reading reading, Hit fault) {
        int start = reading.clauseStart(fault.start());
        return reading.marks("own_thing")
                .filter(own -> own.start() >= start && own.end() <= fault.start())
                .anyMatch(own -> reading.products.stream()
                        .filter(thing -> thing.start() >= start && thing.end() <= fault.start())
                        .anyMatch(thing -> thing.start() == own.end() || thing.end() == own.start()));
    }

    /// "Lâu quá, thôi không lấy nữa", before anything was ordered: why it is called off, and no fault of what came.
    private static boolean givesUp(Wants wants) {
        Reading reading = wants.reading;
        boolean onlyWaits = reading.all("complaint").allMatch(fault -> fault.weight() <= IMPATIENT);
        return wants.at.ordering()
                && wants.has(Intent.CANCEL_ORDER)
                && (onlyWaits
                        || IntStream.range(0, reading.tokens.size())
                                .noneMatch(i -> fromShop(reading, i) || reading.is(i, Word.ORDERED)));
    }

    /// "Lâu quá" may only say that it takes too long.
    private static final double IMPATIENT = 0.7;

    private static final Set<String> LOOKS_FOR =
            Set.of("availability_check", "buying_intent", "price_check", "recommend");

    /// "You *sent*", and not the "una" of "una get".
    private static boolean fromShop(Reading reading, int at) {
        return reading.is(at, Word.RECEIVED)
                && LOOKS_FOR.stream().flatMap(reading::all).noneMatch(hit -> hit.start() <= at && at < hit.end());
    }

    private static boolean ofTheirs(Reading reading, Hit fault) {
        int start = reading.clauseStart(fault.start());
        int end = reading.clauseEnd(fault.end());
        boolean namedBeside = reading.products.stream().anyMatch(name -> name.end() <= start || name.start() >= end)
                // "ma batterie est morte, il me faut une 60"
                || reading.variants.stream().anyMatch(name -> name.end() <= start || name.start() >= end);
        boolean wantsNew = IntStream.range(0, reading.tokens.size()).anyMatch(i -> reading.is(i, Word.NEW));
        boolean sought = LOOKS_FOR.stream()
                .filter(sign -> namedBeside
                        || !reading.products.isEmpty()
                                && (sign.equals("price_check")
                                        || sign.equals("availability_check")
                                        || sign.equals("buying_intent") && wantsNew))
                .flatMap(reading::all)
                .anyMatch(hit -> hit.end() <= start || hit.start() >= end);
        // "my stove spoil I need new one"
        boolean another = wantsNew
                && reading.all("buying_intent").anyMatch(hit -> hit.start() >= fault.end() || hit.end() <= start);
        return reading.marks("own_thing")
                .anyMatch(own -> own.start() >= start
                        && own.start() <= fault.end()
                        && (own.weight() > 0.5 || sought || another));
    }

    /// "I ordered navy, you sent beige".
    private static boolean otherCame(Reading reading) {
        boolean two = reading.variants.size() > 1
                || reading.products.size() == 2
                        && reading.products.stream().allMatch(p -> p.products().size() == 1)
                        && !reading.products
                                .getFirst()
                                .products()
                                .equals(reading.products.getLast().products());
        return two
                && reading.says(Word.ORDERED)
                && reading.says(Word.CAME)
                && !Asking.whether(reading)
                && !reading.has("buying_intent")
                && reading.found("number").allMatch(hit -> hit.value().equals("1"));
    }
}

package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What follows from what stands beside it: who wants an exchange wants to buy nothing; "how much is delivery" asks for
/// no product's price.
final class Settling {
    /// Beside the first, the others are not meant; one after the other.
    private static final List<Yield> YIELDS = List.of(
            new Yield(Intent.MEDICAL_QUESTION, Intent.CLEAR_CART, Intent.REMOVE_FROM_CART),
            new Yield(Intent.BOT_QUESTION, Intent.HUMAN_REQUEST),
            new Yield(Intent.CANCEL_ORDER, Intent.REMOVE_FROM_CART, Intent.OPT_OUT),
            new Yield(Intent.CLEAR_CART, Intent.REMOVE_FROM_CART, Intent.OPT_OUT, Intent.VIEW_CART),
            // "take me off this list, I'm fed up"
            new Yield(Intent.OPT_OUT, Intent.REMOVE_FROM_CART, Intent.COMPLAINT),
            new Yield(Intent.PAYMENT_CLAIM, Intent.PAYMENT_QUESTION),
            new Yield(Intent.ORDER_STATUS, Intent.VIEW_CART, Intent.DELIVERY_QUESTION),
            new Yield(Intent.COMPLAINT, Intent.PAYMENT_CLAIM, Intent.THANKS),
            new Yield(Intent.COMPARE, Intent.PRODUCT_INQUIRY));

    private record Yield(Intent stays, Intent... goes) {}

    private static final Set<String> ORDERED_BY = Set.of("buying_intent", "add_to_cart");

    private Settling() {}

    static void settle(Wants wants, boolean counted) {
        faint(wants, counted);
        if (wants.has(Intent.DELIVERY_QUESTION) && !wants.named()) {
            wants.drop(Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK);
        }
        if (wants.has(Intent.PAYMENT_QUESTION) && !wants.named() && availableToPay(wants.reading)) {
            wants.drop(Intent.AVAILABILITY_CHECK);
        }
        if (wants.has(Intent.DISCOUNT_QUESTION) && wants.nothingNamed()) {
            // "do you have any discount": whether there is one, and not what is sold
            wants.drop(Intent.AVAILABILITY_CHECK);
        }
        if (wants.has(Intent.PAYMENT_QUESTION) && onlyWhenPaid(wants.reading)) {
            wants.drop(Intent.DELIVERY_QUESTION);
        }
        ofOrder(wants, counted);
        if (wants.has(Intent.OPT_OUT) && !leaves(wants)) {
            wants.drop(Intent.OPT_OUT);
        }
        if (wants.has(Intent.OPT_OUT) && !wants.at.ordering() && !wants.at.placed()) {
            // "đừng gửi nữa", and there is nothing that could be called off
            wants.drop(Intent.CANCEL_ORDER);
        }
        for (Yield rule : YIELDS) {
            if (wants.has(rule.stays)) {
                wants.drop(rule.goes);
            }
        }
        if (wants.has(Intent.COMPLAINT) && wants.less(Intent.CONFIRM, 0.9)) {
            wants.drop(Intent.CONFIRM);
        }
        if (wants.has(Intent.ORDER_STATUS) && !wants.named()) {
            // "mzigo wangu upo wapi": where it is, and not whether there is one
            wants.drop(Intent.AVAILABILITY_CHECK);
        }
        if (wants.has(Intent.VIEW_CART) && !wants.named()) {
            wants.drop(Intent.PRICE_CHECK, Intent.PRODUCT_INQUIRY);
        }
        if (wants.has(Intent.VIEW_CART) && wants.sure(Intent.BUYING_INTENT) >= 0.85 && onlyOfSum(wants.reading)) {
            // "the tank and the filter, how much in all"
            wants.drop(Intent.PRICE_CHECK);
        }
        if (wants.has(Intent.VIEW_CART)
                && wants.named()
                && wants.awaits(Awaited.NOTHING)
                && !wants.at.ordering()
                && !onlyWhereTo(wants.reading)
                && wants.reading.hits.stream().noneMatch(hit -> ORDERED_BY.contains(hit.section()))) {
            // "nepi 3 za medium ni jumla ngapi": nothing is ordered yet, and what so many cost is asked
            wants.drop(Intent.BUYING_INTENT);
            wants.set(Intent.PRICE_CHECK, 0.85);
        }
        if (wants.has(Intent.ADD_TO_CART) && wants.named() && onlyWhereTo(wants.reading)) {
            wants.drop(Intent.VIEW_CART);
        }
        goods(wants);
        if (wants.size() > 1) {
            wants.drop(Intent.CHIT_CHAT);
        }
    }

    /// "Stop", and nothing beside it; "stop sending me the picture" goes on. What names messages or the list means it
    /// beside other words, too, unless something is asked for or ordered with it.
    private static boolean leaves(Wants wants) {
        if (wants.sure(Intent.OPT_OUT) > 0.5) {
            return !wants.surely(0.8, intent -> intent.orders() || intent.asks() && !intent.grave());
        }
        Reading reading = wants.reading;
        return !wants.named()
                && IntStream.range(0, reading.tokens.size())
                        .filter(i -> reading.tokens.get(i).kind() != Token.Kind.MARK)
                        .allMatch(i -> BESIDE_STOP.stream()
                                .flatMap(section -> Stream.concat(reading.found(section), reading.marks(section)))
                                .anyMatch(hit -> hit.start() <= i && i < hit.end()));
    }

    private static final Set<String> BESIDE_STOP = Set.of(
            "opt_out", "polite", "greeting", "thanks", "goodbye", "no", "yes", "weak_yes", "complaint", "particle");

    /// "Chuck a deck of cards *in my basket*": where it is put, and no question for what is there.
    private static boolean onlyWhereTo(Reading reading) {
        return !reading.question()
                && reading.all("view_cart")
                        .allMatch(cart -> reading.is(cart.start(), Word.IN)
                                || reading.is(cart.start() - 1, Word.IN)
                                || reading.is(cart.start() - 1, Word.TOWARDS));
    }

    /// "COD available?", "do you have pay on delivery": a way to pay is asked for in the same breath.
    private static boolean availableToPay(Reading reading) {
        return reading.all("availability_check")
                .allMatch(has -> reading.all("payment_question").anyMatch(pay -> {
                    int from = Math.min(has.start(), pay.start());
                    int to = Math.max(has.end(), pay.end());
                    return IntStream.range(from, to)
                            .noneMatch(i -> reading.tokens.get(i).separates() || reading.is(i, Word.AND));
                }));
    }

    /// "Can I *pay on delivery*?": when it is paid, and nothing of how it comes.
    private static boolean onlyWhenPaid(Reading reading) {
        return reading.all("delivery_question").findAny().isPresent()
                && reading.all("delivery_question")
                        .allMatch(hit -> reading.found("payment_question")
                                .anyMatch(pay -> pay.length() > hit.length()
                                        && pay.start() <= hit.start()
                                        && hit.end() <= pay.end()));
    }

    /// What asks for a price asks for that of all.
    private static boolean onlyOfSum(Reading reading) {
        return reading.all("price_check")
                .allMatch(price -> reading.all("view_cart")
                        .anyMatch(sum -> sum.start() <= price.start() && price.end() <= sum.end()));
    }

    /// What only may be meant, beside what clearly is.
    private static void faint(Wants wants, boolean counted) {
        if (wants.sure(Intent.COMPLAINT) <= 0.5 && (wants.sure(Intent.CONFIRM) >= 0.9 || wants.has(Intent.THANKS))) {
            // "yes, brilliant", "brilliant, thanks"
            wants.drop(Intent.COMPLAINT);
        }
        if (wants.has(Intent.CANCEL_ORDER) && wants.sure(Intent.COMPLAINT) <= 0.6) {
            // "cancel order 31002, wrong size": only why
            wants.drop(Intent.COMPLAINT);
        }
        if (wants.sure(Intent.HUMAN_REQUEST) <= 0.6 && wants.any(Settling::needsNoPerson)) {
            // "how do I pay the owner?"
            wants.drop(Intent.HUMAN_REQUEST);
        }
        if (wants.any(Intent::business) && !goodsSaid(wants) || wants.any(Intent::grave) && !counted) {
            wants.drop(Intent.BUYING_INTENT);
        }
        if (wants.surely(0.75, intent -> intent.asks() || intent.business())) {
            wants.dropFaint(0.6, Settling::doubtful);
        }
    }

    /// What is told of the shop or an order, whoever of the shop is named in it.
    private static boolean needsNoPerson(Intent intent) {
        return switch (intent) {
            case PAYMENT_QUESTION, PAYMENT_CLAIM, DELIVERY_QUESTION, ORDER_STATUS, DISCOUNT_QUESTION -> true;
            default -> false;
        };
    }

    private static boolean goodsSaid(Wants wants) {
        return wants.named()
                || !wants.items.numbers().isEmpty()
                || !wants.items.variants().isEmpty();
    }

    /// What cannot be meant, or means something else, as no order or an order is being put together.
    private static void ofOrder(Wants wants, boolean counted) {
        boolean ordering = wants.at.ordering();
        if (wants.awaits(Awaited.NOTHING) && !ordering && counted && wants.less(Intent.CONFIRM, 0.9)) {
            // "ok so 2 mats": there is nothing yet to say yes to
            wants.drop(Intent.CONFIRM);
        }
        if (wants.awaits(Awaited.CONFIRMATION)
                && wants.answer == Heard.Answer.YES
                && wants.nothingNamed()
                && onlySaysYes(wants.reading)) {
            // "weka", to what was summed up: as it is
            wants.drop(Intent.UPDATE_CART, Intent.ADD_TO_CART);
        }
        if (wants.has(Intent.ADD_TO_CART) && ordering) {
            wants.drop(Intent.BUYING_INTENT);
        }
        if (wants.has(Intent.RETURN_REQUEST) && !ordering) {
            // "I want to change the size, it is too wide": of what was bought
            wants.drop(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
        }
        if (wants.has(Intent.RETURN_REQUEST) && ordering && givesWay(wants)) {
            wants.drop(Intent.RETURN_REQUEST);
            wants.set(Intent.UPDATE_CART, 0.85);
        }
        if (wants.has(Intent.RETURN_REQUEST) && wants.reading.question() && wants.nothingNamed()) {
            // "do you do returns?": no thing is asked for
            wants.drop(Intent.AVAILABILITY_CHECK);
        }
        if (wants.has(Intent.PAYMENT_QUESTION) && wants.nothingNamed() && waysOfPaying(wants.reading)) {
            // "opay dey?": whether that way of paying is there
            wants.drop(Intent.AVAILABILITY_CHECK);
        }
        if (wants.has(Intent.ORDER_STATUS) && !counted && !ordering && !wants.has(Intent.ADD_TO_CART)) {
            // "i order sneakers since last week, una never send"
            wants.drop(Intent.BUYING_INTENT);
        }
    }

    private static boolean waysOfPaying(Reading reading) {
        return reading.all("availability_check")
                .allMatch(asks -> reading.all("payment_question")
                        .anyMatch(pays -> pays.end() == asks.start() || asks.end() == pays.start()));
    }

    /// "29 ni kubwa sana, iwe 26 inch", "20 is too big, 16 inch please", of what is only being ordered: what is said of
    /// the one stands before the other.
    private static boolean givesWay(Wants wants) {
        Reading reading = wants.reading;
        Set<UUID> ordered = wants.at.pieces().keySet();
        List<UUID> said = wants.items.variants();
        return !reading.question()
                && wants.items.items().isEmpty()
                && said.stream().anyMatch(ordered::contains)
                && reading.variants.stream()
                        .filter(other -> other.variants().stream().noneMatch(ordered::contains)
                                && said.stream().anyMatch(other.variants()::contains))
                        .anyMatch(other -> reading.all("return_request").allMatch(hit -> hit.end() <= other.start()));
    }

    /// What else would put things into the order is part of the yes.
    private static boolean onlySaysYes(Reading reading) {
        return Stream.of("update_cart", "add_to_cart", "order_modification")
                .flatMap(reading::all)
                .allMatch(change ->
                        reading.all("yes").anyMatch(yes -> yes.start() <= change.start() && change.end() <= yes.end()));
    }

    /// A thing that is named without being asked about or added.
    private static void goods(Wants wants) {
        boolean beside = wants.has(Intent.THANKS)
                || wants.has(Intent.CHIT_CHAT)
                || wants.any(intent -> intent.asks() && intent != Intent.PRODUCT_INQUIRY);
        if (beside && wants.less(Intent.PRODUCT_INQUIRY, 0.75)) {
            wants.drop(Intent.PRODUCT_INQUIRY);
        }
        if (!goodsSaid(wants) && !wants.at.ordering()) {
            double adds = wants.sure(Intent.ADD_TO_CART);
            wants.drop(Intent.ADD_TO_CART);
            if (adds >= SURELY && wants.at.focus() != null && !wants.reading.question()) {
                // "add it", of what was told
                wants.add(Intent.BUYING_INTENT, adds);
            }
        }
    }

    private static final double SURELY = 0.8;

    /// A weak sign of these yields to a clear one of something else.
    private static boolean doubtful(Intent intent) {
        return switch (intent) {
            case AVAILABILITY_CHECK,
                    PRICE_CHECK,
                    DELIVERY_QUESTION,
                    DISCOUNT_QUESTION,
                    VIEW_CART,
                    UPDATE_CART,
                    PAYMENT_QUESTION,
                    MEDICAL_QUESTION,
                    CUSTOM_REQUEST,
                    CHIT_CHAT -> true;
            default -> false;
        };
    }
}

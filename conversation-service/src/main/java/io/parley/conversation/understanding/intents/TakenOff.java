package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Heard.Answer;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.stream.IntStream;

/// What is taken off the order, and what only seems to be: "without the receipt", "don't remove the small one".
final class TakenOff {
    private TakenOff() {}

    /// "I don't want the speaker any more": not the order is cancelled but a thing of it, when one is named
    /// and no word for an order is in what cancels.
    static void takenOff(Wants wants) {
        Reading reading = wants.reading;
        boolean whole = OrderChanges.cancelsWhole(reading);
        boolean thing =
                wants.items.items().stream().anyMatch(item -> item.products().size() == 1 && !item.category());
        boolean off =
                wants.refused() || reading.found("remove_from_cart").findAny().isPresent();
        boolean cancelled = reading.all("cancel_order").anyMatch(hit -> thingBehind(reading, hit));
        if (reading.has("cancel_order") && !whole && thing && (off || cancelled)) {
            wants.drop(Intent.CANCEL_ORDER);
            wants.set(Intent.REMOVE_FROM_CART, 0.85);
        }
        if (!wants.at.ordering() && !whole && takenBack(wants)) {
            // "a runner and 2 socks, scrap the socks": what it was said of is gone, and the rest is named
            wants.drop(Intent.CANCEL_ORDER, Intent.REMOVE_FROM_CART);
        }
        if (!wants.at.ordering()
                && thing
                && !wants.refused()
                && reading.all("cancel_order").allMatch(hit -> thingsFollow(reading, hit))) {
            // "leave it. two wipers": what was spoken of before is let go, and something else is wanted
            wants.drop(Intent.CANCEL_ORDER);
        }
        boolean stays = wants.has(Intent.REMOVE_FROM_CART)
                && !wants.refused()
                && wants.items.items().stream().anyMatch(item -> item.quantity() != null)
                && IntStream.range(1, reading.tokens.size())
                        .anyMatch(i -> reading.number(i) && reading.is(i - 1, Word.REACHES));
        if (stays || wants.has(Intent.REMOVE_FROM_CART) && saysHowManyRather(wants)) {
            // "bớt flan còn 3": so many stay
            wants.drop(Intent.REMOVE_FROM_CART);
            wants.set(Intent.UPDATE_CART, 0.85);
        }
        if (putsBack(wants)) {
            wants.drop(Intent.RETURN_REQUEST);
            wants.set(Intent.REMOVE_FROM_CART, 0.85);
        }
    }

    /// Of two things that are named, one of them twice, only the other is left.
    private static boolean takenBack(Wants wants) {
        Reading reading = wants.reading;
        return wants.named()
                && !wants.refused()
                && reading.products.stream()
                        .filter(name -> wants.items.items().stream()
                                .noneMatch(item -> item.products().stream().anyMatch(name.products()::contains)))
                        .anyMatch(name -> reading.products.stream()
                                .anyMatch(again ->
                                        again != name && again.products().equals(name.products())));
    }

    /// "*Sitaki mbili*, nataka moja": the one count instead of the other, and nothing is taken off.
    private static boolean saysHowManyRather(Wants wants) {
        Reading reading = wants.reading;
        return wants.nothingNamed()
                && reading.all("remove_from_cart")
                        .allMatch(off -> counted(reading, off.end())
                                && (reading.closes(off.end() + 1) || reading.begins("buying_intent", off.end() + 1)))
                && reading.found("buying_intent").anyMatch(wanted -> counted(reading, wanted.end()));
    }

    private static boolean counted(Reading reading, int at) {
        return reading.number(at) || reading.begins("number", at);
    }

    private static boolean thingsFollow(Reading reading, Hit cancel) {
        int end = cancel.end();
        return end < reading.tokens.size()
                && reading.tokens.get(end).separates()
                && reading.products.stream().allMatch(name -> name.start() > end);
    }

    /// "Annulez le vinaigre": right behind what cancels, but for a little word.
    private static boolean thingBehind(Reading reading, Hit cancel) {
        return reading.thingAt(cancel.end())
                || cancel.end() + 1 < reading.tokens.size()
                        && reading.everyday(cancel.end())
                        && reading.thingAt(cancel.end() + 1);
    }

    /// "Rudisha handbag", of one that is being ordered: back onto the shelf with it.
    static boolean putsBack(Wants wants) {
        return wants.has(Intent.RETURN_REQUEST)
                && wants.at.ordering()
                && !wants.reading.question()
                && wants.reading.all("return_request").anyMatch(hit -> thingBehind(wants.reading, hit))
                && !wants.items.items().isEmpty()
                && wants.items.items().stream()
                        .allMatch(item -> item.products().stream().anyMatch(wants.at.inHand()::contains));
    }

    static void refused(Wants wants) {
        Reading reading = wants.reading;
        boolean removes = reading.marks("let_go").findAny().isPresent()
                || reading.all("negation").anyMatch(hit -> reading.begins("remove_from_cart", hit.start()));
        if (wants.refused() && (removes || !wants.named() && wants.only(Intent.THANKS, Intent.GREETING, Intent.DENY))) {
            wants.add(Intent.REMOVE_FROM_CART, removes ? 0.9 : 0.6);
        }
    }

    /// "The spread, is it without palm oil?", before anything is ordered: what there is not in it is asked.
    static void ofNoOrder(Wants wants) {
        boolean asks = wants.has(Intent.REMOVE_FROM_CART)
                && wants.awaits(Awaited.NOTHING)
                && !wants.at.ordering()
                && wants.reading.question()
                && wants.named()
                && !wants.refused()
                && !wants.any(Intent::grave);
        if (asks) {
            wants.drop(Intent.REMOVE_FROM_CART);
            wants.add(Intent.PRODUCT_INQUIRY, 0.8);
        }
    }

    /// "Without the receipt": no thing that is sold is taken off, and nothing else is meant by it.
    static void ofNoThing(Wants wants) {
        Reading reading = wants.reading;
        boolean ofSomethingElse = wants.has(Intent.REMOVE_FROM_CART)
                && wants.nothingNamed()
                && wants.items.numbers().isEmpty()
                && reading.has("remove_from_cart")
                && reading.all("remove_from_cart").allMatch(hit -> !hit.gapped() && strangerBehind(reading, hit.end()));
        if (ofSomethingElse) {
            wants.drop(Intent.REMOVE_FROM_CART);
        }
    }

    /// A word for something, but for little words before it.
    private static boolean strangerBehind(Reading reading, int from) {
        int at = from;
        while (at < reading.tokens.size() && at - from < 2 && reading.everyday(at)) {
            at++;
        }
        return at < reading.tokens.size()
                && reading.tokens.get(at).word()
                && !reading.everyday(at)
                && !reading.nicety(at)
                && !reading.within("pick", at)
                && !reading.within("number", at)
                && !reading.person(at);
    }

    /// "Thôi khỏi", to what was offered, cancels no order.
    static void declined(Wants wants) {
        Reading reading = wants.reading;
        boolean onlyNo = wants.awaits(Awaited.YES_OR_NO)
                && wants.answer == Answer.NO
                && reading.all("cancel_order")
                        .allMatch(cancel -> reading.found("no")
                                .anyMatch(no -> no.start() <= cancel.start() && no.end() >= cancel.end()));
        if (onlyNo) {
            wants.drop(Intent.CANCEL_ORDER);
        }
    }

    /// "Don't send it to York, deliver to Leeds", "tant pis, je prends les deux": what follows says that the order
    /// stays.
    static void kept(Wants wants) {
        Reading reading = wants.reading;
        Place place = wants.place;
        boolean elsewhere = place != null
                && place.said()
                && reading.marks("place_before")
                        .anyMatch(leads -> leads.end() == place.start() && cancelsBefore(reading, leads));
        boolean goesOn = (reading.has("pick") || !wants.items.numbers().isEmpty())
                && reading.found("buying_intent").anyMatch(buys -> buys.weight() > 0.7 && cancelsBefore(reading, buys));
        boolean weakly = reading.all("cancel_order").allMatch(off -> off.weight() <= OrderChanges.MAKES_DO);
        // "tant pis, les 3"
        boolean makesDo = weakly
                && reading.all("cancel_order").allMatch(off -> opens(reading, off.start()))
                && (!wants.items.numbers().isEmpty() || !wants.nothingNamed());
        // "tant pis. ça fait combien en tout", "ok tant pis, je valide": what cannot be is let go, and the order goes
        // on
        boolean resigns = weakly
                && wants.at.ordering()
                && (wants.any(intent -> intent.asks() || intent == Intent.VIEW_CART)
                        || reading.all("yes").anyMatch(yes -> cancelsBefore(reading, yes)));
        if (elsewhere || goesOn || makesDo || resigns) {
            wants.drop(Intent.CANCEL_ORDER);
        }
    }

    /// Nothing that is named or counted stands before it.
    private static boolean opens(Reading reading, int at) {
        return IntStream.range(0, at)
                .noneMatch(i -> reading.inThing(i)
                        || reading.inVariant(i)
                        || reading.number(i)
                        || reading.within("number", i)
                        || reading.within("remove_from_cart", i));
    }

    private static boolean cancelsBefore(Reading reading, Hit next) {
        return reading.all("cancel_order").allMatch(off -> off.end() <= next.start());
    }
}

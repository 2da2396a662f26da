package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Heard.Answer;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.places.SeveralPlaces;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Particulars;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a message wants: what its phrases say, weighed by what else was read of it and by what was asked.
public final class Intents {
    private static final Set<String> THANKS_WITHIN = Set.of("yes", "weak_yes", "goodbye");

    private Intents() {}

    /// @param limited it says what it may cost
    public static Wants of(Wants wants, boolean limited, Particulars.@Nullable Name name, Lexicon lexicon) {
        told(wants, name);
        answered(wants);
        TakenOff.takenOff(wants);
        Faults.weigh(wants);
        thanked(wants);
        OrderChanges.onlyToo(wants);
        OrderChanges.forNothing(wants);
        OrderChanges.remade(wants);
        boolean pricesWay = DeliveryQuestions.find(wants);
        Health.forWhom(wants);
        OrderChanges.mended(wants);
        boolean counted = Buying.counted(wants);
        Buying.find(wants, counted);
        TakenOff.refused(wants);
        TakenOff.ofNoOrder(wants);
        TakenOff.ofNoThing(wants);
        OrderChanges.comesToIt(wants);
        DeliveryQuestions.answered(wants, pricesWay);
        Buying.recommended(wants, limited, counted);
        OrderChanges.corrected(wants);
        Buying.compared(wants, counted);
        Buying.orTheLike(wants);
        Buying.praised(wants);
        Buying.askedAfter(wants);
        Buying.suited(wants);
        TakenOff.declined(wants);
        if (!hesitates(wants)) {
            Guessing.guess(wants, lexicon, name != null || tellsEnough(wants));
        }
        if (wants.none() && (asksOfIt(wants) || tellsFit(wants))) {
            wants.set(Intent.PRODUCT_INQUIRY, 0.6);
        }
        if (wants.none() && wants.reading.lacking != null) {
            // "xxl", "iphone 12", "46, one pair": of what was told, and does not come so
            wants.set(wants.counts() ? Intent.BUYING_INTENT : Intent.AVAILABILITY_CHECK, 0.7);
        }
        Buying.askedHow(wants);
        Buying.priced(wants);
        TakenOff.kept(wants);
        OrderChanges.changed(wants, counted);
        Buying.askedBeside(wants);
        Buying.chosen(wants);
        Buying.ifThere(wants);
        Buying.askedWhich(wants, counted);
        Buying.reckoned(wants);
        OrderChanges.addedBehind(wants);
        Settling.settle(wants, counted);
        if (onlyCompares(wants)) {
            // "what is the difference between L and XL?", of an L that is ordered
            wants.drop(Intent.ORDER_MODIFICATION, Intent.UPDATE_CART);
        }
        if (limited && wants.has(Intent.RECOMMEND) && Buying.dearOnly(wants)) {
            // "anything cheaper than 20?"
            wants.drop(Intent.DISCOUNT_QUESTION);
        }
        if (asksByPrice(wants)) {
            // it is asked for, and no bargain
            wants.drop(Intent.DISCOUNT_QUESTION, Intent.COMPARE);
            wants.add(Intent.PRODUCT_INQUIRY, 0.7);
        }
        if (onlySpeaksOf(wants)) {
            // alone it is only named; beside an order nothing of it may come to that
            wants.setOnly(Intent.PRODUCT_INQUIRY, wants.at.ordering() ? 0.8 : 0.7);
        }
        boolean twoHouses = (wants.place != null || wants.at.awaitsPlace()) && SeveralPlaces.houses(wants.reading);
        boolean twoTowns = SeveralPlaces.towns(wants.reading, wants.at);
        if (twoHouses || twoTowns && !wants.any(Intent::asks)) {
            // where each of them goes is for a person to settle
            wants.setOnly(Intent.CUSTOM_REQUEST, 0.9);
        }
        if (wants.has(Intent.BOT_QUESTION) && wants.has(Intent.BUYING_INTENT) && !wants.reading.question()) {
            // "something to make coffee without a machine"
            wants.drop(Intent.BOT_QUESTION);
        }
        if (wants.at.ordering() && YesOrNo.isAll(wants.reading, wants.at)) {
            // "that's all", of an order that is being put together: nobody leaves
            wants.drop(Intent.GOODBYE);
        }
        if (wants.has(Intent.BOT_QUESTION) && asksForPersonNext(wants.reading)) {
            wants.set(Intent.HUMAN_REQUEST, 0.9);
        }
        return wants;
    }

    /// "The most expensive", of all that is sold or was told; "what's your cheapest cake", of what nobody spoke of yet;
    /// "is there a cheaper one?"
    private static boolean asksByPrice(Wants wants) {
        boolean unspoken = wants.ofNothingSpokenOf();
        boolean another = wants.none() && wants.at.listed().isEmpty() && Asking.whether(wants.reading);
        return (wants.none() || wants.only(Intent.DISCOUNT_QUESTION, Intent.COMPARE))
                && (unspoken
                        || another
                        || wants.has(Intent.DISCOUNT_QUESTION)
                                && wants.items.items().isEmpty())
                && wants.reading
                        .all("pick")
                        .anyMatch(hit -> hit.value().equals("dearest")
                                || (unspoken || another) && hit.value().equals("cheapest"));
    }

    /// "Is it septic safe?", of whatever it is.
    private static boolean asksOfIt(Wants wants) {
        Reading reading = wants.reading;
        return wants.awaits(Awaited.NOTHING)
                && reading.question()
                && reading.all("question")
                        .anyMatch(hit -> hit.start() == 0 && hit.length() == 2 && reading.is(1, Word.OF_IT));
    }

    /// "Tour de tête 57", asked which one: what there is, is told once more.
    private static boolean tellsFit(Wants wants) {
        return wants.awaits(Awaited.VARIANT)
                && wants.nothingNamed()
                && wants.reading.marks("measured").findAny().isPresent();
    }

    /// Whether it asks how things differ, and changes nothing.
    public static boolean onlyCompares(Wants wants) {
        return wants.has(Intent.COMPARE)
                && wants.reading.question()
                && !wants.reading.has("update_cart")
                && !wants.reading.has("remove_from_cart")
                && !wants.reading.has("add_to_cart");
    }

    /// "I already have the lamp": what is named is told of, and nothing of it is ordered.
    public static boolean onlySpeaksOf(Wants wants) {
        return wants.reading.onlyOwned && wants.named();
    }

    /// What its phrases say, but for those within a place or a name.
    private static void told(Wants wants, Particulars.@Nullable Name name) {
        Reading reading = wants.reading;
        Place place = wants.place;
        for (Hit hit : reading.hits) {
            boolean inPlace = place != null && hit.start() >= place.start() && hit.end() <= place.end();
            // "kwa 22 Moi Avenue" offers no 22
            boolean housed = place != null
                    && hit.section().equals("discount_question")
                    && hit.start() < place.start()
                    && hit.end() > place.start()
                    && reading.number(place.start());
            // "call me Zawadi" asks for no call
            boolean namesOne = name != null && hit.end() == name.start();
            // "c'est parti", to what was summed up, asks for no parcel
            boolean agrees = hit.section().equals("order_status")
                    && wants.awaits(Awaited.CONFIRMATION)
                    && reading.found("yes").anyMatch(yes -> yes.start() == hit.start() && yes.end() == hit.end());
            // "leave am make e dey" lets nothing go
            boolean back = reading.changing("as_before")
                    .anyMatch(keeps -> !keeps.gapped() && keeps.start() <= hit.start() && keeps.end() >= hit.end());
            // "cổng sau *bệnh viện* Chợ Rẫy" asks for no doctor
            boolean landmark = hit.section().equals("medical_question")
                    && reading.capital(hit.end())
                    && reading.marks("street")
                            .anyMatch(street -> street.start() <= hit.start() && hit.end() <= street.end());
            if (hit.section().equals("greeting") && reading.question() && reading.town(hit.end())) {
                // "una dey Lagos?"
                wants.sign(Intent.DELIVERY_QUESTION, hit.weight());
                continue;
            }
            // "is it real human hair?"
            boolean described = hit.section().equals("human_request")
                    && reading.question()
                    && !reading.products.isEmpty()
                    && reading.catalogue.describes(
                            reading.tokens.get(hit.end() - 1).norm());
            if (described || asksHowLong(reading, hit)) {
                wants.sign(Intent.PRODUCT_INQUIRY, hit.weight());
                continue;
            }
            if (needsItself(reading, hit)) {
                wants.sign(Intent.PRODUCT_INQUIRY, hit.weight());
                continue;
            }
            if (cancelsIf(reading, hit)) {
                wants.sign(Intent.RETURN_REQUEST, hit.weight());
                continue;
            }
            if (!inPlace && !housed && !namesOne && !agrees && !back && !landmark && !asksOfThing(reading, hit)) {
                Intent.of(hit.section())
                        .filter(_ -> !supposed(reading, hit) && !timeOfDay(reading, hit))
                        .ifPresent(intent -> wants.sign(intent, hit.weight()));
            }
        }
    }

    /// "Does the lamp *need* a bulb", "the lighter *need* battery?": what a thing needs is asked, and nobody wants it;
    /// nor does who asks "do I *need* a net".
    private static boolean needsItself(Reading reading, Hit hit) {
        int from = reading.clauseStart(hit.start());
        int to = reading.clauseEnd(hit.start());
        boolean asks = reading.begins("question", from)
                || to < reading.tokens.size() && reading.tokens.get(to).is("?");
        boolean ofThing =
                asks && hit.length() == 1 && IntStream.range(from, hit.start()).anyMatch(reading::inThing);
        boolean spokenOf = reading.marks("spoken_of")
                .anyMatch(mark -> mark.weight() > 0.5 && mark.start() <= hit.start() && hit.end() <= mark.end());
        return hit.section().equals("buying_intent") && (ofThing || spokenOf);
    }

    /// "Can I *cancel if* it isn't here by Friday?": how that is seen to is asked, and nothing is cancelled.
    private static boolean cancelsIf(Reading reading, Hit hit) {
        return hit.section().equals("cancel_order")
                && reading.question()
                && reading.marks("condition").anyMatch(mark -> mark.start() >= hit.end());
    }

    /// "Chupa *haishiki joto* masaa 12?": how long it does so is asked, and nothing is wrong.
    private static boolean asksHowLong(Reading reading, Hit hit) {
        int next = hit.end();
        return hit.section().equals("complaint")
                && reading.question()
                && reading.is(next, Word.LASTS)
                && reading.number(next + 1);
    }

    /// "Le bracelet rouge pour poignet 17 ça va ?" asks of the bracelet, and not how one is.
    private static boolean asksOfThing(Reading reading, Hit hit) {
        return hit.section().equals("chit_chat")
                && reading.question()
                && IntStream.range(reading.clauseStart(hit.start()), hit.start())
                        .anyMatch(reading::thingAt);
    }

    /// "Can I return it if it does not work": nothing is wrong yet. "A better price if I take both" is only asked.
    private static boolean supposed(Reading reading, Hit hit) {
        boolean perhaps = hit.section().equals("buying_intent")
                && reading.marks("undecided").anyMatch(mark -> mark.start() <= hit.start() && mark.end() > hit.start());
        if (perhaps) {
            // "might get one next month"
            return true;
        }
        boolean refused = hit.section().equals("return_request")
                && reading.found("negation").anyMatch(not -> not.end() == hit.start());
        if (refused) {
            // "un jeu d'échecs pas trop grand"
            return true;
        }
        boolean doubtful = hit.section().equals("complaint")
                || hit.section().equals("buying_intent") && reading.has("discount_question");
        return doubtful
                && reading.marks("condition")
                        .anyMatch(mark -> mark.end() <= hit.start()
                                && hit.start() - mark.end() <= 3
                                && reading.tokens.subList(mark.end(), hit.start()).stream()
                                        .noneMatch(Token::separates));
    }

    /// "For tmrw morning" greets nobody.
    private static boolean timeOfDay(Reading reading, Hit hit) {
        // "nimehama, sasa nipo Kijitonyama": a weak one greets only where the message begins
        boolean behind = hit.weight() <= 0.5 && hit.start() > 0;
        return hit.section().equals("greeting")
                && hit.length() == 1
                && (behind
                        || reading.is(hit.start(), Word.TIME_OF_DAY)
                                && (hit.start() > 2
                                        || reading.marks("date")
                                                .anyMatch(date ->
                                                        date.start() < hit.start() && date.end() >= hit.end())));
    }

    private static void answered(Wants wants) {
        boolean waits =
                wants.answer == Answer.WEAK_YES && wants.awaits(Awaited.CONFIRMATION) && YesOrNo.hasBut(wants.reading);
        if (waits) {
            // "ok let me ask my husband" agrees to nothing yet
            wants.drop(Intent.CONFIRM);
        } else if (wants.answer.yes()) {
            wants.add(Intent.CONFIRM, wants.answer == Answer.YES ? 0.95 : 0.7);
        } else if (wants.answer == Answer.NO) {
            wants.add(Intent.DENY, 0.95);
        } else if (YesOrNo.notYet(wants.reading)) {
            wants.add(Intent.DENY, 0.6);
        }
    }

    /// "Ok thank you", "c'est bon merci".
    private static void thanked(Wants wants) {
        Reading reading = wants.reading;
        boolean thanksToo = reading.hits.stream()
                .filter(hit -> THANKS_WITHIN.contains(hit.section()))
                .anyMatch(hit -> reading.found("thanks")
                        .anyMatch(thanks -> thanks.start() > hit.start() && thanks.end() <= hit.end()));
        if (thanksToo && wants.awaits(Awaited.NOTHING)) {
            wants.add(Intent.THANKS, 0.8);
        }
        // "ok no worries. is the cream ok for oily skin?": said to what was answered, and no thanks where more is asked
        boolean onlyAccepts = reading.has("thanks")
                && reading.all("thanks")
                        .allMatch(thanks -> reading.found("weak_yes")
                                .anyMatch(takes -> thanks.start() <= takes.start() && takes.end() <= thanks.end()));
        if (onlyAccepts && reading.question()) {
            wants.drop(Intent.THANKS);
        }
    }

    /// "attendez, je demande à ma collègue": time is wanted, whatever the rest is like
    private static boolean hesitates(Wants wants) {
        return (wants.awaits(Awaited.CONFIRMATION) || wants.awaits(Awaited.YES_OR_NO))
                && wants.reading.has("but")
                && !Asking.whether(wants.reading);
    }

    /// Whether it answers what was asked, or tells something that stands by itself.
    private static boolean tellsEnough(Wants wants) {
        Reading reading = wants.reading;
        boolean answers = wants.answer != Answer.NONE
                || wants.place != null
                || !wants.items.numbers().isEmpty()
                || !wants.items.variants().isEmpty()
                || reading.has("pick");
        // "it's a present btw" says enough by itself
        boolean remarks = wants.at.ordering() && reading.all("positive").anyMatch(hit -> hit.length() > 2);
        return (!wants.awaits(Awaited.NOTHING) || wants.at.ordering()) && answers
                || remarks
                || wants.place != null && wants.place.said() && reading.house(wants.place);
    }

    /// "Are you a bot? Get me a person": in a clause of its own, behind the question.
    private static boolean asksForPersonNext(Reading reading) {
        return reading.all("human_request")
                .anyMatch(wish -> reading.all("bot_question")
                        .anyMatch(bot -> bot.end() < wish.start()
                                && reading.tokens.get(bot.end()).is("?")
                                && bot.end() + 1 == wish.start()));
    }
}

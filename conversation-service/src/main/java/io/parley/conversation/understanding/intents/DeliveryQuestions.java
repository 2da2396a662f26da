package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Particulars;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether it asks about delivery, or tells where to.
final class DeliveryQuestions {
    private DeliveryQuestions() {}

    /// "Can you bus it to Kumasi?", "how much to Kumasi".
    ///
    /// @return whether the way itself is to be priced
    static boolean find(Wants wants) {
        boolean place =
                wants.place != null && wants.place.said() && wants.items.items().isEmpty();
        if (place
                && Asking.whether(wants.reading)
                && wants.awaits(Awaited.NOTHING)
                && wants.only(DeliveryQuestions::courteous)) {
            wants.set(Intent.DELIVERY_QUESTION, 0.75);
        }
        if (place && Asking.orNot(wants.reading)) {
            wants.set(Intent.DELIVERY_QUESTION, 0.75);
        }
        Intent within = withinWhether(wants.reading);
        if (within != null) {
            if (within == Intent.DELIVERY_QUESTION || wants.nothingNamed()) {
                wants.drop(Intent.AVAILABILITY_CHECK);
            }
            wants.set(within, 0.8);
        }
        if (asksWhen(wants)) {
            wants.set(Intent.DELIVERY_QUESTION, 0.75);
        }
        boolean pricesWay = pricesWay(wants);
        if (pricesWay) {
            wants.set(Intent.DELIVERY_QUESTION, 0.8);
        } else if (pricesWayToo(wants)) {
            wants.add(Intent.DELIVERY_QUESTION, 0.8);
        }
        return pricesWay;
    }

    /// "Pour samedi midi c'est possible ?", of what is being ordered.
    private static boolean asksWhen(Wants wants) {
        return wants.none()
                && wants.at.ordering()
                && wants.reading.question()
                && wants.nothingNamed()
                && wants.place == null
                && Particulars.date(wants.reading) != null;
    }

    /// "Có freeship ko", "có trả góp ko": not whether it is in stock; null where nothing else is asked so.
    private static @Nullable Intent withinWhether(Reading reading) {
        List<Lexicon.Hit> whether = reading.all("availability_check")
                .filter(hit -> hit.gapped() && hit.weight() < SURELY)
                .toList();
        return Stream.of("delivery_question", "payment_question", "loyalty_question", "discount_question")
                .filter(section -> reading.found(section)
                        .anyMatch(asked -> whether.stream()
                                .anyMatch(hit -> asked.start() >= hit.start() && asked.end() <= hit.end())))
                .findFirst()
                .flatMap(Intent::of)
                .orElse(null);
    }

    private static final double SURELY = 0.8;

    private static boolean pricesWay(Wants wants) {
        return wants.place != null
                && wants.place.said()
                && !wants.place.words().equals(Place.PICKUP)
                && wants.has(Intent.PRICE_CHECK)
                && wants.nothingNamed()
                && (wants.awaits(Awaited.NOTHING) || wants.at.ordering())
                && wants.only(intent ->
                        intent == Intent.PRICE_CHECK || intent == Intent.DELIVERY_QUESTION || courteous(intent));
    }

    /// "How much is the grinder, and how much to Leeds?": beside a thing's price that of its way.
    private static boolean pricesWayToo(Wants wants) {
        Place place = wants.place;
        Reading reading = wants.reading;
        return place != null
                && place.said()
                && wants.awaits(Awaited.NOTHING)
                && !wants.at.ordering()
                && reading.question()
                && reading.products.stream().allMatch(thing -> thing.end() <= place.start())
                && reading.all("price_check")
                        .anyMatch(price -> reading.products.stream()
                                .allMatch(thing -> thing.end() <= Math.min(price.start(), place.start())));
    }

    private static boolean courteous(Intent intent) {
        return switch (intent) {
            case GREETING, THANKS, CHIT_CHAT, PRODUCT_INQUIRY, LOYALTY_QUESTION, DISCOUNT_QUESTION -> true;
            default -> false;
        };
    }

    /// "En combien de jours": a word that asks is part of it.
    private static boolean asks(Reading reading, Lexicon.Hit hit) {
        return reading.found("question").anyMatch(word -> word.start() >= hit.start() && word.end() <= hit.end());
    }

    /// A place that is told for an order asks nothing, unless a question stands behind it.
    static void answered(Wants wants, boolean pricesWay) {
        Place place = wants.place;
        // "ship to 4 Oak St York", before anything is ordered
        boolean tells = place != null
                && place.said()
                && wants.reading.house(place)
                && !Asking.whether(wants.reading)
                && !pricesWay
                && wants.reading
                        .all("delivery_question")
                        .allMatch(hit -> hit.weight() < SURELY && hit.end() <= place.start());
        if (tells) {
            wants.drop(Intent.DELIVERY_QUESTION);
            return;
        }
        if (place != null
                && (place.said() || wants.at.awaitsPlace())
                && !Asking.whether(wants.reading)
                && !Asking.orNot(wants.reading)
                && !pricesWay
                && wants.reading
                        .all("delivery_question")
                        .noneMatch(hit -> hit.start() >= place.end() || asks(wants.reading, hit))
                && (wants.at.ordering() || wants.has(Intent.BUYING_INTENT))) {
            wants.drop(Intent.DELIVERY_QUESTION);
        }
    }
}

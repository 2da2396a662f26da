package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether a message sends things to more than one place: what goes where is for a person to settle.
public final class SeveralPlaces {
    private SeveralPlaces() {}

    /// "The cream to Lagos and the towel to Abuja", "my sister wants one too, to Abuja".
    public static boolean towns(Reading reading, Surroundings at) {
        return twoTowns(reading) || another(reading, at);
    }

    /// "14 Elm Road, and the bill to 3 Oak Lane": two houses, each with its street, and a word between that joins
    /// them.
    public static boolean houses(Reading reading) {
        int[] houses = IntStream.range(0, reading.tokens.size())
                .filter(i -> Addresses.house(reading, i))
                .toArray();
        return IntStream.range(1, houses.length)
                .anyMatch(i -> IntStream.range(houses[i - 1], houses[i])
                        .anyMatch(between -> reading.is(between, Word.AND) || reading.is(between, Word.OR)));
    }

    /// "The cream to Lagos and the towel to Abuja": a town that is led to, something else, and another town.
    private static boolean twoTowns(Reading reading) {
        int[] led = towns(reading);
        return IntStream.range(1, led.length).anyMatch(i -> {
                    boolean another = !reading.tokens
                            .get(led[i])
                            .is(reading.tokens.get(led[i - 1]).norm());
                    boolean mended = Stream.of("correction", "negation", "no")
                            .flatMap(reading::found)
                            .anyMatch(hit -> hit.start() > led[i - 1] && hit.start() < led[i]);
                    return another
                            && !mended
                            && (IntStream.range(led[i - 1] + 1, led[i]).anyMatch(reading::inThing)
                                    || countLeads(reading, led[i - 1]) && countLeads(reading, led[i])
                                    || rest(reading, led[i - 1], led[i]));
                })
                && !reading.question();
    }

    /// "My sister wants one too, to Abuja", of an order that goes to Lagos.
    private static boolean another(Reading reading, Surroundings at) {
        String before = at.place();
        return before != null
                && at.ordering()
                && !reading.question()
                && !reading.has("correction")
                && reading.marks("person").anyMatch(who -> who.start() < reading.tokens.size() - 1)
                && (reading.has("more") || reading.has("add_to_cart"))
                && Arrays.stream(towns(reading))
                        .anyMatch(town -> !before.toLowerCase(Locale.ROOT)
                                .contains(reading.tokens.get(town).norm()));
    }

    /// "*Moja* Nairobi", "*one* to Leeds", "*un* pour Lyon"
    private static boolean countLeads(Reading reading, int town) {
        return IntStream.concat(
                        IntStream.of(town),
                        Stream.of("place_before", "place_weak", "to_whom")
                                .flatMap(reading::marks)
                                .filter(lead -> lead.end() == town)
                                .mapToInt(Hit::start))
                .anyMatch(from -> reading.number(from - 1)
                                && !reading.tokens.get(from - 1).glued()
                        || reading.all("number").anyMatch(hit -> hit.end() == from)
                        || reading.marked("unit_pieces", from - 1) && reading.number(from - 2));
    }

    /// "2 black to me in Nakuru and *the rest* to my aunty in Eldoret"
    private static boolean rest(Reading reading, int from, int to) {
        return !reading.products.isEmpty()
                && reading.changing("the_rest").anyMatch(hit -> hit.start() > from && hit.end() < to);
    }

    /// "To *me in* Nakuru", "for *my aunty in* Eldoret": whom it goes to stands before their town.
    private static boolean ofPerson(Reading reading, int town) {
        return reading.is(town - 1, Word.IN)
                && reading.marks("person").anyMatch(who -> who.end() == town - 1 && sentTo(reading, who.start()));
    }

    private static boolean sentTo(Reading reading, int who) {
        int before = reading.marked("person", who - 1) ? who - 2 : who - 1;
        return reading.is(before, Word.TOWARDS) || reading.marked("place_before", before);
    }

    private static int[] towns(Reading reading) {
        return IntStream.range(1, reading.tokens.size())
                .filter(i -> reading.town(i) && !reading.inThing(i))
                .filter(i -> reading.is(i - 1, Word.TOWARDS)
                        || ofPerson(reading, i)
                        || countLeads(reading, i)
                        || reading.marks("place_before").anyMatch(lead -> lead.end() == i))
                .toArray();
    }
}

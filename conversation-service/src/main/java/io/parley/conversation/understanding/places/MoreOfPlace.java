package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.reading.Way;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.ToldPlace;
import io.parley.conversation.understanding.words.Word;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A message that says more of a place that is known, and nothing else: "près du Star 12, appeler au portail",
/// "Nyegezi karibu na stendi, nyumba ya pili kushoto".
final class MoreOfPlace {
    private MoreOfPlace() {}

    static Optional<Place> in(Reading reading, Surroundings at) {
        return code(reading, at)
                .or(() -> added(reading, at))
                .or(() -> town(reading, at))
                .or(() -> found(reading, at));
    }

    /// "Guelph, Ontario", and nothing else, of a street whose town was not told: names that nobody sells.
    private static Optional<Place> town(Reading reading, Surroundings at) {
        int end = reading.tokens.size();
        while (end > 0 && (reading.tokens.get(end - 1).kind() == Token.Kind.MARK || reading.nicety(end - 1))) {
            end--;
        }
        String place = at.place();
        boolean only = place != null
                && at.awaited() == Awaited.CONFIRMATION
                && !reading.question()
                && end <= NAME_WORDS_MAX
                && reading.capital(0)
                && IntStream.range(0, end)
                        .allMatch(
                                i -> reading.tokens.get(i).is(",") || reading.town(i) || PieceOfPlace.names(reading, i))
                && ToldPlace.lacksTown(place);
        return only ? PlaceEnd.trimmed(reading, 0, end, true) : Optional.empty();
    }

    private static final int NAME_WORDS_MAX = 5;

    /// "75011", and nothing else, of an order whose street is shown.
    private static Optional<Place> code(Reading reading, Surroundings at) {
        boolean only = at.place() != null
                && at.awaited() == Awaited.CONFIRMATION
                && reading.tokens.size() == 1
                && reading.number(0)
                && POSTAL_DIGITS.contains(reading.tokens.getFirst().norm().length());
        return only ? Optional.of(new Place(reading.text.strip(), 0, 1, Place.Kind.MORE)) : Optional.empty();
    }

    /// Belgium and Australia; France and the United States; Vietnam and India, among others.
    private static final Set<Integer> POSTAL_DIGITS = Set.of(4, 5, 6);

    /// "Add *gate 5* to the address", "thêm vào địa chỉ: *gần chợ Hàn*".
    private static Optional<Place> added(Reading reading, Surroundings at) {
        Hit address = reading.marks("to_address").findFirst().orElse(null);
        if (address == null || at.place() == null || !reading.products.isEmpty() || reading.question()) {
            return Optional.empty();
        }
        int start = 0;
        while (start < reading.tokens.size() && skipped(reading, start, address)) {
            start++;
        }
        int end = start < address.start() ? address.start() : reading.tokens.size();
        return PlaceEnd.trimmed(reading, start, end, true).map(more -> more.as(Place.Kind.MORE));
    }

    /// "*Weka pia* Milimani kwenye anwani": what adds, and the address itself.
    private static boolean skipped(Reading reading, int at, Hit address) {
        return at >= address.start() && at < address.end()
                || skipped(reading, at)
                || (reading.everyday(at) || reading.spoken(at))
                        && !reading.number(at)
                        && !reading.capital(at)
                        && !reading.is(at, Word.HOUSE)
                        && Stream.of("within_house", "place_near", "street", "area_before")
                                .noneMatch(way -> reading.marked(way, at));
    }

    private static Optional<Place> found(Reading reading, Surroundings at) {
        String place = at.place();
        boolean may = place != null
                && (at.awaited() == Awaited.CONFIRMATION || at.awaited() == Awaited.NOTHING)
                && reading.products.isEmpty()
                && reading.variants.isEmpty()
                && !reading.question()
                && Stream.of(ELSE).noneMatch(section -> says(reading, section))
                && reading.marks("place_before").noneMatch(lead -> lead.weight() > 0.5)
                && !streetToo(reading)
                && !Postcodes.in(reading.text);
        if (!may || place == null) {
            return Optional.empty();
        }
        String known = place.toLowerCase(Locale.ROOT);
        int start = 0;
        while (start < reading.tokens.size() && (skipped(reading, start) || repeats(reading, start, known))) {
            start++;
        }
        int opens = start;
        boolean repeated = IntStream.range(0, opens).anyMatch(reading::town);
        boolean elsewhere = !repeated
                && IntStream.range(opens, reading.tokens.size())
                        .anyMatch(i -> reading.town(i)
                                && reading.capital(i)
                                && !reading.endsMark("area_before", i)
                                && !known.contains(reading.tokens.get(i).norm())
                                && !ToldPlace.mayLieIn(place, reading.words(i, reading.clauseEnd(i))));
        int[] clauses = IntStream.range(opens, reading.tokens.size())
                .filter(i -> i == opens || reading.clauseStart(i) == i)
                .filter(i -> reading.clauseEnd(i) > i)
                .toArray();
        boolean way = Arrays.stream(clauses).anyMatch(i -> Way.tells(reading, i) || numbersHouse(reading, i, place))
                && Arrays.stream(clauses)
                        .allMatch(i -> Way.tells(reading, i)
                                || i == opens && ordinal(reading, i)
                                || numbersHouse(reading, i, place)
                                || reading.is(i, Word.NOT)
                                || reading.clauseEnd(i) == reading.tokens.size()
                                        && !known.contains(reading.tokens.get(i).norm())
                                        && reading.towns.contain(reading.tokens, i, reading.clauseEnd(i))
                                || telephone(reading, i)
                                || courteous(reading, i));
        return way && !elsewhere
                ? PlaceEnd.toClauseEnd(reading, opens)
                        // "the courier can call 0770 … at the gate"
                        .filter(more -> numbersHouse(reading, opens, place)
                                || clauses.length > 1
                                || !telephone(reading, opens)
                                || Way.tells(reading, more.start(), more.end()))
                        .map(more -> more.as(numbersHouse(reading, opens, place) ? Place.Kind.SAID : Place.Kind.MORE))
                : Optional.empty();
    }

    /// "*Call* 0712 …": a clause with a telephone in it, which has been taken out.
    private static boolean telephone(Reading reading, int clause) {
        return IntStream.range(clause, reading.clauseEnd(clause)).anyMatch(reading::takenOut);
    }

    /// What says something else of the order, or of nothing that is sent.
    private static final String[] ELSE = {
        "add_to_cart", "remove_from_cart", "update_cart", "clear_cart", "cancel_order", "buying_intent", "complaint",
        "payment_claim", "return_request", "order_status", "human_request", "question", "price_check", "note"
    };

    /// Not by the words of the way: "*gan* cho Han" asks nothing of a liver.
    private static boolean says(Reading reading, String section) {
        return reading.found(section)
                // "hse no 12B, *call me* 0712 …"
                .filter(hit -> !reading.takenOut(hit.end() - 1))
                .anyMatch(hit -> Stream.of("place_near", "within_house")
                        .flatMap(reading::marks)
                        .noneMatch(way -> way.start() <= hit.start() && hit.end() <= way.end()));
    }

    /// "Tầng 4 toà nhà Viettel *285 Cách* Mạng Tháng 8 quận 10", "house number na 14 Okporo *Road*": another place
    /// altogether, or its street.
    private static boolean streetToo(Reading reading) {
        boolean street = reading.marks("street")
                .anyMatch(hit -> hit.weight() > Reading.STREET_WEAK
                        && IntStream.range(hit.start(), hit.end())
                                .noneMatch(i -> reading.marked("within_house", i) || reading.is(i, Word.HOUSE))
                        && reading.marks("place_near")
                                .noneMatch(near -> near.start() < hit.start()
                                        || near.start() - hit.start() <= BUILDING_WORDS_MAX
                                                && reading.endsMark("street", near.start())));
        return street
                || reading.marks("area_before").findAny().isPresent()
                        && IntStream.range(0, reading.tokens.size())
                                .anyMatch(i -> reading.number(i)
                                        && reading.capital(i + 1)
                                        && !reading.marked("area_before", i - 1));
    }

    /// "*Toà nhà* đối diện chợ"
    private static final int BUILDING_WORDS_MAX = 2;

    private static boolean skipped(Reading reading, int at) {
        return reading.tokens.get(at).kind() == Token.Kind.MARK
                || reading.nicety(at) && !reading.marked("place_near", at)
                || reading.within("correction", at)
                || reading.within("filler", at)
                || reading.marked("place_lead", at) && !reading.marked("place_near", at);
    }

    /// "*Ni Arusha tu*, maeneo ya Njiro": a clause of the town that is known already.
    private static boolean repeats(Reading reading, int at, String known) {
        int end = reading.clauseEnd(at);
        return end < reading.tokens.size()
                && !Way.tells(reading, at)
                && IntStream.range(at, end)
                        .allMatch(i -> known.contains(reading.tokens.get(i).norm())
                                || reading.everyday(i)
                                || skipped(reading, i));
    }

    /// "*8e tranche*, près du Star 12"
    private static boolean ordinal(Reading reading, int at) {
        int end = reading.clauseEnd(at);
        return reading.number(at)
                && at + 1 < end
                && end - at <= ORDINAL_WORDS_MAX
                && reading.tokens.get(at + 1).endsOrdinal();
    }

    private static final int ORDINAL_WORDS_MAX = 4;

    /// "*Số 25*", "House *no. 34B*", of a place that has no number yet.
    private static boolean numbersHouse(Reading reading, int at, String place) {
        boolean called = reading.is(at, Word.HOUSE_NUMBER)
                || reading.is(at, Word.NO)
                || reading.tokens.get(at).word() && Addresses.tied(reading, at + 2);
        int number = called ? at + 1 : at;
        boolean abbreviated = at > 1 && reading.tokens.get(at - 1).is(".") && reading.is(at - 2, Word.NO);
        // "nhà 284/12"
        boolean slashed = Addresses.tied(reading, number + 1);
        return reading.number(number)
                && (called || abbreviated || slashed)
                && IntStream.range(number + 1, reading.clauseEnd(at))
                        .allMatch(i -> reading.tokens.get(i).glued()
                                || reading.marked("polite", i)
                                || Addresses.tied(reading, i)
                                || Addresses.tied(reading, i - 1))
                && ToldPlace.houseNumber(place) == null;
    }

    private static boolean courteous(Reading reading, int at) {
        return IntStream.range(at, reading.clauseEnd(at)).allMatch(i -> skipped(reading, i) || reading.everyday(i));
    }
}

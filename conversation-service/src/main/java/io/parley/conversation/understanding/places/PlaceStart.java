package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where an address begins of which a later part was found: "Sango Ota, *Joju road*", "no 12 *Trans Amadi, Port
/// Harcourt*".
final class PlaceStart {
    private static final int LINK_MAX = 3;

    private PlaceStart() {}

    static Place widened(Reading reading, Place place, boolean asked) {
        if (place.start() >= place.end() || place.whole()) {
            return place;
        }
        int start = hyphened(reading, place.start());
        if (start == place.start() && reading.ledTo(start)) {
            return besideTown(reading, place);
        }
        int before = start;
        do {
            before = start;
            start = part(reading, numbered(reading, named(reading, start), asked));
        } while (start < before);
        return start == place.start() ? besideTown(reading, place) : place.within(reading, start, place.end());
    }

    /// "Aix-en-*Provence*", "B-12/*4* Fort Road"
    private static int hyphened(Reading reading, int from) {
        int start = from;
        while (start > 0 && (joined(reading, start) || slashed(reading, start) || lettered(reading, start))) {
            start--;
        }
        return start;
    }

    /// "Tháp X*2*": tied to its letter.
    private static boolean lettered(Reading reading, int at) {
        return reading.number(at)
                && reading.tokens.get(at).glued()
                && reading.tokens.get(at - 1).word()
                && reading.tokens.get(at - 1).norm().length() == 1;
    }

    /// "7/*221* Fort Road": one house.
    private static boolean slashed(Reading reading, int at) {
        int slash = reading.tokens.get(at).is("/") ? at : at - 1;
        return reading.tokens.get(slash).is("/") && Addresses.tied(reading, slash);
    }

    private static boolean joined(Reading reading, int at) {
        int end = reading.tokens.get(at - 1).end();
        return reading.tokens.get(at).is("-")
                || reading.tokens.get(at - 1).is("-")
                || reading.text.startsWith("-", end) && reading.tokens.get(at).start() == end + 1;
    }

    /// "Milimani estate *Kisumu*"
    private static int named(Reading reading, int from) {
        int start = from;
        while (start > 0
                && (name(reading, start - 1)
                        || start > 1 && (streetBehindName(reading, start - 1) || linked(reading, start - 1)))) {
            start--;
        }
        return district(reading, start) || quarter(reading, start) ? start - 2 : start;
    }

    /// "*Community 8* Tema": a name and its number before the town, and nothing that is sold.
    private static boolean quarter(Reading reading, int start) {
        int name = start - 2;
        return name >= 0
                && reading.number(start - 1)
                && reading.town(start)
                && reading.capital(name)
                && reading.free(name, start)
                && !reading.everyday(name)
                && !reading.person(name)
                && !reading.catalogue.knows(reading.tokens.get(name).norm());
    }

    /// "*Q9* sài gòn"
    private static boolean district(Reading reading, int start) {
        return start > 1
                && reading.number(start - 1)
                && reading.tokens.get(start - 1).glued()
                && reading.capital(start - 2)
                && reading.tokens.get(start - 2).norm().length() == 1
                && reading.free(start - 2, start);
    }

    private static boolean streetBehindName(Reading reading, int at) {
        return reading.marked("street", at) && !reading.claimed(at) && name(reading, at - 1);
    }

    /// "Mwatu *wa* Ngoma Street": between two capitals of one name.
    private static boolean linked(Reading reading, int at) {
        Token link = reading.tokens.get(at);
        return link.word()
                && Names.links(link.norm())
                && !reading.capital(at)
                && reading.capital(at + 1)
                && reading.capital(at - 1)
                && name(reading, at - 1);
    }

    private static boolean name(Reading reading, int at) {
        return Addresses.looksLikePlace(reading, at) && !reading.claimed(at)
                || at == 0 && reading.capital(at) && !reading.claimed(at) && !reading.spoken(at);
    }

    /// "No 12 *Trans Amadi*"; where a place was asked for, "12 *Cầu Giấy*" too.
    private static int numbered(Reading reading, int start, boolean asked) {
        if (start < 1 || !reading.number(start - 1) || reading.claimed(start - 1)) {
            return start;
        }
        boolean house = start > 1 && reading.is(start - 2, Word.NO);
        boolean opens = asked
                && reading.capital(start)
                && (start == 1 || reading.tokens.get(start - 2).separates());
        return house ? start - 2 : opens ? start - 1 : start;
    }

    /// "*Aix en Provence*, 3 rue d'Italie": a part before the comma that is all names.
    private static int part(Reading reading, int start) {
        if (start < 2 || !reading.tokens.get(start - 1).is(",")) {
            return start;
        }
        int end = start - 1;
        int opens = reading.clauseStart(end);
        int clause = reading.is(opens, Word.AND) ? opens + 1 : opens;
        // "i dey D-line, 7 Orosi street", "and na Awka, Aroma junction"
        int from = Stream.concat(
                        Stream.of("place_lead", "place_before")
                                .flatMap(reading::marks)
                                .filter(lead -> lead.start() == clause),
                        // "to my nan in Leeds, 4 Otley Road"
                        reading.marks("place_weak").filter(lead -> lead.start() >= clause && reading.town(lead.end())))
                .filter(lead -> lead.end() < end)
                .mapToInt(Lexicon.Hit::end)
                .max()
                .orElse(clause);
        boolean names = from < end
                && (name(reading, from) || reading.town(from) || from + 1 < end && joined(reading, from + 1))
                && (reading.capital(from) || reading.town(from))
                && IntStream.range(from, end).allMatch(i -> partOfName(reading, i, end))
                && Stream.of("name_before", "name_weak", "polite", "date", "not_place")
                        .noneMatch(section -> IntStream.range(from, end)
                                .anyMatch(i -> reading.marked(section, i) && !compound(reading, i, end)));
        return names ? from : start;
    }

    /// "*D*-line"
    private static boolean compound(Reading reading, int at, int end) {
        return at + 1 < end && joined(reading, at + 1);
    }

    private static boolean partOfName(Reading reading, int at, int end) {
        Token token = reading.tokens.get(at);
        boolean link = token.word() && token.norm().length() <= LINK_MAX && at + 1 < end && reading.capital(at + 1);
        // "dallas tx, 4410 Gaston Ave"
        boolean town = reading.town(at)
                || at > 0
                        && reading.town(at - 1)
                        && token.word()
                        && token.norm().length() == 2;
        return !reading.thingAt(at)
                && !reading.inVariant(at)
                && (town
                        || reading.capital(at) && (!reading.claimed(at) || reading.town(at))
                        || reading.number(at)
                        || reading.marked("street", at)
                        || token.is("-")
                        // "D-line"
                        || at > 0 && joined(reading, at)
                        || link);
    }

    /// "Ship *nha trang* nha, em ở vĩnh hải": the town stands behind a lead of its own.
    private static @Nullable String ledTown(Reading reading, int clause, int place) {
        return reading.marks("place_before")
                .filter(lead -> lead.start() >= clause && lead.end() < place)
                .flatMap(lead -> IntStream.rangeClosed(lead.end() + 1, Math.min(lead.end() + TOWN_WORDS_MAX, place))
                        .filter(end -> reading.towns.contain(reading.tokens, lead.end(), end))
                        .mapToObj(end -> reading.words(lead.end(), end)))
                .reduce((shorter, longer) -> longer)
                .orElse(null);
    }

    private static final int TOWN_WORDS_MAX = 3;

    /// "Grenoble, livraison chez moi 5 cours Berriat": the town stands in a part of its own.
    private static Place besideTown(Reading reading, Place place) {
        boolean town = IntStream.range(place.start(), place.end()).anyMatch(reading::town);
        if (town || !place.said()) {
            return place;
        }
        for (int i = 0; i < place.start(); i = reading.clauseEnd(i) + 1) {
            int end = reading.clauseEnd(i);
            String led = ledTown(reading, i, place.start());
            if (led != null) {
                return place.as(place.words() + ", " + led);
            }
            if (end < place.start() && reading.capital(i) && reading.towns.contain(reading.tokens, i, end)) {
                return place.as(reading.words(i, end) + ", " + place.words());
            }
        }
        return place;
    }
}

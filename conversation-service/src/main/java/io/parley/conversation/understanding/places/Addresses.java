package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Numbers;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An address says itself what it is: by a word for a street, a house's number, a name that nobody sells.
public final class Addresses {
    private static final int NAME_WORDS_MAX = 4;
    private static final int ADDRESS_WORDS_MAX = 9;
    private static final int BEFORE_STREET_MAX = 6;

    private Addresses() {}

    /// "5 Parklands Road", "14 rue de la Paix", "đường Láng".
    static Optional<Place> street(Reading reading, Surroundings at) {
        return reading.marks("street")
                .filter(hit -> reading.free(hit.start(), hit.end()))
                .flatMap(hit -> street(reading, hit, at).stream())
                .findFirst();
    }

    private static Optional<Place> street(Reading reading, Hit street, Surroundings at) {
        int house = houseBefore(reading, street.start(), at);
        boolean numbered = house < street.start() || numberBehindName(reading, street.end());
        boolean named = street.start() > 0 && looksLikePlace(reading, street.start() - 1)
                || street.end() < reading.tokens.size() && looksLikePlace(reading, street.end())
                // "chung cư *An Phú*"
                || foreign(reading, street.end()) && foreign(reading, street.end() + 1);
        boolean overGoods = reading.products.stream().anyMatch(p -> p.start() >= house && p.start() < street.end());
        if (overGoods || !numbered && !named) {
            return Optional.empty();
        }
        int start = opening(reading, house, street.start());
        return PlaceEnd.toClauseEnd(reading, behindPreposition(reading, start))
                .filter(place -> place.end() - place.start() > 1);
    }

    /// The number, or the names before it, that lead to the word for a street; its own position when there are none.
    private static int houseBefore(Reading reading, int street, Surroundings at) {
        int back = street;
        while (back > 0
                && street - back < BEFORE_STREET_MAX
                && (!reading.tokens.get(back - 1).separates() || listed(reading, back - 1, at))) {
            back--;
            boolean ordinal = ordinal(reading, back) || ordinal(reading, back - 1);
            if (reading.claimed(back) && !ordinal && !called(reading, back, street)
                    || reading.marked("place_weak", back)) {
                return street;
            }
            if (reading.number(back)) {
                back = ordinal ? houseOf(reading, back) : back;
                return foreign(reading, back - 1) ? fromNames(reading, back) : fromClause(reading, back);
            }
        }
        return street;
    }

    /// "*Number 3* Allen Avenue": with a name behind it, a house and none of what was listed.
    private static boolean called(Reading reading, int at, int street) {
        return at + 1 < street
                && reading.found("pick").anyMatch(hit -> hit.end() == at + 1 && reading.is(at - 1, Word.HOUSE_NUMBER));
    }

    /// "*4th* Avenue"
    private static boolean ordinal(Reading reading, int at) {
        return at >= 0
                && at + 1 < reading.tokens.size()
                && reading.number(at)
                && reading.tokens.get(at + 1).endsOrdinal();
    }

    /// "*22* 4th Avenue", "*41*, 7th Cross Road": the house of a street that is numbered itself.
    private static int houseOf(Reading reading, int street) {
        // "902 E 11th St"
        boolean between = street > 1
                && (reading.tokens.get(street - 1).is(",")
                        || reading.capital(street - 1)
                                && reading.tokens.get(street - 1).norm().length() == 1);
        int house = between ? street - 2 : street - 1;
        return house >= 0 && reading.number(house) && house == reading.clauseStart(house) ? house : street;
    }

    /// With the word for its number, or the names right before the word for a street: "No 4", "Kilimani, house 14".
    private static int opening(Reading reading, int house, int street) {
        int start = house;
        while (numberOf(reading, start - 1)) {
            start--;
        }
        while (start > 0
                && start == street
                && looksLikePlace(reading, start - 1)
                && !reading.tokens.get(start - 1).separates()) {
            start--;
        }
        boolean bare = start == street;
        while (bare
                && start > 1
                && reading.tokens.get(start - 1).is(",")
                && !reading.claimed(start - 2)
                && looksLikePlace(reading, start - 2)) {
            start = before(reading, start - 2);
        }
        return start;
    }

    /// "Dakar, Sacré-Coeur 3, villa 24": where the names before a number begin.
    private static int fromNames(Reading reading, int number) {
        int start = number;
        while (start > 0
                && (foreign(reading, start - 1) && reading.free(start - 1, start)
                        || start > 1
                                && (reading.tokens.get(start - 1).is(",")
                                        || reading.tokens.get(start - 1).is("-"))
                                && foreign(reading, start - 2))) {
            start--;
        }
        return start;
    }

    /// "*Sacré coeur* 3 villa 24": a name of few words opens the clause, the first with a capital.
    private static int fromClause(Reading reading, int number) {
        int start = reading.clauseStart(number);
        boolean named = number > start
                && number - start <= NAME_WORDS_MAX
                && foreign(reading, start)
                && !reading.everyday(start)
                && !reading.spoken(start)
                && IntStream.range(start, number)
                        .allMatch(i -> reading.tokens.get(i).word() && !reading.claimed(i) && !reading.nicety(i));
        return named ? start : number;
    }

    /// "Rue Neuve 45", "rue du Rhône 12"
    private static boolean numberBehindName(Reading reading, int from) {
        int at = from;
        while (at - from < NAME_WORDS_MAX
                && (reading.capital(at)
                        || at + 1 < reading.tokens.size() && reading.everyday(at) && reading.capital(at + 1))) {
            at++;
        }
        return reading.number(at) || closingNumber(reading, from);
    }

    /// "Rue longue vie *33*": in small letters, where it closes the clause.
    private static boolean closingNumber(Reading reading, int from) {
        int last = reading.clauseEnd(from) - 1;
        return last > from
                && last - from <= NAME_WORDS_MAX
                && reading.number(last)
                && IntStream.range(from, last)
                        .allMatch(i -> reading.tokens.get(i).word()
                                && !reading.thingAt(i)
                                && !reading.inVariant(i)
                                && !reading.marked("unit_pieces", i));
    }

    /// "25 Lạch Tray, Ngô Quyền": a clause that begins with a house's number and two names that nobody sells.
    static Optional<Place> numberedName(Reading reading) {
        for (int i = 0; i + 2 < reading.tokens.size(); i++) {
            int start = reading.clauseStart(i);
            // "số 12 Trần Phú"
            boolean house = reading.number(i)
                    && reading.free(i, i + 1)
                    && (reading.endsMark("place_lead", i)
                            || IntStream.range(start, houseStart(reading, i))
                                    .allMatch(word -> reading.free(word, word + 1) && reading.everyday(word)
                                            || mends(reading, word)));
            boolean named = foreign(reading, i + 1)
                    && (foreign(reading, i + 2)
                            || reading.capital(i + 2) && foreign(reading, i + 3)
                            || towards(reading, i + 1));
            if (house && named) {
                return PlaceEnd.toClauseEnd(reading, i > start && reading.is(i - 1, Word.HOUSE_NUMBER) ? i - 1 : i);
            }
        }
        return Optional.empty();
    }

    /// "902 *E* 11th"
    private static boolean towards(Reading reading, int at) {
        return reading.tokens.get(at).norm().length() == 1
                && reading.number(at + 1)
                && at + 2 < reading.tokens.size()
                && reading.tokens.get(at + 2).glued();
    }

    /// "12 tháp bà, vĩnh phước", to how many: a house of two figures, its street and its quarter in small letters, of
    /// which nothing counts or is sold.
    static Optional<Place> unmarked(Reading reading, Surroundings at) {
        int comma = reading.clauseEnd(0);
        boolean house = at.awaited() == Awaited.QUANTITY
                && reading.number(0)
                && reading.tokens.getFirst().norm().length() > 1
                && comma > 2
                && comma <= NAME_WORDS_MAX + 1
                && comma + 1 < reading.tokens.size()
                && reading.tokens.get(comma).is(",")
                && !reading.question()
                && IntStream.range(1, comma + 2).filter(i -> i != comma).allMatch(i -> onlyCalled(reading, i));
        return house ? PlaceEnd.toClauseEnd(reading, 0) : Optional.empty();
    }

    /// "Coupure 31", "Nguyen Du 45", of an order that goes somewhere already: a name that is no word and nobody sells,
    /// with its house behind it, and nothing else.
    static Optional<Place> nameAndHouse(Reading reading, Surroundings at) {
        int start = IntStream.range(0, reading.tokens.size())
                .filter(i -> reading.tokens.get(i).word() && !reading.nicety(i))
                .findFirst()
                .orElse(0);
        int house = IntStream.range(start, reading.tokens.size())
                .filter(reading::number)
                .findFirst()
                .orElse(start);
        boolean whole = at.place() != null
                && at.awaited() != Awaited.QUANTITY
                && house > start
                && house - start <= NAME_WORDS_MAX
                && reading.closes(house + 1)
                && reading.products.isEmpty()
                && reading.variants.isEmpty()
                && !reading.question()
                && IntStream.range(start, house).allMatch(i -> foreign(reading, i))
                && (house - start > 1 || !reading.common(start));
        return whole ? PlaceEnd.toClauseEnd(reading, start) : Optional.empty();
    }

    private static boolean onlyCalled(Reading reading, int at) {
        return reading.tokens.get(at).word()
                && !reading.claimed(at)
                && !reading.nicety(at)
                && !reading.english(at)
                && !reading.marked("unit_pieces", at)
                && !reading.marked("unit_size", at);
    }

    /// "À *nhầm* 18 Nguyễn Xí"
    private static boolean mends(Reading reading, int word) {
        return reading.within("correction", word);
    }

    /// "Một cơm gà nha, 72 Lý Chính Thắng": the last part of what orders, with more than a count at its head.
    static boolean closes(Reading reading, Place place) {
        String house = reading.tokens.get(place.start()).norm();
        return place.start() > 1
                && house.length() > 1
                && reading.clauseEnd(place.end()) >= reading.tokens.size()
                && reading.products.stream().allMatch(p -> p.end() <= place.start());
    }

    /// "17 Duy Tân, thêm 1 balo": the message opens with it, and what orders stands in a clause of its own.
    static boolean opens(Reading reading, Place place) {
        String house = reading.tokens.get(place.start()).norm();
        int name = place.start() + 1;
        return place.start() <= 1
                && house.length() > 1
                && reading.capital(name)
                && reading.capital(name + 1)
                && reading.products.stream().allMatch(p -> reading.clauseStart(p.start()) >= place.end());
    }

    /// "And the bill to 3 Oak Lane", "ou 5 avenue Foch": a house of another address counts nothing.
    public static boolean houseElsewhere(Reading reading, @Nullable Place place, Numbers.Number number) {
        // "Hostel B room 12"
        boolean numbered = reading.marked("street", number.start() - 1)
                && !reading.inThing(number.start() - 1)
                && number.start() + 1 >= reading.tokens.size();
        // "đường số 17, quận 7"
        boolean called =
                reading.is(number.start() - 1, Word.HOUSE_NUMBER) && reading.marked("street", number.start() - 2);
        return place != null
                && (numbered || called || house(reading, number.start()) || houseBehind(reading, number.start()));
    }

    /// A comma that parts more than a house's number from its street: not the one of "41, 7th Cross Road".
    private static final Pattern COMMA = Pattern.compile("(?<!^\\S{0,5}\\d[A-Za-z]?),");

    /// "8 rue Nationale", and in which town is not told.
    public static boolean streetOnly(Reading reading, Place place) {
        boolean street =
                reading.marks("street").anyMatch(hit -> hit.start() >= place.start() && hit.end() <= place.end());
        boolean house = IntStream.range(place.start(), place.end())
                .anyMatch(i ->
                        reading.number(i) && (reading.capital(i + 1) || i > place.start() && i == place.end() - 1));
        return (street || house)
                && !COMMA.matcher(place.words()).find()
                && !Postcodes.in(place.words())
                && IntStream.range(place.start(), place.end())
                        .noneMatch(i -> reading.town(i) && !reading.number(i - 1)
                                || i > place.start() && reading.ledTo(i) && !near(reading, i));
    }

    /// "Quartier commerce *à côté de* la grande mosquée" names no town.
    private static boolean near(Reading reading, int at) {
        return reading.marks("place_near").anyMatch(hit -> hit.start() < at && at <= hit.end());
    }

    private static boolean houseBehind(Reading reading, int number) {
        return reading.capital(number - 1)
                && reading.marks("street")
                        .filter(street -> street.end() < number && number - street.end() <= NAME_WORDS_MAX)
                        .anyMatch(street -> numberBehindName(reading, street.end())
                                && IntStream.range(street.end(), number).noneMatch(reading::number));
    }

    /// A number with a street behind it: "3 Oak Lane", "12 rue".
    static boolean house(Reading reading, int number) {
        int street = number + 1;
        while (street - number <= NAME_WORDS_MAX && reading.capital(street) && !reading.marked("street", street)) {
            street++;
        }
        return reading.number(number) && reading.marked("street", street) && !reading.inThing(street);
    }

    /// A town, or a name in capitals that is no word of any language and nothing the shop sells.
    static boolean looksLikePlace(Reading reading, int at) {
        return reading.town(at) || at > 0 && reading.capital(at) && !reading.claimed(at) && !reading.spoken(at);
    }

    /// A capital that nothing lays claim to.
    static boolean foreign(Reading reading, int at) {
        return reading.capital(at) && !reading.claimed(at) && !reading.marked("polite", at);
    }

    /// "22 Lê Lợi, Quận 1", "No 4, Admiralty Way", "Sacré-Coeur 3, villa 24": the comma lies within the address when a
    /// name stands before it, a number behind a name, or a number that opens it.
    private static boolean listed(Reading reading, int comma, Surroundings at) {
        if (comma < 1 || !reading.tokens.get(comma).is(",")) {
            return false;
        }
        int before = comma - 1;
        int opens = houseStart(reading, before);
        boolean house = reading.number(before)
                && (numberOf(reading, opens - 1)
                        || foreign(reading, opens - 1)
                        || at.awaited() != Awaited.QUANTITY
                                && (opens == 0 || reading.tokens.get(opens - 1).separates()));
        return house || comma > 1 && reading.capital(before);
    }

    /// "*7*/221 Fort Road"
    private static int houseStart(Reading reading, int number) {
        int start = number;
        while (start > 1 && reading.tokens.get(start - 1).is("/") && tied(reading, start - 1)) {
            start -= 2;
        }
        return start;
    }

    /// "7/221", and not "7 / 221": a number stands right before the slash, and another right behind it.
    static boolean tied(Reading reading, int slash) {
        return slash > 0
                && slash + 1 < reading.tokens.size()
                && reading.number(slash - 1)
                && reading.number(slash + 1)
                && reading.tokens.get(slash - 1).end()
                        == reading.tokens.get(slash).start()
                && reading.tokens.get(slash + 1).glued();
    }

    /// "No 4", "flat 3": the word that says that a number is a house's.
    static boolean numberOf(Reading reading, int at) {
        return at >= 0
                && (reading.is(at, Word.NO) || reading.is(at, Word.HOUSE_NUMBER) || reading.marked("street", at));
    }

    /// "To Madina Zongo Junction": from the preposition on, when nothing of the shop lies between.
    private static int behindPreposition(Reading reading, int start) {
        for (int i = start - 1; i > 0 && start - i <= 3 && !reading.claimed(i); i--) {
            int at = i;
            if (reading.marks("place_weak").anyMatch(hit -> hit.end() == at)) {
                return i;
            }
            if (reading.tokens.get(i).separates() || !reading.tokens.get(i).word()) {
                return start;
            }
        }
        return start;
    }

    /// "…, brixton SW9", "…, East Legon": what an order ends with, in a part of its own, that no language knows.
    static Optional<Place> lastPart(Reading reading) {
        int end = reading.tokens.size();
        while (end > 0
                && (!reading.tokens.get(end - 1).word() && !reading.number(end - 1)
                        || reading.marked("polite", end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && !reading.tokens.get(start - 1).separates()) {
            start--;
        }
        int run = end;
        while (run > 0 && isName(reading, run - 1)) {
            run--;
        }
        if (reading.question()) {
            return Optional.empty();
        }
        if (run < end && run > start && counted(reading, run - 1)) {
            // "nitumie earbuds moja Nanyuki"
            return PlaceEnd.toClauseEnd(reading, run);
        }
        boolean part = start > 0
                && end > start
                && end - start <= LAST_PART_MAX
                && reading.free(start, end)
                && !reading.number(start)
                && (isName(reading, start) || Postcodes.in(reading.words(start, end)));
        return part ? PlaceEnd.toClauseEnd(reading, start) : Optional.empty();
    }

    private static final int LAST_PART_MAX = 6;

    private static boolean isName(Reading reading, int at) {
        return reading.capital(at)
                && reading.tokens.get(at).norm().length() > 2
                && !reading.claimed(at)
                && !reading.common(at);
    }

    /// Whether a count or a thing ends there.
    private static boolean counted(Reading reading, int at) {
        return reading.number(at)
                || reading.all("number").anyMatch(hit -> hit.end() == at + 1)
                || reading.products.stream().anyMatch(p -> p.end() == at + 1)
                || reading.variants.stream().anyMatch(v -> v.end() == at + 1);
    }

    /// "17 quai de la Fosse, Nantes": a message that begins with a number and goes on to the town in words that nothing
    /// claims, of which one is a name.
    private static int clauseOfNames(Reading reading, int town) {
        boolean house = town > 2
                && town < ADDRESS_WORDS_MAX
                && reading.number(0)
                && reading.free(0, town)
                && !reading.marked("unit_pieces", 1)
                && !reading.marked("polite", 1)
                && !reading.is(1, Word.PAIR);
        boolean named = false;
        for (int i = 1; i < town && house; i++) {
            named |= reading.capital(i);
        }
        return named ? 0 : town;
    }

    /// "5 Harbour View Cape Coast": where the names and the number begin that lead to the town.
    static int before(Reading reading, int town) {
        int house = town;
        while (house > 0 && town - house < ADDRESS_WORDS_MAX) {
            if (house < town && reading.number(house - 1) && reading.free(house - 1, house)) {
                return house - 1;
            }
            // "15 Võ Văn Ngân, Thủ Đức"
            boolean listed = house > 1 && reading.tokens.get(house - 1).is(",") && foreign(reading, house - 2);
            if (!listed && (!reading.capital(house - 1) || reading.claimed(house - 1))) {
                break;
            }
            house--;
        }
        int clause = clauseOfNames(reading, town);
        return clause < town ? clause : fromNamesOnly(reading, town);
    }

    private static int fromNamesOnly(Reading reading, int town) {
        int start = town;
        while (start > 0) {
            int last = start - 1;
            if (start < town && reading.number(last) && reading.free(last, start)) {
                return last;
            }
            boolean name = last > 0
                    && reading.capital(last)
                    && !reading.claimed(last)
                    && !reading.spoken(last)
                    && reading.tokens.get(last).norm().length() > 1;
            if (!name) {
                break;
            }
            start = last;
        }
        return start;
    }
}

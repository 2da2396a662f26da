package io.parley.conversation.understanding;

import io.parley.conversation.understanding.Lexicon.Hit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "It's *for Sarah Nguyen*, unit 3, 18 Bay St", "send to *my bro Tom* at 3 Reef Rd": who gets it, said before where it
/// goes. It is no part of the place, so it is taken out of the message, and kept for the seller as it was written.
///
/// @param start where whom begins, with what leads to them
/// @param from where it is taken out from: what leads to the place as well stays
/// @param end behind whom
/// @param next where the address begins, or what leads to it
/// @param told whether it tells more than "to her"
record ForWhom(int start, int from, int end, int next, boolean told) {
    private static final int WORDS_MAX = 6;
    private static final int NAMES_LEAST = 2;

    /// A house's number stands so near behind: "unit 3", "the flat at 9".
    private static final int NUMBER_NEAR = 3;

    /// @param called whether a phone stands beside, as it does where somebody is named
    static @Nullable ForWhom in(Reading reading, Surroundings at, boolean called) {
        boolean goes = at.awaitsPlace() || at.ordering() || !reading.products.isEmpty();
        return goes
                ? IntStream.range(0, reading.tokens.size())
                        .boxed()
                        .flatMap(i -> Stream.of(ledTo(reading, i), introduced(reading, i), named(reading, i, called)))
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /// The message without it, every word that stays where it was.
    String rest(Reading reading) {
        StringBuilder rest = new StringBuilder(reading.text);
        int first = reading.tokens.get(from).start();
        int behind = reading.tokens.get(next).start();
        rest.replace(first, behind, " ".repeat(behind - first));
        return rest.toString();
    }

    /// As the shopper wrote it.
    String words(Reading reading) {
        return reading.words(start, end);
    }

    /// "For Sarah Nguyen, …", "to my bro Tom at …".
    private static @Nullable ForWhom ledTo(Reading reading, int at) {
        Hit lead = reading.found("to_whom")
                .filter(hit -> hit.start() == at)
                .findFirst()
                .orElse(null);
        if (lead == null) {
            return null;
        }
        int start = lead.end();
        int end = whom(reading, start);
        boolean person = IntStream.range(start, end).anyMatch(i -> somebody(reading, i));
        boolean names = end - start >= NAMES_LEAST || end > start && given(reading, start);
        boolean goesOn = reading.endsMark("place_before", start);
        return person || names
                ? before(reading, start - lead.length(), goesOn ? start : at, end, end - start > 1 || names)
                : null;
    }

    /// "Her name is Kayla, 77 Birch Ave": somebody else's than the shopper's.
    private static @Nullable ForWhom introduced(Reading reading, int at) {
        return reading.marks("name_before")
                .filter(hit -> hit.start() == at + 1 && reading.person(at))
                .map(hit -> before(reading, at, at, whom(reading, hit.end()), true))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    /// "Tom Hadley, 8 Castle Street"; Rose Cottage is a house.
    private static @Nullable ForWhom named(Reading reading, int at, boolean called) {
        int end = whom(reading, at);
        boolean opens = at == reading.clauseStart(at) && reading.capital(at) && !behindAddress(reading, at);
        boolean name = end > at && (given(reading, at) || called && end - at >= NAMES_LEAST);
        boolean several = end - at >= NAMES_LEAST;
        boolean ends =
                end < reading.tokens.size() && (reading.tokens.get(end).is(",") || several && reading.number(end));
        if (!opens || !name || !ends) {
            return null;
        }
        ForWhom before = before(reading, at, at, end, true);
        return before == null && called && several && given(reading, at) ? beforeStreet(reading, at, end) : before;
    }

    /// "Chung cư Sunrise City, *Nguyễn Hữu Thọ*, Q7" is a street: behind another part of an address, in the same line.
    private static boolean behindAddress(Reading reading, int at) {
        int comma = at - 1;
        int start = comma < 0 ? at : reading.clauseStart(comma);
        return start < comma
                && reading.tokens.get(comma).is(",")
                && IntStream.range(start, comma).noneMatch(i -> reading.inThing(i) || reading.inVariant(i))
                && IntStream.range(start, comma)
                        .anyMatch(i -> reading.begins("street", i)
                                || reading.number(i)
                                || reading.town(i) && reading.capital(i)
                                || reading.capital(i) && !reading.everyday(i) && !reading.claimed(i));
    }

    /// "Wanjiku Kamau, Ngong Road, Nairobi", with a phone beside: where it goes needs no house's number.
    private static @Nullable ForWhom beforeStreet(Reading reading, int start, int end) {
        int first = behindMarks(reading, end);
        return IntStream.range(first, reading.tokens.size())
                        .anyMatch(i -> reading.begins("street", i) || reading.town(i) && reading.capital(i))
                ? new ForWhom(start, start, end, first, true)
                : null;
    }

    /// A phone between two commas has been taken out.
    private static int behindMarks(Reading reading, int at) {
        int behind = at;
        while (behind + 1 < reading.tokens.size() && reading.tokens.get(behind).separates()) {
            behind++;
        }
        return behind;
    }

    /// When a house follows, or what leads to a town.
    private static @Nullable ForWhom before(Reading reading, int start, int from, int end, boolean told) {
        if (end <= start || end >= reading.tokens.size()) {
            return null;
        }
        boolean parted = reading.tokens.get(end).is(",");
        boolean leads = Stream.of("place_before", "place_weak").anyMatch(mark -> reading.marked(mark, end));
        // "ma soeur, Claire Dupont 3 montée du Gourguillon"
        boolean house = reading.number(end)
                && !somebody(reading, end - 1)
                && IntStream.range(start, end).anyMatch(i -> given(reading, i) && reading.capital(i));
        if (!parted && !leads && !house) {
            return null;
        }
        int first = house ? end : Math.max(end + 1, behindMarks(reading, end));
        // "a coffret to my mother, to be sent to 3 rue Hugo"
        boolean thing = IntStream.range(reading.clauseStart(start), start).anyMatch(reading::inThing);
        boolean address = !(parted && thing)
                && IntStream.rangeClosed(first, Math.min(first + NUMBER_NEAR - 1, reading.clauseEnd(first)))
                        .anyMatch(i -> reading.number(i) && !countsGoods(reading, i)
                                || leads && !parted && !thing && reading.town(i) && reading.capital(i));
        // what leads to the place once leads to it no second time
        return address ? new ForWhom(start, from, end, parted || from > start ? first : end, told) : null;
    }

    /// "For my sisters, *2 M* and *1 L*".
    private static boolean countsGoods(Reading reading, int number) {
        // "5 Pine Ct" is a street, though pines are sold
        boolean street = IntStream.rangeClosed(number + 1, number + 3).anyMatch(i -> reading.begins("street", i));
        return !street
                && (IntStream.rangeClosed(number, number + 2).anyMatch(i -> reading.inVariant(i) || reading.inThing(i))
                        || reading.marked("unit_pieces", number + 1));
    }

    /// Where whom ends that begins there: "my bro Tom", "dada yangu Amina", "Sarah Nguyen".
    private static int whom(Reading reading, int start) {
        int end = start;
        boolean person = false;
        while (end < reading.tokens.size() && end - start < WORDS_MAX) {
            // "ma soeur, *Claire* Dupont"
            boolean goesOn = person
                    && reading.tokens.get(end).is(",")
                    && end + 1 < reading.tokens.size()
                    && given(reading, end + 1)
                    && name(reading, end + 1, true);
            boolean somebody = somebody(reading, end);
            if (!goesOn && !somebody && !reading.marked("share_own", end) && !name(reading, end, person)) {
                break;
            }
            person |= somebody;
            end++;
        }
        return end;
    }

    private static boolean somebody(Reading reading, int at) {
        return reading.person(at) || reading.is(at, Word.TITLE);
    }

    /// In small letters only behind who it is: "my bro tom".
    private static boolean name(Reading reading, int at, boolean person) {
        Token word = reading.tokens.get(at);
        return word.word()
                && Character.isLetter(reading.text.codePointAt(word.start()))
                && (reading.capital(at) || person && given(reading, at))
                && !reading.town(at)
                && !reading.begins("street", at)
                // "Monique Petit", though things come in "petit"
                && (reading.capital(at) && given(reading, at)
                        || at > 0 && reading.capital(at - 1) && given(reading, at - 1)
                        || !reading.everyday(at) && !reading.catalogue.knows(word.norm()));
    }

    private static boolean given(Reading reading, int at) {
        return GivenNames.contain(reading.tokens.get(at).norm());
    }
}

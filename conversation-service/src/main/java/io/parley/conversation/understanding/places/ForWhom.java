package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.GivenNames;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "It's *for Sarah Nguyen*, unit 3, 18 Bay St", "send to *my bro Tom* at 3 Reef Rd": who gets it, said before where it
/// goes. It is no part of the place, so it is taken out of the message, and kept for the seller as it was written.
///
/// "Tabata, *mpokeaji Asha*", "23 Tô Hiệu, Hải Phòng, *chị Lan*" say it behind the place, and are left out as well.
///
/// @param start where whom begins, with what leads to them
/// @param from where it is taken out from: what leads to the place as well stays
/// @param end behind whom
/// @param next where the address begins, or what leads to it
/// @param told whether it tells more than "to her"
/// @param own it is the shopper
public record ForWhom(int start, int from, int end, int next, boolean told, boolean own) {
    private static final int WORDS_MAX = 6;
    private static final int NAMES_LEAST = 2;

    /// A house's number stands so near behind: "unit 3", "the flat at 9".
    private static final int NUMBER_NEAR = 3;

    private ForWhom(int start, int from, int end, int next, boolean told) {
        this(start, from, end, next, told, false);
    }

    /// @param called whether a phone stands beside, as it does where somebody is named
    public static @Nullable ForWhom in(Reading reading, Surroundings at, boolean called) {
        boolean goes = at.awaitsPlace() || at.ordering() || !reading.products.isEmpty();
        // "no be Uyo, *na Eket*"
        boolean elsewhere = PlaceInstead.in(reading, at).filter(Place::whole).isPresent();
        return goes && !elsewhere
                ? IntStream.range(0, reading.tokens.size())
                        .boxed()
                        .flatMap(i -> Stream.of(
                                own(reading, i, called),
                                introduced(reading, i),
                                received(reading, i),
                                namedFirst(reading, i),
                                ledTo(reading, i),
                                named(reading, i, called),
                                inSmall(reading, i, called),
                                closing(reading, i, called)))
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /// The message without it, every word that stays where it was.
    public String rest(Reading reading) {
        StringBuilder rest = new StringBuilder(reading.text);
        int first = reading.tokens.get(from).start();
        int behind = next < reading.tokens.size() ? reading.tokens.get(next).start() : rest.length();
        rest.replace(first, behind, " ".repeat(behind - first));
        return rest.toString();
    }

    /// As the shopper wrote it.
    public String words(Reading reading) {
        return reading.words(start, end);
    }

    /// "Mpokeaji Asha 0712 …", "to my bro Tom 0770 …": somebody else than the shopper, whose telephone is told.
    public boolean ofAnother(Reading reading) {
        boolean led = reading.found("to_whom").anyMatch(hit -> hit.start() == start) && reading.takenOut(end - 1);
        return led || reading.marked("receiver", start);
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

    /// "*Mpokeaji ni Asha*", "người nhận: chị Lan": said in so many words, wherever it goes.
    private static @Nullable ForWhom received(Reading reading, int at) {
        return reading.marks("receiver")
                .filter(hit -> hit.start() == at)
                .max(Comparator.comparingInt(Hit::length))
                // "can you *write his name* on it": it names nobody
                .filter(hit -> reading.found("custom_request").noneMatch(wish -> wish.start() < at && at < wish.end()))
                .map(hit -> received(reading, hit))
                .orElse(null);
    }

    /// "*Joan Hart* is her name": said behind it, wherever the address stands.
    private static @Nullable ForWhom namedFirst(Reading reading, int at) {
        int end = at == reading.clauseStart(at) ? whom(reading, at) : at;
        return reading.marks("receiver_behind")
                .filter(hit -> end > at && hit.start() == end && hit.end() == reading.clauseEnd(end))
                .map(hit -> new ForWhom(at, at, end, hit.end(), true))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable ForWhom received(Reading reading, Hit lead) {
        int start = lead.end();
        while (start < reading.tokens.size() && reading.tokens.get(start).is(":")) {
            start++;
        }
        int end = whom(reading, start);
        boolean named = IntStream.range(start, end).anyMatch(i -> !somebody(reading, i));
        if (end == start && lead.weight() > SURELY && onlyName(reading, start)) {
            end = reading.clauseEnd(start);
            named = true;
        }
        return named ? new ForWhom(lead.start(), lead.start(), end, behindReceiver(reading, end), true) : null;
    }

    /// "Jina lake ni Grace, *atapokea*": that they are the one who gets it, once more; "gửi cho chị Hạnh *dùm con*".
    private static int behindReceiver(Reading reading, int end) {
        int closing = reading.clauseEnd(end);
        if (closing > end
                && reading.marked("polite", end)
                && IntStream.range(end, closing).allMatch(i -> reading.nicety(i) || reading.person(i))) {
            return closing;
        }
        int next = end < reading.tokens.size() && reading.tokens.get(end).is(",") ? end + 1 : end;
        return reading.marks("receiver")
                .filter(hit -> hit.start() == next && hit.end() == reading.clauseEnd(next))
                .mapToInt(Hit::end)
                .max()
                .orElse(end);
    }

    private static final double SURELY = 0.5;

    /// "Mpokeaji *asha*": one or two words in small letters that nothing knows.
    private static boolean onlyName(Reading reading, int start) {
        int end = reading.clauseEnd(start);
        return end > start
                && end - start <= NAMES_LEAST
                && IntStream.range(start, end)
                        .allMatch(i -> reading.tokens.get(i).word()
                                && !reading.everyday(i)
                                && !reading.claimed(i)
                                && !reading.town(i)
                                && !reading.catalogue.knows(
                                        reading.tokens.get(i).norm()));
    }

    /// "…, Hải Phòng, *chị Lan*", "Eldoret, *Brian* 0722 113 344", "sector 15 Noida, *for Priya Sharma*", "Tamale, *I'm
    /// Fuseini*": the last part, behind the address.
    private static @Nullable ForWhom closing(Reading reading, int at, boolean called) {
        Hit lead = Stream.concat(reading.found("to_whom"), reading.marks("name_weak"))
                .filter(hit -> hit.start() == at)
                .max(Comparator.comparingInt(Hit::length))
                .orElse(null);
        int first = lead == null ? at : lead.end();
        int end = whom(reading, first);
        boolean parted = at > 1 && (reading.tokens.get(at - 1).is(",") || line(reading, at));
        boolean last = end > at && IntStream.range(end, reading.tokens.size()).allMatch(i -> trails(reading, i));
        boolean titled = titled(reading, at, end);
        boolean phone = called && (line(reading, at) || end > at && reading.takenOut(end - 1));
        boolean own = lead != null && lead.section().equals("name_weak");
        boolean name = lead == null
                ? titled || phone && known(reading, at, end)
                : reading.capital(first) && (own || known(reading, first, end));
        boolean address = parted && addressBefore(reading, at);
        return parted && last && name && address ? new ForWhom(own ? first : at, at, end, end, true, own) : null;
    }

    /// "*Grace* Wanjiku": a given name, or two of which one is known to be one, or a family name that opens it.
    private static boolean known(Reading reading, int at, int end) {
        return given(reading, at)
                || fullName(reading, at, end)
                || end - at >= NAMES_LEAST && IntStream.range(at, end).anyMatch(i -> given(reading, i));
    }

    /// "*Chị* Lan", and not "Mỹ Tho".
    private static boolean titled(Reading reading, int at, int end) {
        return end - at >= NAMES_LEAST
                && somebody(reading, at)
                && !reading.town(at)
                && (reading.capital(end - 1) || given(reading, end - 1))
                && !somebody(reading, end - 1);
    }

    private static boolean trails(Reading reading, int at) {
        return !reading.tokens.get(at).word() && !reading.number(at)
                || reading.marked("polite", at)
                || reading.marked("place_end", at);
    }

    /// "*Nguyễn* Lan Anh": behind a family name; of two words a street is called so, too.
    private static boolean fullName(Reading reading, int at, int end) {
        return end - at > NAMES_LEAST
                && GivenNames.family(reading.tokens.get(at).norm());
    }

    /// Whether a line begins there.
    private static boolean line(Reading reading, int at) {
        return at > 0 && newLine(reading, at - 1);
    }

    private static boolean newLine(Reading reading, int at) {
        return at < reading.tokens.size()
                && reading.text.charAt(reading.tokens.get(at).start()) == '\n';
    }

    /// "*My name is Wanjiru* 0722 123 456, Ruiru Bypass", "*its Asha*, 0712 345 678. Tabata": where it goes follows.
    private static @Nullable ForWhom own(Reading reading, int at, boolean called) {
        Hit lead = Stream.concat(
                        reading.marks("name_before").filter(hit -> called || hit.length() > 1 || hit.weight() > SURELY),
                        reading.marks("name_weak").filter(hit -> called))
                .filter(hit -> hit.start() == at && at == reading.clauseStart(at))
                .max(Comparator.comparingInt(Hit::length))
                .orElse(null);
        if (lead == null || lead.end() >= reading.tokens.size()) {
            return null;
        }
        int start = reading.tokens.get(lead.end()).is(":") ? lead.end() + 1 : lead.end();
        if (start >= reading.tokens.size()) {
            return null;
        }
        int end = given(reading, start) && !reading.capital(start) ? start + 1 : whom(reading, start);
        boolean somebodys = IntStream.range(start, end).anyMatch(i -> somebody(reading, i));
        boolean named =
                end > start && !somebodys && (lead.length() > 1 || lead.weight() > SURELY || given(reading, start));
        boolean parted = end < reading.tokens.size()
                && (reading.takenOut(end - 1)
                        || reading.tokens.get(end).is(",")
                        || newLine(reading, end)
                        || reading.tokens.get(end).is("."));
        int next = behindMarks(reading, behindTelephone(reading, behindMarks(reading, end)));
        return named && parted && opensAddress(reading, next) ? new ForWhom(start, at, end, next, true, true) : null;
    }

    /// "Tên: Hoa, *sđt:* 0909…, đc: 12 Trần Hưng Đạo": what led to the telephone, which has been taken out.
    private static int behindTelephone(Reading reading, int at) {
        int end = reading.clauseEnd(at);
        boolean contact = reading.marked("place_end", at)
                && end > at
                && reading.takenOut(end - 1)
                && IntStream.range(at, end)
                        .allMatch(i -> reading.marked("place_end", i)
                                || reading.everyday(i)
                                || !reading.tokens.get(i).word());
        return contact ? end : at;
    }

    private static boolean opensAddress(Reading reading, int at) {
        return IntStream.range(at, Math.min(reading.clauseEnd(at), reading.tokens.size()))
                .anyMatch(i -> reading.number(i) && !countsGoods(reading, i)
                        || reading.begins("street", i)
                        || reading.town(i)
                        || reading.capital(i) && !reading.everyday(i) && !reading.claimed(i) && !reading.thingAt(i));
    }

    /// "Her name is Kayla, 77 Birch Ave": somebody else's than the shopper's.
    private static @Nullable ForWhom introduced(Reading reading, int at) {
        return reading.marks("name_before")
                .filter(hit -> hit.start() == at + 1 && reading.person(at))
                .map(hit -> introduced(reading, at, hit))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable ForWhom introduced(Reading reading, int at, Hit lead) {
        int end = whom(reading, lead.end());
        boolean own = reading.marks("name_before").anyMatch(hit -> hit.start() == at && hit.end() >= lead.end());
        // "… 8 Castle Street. My mum's name is Jane Hadley": a sentence behind the address
        boolean behind = !own && at > 0 && end > lead.end() && opensBehindAddress(reading, at);
        return behind ? new ForWhom(at, at, end, end, true) : before(reading, at, at, end, true);
    }

    private static boolean opensBehindAddress(Reading reading, int at) {
        int start = reading.clauseStart(at);
        return start > 0
                && IntStream.range(start, at).allMatch(i -> reading.person(i) || reading.everyday(i))
                && addressBefore(reading, start);
    }

    private static boolean addressBefore(Reading reading, int at) {
        return IntStream.range(0, at)
                .anyMatch(i -> reading.number(i) && !countsGoods(reading, i)
                        || reading.begins("street", i)
                        || reading.town(i));
    }

    /// "Tom Hadley, 8 Castle Street"; Rose Cottage is a house.
    private static @Nullable ForWhom named(Reading reading, int at, boolean called) {
        int end = whom(reading, at);
        int clause = reading.clauseStart(at);
        boolean presented = presented(reading, clause, at);
        // "chez ma mère : Mme Girard, 6 impasse des Lilas"
        boolean begins = at == clause || presented || reading.tokens.get(at - 1).is(":") && !reading.ledTo(at - 1);
        boolean titled = titled(reading, at, end);
        boolean opens = begins && (reading.capital(at) || titled && called) && !behindAddress(reading, at);
        boolean several = end - at >= NAMES_LEAST;
        boolean name = end > at && (given(reading, at) || titled || called && several);
        boolean ends = end < reading.tokens.size()
                && (reading.tokens.get(end).is(",")
                        || newLine(reading, end)
                        || several && reading.number(end) && reading.capital(end + 1));
        if (!opens || !name || !ends) {
            return null;
        }
        ForWhom before = before(reading, at, presented ? clause : at, end, true);
        boolean known = titled || known(reading, at, end) || ownLine(reading, at, end);
        return before == null && called && several && known ? beforeStreet(reading, at, end) : before;
    }

    /// "It goes straight to her - *Mrs Holroyd*, 14 Beech Grove": behind a dash or a colon, and nothing of goods.
    private static boolean presented(Reading reading, int clause, int at) {
        return at - clause > 1
                && (reading.tokens.get(at - 1).is("-")
                        || reading.tokens.get(at - 1).is(":"))
                && reading.text.charAt(reading.tokens.get(at - 1).end()) == ' '
                && !reading.endsMark("place_before", at - 1)
                && IntStream.range(clause, at - 1)
                        .noneMatch(i ->
                                reading.inThing(i) || reading.inVariant(i) || reading.number(i) || reading.town(i));
    }

    /// "*nguyen lan anh* 0903 218 447 23 to hieu": in small letters right before the telephone.
    private static @Nullable ForWhom inSmall(Reading reading, int at, boolean called) {
        boolean opens = called
                && at == reading.clauseStart(at)
                && GivenNames.family(reading.tokens.get(at).norm());
        return IntStream.rangeClosed(at + NAMES_LEAST, Math.min(at + NAMES_MOST, reading.tokens.size() - 1))
                .filter(end -> opens && reading.takenOut(end - 1))
                .filter(end -> IntStream.range(at, end)
                        .allMatch(i -> reading.tokens.get(i).word() && !reading.thingAt(i) && !reading.takenOut(i)
                                || i == end - 1))
                .mapToObj(end -> new ForWhom(at, at, end, behindMarks(reading, end), true))
                .findFirst()
                .orElse(null);
    }

    private static final int NAMES_MOST = 4;

    private static boolean ownLine(Reading reading, int at, int end) {
        return (at == 0 || line(reading, at)) && newLine(reading, end);
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
        boolean parted = reading.tokens.get(end).is(",") || newLine(reading, end);
        boolean leads = Stream.of("place_before", "place_weak").anyMatch(mark -> reading.marked(mark, end));
        // "ma soeur, Claire Dupont 3 montée du Gourguillon"
        boolean house = reading.number(end)
                && !somebody(reading, end - 1)
                && (fullName(reading, start, end)
                        || IntStream.range(start, end).anyMatch(i -> given(reading, i) && reading.capital(i)));
        // "kwa mama Nakuru"
        boolean town = somebody(reading, start + 1) && reading.town(end);
        if (!parted && !leads && !house && !town) {
            return null;
        }
        int first = house || town ? end : Math.max(end + 1, behindMarks(reading, end));
        // "a coffret to my mother, to be sent to 3 rue Hugo"
        // "my sister Joan", and not "Karen", which is a place, too
        boolean named = IntStream.range(start, end).anyMatch(i -> given(reading, i) && reading.capital(i))
                && IntStream.range(start, end).anyMatch(i -> somebody(reading, i));
        boolean thing =
                !named && IntStream.range(reading.clauseStart(start), start).anyMatch(reading::inThing);
        boolean address = !(parted && thing)
                && IntStream.rangeClosed(first, Math.min(first + NUMBER_NEAR - 1, reading.clauseEnd(first)))
                        .anyMatch(i -> reading.number(i) && !countsGoods(reading, i)
                                || town && i == end
                                // "zawadi ya dada yangu Amina, Nyali"
                                || parted && named && i == first && reading.town(i) && reading.capital(i)
                                || leads && !parted && !thing && reading.town(i) && (reading.capital(i) || i == first));
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
        return initial(reading, at)
                || word.word()
                        && Character.isLetter(reading.text.codePointAt(word.start()))
                        && (reading.capital(at) || person && given(reading, at))
                        && !reading.town(at)
                        && !reading.begins("street", at)
                        // "Monique Petit", though things come in "petit"
                        && (reading.capital(at) && given(reading, at)
                                // "chị Mai", a family name and tomorrow
                                || reading.calledByTitle(at) && GivenNames.family(word.norm())
                                || at > 0 && reading.capital(at - 1) && given(reading, at - 1)
                                || behindFamily(reading, at)
                                || !reading.everyday(at) && !reading.catalogue.knows(word.norm()));
    }

    /// "Nguyễn Thị *Mai*", which is tomorrow by itself: a capital among those that a family name opens.
    private static boolean behindFamily(Reading reading, int at) {
        return IntStream.rangeClosed(Math.max(0, at - NAMES_MOST + 1), at - 1)
                .filter(family -> GivenNames.family(reading.tokens.get(family).norm()))
                .anyMatch(family -> IntStream.rangeClosed(family, at).allMatch(reading::capital));
    }

    /// "Mrs *J* Holroyd", "Tom *B* Hadley": one letter behind a title or a given name, and before a name.
    private static boolean initial(Reading reading, int at) {
        return reading.capital(at)
                && reading.tokens.get(at).norm().length() == 1
                && at > 0
                && (reading.is(at - 1, Word.TITLE) || reading.capital(at - 1) && given(reading, at - 1))
                && reading.capital(at + 1)
                && !reading.begins("street", at + 1);
    }

    private static boolean given(Reading reading, int at) {
        return GivenNames.contain(reading.tokens.get(at).norm());
    }
}

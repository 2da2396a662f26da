package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Way;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.SwahiliVerbs;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Towns;
import io.parley.conversation.understanding.words.Word;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where a place ends that begins at some word: with its clause, before a day, a thing of the shop, another matter.
final class PlaceEnd {
    static final int WORDS_MAX = 30;
    private static final int CHARS_MAX = 200;
    private static final int HOUSE_DIGITS_MAX = 4;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern EMPTY_PARTS = Pattern.compile(",( ,)+");

    private PlaceEnd() {}

    /// From this word on to the end of its clause; empty when no place can be called so.
    static Optional<Place> toClauseEnd(Reading reading, int start) {
        int end = start;
        while (end < reading.tokens.size() && end - start < WORDS_MAX && !stops(reading, end, start)) {
            end++;
        }
        return trimmed(reading, start, beforeClauseOfThing(reading, start, end), true);
    }

    /// "15 Lê Lợi, Huế, *viết* thiệp giùm mình": what leads to a thing of the shop, in a clause of its own.
    private static int beforeClauseOfThing(Reading reading, int start, int end) {
        int clause = reading.clauseStart(end);
        boolean ownClause = reading.thingAt(end)
                && clause > start + 1
                // "…, *add 1* hydra cream"
                && IntStream.range(clause, end)
                        .noneMatch(i -> reading.capital(i) || reading.number(i) && (i < end - 1 || i == clause));
        return ownClause ? clause : end;
    }

    private static boolean stops(Reading reading, int at, int start) {
        Token token = reading.tokens.get(at);
        boolean within = at > start;
        return token.kind() == Token.Kind.EMOJI
                || endsSentence(reading, at, within)
                || reading.marked("polite", at)
                        && !reading.towns.around(reading.tokens, at)
                        && !withinNear(reading, at)
                        && !(within && (saysHow(reading, at) || pointsOn(reading, at)))
                        // "Tulsa OK 74114", "401 N Elgin Ave"
                        && !(within
                                && reading.capital(at)
                                && (reading.number(at + 1) || token.norm().length() == 1 && reading.capital(at + 1)))
                        && !reading.calledByTitle(at + 1)
                || reading.thingAt(at)
                || within
                        && (saysWhen(reading, at) && !reading.towns.around(reading.tokens, at)
                                || reading.marked("place_end", at)
                                        && (!reading.capital(at) || opensClause(reading, at))
                                        && !reading.towns.around(reading.tokens, at)
                                        // "South B hapo Nairobi"
                                        && !reading.town(at + 1)
                                        && !pointsOn(reading, at)
                                        && !withinNear(reading, at)
                                        && !houseNumber(reading, at)
                                || reading.is(at, Word.NOT) && !reading.marked("place_near", at)
                                || SwahiliVerbs.asksShop(reading.tokens.get(at).norm()) && !reading.capital(at)
                                || reading.marked("name_before", at) && namesOne(reading, at)
                                || reading.tokens.get(at - 1).separates()
                                        && (asksNext(reading, at)
                                                || hour(reading, at)
                                                || countsVariant(reading, at)
                                                || changesNext(reading, at))
                                || !withinNear(reading, at)
                                        && reading.hits.stream()
                                                .anyMatch(hit -> hit.start() == at && meansMore(reading, hit)));
    }

    /// "South B *hapo* Capital Centre", "Cocody *là-bas* vers la pharmacie": the address goes on behind it.
    private static boolean pointsOn(Reading reading, int at) {
        return reading.is(at, Word.THERE)
                && (reading.capital(at + 1)
                        || reading.town(at + 1)
                        || Stream.of("street", "place_near", "within_house")
                                .anyMatch(section -> reading.marked(section, at + 1)));
    }

    /// "The gate *na* black one"
    private static boolean saysHow(Reading reading, int at) {
        int clause = reading.clauseStart(at);
        return reading.marked("particle", at)
                && Way.tells(reading, clause)
                && at + 1 < reading.clauseEnd(at)
                && !reading.marked("polite", at + 1);
    }

    /// "To Leeds, *I'll be* at my sister's", "Mariakani estate. *Alafu* toa …": a capital that no name begins with.
    private static boolean opensClause(Reading reading, int at) {
        return reading.tokens.get(at - 1).is(".")
                || reading.tokens.get(at).norm().length() == 1
                        && reading.tokens.get(at - 1).separates()
                        && reading.marks("place_end").anyMatch(hit -> hit.start() == at && hit.length() > 1);
    }

    /// "17 Duy Tân, *đổi một đôi sang trắng*", "17 Duy Tân, *1 đôi đổi* màu trắng": what is to become of the order.
    private static boolean changesNext(Reading reading, int at) {
        int end = reading.clauseEnd(at);
        boolean counts = reading.number(at) || reading.begins("number", at);
        return reading.changing("swaps")
                .anyMatch(swap -> (swap.start() == at || counts && swap.start() > at)
                        && swap.end() < end
                        && IntStream.range(swap.end(), end)
                                .anyMatch(i -> reading.is(i, Word.CHANGED_TO) || reading.inVariant(i)));
    }

    /// "17 Duy Tân, *lấy 3* đôi luôn"
    private static boolean takesNext(Reading reading, int at) {
        return reading.is(at, Word.TAKES)
                && !reading.capital(at)
                && (reading.number(at + 1) || reading.begins("number", at + 1))
                && !reading.capital(at + 2);
    }

    /// "Cổng sau bệnh viện, *11h30*", "phường Minh An, *9 giờ*"
    private static boolean hour(Reading reading, int at) {
        return reading.number(at)
                && at + 1 < reading.tokens.size()
                && (reading.tokens.get(at + 1).glued() || reading.clauseEnd(at) - at <= HOUR_WORDS_MAX)
                && reading.is(at + 1, Word.HOUR);
    }

    /// "9 giờ sáng"
    private static final int HOUR_WORDS_MAX = 3;

    /// "York, *one green*": so many of what was ordered before.
    private static boolean countsVariant(Reading reading, int at) {
        int next = at + 1;
        return (reading.number(at) || reading.begins("number", at))
                && reading.variants.stream().anyMatch(v -> v.start() == next)
                && !reading.capital(next)
                && !reading.marked("street", next + 1);
    }

    private static boolean endsSentence(Reading reading, int at, boolean within) {
        Token token = reading.tokens.get(at);
        boolean abbreviation = within
                && at + 1 < reading.tokens.size()
                && (reading.tokens.get(at - 1).norm().length() <= 3
                        || reading.marked("street", at - 1) && !opensSentence(reading, at + 1))
                && reading.tokens.get(at - 1).word()
                // "12 Aka Road Uyo. No tell am"
                && !(reading.town(at - 1) && reading.common(at + 1));
        return token.kind() == Token.Kind.MARK && "!?".contains(token.norm())
                || token.is(".")
                        && (!abbreviation || asksHowSoon(reading, at + 1))
                        && !(within && streetNext(reading, at + 1))
                || token.is(";")
                        && reading.text.charAt(token.start()) == '\n'
                        && at + 1 < reading.tokens.size()
                        && reading.claimed(at + 1);
    }

    /// "Shanti Apartments. *Expiry date should be …*": words of the language, and no more of the address.
    private static boolean opensSentence(Reading reading, int at) {
        int end = at + SENTENCE_LEAST;
        return end <= reading.clauseEnd(at)
                && !reading.number(at)
                && !reading.town(at)
                && !reading.begins("street", at)
                && IntStream.range(at + 1, end)
                        .allMatch(i -> reading.tokens.get(i).word()
                                && !reading.capital(i)
                                && !reading.town(i)
                                && !reading.begins("street", i)
                                && !reading.marked("place_near", i))
                && IntStream.range(at + 1, end).anyMatch(reading::everyday);
    }

    private static final int SENTENCE_LEAST = 4;

    /// "12 ngõ 5 Láng Hạ. *30p có tới ko*"
    private static boolean asksHowSoon(Reading reading, int at) {
        return reading.number(at)
                && reading.marked("unit_size", at + 1)
                && IntStream.rangeClosed(at, at + 2).anyMatch(i -> reading.begins("delivery_question", i));
    }

    /// "New Haven, Enugu. 15 Chime Avenue", "Bodija, Ibadan. *Near* the market"
    private static boolean streetNext(Reading reading, int at) {
        int end = reading.clauseEnd(at);
        if (reading.marked("place_near", at) && asksNothing(reading, end)) {
            return IntStream.range(at, end).noneMatch(i -> reading.thingAt(i) || reading.begins("question", i));
        }
        // "Bayelsa. Hostel B room 12"
        boolean house = reading.capital(at)
                && IntStream.range(at, end).anyMatch(i -> reading.marked("street", i) && reading.number(i + 1));
        return (house || reading.number(at) && IntStream.range(at + 1, end).anyMatch(i -> reading.marked("street", i)))
                && IntStream.range(at + 1, end).noneMatch(reading::thingAt);
    }

    private static boolean asksNothing(Reading reading, int end) {
        return end >= reading.tokens.size() || !reading.tokens.get(end).is("?");
    }

    private static boolean saysWhen(Reading reading, int at) {
        return reading.marked("date", at) && !partOfList(reading, at)
                || reading.marked("date_before", at)
                        && (reading.marked("date", at + 1)
                                || reading.number(at + 1)
                                        && reading.marked("unit_size", at + 2)
                                        && !reading.marked("street", at + 2));
    }

    /// "Times City, *T5*, Hà Nội": between commas, with a name behind, no Thursday.
    private static boolean partOfList(Reading reading, int at) {
        int end = reading.marks("date")
                .filter(hit -> hit.start() == at)
                .mapToInt(Hit::end)
                .max()
                .orElse(at);
        return at > 0
                && reading.capital(at)
                && reading.tokens.get(at - 1).is(",")
                && end + 1 < reading.tokens.size()
                && reading.tokens.get(end).is(",")
                && reading.capital(end + 1);
    }

    /// A phrase that is no part of a name.
    private static boolean meansMore(Reading reading, Hit hit) {
        return !named(reading, hit)
                && !Way.which(reading, hit)
                && !hit.section().equals("number")
                && !hit.section().equals("pick")
                && (hit.length() > 1 || hit.section().equals("but"))
                // "nyumba ya pili *baada ya* msikiti"
                && !reading.marked("place_near", hit.start())
                // "gan *cho* Han"
                && reading.marks("place_near").noneMatch(near -> near.end() == hit.start());
    }

    /// "Nyumba *namba 3*", and not "namba 0712 345 678".
    private static boolean houseNumber(Reading reading, int at) {
        return reading.is(at, Word.NO)
                && reading.number(at + 1)
                && reading.tokens.get(at + 1).norm().length() <= HOUSE_DIGITS_MAX;
    }

    /// "Karibu *na* Naivas", "công *ty* Hoa Sen"
    private static boolean withinNear(Reading reading, int at) {
        return Stream.of("place_near", "street")
                .flatMap(reading::marks)
                .anyMatch(hit -> hit.start() < at && at < hit.end());
    }

    /// "Ngõ 5 Thái Hà, *nhà số 3*"
    private static boolean numbersHouse(Reading reading, int at) {
        return reading.marks("street").anyMatch(hit -> hit.start() == at && reading.number(hit.end()));
    }

    /// "Niko Kakamega, mnaleta huku?"
    static boolean asksNext(Reading reading, int at) {
        return Stream.of("delivery_question", "price_check", "availability_check", "payment_question", "question")
                .anyMatch(section -> reading.begins(section, at) && !reading.capital(at));
    }

    /// "77 Elm Road, her name is Joan": longer than the one word "name", unless that opens a clause with a name.
    private static boolean namesOne(Reading reading, int at) {
        boolean opens = at > 0
                && reading.tokens.get(at - 1).separates()
                && at + 1 < reading.tokens.size()
                && reading.capital(at + 1);
        return opens || reading.marks("name_before").anyMatch(hit -> hit.start() == at && hit.length() > 1);
    }

    /// "The Total station": capitals in the middle of an address are a name.
    private static boolean named(Reading reading, Hit hit) {
        return hit.length() < 3
                && IntStream.range(hit.start(), hit.end())
                        .anyMatch(i -> reading.capital(i)
                                && reading.tokens.get(i).norm().length() > 1);
    }

    /// A place without the marks and niceties around it; empty when nothing is left that could be called so.
    static Optional<Place> trimmed(Reading reading, int from, int to, boolean said) {
        int start = from;
        int end = to;
        boolean thingNext = reading.thingAt(to);
        end = beforeLeadNowhere(reading, start, end);
        while (end > start && (trails(reading, end - 1, start) || thingNext && reading.number(end - 1))) {
            end--;
        }
        while (start < end && reading.tokens.get(start).kind() == Token.Kind.MARK) {
            start++;
        }
        start = behindLead(reading, start, end);
        if (reading.is(start, Word.ARTICLE_OF_PLACE)
                && reading.number(start + 1)
                && !(reading.capital(start) && gluedNumber(reading, start + 1))) {
            // "c'est pour le 5 place Notre Dame"
            start++;
        }
        if (end - start > 1
                && reading.is(start, Word.ARTICLE_OF_PLACE)
                && !reading.capital(start)
                && !reading.town(start)
                && (reading.town(start + 1)
                        || reading.capital(start + 1) && (end - start == 2 || reading.is(start + 2, Word.OF)))) {
            // "to the UK", "the Isle of Skye"; the Black Swan is called so
            start++;
        }
        if (start >= end) {
            return Optional.empty();
        }
        String written = written(reading, start, end);
        String town = reading.towns.name(reading.tokens, start, end);
        String words = town == null
                ? EMPTY_PARTS
                        .matcher(SPACES.matcher(written).replaceAll(" "))
                        .replaceAll(",")
                        .strip()
                : Towns.asWritten(town, written);
        // "Q7"
        boolean district = said && end - start == 2 && reading.capital(start) && reading.number(start + 1);
        boolean house = said && Addresses.tied(reading, start + 1);
        return town == null && words.codePoints().filter(Character::isLetter).count() < 2 && !district && !house
                ? Optional.empty()
                : Optional.of(new Place(words.substring(0, Math.min(CHARS_MAX, words.length())), start, end, said));
    }

    /// "Voiron *hein*, 2 rue des Frères", "quận 1 *nha c*, lầu 12": what trails a part is left out.
    private static String written(Reading reading, int start, int end) {
        int from = start;
        StringBuilder written = new StringBuilder();
        for (int i = start + 2; i < end; i++) {
            int last = reading.tokens.get(i).is(",") ? behindTrails(reading, start, i) : i;
            if (last < i) {
                written.append(reading.words(from, last));
                from = i;
            }
        }
        return written.append(reading.words(from, end)).toString();
    }

    /// Where the part ends without what trails it: a courtesy, and whom it is said to.
    private static int behindTrails(Reading reading, int from, int comma) {
        int last = comma - 1;
        boolean calls = last > from
                && reading.marked("polite", last - 1)
                && !reading.capital(last - 1)
                && (reading.person(last) || reading.tokens.get(last).norm().length() == 1);
        int cut = calls ? last - 1 : last;
        boolean trails = reading.is(last, Word.TRAILS) || reading.marked("polite", last) || calls;
        return cut > from && trails && !reading.capital(last) ? cut : comma;
    }

    private static boolean trails(Reading reading, int last, int start) {
        // "V.I."
        boolean initial = last - 1 > start
                && reading.capital(last)
                && reading.tokens.get(last).norm().length() == 1
                && reading.tokens.get(last - 1).is(".")
                && reading.capital(last - 2);
        return reading.tokens.get(last).kind() == Token.Kind.MARK
                || reading.is(last, Word.TRAILS) && !initial && !lastName(reading, last, start)
                || last > start && reading.marked("particle", last) && !reading.capital(last)
                // "25 Lê Lợi, Đà Lạt. *sđt*": its number has been taken out
                || last > start
                        && reading.marked("place_end", last)
                        && (reading.tokens.get(last - 1).separates() || reading.takenOut(last));
    }

    /// "Awka *send am go*", "12 Lê Lợi Huế *gửi nha*": what leads to a place, and nothing but little words behind it.
    private static int beforeLeadNowhere(Reading reading, int start, int end) {
        return Stream.of("place_before", "place_lead")
                .flatMap(reading::marks)
                .filter(lead -> lead.start() > start
                        && lead.end() <= end
                        && !reading.tokens.get(lead.start() - 1).separates()
                        && !reading.tokens.get(lead.start()).elided()
                        // "face au marché"
                        && !reading.marked("place_weak", lead.start())
                        && IntStream.range(lead.start(), end).noneMatch(reading::capital)
                        && IntStream.range(lead.end(), end)
                                .allMatch(i -> reading.everyday(i)
                                        || reading.marked("polite", i)
                                        || reading.marked("particle", i)
                                        || reading.tokens.get(i).kind() == Token.Kind.MARK))
                .mapToInt(Hit::start)
                .min()
                .orElse(end);
    }

    /// "Xã Ea *Tu*": a capital behind another one.
    private static boolean lastName(Reading reading, int last, int start) {
        return last - 1 > start && reading.capital(last) && reading.capital(last - 1);
    }

    /// "It's 12 Toyin street", "giao *chị* 16 Yersin", "gửi *ở* Huế": what leads to a house's number or a town is no
    /// part of the place.
    private static int behindLead(Reading reading, int start, int end) {
        boolean toWhom = start + 1 < end
                && reading.is(start, Word.TITLE)
                && !reading.capital(start)
                && !reading.marked("street", start)
                && reading.number(start + 1);
        if (toWhom) {
            return start + 1;
        }
        // "delivery *ya* Thika road": the last word of what leads there
        OptionalInt within = Stream.of("place_weak", "place_before")
                .flatMap(reading::marks)
                .filter(lead -> lead.start() < start && start < lead.end() && lead.end() < end)
                .mapToInt(Hit::end)
                .max();
        if (within.isPresent()) {
            return within.getAsInt();
        }
        return reading.marks("place_lead")
                .filter(hit -> hit.start() == start
                        && hit.end() < end
                        // "D7 HCM"
                        && !(reading.capital(start) && gluedNumber(reading, hit.end()))
                        && (reading.number(hit.end())
                                || houseNumber(reading, hit.end())
                                || reading.town(hit.end()) && !reading.capital(start) && !reading.town(start))
                        && !reading.marked("street", start))
                .mapToInt(Hit::end)
                .max()
                .orElse(start);
    }

    private static boolean gluedNumber(Reading reading, int at) {
        return reading.number(at) && reading.tokens.get(at).glued();
    }

    /// "77 Elm Road, Bristol, her name is Joan": the address ends where the name's clause begins.
    static int beforeName(Reading reading, int start, int end) {
        int from = reading.marks("name_before")
                .filter(hit -> hit.length() > 1 && hit.start() > start && hit.start() < end)
                .mapToInt(Hit::start)
                .min()
                .orElse(end);
        while (from > start && from < end && !reading.tokens.get(from - 1).separates()) {
            from--;
        }
        return from > start ? from : end;
    }

    /// "…, *Cần Giuộc*, Long An" goes on: the whole part is names.
    private static boolean onlyNames(Reading reading, int at) {
        int end = reading.clauseEnd(at);
        return end > at + 1 && IntStream.range(at, end).allMatch(reading::capital);
    }

    /// "Acacia Estate, Kitengela. Call me": the next sentence is no address.
    static int sentenceEnd(Reading reading, int start, int end) {
        for (int i = start + 1; i + 1 < end; i++) {
            if (reading.marked("street", i - 1)
                    && reading.marked("place_end", i)
                    && reading.begins("human_request", i)) {
                // "Acacia Estate call me on …"
                return i;
            }
            boolean sentence = reading.tokens.get(i).is(".") && asksHowSoon(reading, i + 1)
                    || reading.tokens.get(i).is(".")
                            && (reading.tokens.get(i - 1).norm().length() > 3
                                    || reading.number(i - 1) && reading.marked("place_end", i + 1))
                            && (!reading.marked("street", i - 1) || reading.marked("place_end", i + 1))
                            && !reading.marked("place_near", i + 1)
                            && reading.tokens.get(i + 1).word()
                            && reading.common(i + 1)
                            && !houseNumber(reading, i + 1)
                    // "…, Can Tho. *Tên Hoa*"
                    || reading.tokens.get(i).is(".") && reading.marked("name_before", i + 1) && reading.capital(i + 2);
            // "19 Nguyễn Huệ, Cần Thơ": a town, whatever its first word means
            boolean clause = reading.tokens.get(i).is(",")
                    && !reading.town(i + 1)
                    && !numbersHouse(reading, i + 1)
                    && (reading.is(i + 1, Word.NEXT_CLAUSE) && !onlyNames(reading, i + 1)
                            || reading.marked("place_end", i + 1)
                            || changesNext(reading, i + 1)
                            || takesNext(reading, i + 1)
                            || reading.is(i + 1, Word.AND) && reading.marked("place_end", i + 2));
            if (sentence || clause) {
                return i;
            }
        }
        return end;
    }
}

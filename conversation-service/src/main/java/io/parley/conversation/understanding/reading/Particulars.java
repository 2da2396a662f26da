package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a message says of the shopper and the time: a name, a day, a discount's code.
public final class Particulars {
    private static final int NAME_WORDS_MAX = 3;
    private static final Set<String> SINCE = Set.of("since", "depuis", "tangu", "tu", "last", "from");

    /// "Black friday deals" and "good morning" name no day.
    private static final Set<String> NO_DATES = Set.of("discount_question", "greeting", "chit_chat", "goodbye");

    /// "Cái *thứ 2*" is the second one, and no Monday.
    private static boolean picks(Hit other, Hit date) {
        return other.section().equals("pick") && other.length() > date.length();
    }

    /// What follows the word for a code: letters with a digit in them, or capitals.
    private static final Pattern CODE = Pattern.compile(
            "^\\W{0,3}(?:(?i:is|est|ni|la|là|c'est)\\W{1,3})?([A-Za-z]{2,15}[-_]?\\d{1,6}[A-Za-z0-9]{0,8}|\\d{1,4}[A-Z]{2,12}|[A-Z]{4,20})(?![\\w])");

    private Particulars() {}

    /// @param start of the code's characters in the text
    public record Code(String code, int start, int end) {}

    /// @param codeWords phrases that announce a code, over the tokens
    public static @Nullable Code code(String text, List<Token> tokens, List<Hit> codeWords) {
        for (Hit hit : codeWords) {
            int from = tokens.get(hit.end() - 1).end();
            Matcher matcher = CODE.matcher(text.substring(from));
            if (matcher.find()) {
                return new Code(
                        matcher.group(1).toUpperCase(Locale.ROOT), from + matcher.start(1), from + matcher.end(1));
            }
        }
        return null;
    }

    /// The number an order goes by in the shop's other books: "order 20418", "đơn HS2190", "#M-3318".
    ///
    /// @param announced phrases that stand before such a number, over the tokens
    public static @Nullable Code order(
            String text, List<Token> tokens, List<Hit> announced, CatalogueIndex catalogue, Lexicon lexicon) {
        for (Hit hit : announced) {
            int from = tokens.get(hit.end() - 1).end();
            Matcher matcher = ORDER.matcher(text.substring(from));
            boolean done =
                    hit.start() > 0 && lexicon.is(tokens.get(hit.start() - 1).norm(), Word.ACTS);
            if (matcher.find()
                    && !done
                    && refers(matcher.group(1), from + matcher.end(1), tokens, catalogue, lexicon)) {
                return new Code(
                        matcher.group(1).toUpperCase(Locale.ROOT), from + matcher.start(1), from + matcher.end(1));
            }
        }
        Matcher apart = APART.matcher(text);
        if (!announced.isEmpty() && apart.find() && refers(apart.group(1), apart.end(1), tokens, catalogue, lexicon)) {
            // "where is my order?? no 30417"
            return new Code(apart.group(1).toUpperCase(Locale.ROOT), apart.start(1), apart.end(1));
        }
        Matcher numbered = NUMBERED.matcher(text);
        return numbered.find()
                ? new Code(numbered.group(1).toUpperCase(Locale.ROOT), numbered.start(), numbered.end(1))
                : null;
    }

    /// "order 1000 nails" and "order 5000 shillings' worth" name no order.
    private static boolean refers(
            String number, int end, List<Token> tokens, CatalogueIndex catalogue, Lexicon lexicon) {
        Token next = tokens.stream()
                .filter(token -> token.start() >= end)
                .findFirst()
                .orElse(null);
        boolean counts = next != null
                && next.word()
                && !next.elided()
                && (catalogue.knows(next.norm())
                        || lexicon.measures(next.norm())
                        || lexicon.unit(next.norm())
                        || lexicon.is(next.norm(), Word.OF));
        boolean model = Character.isLetter(number.charAt(0))
                && catalogue.knows(number.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT));
        return !counts && !model;
    }

    private static final Pattern ORDER = Pattern.compile(
            "^\\W{0,3}(?:(?i:number|no|nr|num|nbr|n°|numero|numéro|namba|số|mã|id|ref|its|it's|is|est|c'est|ni|là|na)\\W{1,3}){0,2}#?"
                    + "([A-Za-z]{1,4}-?\\d{3,8}|\\d{4,10})(?![\\w-]|[.,]\\d)");

    private static final Pattern APART = Pattern.compile(
            "(?i)(?<!\\w)(?:no|nr|n°|number|numéro|numero|namba|số|mã)\\W{1,3}(?:(?:is|est|ni|là|na)\\W)?#?"
                    + "([A-Za-z]{1,4}-?\\d{3,8}|\\d{4,10})(?![\\w-]|[.,]\\d)");

    /// Two digits would be a place in a list.
    private static final Pattern NUMBERED =
            Pattern.compile("(?<!\\w)#([A-Za-z]{1,4}-?\\d{3,8}|\\d{4,10})(?![\\w-]|[.,]\\d)");

    /// The day or time named, in the shopper's words; one that lies behind ("since monday") is none.
    public static @Nullable String date(Reading reading) {
        return date(reading, null);
    }

    /// The day named outside the place: "Hoàng *Mai*" is a district.
    public static @Nullable String date(Reading reading, @Nullable Place place) {
        return reading.marks("date")
                .filter(hit -> place == null || hit.end() <= place.start() || place.end() <= hit.start())
                .filter(hit -> reading.products.stream().noneMatch(p -> p.start() < hit.end() && hit.start() < p.end()))
                .filter(hit -> reading.hits.stream()
                        .noneMatch(other -> (NO_DATES.contains(other.section()) || picks(other, hit))
                                && other.start() <= hit.start()
                                && other.end() >= hit.end()))
                .filter(hit -> hit.start() == 0
                        || !SINCE.contains(reading.tokens.get(hit.start() - 1).norm()))
                .max(Comparator.<Hit, Boolean>comparing(hit -> until(reading, hit))
                        .thenComparingInt(Hit::length)
                        .thenComparing(Hit::start, Comparator.reverseOrder()))
                .map(hit -> reading.words(hit.start(), hit.end()).toLowerCase(Locale.ROOT))
                .orElseGet(() -> calendar(reading).stream()
                        .findFirst()
                        .map(day -> reading.words(day.start(), day.end()).toLowerCase(Locale.ROOT))
                        .orElse(null));
    }

    /// "If I order today will it come *by* saturday".
    private static boolean until(Reading reading, Hit date) {
        return reading.marked("date_before", date.start() - 1)
                && reading.marks("date").noneMatch(whole -> whole.start() < date.start() && whole.end() >= date.end());
    }

    /// @param start of its tokens
    record Day(int start, int end) {}

    /// Days of a calendar: "5th May", "May 5", "le 12 juin", "tarehe 5", "ngày 20", "the 12th".
    static List<Day> calendar(Reading reading) {
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < reading.tokens.size(); i++) {
            Token token = reading.tokens.get(i);
            if (token.number() && DAY_OF_MONTH.matcher(token.norm()).matches()) {
                Day day = day(reading, i);
                if (day != null) {
                    days.add(day);
                }
            }
        }
        return days;
    }

    private static @Nullable Day day(Reading reading, int number) {
        int end = number + 1;
        boolean ordinal = end < reading.tokens.size() && reading.tokens.get(end).endsOrdinal();
        end += ordinal ? 1 : 0;
        int month = end < reading.tokens.size() && reading.is(end, Word.OF) ? end + 1 : end;
        String before = number == 0 ? "" : reading.tokens.get(number - 1).norm();
        if (month < reading.tokens.size()
                && MONTHS.contains(reading.tokens.get(month).norm())
                && reading.free(month, month + 1)) {
            return new Day(number, month + 1);
        }
        if (MONTHS.contains(before) && !before.equals("may")) {
            return new Day(number - 1, end);
        }
        if (DAYS.contains(before)) {
            return new Day(number - 1, end);
        }
        if (reading.endsMark("day_before", number) && standsAlone(reading, end)) {
            return new Day(number, end);
        }
        boolean street = end < reading.tokens.size()
                && (reading.marked("street", end)
                        || FLOORS.contains(reading.tokens.get(end).norm())
                        || reading.tokens.get(end).word()
                                && Character.isUpperCase(reading.text.codePointAt(
                                        reading.tokens.get(end).start())));
        return ordinal && before.equals("the") && !street ? new Day(number, end) : null;
    }

    /// "Avant le *20*, svp", and not "before the 5 shirts", "je pars le 20 cm" or "c'est pour le 5 place Notre-Dame".
    static boolean standsAlone(Reading reading, int end) {
        return reading.closes(end)
                || !reading.tokens.get(end).glued()
                        && !reading.capital(end)
                        && !reading.thingAt(end)
                        && !reading.inVariant(end)
                        && NO_DAYS.stream().noneMatch(mark -> reading.marked(mark, end));
    }

    private static final Set<String> NO_DAYS = Set.of("unit_pieces", "unit_size", "unit_money", "street");

    private static final Pattern DAY_OF_MONTH = Pattern.compile("[12]?\\d|3[01]");
    private static final Set<String> DAYS = Set.of("tarehe", "ngay", "mung");
    private static final Set<String> FLOORS =
            Set.of("floor", "one", "time", "birthday", "anniversary", "ave", "avenue", "street", "option");
    private static final Set<String> MONTHS = Set.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sept",
            "sep",
            "oct",
            "nov",
            "dec",
            "janvier",
            "fevrier",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "aout",
            "septembre",
            "octobre",
            "novembre",
            "decembre",
            "januari",
            "februari",
            "machi",
            "aprili",
            "juni",
            "julai",
            "agosti",
            "septemba",
            "oktoba",
            "novemba",
            "desemba");

    /// @param start of the name's tokens
    public record Name(String name, int start, int end) {}

    /// "My name is ada" says it; "I'm Ada" does when the word is no other word and is written like a name.
    public static @Nullable Name name(Reading reading, Lexicon lexicon, Surroundings at, String language) {
        for (Hit hit : reading.marks("name_before").toList()) {
            Name name = name(reading, hit.end(), lexicon, at, language, true);
            if (name != null) {
                return name;
            }
        }
        boolean placeDue = at.awaited() == Surroundings.Awaited.LOCATION;
        for (Hit hit : placeDue ? List.<Hit>of() : reading.marks("name_weak").toList()) {
            Name name = name(reading, hit.end(), lexicon, at, language, false);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    private static @Nullable Name name(
            Reading reading, int start, Lexicon lexicon, Surroundings at, String language, boolean said) {
        int end = start;
        while (end < reading.tokens.size() && end - start < NAME_WORDS_MAX) {
            Token token = reading.tokens.get(end);
            boolean capital = Character.isUpperCase(reading.text.codePointAt(token.start()));
            boolean stranger = !lexicon.knows(token.norm(), "en")
                    && !lexicon.knows(token.norm(), "pcm")
                    && !lexicon.knows(token.norm(), language)
                    && !at.catalogue().knows(token.norm())
                    && !reading.towns.knows(token.norm());
            boolean postcode = end + 1 < reading.tokens.size()
                    && reading.tokens.get(end + 1).glued()
                    && reading.tokens.get(end + 1).kind() == Token.Kind.NUMBER;
            boolean fits =
                    token.word() && !postcode && (said && end == start ? stranger || capital : capital && stranger);
            if (!fits) {
                break;
            }
            end++;
        }
        return end == start ? null : new Name(reading.words(start, end), start, end);
    }
}

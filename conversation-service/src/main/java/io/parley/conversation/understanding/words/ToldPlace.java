package io.parley.conversation.understanding.words;

import io.parley.conversation.understanding.words.Lexicon.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A place as it was told, taken apart: its house and street, the towns and areas that are known, and how the door is
/// found. What is told later is put together with it: it replaces what it says anew, and the rest stays.
public final class ToldPlace {
    private static final Towns TOWNS = Towns.load();
    private static final Lexicon LEXICON = Lexicon.load();
    private static final int HOUSE_DIGITS_MAX = 3;
    private static final int NAME_WORDS_MAX = 5;
    private static final Pattern NUMBERED = Pattern.compile("(\\d+\\S*) (.+)");
    private static final Pattern POSTAL_CODE = Pattern.compile("^\\d{4,6},? | ,?\\d{4,6}$");

    private final String text;
    private final List<Token> tokens;
    private final List<Hit> streets;
    private final List<Hit> leads;
    private final List<Hit> near;
    private final List<Hit> withinHouse;
    private final List<Part> parts;
    private final List<Name> known = new ArrayList<>();

    /// @param start where the words begin that are the town or the area
    private record Name(int start, int end) {}

    /// What commas part.
    private record Part(int start, int end) {
        boolean has(int at) {
            return start <= at && at < end;
        }
    }

    /// How a place was said.
    ///
    /// @param way it was understood as more of a place that is known
    /// @param streetOnly a street or a house, and no town, was understood
    /// @param elsewhere it is said to be another place: "no, send it to Abuja"
    /// @param alone the message says nothing else
    public record Manner(boolean way, boolean streetOnly, boolean elsewhere, boolean alone) {}

    /// @param towns whose weak areas are known, too
    private ToldPlace(String text, List<String> towns) {
        this.text = text;
        this.tokens = Token.read(text);
        List<Hit> marks = LEXICON.find(tokens, Lexicon.ALL);
        this.streets = of(marks, "street");
        this.leads = of(marks, "area_before");
        // "mtaa wa" opens a street
        this.near = of(marks, "place_near").stream()
                .filter(hit -> !within(streets, hit.start()))
                .toList();
        this.withinHouse = of(marks, "within_house");
        this.parts = parts(tokens);
        for (int at = 0; at < tokens.size(); at++) {
            int start = at;
            int end = IntStream.iterate(TOWNS.reach(tokens, start), e -> e > start, e -> e - 1)
                    .filter(e -> TOWNS.contain(tokens, start, e)
                            || towns.stream().anyMatch(town -> TOWNS.areaOf(town, tokens, start, e)))
                    .findFirst()
                    .orElse(start);
            if (end > start) {
                known.add(new Name(start, end));
                at = end - 1;
            }
        }
    }

    private static List<Hit> of(List<Hit> marks, String section) {
        return marks.stream().filter(hit -> hit.section().equals(section)).toList();
    }

    private static List<Part> parts(List<Token> tokens) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.get(i).is(",")) {
                // "Leeds," and "Leeds,, York" have no empty one
                if (from < i) {
                    parts.add(new Part(from, i));
                }
                from = i + 1;
            }
        }
        return parts;
    }

    /// Two answers to "where to?" put together: "15 Awolowo Road, Bodija" behind "Ibadan", "Villeurbanne, 3e étage"
    /// behind "14 rue des Lilas", "2nd floor" behind either; another town, or another street, stands for itself.
    ///
    /// @param before where the order went until now
    /// @param said where it goes by what is said now
    /// @return where it goes by both
    public static String together(String before, String said, Manner manner) {
        String denied = new ToldPlace(said, List.of()).denying(before);
        if (denied != null) {
            return together(before, denied, manner);
        }
        List<String> towns = Stream.of(before, said)
                .flatMap(place -> new ToldPlace(place, List.of()).names().stream())
                .toList();
        ToldPlace told = new ToldPlace(before, towns);
        ToldPlace more = new ToldPlace(said, towns);
        if (told.parts.isEmpty() || more.parts.isEmpty()) {
            return said;
        }
        String respelled = told.respelled(more);
        if (respelled != null) {
            return respelled;
        }
        if (manner.way()
                || more.only(more::way)
                || !manner.elsewhere() && told.house() && more.only(more::quarterOnly)) {
            return more.saysNoMoreThan(told) ? before : told.and(more);
        }
        if (more.bareWords().contains(told.bareWords())) {
            return said;
        }
        boolean again = !manner.elsewhere() || more.onlyNames();
        if (again && told.parts.size() > 1 && more.saysNoMoreThan(told)) {
            return before;
        }
        if (more.onlyHouseNumber() && told.tokens.stream().noneMatch(Token::number)) {
            return said + ", " + before;
        }
        boolean wider = told.only(told::way) || told.lacks(more, manner) || told.quarter() && more.opensWider(told);
        if (more.onlyCode() || wider && !manner.elsewhere()) {
            return told.and(more);
        }
        if (!manner.elsewhere() && told.numbered() && !more.numbered() && more.inTownOf(told)) {
            return told.without(more) + ", " + said;
        }
        ToldPlace within = told.townOf(more, manner);
        return within == null ? inOtherHouse(before, said) : said + ", " + within.text;
    }

    /// The place less what of these words stands in it together: less "the flat 3" of "Flat 3, 12 High Street, Leeds"
    /// it
    /// is "12 High Street, Leeds". What would be all of it takes nothing off.
    public static String without(String place, String words) {
        List<Token> told = Token.read(place);
        List<String> off = Token.read(words).stream()
                .filter(token -> token.word() || token.number())
                .map(Token::norm)
                .toList();
        int[] run = longestRun(told, off);
        String before =
                place.substring(0, run[0] < told.size() ? told.get(run[0]).start() : place.length());
        String behind = run[1] < told.size() ? place.substring(told.get(run[1]).start()) : "";
        String left = run[0] == run[1] ? place : (before + behind).strip().replaceAll("(^[,\\s]+|[,\\s]+$)", "");
        return left.isEmpty() ? place : left.replaceAll("\\s*,(\\s*,)+", ",").replaceAll("\\s+,", ",");
    }

    /// From where to where most of these words stand side by side, in their order.
    private static int[] longestRun(List<Token> told, List<String> words) {
        int[] longest = {0, 0};
        for (int i = 0; i < told.size(); i++) {
            for (int first = 0; first < words.size(); first++) {
                int length = 0;
                while (i + length < told.size()
                        && first + length < words.size()
                        && told.get(i + length).is(words.get(first + length))) {
                    length++;
                }
                if (length > longest[1] - longest[0]) {
                    longest = new int[] {i, i + length};
                }
            }
        }
        return longest;
    }

    /// Whether a house or a street is told, and no town that is known.
    public static boolean lacksTown(String place) {
        ToldPlace told = new ToldPlace(place, List.of());
        return told.house() && told.known.stream().allMatch(told::ofStreet);
    }

    /// Whether no other town is told than one that this may be the town of: "Kilimani" in Nairobi.
    public static boolean mayLieIn(String place, String town) {
        ToldPlace told = new ToldPlace(place, List.of(town));
        return told.known.stream().allMatch(name -> told.ofStreet(name) || told.areaOf(name, town));
    }

    /// "12 High Street, Leeds" and "21 High Street": the same street, and the town stays.
    private static String inOtherHouse(String before, String said) {
        Matcher house = NUMBERED.matcher(said);
        Matcher other = NUMBERED.matcher(before);
        boolean same = house.matches()
                && other.matches()
                && other.group(2)
                        .toLowerCase(Locale.ROOT)
                        .startsWith(house.group(2).toLowerCase(Locale.ROOT) + ",");
        return same ? house.group(1) + " " + other.group(2) : said;
    }

    /// "*No*, 12 Harcourt Street" of a house that has that number already; null where it denies nothing.
    private @Nullable String denying(String before) {
        boolean no = tokens.size() > 2
                && LEXICON.is(tokens.getFirst().norm(), Word.NO)
                && tokens.get(1).number();
        List<Token> told = Token.read(before);
        boolean house = no
                && IntStream.range(0, told.size())
                        .anyMatch(i -> told.get(i).is(tokens.get(1).norm())
                                && (i == 0 || !LEXICON.is(told.get(i - 1).norm(), Word.NO)));
        return house ? text.substring(tokens.get(1).start()) : null;
    }

    /// "Moseley, not Mosley", of "27 Mosley Road": one word of it, written otherwise; null where it is none.
    private @Nullable String respelled(ToldPlace more) {
        Token word = more.tokens.getFirst();
        return tokens.stream()
                .filter(token -> more.tokens.size() == 1
                        && word.word()
                        && !token.is(word.norm())
                        && (more.known.isEmpty() || !known(tokens.indexOf(token)))
                        && Typos.within(
                                word.norm(),
                                token.norm(),
                                Typos.forgiven(word.norm().length())))
                .findFirst()
                .map(token -> text.substring(0, token.start()) + more.text + text.substring(token.end()))
                .orElse(null);
    }

    /// Whether what is said is the town or the quarter that this lacks: "Hà Nội" behind "số 15 ngõ 82", "Lagos" behind
    /// "Lekki".
    private boolean lacks(ToldPlace more, Manner manner) {
        boolean townless = known.stream()
                .allMatch(name -> ofStreet(name)
                        || behindStreet(name)
                        || more.names().stream().anyMatch(town -> areaOf(name, town)));
        if (townless && (house() || quarter()) && !more.numbered()) {
            return true;
        }
        boolean area = known.stream().anyMatch(name -> !ofStreet(name));
        return manner.alone() && more.onlyNames() && townless && (area || house() && !goesOn());
    }

    /// "San Jose, CA 95126" of "1420 Alder Ct, San Jose": its town once more, and what that lacked.
    private boolean inTownOf(ToldPlace told) {
        List<Name> towns = known.stream().filter(name -> !ofStreet(name)).toList();
        return !towns.isEmpty()
                && towns.stream()
                        .allMatch(name -> told.known.stream()
                                .anyMatch(other -> !told.ofStreet(other)
                                        && told.tokens
                                                .get(other.start())
                                                .is(tokens.get(name.start()).norm())));
    }

    /// Its parts that do not stand in what is said, too.
    private String without(ToldPlace more) {
        Set<String> said = more.tokens.stream().map(Token::norm).collect(Collectors.toSet());
        return parts.stream()
                .filter(part -> IntStream.range(part.start(), part.end())
                        .anyMatch(i -> !said.contains(tokens.get(i).norm())))
                .map(this::words)
                .collect(Collectors.joining(", "));
    }

    /// What stays of this, a town, behind a house or an area of it; null where that stands for itself.
    private @Nullable ToldPlace townOf(ToldPlace more, Manner manner) {
        Matcher code = POSTAL_CODE.matcher(text);
        boolean coded = code.find();
        ToldPlace towns = new ToldPlace(
                parts.stream().filter(part -> !way(part)).map(this::words).collect(Collectors.joining(", ")),
                more.names());
        if (coded) {
            towns = new ToldPlace(code.replaceAll(" ").strip(), more.names());
        }
        if (!towns.onlyNames()) {
            boolean street = manner.streetOnly() || more.house() && more.known.isEmpty() && !more.goesOn();
            return street && towns.bare() ? this : null;
        }
        List<String> names = towns.names();
        int town = IntStream.range(0, names.size())
                .filter(i -> more.known.stream().anyMatch(area -> more.areaOf(area, names.get(i))))
                .findFirst()
                .orElse(-1);
        Predicate<Name> within =
                town < 0 ? more::ofStreet : name -> more.ofStreet(name) || more.areaOf(name, names.get(town));
        if (!more.known.stream().allMatch(within)) {
            return null;
        }
        boolean house = manner.streetOnly() || more.house() || more.landmark();
        boolean rest = more.goesOn();
        if (town >= 0 && (house || !rest)) {
            return coded
                    ? this
                    : new ToldPlace(
                            towns.text.substring(towns.tokens
                                    .get(towns.known.get(town).start())
                                    .start()),
                            List.of());
        }
        boolean keeps = manner.streetOnly()
                || house && (more.parts.size() > 1 || !more.known.isEmpty()) && (!rest || towns.known.size() == 1);
        return keeps ? this : null;
    }

    /// With what was said behind it, or instead of what was said of the same door before: "portail noir" of "Ouakam,
    /// portail bleu".
    private String and(ToldPlace more) {
        List<String> doors = more.doors(0, more.tokens.size());
        List<String> whole = parts.stream()
                .map(part -> more.onlyCode() && new ToldPlace(words(part), List.of()).onlyCode()
                                || (way(part) || quarterOnly(part))
                                        && doors(part.start(), part.end()).stream()
                                                .anyMatch(doors::contains)
                        ? more.text
                        : words(part))
                .distinct()
                .toList();
        return whole.contains(more.text) ? String.join(", ", whole) : text + ", " + more.text;
    }

    /// The words of some of it that are for parts of a house: "gate", "étage".
    private List<String> doors(int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> LEXICON.is(tokens.get(i).norm(), Word.HOUSE)
                        || within(leads, i)
                        || within(withinHouse, i) && tokens.get(i).word() && !LEXICON.everyday(tokens.get(i)))
                .mapToObj(i -> tokens.get(i).norm())
                .toList();
    }

    private String words(Part part) {
        return text.substring(
                tokens.get(part.start()).start(), tokens.get(part.end() - 1).end());
    }

    private String bareWords() {
        return tokens.stream()
                .filter(token -> token.word() || token.number())
                .map(Token::norm)
                .collect(Collectors.joining(" ", " ", " "));
    }

    /// The towns and areas in its own words.
    private List<String> names() {
        return known.stream()
                .map(name -> text.substring(
                        tokens.get(name.start()).start(),
                        tokens.get(name.end() - 1).end()))
                .toList();
    }

    /// Whether nothing else is told: "tp Cần Thơ", "Lekki, Lagos".
    private boolean onlyNames() {
        return !known.isEmpty()
                && IntStream.range(0, tokens.size())
                        .allMatch(i -> known(i)
                                || tokens.get(i).is(",")
                                || within(leads, i)
                                // "Mwanza *mjini*"
                                || i > 0 && known(i - 1) && LEXICON.everyday(tokens.get(i)));
    }

    /// Whether it is a name, and may be its town's or its state's behind it, and no house, street or landmark:
    /// "Columbus, Ohio", "Koramangala Bangalore".
    private boolean bare() {
        long named = tokens.stream().filter(Token::word).count();
        return named <= NAME_WORDS_MAX
                && streets.isEmpty()
                // "Cocody Riviera 3"
                && IntStream.range(0, tokens.size())
                        .allMatch(i -> tokens.get(i).word()
                                || tokens.get(i).is(",")
                                || i > 0
                                        && tokens.get(i).number()
                                        && tokens.get(i - 1).word())
                && named > 0;
    }

    private boolean areaOf(Name area, String town) {
        return TOWNS.areaOf(town, tokens, area.start(), area.end());
    }

    /// "Rue de *Lille*", "15 *Lê Chân*", "*Kaduna* Street": a street is called so.
    private boolean ofStreet(Name name) {
        boolean before = numberedName(name.start())
                || streets.stream()
                        .anyMatch(hit -> hit.end() <= name.start()
                                && name.start() - hit.end() <= 1
                                && !within(leads, hit.start())
                                && samePart(hit.start(), name.start()));
        boolean behind = streets.stream().anyMatch(hit -> hit.start() == name.end());
        return before || behind;
    }

    /// "Chung cư Hoàng Anh *Gia Lai*": in one part with a word for a street or a house before it.
    private boolean behindStreet(Name name) {
        return streets.stream()
                .anyMatch(hit -> hit.end() <= name.start()
                        && !within(leads, hit.start())
                        && samePart(hit.start(), name.start()));
    }

    /// Behind the number of a house, and no postal code: "*15* Lê Chân", "1000 Bruxelles".
    private boolean numberedName(int at) {
        return at > 0
                && tokens.get(at - 1).number()
                && tokens.get(at - 1).norm().length() <= HOUSE_DIGITS_MAX
                && !within(leads, at)
                && (at == 1
                        || tokens.get(at - 2).separates()
                        || within(streets, at - 2)
                        || within(withinHouse, at - 2));
    }

    /// "Nyali, *nyuma ya City Mall*": what it is near is told behind a comma.
    private boolean landmark() {
        return parts.stream().skip(1).anyMatch(this::near);
    }

    private boolean only(Predicate<Part> kind) {
        return parts.stream().allMatch(kind);
    }

    /// "Behind Shoprite", "toà nhà đối diện chợ": what it is near.
    private boolean near(Part part) {
        return near.stream()
                .filter(hit -> part.has(hit.start()) && hit.end() < part.end())
                .anyMatch(hit -> IntStream.range(part.start(), hit.start()).allMatch(i -> within(streets, i)));
    }

    /// How the door is found: what it is near, or "2nd floor", "buzzer 12".
    private boolean way(Part part) {
        boolean door = IntStream.range(part.start(), part.end())
                .anyMatch(
                        i -> within(withinHouse, i) || LEXICON.is(tokens.get(i).norm(), Word.HOUSE));
        boolean street = streets.stream()
                .anyMatch(hit -> part.has(hit.start())
                        && !within(withinHouse, hit.start())
                        && !LEXICON.is(tokens.get(hit.start()).norm(), Word.HOUSE)
                        && near.stream().noneMatch(by -> part.has(by.start()) && by.start() < hit.start()));
        // "3 Bridge Gate"
        boolean called = tokens.get(part.start()).number()
                && part.end() - part.start() > 2
                && Character.isUpperCase(
                        text.charAt(tokens.get(part.start() + 1).start()));
        return near(part)
                || door
                        && !street
                        && !called
                        && IntStream.range(part.start(), part.end())
                                .noneMatch(i -> known(i) && !within(withinHouse, i));
    }

    private boolean onWay(int at) {
        return parts.stream().anyMatch(part -> part.has(at) && way(part));
    }

    /// Whether a house or a street is told.
    private boolean house() {
        return !withinHouse.isEmpty()
                || streets.stream().anyMatch(hit -> !within(leads, hit.start()) && !known(hit.start()))
                || IntStream.range(0, tokens.size()).anyMatch(i -> tokens.get(i).number() && !known(i));
    }

    /// Whether none of its words is new, but little ones, and no town is told that was only a street's name: "a Lyon 12
    /// rue de la Villette, j'ai dit" of "Lyon 3e, 12 rue de la Villette".
    private boolean saysNoMoreThan(ToldPlace other) {
        Set<String> told = other.tokens.stream().map(Token::norm).collect(Collectors.toSet());
        boolean towns = known.stream()
                .filter(name -> !ofStreet(name))
                .map(name -> tokens.get(name.start()).norm())
                .allMatch(town -> other.known.stream()
                        .anyMatch(name -> other.tokens.get(name.start()).is(town) && !other.ofStreet(name)));
        return towns
                && tokens.stream()
                        .allMatch(token -> told.contains(token.norm())
                                || token.separates()
                                || token.word() && LEXICON.everyday(token));
    }

    /// Whether a house is told by its number; "quận 10", "Dublin 6", "3e étage" have none.
    private boolean numbered() {
        return IntStream.range(0, tokens.size())
                .anyMatch(i -> tokens.get(i).number()
                        && !known(i)
                        && !onWay(i)
                        && !ofCode(i)
                        && known.stream().noneMatch(name -> name.end() == i && !ofStreet(name))
                        && leads.stream().noneMatch(lead -> lead.end() == i)
                        && tokens.get(i).norm().length() <= HOUSE_DIGITS_MAX + 1);
    }

    /// "Oxford *OX4 1HZ*", "*N1G 2W1*": letters tied to a number, which is no house's as "12b" is.
    private boolean ofCode(int at) {
        boolean behind = at + 1 < tokens.size()
                && tokens.get(at + 1).glued()
                && !tokens.get(at + 1).endsOrdinal();
        return tokens.get(at).glued() && at > 0 && tokens.get(at - 1).word()
                || behind && tokens.get(at + 1).norm().length() == 2
                || tokens.get(at).norm().length() > HOUSE_DIGITS_MAX + 1;
    }

    /// Whether nothing but a postal code is told: "OX4 1HZ", "QLD 4101", "75011".
    private boolean onlyCode() {
        return tokens.stream().anyMatch(Token::number)
                && IntStream.range(0, tokens.size())
                        .allMatch(i -> tokens.get(i).number()
                                ? ofCode(i) || tokens.get(i).norm().length() >= CODE_DIGITS_MIN || tied(i)
                                : tokens.get(i).norm().length() <= STATE_LETTERS_MAX
                                        && Character.isUpperCase(
                                                text.charAt(tokens.get(i).start())));
    }

    /// "Số 25", "no 34B"
    private boolean onlyHouseNumber() {
        return tokens.size() > 1
                && (LEXICON.is(tokens.getFirst().norm(), Word.HOUSE_NUMBER)
                        || LEXICON.is(tokens.getFirst().norm(), Word.NO))
                && tokens.get(1).number()
                && IntStream.range(2, tokens.size()).allMatch(i -> tokens.get(i).glued());
    }

    private boolean tied(int at) {
        return at + 1 < tokens.size() && tokens.get(at + 1).glued();
    }

    private static final int CODE_DIGITS_MIN = 4;
    private static final int STATE_LETTERS_MAX = 3;

    /// "*Huyện* Châu Thành, Bến Tre" behind "xã Tân Phú": opens with the word for another kind of quarter.
    private boolean opensWider(ToldPlace told) {
        return leads.stream()
                .anyMatch(lead -> lead.start() == 0
                        && !numbered()
                        && told.tokens.stream()
                                .noneMatch(token -> token.is(tokens.getFirst().norm())));
    }

    /// "Phường 10": a part that opens with the word for a quarter, and names no town.
    private boolean quarterOnly(Part part) {
        return leads.stream().anyMatch(lead -> lead.start() == part.start() && lead.end() < part.end())
                && IntStream.range(part.start(), part.end()).noneMatch(this::known);
    }

    /// Whether a quarter of a town is told: "phường Dịch Vọng Hậu".
    private boolean quarter() {
        return leads.stream().anyMatch(lead -> lead.end() < tokens.size());
    }

    /// Whether a part of it is neither known, nor of a house, nor a landmark: "12 High Street, *Obscureville*".
    private boolean goesOn() {
        return parts.stream()
                .anyMatch(part -> !way(part)
                        && IntStream.range(part.start(), part.end())
                                .noneMatch(i -> known(i)
                                        || tokens.get(i).number()
                                        || within(streets, i)
                                        || within(withinHouse, i)));
    }

    private boolean samePart(int from, int to) {
        return IntStream.range(from, to).noneMatch(i -> tokens.get(i).separates());
    }

    private boolean known(int at) {
        return known.stream().anyMatch(name -> name.start() <= at && at < name.end());
    }

    private static boolean within(List<Hit> hits, int at) {
        return hits.stream().anyMatch(hit -> hit.start() <= at && at < hit.end());
    }
}

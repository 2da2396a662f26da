package io.parley.conversation.understanding.words;

import io.parley.conversation.understanding.words.PlaceParts.Name;
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

/// A place that was told, and what is told of it later: that replaces what it says anew, and the rest stays.
public final class ToldPlace {
    private static final Lexicon LEXICON = Lexicon.load();
    private static final Pattern NUMBERED = Pattern.compile("(\\d+\\S*) (.+)");
    private static final Pattern POSTAL_CODE = Pattern.compile("^\\d{4,6},? | ,?\\d{4,6}$");

    private final PlaceParts told;
    private final PlaceParts more;
    private final Manner manner;

    /// How a place was said.
    ///
    /// @param way it was understood as more of a place that is known
    /// @param streetOnly a street or a house, and no town, was understood
    /// @param elsewhere it is said to be another place: "no, send it to Abuja"
    /// @param alone the message says nothing else
    public record Manner(boolean way, boolean streetOnly, boolean elsewhere, boolean alone) {}

    private ToldPlace(String before, String said, Manner manner) {
        List<String> towns = Stream.of(before, said)
                .flatMap(place -> new PlaceParts(place, List.of()).names().stream())
                .toList();
        this.told = new PlaceParts(before, towns);
        this.more = new PlaceParts(said, towns);
        this.manner = manner;
    }

    /// Two answers to "where to?" put together: "15 Awolowo Road, Bodija" behind "Ibadan", "Villeurbanne, 3e étage"
    /// behind "14 rue des Lilas", "2nd floor" behind either; another town, or another street, stands for itself.
    ///
    /// @param before where the order went until now
    /// @param said where it goes by what is said now
    /// @return where it goes by both
    public static String together(String before, String said, Manner manner) {
        String denied = denying(new PlaceParts(said, List.of()), before);
        return new ToldPlace(before, denied == null ? said : denied, manner).together();
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
        return new PlaceParts(place, List.of()).lacksTown();
    }

    /// Whether no other town is told than one that this may be the town of: "Kilimani" in Nairobi.
    public static boolean mayLieIn(String place, String town) {
        PlaceParts told = new PlaceParts(place, List.of(town));
        return told.known.stream().allMatch(name -> told.ofStreet(name) || told.areaOf(name, town));
    }

    private String together() {
        if (told.parts.isEmpty() || more.parts.isEmpty()) {
            return more.text;
        }
        String respelled = respelled();
        if (respelled != null) {
            return respelled;
        }
        if (onlyMore()) {
            return saysNoMore() ? told.text : both();
        }
        if (more.bareWords().contains(told.bareWords())) {
            return more.text;
        }
        boolean again = !manner.elsewhere() || more.onlyNames();
        if (again && told.parts.size() > 1 && saysNoMore()) {
            return told.text;
        }
        if (more.onlyHouseNumber() && told.tokens.stream().noneMatch(Token::number)) {
            return more.text + ", " + told.text;
        }
        boolean wider = told.only(told::way) || lacked() || told.quarter() && opensWider();
        if (more.onlyCode() || wider && !manner.elsewhere()) {
            return both();
        }
        if (!manner.elsewhere() && told.numbered() && !more.numbered() && inTownTold()) {
            return restOfTold() + ", " + more.text;
        }
        String within = townOfBoth();
        return within == null ? inOtherHouse() : more.text + ", " + within;
    }

    /// How the door is found, or a quarter of where the house is.
    private boolean onlyMore() {
        return manner.way()
                || more.only(more::way)
                || !manner.elsewhere() && told.house() && more.only(more::quarterOnly);
    }

    /// "12 High Street, Leeds" and "21 High Street": the same street, and the town stays.
    private String inOtherHouse() {
        Matcher house = NUMBERED.matcher(more.text);
        Matcher other = NUMBERED.matcher(told.text);
        boolean same = house.matches()
                && other.matches()
                && other.group(2)
                        .toLowerCase(Locale.ROOT)
                        .startsWith(house.group(2).toLowerCase(Locale.ROOT) + ",");
        return same ? house.group(1) + " " + other.group(2) : more.text;
    }

    /// "*No*, 12 Harcourt Street" of a house that has that number already; null where it denies nothing.
    private static @Nullable String denying(PlaceParts said, String before) {
        List<Token> tokens = said.tokens;
        boolean no = tokens.size() > 2
                && LEXICON.is(tokens.getFirst().norm(), Word.NO)
                && tokens.get(1).number();
        List<Token> told = Token.read(before);
        boolean house = no
                && IntStream.range(0, told.size())
                        .anyMatch(i -> told.get(i).is(tokens.get(1).norm())
                                && (i == 0 || !LEXICON.is(told.get(i - 1).norm(), Word.NO)));
        return house ? said.text.substring(tokens.get(1).start()) : null;
    }

    /// "Moseley, not Mosley", of "27 Mosley Road": one word of it, written otherwise; null where it is none.
    private @Nullable String respelled() {
        Token word = more.tokens.getFirst();
        return IntStream.range(0, told.tokens.size())
                .filter(i -> more.tokens.size() == 1
                        && word.word()
                        && !told.tokens.get(i).is(word.norm())
                        && (more.known.isEmpty() || !told.known(i))
                        && Typos.within(
                                word.norm(),
                                told.tokens.get(i).norm(),
                                Typos.forgiven(word.norm().length())))
                .mapToObj(told.tokens::get)
                .findFirst()
                .map(token -> told.text.substring(0, token.start()) + more.text + told.text.substring(token.end()))
                .orElse(null);
    }

    /// Whether what is said is the town or the quarter that the place lacks: "Hà Nội" behind "số 15 ngõ 82", "Lagos"
    /// behind "Lekki".
    private boolean lacked() {
        boolean townless = told.known.stream()
                .allMatch(name -> told.ofStreet(name)
                        || told.behindStreet(name)
                        || more.names().stream().anyMatch(town -> told.areaOf(name, town)));
        if (townless && (told.house() || told.quarter()) && !more.numbered()) {
            return true;
        }
        boolean area = told.known.stream().anyMatch(name -> !told.ofStreet(name));
        return manner.alone() && more.onlyNames() && townless && (area || told.house() && !told.goesOn());
    }

    /// "San Jose, CA 95126" of "1420 Alder Ct, San Jose": its town once more, and what that lacked.
    private boolean inTownTold() {
        List<Name> towns =
                more.known.stream().filter(name -> !more.ofStreet(name)).toList();
        return !towns.isEmpty()
                && towns.stream()
                        .allMatch(name -> told.known.stream()
                                .anyMatch(other -> !told.ofStreet(other)
                                        && told.tokens
                                                .get(other.start())
                                                .is(more.tokens
                                                        .get(name.start())
                                                        .norm())));
    }

    /// Its parts that do not stand in what is said, too.
    private String restOfTold() {
        Set<String> said = more.tokens.stream().map(Token::norm).collect(Collectors.toSet());
        return told.parts.stream()
                .filter(part -> IntStream.range(part.start(), part.end())
                        .anyMatch(i -> !said.contains(told.tokens.get(i).norm())))
                .map(told::words)
                .collect(Collectors.joining(", "));
    }

    /// What stays of a town behind a house or an area of it; null where what is said stands for itself.
    private @Nullable String townOfBoth() {
        Matcher code = POSTAL_CODE.matcher(told.text);
        boolean coded = code.find();
        String bare = coded
                ? code.replaceAll(" ").strip()
                : told.parts.stream()
                        .filter(part -> !told.way(part))
                        .map(told::words)
                        .collect(Collectors.joining(", "));
        PlaceParts towns = new PlaceParts(bare, more.names());
        if (!towns.onlyNames()) {
            boolean street = manner.streetOnly() || more.house() && more.known.isEmpty() && !more.goesOn();
            return street && towns.bare() ? told.text : null;
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
                    ? told.text
                    : towns.text.substring(
                            towns.tokens.get(towns.known.get(town).start()).start());
        }
        boolean keeps = manner.streetOnly()
                || house && (more.parts.size() > 1 || !more.known.isEmpty()) && (!rest || towns.known.size() == 1);
        return keeps ? told.text : null;
    }

    /// What is said behind the place, or instead of what was said of the same door before: "portail noir" of "Ouakam,
    /// portail bleu".
    private String both() {
        List<String> doors = more.doors(0, more.tokens.size());
        List<String> whole = told.parts.stream()
                .map(part -> more.onlyCode() && new PlaceParts(told.words(part), List.of()).onlyCode()
                                || (told.way(part) || told.quarterOnly(part))
                                        && told.doors(part.start(), part.end()).stream()
                                                .anyMatch(doors::contains)
                        ? more.text
                        : told.words(part))
                .distinct()
                .toList();
        return whole.contains(more.text) ? String.join(", ", whole) : told.text + ", " + more.text;
    }

    /// Whether none of its words is new, but little ones, and no town is told that was only a street's name: "a Lyon 12
    /// rue de la Villette, j'ai dit" of "Lyon 3e, 12 rue de la Villette".
    private boolean saysNoMore() {
        Set<String> words = told.tokens.stream().map(Token::norm).collect(Collectors.toSet());
        boolean towns = more.known.stream()
                .filter(name -> !more.ofStreet(name))
                .map(name -> more.tokens.get(name.start()).norm())
                .allMatch(town -> told.known.stream()
                        .anyMatch(name -> told.tokens.get(name.start()).is(town) && !told.ofStreet(name)));
        return towns
                && more.tokens.stream()
                        .allMatch(token -> words.contains(token.norm())
                                || token.separates()
                                || token.word() && LEXICON.everyday(token));
    }

    /// "*Huyện* Châu Thành, Bến Tre" behind "xã Tân Phú": opens with the word for another kind of quarter.
    private boolean opensWider() {
        return more.leads.stream()
                .anyMatch(lead -> lead.start() == 0
                        && !more.numbered()
                        && told.tokens.stream()
                                .noneMatch(
                                        token -> token.is(more.tokens.getFirst().norm())));
    }
}

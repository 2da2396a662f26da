package io.parley.conversation.understanding.words;

import io.parley.conversation.understanding.words.PlaceParts.Name;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /// What a part leaves behind: two commas, one that opens the place or closes it, two spaces.
    private static final Pattern NOTHING_BETWEEN = Pattern.compile("^[\\s,]+|[\\s,]+$|(,)(?:\\s*,)+|(\\s)\\s+");

    private static final Pattern SPACE_BEFORE = Pattern.compile("\\s+(?=,)");

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

    /// What is left of a place without some of its words; little ones among them need not stand in it. Null where it
    /// does not say them.
    public static @Nullable String without(String place, List<Token> words) {
        return spoken(place, words)
                .map(said -> parted(place, withNumber(Token.read(place), said), ""))
                .orElse(null);
    }

    /// A place with some of its words said otherwise; null where it does not say them.
    public static @Nullable String instead(String place, List<Token> words, String other) {
        return spoken(place, words)
                .map(said -> parted(place, withoutOverlap(Token.read(place), said, Token.read(other)), other))
                .orElse(null);
    }

    /// Whether all these words stand in a place, one behind the other.
    public static boolean says(String place, List<Token> words) {
        return spoken(place, words).filter(said -> said.size() == words.size()).isPresent();
    }

    /// Whether the rest of a place is a house or a street, which may lie elsewhere.
    public static boolean mayStayWithout(String place, List<Token> words) {
        String rest = without(place, words);
        return rest != null && new PlaceParts(rest, List.of()).address();
    }

    /// Whether the other is the same place, without little words that stood in it: "12 Mill Road yes, Leeds".
    public static boolean sameBut(String place, String other) {
        List<Token> told = Token.read(place);
        List<Token> left = Token.read(other);
        return told.stream()
                        .allMatch(token -> token.word() && LEXICON.everyday(token)
                                || left.stream().anyMatch(stays -> stays.is(token.norm())))
                && left.stream().allMatch(token -> told.stream().anyMatch(before -> before.is(token.norm())));
    }

    /// The number of the house in a place; null where it has none.
    public static @Nullable String houseNumber(String place) {
        PlaceParts told = new PlaceParts(place, List.of());
        List<Integer> number = told.houseNumber();
        return number.isEmpty()
                ? null
                : place.substring(
                        told.tokens.get(number.getFirst()).start(),
                        told.tokens.get(number.getLast()).end());
    }

    /// A place whose house has another number; null where it has none.
    public static @Nullable String numbered(String place, String number) {
        PlaceParts told = new PlaceParts(place, List.of());
        return told.houseNumber().isEmpty() ? null : numbered(told, told.houseNumber(), number);
    }

    /// A place with the number of its house, which was not told; null where no street is.
    public static @Nullable String withHouse(String place, String number) {
        PlaceParts told = new PlaceParts(place, List.of());
        return !told.houseNumber().isEmpty() || !told.street() ? null : number + " " + place;
    }

    /// A place in which what is called so, "rue", "flat", has another number; null where it has none.
    public static @Nullable String renumbered(String place, List<Token> label, String number) {
        PlaceParts told = new PlaceParts(place, List.of());
        return IntStream.range(label.size(), told.tokens.size())
                .filter(at -> told.tokens.get(at).number()
                        && IntStream.range(0, label.size())
                                .allMatch(i -> told.tokens
                                        .get(at - label.size() + i)
                                        .is(label.get(i).norm())))
                .mapToObj(at -> numbered(told, told.numberAt(at), number))
                .findFirst()
                .orElse(null);
    }

    private static String numbered(PlaceParts told, List<Integer> at, String number) {
        return told.text.substring(0, told.tokens.get(at.getFirst()).start())
                + number
                + told.text.substring(told.tokens.get(at.getLast()).end());
    }

    /// What is left of a place, and what is told instead of the rest.
    public static String inPlaceOf(String left, String other) {
        return left.isBlank() ? other : together(left, other, new Manner(false, false, false, false));
    }

    /// Where the longest of these words stand in a place, one behind the other, that leaves out none but little ones.
    private static Optional<List<Token>> spoken(String place, List<Token> words) {
        List<Token> told = Token.read(place);
        return IntStream.iterate(words.size(), length -> length > 0, length -> length - 1)
                .boxed()
                .flatMap(length -> IntStream.rangeClosed(0, words.size() - length)
                        .filter(from -> IntStream.range(0, words.size())
                                .allMatch(i -> from <= i && i < from + length || LEXICON.everyday(words.get(i))))
                        .mapToObj(from -> words.subList(from, from + length)))
                .flatMap(some -> IntStream.rangeClosed(0, told.size() - some.size())
                        .filter(at -> IntStream.range(0, some.size())
                                .allMatch(i -> told.get(at + i).is(some.get(i).norm())))
                        .mapToObj(at -> told.subList(at, at + some.size())))
                .findFirst();
    }

    /// "*Flat 3B*" for "flat".
    private static List<Token> withNumber(List<Token> told, List<Token> said) {
        int start = told.indexOf(said.getFirst());
        int end = start + said.size();
        boolean numbered = LEXICON.find(said, Lexicon.ALL).stream()
                        .anyMatch(hit -> hit.section().equals("street") && hit.end() == said.size())
                && end < told.size()
                && told.get(end).number();
        int behind = IntStream.range(end, told.size())
                .filter(i -> !numbered
                        || i > end && !(told.get(i).glued() && told.get(i).word()))
                .findFirst()
                .orElse(told.size());
        return told.subList(start, numbered ? behind : end);
    }

    /// "12 *Elm Street*" for "Street", where "Elm Road" comes instead.
    private static List<Token> withoutOverlap(List<Token> told, List<Token> said, List<Token> other) {
        int start = told.indexOf(said.getFirst());
        int both = IntStream.iterate(Math.min(start, other.size()), n -> n > 0, n -> n - 1)
                .filter(n -> IntStream.range(0, n)
                        .allMatch(i -> told.get(start - n + i).is(other.get(i).norm())))
                .findFirst()
                .orElse(0);
        return told.subList(start - both, start + said.size());
    }

    private static String parted(String place, List<Token> said, String other) {
        String text = place.substring(0, said.getFirst().start())
                + other
                + place.substring(said.getLast().end());
        return NOTHING_BETWEEN
                .matcher(SPACE_BEFORE.matcher(text).replaceAll(""))
                .replaceAll("$1$2")
                .strip();
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
        if (nearElse()) {
            return more.text;
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
        if (more.onlyHouseNumber() && told.houseNumber().isEmpty()) {
            return more.text + ", " + told.text;
        }
        boolean wider = told.only(told::way) || lacked() || told.quarter() && opensWider();
        if (more.onlyCode() || wider && !manner.elsewhere()) {
            return both();
        }
        if (told.onlyCode() && !more.quarter() && !manner.elsewhere()) {
            return both(more, told);
        }
        if (!manner.elsewhere() && told.numbered() && !more.numbered() && inTownTold()) {
            return restOfTold() + ", " + more.text;
        }
        String street = inOtherStreet();
        if (street != null) {
            return street;
        }
        String within = townOfBoth();
        if (within != null) {
            return more.text + ", " + within;
        }
        return insteadOfTold() ? inTownOfTold(inOtherHouse()) : pieced();
    }

    /// Whether what is said stands for itself: it is said to be elsewhere, is another house or a whole address, only
    /// names another area, or lies in another town.
    private boolean insteadOfTold() {
        boolean area = told.known.size() == 1 && told.onlyNames();
        return manner.elsewhere()
                || more.numbered() && (!told.houseNumber().isEmpty() || more.quarter())
                || more.onlyNames() && !told.known.isEmpty() && !told.house()
                || !more.mayLieWith(told, area);
    }

    /// "Rue Pierre Curie" of "rue du canal, Marcory": another street, in the town that was told last of the other.
    private String inTownOfTold(String other) {
        PlaceParts.Part last = told.parts.getLast();
        boolean street =
                manner.streetOnly() && told.parts.size() > 1 && more.known.isEmpty() && other.equals(more.text);
        return street && told.onlyNames(last) ? other + ", " + told.words(last) : other;
    }

    /// "TRM drive" of "Thika road, Roysambu", "Mwiki, last stage" of "Kasarani": one more piece of it, the house or the
    /// street in front of what has none.
    private String pieced() {
        boolean street = more.numbered() && told.houseNumber().isEmpty();
        return told.house() && !street ? both(told, more) : both(more, told);
    }

    /// @return all of the first, and the parts of the second that say more than it
    private static String both(PlaceParts first, PlaceParts second) {
        return Stream.concat(
                        Stream.of(first.text),
                        second.parts.stream()
                                .filter(part -> second.saysMore(part, first))
                                .map(second::words))
                .collect(Collectors.joining(", "));
    }

    /// "Narok town near Maasai hotel" of "Narok town near Oltalet mall": the same place, near something else.
    private boolean nearElse() {
        return told.hasLandmark()
                && more.hasLandmark()
                && !told.numbered()
                && more.tokens.getFirst().is(told.tokens.getFirst().norm());
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

    /// "Elm Road" of "12 Elm Street, Leeds": a street that is called so but for its last word; null where it is none.
    private @Nullable String inOtherStreet() {
        List<Token> name = more.tokens.subList(0, more.tokens.size() - 1);
        boolean street =
                !name.isEmpty() && more.tokens.stream().allMatch(Token::word) && more.endsInStreet(more.tokens.size());
        return !street
                ? null
                : IntStream.rangeClosed(1, told.tokens.size() - name.size())
                        .filter(at -> told.endsInStreet(at + name.size() + 1)
                                && IntStream.range(0, name.size())
                                        .allMatch(i -> told.tokens
                                                .get(at + i)
                                                .is(name.get(i).norm())))
                        .mapToObj(at -> parted(told.text, told.tokens.subList(at, at + name.size() + 1), more.text))
                        .findFirst()
                        .orElse(null);
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

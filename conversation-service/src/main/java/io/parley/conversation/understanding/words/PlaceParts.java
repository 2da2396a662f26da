package io.parley.conversation.understanding.words;

import io.parley.conversation.understanding.words.Lexicon.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A place as it was told, taken apart: its house and street, the towns and areas that are known, and how the door is
/// found.
final class PlaceParts {
    private static final Towns TOWNS = Towns.load();
    private static final Lexicon LEXICON = Lexicon.load();
    private static final int HOUSE_DIGITS_MAX = 3;
    private static final int NAME_WORDS_MAX = 5;

    /// Words that only may be a street's weigh no more.
    private static final double STREET_WEAK = 0.5;

    final String text;
    final List<Token> tokens;
    private final List<Hit> streets;
    final List<Hit> leads;
    private final List<Hit> near;
    private final List<Hit> withinHouse;
    final List<Part> parts;
    final List<Name> known = new ArrayList<>();

    /// @param start where the words begin that are the town or the area
    record Name(int start, int end) {}

    /// What commas part.
    record Part(int start, int end) {
        boolean has(int at) {
            return start <= at && at < end;
        }
    }

    /// @param towns whose weak areas are known, too
    PlaceParts(String text, List<String> towns) {
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
                    .filter(e -> TOWNS.spelled(tokens, start, e, text)
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

    /// The words of some of it that are for parts of a house: "gate", "étage".
    List<String> doors(int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> LEXICON.is(tokens.get(i).norm(), Word.HOUSE)
                        || within(leads, i)
                        || within(withinHouse, i) && tokens.get(i).word() && !LEXICON.everyday(tokens.get(i)))
                .mapToObj(i -> tokens.get(i).norm())
                .toList();
    }

    String words(Part part) {
        return text.substring(
                tokens.get(part.start()).start(), tokens.get(part.end() - 1).end());
    }

    String bareWords() {
        return tokens.stream()
                .filter(token -> token.word() || token.number())
                .map(Token::norm)
                .collect(Collectors.joining(" ", " ", " "));
    }

    /// The towns and areas in its own words.
    List<String> names() {
        return known.stream()
                .map(name -> text.substring(
                        tokens.get(name.start()).start(),
                        tokens.get(name.end() - 1).end()))
                .toList();
    }

    /// Whether nothing else is told: "tp Cần Thơ", "Lekki, Lagos".
    boolean onlyNames() {
        return onlyNames(new Part(0, tokens.size()));
    }

    /// The same, of a part.
    boolean onlyNames(Part part) {
        return IntStream.range(part.start(), part.end()).anyMatch(this::known)
                && IntStream.range(part.start(), part.end())
                        .allMatch(i -> known(i)
                                || tokens.get(i).is(",")
                                || within(leads, i)
                                // "Mwanza *mjini*"
                                || i > 0 && known(i - 1) && LEXICON.everyday(tokens.get(i)));
    }

    /// Whether it is a name, and may be its town's or its state's behind it, and no house, street or landmark:
    /// "Columbus, Ohio", "Koramangala Bangalore".
    boolean bare() {
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

    boolean areaOf(Name area, String town) {
        return TOWNS.areaOf(town, tokens, area.start(), area.end());
    }

    /// Whether its towns and areas may be those of the other place: the same, or one in the other.
    ///
    /// @param beside both in one town, too: "Mwiki" and "Kasarani" of Nairobi
    boolean mayLieWith(PlaceParts other, boolean beside) {
        List<Name> there =
                other.known.stream().filter(name -> !other.ofStreet(name)).toList();
        return known.stream()
                .filter(name -> !ofStreet(name) && !behindStreet(name) && !endsName(name))
                .allMatch(name -> there.isEmpty()
                        || there.stream().anyMatch(town -> TOWNS.together(key(name), other.key(town), beside)));
    }

    /// "Peace *Garden Estate*": the end of another estate's name.
    private boolean endsName(Name name) {
        int before = name.start() - 1;
        return endsInStreet(name.end()) && before >= 0 && tokens.get(before).word() && !known(before);
    }

    private List<Token> key(Name name) {
        return tokens.subList(name.start(), name.end());
    }

    /// Whether a part has a word that does not stand in the other place.
    boolean saysMore(Part part, PlaceParts other) {
        return IntStream.range(part.start(), part.end())
                .anyMatch(i -> other.tokens.stream()
                        .noneMatch(token -> token.is(tokens.get(i).norm())));
    }

    /// "Rue de *Lille*", "15 *Lê Chân*", "*Kaduna* Street": a street is called so.
    boolean ofStreet(Name name) {
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
    boolean behindStreet(Name name) {
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
    boolean landmark() {
        return parts.stream().skip(1).anyMatch(this::near);
    }

    /// Whether it tells what it is near, wherever: "Narok town near Oltalet mall".
    boolean hasLandmark() {
        return near.stream().anyMatch(hit -> hit.end() < tokens.size());
    }

    boolean only(Predicate<Part> kind) {
        return parts.stream().allMatch(kind);
    }

    /// "Behind Shoprite", "toà nhà đối diện chợ": what it is near.
    private boolean near(Part part) {
        return near.stream()
                .filter(hit -> part.has(hit.start())
                        // "après le carrefour"
                        && (hit.end() < part.end() || hit.length() > 2))
                .anyMatch(hit -> IntStream.range(part.start(), hit.start()).allMatch(i -> within(streets, i)));
    }

    /// How the door is found: what it is near, or "2nd floor", "buzzer 12".
    boolean way(Part part) {
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

    /// Whether a house's number is told, or the name of a street.
    boolean address() {
        return numbered() || streets.stream().anyMatch(hit -> hit.weight() > STREET_WEAK);
    }

    /// Whether its first part names a street: "cours Emile Zola, Villeurbanne".
    boolean street() {
        return !parts.isEmpty()
                && streets.stream()
                        .anyMatch(hit -> hit.weight() > STREET_WEAK
                                && parts.getFirst().has(hit.start())
                                && !within(leads, hit.start())
                                && !within(withinHouse, hit.start()));
    }

    /// Whether a house or a street is told, and no town that is known.
    boolean lacksTown() {
        return house() && known.stream().allMatch(this::ofStreet);
    }

    /// Whether a house or a street is told.
    boolean house() {
        return !withinHouse.isEmpty()
                || streets.stream().anyMatch(hit -> !within(leads, hit.start()) && !known(hit.start()))
                || IntStream.range(0, tokens.size()).anyMatch(i -> tokens.get(i).number() && !known(i));
    }

    /// Whether a house is told by its number; "quận 10", "Dublin 6", "3e étage" have none.
    boolean numbered() {
        return IntStream.range(0, tokens.size()).anyMatch(this::numbersHouse);
    }

    /// Where the words of the house's number stand: "12", "12B", "12/5"; "rue 10" and "ngõ 82" have none.
    List<Integer> houseNumber() {
        return numberAt(IntStream.range(0, tokens.size())
                .filter(i -> numbersHouse(i) && !numbersStreet(i) && !behindNumber(i))
                .findFirst()
                .orElse(tokens.size()));
    }

    /// With what is tied to it.
    List<Integer> numberAt(int start) {
        return IntStream.range(start, tokens.size())
                .takeWhile(i ->
                        i == start || tokens.get(i).glued() && !tokens.get(i).separates())
                .boxed()
                .toList();
    }

    /// "Hẻm 284 Cách Mạng Tháng *8*": of the street, in a part that has told a number before.
    private boolean behindNumber(int at) {
        return parts.stream()
                .filter(part -> part.has(at))
                .anyMatch(part -> IntStream.range(part.start(), at)
                        .anyMatch(i ->
                                tokens.get(i).number() && !tokens.get(i + 1).endsOrdinal()));
    }

    private boolean numbersStreet(int at) {
        return streets.stream()
                .anyMatch(hit -> hit.end() == at
                        && hit.weight() > STREET_WEAK
                        && tokens.subList(hit.start(), at).stream().noneMatch(this::callsHouse));
    }

    private static final List<Word> OF_HOUSE = List.of(Word.HOUSE, Word.HOUSE_NUMBER, Word.DWELLING, Word.NO);

    private boolean numbersHouse(int at) {
        boolean ordinal = at + 1 < tokens.size() && tokens.get(at + 1).endsOrdinal();
        return tokens.get(at).number()
                && !ordinal
                && !known(at)
                && !onWay(at)
                && withinHouse.stream().noneMatch(hit -> hit.start() < at && at < hit.end())
                && !ofCode(at)
                && known.stream().noneMatch(name -> name.end() == at && !ofStreet(name))
                && leads.stream().noneMatch(lead -> lead.end() == at)
                && tokens.get(at).norm().length() <= HOUSE_DIGITS_MAX + 1;
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
    boolean onlyCode() {
        return tokens.stream().anyMatch(Token::number)
                && IntStream.range(0, tokens.size())
                        .allMatch(i -> tokens.get(i).number()
                                ? ofCode(i) || tokens.get(i).norm().length() >= CODE_DIGITS_MIN || tied(i)
                                : tokens.get(i).norm().length() <= STATE_LETTERS_MAX
                                        && (Character.isUpperCase(text.charAt(
                                                        tokens.get(i).start()))
                                                || tied(i)
                                                || tokens.get(i).glued()));
    }

    /// "Số 25", "no 34B", "số nhà 284/12"
    boolean onlyHouseNumber() {
        int number = (int) tokens.stream().takeWhile(this::callsHouse).count();
        return (number > 0 || tokens.stream().anyMatch(token -> token.is("/")))
                && number < tokens.size()
                && tokens.get(number).number()
                && IntStream.range(number + 1, tokens.size())
                        .allMatch(i -> tokens.get(i).glued() || tokens.get(i).is("/"));
    }

    private boolean callsHouse(Token token) {
        return OF_HOUSE.stream().anyMatch(part -> LEXICON.is(token.norm(), part));
    }

    private boolean tied(int at) {
        return at + 1 < tokens.size() && tokens.get(at + 1).glued();
    }

    private static final int CODE_DIGITS_MIN = 4;
    private static final int STATE_LETTERS_MAX = 3;

    /// "Phường 10": a part that opens with the word for a quarter, and names no town.
    boolean quarterOnly(Part part) {
        return leads.stream().anyMatch(lead -> lead.start() == part.start() && lead.end() < part.end())
                && IntStream.range(part.start(), part.end()).noneMatch(this::known);
    }

    /// Whether a quarter of a town is told: "phường Dịch Vọng Hậu".
    boolean quarter() {
        return leads.stream().anyMatch(lead -> lead.end() < tokens.size());
    }

    /// Whether a part of it is neither known, nor of a house, nor a landmark: "12 High Street, *Obscureville*".
    boolean goesOn() {
        return parts.stream()
                .anyMatch(part -> !way(part)
                        && IntStream.range(part.start(), part.end())
                                .noneMatch(i -> known(i)
                                        || tokens.get(i).number()
                                        || within(streets, i)
                                        || within(withinHouse, i)));
    }

    /// Whether a word for a street ends here.
    boolean endsInStreet(int at) {
        return streets.stream().anyMatch(hit -> hit.end() == at);
    }

    private boolean samePart(int from, int to) {
        return IntStream.range(from, to).noneMatch(i -> tokens.get(i).separates());
    }

    boolean known(int at) {
        return known.stream().anyMatch(name -> name.start() <= at && at < name.end());
    }

    private static boolean within(List<Hit> hits, int at) {
        return hits.stream().anyMatch(hit -> hit.start() <= at && at < hit.end());
    }
}

package io.parley.conversation.understanding.words;

import io.parley.conversation.understanding.words.Lexicon.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A place as it was told, taken apart: the towns and areas that are known, the streets and houses, and the rest.
final class ToldPlace {
    private static final Towns TOWNS = Towns.load();
    private static final Lexicon LEXICON = Lexicon.load();
    private static final int HOUSE_DIGITS_MAX = 3;
    private static final int NAME_WORDS_MAX = 5;

    private final String text;
    private final List<Token> tokens;
    private final List<Hit> streets;
    private final List<Hit> leads;
    private final List<Hit> near;
    private final List<Hit> withinHouse;
    private final List<Name> known = new ArrayList<>();

    /// @param start where the words begin that are the town or the area
    record Name(int start, int end) {}

    /// @param towns whose weak areas are known, too
    ToldPlace(String text, List<String> towns) {
        this.text = text;
        this.tokens = Token.read(text);
        List<Hit> marks = LEXICON.find(tokens, Lexicon.ALL);
        this.streets =
                marks.stream().filter(hit -> hit.section().equals("street")).toList();
        this.leads = marks.stream()
                .filter(hit -> hit.section().equals("area_before"))
                .toList();
        this.near =
                marks.stream().filter(hit -> hit.section().equals("place_near")).toList();
        this.withinHouse = marks.stream()
                .filter(hit -> hit.section().equals("within_house"))
                .toList();
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

    List<Name> known() {
        return known;
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
    boolean bare() {
        long named = tokens.stream().filter(Token::word).count();
        return named <= NAME_WORDS_MAX
                && streets.isEmpty()
                && tokens.stream().allMatch(token -> token.word() || token.is(","))
                && named > 0;
    }

    /// The first of its towns of which something holds; -1 when there is none.
    int firstWith(Predicate<String> holds) {
        List<String> names = names();
        return IntStream.range(0, names.size())
                .filter(i -> holds.test(names.get(i)))
                .findFirst()
                .orElse(-1);
    }

    /// From one of its towns on.
    String from(int town) {
        return text.substring(tokens.get(known.get(town).start()).start());
    }

    boolean areaOf(Name area, String town) {
        return TOWNS.areaOf(town, tokens, area.start(), area.end());
    }

    /// "Rue de *Lille*", "15 *Lê Chân*", "*Kaduna* Street": a street is called so.
    boolean ofStreet(Name name) {
        boolean before = numbered(name.start())
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
    private boolean numbered(int at) {
        return at > 0
                && tokens.get(at - 1).number()
                && tokens.get(at - 1).norm().length() <= HOUSE_DIGITS_MAX
                && !within(leads, at)
                && (at == 1 || tokens.get(at - 2).separates() || within(streets, at - 2));
    }

    /// "Nyali, *nyuma ya City Mall*": what it is near is told behind a comma.
    boolean landmark() {
        return parts().skip(1).anyMatch(this::nearSomething);
    }

    /// "Behind Shoprite": nothing but what it is near.
    boolean onlyLandmark() {
        return parts().allMatch(this::nearSomething) && tokens.stream().noneMatch(Token::number) && known().isEmpty();
    }

    private boolean nearSomething(int[] part) {
        return near.stream().anyMatch(hit -> hit.start() == part[0] && hit.end() < part[1]);
    }

    /// Whether a house or a street is told.
    boolean house() {
        return !withinHouse.isEmpty()
                || streets.stream().anyMatch(hit -> !within(leads, hit.start()) && !known(hit.start()))
                || IntStream.range(0, tokens.size()).anyMatch(i -> tokens.get(i).number() && !known(i));
    }

    /// Whether none of its words is new, but little ones, and no town is told that was only a street's name.
    boolean saysNoMoreThan(ToldPlace other) {
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

    /// See [KnownTowns#withWay(String, String)].
    String withWay(String said) {
        List<String> doors = doors(Token.read(said));
        List<String> parts = parts()
                .map(part -> tokens.subList(part[0], part[1]))
                .map(part -> doors(part).stream().anyMatch(doors::contains)
                        ? said
                        : text.substring(part.getFirst().start(), part.getLast().end()))
                .distinct()
                .toList();
        String whole = String.join(", ", parts);
        return parts.contains(said) ? whole : text + ", " + said;
    }

    /// The words for parts of a house: "gate", "étage".
    private static List<String> doors(List<Token> words) {
        return words.stream()
                .filter(word -> LEXICON.is(word.norm(), Word.HOUSE))
                .map(Token::norm)
                .toList();
    }

    /// Whether a house is told by its number; "quận 10", "phường 7" have none.
    boolean numbered() {
        return IntStream.range(0, tokens.size())
                .anyMatch(i -> tokens.get(i).number()
                        && !known(i)
                        && leads.stream().noneMatch(lead -> lead.end() == i)
                        && tokens.get(i).norm().length() <= HOUSE_DIGITS_MAX + 1);
    }

    /// Whether a quarter of a town is told: "phường Dịch Vọng Hậu".
    boolean quarter() {
        return leads.stream().anyMatch(lead -> lead.end() < tokens.size());
    }

    boolean parted() {
        return tokens.stream().anyMatch(token -> token.is(","));
    }

    /// Whether a part of it is neither known, nor of a house, nor a landmark: "12 High Street, *Obscureville*".
    boolean goesOn() {
        return parts().anyMatch(part -> !nearSomething(part)
                && IntStream.range(part[0], part[1])
                        .noneMatch(i ->
                                known(i) || tokens.get(i).number() || within(streets, i) || within(withinHouse, i)));
    }

    /// Where its parts begin and end that commas part.
    private Stream<int[]> parts() {
        List<int[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.get(i).is(",")) {
                parts.add(new int[] {from, i});
                from = i + 1;
            }
        }
        return parts.stream();
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

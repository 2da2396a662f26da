package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.SwahiliVerbs;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Towns;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of a message as they were meant. Long words one slip away from a known word are read as that word, unless
/// the shop sells something so called; words for what it sells in another language or another English ("savon",
/// "lippy") are read as the shop's.
public final class Respelling {
    private static final int SIZE_BEHIND_MAX = 4;
    /// "rue de la Lune"
    private static final int STREET_LINKS_MAX = 2;
    private static final int JOINED_LEAST = 6;
    /// Digits of what is a measure and no count.
    private static final int MEASURE_LEAST = 2;
    private static final Pattern UP_TO_HUNDREDS = Pattern.compile("\\d{1,3}");

    private final Lexicon lexicon;
    private final Towns towns;
    private final List<Token> tokens;
    private final String text;
    private final Surroundings at;
    private final Set<String> spoken;
    private final List<Hit> phrases;
    private final List<Token> meant;

    private Respelling(
            List<Token> tokens, String text, Surroundings at, Set<String> spoken, Lexicon lexicon, Towns towns) {
        this.lexicon = lexicon;
        this.towns = towns;
        this.tokens = tokens;
        this.text = text;
        this.at = at;
        this.spoken = spoken;
        phrases = lexicon.find(tokens, spoken);
        meant = new ArrayList<>(tokens.size());
    }

    public static List<Token> of(
            List<Token> tokens, String text, Surroundings at, Set<String> spoken, Lexicon lexicon, Towns towns) {
        Respelling all = new Respelling(tokens, text, at, spoken, lexicon, towns);
        for (int i = 0; i < tokens.size(); ) {
            i = tokens.get(i).number() ? all.number(i) : all.word(i);
        }
        return all.meant;
    }

    /// Reads what begins here, and tells where to read on.
    private int word(int i) {
        Token token = tokens.get(i);
        Hit measure = measure(i);
        if (measure != null) {
            int end = tokens.get(measure.end() - 1).end();
            meant.add(new Token(measure.value(), "", Token.Kind.NUMBER, token.start(), end, false, false));
            return measure.end();
        }
        boolean name = at.awaitsPlace() && upper(i);
        if (!name && inTwo(i)) {
            Token next = tokens.get(i + 1);
            String pair = token.norm() + next.norm();
            meant.add(new Token(pair, pair, token.kind(), token.start(), next.end(), token.glued(), false));
            return i + 2;
        }
        if (!token.word() || name || knows(token) || ofSkinOrHair(i)) {
            meant.add(token);
            return i + 1;
        }
        int end = goods(i);
        if (end == i) {
            meant.addAll(other(i));
            end++;
        }
        return end;
    }

    /// "Da *dầu*", where a hair oil is sold: what skin is like, and nothing of what is sold.
    private boolean ofSkinOrHair(int i) {
        return phrases.stream()
                .anyMatch(hit -> hit.section().equals("skin_or_hair") && hit.start() <= i && i < hit.end());
    }

    /// "*Deux cents* grammes", where 200 g are sold.
    private @Nullable Hit measure(int i) {
        return phrases.stream()
                .filter(hit -> hit.section().equals("number") && hit.start() == i)
                .filter(hit -> hit.value().length() >= MEASURE_LEAST
                        && !at.catalogue().sized(hit.value()).isEmpty())
                .filter(hit -> phrases.stream()
                        .anyMatch(unit -> unit.section().equals("unit_size") && unit.start() == hit.end()))
                .max(Comparator.comparingInt(Hit::length))
                .orElse(null);
    }

    private boolean upper(int i) {
        return Character.isUpperCase(text.codePointAt(tokens.get(i).start()));
    }

    private boolean knows(Token token) {
        return at.catalogue().knows(token.norm());
    }

    /// A word of the shop's that is written in two.
    private boolean inTwo(int i) {
        if (i + 1 == tokens.size()
                || !tokens.get(i).word()
                || !tokens.get(i + 1).word()) {
            return false;
        }
        // "samsung s23"
        if (i + 2 < tokens.size()
                && tokens.get(i + 2).number()
                && tokens.get(i + 2).glued()) {
            return false;
        }
        String pair = tokens.get(i).norm() + tokens.get(i + 1).norm();
        return pair.length() >= JOINED_LEAST
                && at.catalogue().knows(pair)
                && !(knows(tokens.get(i)) && knows(tokens.get(i + 1)));
    }

    /// Reads what others call what is sold as the shop's own words, and tells where to read on: here, when it is
    /// nothing that is sold.
    private int goods(int i) {
        Token token = tokens.get(i);
        if (towns.contain(tokens, i, i + 1) && upper(i)) {
            return i;
        }
        Hit goods = sold(tokens, i);
        if (goods != null && somebody(goods, token)) {
            goods = null;
        }
        if (goods == null && (token.plain() || spoken.contains("fr"))) {
            String one = token.plain() ? singular(token.norm()) : null;
            if (one != null && at.catalogue().knows(one)) {
                meant.add(token.as(one));
                return i + 1;
            }
            goods = ofOne(i, one == null ? Names.stem(token.norm()) : one);
        }
        if (goods == null && !meant.isEmpty() && knows(meant.getLast()) && !townNext(i + 1)) {
            goods = lexicon.unaccentedGoods(tokens, i, spoken, this::completes);
        }
        if (goods == null
                || namesStreet(i)
                || isStreet(goods)
                || ownShade(goods)
                || partOfPhrase(goods)
                || leadsToDate(goods) && !closes(goods.end())) {
            return i;
        }
        int end = tokens.get(goods.end() - 1).end();
        Token span = new Token(token.norm(), token.norm(), token.kind(), token.start(), end, token.glued(), false);
        Token.read(goods.value()).forEach(word -> meant.add(span.as(word.norm())));
        return goods.end();
    }

    /// "2 xa bong *den* can tho" goes there, "xa bong den *voi* kem" to no Voi.
    private boolean townNext(int i) {
        return i < tokens.size() && towns.begin(tokens, i) && !lexicon.everyday(tokens.get(i));
    }

    /// Of a thing that is called by what was read last, too: "xa bong *den*", where a black soap is sold.
    private boolean completes(String word) {
        String last = meant.getLast().norm();
        return Token.read(word).stream()
                .allMatch(part -> !part.is(last)
                        && at.catalogue().catalogue().products().stream()
                                .anyMatch(product -> at.catalogue().named(product.id(), last)
                                        && at.catalogue().named(product.id(), part.norm())));
    }

    private @Nullable Hit sold(List<Token> words, int i) {
        return lexicon.goods(
                words, i, spoken, goods -> Token.read(goods).stream().allMatch(this::knows));
    }

    /// "paniers" where the file has "panier"
    private @Nullable Hit ofOne(int i, String one) {
        Token token = tokens.get(i);
        if (one.equals(token.norm()) || lexicon.knows(token.norm())) {
            return null;
        }
        List<Token> singly = new ArrayList<>(tokens);
        singly.set(i, token.as(one));
        return sold(singly, i);
    }

    /// "zawadi ya mtoto" is for a child, "sabuni ya mtoto" a baby's soap
    private boolean somebody(Hit goods, Token token) {
        return goods.language().equals("sw") && goods.length() == 1 && lexicon.person(token.norm()) && !describes();
    }

    /// Whether what was read last is a thing of the shop and a word that ties what follows to it.
    private boolean describes() {
        int size = meant.size();
        return size > 1
                && knows(meant.get(size - 2))
                && Names.links(meant.getLast().norm());
    }

    /// "Màu *ghi*", where the shop has a "Ghi" besides what else is grey: its own word, that means no shade by itself.
    private boolean ownShade(Hit goods) {
        return goods.length() == 2
                && lexicon.is(tokens.get(goods.start()).norm(), Word.SHADE_BEFORE)
                && sold(tokens, goods.start() + 1) == null
                && at.catalogue().variants(tokens.subList(goods.start() + 1, goods.end()), lexicon).stream()
                        .anyMatch(own -> !at.catalogue()
                                .accented(
                                        own.variants(),
                                        tokens.get(goods.start() + 1).norm()));
    }

    /// Swahili makes plurals in front: "viondo" of "kiondo", "mikeka" of "mkeka", "magauni" of "gauni".
    private @Nullable String singular(String word) {
        if (!spoken.contains("sw") || word.length() < 5) {
            return null;
        }
        String rest = word.substring(2);
        return switch (word.substring(0, 2)) {
            case "vi" -> "ki" + rest;
            case "vy" -> "ch" + rest;
            case "mi" -> "m" + rest;
            case "ma" -> rest;
            default -> null;
        };
    }

    /// "5 rue des Lilas" holds no lilac: a capital close behind a word for a street.
    private boolean namesStreet(int at) {
        if (at == 0 || !upper(at)) {
            return false;
        }
        for (int i = at;
                i > 0 && at - i <= STREET_LINKS_MAX && tokens.get(i - 1).word();
                i--) {
            int end = i;
            if (phrases.stream().anyMatch(hit -> hit.section().equals("street") && hit.end() == end)) {
                return true;
            }
        }
        return false;
    }

    /// "22 *đường* số 41", "giao 5 *đường* hoa hồng", though sugar is sold: a word for a street before its number, or
    /// between a house's number and a name.
    private boolean isStreet(Hit goods) {
        int next = goods.end();
        boolean street = phrases.stream()
                .anyMatch(hit -> hit.section().equals("street")
                        && hit.start() == goods.start()
                        && hit.end() == next
                        && hit.weight() > Reading.STREET_WEAK);
        if (!street || next >= tokens.size()) {
            return false;
        }
        int house = goods.start() - 1;
        boolean housed = house >= 0 && tokens.get(house).number();
        boolean led = housed
                && phrases.stream()
                        .anyMatch(hit -> hit.section().equals("place_before")
                                && (hit.end() == house
                                        || hit.end() == house - 2
                                                && tokens.get(house - 1).is("/")));
        boolean numbered = next + 1 < tokens.size()
                && (lexicon.is(tokens.get(next).norm(), Word.HOUSE_NUMBER)
                                && tokens.get(next + 1).number()
                        || tokens.get(next).number() && tokens.get(next + 1).is("/"));
        boolean named = housed && tokens.get(next).word() && upper(next) && !knows(tokens.get(next));
        return numbered || led || named;
    }

    /// "Lipa na pochi la biashara" pays and wants no purse; "saa ngapi" asks the time and for no clock.
    private boolean partOfPhrase(Hit goods) {
        return phrases.stream()
                .anyMatch(hit -> !hit.gapped()
                        && (hit.section().equals("filler")
                                || hit.length() > 2
                                        && Intent.of(hit.section())
                                                .filter(Intent::business)
                                                .isPresent())
                        && hit.length() > goods.length()
                        && hit.start() <= goods.start()
                        && hit.end() >= goods.end());
    }

    /// "Avant", "trước": before a day, or the front one.
    private boolean leadsToDate(Hit goods) {
        return phrases.stream()
                .anyMatch(hit -> hit.section().equals("date_before")
                        && hit.start() == goods.start()
                        && hit.end() == goods.end());
    }

    /// "Les plaquettes avant, 1 jeu": right behind a thing of the shop, with nothing behind it in its clause.
    private boolean closes(int end) {
        return !meant.isEmpty()
                && knows(meant.getLast())
                && (end == tokens.size() || tokens.get(end).separates());
    }

    /// What is no goods: a number spelled out, a variant cut short, a word run together, cut short or misspelled.
    private List<Token> other(int i) {
        Token token = tokens.get(i);
        String norm = token.norm();
        // "lần *sau*", in a message with accents, is no six ("sáu")
        boolean counts = phrases.stream().anyMatch(hit -> hit.section().equals("number") && hit.start() == i);
        Integer spelled = counts ? lexicon.number(norm, spoken) : null;
        Integer counted = spelled != null && (measured(i) || opensVariant(i, spelled)) ? spelled : null;
        if (counted != null && !at.catalogue().sized(Integer.toString(counted)).isEmpty() && !isSize(i + 1)) {
            // "ten inch"
            return List.of(new Token(
                    Integer.toString(counted), "", Token.Kind.NUMBER, token.start(), token.end(), false, false));
        }
        String inFull = i + 1 == tokens.size()
                ? null
                : lexicon.inFull(
                        token,
                        spoken,
                        full -> at.catalogue()
                                .variantBegins(full, tokens.get(i + 1).norm()));
        if (inFull != null) {
            // "ko cay" for "Không cay"
            return List.of(token.as(inFull));
        }
        boolean unknown = !lexicon.knows(norm) && !towns.knows(norm);
        String agreeing = unknown && (spoken.contains("sw") || norm.length() >= SwahiliVerbs.LONG)
                ? SwahiliVerbs.known(norm, lexicon)
                : null;
        if (agreeing != null) {
            return List.of(token.as(agreeing));
        }
        List<String> apart = unknown ? at.catalogue().apart(norm) : List.of();
        String whole = unknown && apart.isEmpty() ? at.catalogue().abbreviated(norm) : null;
        if (!apart.isEmpty() || whole != null) {
            return (whole == null ? apart : List.of(whole))
                    .stream().map(token::as).toList();
        }
        boolean leaveIt = towns.knows(norm)
                || at.catalogue().describes(norm)
                || at.catalogue().nearlyKnows(norm)
                || laterInName(i);
        String slip = leaveIt ? null : lexicon.meant(norm);
        return List.of(slip == null || undoes(norm, slip) ? token : token.as(slip));
    }

    /// "E get *remote*?" removes nothing, "*remvoe* it" does: another letter makes another word, and what is ordered is
    /// not undone by a guess.
    private boolean undoes(String written, String slip) {
        return written.length() == slip.length()
                && !Arrays.equals(
                        written.chars().sorted().toArray(),
                        slip.chars().sorted().toArray())
                && lexicon.find(Token.read(slip), Lexicon.ALL).stream().anyMatch(hit -> UNDOES.contains(hit.section()));
    }

    private static final Set<String> UNDOES = Set.of("remove_from_cart", "cancel_order", "clear_cart", "opt_out");

    /// "A *two* burner", "2 *six* packs", of what comes so: before the word that its name goes on with, or another
    /// count
    /// before it.
    private boolean opensVariant(int i, int number) {
        String first = Integer.toString(number);
        boolean counted = i > 0
                && (tokens.get(i - 1).number()
                        || lexicon.number(tokens.get(i - 1).norm(), spoken) != null);
        return i + 1 < tokens.size()
                && phrases.stream()
                        .noneMatch(hit -> hit.start() <= i
                                && i + 1 < hit.end()
                                && !hit.section().equals("number"))
                && Stream.of(
                                tokens.get(i + 1).norm(),
                                counted ? Names.stem(tokens.get(i + 1).norm()) : "")
                        .anyMatch(next -> at.catalogue().variantBegins(first, next));
    }

    private boolean measured(int i) {
        return i + 1 < tokens.size() && lexicon.measures(tokens.get(i + 1).norm())
                || i > 0 && lexicon.measures(tokens.get(i - 1).norm());
    }

    /// "Jezi moja L" is one in L, though a bottle holds 1 L: a letter that is a size of what was named before it.
    private boolean isSize(int letter) {
        if (letter >= tokens.size() || tokens.get(letter).norm().length() > 1) {
            return false;
        }
        List<Token> before = tokens.subList(Math.max(0, letter - SIZE_BEHIND_MAX), letter);
        List<Token> alone = List.of(tokens.get(letter));
        return at.catalogue().variants(alone, lexicon).stream()
                .flatMap(v -> at.catalogue().having(v.variants()).stream())
                .anyMatch(p -> at.inHand().contains(p)
                        || at.catalogue().products(before, lexicon).stream()
                                .anyMatch(name -> name.products().contains(p)));
    }

    /// "*9 1/2*": nine and a half, and no nine of anything.
    private boolean half(int i) {
        return i + 3 < tokens.size()
                && UP_TO_HUNDREDS.matcher(tokens.get(i).norm()).matches()
                && tokens.get(i + 1).is("1")
                && !tokens.get(i + 1).glued()
                && tokens.get(i + 2).is("/")
                && tokens.get(i + 3).is("2")
                && !(i + 4 < tokens.size() && lexicon.measures(tokens.get(i + 4).norm()));
    }

    /// "20k mah" where 20000mAh are sold, "100 000", "the 42s", "send 2 kisumu", "4 me"; tells where to read on.
    private int number(int i) {
        Token token = withPoint(tokens.get(i));
        if (i + 1 == tokens.size()) {
            meant.add(token);
            return i + 1;
        }
        Token next = tokens.get(i + 1);
        boolean thousands = next.is("k")
                && next.glued()
                && !at.catalogue().sized(token.norm() + "000").isEmpty();
        // as French and Vietnamese write it
        boolean parted = next.is("000")
                && !next.glued()
                && UP_TO_HUNDREDS.matcher(token.norm()).matches();
        if (thousands || parted) {
            String digits = token.norm() + "000";
            meant.add(new Token(digits, "", token.kind(), token.start(), next.end(), token.glued(), false));
            return i + 2;
        }
        if (half(i)) {
            String digits = token.norm() + ".5";
            meant.add(new Token(
                    digits, "", token.kind(), token.start(), tokens.get(i + 3).end(), token.glued(), false));
            return i + 4;
        }
        String area = area(i);
        if (area != null) {
            // "4 by 6" for "4x6"
            Token.read(area)
                    .forEach(part -> meant.add(new Token(
                            part.norm(),
                            part.exact(),
                            part.kind(),
                            token.start(),
                            tokens.get(i + 2).end(),
                            part.glued(),
                            false)));
            return i + 3;
        }
        if (token.is("1")
                && next.is("s")
                && next.glued()
                && i > 0
                && tokens.get(i - 1).word()) {
            // "2 large 1s"
            meant.add(new Token("ones", "ones", Token.Kind.WORD, token.start(), next.end(), false, false));
            return i + 2;
        }
        boolean plural = next.is("s")
                && next.glued()
                && !at.catalogue().sized(token.norm()).isEmpty()
                // strings that are called "10s"
                && at.catalogue().variants(List.of(token, next), lexicon).stream()
                        .noneMatch(variant -> variant.start() == 0 && variant.end() == 2);
        if (plural) {
            meant.add(new Token(token.norm(), "", token.kind(), token.start(), next.end(), token.glued(), false));
            return i + 2;
        }
        String spoken = preposition(i);
        spoken = spoken == null ? inWords(token, next) : spoken;
        meant.add(
                spoken == null
                        ? token
                        : new Token(spoken, spoken, Token.Kind.WORD, token.start(), token.end(), false, false));
        return i + 1;
    }

    /// "*4* personnes", where something comes in "Quatre personnes".
    private @Nullable String inWords(Token number, Token unit) {
        return at.catalogue().catalogue().products().stream()
                .flatMap(product -> product.sellable().stream())
                .map(variant -> Token.read(variant.name()))
                .filter(name -> name.size() > 1 && name.get(1).is(unit.norm()))
                .map(name -> name.getFirst().norm())
                .filter(word -> {
                    Integer value = lexicon.number(word, spoken);
                    return value != null && number.is(Integer.toString(value));
                })
                .findFirst()
                .orElse(null);
    }

    /// "+*1,5*", where +1.5 is sold.
    private Token withPoint(Token token) {
        String point = token.norm().replace(',', '.');
        boolean sold = DECIMAL.matcher(token.norm()).matches()
                && !at.catalogue().sized(point).isEmpty();
        return sold ? new Token(point, "", token.kind(), token.start(), token.end(), token.glued(), false) : token;
    }

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,2},\\d{1,2}");

    private @Nullable String area(int i) {
        if (i + 2 >= tokens.size()
                || !tokens.get(i + 2).number()
                || !lexicon.is(tokens.get(i + 1).norm(), Word.BY)) {
            return null;
        }
        String area = tokens.get(i).norm() + "x" + tokens.get(i + 2).norm();
        return at.catalogue().variants(Token.read(area), lexicon).isEmpty() ? null : area;
    }

    private @Nullable String preposition(int i) {
        Token token = tokens.get(i);
        Token next = tokens.get(i + 1);
        if (i == 0 || !tokens.get(i - 1).word() || token.glued() || next.glued()) {
            return null;
        }
        if (token.is("2") && towns.contain(tokens, i + 1, i + 2) && !knows(next)) {
            return "to";
        }
        return token.is("4") && lexicon.is(next.norm(), Word.TO_WHOM) ? "for" : null;
    }

    /// "I'm Wanjiku": a capital in the middle of a sentence makes a name, not a slip.
    private boolean laterInName(int i) {
        return i > 0 && !tokens.get(i - 1).separates() && upper(i);
    }
}

package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The numbers of a message and what each may count.
public final class Numbers {
    private static final Pattern WITH_COMMAS = Pattern.compile("-?\\d{1,3}(,\\d{3})+");
    private static final Pattern UP_TO_HUNDREDS = Pattern.compile("\\d{1,3}");
    private static final Pattern HUNDREDS = Pattern.compile("\\d{3,}");
    private static final Pattern LONG = Pattern.compile("[\\d.,]{3,}");
    /// More than any shop sells; keeps arithmetic safe.
    private static final int MOST = 1_000_000;

    public enum Kind {
        /// pieces, or a size: it does not say
        BARE,
        PIECES,
        MONEY,
        /// of a list: "#2", "number 2"
        INDEX,
        OTHER
    }

    /// @param whole the number when it is one, else 0
    public record Number(int start, int end, int whole, BigDecimal value, Kind kind) {
        /// As a size is written: "42", "2.4".
        public String figures() {
            return whole > 0 ? Integer.toString(whole) : value.toPlainString();
        }
    }

    private Numbers() {}

    public static List<Number> of(Reading reading) {
        List<Number> numbers = said(reading);
        TheOther.of(reading, List.copyOf(numbers)).forEach(numbers::add);
        numbers.sort(Comparator.comparingInt(Number::start));
        return composed(reading, numbers);
    }

    /// In figures and in words, each by itself.
    public static List<Number> said(Reading reading) {
        List<Number> numbers = new ArrayList<>();
        for (int i = 0; i < reading.tokens.size(); i++) {
            Token token = reading.tokens.get(i);
            if (token.kind() == Token.Kind.NUMBER && !reading.claimed(i) && !dated(reading, i, i + 1)) {
                numbers.add(written(reading, i, token));
            }
        }
        for (Hit hit : reading.all("number").toList()) {
            if (numbers.stream().anyMatch(n -> n.start() == hit.start() && n.end() == hit.end())) {
                // the same word in two languages
                continue;
            }
            if (dated(reading, hit.start(), hit.end())
                    || TheOther.at(reading, hit.start())
                    || pointedPair(reading, hit)
                    || changes(reading, hit)
                    || reading.is(hit.end(), Word.CALLS)) {
                // "đôi kia" is the other pair, and no two; "dì Sáu ơi" calls somebody
                continue;
            }
            int value = Integer.parseInt(hit.value());
            numbers.add(new Number(
                    hit.start(), hit.end(), value, BigDecimal.valueOf(value), kind(reading, hit.start(), hit.end())));
        }
        return numbers;
    }

    /// "*Doi* may qua size 4000": without its accents "đổi", which changes this to that, is written like a pair.
    private static boolean changes(Reading reading, Hit hit) {
        int end = reading.clauseEnd(hit.end());
        return hit.length() == 1
                && reading.is(hit.start(), Word.PAIR)
                && reading.tokens.get(hit.start()).plain()
                && !reading.number(hit.start() - 1)
                && reading.changing("swaps").anyMatch(swap -> swap.start() == hit.start())
                && IntStream.range(hit.end(), end).anyMatch(i -> reading.is(i, Word.CHANGED_TO));
    }

    /// "*Đôi* này", "*đôi* rẻ nhất": one that comes in pairs, and no two.
    private static boolean pointedPair(Reading reading, Hit hit) {
        int next = hit.end();
        return hit.length() == 1
                && reading.is(hit.start(), Word.PAIR)
                && reading.marked("unit_pieces", hit.start())
                && (reading.is(next, Word.THIS) || reading.begins("pick", next));
    }

    private static Number written(Reading reading, int at, Token token) {
        String digits = WITH_COMMAS.matcher(token.norm()).matches()
                ? token.norm().replace(",", "")
                : token.norm().replace(',', '.');
        BigDecimal value = decimal(digits);
        Scaled scaled = value == null ? null : scaled(reading, at, value);
        if (scaled != null) {
            int whole = scaled.value.min(BigDecimal.valueOf(MOST)).intValue();
            return new Number(at, scaled.end, whole, scaled.value, Kind.MONEY);
        }
        Kind kind = value == null ? Kind.OTHER : kind(reading, at, at + 1);
        if (value == null || value.abs().compareTo(BigDecimal.valueOf(MOST)) > 0) {
            return new Number(
                    at,
                    at + 1,
                    MOST,
                    value == null || kind != Kind.MONEY ? BigDecimal.valueOf(MOST) : value,
                    value == null ? Kind.OTHER : kind);
        }
        boolean isWhole = value.stripTrailingZeros().scale() <= 0;
        return new Number(
                at, at + 1, isWhole ? value.intValue() : 0, value, isWhole || kind == Kind.MONEY ? kind : Kind.OTHER);
    }

    private record Scaled(BigDecimal value, int end) {}

    /// "5k", "200 nghìn", "2 triệu", "1tr5": amounts as they are said.
    private static @Nullable Scaled scaled(Reading reading, int at, BigDecimal value) {
        if (at + 1 >= reading.tokens.size()) {
            return null;
        }
        Token unit = reading.tokens.get(at + 1);
        BigDecimal factor = unit.glued() ? TIED_SCALES.get(unit.norm()) : SCALES.get(unit.norm());
        if (factor == null || unit.norm().equals("k") && !unit.glued()) {
            return null;
        }
        BigDecimal scaled = value.multiply(factor);
        boolean rest = at + 2 < reading.tokens.size()
                && reading.tokens.get(at + 2).glued()
                && reading.tokens.get(at + 2).kind() == Token.Kind.NUMBER
                && UP_TO_HUNDREDS.matcher(reading.tokens.get(at + 2).norm()).matches();
        if (rest) {
            String digits = reading.tokens.get(at + 2).norm();
            return new Scaled(
                    scaled.add(factor.multiply(new BigDecimal(digits).movePointLeft(digits.length()))), at + 3);
        }
        boolean half =
                at + 2 < reading.tokens.size() && reading.tokens.get(at + 2).is("ruoi");
        return half
                ? new Scaled(scaled.add(factor.divide(BigDecimal.TWO)), at + 3)
                : new Scaled(scaled.stripTrailingZeros(), at + 2);
    }

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final Map<String, BigDecimal> SCALES = Map.of(
            "nghin",
            THOUSAND,
            "ngan",
            THOUSAND,
            "thousand",
            THOUSAND,
            "trieu",
            MILLION,
            "tr",
            MILLION,
            "million",
            MILLION,
            "millions",
            MILLION,
            "milioni",
            MILLION);
    private static final Map<String, BigDecimal> TIED_SCALES =
            Map.of("k", THOUSAND, "tr", MILLION, "nghin", THOUSAND, "ngan", THOUSAND, "trieu", MILLION);

    /// "thứ bảy" is a Saturday, "le 5 mai" a day: what is part of a date counts nothing.
    private static boolean dated(Reading reading, int start, int end) {
        return reading.marks("date")
                        .filter(hit -> hit.start() <= start && hit.end() >= end && hit.length() > 1)
                        // "*mỗi thứ* 2", of which "thứ 2" is a Monday
                        .anyMatch(hit -> reading.all("each")
                                .noneMatch(each -> each.end() == start && each.start() < hit.start()))
                || Particulars.calendar(reading).stream().anyMatch(day -> day.start() <= start && day.end() >= end);
    }

    /// "Lay 2 *day*": lines ("dây") without their accents, and no days, as another language calls them.
    private static boolean thingInOwnLanguage(Reading reading, int at) {
        return reading.thingAt(at)
                && reading.marks("unit_size")
                        .filter(unit -> unit.start() == at)
                        .noneMatch(unit -> unit.language().equals(reading.language));
    }

    private static @Nullable BigDecimal decimal(String digits) {
        try {
            return digits.length() > 15 ? BigDecimal.valueOf(MOST) : new BigDecimal(digits);
        } catch (NumberFormatException several) {
            return null;
        }
    }

    /// "Two boys of *8* and 11 years": measured as the number it is joined to.
    private static boolean firstOfAges(Reading reading, int start, int end) {
        return start > 1
                && reading.is(start - 1, Word.OF)
                && reading.person(start - 2)
                && (reading.is(end, Word.AND) || reading.is(end, Word.OR))
                && reading.number(end + 1)
                && (reading.closes(end + 2) || reading.marked("unit_size", end + 2));
    }

    private static Kind kind(Reading reading, int start, int end) {
        if (end < reading.tokens.size()) {
            Token next = reading.tokens.get(end);
            boolean height = next.is("m")
                    && next.glued()
                    && end + 1 < reading.tokens.size()
                    && reading.tokens.get(end + 1).glued()
                    && reading.tokens.get(end + 1).kind() == Token.Kind.NUMBER;
            if (height) {
                // "1m70"
                return Kind.OTHER;
            }
            if (next.endsOrdinal()) {
                // "Lyon 3e"
                return Kind.OTHER;
            }
            if (firstOfAges(reading, start, end)) {
                return Kind.OTHER;
            }
            if (reading.marked("unit_pieces", end) && !TheOther.at(reading, end) && !Packs.countedBehind(reading, end)
                    || next.is("x")
                    || next.is("×")) {
                return Kind.PIECES;
            }
            if (reading.marked("unit_money", end)
                    && (next.glued() || next.norm().length() > 1)) {
                return Kind.MONEY;
            }
            boolean variant = reading.variants.stream().anyMatch(v -> v.start() == end);
            // "two in coconut", "a pair in size 9" are no length
            boolean inVariant = next.is("in")
                    && (reading.variants.stream().anyMatch(v -> v.start() == end + 1 || v.start() == end + 2)
                            || reading.number(end + 2)
                                    && (reading.is(end + 1, Word.SIZE) || reading.is(end + 1, Word.ARTICLE)));
            boolean nextIsNumbered =
                    (Set.of("age", "aged", "ages", "in").contains(next.norm()) || reading.is(next.norm(), Word.SIZE))
                            && end + 1 < reading.tokens.size()
                            && reading.tokens.get(end + 1).kind() == Token.Kind.NUMBER;
            boolean inAll = next.is("in") && reading.is(end + 1, Word.IN_ALL);
            if (!variant
                    && !inVariant
                    && !inAll
                    && !nextIsNumbered
                    && !TheOther.at(reading, end)
                    // "50 day old chicks", and not "9 gio", the hour that is written like a basket
                    && !(reading.thingAt(end) && reading.inThing(end + 1))
                    && !thingInOwnLanguage(reading, end)
                    && (reading.marked("unit_size", end) || next.is("%"))) {
                return Kind.OTHER;
            }
        }
        if (age(reading, start, end) || agedOne(reading, start, end)) {
            return Kind.OTHER;
        }
        if (start > 0) {
            Token before = reading.tokens.get(start - 1);
            boolean named = reading.products.stream().anyMatch(p -> p.end() == start);
            if (before.is("x") && !named || before.is("×")) {
                // "a bag x 2", not "Runner X 42"
                return Kind.PIECES;
            }
            // "N500" is money, "one black n 2 white" is not
            boolean currency = reading.marked("unit_money", start - 1)
                    && (before.norm().length() > 1 || reading.tokens.get(start).glued());
            boolean unitFirst = reading.marked("unit_pieces", start - 1)
                    && reading.found("number")
                            .anyMatch(hit ->
                                    hit.start() == start && hit.language().equals("sw"));
            if (unitFirst && !named && reading.variants.stream().noneMatch(v -> v.start() < end && v.end() >= start)) {
                // "packs nane": in Swahili the count follows
                return Kind.PIECES;
            }
            if ("$€£₦".contains(before.norm()) || currency) {
                return Kind.MONEY;
            }
            if (before.is("#")) {
                return Kind.INDEX;
            }
            if (before.word() && reading.tokens.get(start).glued()) {
                // "s22" is a model
                return Kind.OTHER;
            }
        }
        boolean grouped = GROUPED.matcher(reading.tokens.get(start).norm()).matches();
        if (grouped
                || reading.has("payment_claim")
                        && amount(reading.tokens.get(start).norm())) {
            // "19,500": what is counted is seldom written so
            return Kind.MONEY;
        }
        if (year(reading, start, end) || aside(reading, start, end)) {
            return Kind.OTHER;
        }
        if (offered(reading, start, end)) {
            return Kind.MONEY;
        }
        return Kind.BARE;
    }

    /// "She's *9*"; "my two boys, one is *5* and the other is *8*", behind somebody of whom it may be said.
    private static boolean age(Reading reading, int start, int end) {
        return reading.marks("age_before")
                        .filter(mark -> mark.end() == start)
                        .anyMatch(mark -> mark.weight() > 0.5
                                || IntStream.range(0, mark.start()).anyMatch(reading::person))
                && (Particulars.standsAlone(reading, end) || reading.is(end, Word.AND));
    }

    /// "My two boys, *one* is 5"
    private static boolean agedOne(Reading reading, int start, int end) {
        return reading.marks("age_before")
                .filter(mark -> mark.start() <= start && end <= mark.end() && mark.length() > 1)
                .anyMatch(mark -> reading.number(mark.end())
                        && IntStream.range(0, mark.start()).anyMatch(reading::person));
    }

    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:[.,]000|,\\d{3})+");

    private static boolean amount(String digits) {
        return LONG.matcher(digits).matches();
    }

    /// "My daughter is 3, …", "call me at 5", "order 4471", "miaka miwili": no pieces.
    private static boolean aside(Reading reading, int start, int end) {
        if (start == 0) {
            return false;
        }
        Token number = reading.tokens.get(start);
        String before = reading.tokens.get(start - 1).norm();
        boolean separated =
                end < reading.tokens.size() && reading.tokens.get(end).separates() && end + 1 < reading.tokens.size();
        boolean ofSomebody = start > 1 && (reading.person(start - 2) || reading.is(start - 2, Word.AGED));
        boolean boyOf = reading.is(before, Word.OF)
                && start > 1
                && (reading.person(start - 2) || reading.is(start - 2, Word.AGED))
                && number.norm().length() < 3;
        boolean age = boyOf || AGES.contains(before) && (separated || ofSomebody) || ALREADY.contains(before);
        boolean clock = before.equals("at") && number.kind() == Token.Kind.NUMBER && end >= reading.tokens.size();
        boolean reference = Set.of("order", "ref", "reference", "invoice").contains(before)
                && number.number()
                && number.norm().length() > 3;
        boolean swahili = (number.word() || number.exact().isEmpty())
                && reading.is(before, Word.LASTS)
                // "mikanda ya *saa* 2"
                && !reading.inThing(start - 1);
        return age || clock || reference || swahili;
    }

    private static final Set<String> AGES = Set.of("is", "are", "was", "turns", "aged", "age");

    /// Words that hold who it is, or say by themselves that it is somebody's age.
    private static final Set<String> ALREADY = Set.of("hes", "shes", "looks", "turned", "turning");

    private static final Pattern YEAR = Pattern.compile("19[5-9]\\d|20[0-4][1-9]|20[1-4]0");

    /// "A 2012 corolla", "corolla 2012": beside the name of something that is not sold here, a year.
    private static boolean year(Reading reading, int start, int end) {
        return YEAR.matcher(reading.tokens.get(start).norm()).matches()
                && (stranger(reading, start - 1) || stranger(reading, end));
    }

    private static boolean stranger(Reading reading, int at) {
        return at >= 0
                && at < reading.tokens.size()
                && reading.tokens.get(at).word()
                && reading.tokens.get(at).norm().length() > 2
                && reading.free(at, at + 1)
                && !reading.common(at);
    }

    /// "Bump it up to 3", "reduce it to 1": nothing that is sold here costs so little, and no money is said beside it.
    public static boolean noPrice(Reading reading, int at) {
        String said = reading.tokens.get(at).norm();
        Integer number = ONE_DIGIT.matcher(said).matches()
                ? Integer.valueOf(said)
                : reading.lexicon.number(said, reading.languages);
        return number != null
                && number < ONE_DIGIT_MOST
                && reading.catalogue.noPrice(number)
                && !reading.begins("number", at + 1)
                && !reading.marked("unit_money", at + 1)
                && !reading.marked("unit_money", at - 1);
    }

    private static final Pattern ONE_DIGIT = Pattern.compile("\\d");
    /// More may be short for thousands.
    private static final int ONE_DIGIT_MOST = 10;

    /// "15 for the charger", "get it for 20": an amount that is offered.
    private static boolean offered(Reading reading, int start, int end) {
        if (noPrice(reading, start)) {
            return false;
        }
        boolean bargains = reading.has("discount_question");
        boolean forGoods = end + 1 < reading.tokens.size()
                && FOR.contains(reading.tokens.get(end).norm())
                && reading.products.stream().anyMatch(p -> p.start() > end && p.start() <= end + 2);
        boolean asked = end < reading.tokens.size() && reading.question() || reading.begins("question", 0);
        if (bargains
                && asked
                && HUNDREDS.matcher(reading.tokens.get(start).norm()).matches()) {
            // "is 1500 ok for the ring light"
            return true;
        }
        boolean supposed = reading.marks("condition").anyMatch(mark -> mark.end() <= start && start - mark.end() <= 4)
                && (reading.is(start - 1, Word.TAKES) || reading.is(start - 2, Word.TAKES));
        boolean few =
                end - start == 1 && reading.tokens.get(start).norm().length() == 1 && reading.is(start - 1, Word.TAKES);
        if (supposed || few || Fewer.by(reading, start)) {
            // "a discount if I take 50", "mua 3 có bớt không", "bớt 1"
            return false;
        }
        boolean behindFor =
                start > 0 && FOR.contains(reading.tokens.get(start - 1).norm());
        boolean changes = reading.has("update_cart") || reading.has("correction") || reading.has("add_to_cart");
        boolean goodsNext = reading.products.stream().anyMatch(p -> p.start() >= end && p.start() <= end + 2)
                || reading.variants.stream().anyMatch(v -> v.start() >= end && v.start() <= end + 1);
        if (bargains && !changes && !goodsNext && reading.products.isEmpty()) {
            // "I'll give you 30 for both"
            return true;
        }
        return bargains && (forGoods || behindFor && reading.products.stream().noneMatch(p -> p.start() == end));
    }

    private static final Set<String> FOR = Set.of("for", "pour", "kwa", "4");

    /// "two dozen" is 24, "2 chục" 20, "twenty five" 25, "two hundred" 200, "kumi na mbili" 12.
    private static List<Number> composed(Reading reading, List<Number> numbers) {
        List<Number> joined = new ArrayList<>();
        for (Number number : numbers) {
            Number last = joined.isEmpty() ? null : joined.getLast();
            // "một đôi 35" is one pair, of size 35
            boolean barePair = last != null && pair(reading, last) && last.end() - last.start() == 1;
            // "raba 42 jozi mbili", "44 pea mbili": two pairs, of size 42 or 44
            boolean itself = Packs.countedBehind(reading, number.start());
            // "35 một đôi": one pair, and no 35
            boolean ownCount = number.end() - number.start() > 1 && !pairAt(reading, number.start());
            boolean pairs = last != null && (pair(reading, number) && !ownCount || barePair);
            if (last != null && last.end() == number.start() && !itself && pairs) {
                // "ba đôi dép", "jozi tatu": three pairs
                Number count = pair(reading, number) ? last : number;
                if (count.whole() > 0) {
                    joined.removeLast();
                    joined.add(new Number(last.start(), number.end(), count.whole(), count.value(), Kind.PIECES));
                    continue;
                }
            }
            Integer together = last == null ? null : together(reading, last, number);
            if (last != null && together != null) {
                joined.removeLast();
                Kind kind = number.kind() == Kind.BARE && reading.is(number.start(), Word.DOZEN)
                        ? Kind.PIECES
                        : number.kind();
                joined.add(new Number(last.start(), number.end(), together, BigDecimal.valueOf(together), kind));
            } else {
                joined.add(number);
            }
        }
        return joined;
    }

    static boolean pair(Reading reading, Number number) {
        return number.whole() == 2
                && IntStream.range(number.start(), number.end()).anyMatch(i -> pairAt(reading, i));
    }

    private static boolean pairAt(Reading reading, int at) {
        return reading.is(Names.stem(reading.tokens.get(at).norm()), Word.PAIR);
    }

    private static @Nullable Integer together(Reading reading, Number last, Number next) {
        boolean touching = last.end() == next.start();
        int a = last.whole();
        int b = next.whole();
        boolean dozens = reading.is(next.start(), Word.DOZEN)
                // "dazeni 3"
                || last.end() - last.start() == 1
                        && reading.is(last.start(), Word.DOZEN)
                        && !reading.english(last.start());
        if (touching && dozens && Math.min(a, b) > 1 && Math.min(a, b) < 9) {
            return a * b;
        }
        boolean spelled = reading.tokens.get(last.start()).word()
                && reading.tokens.get(next.start()).word();
        boolean linked = touching
                || last.end() + 1 == next.start()
                        && LINKS.contains(reading.tokens.get(last.end()).norm());
        if (!linked || a <= 0 || b <= 0) {
            return null;
        }
        boolean times = (b == 100 || b == 1000)
                && a < b
                && reading.tokens.get(next.start()).word();
        // "elfu kumi" is ten thousand, and so is "elfu 10"
        boolean thousands = a >= 1000
                && b < a
                && THOUSANDS.contains(reading.tokens.get(last.start()).norm());
        if (touching && (times || thousands)) {
            return a * b;
        }
        if (!spelled) {
            return null;
        }
        boolean tensAndOnes =
                a % 10 == 0 && a % 100 != 0 && b < 10 && (touching || a >= 20 || links(reading, last, "na"));
        boolean hundredsAndRest = a % 100 == 0 && b < 100;
        return tensAndOnes || hundredsAndRest ? Integer.valueOf(a + b) : null;
    }

    private static boolean links(Reading reading, Number last, String word) {
        return reading.tokens.get(last.end()).is(word);
    }

    private static final Set<String> THOUSANDS = Set.of("elfu", "laki");

    private static final Set<String> LINKS = Set.of("-", "and", "na", "et", "linh", "le");
}

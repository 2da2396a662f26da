package io.parley.conversation.understanding.reading;

import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.reading.Amount.Lot;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Measures;
import io.parley.conversation.understanding.words.Measures.Part;
import io.parley.conversation.understanding.words.Measures.Unit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How much is wanted of what is sold by weight or volume, where that is no portion it comes in: "2 kg of katli", of
/// what comes by 1 kg; "40 litres of soap", of buckets of 20; "a kilo and a half", of 1 kg and 500 g.
final class Amounts {
    /// What is sold in no greater portions is sold by weight, and not in sizes.
    private static final BigDecimal PORTION_MOST = BigDecimal.valueOf(1000);

    private static final int OF_SMALLER_MOST = 6;

    /// More than anybody may order.
    private static final int PIECES_MOST = 100_000;

    private final Reading reading;
    private final Surroundings at;

    /// @param size in the smallest unit of its kind
    /// @param part that a part of a unit is told: "half a kilo", "one and a half"
    private record Said(int start, int end, Unit unit, BigDecimal size, boolean part, boolean unitFirst) {}

    /// A variant and how much it is.
    private record Measured(@Nullable UUID variant, BigDecimal size) {}

    private Amounts(Reading reading, Surroundings at) {
        this.reading = reading;
        this.at = at;
    }

    static List<Amount> of(Reading reading, Surroundings at) {
        Amounts amounts = new Amounts(reading, at);
        return IntStream.range(0, reading.tokens.size())
                .filter(i -> Measures.unit(reading.tokens.get(i)) != null)
                .filter(i -> !reading.inThing(i))
                .mapToObj(amounts::said)
                .flatMap(Optional::stream)
                .filter(said -> !amounts.countedOrPointed(said))
                .map(amounts::amount)
                .flatMap(Optional::stream)
                .toList();
    }

    /// The amount whose unit stands here.
    private Optional<Said> said(int unitAt) {
        Unit unit = Objects.requireNonNull(Measures.unit(reading.tokens.get(unitAt)));
        Optional<Part> part = Measures.before(reading.tokens, unitAt);
        if (part.isPresent()) {
            int start = unitAt - part.get().words();
            boolean one = reading.is(start - 1, Word.A) || reading.is(start - 1, Word.MAYBE_ARTICLE);
            return Optional.of(new Said(
                    one ? start - 1 : start,
                    unitAt + 1,
                    unit,
                    unit.size().multiply(part.get().of()),
                    true,
                    false));
        }
        Optional<Part> more = Measures.moreBefore(reading.tokens, unitAt);
        int end = more.map(plus -> unitAt - plus.words()).orElse(unitAt);
        BigDecimal before = numberBefore(end);
        if (before != null) {
            int start = numbersStart(end);
            return Optional.of(plus(new Said(
                    start,
                    unitAt + 1,
                    unit,
                    unit.size().multiply(before.add(more.map(Part::of).orElse(BigDecimal.ZERO))),
                    more.isPresent(),
                    false)));
        }
        return unitFirst(unit, unitAt);
    }

    /// "Kilo *mbili*", "kilo *nusu*", "a kilo *and a half*", "ký *rưỡi*".
    private Optional<Said> unitFirst(Unit unit, int unitAt) {
        boolean article = reading.article(unitAt - 1);
        Optional<Part> part = Measures.behind(reading.tokens, unitAt + 1);
        if (part.isPresent()) {
            return Optional.of(new Said(
                    unitAt,
                    unitAt + 1 + part.get().words(),
                    unit,
                    unit.size().multiply(part.get().of()),
                    true,
                    true));
        }
        Number behind = number(unitAt + 1);
        Said one = new Said(
                article ? unitAt - 1 : unitAt,
                behind == null || article ? unitAt + 1 : behind.end(),
                unit,
                behind == null || article ? unit.size() : unit.size().multiply(behind.value()),
                false,
                !article);
        Said whole = plus(one);
        return behind != null || whole.part() || article ? Optional.of(whole) : Optional.empty();
    }

    private Said plus(Said said) {
        return Measures.more(reading.tokens, said.end())
                .map(more -> new Said(
                        said.start(),
                        said.end() + more.words(),
                        said.unit(),
                        said.size().add(said.unit().size().multiply(more.of())),
                        true,
                        said.unitFirst()))
                .orElse(said);
    }

    private @Nullable BigDecimal numberBefore(int end) {
        return Stream.concat(
                        Numbers.of(reading).stream()
                                .filter(number -> number.end() == end)
                                .map(Number::value),
                        Stream.of(end - 1).filter(reading::number).flatMap(i -> figures(reading.tokens, i).stream()))
                .findFirst()
                .orElse(null);
    }

    private int numbersStart(int end) {
        return Numbers.of(reading).stream()
                .filter(number -> number.end() == end)
                .mapToInt(Number::start)
                .findFirst()
                .orElse(end - 1);
    }

    private @Nullable Number number(int start) {
        return Numbers.of(reading).stream()
                .filter(number -> number.start() == start)
                .findFirst()
                .orElse(null);
    }

    /// "2 packs of *500 g*", "a *2 kg* katli", "the *500 g*", "*1 kg* 3": which one it is, and not how much of it.
    private boolean countedOrPointed(Said said) {
        int before = said.start() - 1;
        boolean links = before >= 0 && Names.links(reading.tokens.get(before).norm());
        return before >= 0
                        && (reading.number(before)
                                || reading.begins("number", before) && !reading.article(before)
                                || reading.article(before) && !said.part()
                                || links
                                || reading.tokens.get(before).is("x")
                                || reading.is(before, Word.OF)
                                || reading.is(before, Word.POINTS)
                                || reading.is(before, Word.SIZE)
                                || reading.is(before, Word.BY)
                                || reading.is(before, Word.OR)
                                || reading.marked("unit_pieces", before))
                || reading.number(said.end())
                || number(said.end()) != null
                || said.end() < reading.tokens.size()
                        && reading.tokens.get(said.end()).is("x")
                || reading.is(said.end(), Word.OR);
    }

    private Optional<Amount> amount(Said said) {
        Named name = beside(said).orElse(null);
        if (name == null) {
            UUID told = reading.products.isEmpty() ? told() : null;
            // "nusu kilo *ipo?*"
            boolean closes = reading.closes(said.end()) || reading.begins("availability_check", said.end());
            return told == null || !closes ? Optional.empty() : made(said, null, told, said.part() || said.unitFirst());
        }
        boolean of = name.start() > said.end();
        return name.products().size() != 1
                ? Optional.empty()
                : made(
                        said,
                        name,
                        name.products().iterator().next(),
                        said.part() || said.unitFirst() || of || many(said, name));
    }

    /// "40 *litres* soap", "40 *lít* xà phòng", and no "40 litre pot".
    private boolean many(Said said, Named name) {
        int unit = said.end() - 1;
        String word = reading.tokens.get(unit).norm();
        return name.start() == said.end()
                && !reading.tokens.get(unit).glued()
                && (!reading.tokens.get(unit).plain()
                        || !reading.english(unit)
                        || word.length() > 3 && !Names.stem(word).equals(word));
    }

    /// The one thing that is ordered, or else what was told last.
    private @Nullable UUID told() {
        if (at.awaited() == Awaited.QUANTITY) {
            return null;
        }
        return at.ordering() ? at.inHand().size() == 1 ? at.inHand().getFirst() : null : at.focus();
    }

    /// The thing it is said of: the one behind it, or the one before it where that one has none before.
    private Optional<Named> beside(Said said) {
        Optional<Named> behind = reading.products.stream()
                .filter(name -> name.start() == said.end() || name.start() == said.end() + 1 && tied(said.end()))
                .findFirst();
        Optional<Named> before = reading.products.stream()
                .filter(name -> name.end() == said.start()
                        || name.end() == said.start() - 1
                                && (reading.tokens.get(name.end()).is(",") || becomes(name.end())))
                .findFirst();
        // "2 kg prawns 1 kg squid", and "prawns 2 kg squid 1 kg"
        boolean leads =
                before.isEmpty() || tied(said.end()) || counted(before.get().start());
        return leads ? behind.or(() -> before) : before;
    }

    /// "Change the pepper *to* 3 kilos"
    private boolean becomes(int between) {
        return (reading.is(between, Word.REACHES) || reading.is(between, Word.CHANGED_TO))
                && Stream.of("update_cart", "swaps").flatMap(reading::changing).anyMatch(hit -> hit.start() <= between);
    }

    private boolean counted(int name) {
        return name > 0 && (reading.number(name - 1) || Measures.unit(reading.tokens.get(name - 1)) != null);
    }

    private boolean tied(int between) {
        return between < reading.tokens.size()
                && (reading.is(between, Word.OF)
                        || Names.links(reading.tokens.get(between).norm()));
    }

    /// @param clear that it is no size of the thing: "half a kilo of", "40 litres of"
    private Optional<Amount> made(Said said, @Nullable Named name, UUID thing, boolean clear) {
        List<Measured> sold = sold(thing, said.unit());
        if (sold.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal least =
                sold.stream().map(Measured::size).min(Comparator.naturalOrder()).orElseThrow();
        boolean one = sold.stream().anyMatch(portion -> portion.size().compareTo(said.size()) == 0);
        // "2 litre flask", "bình giữ nhiệt 1 lít": what it holds
        boolean holds = !clear && !one && said.unit().kind() != Measures.Kind.WEIGHT;
        // "dates 1 kg", and no "bottle 1 l"
        boolean single = said.unit().kind() == Measures.Kind.WEIGHT
                && said.size().compareTo(said.unit().size()) == 0;
        if (holds || !clear && (one && !single || least.compareTo(PORTION_MOST) > 0)) {
            return Optional.empty();
        }
        boolean known = sold.getFirst().variant() != null;
        return Optional.of(new Amount(said.start(), said.end(), name, thing, lots(sold, said.size()), known, clear));
    }

    /// As many as can be of the greatest; else of one that is not; else of two; none where something is left over.
    private static List<Lot> lots(List<Measured> sold, BigDecimal wanted) {
        List<Measured> greatest = sold.stream()
                .sorted(Comparator.comparing(Measured::size).reversed())
                .toList();
        List<Lot> mixed = mixed(greatest, wanted);
        return mixed.size() == 1
                ? mixed
                : greatest.stream()
                        .map(one -> mixed(List.of(one), wanted))
                        .filter(lots -> lots.size() == 1 && lots.getFirst().pieces() <= OF_SMALLER_MOST)
                        .findFirst()
                        .orElse(mixed.size() == 2 ? mixed : List.of());
    }

    private static List<Lot> mixed(List<Measured> greatest, BigDecimal wanted) {
        List<Lot> lots = new ArrayList<>();
        BigDecimal left = wanted;
        for (Measured one : greatest) {
            BigDecimal pieces = left.divideToIntegralValue(one.size());
            if (pieces.signum() > 0) {
                lots.add(new Lot(
                        one.variant(),
                        pieces.min(BigDecimal.valueOf(PIECES_MOST)).intValue()));
                left = left.subtract(one.size().multiply(pieces));
            }
        }
        return left.signum() == 0 ? lots : List.of();
    }

    /// How much each of its variants is, where they tell it; else how much the thing itself is.
    private List<Measured> sold(UUID thing, Unit unit) {
        Product product = at.catalogue().catalogue().product(thing).orElse(null);
        if (product == null) {
            return List.of();
        }
        List<Measured> variants = product.sellable().stream()
                .flatMap(variant -> size(variant.name(), unit).map(size -> new Measured(variant.id(), size)).stream())
                .toList();
        if (!variants.isEmpty()) {
            // "Red 500 g", "Blue 500 g": which one is not said
            boolean distinct = variants.stream().map(Measured::size).distinct().count() == variants.size();
            return distinct ? variants : List.of();
        }
        return size(product.name(), unit)
                .or(() -> size(Objects.requireNonNullElse(product.description(), ""), unit))
                .map(size -> List.of(new Measured(null, size)))
                .orElse(List.of());
    }

    /// The only measure of that kind in it.
    private static Optional<BigDecimal> size(String text, Unit unit) {
        List<Token> tokens = Token.read(text);
        List<BigDecimal> sizes = IntStream.range(0, tokens.size())
                .mapToObj(i -> sizeAt(tokens, i, unit))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return sizes.size() == 1 ? Optional.of(sizes.getFirst()) : Optional.empty();
    }

    /// "1 kg", "Kilo 1", "Nusu Kilo".
    private static Optional<BigDecimal> sizeAt(List<Token> tokens, int unitAt, Unit wanted) {
        Unit unit = Measures.unit(tokens.get(unitAt));
        if (unit == null || unit.kind() != wanted.kind()) {
            return Optional.empty();
        }
        return Measures.before(tokens, unitAt)
                .map(Part::of)
                .or(() -> figures(tokens, unitAt - 1))
                .or(() -> figures(tokens, unitAt + 1))
                .map(unit.size()::multiply);
    }

    private static Optional<BigDecimal> figures(List<Token> tokens, int at) {
        String digits =
                at < 0 || at >= tokens.size() ? "" : tokens.get(at).norm().replace(',', '.');
        return digits.matches("\\d{1,6}(\\.\\d{1,3})?") ? Optional.of(new BigDecimal(digits)) : Optional.empty();
    }
}

package io.parley.conversation.understanding.items;

import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "Make the onions *2 kilos*", of those that come by the kilo and are ordered so: two, where they come in no two.
final class ByWeight {
    private final Reading reading;
    private final Surroundings at;

    ByWeight(Reading reading, Surroundings at) {
        this.reading = reading;
        this.at = at;
    }

    /// Whether so much of one of them is so many of what is ordered.
    boolean counts(Set<UUID> products, int many) {
        return many > 1
                && products.stream()
                        .filter(at.pieces()::containsKey)
                        .flatMap(thing -> at.catalogue().catalogue().product(thing).stream())
                        .anyMatch(product -> product.sellable().stream()
                                        .anyMatch(
                                                variant -> at.pieces().containsKey(variant.id()) && weighs(variant, 1))
                                && product.sellable().stream().noneMatch(variant -> weighs(variant, many)));
    }

    /// "Pweza *kilo 2*", of what comes in no weights, where another fish comes in just so much.
    private boolean soldByNone(Set<UUID> products) {
        return products.size() == 1 && products.stream().noneMatch(reading::weighed);
    }

    /// How many of the thing so much is, though only another thing comes in it; null where it is no such weight.
    @Nullable
    Integer count(Building thing, NamedVariant measure) {
        Named named = thing.product;
        return named == null
                ? null
                : measure.variants().stream()
                        .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                        .flatMap(variant -> Token.read(variant.name()).stream())
                        .map(Token::norm)
                        .filter(many -> FEW.matcher(many).matches())
                        .map(Integer::valueOf)
                        .filter(many -> measure.variants().stream()
                                .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                                .allMatch(variant -> weighs(variant, many)))
                        .filter(many -> counts(named.products(), many) || soldByNone(named.products()))
                        .findFirst()
                        .orElse(null);
    }

    /// "Vitunguu *kilo 2*", of onions that come in 1 and in 5 kg, of which none are ordered yet: two of one kilo.
    Item counted(Item item) {
        if (item.negated()
                || item.products().size() != 1
                || !item.variants().isEmpty()
                || at.pieces().containsKey(item.products().getFirst())) {
            return item;
        }
        Product product =
                at.catalogue().catalogue().product(item.products().getFirst()).orElse(null);
        return product == null
                ? item
                : kilos(product.id())
                        .filter(many -> many > 1 && (item.quantity() == null || many.equals(item.quantity())))
                        .flatMap(many -> ones(product, many).stream().map(one -> item.with(List.of(one.id()), many)))
                        .findFirst()
                        .orElse(item);
    }

    /// How many kilos of the thing are said right beside it.
    private Stream<Integer> kilos(UUID product) {
        return Stream.concat(
                reading.found("number")
                        .filter(many -> beside(product, many.start(), many.end()))
                        .map(Hit::value)
                        .map(Integer::valueOf),
                IntStream.range(0, reading.tokens.size())
                        .filter(i -> reading.number(i) && beside(product, i, i + 1))
                        .mapToObj(i -> reading.tokens.get(i).norm())
                        .filter(many -> FEW.matcher(many).matches())
                        .map(Integer::valueOf));
    }

    private boolean beside(UUID product, int start, int end) {
        boolean unitFirst = reading.is(start - 1, Word.KILO);
        int from = unitFirst ? start - 1 : start;
        int to = unitFirst ? end : end + 1;
        return (unitFirst || reading.is(end, Word.KILO))
                && reading.products.stream()
                        .filter(name -> name.products().contains(product))
                        .anyMatch(name -> name.end() == from
                                || name.start() == to
                                || name.start() == to + 1
                                        && Names.links(reading.tokens.get(to).norm()));
    }

    /// The variant of one kilo; none where so much is one of another, or several of it.
    private List<Variant> ones(Product product, int many) {
        boolean otherwise = product.sellable().stream()
                .anyMatch(variant ->
                        IntStream.rangeClosed(2, many).anyMatch(kilos -> many % kilos == 0 && weighs(variant, kilos)));
        return otherwise
                ? List.of()
                : product.sellable().stream()
                        .filter(variant -> weighs(variant, 1))
                        .toList();
    }

    private static final Pattern FEW = Pattern.compile("\\d{1,2}");

    private boolean weighs(Variant variant, int many) {
        List<Token> name = Token.read(variant.name());
        // "1 kg", "Kilo 1"
        return name.size() == 2
                && (weighs(name.getFirst(), name.getLast(), many) || weighs(name.getLast(), name.getFirst(), many));
    }

    private boolean weighs(Token number, Token unit, int many) {
        return number.is(Integer.toString(many)) && reading.is(unit.norm(), Word.BULK);
    }
}

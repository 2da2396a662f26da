package io.parley.conversation.understanding.items;

import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
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

    /// How many of the thing so much is, though only another thing comes in it; null where it is no such weight.
    @Nullable
    Integer count(Building thing, NamedVariant measure) {
        Named named = thing.product;
        return named == null
                ? null
                : measure.variants().stream()
                        .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                        .flatMap(variant -> Token.read(variant.name()).stream().limit(1))
                        .map(Token::norm)
                        .filter(many -> FEW.matcher(many).matches())
                        .map(Integer::valueOf)
                        .filter(many -> measure.variants().stream()
                                .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                                .allMatch(variant -> weighs(variant, many)))
                        .filter(many -> counts(named.products(), many))
                        .findFirst()
                        .orElse(null);
    }

    private static final Pattern FEW = Pattern.compile("\\d{1,2}");

    private boolean weighs(Variant variant, int many) {
        List<Token> name = Token.read(variant.name());
        return name.size() == 2
                && name.getFirst().is(Integer.toString(many))
                && reading.is(name.getLast().norm(), Word.BULK);
    }
}

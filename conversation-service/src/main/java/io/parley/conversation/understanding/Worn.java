package io.parley.conversation.understanding;

import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Sizes;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.IntSummaryStatistics;
import java.util.Optional;
import java.util.UUID;

/// "Black, *43*", "*size 42*", of a thing of which the shop keeps no sizes: the seller is told, and nothing is counted.
final class Worn {
    private static final int SIZED_LEAST = 3;

    private Worn() {}

    /// Whether a size is said there of a thing that comes in none.
    static boolean said(Reading reading, int number, Surroundings at) {
        return reading.number(number)
                && thing(reading, at).filter(Worn::keepsNoSizes).isPresent()
                && (reading.is(number - 1, Word.SIZE) || behindThing(reading, number) && wornHere(reading, number, at));
    }

    /// Where it begins, with the word for it.
    static int from(Reading reading, int number) {
        return reading.is(number - 1, Word.SIZE) ? number - 1 : number;
    }

    /// The one that is named, or else what was told last.
    private static Optional<Product> thing(Reading reading, Surroundings at) {
        UUID one = reading.products.size() == 1
                        && reading.products.getFirst().products().size() == 1
                ? reading.products.getFirst().products().iterator().next()
                : reading.products.isEmpty() ? at.focus() : null;
        return one == null ? Optional.empty() : at.catalogue().catalogue().product(one);
    }

    private static boolean keepsNoSizes(Product product) {
        return product.sellable().size() > 1
                && product.sellable().stream()
                        .flatMap(variant -> Token.read(variant.name()).stream())
                        .noneMatch(word ->
                                word.number() || !Sizes.called(word.norm()).isEmpty());
    }

    /// Right behind the thing or what it comes in, and nothing else is said of the number.
    private static boolean behindThing(Reading reading, int number) {
        int before = number > 0 && reading.tokens.get(number - 1).is(",") ? number - 2 : number - 1;
        boolean alone =
                reading.closes(number + 1) || reading.begins("number", number + 1) || reading.number(number + 1);
        return before >= 0 && alone && (reading.inVariant(before) || reading.inThing(before));
    }

    /// Whether other things of the shop are sold in such numbers.
    private static boolean wornHere(Reading reading, int number, Surroundings at) {
        String said = reading.tokens.get(number).norm();
        return said.matches("\\d{2,3}")
                && Integer.parseInt(said) >= Heard.Loose.SIZE_LEAST
                && at.catalogue().catalogue().products().stream()
                        .flatMap(product -> sizes(product).stream())
                        .anyMatch(sizes ->
                                sizes.getMin() <= Integer.parseInt(said) && Integer.parseInt(said) <= sizes.getMax());
    }

    private static Optional<IntSummaryStatistics> sizes(Product product) {
        boolean sized = product.sellable().size() >= SIZED_LEAST
                && product.sellable().stream()
                        .allMatch(variant -> variant.name().matches("\\d{2,3}"));
        return sized
                ? Optional.of(product.sellable().stream()
                        .mapToInt(variant -> Integer.parseInt(variant.name()))
                        .summaryStatistics())
                : Optional.empty();
    }
}

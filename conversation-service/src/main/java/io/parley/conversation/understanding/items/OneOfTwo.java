package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Word;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "Truffles or a box of pralines": two things of which one is wanted.
final class OneOfTwo {
    /// "or" and what may count the second: "ou alors un ballotin"
    private static final int BETWEEN_MAX = 3;

    private OneOfTwo() {}

    /// Whether the second stands right behind an "or" that follows the first; whether there is one or the other is
    /// asked of both.
    static boolean are(Building first, Building second, Reading reading) {
        boolean things = first.product != null
                && second.product != null
                && !first.negated
                && !second.negated
                && Collections.disjoint(first.product.products(), second.product.products());
        return things
                && !reading.question()
                && !reading.has("availability_check")
                && !reading.has("price_check")
                && reading.is(first.end, Word.OR)
                && second.start - first.end <= BETWEEN_MAX
                && IntStream.range(first.end + 1, second.start).allMatch(i -> little(reading, i));
    }

    private static boolean little(Reading reading, int at) {
        boolean instead = reading.all("correction").anyMatch(hit -> hit.start() <= at && at < hit.end());
        return !instead
                && (reading.number(at)
                        || reading.begins("number", at)
                        || reading.everyday(at)
                        || reading.marked("unit_pieces", at));
    }

    /// Which of the two is not known, and so neither is which kind of the one that was told so; nor how many,
    /// where they are counted otherwise.
    static Item of(Item first, Item second) {
        List<UUID> products = Stream.concat(first.products().stream(), second.products().stream())
                .toList();
        boolean both = !first.variants().isEmpty() && !second.variants().isEmpty();
        List<UUID> variants = both
                ? Stream.concat(first.variants().stream(), second.variants().stream())
                        .toList()
                : List.of();
        boolean asMany = Objects.equals(first.quantity(), second.quantity());
        @Nullable
        Integer quantity = first.quantity() == null || asMany
                ? second.quantity()
                : second.quantity() == null ? first.quantity() : null;
        return new Item(products, variants, quantity, false, false, first.words() + " / " + second.words());
    }
}

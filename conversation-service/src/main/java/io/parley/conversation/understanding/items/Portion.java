package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.items.Parts.Part;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Word;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "3 hoodies: 2 M, 1 L", "2 of the gloss but one clear": so many of what was counted before.
final class Portion {
    private static final int LITTLE_MAX = 3;

    private final Reading reading;

    Portion(Reading reading) {
        this.reading = reading;
    }

    /// Whether the variant is that of a part of what stands before it.
    ///
    /// @param count that waits for its thing; without one an article counts: "3 cans, a green one"
    boolean of(Building whole, @Nullable Number count, Part variant) {
        boolean counted = count != null
                ? leadsOn(count.end(), variant.start())
                : reading.is(variant.start() - 1, Word.A) && reading.parted(whole.end, variant.start());
        int pieces = count == null ? 1 : count.whole();
        int from = count == null ? variant.start() : count.start();
        return counted
                && whole.product != null
                && whole.product.products().size() == 1
                && whole.quantity != null
                && pieces < whole.quantity
                && !whole.negated
                && !corrected(whole.end, from);
    }

    /// "2 cans. *No*, one green"
    private boolean corrected(int from, int to) {
        return Stream.of("correction", "no", "negation")
                .flatMap(reading::all)
                .anyMatch(hit -> hit.start() >= from && hit.start() < to);
    }

    /// "2 *of them* green", "1 *should be* peach"
    private boolean leadsOn(int from, int to) {
        return to - from <= 1
                || to - from <= LITTLE_MAX
                        && !reading.parted(from, to)
                        && IntStream.range(from, to).allMatch(reading::everyday);
    }

    /// "3 cans green *but one* grey": it is one of those.
    ///
    /// @param from where the part's variant begins
    void takeFrom(Building whole, Building part, int from) {
        Integer all = whole.quantity;
        Integer pieces = part.quantity;
        if (all == null || pieces == null || pieces >= all) {
            return;
        }
        boolean but = reading.found("but").anyMatch(hit -> hit.start() >= whole.end && hit.end() <= from);
        if ((but || ofWhich(whole.end, from)) && !whole.variants.isEmpty() && !whole.negated && !part.negated) {
            whole.quantity = all - pieces;
        }
    }

    /// "J'en veux *3 dont un* noir", of those that were told: the other two stay what they are.
    void takeFrom(List<Number> numbers, List<Item> items) {
        Item part = items.size() == 1 ? items.getFirst() : null;
        Integer pieces = part == null || part.negated() || !part.products().isEmpty() ? null : part.quantity();
        if (part == null || pieces == null) {
            return;
        }
        int from = reading.token(part.words(), 0);
        numbers.replaceAll(all -> all.whole() > pieces && all.end() < from && ofWhich(all.end(), from)
                ? new Number(
                        all.start(),
                        all.end(),
                        all.whole() - pieces,
                        BigDecimal.valueOf(all.whole() - pieces),
                        all.kind())
                : all);
    }

    private boolean ofWhich(int from, int to) {
        return IntStream.range(from, to).anyMatch(i -> reading.is(i, Word.OF_WHICH));
    }
}

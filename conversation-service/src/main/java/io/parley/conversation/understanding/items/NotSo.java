package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.items.Parts.Part;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Heard.Lacking;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What is wanted of a thing in shades and sizes that it does not come in.
record NotSo(Reading reading) {

    /// "2 arrosoirs *rouges* et 1 vert": right behind the thing, which is counted.
    boolean saysOf(Building last, Part kind, UUID thing) {
        return last.product != null
                && last.product.products().equals(Set.of(thing))
                && last.quantity != null
                && last.variants.isEmpty()
                && kind.start() - last.end <= 1
                && !reading.parted(last.end, kind.start());
    }

    /// "2 sneakers *size 36* and 1 size 42": before the next count it is said of what was counted that it comes in no
    /// such.
    boolean lacks(Building last, Number next) {
        Lacking lacking = reading.lacking;
        if (lacking == null || last.product == null || last.quantity == null || !last.variants.isEmpty()) {
            return false;
        }
        int said = reading.token(lacking.words(), last.end);
        return lacking.products().containsAll(last.product.products()) && said >= last.end && said < next.start();
    }

    /// "1 pink, 1 blue and 1 red", of what comes in no pink and no blue: two of it, and it is asked which.
    Optional<Item> item(List<Building> notSo) {
        Lacking lacking = reading.lacking;
        if (notSo.isEmpty() || lacking == null) {
            return Optional.empty();
        }
        int pieces = notSo.stream()
                .map(item -> item.quantity)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        Integer counted = pieces == 0 ? null : Integer.valueOf(pieces);
        return Optional.of(new Item(lacking.products(), List.of(), counted, false, false, lacking.words()));
    }
}

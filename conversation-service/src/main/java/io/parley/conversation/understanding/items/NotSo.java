package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Heard.Lacking;
import io.parley.conversation.understanding.reading.Reading;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What is wanted of a thing in shades and sizes that it does not come in.
final class NotSo {
    private NotSo() {}

    /// "1 pink, 1 blue and 1 red", of what comes in no pink and no blue: two of it, and it is asked which.
    static Optional<Item> of(List<Building> notSo, Reading reading) {
        Lacking lacking = reading.lacking;
        if (notSo.isEmpty() || lacking == null) {
            return Optional.empty();
        }
        int pieces = notSo.stream()
                .map(item -> item.quantity)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        return Optional.of(new Item(
                lacking.products(), List.of(), pieces == 0 ? null : Integer.valueOf(pieces), false, false, lacking.words()));
    }
}

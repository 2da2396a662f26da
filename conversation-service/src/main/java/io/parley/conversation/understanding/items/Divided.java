package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Surroundings;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// So many of a thing, and then by what each is told apart.
final class Divided {
    private Divided() {}

    /// "Two paddles, one blue one pink", where one paddle goes by just that name and another comes so: two of the
    /// other, which are told by their colours.
    static void amongAnother(List<Item> items, Surroundings at) {
        Item whole = items.size() > 2 ? items.getFirst() : null;
        Integer count = whole == null ? null : whole.quantity();
        if (whole == null
                || count == null
                || whole.negated()
                || !whole.variants().isEmpty()) {
            return;
        }
        List<Item> parts = items.subList(1, items.size());
        boolean told = parts.stream()
                .allMatch(part -> part.products().isEmpty()
                        && !part.negated()
                        && part.quantity() != null
                        && comesInNone(whole, part, at));
        int pieces = parts.stream()
                .map(Item::quantity)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        if (told && pieces == count) {
            items.removeFirst();
        }
    }

    private static boolean comesInNone(Item whole, Item part, Surroundings at) {
        Set<UUID> having = at.catalogue().having(Set.copyOf(part.variants()));
        return !having.isEmpty() && Collections.disjoint(having, whole.products());
    }
}

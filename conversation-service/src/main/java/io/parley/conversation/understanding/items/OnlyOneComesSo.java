package io.parley.conversation.understanding.items;

import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Sizes;
import io.parley.conversation.understanding.words.Token;
import java.util.List;
import java.util.UUID;

/// A variant that only one thing of the shop comes in names that thing.
final class OnlyOneComesSo {
    private OnlyOneComesSo() {}

    static void named(List<Item> items, List<UUID> variants, Reading reading, Surroundings at) {
        if (at.focus() == null && at.inHand().isEmpty() && at.listed().isEmpty()) {
            beforeAnything(items, variants, reading, at);
        } else {
            besideTold(items, variants, reading, at);
        }
    }

    /// "How much is the 18 inch?", "2 of the moss", before anything was spoken of.
    private static void beforeAnything(List<Item> items, List<UUID> variants, Reading reading, Surroundings at) {
        items.replaceAll(item -> {
            List<UUID> having = having(item.variants(), at);
            return !item.products().isEmpty() || having.size() != 1
                    ? item
                    : new Item(having, item.variants(), item.quantity(), item.negated(), false, item.words());
        });
        // "my husband head big" names no size
        boolean named = reading.variants.stream().anyMatch(v -> !reading.begins("pick", v.start()));
        if (items.isEmpty() && named) {
            take(items, variants, at);
        }
    }

    /// "La Orbifolia alors", after a Pilea was told: a name of its own, and no shade or size that the Pilea might come
    /// in as well.
    private static void besideTold(List<Item> items, List<UUID> variants, Reading reading, Surroundings at) {
        boolean ofOthers = having(variants, at).stream()
                .noneMatch(thing -> thing.equals(at.focus())
                        || at.inHand().contains(thing)
                        || at.listed().contains(thing));
        boolean ownName = variants.size() == 1
                && variants.stream()
                        .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                        .allMatch(OnlyOneComesSo::isName);
        if (items.isEmpty()
                && reading.products.isEmpty()
                && ofOthers
                && ownName
                && (at.awaited() == Awaited.NOTHING || at.awaited() == Awaited.YES_OR_NO)) {
            take(items, variants, at);
        }
    }

    private static boolean isName(Variant variant) {
        return !CatalogueIndex.shade(variant)
                && Token.read(variant.name()).stream()
                        .noneMatch(word ->
                                word.number() || !Sizes.called(word.norm()).isEmpty());
    }

    private static void take(List<Item> items, List<UUID> variants, Surroundings at) {
        List<UUID> having = having(variants, at);
        if (having.size() == 1) {
            items.add(new Item(having, List.copyOf(variants), null, false, false, ""));
            variants.clear();
        }
    }

    private static List<UUID> having(List<UUID> variants, Surroundings at) {
        return List.copyOf(at.catalogue().having(variants));
    }
}

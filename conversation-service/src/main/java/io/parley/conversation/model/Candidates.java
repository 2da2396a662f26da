package io.parley.conversation.model;

import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.reading.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The products the model may choose from, under ids that mean something in this one question only.
final class Candidates {
    private static final int PRODUCTS_MAX = 60;
    private static final int VARIANTS_MAX = 20;
    private static final int SYNONYMS_MAX = 5;

    private final Map<String, Choice> byId = new HashMap<>();
    private final List<Listed> listed = new ArrayList<>();
    private final Map<UUID, String> ids = new HashMap<>();

    record Choice(UUID product, @Nullable UUID variant) {}

    record Listed(String id, String name, List<String> called, List<ListedVariant> variants) {}

    record ListedVariant(String id, String name) {}

    /// What the dialogue is about and what the local engine thinks of come first, then what shares a word with the
    /// message, then the rest as far as there is room.
    static Candidates of(String text, Heard sure, Surroundings at) {
        Set<UUID> first = new LinkedHashSet<>(at.inHand());
        first.addAll(at.listed());
        if (at.focus() != null) {
            first.add(at.focus());
        }
        sure.items().forEach(item -> first.addAll(item.products()));
        List<Product> all = at.catalogue().catalogue().products().stream()
                .filter(Product::available)
                .toList();
        String said = text.toLowerCase(Locale.ROOT);
        all.stream().filter(product -> sharesAWord(product, said)).forEach(product -> first.add(product.id()));
        all.forEach(product -> first.add(product.id()));
        Candidates candidates = new Candidates();
        first.stream()
                .map(id -> at.catalogue().catalogue().product(id))
                .flatMap(Optional::stream)
                .filter(Product::available)
                .limit(PRODUCTS_MAX)
                .forEach(candidates::add);
        return candidates;
    }

    private static boolean sharesAWord(Product product, String said) {
        String names = product.name() + " " + String.join(" ", product.synonyms());
        for (String word : names.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (word.length() > 2 && said.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private void add(Product product) {
        String id = "p" + (listed.size() + 1);
        byId.put(id, new Choice(product.id(), null));
        ids.put(product.id(), id);
        List<ListedVariant> variants = new ArrayList<>();
        for (Variant variant : product.sellable()) {
            if (!variant.unnamed() && variants.size() < VARIANTS_MAX) {
                String variantId = id + "v" + (variants.size() + 1);
                byId.put(variantId, new Choice(product.id(), variant.id()));
                variants.add(new ListedVariant(variantId, variant.name()));
            }
        }
        listed.add(new Listed(
                id,
                product.name(),
                product.synonyms().stream().limit(SYNONYMS_MAX).toList(),
                variants));
    }

    List<Listed> listed() {
        return List.copyOf(listed);
    }

    /// The ids of those that are among them.
    List<String> ids(List<UUID> products) {
        return products.stream().map(ids::get).filter(id -> id != null).toList();
    }

    /// @return empty for an id that was not given
    Optional<Choice> choice(@Nullable String id) {
        return Optional.ofNullable(id == null ? null : byId.get(id));
    }
}

package io.parley.conversation.shop;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the shop sells, as shoppers may be told it.
///
/// @param ageRestriction minimum age in years, 0 for none
/// @param synonyms what shoppers call it besides its name
public record Product(
        UUID id,
        String name,
        @Nullable String description,
        boolean available,
        int ageRestriction,
        List<String> categories,
        List<String> tags,
        List<String> synonyms,
        @Nullable String imageUrl,
        List<Variant> variants) {

    public Product {
        variants = variants.stream()
                .sorted(Comparator.comparingInt(Variant::position))
                .toList();
    }

    /// The variants a shopper may pick, in the seller's order.
    public List<Variant> sellable() {
        return available ? variants.stream().filter(Variant::available).toList() : List.of();
    }

    public Optional<Variant> variant(UUID id) {
        return variants.stream().filter(v -> v.id().equals(id)).findFirst();
    }

    /// `Glow Serum (50ml)`, or the name alone when there is nothing to choose.
    public String title(@Nullable UUID variant) {
        return variant == null
                ? name
                : variant(variant)
                        .filter(v -> !v.unnamed())
                        .map(v -> name + " (" + v.name() + ")")
                        .orElse(name);
    }
}

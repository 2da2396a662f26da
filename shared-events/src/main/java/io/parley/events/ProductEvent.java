package io.parley.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is for sale, told by catalog-service, always with the product's whole state.
public sealed interface ProductEvent extends Event {
    UUID productId();

    @Override
    default Topic topic() {
        return Topic.PRODUCT;
    }

    @Override
    default String key() {
        return productId().toString();
    }

    /// Seen by shoppers for the first time.
    @EventType("product.published.v1")
    record ProductPublished(UUID productId, ProductState product) implements ProductEvent {}

    @EventType("product.changed.v1")
    record ProductChanged(UUID productId, ProductState product) implements ProductEvent {}

    /// No longer for sale. Orders keep their snapshot.
    @EventType("product.archived.v1")
    record ProductArchived(UUID productId, ProductState product) implements ProductEvent {}

    /// @param version grows by one with every change; older states are ignored
    /// @param available the seller's own switch, beside stock
    /// @param ageRestriction minimum age in years, 0 for none
    /// @param synonyms what shoppers call it besides its name
    record ProductState(
            long version,
            String name,
            String slug,
            @Nullable String description,
            boolean available,
            int ageRestriction,
            List<String> categories,
            List<String> tags,
            List<String> synonyms,
            @Nullable String imageUrl,
            List<Variant> variants) {}

    /// @param type `size`, `shade`, `scent`, `colour`, `custom`, or `default` for a product without variants
    /// @param price what one piece costs, the product's price with this variant's modifier already in it
    record Variant(
            UUID variantId,
            String sku,
            String type,
            String name,
            Money price,
            boolean available,
            int position,
            @Nullable String imageUrl) {}
}

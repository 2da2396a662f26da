package io.parley.catalog.product;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A product as the API shows it.
///
/// @param price in the currency, with its number of decimals
record ProductView(
        UUID id,
        String name,
        String slug,
        @Nullable String description,
        BigDecimal price,
        String currency,
        @JsonProperty("isAvailable") boolean isAvailable,
        ProductStatus status,
        @Nullable String imageUrl,
        List<String> tags,
        List<String> categories,
        List<String> synonyms,
        int ageRestriction,
        List<VariantView> variants,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static ProductView of(Product product) {
        Content content = product.content();
        return new ProductView(
                product.id(),
                content.name(),
                product.slug(),
                content.description(),
                content.price().decimal(),
                product.currency(),
                content.available(),
                content.status(),
                content.imageUrl(),
                content.tags(),
                content.categories(),
                content.synonyms(),
                content.ageRestriction(),
                product.variants().stream()
                        .map(variant -> VariantView.of(product, variant))
                        .toList(),
                product.version(),
                product.createdAt(),
                product.updatedAt());
    }

    /// @param price of one piece
    /// @param priceModifier what of it is on top of the product's price
    record VariantView(
            UUID id,
            VariantType type,
            String name,
            String sku,
            BigDecimal price,
            BigDecimal priceModifier,
            @JsonProperty("isAvailable") boolean isAvailable,
            int position,
            @Nullable String imageUrl) {

        static VariantView of(Product product, Variant variant) {
            VariantContent content = variant.content();
            return new VariantView(
                    variant.id(),
                    content.type(),
                    content.name(),
                    variant.sku(),
                    product.priceOf(variant).decimal(),
                    product.priceOf(variant).minus(product.price()).decimal(),
                    content.available(),
                    variant.position(),
                    content.imageUrl());
        }
    }
}

package io.parley.catalog.product;

import org.jspecify.annotations.Nullable;

/// What a seller says about a variant, as a whole.
///
/// @param ownPrice in minor units; absent when the product's price counts, with the modifier
/// @param modifier in minor units, on the product's price; 0 beside an own price
record VariantContent(
        VariantType type,
        String name,
        @Nullable Long ownPrice,
        long modifier,
        boolean available,
        @Nullable String imageUrl) {
    static final int NAME_MAX = 100;
    static final VariantContent DEFAULT = new VariantContent(VariantType.DEFAULT, "Default", null, 0, true, null);

    VariantContent {
        name = name.strip();
        if (name.isEmpty() || name.length() > NAME_MAX) {
            throw Prices.wrong("variants.name", "must have 1 to " + NAME_MAX + " characters");
        }
        if (ownPrice != null && modifier != 0) {
            throw new IllegalArgumentException("a price of its own needs no modifier");
        }
        imageUrl = imageUrl == null || imageUrl.isBlank() ? null : imageUrl.strip();
    }

    /// In minor units.
    long price(long productPrice) {
        return ownPrice != null ? ownPrice : Math.addExact(productPrice, modifier);
    }
}

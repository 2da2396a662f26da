package io.parley.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of a cart or an order, with what was true when it was picked.
///
/// @param title the product's name
/// @param variantTitle absent for a product without variants
/// @param quantity 1 or more
public record OrderedLine(
        UUID productId,
        UUID variantId,
        String sku,
        String title,
        @Nullable String variantTitle,
        int quantity,
        Money unitPrice) {

    public Money total() {
        return unitPrice.times(quantity);
    }

    /// `Glow Serum (50ml)`, or the title alone.
    public String fullTitle() {
        return variantTitle == null ? title : title + " (" + variantTitle + ")";
    }
}

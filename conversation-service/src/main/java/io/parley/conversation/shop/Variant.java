package io.parley.conversation.shop;

import io.parley.events.Money;
import java.util.UUID;

/// One thing that can be picked: a size, a shade, or the product itself when it has no choice.
///
/// @param type `size`, `shade`, `scent`, `colour`, `custom`, or `default` for a product without variants
/// @param price of one piece
/// @param available the seller's own switch, beside stock
public record Variant(UUID id, String sku, String type, String name, Money price, boolean available, int position) {

    /// Whether this is the unnamed variant of a product that has no choice.
    public boolean unnamed() {
        return "default".equals(type);
    }
}

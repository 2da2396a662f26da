package io.parley.cart.cart;

import io.parley.events.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A variant as catalogue and inventory last told of it.
///
/// @param forSale neither archived nor switched off by the seller, in a shop that is open
/// @param available pieces that can be promised, or null while inventory does not count them
record Offer(
        UUID productId,
        UUID variantId,
        String sku,
        String title,
        @Nullable String variantTitle,
        @Nullable String imageUrl,
        Money price,
        boolean forSale,
        @Nullable Integer available,
        boolean backorder) {

    Availability availability(int quantity) {
        if (available == null || available >= quantity) {
            return Availability.AVAILABLE;
        }
        if (backorder) {
            return Availability.BACKORDER;
        }
        return available > 0 ? Availability.SHORT : Availability.SOLD_OUT;
    }
}

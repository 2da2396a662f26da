package io.parley.order.placement;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One step of an order's life.
///
/// @param by `shopper`, `stock` or `seller`
/// @param memberId the seller's, when it was one
/// @param reason a code (`out_of_stock`) or the seller's words
record StatusChange(
        Instant at,
        OrderStatus status,
        String by,
        @Nullable UUID memberId,
        @Nullable String reason) {
    static final String SHOPPER = "shopper";
    static final String STOCK = "stock";
    static final String SELLER = "seller";
}

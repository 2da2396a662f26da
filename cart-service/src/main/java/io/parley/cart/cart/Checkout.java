package io.parley.cart.cart;

import io.parley.events.Money;
import java.util.List;
import java.util.UUID;

/// What came of checking out.
sealed interface Checkout {

    /// @param orderId the order's id, the same however often it is asked for
    record Placed(UUID orderId, Money total) implements Checkout {}

    /// Nothing was ordered.
    ///
    /// @param dropped no longer for sale, and out of the cart
    /// @param repriced as they were picked; the cart has the new prices now
    record Changed(List<CartLine> dropped, List<CartLine> repriced) implements Checkout {}
}

package io.parley.cart.cart;

import org.jspecify.annotations.Nullable;

/// Who buys, and where it goes.
record CheckoutDetails(
        @Nullable String email,
        @Nullable String name,
        String shippingLocation,
        @Nullable String note) {}

package io.parley.cart.cart;

/// A cart is checked out once, and then only remembered.
enum CartStatus {
    OPEN,
    CHECKED_OUT
}

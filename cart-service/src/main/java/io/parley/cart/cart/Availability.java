package io.parley.cart.cart;

/// Whether a line could be had at this moment. A view, not a promise: stock is held when the order is placed.
enum Availability {
    AVAILABLE,
    /// Some, but fewer than wanted.
    SHORT,
    SOLD_OUT,
    /// None now, but it may be ordered.
    BACKORDER
}

package io.parley.order.placement;

/// How far the parcel is, independent of where the order stands.
enum FulfilmentStatus {
    UNFULFILLED,
    PARTIAL,
    SHIPPED,
    DELIVERED,
    RETURNED
}

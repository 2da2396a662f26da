package io.parley.inventory.reservation;

/// Where a reservation stands. Everything but [#ACTIVE] is its end.
enum ReservationState {
    ACTIVE,
    /// The pieces have left.
    COMMITTED,
    RELEASED,
    EXPIRED,
    /// There was not enough; nothing was ever held.
    REJECTED
}

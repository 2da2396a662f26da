package io.parley.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Stock held for an order or a cart line, told by inventory-service.
public sealed interface ReservationEvent extends Event {
    /// What it is held for: an order's or a cart line's id.
    UUID reference();

    @Override
    default Topic topic() {
        return Topic.RESERVATION;
    }

    @Override
    default String key() {
        return reference().toString();
    }

    /// All lines are held.
    @EventType("reservation.stock-reserved.v1")
    record StockReserved(
            UUID reference, List<HeldLine> lines, @Nullable Instant expiresAt) implements ReservationEvent {}

    /// Nothing is held; where an order was to be changed, what it held before still is.
    @EventType("reservation.rejected.v1")
    record ReservationRejected(UUID reference, List<Shortage> shortages) implements ReservationEvent {}

    @EventType("reservation.released.v1")
    record ReservationReleased(UUID reference, List<HeldLine> lines) implements ReservationEvent {}

    @EventType("reservation.expired.v1")
    record ReservationExpired(UUID reference, List<HeldLine> lines) implements ReservationEvent {}

    /// The pieces have left the shelf.
    @EventType("reservation.committed.v1")
    record ReservationCommitted(UUID reference, List<HeldLine> lines) implements ReservationEvent {}

    record HeldLine(UUID variantId, int quantity) {}

    /// @param available how many could be had at that moment, 0 or more
    record Shortage(UUID variantId, int wanted, int available) {}
}

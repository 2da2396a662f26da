package io.parley.inventory.reservation;

import io.parley.events.ReservationEvent.HeldLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Stock held for an order or a cart line, as the API shows it.
///
/// @param reference what it is held for
/// @param expiresAt when the hold ends by itself; absent when it does not
record Reservation(
        UUID reference,
        ReservationState state,
        List<HeldLine> lines,
        @Nullable Instant expiresAt) {}

package io.parley.order.placement;

import io.parley.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money that came in another way than through a payment link, as the seller says.
///
/// @param method `cash`, `transfer`, … in the seller's words
/// @param reference a receipt's or transfer's number
record Payment(UUID id, String method, @Nullable String reference, Money amount, UUID memberId, Instant at) {}

package io.parley.order.placement;

import java.time.Instant;
import java.util.UUID;

/// What the seller's team wrote down about an order.
///
/// @param text 1 to [#TEXT_MAX] characters
record Note(UUID id, String text, UUID memberId, Instant at) {
    static final int TEXT_MAX = 2_000;
}

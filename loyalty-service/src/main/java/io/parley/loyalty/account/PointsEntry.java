package io.parley.loyalty.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of an account's ledger.
///
/// @param number from 1, in the order of the changes
/// @param sourceId what earned them, once: for a purchase the order's id
/// @param note for people: the order's number
/// @param balance after these points
record PointsEntry(
        int number,
        Instant at,
        Source source,
        String sourceId,
        @Nullable String note,
        long points,
        long balance) {}

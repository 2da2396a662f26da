package io.parley.inventory.stock;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One change of a variant's figures.
///
/// @param version of the stock that this change made
/// @param reference what it was for: an order, a cart line
/// @param by the member who did it; absent when it followed from an order
record LedgerEntry(
        long version,
        Instant at,
        LedgerReason reason,
        @Nullable UUID reference,
        @Nullable UUID by,
        @Nullable String note,
        int onHandBefore,
        int onHandChange,
        int onHandAfter,
        int reservedBefore,
        int reservedChange,
        int reservedAfter) {}

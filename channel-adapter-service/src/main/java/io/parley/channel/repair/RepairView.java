package io.parley.channel.repair;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a channel was compared with its platform.
///
/// @param comparedUntil what happened up to then was looked for
/// @param lastOutcome `complete`, `continues`, or the platform's code
/// @param running a replica is at it
/// @param threadsWaiting changed threads that are still to be compared
/// @param found messages that no webhook had brought, since the channel was connected
public record RepairView(
        Instant comparedUntil,
        @Nullable Instant lastRunAt,
        @Nullable String lastOutcome,
        boolean running,
        long threadsWaiting,
        long found,
        @Nullable Instant lastFoundAt,
        Instant nextRunAt) {}

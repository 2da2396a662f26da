package io.parley.local;

import java.time.Duration;
import java.time.Instant;

/// Tells when nobody has asked anything for a while, so that there is time for what can wait.
final class QuietSpell {

    /// What everything together takes of the processors while nobody asks anything of it, and more than that.
    private static final double QUIET_CORES = 0.5;

    private final Duration least;
    private Instant busyUntil;

    /// @param least how long it must have been quiet
    QuietSpell(Duration least, Instant from) {
        this.least = least;
        busyUntil = from;
    }

    /// Whether it has been quiet long enough.
    ///
    /// @param cores processors in use since the last time this was asked
    boolean lasts(Instant now, double cores) {
        if (cores >= QUIET_CORES) {
            busyUntil = now;
        }
        return Duration.between(busyUntil, now).compareTo(least) >= 0;
    }
}

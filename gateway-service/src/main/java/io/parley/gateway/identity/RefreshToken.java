package io.parley.gateway.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A refresh token of a session, good for one trade. The one it is traded for is its child.
///
/// @param hash of the token; the token itself is known to the browser only
/// @param parent the one this was given for, absent for the log-in's
/// @param spentAt when it was traded
/// @param superseded it was given twice (an answer was lost) and its twin was used: this one is nobody's
record RefreshToken(
        byte[] hash,
        UUID sessionId,
        byte @Nullable [] parent,
        Instant expiresAt,
        @Nullable Instant spentAt,
        boolean superseded) {
    static final Duration GOOD_FOR = Duration.ofDays(30);
    static final Duration GRACE = Duration.ofSeconds(10);

    enum Verdict {
        /// It was good: here is the next.
        TRADE,
        /// It was just traded, and what was given for it never used: the answer was lost on the way.
        TRADE_AGAIN,
        /// Its session is over, or its time.
        OVER,
        /// Somebody has a copy. Who is the thief cannot be told, so the session ends for both.
        STOLEN
    }

    /// @param childUsed whether one given for it was already traded on
    Verdict judge(boolean sessionEnded, boolean childUsed, Instant now) {
        if (sessionEnded || !expiresAt.isAfter(now)) {
            return Verdict.OVER;
        }
        if (spentAt == null) {
            return Verdict.TRADE;
        }
        boolean justNow = !spentAt.plus(GRACE).isBefore(now);
        return justNow && !childUsed && !superseded ? Verdict.TRADE_AGAIN : Verdict.STOLEN;
    }
}

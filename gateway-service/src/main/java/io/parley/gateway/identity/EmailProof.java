package io.parley.gateway.identity;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// What was sent to an address to see whether its owner reads it: a code of six digits and a link.
///
/// @param triesLeft how often a code may still be tried
/// @param sentToday how many were sent since `countingSince`
record EmailProof(
        UUID userId,
        byte[] codeHash,
        byte[] linkHash,
        Instant expiresAt,
        int triesLeft,
        Instant sentAt,
        int sentToday,
        Instant countingSince) {
    static final Duration GOOD_FOR = Duration.ofMinutes(15);
    static final Duration PAUSE_BETWEEN = Duration.ofSeconds(60);
    static final int TRIES_MAX = 5;
    static final int SENT_PER_DAY_MAX = 10;
    private static final Duration DAY = Duration.ofDays(1);

    enum Verdict {
        RIGHT,
        WRONG,
        /// Too late, or tried too often: only a new code helps.
        OVER
    }

    static EmailProof first(UUID userId, byte[] codeHash, byte[] linkHash, Instant now) {
        return new EmailProof(userId, codeHash, linkHash, now.plus(GOOD_FOR), TRIES_MAX, now, 1, now);
    }

    /// Whether another may be sent: not twice a minute, not more than ten a day.
    boolean mayBeFollowed(Instant now) {
        return !sentAt.plus(PAUSE_BETWEEN).isAfter(now)
                && (sentToday < SENT_PER_DAY_MAX || !countingSince.plus(DAY).isAfter(now));
    }

    EmailProof followedBy(byte[] newCodeHash, byte[] newLinkHash, Instant now) {
        boolean newDay = !countingSince.plus(DAY).isAfter(now);
        return new EmailProof(
                userId,
                newCodeHash,
                newLinkHash,
                now.plus(GOOD_FOR),
                TRIES_MAX,
                now,
                newDay ? 1 : sentToday + 1,
                newDay ? now : countingSince);
    }

    Verdict judge(byte[] triedHash, Instant now) {
        if (!expiresAt.isAfter(now) || triesLeft <= 0) {
            return Verdict.OVER;
        }
        return MessageDigest.isEqual(codeHash, triedHash) ? Verdict.RIGHT : Verdict.WRONG;
    }
}

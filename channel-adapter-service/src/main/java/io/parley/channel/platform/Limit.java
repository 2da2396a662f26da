package io.parley.channel.platform;

import java.time.Duration;

/// So much may be sent in so long, by all replicas together.
///
/// @param name of what is counted, for instance `text`; each name is counted by itself
/// @param count as many at once after a rest; then evenly spread
public record Limit(String name, Scope scope, int count, Duration per) {
    /// What is counted together.
    public enum Scope {
        /// All that the account sends.
        CHANNEL,
        /// What the account sends to one person.
        PERSON
    }

    public Limit {
        if (count < 1 || per.toMillis() < 1) {
            throw new IllegalArgumentException("a limit of " + count + " in " + per);
        }
    }
}

package io.parley.channel.repair;

import io.parley.channel.platform.Outcome;

/// A platform gave no answer that could be used.
public final class NotReadable extends RuntimeException {
    private final Outcome outcome;

    /// @param outcome what that means: passing, refused, or trouble for the whole channel
    public NotReadable(Outcome outcome) {
        super(outcome.toString(), null, false, false);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}

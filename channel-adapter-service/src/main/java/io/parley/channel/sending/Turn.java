package io.parley.channel.sending;

import java.time.Instant;

/// What there is to do for a conversation.
sealed interface Turn {
    /// Send this.
    record Send(Claimed message) implements Turn {}

    /// Come back then: it is too early, or another replica is at it.
    record Later(Instant at) implements Turn {}

    /// Look again at once: what was there has just been settled.
    record Again() implements Turn {}

    /// Nothing waits, or the channel cannot send: somebody will call.
    record Nothing() implements Turn {}
}

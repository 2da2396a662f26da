package io.parley.channel.sending;

import java.time.Instant;

/// What there is to do for a conversation.
sealed interface Turn {
    /// Send this.
    ///
    /// @param notBefore its place in the account's line, a moment ahead at most
    /// @param roomAt when the account's line has a place for the next
    record Send(Claimed message, Instant notBefore, Instant roomAt) implements Turn {}

    /// Come back then: it is too early, or another replica is at it.
    record Later(Instant at) implements Turn {}

    /// The whole account has sent enough until then; those who wait for it come one after the
    /// other.
    record Queue(Instant until) implements Turn {}

    /// Look again at once: what was there has just been settled.
    record Again() implements Turn {}

    /// Nothing waits, or the channel cannot send: somebody will call.
    record Nothing() implements Turn {}
}

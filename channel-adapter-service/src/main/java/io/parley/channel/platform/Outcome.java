package io.parley.channel.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of a call that sends. Codes are the platform's, `code` or `code/subcode`, or one of ours in words.
public sealed interface Outcome {
    /// The platform has taken it.
    record Sent(String platformMessageId) implements Outcome {}

    /// Not taken, and worth another try later.
    ///
    /// @param after the platform asked to wait at least so long
    record Passing(String code, @Nullable Duration after) implements Outcome {}

    /// No answer, or half of one: it may have been taken.
    record Unsure(String code) implements Outcome {}

    /// Not taken, and never will be.
    ///
    /// @param reason of [io.parley.events.DeliveryEvent.MessageFailed]
    record Refused(String code, String reason) implements Outcome {}

    /// The channel as a whole cannot send until the seller does something.
    ///
    /// @param problem of [io.parley.events.ChannelEvent.ChannelTroubled]
    /// @param detail for the seller: what to do
    /// @param messageFails whether this message is lost with it, or waits
    record Troubled(String code, String problem, String detail, boolean messageFails) implements Outcome {}
}

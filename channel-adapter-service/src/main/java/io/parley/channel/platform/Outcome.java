package io.parley.channel.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of a call that sends. Codes are the platform's, `code` or `code/subcode`, or one of
/// ours in words.
public sealed interface Outcome {
    /// The platform has taken it.
    ///
    /// @param personId the platform's id of whom it went to, where it tells one; may be another
    ///     than was asked for
    record Sent(String platformMessageId, @Nullable String personId) implements Outcome {
        public Sent(String platformMessageId) {
            this(platformMessageId, null);
        }
    }

    /// Not taken, and worth another try later; the next to this person waits behind it.
    ///
    /// @param after the platform asked to wait at least so long
    record Passing(String code, @Nullable Duration after) implements Outcome {}

    /// Not taken, because the account as a whole has sent too much: all it sends waits a little.
    ///
    /// @param after the platform asked to wait at least so long
    record TooMany(String code, @Nullable Duration after) implements Outcome {}

    /// Not taken, because people have blocked or reported the account: it sends no advertisements for a day, and what
    /// answers somebody is tried again later. Others are written to as ever.
    ///
    /// @param after the platform asked to wait at least so long
    record Spam(String code, @Nullable Duration after) implements Outcome {}

    /// No answer, or half of one: it may have been taken.
    record Unsure(String code) implements Outcome {}

    /// Not taken, since the person wrote too long ago: a template or a tag may do.
    record Closed(String code) implements Outcome {}

    /// Not taken, and never will be.
    ///
    /// @param reason of [io.parley.events.DeliveryEvent.MessageFailed]
    record Refused(String code, String reason) implements Outcome {}

    /// Not taken, since the platform does not reach this person: another way to the same number may.
    record Unreachable(String code) implements Outcome {}

    /// Not taken, since the person wants no advertisements.
    record Unwanted(String code) implements Outcome {}

    /// Not taken, since the platform keeps advertisements from a person who has had enough of them
    /// for now: none for a day. Other words may go another way to the same number.
    record Enough(String code) implements Outcome {}

    /// The channel as a whole cannot send until the seller does something.
    ///
    /// @param problem of [io.parley.events.ChannelEvent.ChannelTroubled]
    /// @param detail for the seller: what to do
    /// @param messageFails whether this message is lost with it, or waits
    /// @param wholeShop all the shop's channels of the platform's [PlatformAdapter#house()] are meant
    record Troubled(String code, String problem, String detail, boolean messageFails, boolean wholeShop)
            implements Outcome {
        public Troubled(String code, String problem, String detail, boolean messageFails) {
            this(code, problem, detail, messageFails, false);
        }
    }
}

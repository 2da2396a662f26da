package io.parley.channel.account;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A channel's figures since midnight UTC.
///
/// @param messagesIn what shoppers wrote or tapped
/// @param messagesOut what the platform took
/// @param failures what will not be sent
/// @param waiting not sent yet, whenever it was asked for
/// @param notUnderstood events that came in and could not be read
/// @param sendMillisP50 from asking to the platform's acceptance, typing included; absent when nothing was sent
/// @param answerMillisP50 from a shopper's message to the answer the platform took; absent when nothing was answered
/// @param priced of this month and the eleven before it, newest first
record ChannelStats(
        UUID channelId,
        long messagesIn,
        long messagesOut,
        long failures,
        long waiting,
        long notUnderstood,
        @Nullable Long sendMillisP50,
        @Nullable Long sendMillisP95,
        @Nullable Long answerMillisP50,
        @Nullable Long answerMillisP95,
        List<Priced> priced) {

    /// Messages that the platform charges for, or says that it would.
    ///
    /// @param month its first day, UTC
    /// @param category in the platform's words: `marketing`, `utility`, `service`, `sms`, …
    /// @param model how it charges: per message, per conversation, …
    /// @param billable false when they were free
    record Priced(LocalDate month, String category, String model, boolean billable, long messages) {}
}

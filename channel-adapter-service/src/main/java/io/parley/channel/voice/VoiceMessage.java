package io.parley.channel.voice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a voice platform tells or asks of a call.
sealed interface VoiceMessage {
    /// A call, as each message names it.
    ///
    /// @param id the platform's
    /// @param ours our number as the platform writes it
    /// @param numberId the platform's id of our number
    /// @param caller their number as the platform writes it
    /// @param controlUrl where the running call may be spoken into
    record Call(
            @Nullable String id,
            @Nullable String ours,
            @Nullable String numberId,
            @Nullable String caller,
            boolean outbound,
            @Nullable String controlUrl,
            @Nullable Instant startedAt) {}

    /// How a call stands.
    enum Status {
        RINGING,
        TALKING,
        FORWARDING,
        ENDED
    }

    /// Who shall answer this call?
    record WhoAnswers() implements VoiceMessage {}

    /// The assistant on the call asks the shop.
    ///
    /// @param legacy asked in the older form, which takes one result
    record Asks(List<Asked> asked, boolean legacy) implements VoiceMessage {}

    /// @param id the platform's, the same when it asks again
    record Asked(String id, String name, Map<String, String> arguments) {}

    /// To whom shall the call be passed on?
    record ToWhom() implements VoiceMessage {}

    /// @param reason why it ended, where it has
    record Stands(Status status, @Nullable String reason) implements VoiceMessage {}

    /// Somebody has said something, as far as it could be understood.
    record Heard(Line line) implements VoiceMessage {}

    /// @param who `SHOPPER` or `SHOP`
    record Line(String who, String text, @Nullable Instant at) {
        static final String SHOPPER = "SHOPPER";
        static final String SHOP = "SHOP";
    }

    /// What is to be known of a call that is over.
    ///
    /// @param costUsd what the platform charges for it
    record Report(
            @Nullable String reason,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Integer durationSeconds,
            @Nullable String summary,
            List<Line> transcript,
            @Nullable String recordingUrl,
            @Nullable BigDecimal costUsd)
            implements VoiceMessage {}

    /// Documents are asked for, which we have none of.
    record WantsDocuments() implements VoiceMessage {}

    /// Real, and of no use to us.
    record NotForUs(String type) implements VoiceMessage {}

    record NotUnderstood(String reason) implements VoiceMessage {}
}

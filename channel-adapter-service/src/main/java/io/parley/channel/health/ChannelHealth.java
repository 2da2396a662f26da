package io.parley.channel.health;

import io.parley.channel.repair.RepairView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a channel is.
///
/// @param status `ACTIVE`, `TROUBLED` or `DISCONNECTED`
/// @param problem what is wrong; with `ACTIVE`, messages pass all the same
/// @param lastMessageInAt by webhook; absent when there was none for 30 days, as is `lastMessageOutAt`
/// @param silentSeconds since the last message came in by webhook
/// @param unusuallySilent whether that is longer than usual at this time of day
/// @param tokenEndsAt absent when it never does, or the platform does not say
/// @param lastError of the last message that met one within 30 days
/// @param errors of the last 24 hours, the most frequent first
/// @param notUnderstood events of the last 24 hours that could not be read
/// @param waiting messages not sent yet
/// @param repair absent where threads cannot be read back: WhatsApp's Cloud API and Telegram give no
///     history, so what their webhooks lose stays lost; silence is what is watched there
record ChannelHealth(
        UUID channelId,
        String status,
        @Nullable String problem,
        @Nullable String problemDetail,
        @Nullable Instant lastMessageInAt,
        @Nullable Instant lastMessageOutAt,
        @Nullable Long silentSeconds,
        boolean unusuallySilent,
        @Nullable Instant tokenEndsAt,
        @Nullable LastError lastError,
        List<ErrorCount> errors,
        long notUnderstood,
        long waiting,
        @Nullable RepairView repair) {

    /// @param code the platform's, or one of ours in words
    record LastError(String code, Instant at) {}

    record ErrorCount(String code, long messages) {}
}

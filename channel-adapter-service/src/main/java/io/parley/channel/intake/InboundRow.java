package io.parley.channel.intake;

import io.parley.channel.account.Connection;
import io.parley.channel.account.Standing;
import io.parley.channel.sending.PricedMessages;
import io.parley.events.InboundEvent.MessageReceived;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of `inbound_event`, and what is told when it is new.
record InboundRow(
        Connection channel,
        String key,
        InboundKind kind,
        @Nullable String personId,
        Instant at,
        boolean shortened,
        @Nullable String reason,
        @Nullable String detail,
        Finding.@Nullable Told told,
        Finding.@Nullable Wish wish,
        PricedMessages.@Nullable Told priced,
        @Nullable Standing standing) {
    /// Found by reading the thread back, long after it happened perhaps.
    boolean late() {
        return kind == InboundKind.MESSAGE
                && told != null
                && told.as(channel.contact("", null)) instanceof MessageReceived message
                && message.late();
    }

    Ref ref() {
        return new Ref(channel.channelId(), key);
    }

    /// Whose event, and its key.
    record Ref(UUID channelId, String key) {}
}

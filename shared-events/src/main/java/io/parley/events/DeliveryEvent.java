package io.parley.events;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of what was sent, told by channel-adapter-service.
public sealed interface DeliveryEvent extends Event {
    String conversationKey();

    @Override
    default Topic topic() {
        return Topic.DELIVERY;
    }

    @Override
    default String key() {
        return conversationKey();
    }

    /// The platform has taken it.
    @EventType("delivery.message-sent.v1")
    record MessageSent(String conversationKey, UUID replyId, UUID channelId, String platformMessageId, Instant at)
            implements DeliveryEvent {}

    @EventType("delivery.message-delivered.v1")
    record MessageDelivered(
            String conversationKey,
            UUID channelId,
            @Nullable String platformMessageId,
            Instant upTo) implements DeliveryEvent {}

    /// Everything sent up to that moment has been read.
    @EventType("delivery.message-read.v1")
    record MessageRead(
            String conversationKey,
            UUID channelId,
            @Nullable String platformMessageId,
            Instant upTo) implements DeliveryEvent {}

    /// It will not be sent, unless it is tried again: [MessageRetried], or [MessageSent] after all, once the shopper
    /// has written and opened the window that was closed.
    ///
    /// @param code what the platform said, for instance `551`
    /// @param reason `window_closed`, `blocked`, `token_expired`, `permission`, `policy`, `undeliverable`
    @EventType("delivery.message-failed.v1")
    record MessageFailed(
            String conversationKey,
            UUID replyId,
            UUID channelId,
            @Nullable String code,
            String reason,
            Instant at) implements DeliveryEvent {
        /// The reasons for which the platform says no however often it is asked.
        public static final Set<String> FINAL = Set.of("blocked", "policy", "window_closed");

        /// Whether a message that failed so may arrive when it is tried again.
        public static boolean mayBeRetried(@Nullable String reason) {
            return reason == null || !FINAL.contains(reason);
        }
    }

    /// The seller has it sent again: it waits once more, and [MessageSent] or [MessageFailed] follows.
    @EventType("delivery.message-retried.v1")
    record MessageRetried(String conversationKey, UUID replyId, UUID channelId, Instant at) implements DeliveryEvent {}
}

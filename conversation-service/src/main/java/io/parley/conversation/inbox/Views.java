package io.parley.conversation.inbox;

import io.parley.events.InboundEvent.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the seller sees.
final class Views {
    private Views() {}

    /// @param handling `ASSISTANT`, `PERSON` (somebody answers) or `WAITING` (somebody is waited for)
    /// @param customerId the shopper's id on the platform
    /// @param next what may be done now
    record ConversationView(
            UUID id,
            String platform,
            @Nullable String customerName,
            String customerId,
            UUID shopperId,
            String state,
            String handling,
            @Nullable String handoffReason,
            @Nullable LastMessage lastMessage,
            int unread,
            @Nullable UUID orderId,
            Instant startedAt,
            Instant updatedAt,
            List<String> next) {

        static List<String> next(String handling) {
            return handling.equals("ASSISTANT")
                    ? List.of("REPLY", "TAKEOVER")
                    : handling.equals("PERSON") ? List.of("REPLY", "RELEASE") : List.of("REPLY", "TAKEOVER", "RELEASE");
        }
    }

    record LastMessage(@Nullable String text, String from, Instant at) {}

    /// @param from `SHOPPER`, `ASSISTANT` or `SELLER`
    /// @param delivery of what the shop said: `QUEUED`, `SENT`, `DELIVERED`, `READ`, `FAILED`
    /// @param intent what a shopper's message was understood as
    record MessageView(
            UUID id,
            String from,
            @Nullable String text,
            List<Attachment> attachments,
            Instant at,
            @Nullable String delivery,
            @Nullable String intent,
            boolean edited,
            boolean deleted) {}
}

package io.parley.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is to be sent to a shopper, asked for by conversation-service. The one request among the facts.
public sealed interface OutboundEvent extends Event {
    Contact contact();

    @Override
    default Topic topic() {
        return Topic.OUTBOUND;
    }

    @Override
    default String key() {
        return contact().conversationKey();
    }

    /// @param replyId the message's own id: sent once, however often this event is read
    /// @param author `ASSISTANT`, `SELLER` or `SYSTEM`
    /// @param text what is said, never empty unless there is an image
    /// @param quickReplies offered beside the text, in order; platforms without them show the text alone
    /// @param delayMillis how long to seem to type before sending, 0 to 5000
    @EventType("outbound.reply-requested.v1")
    record ReplyRequested(
            UUID replyId,
            UUID conversationId,
            Contact contact,
            String author,
            String text,
            List<QuickReply> quickReplies,
            @Nullable String imageUrl,
            int delayMillis)
            implements OutboundEvent {}

    /// @param title what the shopper sees, up to 20 characters
    /// @param payload what comes back when it is tapped
    record QuickReply(String title, String payload) {}
}

package io.parley.conversation.turn;

import io.parley.events.Contact;
import io.parley.events.ConversationEvent.ConversationStarted;
import io.parley.starter.events.Outbox;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The conversation with a person, begun where there is none yet.
@Component
class Threads {
    private final Conversations conversations;
    private final Outbox outbox;

    Threads(Conversations conversations, Outbox outbox) {
        this.conversations = conversations;
        this.outbox = outbox;
    }

    /// Locked until the transaction ends.
    Conversation locked(UUID shopId, Contact contact, String messageId, Instant now) {
        boolean created = conversations.create(shopId, contact, "en", now);
        Conversation conversation =
                conversations.lock(shopId, contact.conversationKey(), messageId).orElseThrow();
        if (created) {
            outbox.publish(new ConversationStarted(conversation.id(), conversation.shopperId(), contact));
        }
        return conversation;
    }
}

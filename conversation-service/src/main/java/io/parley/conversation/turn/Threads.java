package io.parley.conversation.turn;

import io.parley.events.Contact;
import io.parley.events.ConversationEvent.ConversationStarted;
import io.parley.starter.events.Outbox;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /// Locks the conversation for the rest of the transaction, and begins it when there is none.
    Conversation locked(UUID shopId, Contact contact, @Nullable String messageId, Instant now) {
        Conversation known =
                conversations.lock(shopId, contact.conversationKey(), messageId).orElse(null);
        if (known != null) {
            return known;
        }
        begin(conversations.look(shopId, contact, messageId, now));
        return conversations.lock(shopId, contact.conversationKey(), messageId).orElseThrow();
    }

    /// Stores one that begins now.
    ///
    /// @return false when somebody else began it meanwhile
    boolean begin(Conversation conversation) {
        if (conversation.stored()) {
            return true;
        }
        boolean begun = conversations.create(conversation);
        if (begun) {
            outbox.publish(
                    new ConversationStarted(conversation.id(), conversation.shopperId(), conversation.contact()));
        }
        return begun;
    }
}

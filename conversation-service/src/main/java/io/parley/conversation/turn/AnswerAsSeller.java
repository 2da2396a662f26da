package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Dialogue;
import io.parley.events.ConversationEvent.TakeoverEnded;
import io.parley.events.ConversationEvent.TakeoverStarted;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.starter.Ids;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A person of the shop takes part: answers, takes over, gives back. All of them may be repeated.
@Service
@Transactional
public class AnswerAsSeller {
    /// What Messenger takes in one message.
    public static final int TEXT_MAX = 2_000;

    private final Conversations conversations;
    private final Outbox outbox;
    private final Clock clock;

    AnswerAsSeller(Conversations conversations, Outbox outbox, Clock clock) {
        this.conversations = conversations;
        this.outbox = outbox;
        this.clock = clock;
    }

    public record Sent(UUID id, String text, Instant at) {}

    /// Sends words to the shopper; whoever answers has taken over.
    public Sent say(UUID id, String text, UUID member) {
        Conversation conversation = locked(id);
        Instant now = clock.instant();
        UUID reply = Ids.next();
        conversations.keepSellers(conversation, reply, null, text, List.of(), "QUEUED", now, now);
        outbox.publish(new ReplyRequested(
                reply, conversation.id(), conversation.contact(), "SELLER", text, List.of(), null, 0));
        takeOver(conversation, member, now);
        return new Sent(reply, text, now);
    }

    /// Takes the conversation over; whose it is stays as it is.
    public void takeOver(UUID id, UUID member) {
        takeOver(locked(id), member, clock.instant());
    }

    private void takeOver(Conversation conversation, UUID member, Instant now) {
        if (!conversation.dialogue().takenOver()) {
            conversations.keepContext(conversation.id(), conversation.dialogue().takenOver(now), now);
            conversations.seen(conversation.id());
            outbox.publish(new TakeoverStarted(conversation.id(), member));
        }
    }

    /// Gives the conversation back to the assistant, whoever had it.
    public void release(UUID id) {
        Conversation conversation = locked(id);
        Dialogue dialogue = conversation.dialogue();
        if (dialogue.takenOver() || dialogue.handoff() != null) {
            conversations.keepContext(id, dialogue.released(), clock.instant());
            outbox.publish(new TakeoverEnded(id, "released"));
        }
    }

    /// Gives back to the assistant what a person took over, or was waited for in vain, and nothing was said in since.
    ///
    /// @param quietSince nothing may have happened after that
    /// @return whether it was given back
    public boolean releaseIfQuiet(UUID id, Instant quietSince) {
        Conversation conversation = locked(id);
        if (!conversation.dialogue().endsInQuiet() || conversations.happened(id).isAfter(quietSince)) {
            return false;
        }
        conversations.keepContext(id, conversation.dialogue().released(), clock.instant());
        outbox.publish(new TakeoverEnded(id, "quiet"));
        return true;
    }

    private Conversation locked(UUID id) {
        return conversations
                .lock(ShopScope.current(), id)
                .orElseThrow(() -> Refusal.notFound("conversation_unknown", "There is no such conversation."));
    }
}

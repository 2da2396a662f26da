package io.parley.conversation.turn;

import io.parley.events.Contact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Messages that no webhook brought and that were found later by reading the conversation back. They are answered once
/// all that was found with them is there, and not when the seller has answered since. An old one is not answered by
/// itself: it waits for the shopper's next message and is answered with it.
@Service
class KeepLateMessages {
    /// Younger ones are answered by themselves.
    private static final Duration STILL_FRESH = Duration.ofMinutes(30);

    /// What was found together is told together, the seller's own words in the platform's app among it.
    private static final Duration TOGETHER = Duration.ofSeconds(3);

    /// What waits for the next message is never due by itself.
    private static final Instant WITH_THE_NEXT = Instant.parse("9000-01-01T00:00:00Z");

    private final Threads threads;
    private final Conversations conversations;
    private final TurnTimer timer;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    KeepLateMessages(Threads threads, Conversations conversations, TurnTimer timer, JdbcTemplate jdbc, Clock clock) {
        this.threads = threads;
        this.conversations = conversations;
        this.timer = timer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    void keep(UUID shopId, Contact contact, Incoming incoming) {
        Instant now = clock.instant();
        String messageId = incoming.messageId() == null ? "" : incoming.messageId();
        Conversation conversation = threads.locked(shopId, contact, messageId, now);
        if (conversation.seen()) {
            return;
        }
        boolean fresh = !incoming.sentAt().plus(STILL_FRESH).isBefore(now);
        Instant answered = fresh ? now.plus(TOGETHER) : WITH_THE_NEXT;
        Instant before = conversation.turnDueAt();
        Instant due = before == null || answered.isBefore(before) ? answered : before;
        if (fresh) {
            timer.at(shopId, conversation.id(), due);
        }
        conversations.keepWaiting(conversation, incoming, due, now);
        jdbc.update(
                "update message set late = true where conversation_id = ? and platform_message_id = ?",
                conversation.id(),
                messageId);
    }
}

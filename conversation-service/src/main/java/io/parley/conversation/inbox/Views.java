package io.parley.conversation.inbox;

import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.InboundEvent.Attachment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the seller sees.
final class Views {
    private Views() {}

    /// @param channelId the channel it is held on
    /// @param handling `ASSISTANT`, `PERSON` (somebody answers) or `WAITING` (somebody is waited for)
    /// @param customerId the shopper's id on the platform
    /// @param assignedTo the member who is to answer
    /// @param snoozedUntil it is out of the way until then, or until the shopper writes
    /// @param waitingSince when the shopper wrote what a person has not answered
    /// @param next what may be done now
    record ConversationView(
            UUID id,
            UUID channelId,
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
            @Nullable UUID assignedTo,
            List<String> labels,
            @Nullable Instant snoozedUntil,
            @Nullable Instant waitingSince,
            Instant startedAt,
            Instant updatedAt,
            List<String> next) {

        static List<String> next(String handling, boolean assigned, boolean snoozed, boolean unread, boolean erased) {
            List<String> next = new ArrayList<>();
            if (!erased) {
                next.addAll(
                        switch (handling) {
                            case "ASSISTANT" -> List.of("REPLY", "TAKEOVER");
                            case "PERSON" -> List.of("REPLY", "RELEASE");
                            default -> List.of("REPLY", "TAKEOVER", "RELEASE");
                        });
            }
            next.add("ASSIGN");
            if (assigned) {
                next.add("UNASSIGN");
            }
            next.add("LABEL");
            next.add("NOTE");
            next.add("SNOOZE");
            if (snoozed) {
                next.add("WAKE");
            }
            next.add(unread ? "READ" : "UNREAD");
            return List.copyOf(next);
        }
    }

    record LastMessage(@Nullable String text, String from, Instant at) {}

    /// @param from `SHOPPER`, `ASSISTANT` or `SELLER`
    /// @param attachments with an `item` for each thing picked in the platform's own catalogue
    /// @param delivery of what the shop said: `QUEUED`, `SENT`, `DELIVERED`, `READ`, `FAILED`
    /// @param failure with `FAILED`, why: `window_closed`, `blocked`, `token_expired`, `permission`, `policy`, …
    /// @param intent what a shopper's message was understood as
    /// @param quoted what it replies to, where the shopper chose a message to reply to
    /// @param reaction what the shopper put under it
    /// @param next what may be done with it: `RETRY` for one that failed and may arrive when it is sent again
    record MessageView(
            UUID id,
            String from,
            @Nullable String text,
            List<Attachment> attachments,
            Instant at,
            @Nullable String delivery,
            @Nullable String failure,
            @Nullable String intent,
            boolean edited,
            boolean deleted,
            @Nullable Quoted quoted,
            @Nullable String reaction,
            List<String> next) {
        static List<String> next(@Nullable String delivery, @Nullable String failure) {
            return "FAILED".equals(delivery) && MessageFailed.mayBeRetried(failure) ? List.of("RETRY") : List.of();
        }

        MessageView with(List<Attachment> more) {
            List<Attachment> all = new ArrayList<>(attachments);
            all.addAll(more);
            return new MessageView(
                    id, from, text, all, at, delivery, failure, intent, edited, deleted, quoted, reaction, next);
        }
    }

    /// @param id absent, as all else, for a message that is not known here
    record Quoted(
            @Nullable UUID id,
            @Nullable String from,
            @Nullable String text) {}
}

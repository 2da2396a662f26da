package io.parley.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a conversation goes, told by conversation-service.
public sealed interface ConversationEvent extends Event {
    UUID conversationId();

    @Override
    default Topic topic() {
        return Topic.CONVERSATION;
    }

    @Override
    default String key() {
        return conversationId().toString();
    }

    @EventType("conversation.started.v1")
    record ConversationStarted(UUID conversationId, UUID shopperId, Contact contact) implements ConversationEvent {}

    /// The assistant has gone quiet and a person is needed.
    ///
    /// @param reason `order_confirmed`, `medical_question`, `custom_request`, `complaint`, `not_understood`,
    ///     `human_request`, `closed_hours`, `order_changed`, `under_age` (no word and no
    ///     name of the child goes with it)
    @EventType("conversation.handoff-requested.v1")
    record HandoffRequested(
            UUID conversationId,
            UUID shopperId,
            Contact contact,
            String reason,
            String summary,
            @Nullable UUID orderId) implements ConversationEvent {}

    /// @param memberId absent when the seller answered in the platform's own app
    @EventType("conversation.takeover-started.v1")
    record TakeoverStarted(UUID conversationId, @Nullable UUID memberId) implements ConversationEvent {}

    @EventType("conversation.takeover-ended.v1")
    record TakeoverEnded(UUID conversationId, String reason) implements ConversationEvent {}

    /// A shopper waits for a person and nobody has answered.
    ///
    /// @param since when they wrote what is unanswered
    /// @param lastText what they wrote, absent when it had no words
    @EventType("conversation.customer-waiting.v1")
    record CustomerWaiting(
            UUID conversationId,
            UUID shopperId,
            Contact contact,
            Instant since,
            @Nullable String lastText,
            @Nullable UUID assignedTo)
            implements ConversationEvent {}

    /// It is over until the shopper writes again.
    ///
    /// @param reason `blocked`: the platform says that they have blocked the shop, or are gone
    @EventType("conversation.closed.v1")
    record ConversationClosed(UUID conversationId, String reason) implements ConversationEvent {}

    /// A public comment that gets no answer in private.
    ///
    /// @param reason `wants_nothing`, `answered_before` (there is one private answer to a comment), `opted_out`,
    ///     `under_age`, `shop_unknown`
    /// @param text what it says; absent with `under_age`
    @EventType("conversation.comment-left-alone.v1")
    record CommentLeftAlone(
            UUID conversationId,
            UUID channelId,
            String commentId,
            String reason,
            @Nullable String text) implements ConversationEvent {}

    @EventType("conversation.shopper-identified.v1")
    record ShopperIdentified(
            UUID conversationId,
            UUID shopperId,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email) implements ConversationEvent {}

    /// A child has named a parent, who is to be asked by e-mail before anything is ordered.
    ///
    /// @param token the secret part of the link by which the parent agrees
    @EventType("conversation.parent-consent-asked.v1")
    record ParentConsentAsked(UUID conversationId, Platform platform, String parentEmail, String token)
            implements ConversationEvent {}

    /// The parent has agreed, and is to be told once more how to take it back.
    @EventType("conversation.parent-consent-given.v1")
    record ParentConsentGiven(UUID conversationId, Platform platform) implements ConversationEvent {}

    /// One turn: what was heard, understood, decided and said.
    ///
    /// @param heard the shopper's words, their messages joined by line breaks
    /// @param acts what was decided, by name, in order
    /// @param said the answer, absent when the assistant kept quiet
    /// @param engine `local` or the model's name
    /// @param confidence 0 to 1
    @EventType("conversation.turn-recorded.v1")
    record TurnRecorded(
            UUID conversationId,
            UUID turnId,
            Platform platform,
            String heard,
            List<String> intents,
            List<String> acts,
            @Nullable String said,
            String stateBefore,
            String stateAfter,
            String engine,
            double confidence,
            String language,
            Instant receivedAt,
            long tookMicros)
            implements ConversationEvent {}
}

package io.parley.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What came in from a platform, the same for every platform, told by channel-adapter-service.
public sealed interface InboundEvent extends Event {
    Contact contact();

    /// When it happened by the platform's clock.
    Instant sentAt();

    @Override
    default Topic topic() {
        return Topic.INBOUND;
    }

    @Override
    default String key() {
        return contact().conversationKey();
    }

    /// @param messageId the platform's id
    /// @param payload of the quick reply that was tapped, if one was
    /// @param late found by reading the conversation back, not by a webhook
    /// @param items picked in the platform's own catalogue, empty when none were
    /// @param forwarded passed on from another chat
    @EventType("inbound.message-received.v1")
    record MessageReceived(
            Contact contact,
            Instant sentAt,
            String messageId,
            @Nullable String text,
            List<Attachment> attachments,
            @Nullable String payload,
            @Nullable ReplyTo replyTo,
            @Nullable Referral referral,
            boolean late,
            List<PickedItem> items,
            boolean forwarded)
            implements InboundEvent {

        public MessageReceived {
            items = items == null ? List.of() : List.copyOf(items);
        }

        public MessageReceived(
                Contact contact,
                Instant sentAt,
                String messageId,
                @Nullable String text,
                List<Attachment> attachments,
                @Nullable String payload,
                @Nullable ReplyTo replyTo,
                @Nullable Referral referral,
                boolean late) {
            this(contact, sentAt, messageId, text, attachments, payload, replyTo, referral, late, List.of(), false);
        }

        public MessageReceived replyingTo(ReplyTo to) {
            return new MessageReceived(
                    contact, sentAt, messageId, text, attachments, payload, to, referral, late, items, forwarded);
        }
    }

    /// A button, ice breaker or menu entry was tapped.
    ///
    /// @param messageId the platform's id, or one made from what was tapped and when
    @EventType("inbound.postback-received.v1")
    record PostbackReceived(
            Contact contact,
            Instant sentAt,
            String messageId,
            String title,
            String payload,
            @Nullable Referral referral)
            implements InboundEvent {}

    /// An existing thread was opened from an ad, a link or a code.
    @EventType("inbound.referral-received.v1")
    record ReferralReceived(Contact contact, Instant sentAt, Referral referral) implements InboundEvent {}

    /// @param emoji the reaction, absent when the platform names only its kind
    /// @param removed the shopper took it back
    @EventType("inbound.reaction-received.v1")
    record ReactionReceived(
            Contact contact,
            Instant sentAt,
            String targetMessageId,
            @Nullable String emoji,
            boolean removed) implements InboundEvent {}

    @EventType("inbound.message-edited.v1")
    record MessageEdited(Contact contact, Instant sentAt, String messageId, String text) implements InboundEvent {}

    @EventType("inbound.message-deleted.v1")
    record MessageDeleted(Contact contact, Instant sentAt, String messageId) implements InboundEvent {}

    /// The shop's account wrote, and it was not us: the seller answered in the platform's own app, or in another.
    ///
    /// @param app `inbox` where it was the platform's own inbox, which also says by itself what the seller has
    ///     set up; `other` for an app that is neither that nor ours; absent where nothing tells
    @EventType("inbound.echo-received.v1")
    record EchoReceived(
            Contact contact,
            Instant sentAt,
            String messageId,
            @Nullable String text,
            List<Attachment> attachments,
            @Nullable String app)
            implements InboundEvent {

        public EchoReceived(
                Contact contact,
                Instant sentAt,
                String messageId,
                @Nullable String text,
                List<Attachment> attachments) {
            this(contact, sentAt, messageId, text, attachments, null);
        }
    }

    /// A comment under one of the shop's posts or live videos. Answered by a [OutboundEvent.ReplyRequested] that names
    /// the comment.
    ///
    /// @param live on a live video
    /// @param productId the product of the post it stands under, where the seller has said so
    @EventType("inbound.comment-received.v1")
    record CommentReceived(
            Contact contact,
            Instant sentAt,
            String commentId,
            @Nullable String postId,
            String text,
            boolean live,
            @Nullable UUID productId)
            implements InboundEvent {

        public CommentReceived(
                Contact contact, Instant sentAt, String commentId, @Nullable String postId, String text, boolean live) {
            this(contact, sentAt, commentId, postId, text, live, null);
        }
    }

    /// A thing picked in the platform's own catalogue.
    ///
    /// @param reference the seller's own number for it there: a variant's SKU or id
    /// @param price as the platform shows it, a decimal number; the shop's own price counts
    record PickedItem(
            String reference,
            int quantity,
            @Nullable BigDecimal price,
            @Nullable String currency) {}

    /// @param kind `image`, `audio`, `video`, `file`, `sticker`, `share`, `location`, `story_mention`, `unsupported`, …
    /// @param url where the platform keeps it; may end
    /// @param title what a share or a location says of itself
    record Attachment(
            String kind,
            @Nullable String url,
            @Nullable String title,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    /// @param kind `message` or `story`
    /// @param id of what is replied to; of the last, where a reply of ours went out as several messages
    /// @param text what the one replied to says, where a reply of ours went out as several
    record ReplyTo(
            String kind,
            @Nullable String id,
            @Nullable String url,
            @Nullable String text) {

        public ReplyTo(String kind, @Nullable String id, @Nullable String url) {
            this(kind, id, url, null);
        }
    }

    /// How the shopper found the way here.
    ///
    /// @param source `ad`, `link`, `code`, `keyword` (all they wrote is a word that stands for a code), `shop`,
    ///     `story`
    /// @param ref the code in the link
    /// @param productId the platform's product reference, where it gives one
    /// @param shopProductId the shop's own product, when the code is one of its entry points'
    record Referral(
            String source,
            @Nullable String ref,
            @Nullable String adId,
            @Nullable String productId,
            @Nullable String title,
            @Nullable UUID shopProductId) {

        public Referral(
                String source,
                @Nullable String ref,
                @Nullable String adId,
                @Nullable String productId,
                @Nullable String title) {
            this(source, ref, adId, productId, title, null);
        }
    }
}

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
    /// @param cards products to show side by side; platforms without cards show them as text
    /// @param links buttons that open a page, at most 3; platforms without them append the address
    /// @param commentId the public comment this answers in private: the first message of the thread
    /// @param template what may be sent instead when the messaging window is closed
    /// @param spoken shorter words for a call, absent when the text will do
    /// @param marketing an advertisement: not for those who have said that they want none. Such a one ends as
    ///     [DeliveryEvent.MessageFailed] with the code `marketing_stopped`
    @EventType("outbound.reply-requested.v1")
    record ReplyRequested(
            UUID replyId,
            UUID conversationId,
            Contact contact,
            String author,
            String text,
            List<QuickReply> quickReplies,
            @Nullable String imageUrl,
            int delayMillis,
            List<Card> cards,
            List<Link> links,
            @Nullable String commentId,
            @Nullable Template template,
            @Nullable String spoken,
            boolean marketing)
            implements OutboundEvent {

        public ReplyRequested {
            cards = cards == null ? List.of() : List.copyOf(cards);
            links = links == null ? List.of() : List.copyOf(links);
        }

        public ReplyRequested(
                UUID replyId,
                UUID conversationId,
                Contact contact,
                String author,
                String text,
                List<QuickReply> quickReplies,
                @Nullable String imageUrl,
                int delayMillis,
                List<Card> cards,
                List<Link> links,
                @Nullable String commentId,
                @Nullable Template template,
                @Nullable String spoken) {
            this(
                    replyId,
                    conversationId,
                    contact,
                    author,
                    text,
                    quickReplies,
                    imageUrl,
                    delayMillis,
                    cards,
                    links,
                    commentId,
                    template,
                    spoken,
                    false);
        }

        public ReplyRequested(
                UUID replyId,
                UUID conversationId,
                Contact contact,
                String author,
                String text,
                List<QuickReply> quickReplies,
                @Nullable String imageUrl,
                int delayMillis) {
            this(
                    replyId,
                    conversationId,
                    contact,
                    author,
                    text,
                    quickReplies,
                    imageUrl,
                    delayMillis,
                    List.of(),
                    List.of(),
                    null,
                    null,
                    null);
        }
    }

    /// A product as a picture with words and what can be tapped.
    ///
    /// @param title up to 80 characters, longer ones are cut
    /// @param buttons at most 3
    /// @param reference the product's number in the platform's own catalogue, where the shop has one: as in
    ///     [InboundEvent.PickedItem]
    record Card(
            String title,
            @Nullable String subtitle,
            @Nullable String imageUrl,
            List<QuickReply> buttons,
            @Nullable String reference) {

        public Card(String title, @Nullable String subtitle, @Nullable String imageUrl, List<QuickReply> buttons) {
            this(title, subtitle, imageUrl, buttons, null);
        }
    }

    /// @param title up to 20 characters
    /// @param url https
    record Link(String title, String url) {}

    /// A message the platform has approved beforehand.
    ///
    /// @param language as the platform writes it, for instance `en_US`
    /// @param parameters for its placeholders, in order
    record Template(String name, String language, List<String> parameters) {}

    /// @param title what the shopper sees, up to 20 characters
    /// @param payload what comes back when it is tapped
    record QuickReply(String title, String payload) {}
}

package io.parley.channel.platform;

import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message as it goes out: a text, an image, cards or a template, with what can be tapped beside it. Kept as JSON
/// until it is sent, so fields are only ever added.
///
/// @param commentId the public comment that this answers in private
/// @param template goes out instead of all the rest
public record Part(
        @Nullable String text,
        List<QuickReply> quickReplies,
        @Nullable String imageUrl,
        List<Card> cards,
        List<Link> links,
        @Nullable String commentId,
        @Nullable Template template) {

    public Part {
        quickReplies = quickReplies == null ? List.of() : List.copyOf(quickReplies);
        cards = cards == null ? List.of() : List.copyOf(cards);
        links = links == null ? List.of() : List.copyOf(links);
    }

    public Part(@Nullable String text, List<QuickReply> quickReplies, @Nullable String imageUrl) {
        this(text, quickReplies, imageUrl, List.of(), List.of(), null, null);
    }

    public static Part text(String text) {
        return new Part(text, List.of(), null);
    }

    public static Part image(String url) {
        return new Part(null, List.of(), url);
    }

    public static Part template(Template template) {
        return new Part(null, List.of(), null, List.of(), List.of(), null, template);
    }

    public Part with(List<QuickReply> quickReplies) {
        return new Part(text, quickReplies, imageUrl, cards, links, commentId, template);
    }

    public Part answering(@Nullable String commentId) {
        return new Part(text, quickReplies, imageUrl, cards, links, commentId, template);
    }
}

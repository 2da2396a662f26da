package io.parley.channel.meta;

import io.parley.events.InboundEvent.Attachment;
import io.parley.events.InboundEvent.Referral;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what is attached to a message. A type not known yet is kept under its own name, so nothing is lost.
final class MetaAttachments {
    private static final int ATTACHMENTS_MAX = 50;
    private static final int KIND_MAX = 40;

    private MetaAttachments() {}

    static List<Attachment> read(JsonNode message) {
        List<Attachment> read = new ArrayList<>();
        Set<String> stickers = new HashSet<>();
        JsonNode attachments = message.path("attachments");
        for (JsonNode attachment : attachments.isObject() ? List.of(attachments) : attachments) {
            // for some months of 2026 a sticker was told as one and as a picture
            @Nullable String sticker = Fields.id(attachment.path("payload").path("sticker_id"));
            if (read.size() < ATTACHMENTS_MAX && (sticker == null || stickers.add(sticker))) {
                read.add(one(attachment));
            }
        }
        if (read.isEmpty() && Fields.id(message.path("sticker_id")) != null) {
            // the thumb of old has been seen without its picture
            read.add(new Attachment("sticker", null, null, null, null));
        }
        return read;
    }

    static List<Attachment> withUnsupported(List<Attachment> known) {
        return known.stream().anyMatch(attachment -> attachment.kind().equals("unsupported"))
                ? known
                : Stream.concat(known.stream(), Stream.of(unsupported())).toList();
    }

    private static Attachment unsupported() {
        return new Attachment("unsupported", null, null, null, null);
    }

    private static Attachment one(JsonNode attachment) {
        JsonNode payload = attachment.path("payload");
        String type = Fields.word(attachment.path("type"));
        if (type == null) {
            return unsupported();
        }
        @Nullable String url = url(attachment, payload);
        @Nullable String title = title(attachment, payload);
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "image" -> {
                boolean sticker = Fields.id(payload.path("sticker_id")) != null;
                yield new Attachment(sticker ? "sticker" : "image", url, title, null, null);
            }
            case "like_heart" -> new Attachment("sticker", url, title, null, null);
            case "location" -> {
                JsonNode at = payload.path("coordinates");
                yield new Attachment(
                        "location", url, title, Fields.number(at.path("lat")), Fields.number(at.path("long")));
            }
            case "fallback", "share", "post", "ig_post" -> new Attachment("share", url, title, null, null);
            case "ig_reel", "reel" -> new Attachment("reel", url, title, null, null);
            case "ig_story" -> new Attachment("story", url, title, null, null);
            case "unsupported_type", "unsupported" -> unsupported();
            case String other ->
                new Attachment(
                        other.length() <= KIND_MAX ? other : other.substring(0, KIND_MAX), url, title, null, null);
        };
    }

    private static @Nullable String url(JsonNode attachment, JsonNode payload) {
        for (JsonNode place : List.of(
                payload.path("url"),
                payload.path("story_media_url"),
                payload.path("link"),
                attachment.path("url"),
                attachment.path("URL"),
                element(payload).path("image_url"))) {
            String url = Fields.url(place);
            if (url != null) {
                return url;
            }
        }
        return null;
    }

    private static @Nullable String title(JsonNode attachment, JsonNode payload) {
        for (JsonNode place : List.of(
                payload.path("title"),
                attachment.path("title"),
                element(payload).path("title"),
                payload.path("name"))) {
            String title = Fields.word(place);
            if (title != null) {
                return title;
            }
        }
        return null;
    }

    /// The product that a shopper passed on from the shop's catalogue, by the number the seller gave
    /// it, else by the platform's.
    static @Nullable Referral product(JsonNode message) {
        JsonNode attachments = message.path("attachments");
        for (JsonNode attachment : attachments.isObject() ? List.of(attachments) : attachments) {
            JsonNode product =
                    attachment.path("payload").path("product").path("elements").path(0);
            @Nullable String sellers = Fields.id(product.path("retailer_id"));
            @Nullable String id = sellers == null ? Fields.id(product.path("id")) : sellers;
            if (id != null) {
                return new Referral("shop", null, null, id, Fields.word(product.path("title")));
            }
        }
        return null;
    }

    /// The first card of a template: product templates say there what they show.
    private static JsonNode element(JsonNode payload) {
        JsonNode generic = payload.path("generic").path("elements");
        JsonNode elements = payload.path("product").path("elements");
        return elements.isArray() && !elements.isEmpty() ? elements.get(0) : generic.path(0);
    }
}

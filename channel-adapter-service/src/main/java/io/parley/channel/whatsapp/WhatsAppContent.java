package io.parley.channel.whatsapp;

import io.parley.channel.meta.Fields;
import io.parley.channel.meta.FilledForm;
import io.parley.channel.meta.PickedItems;
import io.parley.channel.platform.Splitting;
import io.parley.events.InboundEvent.Attachment;
import io.parley.events.InboundEvent.PickedItem;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReplyTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a message says, whichever of WhatsApp's types says it. A type not known yet becomes an
/// attachment that cannot be shown, so that a person looks at it.
/// <https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages>
///
/// @param payload of what was tapped
record WhatsAppContent(
        @Nullable String text,
        List<Attachment> attachments,
        @Nullable String payload,
        List<PickedItem> items) {
    private static final int CONTACTS_MAX = 20;

    private static final List<String> KINDS = List.of(
            "text",
            "image",
            "video",
            "audio",
            "voice",
            "document",
            "sticker",
            "location",
            "contacts",
            "button",
            "interactive",
            "order",
            "reaction");

    /// @param mediaUrl where a file can be had by its id
    static WhatsAppContent read(JsonNode message, UnaryOperator<String> mediaUrl) {
        String type = type(message);
        JsonNode body = message.path(type);
        WhatsAppContent read = switch (type) {
            case "text" -> text(Fields.text(body.isString() ? body : body.path("body")));
            case "image", "video", "sticker" -> media(type, body, null, mediaUrl);
            case "audio", "voice" ->
                media(
                        "audio",
                        body,
                        type.equals("voice") || Fields.flag(body.path("voice")) ? "voice" : null,
                        mediaUrl);
            case "document" -> media("file", body, Fields.word(body.path("filename")), mediaUrl);
            case "location" -> location(body);
            case "contacts" -> contacts(body);
            case "button" -> tapped(Fields.text(body.path("text")), Fields.word(body.path("payload")));
            case "interactive" -> interactive(body);
            case "order" -> order(body);
            default -> nothing();
        };
        return read.isEmpty() ? unsupported() : read;
    }

    /// What kind of message it is; one that does not say is what it holds.
    static String type(JsonNode message) {
        @Nullable String named = Fields.word(message.path("type"));
        if (named != null) {
            return named.toLowerCase(Locale.ROOT);
        }
        return KINDS.stream().filter(message::hasNonNull).findFirst().orElse("");
    }

    private boolean isEmpty() {
        return text == null && payload == null && attachments.isEmpty() && items.isEmpty();
    }

    private static WhatsAppContent nothing() {
        return new WhatsAppContent(null, List.of(), null, List.of());
    }

    private static WhatsAppContent unsupported() {
        return attached(null, new Attachment("unsupported", null, null, null, null));
    }

    private static WhatsAppContent text(@Nullable String text) {
        return new WhatsAppContent(text, List.of(), null, List.of());
    }

    private static WhatsAppContent tapped(@Nullable String title, @Nullable String payload) {
        return new WhatsAppContent(title == null ? payload : title, List.of(), payload, List.of());
    }

    private static WhatsAppContent attached(@Nullable String text, Attachment attachment) {
        return new WhatsAppContent(text, List.of(attachment), null, List.of());
    }

    /// The platform gives the file to whoever has the token: by its id always, by a link for
    /// minutes only.
    private static WhatsAppContent media(
            String kind, JsonNode body, @Nullable String title, UnaryOperator<String> mediaUrl) {
        if (!body.isObject()) {
            return nothing();
        }
        @Nullable String id = Fields.id(body.path("id"));
        @Nullable String link = Fields.url(body.has("url") ? body.path("url") : body.path("link"));
        return attached(
                Fields.text(body.path("caption")),
                new Attachment(kind, id == null ? link : mediaUrl.apply(id), title, null, null));
    }

    private static WhatsAppContent location(JsonNode body) {
        @Nullable Double latitude = Fields.number(body.path("latitude"));
        @Nullable Double longitude = Fields.number(body.path("longitude"));
        String title = Fields.words(body, ", ", "name", "address");
        return latitude == null && longitude == null && title.isEmpty()
                ? nothing()
                : attached(
                        null,
                        new Attachment(
                                "location",
                                Fields.url(body.path("url")),
                                title.isEmpty() ? null : title,
                                latitude,
                                longitude));
    }

    private static WhatsAppContent contacts(JsonNode body) {
        List<Attachment> cards = new ArrayList<>();
        for (JsonNode contact : body.isObject() ? List.of(body) : body) {
            if (cards.size() == CONTACTS_MAX) {
                break;
            }
            StringJoiner title = new StringJoiner(", ");
            @Nullable String name = name(contact);
            if (name != null) {
                title.add(name);
            }
            for (JsonNode phone : contact.path("phones")) {
                @Nullable String written = Fields.word(phone.path("phone"));
                @Nullable String number = written == null ? Fields.word(phone.path("wa_id")) : written;
                if (number != null) {
                    title.add(number);
                }
            }
            @Nullable String shown = title.length() == 0 ? null : cut(title.toString());
            cards.add(new Attachment("contact", null, shown, null, null));
        }
        return new WhatsAppContent(null, List.copyOf(cards), null, List.of());
    }

    private static @Nullable String name(JsonNode contact) {
        JsonNode name = contact.path("name");
        @Nullable String whole = Fields.word(name.path("formatted_name"));
        if (whole != null) {
            return whole;
        }
        String parts = Fields.words(name, " ", "first_name", "last_name");
        return parts.isEmpty() ? Fields.word(contact.path("org").path("company")) : parts;
    }

    /// One without a body has been seen beside `errors`: a thing the platform itself could not
    /// pass on.
    private static WhatsAppContent interactive(JsonNode body) {
        for (String kind : List.of("button_reply", "list_reply")) {
            JsonNode reply = body.path(kind);
            if (reply.isObject()) {
                return tapped(Fields.text(reply.path("title")), Fields.word(reply.path("id")));
            }
        }
        if (product(body) != null) {
            return attached(null, new Attachment("share", null, null, null, null));
        }
        JsonNode form = body.path("nfm_reply");
        if (!form.isObject()) {
            // what the seller has sent by the phone's app shows its words here
            return text(Fields.text(body.path("body").path("text")));
        }
        @Nullable String name = Fields.word(form.path("name"));
        // its own body says that it was sent, in the phone's language
        FilledForm answers = FilledForm.read(form.path("response_json"));
        return new WhatsAppContent(
                answers.text(), answers.place(), "form:" + (name == null ? "flow" : name), List.of());
    }

    private static WhatsAppContent order(JsonNode body) {
        return new WhatsAppContent(
                Fields.text(body.path("text")),
                List.of(),
                null,
                PickedItems.read(body.path("product_items"), "product_retailer_id", "item_price"));
    }

    /// Of somebody who tapped the button that tells it.
    static @Nullable String ownNumber(JsonNode message) {
        JsonNode card = message.path("contacts").path(0);
        JsonNode phone = card.path("phones").path(0);
        if (!"contact_request".equals(Fields.word(card.path("origin")))) {
            return null;
        }
        @Nullable String id = Fields.id(phone.path("wa_id"));
        return id == null ? Fields.id(phone.path("phone")) : id;
    }

    private static @Nullable String product(JsonNode interactive) {
        return Fields.id(interactive.path("product").path("product_retailer_id"));
    }

    static @Nullable ReplyTo replyTo(JsonNode message) {
        @Nullable String id = Fields.id(message.path("context").path("id"));
        return id == null ? null : new ReplyTo("message", id, null);
    }

    static boolean isForwarded(JsonNode message) {
        return Fields.flag(message.path("context").path("forwarded"))
                || Fields.flag(message.path("context").path("frequently_forwarded"));
    }

    /// By an advertisement or a post that opens a chat, from a product's page in the catalogue, or
    /// with a product of it.
    static @Nullable Referral referral(JsonNode message) {
        JsonNode from = message.path("referral");
        if (from.isObject()) {
            boolean ad = "ad".equalsIgnoreCase(Fields.word(from.path("source_type"))) || from.has("ctwa_clid");
            return new Referral(
                    ad ? "ad" : "link",
                    Fields.word(from.path("ref")),
                    ad ? Fields.id(from.path("source_id")) : null,
                    null,
                    Fields.word(from.path("headline")));
        }
        JsonNode product = message.path("context").path("referred_product");
        @Nullable String asked = Fields.id(product.path("product_retailer_id"));
        @Nullable String reference = asked == null ? product(message.path("interactive")) : asked;
        return reference == null ? null : new Referral("shop", null, null, reference, null);
    }

    private static String cut(String text) {
        return text.length() <= 2_000 ? text : Splitting.shorten(text, 2_000, String::length);
    }
}

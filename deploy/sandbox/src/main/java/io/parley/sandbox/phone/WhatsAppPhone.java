package io.parley.sandbox.phone;

import io.parley.sandbox.Account;
import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.webhook.MetaEvent;
import io.parley.sandbox.webhook.WhatsAppEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a shopper does on WhatsApp, as WhatsApp words it.
final class WhatsAppPhone {
    private static final String NO_FILE = "http://localhost/none";

    private final Files files;

    WhatsAppPhone(Files files) {
        this.files = files;
    }

    /// @param kind which of the ways to write `json` has
    /// @param replyTo the message that is answered
    MetaEvent event(
            ObjectNode json,
            String kind,
            Account account,
            Person person,
            String mid,
            long atMillis,
            @Nullable String replyTo) {
        var content = Json.object();
        var type = kind;
        switch (kind) {
            case "text" -> content.putObject("text").put("body", Json.text(json, "text"));
            case "quickReply" -> {
                var reply = Asked.part(json, "quickReply");
                type = "interactive";
                var list = Boolean.TRUE.equals(Json.flag(reply, "list"));
                var interactive = content.putObject("interactive").put("type", list ? "list_reply" : "button_reply");
                interactive
                        .putObject(list ? "list_reply" : "button_reply")
                        .put("id", Json.text(reply, "payload"))
                        .put("title", Json.text(reply, "title"));
            }
            case "postback" -> {
                var postback = Asked.part(json, "postback");
                type = "button";
                content.putObject("button")
                        .put("payload", Json.text(postback, "payload"))
                        .put("text", Json.text(postback, "title"));
            }
            case "attachment" -> type = attachment(json, content);
            case "location" -> {
                var at = Asked.part(json, kind);
                Asked.place(at);
                content.putObject("location").setAll(at);
            }
            case "edit" -> {
                var edit = Asked.part(json, kind);
                var told = content.putObject("edit").put("original_message_id", Asked.word(edit, kind, "mid"));
                var message = told.putObject("message").put("type", "text");
                message.putObject("text")
                        .put("body", Asked.limited("edit.text", Json.text(edit, "text"), Asked.TEXT_CHARS_MAX));
            }
            case "deletion" -> {
                type = "revoke";
                content.putObject("revoke").put("original_message_id", Asked.word(Asked.part(json, kind), kind, "mid"));
            }
            case "referral" ->
                throw new BadInput("invalid_input", "On WhatsApp a referral comes with the first message: add text.");
            case "order" -> {
                var items = Asked.part(json, "order").path("items");
                var order = content.putObject("order").put("catalog_id", "1").put("text", text(json));
                var products = order.putArray("product_items");
                for (var item : items)
                    products.addObject()
                            .put("product_retailer_id", item.path("reference").asString(""))
                            .put("quantity", item.path("quantity").asInt(1))
                            .put("item_price", item.path("price").asDouble(0))
                            .put("currency", item.path("currency").asString("USD"));
            }
            case "reaction" -> {
                var reaction = Asked.part(json, "reaction");
                var back = "unreact".equals(Json.text(reaction, "action"));
                content.putObject("reaction")
                        .put("message_id", Json.text(reaction, "mid"))
                        .put("emoji", back ? "" : Objects.requireNonNullElse(Json.text(reaction, "emoji"), "❤️"));
            }
            default -> {
                var event = Asked.part(json, "event");
                if (!event.has("id")) event.put("id", mid);
                if (!event.has("timestamp")) event.put("timestamp", String.valueOf(atMillis / 1000));
                if (!event.has("from") && !event.has("from_user_id"))
                    event.put(person.id().contains(".") ? "from_user_id" : "from", person.id());
                return WhatsAppEvent.raw(account, person.id(), person.name(), event);
            }
        }
        var came = Came.read(json);
        if (came != null) came.whatsApp(content);
        return WhatsAppEvent.message(
                kind.equals("text") || kind.equals("quickReply") ? "message" : kind,
                account,
                person.id(),
                person.name(),
                atMillis,
                mid,
                type,
                content,
                replyTo);
    }

    private String attachment(ObjectNode json, ObjectNode content) {
        var attachment = Asked.part(json, "attachment");
        var named = Objects.requireNonNullElse(Json.text(attachment, "type"), "image");
        var voice = named.equals("voice");
        var type = voice ? "audio" : named.equals("file") ? "document" : named;
        var url = Objects.requireNonNullElse(Json.text(attachment, "url"), NO_FILE);
        var mime = switch (type) {
            case "image" -> "image/jpeg";
            case "video" -> "video/mp4";
            case "audio" -> url.endsWith(".wav") ? "audio/wav" : "audio/ogg; codecs=opus";
            case "sticker" -> "image/webp";
            default -> "application/pdf";
        };
        var media = content.putObject(type).put("mime_type", mime).put("id", files.add(url, mime));
        if (voice) media.put("voice", true);
        var caption = Json.text(attachment, "caption");
        if (caption != null) media.put("caption", caption);
        return type;
    }

    private static @Nullable String text(ObjectNode json) {
        return Json.text(Asked.part(json, "order"), "text");
    }
}

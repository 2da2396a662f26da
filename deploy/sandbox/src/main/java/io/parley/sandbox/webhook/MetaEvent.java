package io.parley.sandbox.webhook;

import io.parley.sandbox.Account;
import io.parley.sandbox.Platform;
import io.parley.sandbox.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One webhook. Most are Meta's messaging events, one each.
///
/// @param what a word for people: message, postback, reaction, edit, deletion, referral, comment,
///     delivery, read, echo, event
/// @param json the whole body: object, entry, messaging; or the fields of a form
/// @param formTo for a form of Twilio's: the address it goes to, empty for the usual one; null
///     for JSON
public record MetaEvent(
        String what, ObjectNode json, @Nullable String formTo) {
    private static final long APP_ID = 1_517_776_481_860_111L;

    public MetaEvent(String what, ObjectNode json) {
        this(what, json, null);
    }

    /// The shopper wrote; `message` is complete but for its `mid`.
    public static MetaEvent message(Account to, String person, long at, String mid, ObjectNode message) {
        var whole = Json.object().put("mid", mid);
        whole.setAll(message);
        return fromPerson("message", to, person, at, Json.object().set("message", whole));
    }

    public static MetaEvent postback(Account to, String person, long at, String mid, String title, String payload) {
        var event = Json.object();
        event.putObject("postback").put("mid", mid).put("title", title).put("payload", payload);
        return fromPerson("postback", to, person, at, event);
    }

    /// @param reaction `love` and the like; null takes the reaction back
    public static MetaEvent reaction(
            Account to, String person, long at, String mid, @Nullable String reaction, @Nullable String emoji) {
        var event = Json.object();
        var body = event.putObject("reaction").put("mid", mid).put("action", reaction == null ? "unreact" : "react");
        if (reaction != null) body.put("reaction", reaction);
        if (emoji != null) body.put("emoji", emoji);
        return fromPerson("reaction", to, person, at, event);
    }

    /// Messenger only: Instagram does not tell.
    public static MetaEvent delivery(Account to, String person, long at, List<String> mids, long watermark) {
        var event = Json.object();
        var delivery = event.putObject("delivery").put("watermark", watermark);
        mids.forEach(delivery.putArray("mids")::add);
        return fromPerson("delivery", to, person, at, event);
    }

    /// Messenger gives a watermark, Instagram the message's id.
    public static MetaEvent read(Account to, String person, long at, String mid, long watermark) {
        var event = Json.object();
        var read = event.putObject("read");
        if (to.platform() == Platform.INSTAGRAM) read.put("mid", mid);
        else read.put("watermark", watermark);
        return fromPerson("read", to, person, at, event);
    }

    /// The shop's own message, sent back to it.
    public static MetaEvent echo(Account from, String person, long at, String mid, JsonNode sent) {
        var message = Json.object().put("mid", mid).put("is_echo", true);
        if (from.platform() != Platform.INSTAGRAM) message.put("app_id", APP_ID);
        for (var field : List.of("text", "metadata")) if (sent.has(field)) message.set(field, sent.get(field));
        if (sent.has("attachment")) message.putArray("attachments").add(sent.get("attachment"));
        return whole("echo", from, from.id(), person, at, Json.object().set("message", message));
    }

    /// A comment on a post: `comments` on Instagram, the `feed` of a page.
    public static MetaEvent comment(
            Account to, String person, String username, long at, String commentId, String postId, String text) {
        var instagram = to.platform() == Platform.INSTAGRAM;
        var value = Json.object();
        if (instagram) {
            value.putObject("from").put("id", person).put("username", username);
            value.putObject("media").put("id", postId).put("media_product_type", "FEED");
            value.put("id", commentId).put("text", text);
        } else {
            value.putObject("from").put("id", person).put("name", username);
            value.put("item", "comment").put("verb", "add").put("comment_id", commentId);
            value.put("post_id", postId).put("created_time", at / 1_000).put("message", text);
        }
        var json = Json.object().put("object", instagram ? "instagram" : "page");
        json.putArray("entry")
                .addObject()
                .put("id", to.id())
                .put("time", instagram ? at / 1_000 : at)
                .putArray("changes")
                .addObject()
                .put("field", instagram ? "comments" : "feed")
                .set("value", value);
        return new MetaEvent("comment", json);
    }

    /// Any other event the shopper's side can cause, given as it stands beside sender and
    /// recipient.
    public static MetaEvent fromPerson(String what, Account to, String person, long at, ObjectNode event) {
        return whole(what, to, person, to.id(), at, event);
    }

    private static MetaEvent whole(
            String what, Account account, String sender, String recipient, long at, ObjectNode event) {
        var messaging = Json.object();
        messaging.putObject("sender").put("id", sender);
        messaging.putObject("recipient").put("id", recipient);
        messaging.put("timestamp", at);
        messaging.setAll(event);
        var json = Json.object().put("object", account.platform() == Platform.INSTAGRAM ? "instagram" : "page");
        json.putArray("entry")
                .addObject()
                .put("id", account.id())
                .put("time", at)
                .putArray("messaging")
                .add(messaging);
        return new MetaEvent(what, json);
    }
}

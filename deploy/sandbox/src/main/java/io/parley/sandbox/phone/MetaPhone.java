package io.parley.sandbox.phone;

import io.parley.sandbox.Account;
import io.parley.sandbox.Platform;
import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.webhook.MetaEvent;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a shopper does on Instagram and Messenger, as Meta words it.
final class MetaPhone {
    private static final Pattern ATTACHMENT_TYPE = Pattern.compile("[a-z_]{1,40}");

    private MetaPhone() {}

    /// @param kind which of the ways to write `json` has
    /// @param replyTo the message that is answered
    static MetaEvent event(
            ObjectNode json,
            String kind,
            Account account,
            Person person,
            String mid,
            long at,
            @Nullable String replyTo) {
        var came = Came.read(json);
        var story = Asked.optional(json, "story");
        var message = Json.object();
        if (replyTo != null) message.putObject("reply_to").put("mid", replyTo);
        if (story != null)
            message.putObject("reply_to")
                    .putObject("story")
                    .put("id", Objects.requireNonNullElse(Json.text(story, "id"), "18000000000000001"))
                    .put(
                            "url",
                            Objects.requireNonNullElse(
                                    Json.text(story, "url"), "https://lookaside.fbsbx.com/ig_messaging_cdn/story"));
        if (came != null) message.set("referral", came.meta());
        switch (kind) {
            case "text" -> message.put("text", Asked.limited("text", Json.text(json, "text"), Asked.TEXT_CHARS_MAX));
            case "quickReply" -> {
                var reply = Asked.part(json, kind);
                message.put("text", Asked.word(reply, kind, "title"))
                        .putObject("quick_reply")
                        .put("payload", Asked.word(reply, kind, "payload"));
            }
            case "attachment" -> {
                var attachment = Asked.part(json, kind);
                var type = Objects.requireNonNullElse(Json.text(attachment, "type"), "");
                if (!ATTACHMENT_TYPE.matcher(type).matches())
                    throw new BadInput("invalid_input", "attachment.type is image, video, audio, file or the like.");
                var url = Json.text(attachment, "url");
                var sent =
                        message.putArray("attachments").addObject().put("type", type.equals("voice") ? "audio" : type);
                if (url != null) sent.putObject("payload").put("url", url);
            }
            case "postback" -> {
                var postback = Asked.part(json, kind);
                return MetaEvent.postback(
                        account,
                        person.id(),
                        at,
                        mid,
                        Asked.word(postback, kind, "title"),
                        Asked.word(postback, kind, "payload"));
            }
            case "reaction" -> {
                var reaction = Asked.part(json, kind);
                var back = "unreact".equals(Json.text(reaction, "action"));
                var emoji = Objects.requireNonNullElse(Json.text(reaction, "emoji"), "❤️");
                var name = Objects.requireNonNullElse(Json.text(reaction, "reaction"), "love");
                return MetaEvent.reaction(
                        account,
                        person.id(),
                        at,
                        Asked.word(reaction, kind, "mid"),
                        back ? null : name,
                        back ? null : emoji);
            }
            case "edit" -> {
                var edit = Asked.part(json, kind);
                var told = Json.object();
                told.putObject("message_edit")
                        .put("mid", Asked.word(edit, kind, "mid"))
                        .put("text", Asked.limited("edit.text", Json.text(edit, "text"), Asked.TEXT_CHARS_MAX))
                        .put("num_edit", Objects.requireNonNullElse(Json.number(edit, "count", 1, 100), 1));
                return MetaEvent.fromPerson("edit", account, person.id(), at, told);
            }
            case "deletion" -> {
                if (account.platform() != Platform.INSTAGRAM)
                    throw new BadInput("invalid_input", "Messenger does not tell a page what was taken back.");
                var told = Json.object();
                told.putObject("message")
                        .put("mid", Asked.word(Asked.part(json, kind), kind, "mid"))
                        .put("is_deleted", true);
                return MetaEvent.fromPerson("deletion", account, person.id(), at, told);
            }
            case "referral" -> {
                if (came == null) throw new BadInput("invalid_input", "referral is an object in curly brackets.");
                return MetaEvent.fromPerson(
                        "referral", account, person.id(), at, Json.object().set("referral", came.meta()));
            }
            case "location", "order" ->
                throw new BadInput("invalid_input", "A " + kind + " can be sent on WhatsApp only.");
            default -> {
                var event = Asked.part(json, "event");
                if (event.get("message") instanceof ObjectNode given && !given.has("mid")) given.put("mid", mid);
                return MetaEvent.fromPerson("event", account, person.id(), at, event);
            }
        }
        return MetaEvent.message(account, person.id(), at, mid, message);
    }
}

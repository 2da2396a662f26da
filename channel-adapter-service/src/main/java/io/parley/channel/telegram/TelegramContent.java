package io.parley.channel.telegram;

import io.parley.channel.meta.Fields;
import io.parley.events.InboundEvent.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a message says, whatever it is made of. What cannot be shown becomes an attachment that
/// says so, so that a person looks at it. <https://core.telegram.org/bots/api#message>
///
/// @param payload what a web app gave back
/// @param phone the person's own number, once they have shared it; E.164
/// @param isService the chat itself has changed, and nobody has said anything
record TelegramContent(
        @Nullable String text,
        List<Attachment> attachments,
        @Nullable String payload,
        @Nullable String phone,
        boolean isService) {
    private static final Set<String> SERVICE = Set.of(
            "new_chat_members",
            "left_chat_member",
            "new_chat_title",
            "new_chat_photo",
            "delete_chat_photo",
            "group_chat_created",
            "supergroup_chat_created",
            "channel_chat_created",
            "message_auto_delete_timer_changed",
            "migrate_to_chat_id",
            "migrate_from_chat_id",
            "pinned_message",
            "users_shared",
            "user_shared",
            "chat_shared",
            "write_access_allowed",
            "connected_website",
            "boost_added",
            "chat_background_set",
            "proximity_alert_triggered",
            "passport_data",
            "successful_payment",
            "refunded_payment",
            "forum_topic_created",
            "forum_topic_edited",
            "forum_topic_closed",
            "forum_topic_reopened",
            "direct_message_price_changed",
            "paid_message_price_changed",
            "general_forum_topic_hidden",
            "general_forum_topic_unhidden",
            "giveaway_created",
            "giveaway_completed",
            "checklist_tasks_done",
            "checklist_tasks_added",
            "suggested_post_approved",
            "suggested_post_approval_failed",
            "suggested_post_declined",
            "suggested_post_paid",
            "suggested_post_refunded",
            "video_chat_scheduled",
            "video_chat_started",
            "video_chat_ended",
            "video_chat_participants_invited");
    private static final int DIGITS_MIN = 7;
    private static final int DIGITS_MAX = 15;

    /// @param fileUrl where a file can be had by its id
    static TelegramContent read(JsonNode message, UnaryOperator<String> fileUrl) {
        @Nullable String text = Fields.text(message.path("text"));
        text = text == null ? Fields.text(message.path("caption")) : text;
        List<Attachment> attachments = attachments(message, fileUrl);
        JsonNode app = message.path("web_app_data");
        if (app.isObject()) {
            @Nullable String title = Fields.text(app.path("button_text"));
            text = text == null ? title : text;
        }
        @Nullable String payload = Fields.word(app.path("data"));
        @Nullable String dice = Fields.word(message.path("dice").path("emoji"));
        text = text == null ? dice : text;
        boolean empty = text == null && attachments.isEmpty() && payload == null;
        boolean service = empty && SERVICE.stream().anyMatch(message::has);
        List<Attachment> shown = empty ? List.of(new Attachment("unsupported", null, null, null, null)) : attachments;
        return new TelegramContent(
                text, shown, payload, ownNumber(message.path("contact"), message.path("from")), service);
    }

    private static List<Attachment> attachments(JsonNode message, UnaryOperator<String> fileUrl) {
        List<Attachment> found = new ArrayList<>();
        if (has(message, "photo")) {
            found.add(file("image", largest(message.path("photo")), null, fileUrl));
        }
        for (String video : List.of("video", "video_note", "animation")) {
            if (has(message, video)) {
                found.add(file("video", message.path(video), null, fileUrl));
            }
        }
        if (has(message, "voice")) {
            found.add(file("audio", message.path("voice"), "voice", fileUrl));
        }
        if (has(message, "audio")) {
            JsonNode audio = message.path("audio");
            found.add(file("audio", audio, first(audio, "title", "file_name"), fileUrl));
        }
        // a moving picture is told as a file besides
        if (has(message, "document") && !has(message, "animation")) {
            JsonNode document = message.path("document");
            @Nullable String type = Fields.word(document.path("mime_type"));
            boolean picture = type != null && type.startsWith("image/");
            found.add(file(picture ? "image" : "file", document, first(document, "file_name"), fileUrl));
        }
        if (has(message, "sticker")) {
            JsonNode sticker = message.path("sticker");
            found.add(file("sticker", sticker, first(sticker, "emoji"), fileUrl));
        }
        if (has(message, "venue")) {
            JsonNode venue = message.path("venue");
            found.add(place(venue.path("location"), title(venue)));
        } else if (has(message, "location")) {
            found.add(place(message.path("location"), null));
        }
        if (has(message, "contact")) {
            found.add(new Attachment("contact", null, card(message.path("contact")), null, null));
        }
        Stream.of("poll", "game", "invoice", "story", "paid_media", "checklist", "gift", "unique_gift", "giveaway")
                .filter(kind -> has(message, kind))
                .forEach(kind -> found.add(new Attachment(
                        "unsupported", null, first(message.path(kind), "question", "title"), null, null)));
        return List.copyOf(found);
    }

    private static boolean has(JsonNode message, String kind) {
        JsonNode value = message.path(kind);
        return value.isContainer() && !value.isEmpty();
    }

    private static Attachment file(String kind, JsonNode file, @Nullable String title, UnaryOperator<String> fileUrl) {
        @Nullable String id = Fields.id(file.path("file_id"));
        @Nullable String url = id == null || !TelegramReader.isFileId(id) ? null : fileUrl.apply(id);
        return new Attachment(kind, url, title, null, null);
    }

    /// A picture comes in several sizes.
    private static JsonNode largest(JsonNode sizes) {
        JsonNode largest = sizes.isArray() ? sizes.path(0) : sizes;
        for (JsonNode size : sizes.isArray() ? sizes : List.<JsonNode>of()) {
            if (width(size) >= width(largest) && size.has("file_id")) {
                largest = size;
            }
        }
        return largest;
    }

    private static double width(JsonNode size) {
        return Objects.requireNonNullElse(Fields.number(size.path("width")), 0.0);
    }

    private static Attachment place(JsonNode location, @Nullable String title) {
        return new Attachment(
                "location",
                null,
                title,
                Fields.number(location.path("latitude")),
                Fields.number(location.path("longitude")));
    }

    private static @Nullable String title(JsonNode venue) {
        String title = Fields.words(venue, ", ", "title", "address");
        return title.isEmpty() ? null : title;
    }

    private static @Nullable String card(JsonNode contact) {
        StringJoiner card = new StringJoiner(", ");
        String name = Fields.words(contact, " ", "first_name", "last_name");
        if (!name.isEmpty()) {
            card.add(name);
        }
        @Nullable String number = Fields.word(contact.path("phone_number"));
        if (number != null) {
            card.add(number);
        }
        return card.length() == 0 ? null : card.toString();
    }

    /// A number counts as the person's own when Telegram says that it is.
    private static @Nullable String ownNumber(JsonNode contact, JsonNode from) {
        @Nullable String owner = Fields.id(contact.path("user_id"));
        if (owner == null || !owner.equals(Fields.id(from.path("id")))) {
            return null;
        }
        String digits = Objects.requireNonNullElse(Fields.word(contact.path("phone_number")), "")
                .replaceAll("[^0-9]", "");
        return digits.length() >= DIGITS_MIN && digits.length() <= DIGITS_MAX ? "+" + digits : null;
    }

    private static @Nullable String first(JsonNode json, String... fields) {
        for (String field : fields) {
            @Nullable String word = Fields.word(json.path(field));
            if (word != null) {
                return word;
            }
        }
        return null;
    }
}

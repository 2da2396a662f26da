package io.parley.channel.telegram;

import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.InboundKind;
import io.parley.channel.intake.Wording;
import io.parley.channel.meta.Fields;
import io.parley.events.Contact;
import io.parley.events.InboundEvent.MessageEdited;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.ReactionReceived;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReferralReceived;
import io.parley.events.InboundEvent.ReplyTo;
import io.parley.starter.web.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads Telegram's updates. Only private chats are a shopper's; an answer in a group would come
/// out of nowhere. <https://core.telegram.org/bots/api#update>
@Component
class TelegramReader {
    private static final Logger LOG = LoggerFactory.getLogger(TelegramReader.class);
    private static final int DETAIL_MAX = 4_000;
    private static final int UPDATES_MAX = 1_000;
    private static final String UPDATE_ID = "update_id";
    private static final Pattern FILE_ID = Pattern.compile("[A-Za-z0-9_-]{1,300}");
    /// `/start`, alone or with what a link brought along.
    private static final Pattern START = Pattern.compile("/start(?:@\\w+)?(?:\\s+(.+))?", Pattern.DOTALL);
    private static final Pattern LINK_CODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /// Real, and nothing a shopper did in their chat.
    private static final Set<String> NOT_FOR_US = Set.of(
            "channel_post",
            "edited_channel_post",
            "business_connection",
            "business_message",
            "edited_business_message",
            "deleted_business_messages",
            "message_reaction_count",
            "inline_query",
            "chosen_inline_result",
            "shipping_query",
            "pre_checkout_query",
            "purchased_paid_media",
            "poll",
            "poll_answer",
            "chat_member",
            "chat_join_request",
            "chat_boost",
            "removed_chat_boost");

    private final FileUrl fileUrl;

    /// Where a file of a channel can be had.
    @FunctionalInterface
    interface FileUrl {
        String of(Connection channel, String fileId);
    }

    @Autowired
    TelegramReader(TelegramSettings settings) {
        this((FileUrl) settings::fileUrl);
    }

    TelegramReader(FileUrl fileUrl) {
        this.fileUrl = fileUrl;
    }

    private sealed interface Read {
        record Found(Finding finding) implements Read {}

        record NotForUs(String reason) implements Read {}

        record Unreadable(String reason) implements Read {}
    }

    /// Who it is with.
    ///
    /// @param notOurs why it is no shopper's chat; null when it is one
    private record Chat(@Nullable String personId, @Nullable String notOurs) {}

    /// Messages are counted in each chat by itself.
    static String messageId(String chatId, String id) {
        return chatId + ":" + id;
    }

    static boolean isFileId(String given) {
        return FILE_ID.matcher(given).matches();
    }

    /// What is in an update; never fails on its account, and never says nothing.
    List<Finding> read(Connection channel, JsonNode body, Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode update : body.isArray() && !body.isEmpty() ? body : List.of(body)) {
            if (findings.size() >= UPDATES_MAX) {
                findings.add(new Finding.Stray("more_than_" + UPDATES_MAX + "_updates"));
                break;
            }
            int before = findings.size();
            @Nullable String id = Fields.id(update.path(UPDATE_ID));
            for (String kind : update.propertyNames()) {
                if (!kind.equals(UPDATE_ID)) {
                    findings.add(safely(channel, kind, update.path(kind), id, now));
                }
            }
            if (findings.size() == before) {
                findings.add(setAside(channel, update, false, "update_without_event", now));
            }
        }
        return findings;
    }

    private Finding safely(Connection channel, String kind, JsonNode event, @Nullable String updateId, Instant now) {
        try {
            return switch (read(channel, kind, event, updateId, now)) {
                case Read.Found it -> it.finding();
                case Read.NotForUs it -> setAside(channel, event, true, it.reason(), now);
                case Read.Unreadable it -> setAside(channel, event, false, it.reason(), now);
            };
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("an update of Telegram's could not be read by our own mistake", e);
            return setAside(channel, event, false, "our_mistake", now);
        }
    }

    private Read read(Connection channel, String kind, JsonNode event, @Nullable String updateId, Instant now) {
        if (NOT_FOR_US.contains(kind)) {
            return new Read.NotForUs(kind);
        }
        return switch (kind) {
            case "message" -> message(channel, event, now);
            case "edited_message" -> edit(channel, event, updateId, now);
            case "callback_query" -> tap(channel, event, now);
            case "message_reaction" -> reaction(channel, event, now);
            case "my_chat_member" -> member(event);
            default -> new Read.Unreadable("unknown_kind");
        };
    }

    private Read message(Connection channel, JsonNode message, Instant now) {
        Chat chat = chat(message, message.path("from"));
        if (chat.notOurs != null) {
            return new Read.NotForUs(chat.notOurs);
        }
        @Nullable String person = chat.personId;
        if (person == null) {
            return new Read.Unreadable(message.isObject() ? "no_person" : "not_a_message");
        }
        Instant at = Objects.requireNonNullElse(Fields.time(message.path("date"), now), now);
        @Nullable String number = Fields.id(message.path("message_id"));
        String id = number == null ? madeKey("message", message) : messageId(person, number);
        TelegramContent content = TelegramContent.read(message, file -> fileUrl.of(channel, file));
        JsonNode from = message.path("from");
        @Nullable String said = content.text();
        Matcher start = START.matcher(said == null ? "" : said.strip());
        if (start.matches()) {
            @Nullable String with = start.group(1);
            if (with == null || LINK_CODE.matcher(with.strip()).matches()) {
                return came(channel, person, from, id, with == null ? null : with.strip(), at);
            }
            said = with.strip();
        } else if (content.isService()) {
            return new Read.NotForUs("service");
        }
        @Nullable String whole = said;
        @Nullable String text = whole == null ? null : Wording.kept(whole);
        @Nullable ReplyTo replyTo = replyTo(person, message);
        boolean forwarded = message.has("forward_origin") || message.has("forward_date");
        return new Read.Found(new Finding.Fact(
                channel,
                person,
                Wording.key(id),
                InboundKind.MESSAGE,
                at,
                !Objects.equals(whole, text),
                contact -> new MessageReceived(
                        named(contact, from, content.phone()),
                        at,
                        id,
                        text,
                        content.attachments(),
                        content.payload(),
                        replyTo,
                        null,
                        false,
                        List.of(),
                        forwarded)));
    }

    /// The button "Start", pressed on the bot's page or by way of a link.
    private static Read came(
            Connection channel, String person, JsonNode from, String id, @Nullable String code, Instant at) {
        Referral referral = new Referral("link", code, null, null, null);
        return new Read.Found(new Finding.Fact(
                channel,
                person,
                Wording.key("start", id),
                InboundKind.REFERRAL,
                at,
                false,
                contact -> new ReferralReceived(named(contact, from, null), at, referral)));
    }

    private Read edit(Connection channel, JsonNode message, @Nullable String updateId, Instant now) {
        Chat chat = chat(message, message.path("from"));
        if (chat.notOurs != null) {
            return new Read.NotForUs(chat.notOurs);
        }
        @Nullable String number = Fields.id(message.path("message_id"));
        if (chat.personId == null || number == null) {
            return new Read.Unreadable(number == null ? "edit_without_id" : "no_person");
        }
        @Nullable
        String whole =
                TelegramContent.read(message, file -> fileUrl.of(channel, file)).text();
        if (whole == null) {
            // somebody who shares where they are moves on
            return new Read.NotForUs(message.has("location") ? "live_location" : "edit_without_text");
        }
        String id = messageId(chat.personId, number);
        String text = Wording.kept(whole);
        Instant written = Objects.requireNonNullElse(Fields.time(message.path("date"), now), now);
        Instant at = Objects.requireNonNullElse(Fields.time(message.path("edit_date"), now), written);
        return new Read.Found(new Finding.Fact(
                channel,
                chat.personId,
                Wording.key("edited", updateId == null ? madeKey("n", message) : updateId, id),
                InboundKind.EDIT,
                at,
                !text.equals(whole),
                contact -> new MessageEdited(named(contact, message.path("from"), null), at, id, text)));
    }

    /// What a button under one of our messages brings back; the words on it are still under the
    /// message.
    private static Read tap(Connection channel, JsonNode query, Instant now) {
        JsonNode message = query.path("message");
        Chat chat = chat(message, query.path("from"));
        if (chat.notOurs != null) {
            return new Read.NotForUs(chat.notOurs);
        }
        @Nullable String data = Fields.word(query.path("data"));
        if (data == null) {
            return new Read.NotForUs("tap_without_data");
        }
        @Nullable String person = chat.personId;
        if (person == null) {
            return new Read.Unreadable("no_person");
        }
        @Nullable String given = Fields.id(query.path("id"));
        String id = given == null ? madeKey("tap", query) : Wording.key("tap", given);
        String title = Objects.requireNonNullElse(title(message.path("reply_markup"), data), data);
        @Nullable String number = Fields.id(message.path("message_id"));
        @Nullable ReplyTo replyTo = number == null ? null : new ReplyTo("message", messageId(person, number), null);
        return new Read.Found(new Finding.Fact(
                channel,
                person,
                id,
                InboundKind.MESSAGE,
                now,
                false,
                contact -> new MessageReceived(
                        named(contact, query.path("from"), null),
                        now,
                        id,
                        title,
                        List.of(),
                        data,
                        replyTo,
                        null,
                        false)));
    }

    private static @Nullable String title(JsonNode keyboard, String data) {
        for (JsonNode row : keyboard.path("inline_keyboard")) {
            for (JsonNode button : row) {
                if (data.equals(Fields.word(button.path("callback_data")))) {
                    return Fields.text(button.path("text"));
                }
            }
        }
        return null;
    }

    private static Read reaction(Connection channel, JsonNode event, Instant now) {
        Chat chat = chat(event, event.path("user"));
        if (chat.notOurs != null) {
            return new Read.NotForUs(chat.notOurs);
        }
        @Nullable String number = Fields.id(event.path("message_id"));
        if (chat.personId == null || number == null) {
            return new Read.Unreadable(number == null ? "reaction_without_id" : "no_person");
        }
        JsonNode left = event.path("new_reaction");
        JsonNode newest = left.isArray() ? left.path(left.size() - 1) : left;
        boolean removed = !newest.isObject();
        @Nullable String emoji = Fields.word(newest.path("emoji"));
        Instant at = Objects.requireNonNullElse(Fields.time(event.path("date"), now), now);
        String target = messageId(chat.personId, number);
        return new Read.Found(new Finding.Fact(
                channel,
                chat.personId,
                madeKey("reaction", event),
                InboundKind.REACTION,
                at,
                false,
                contact -> new ReactionReceived(named(contact, event.path("user"), null), at, target, emoji, removed)));
    }

    /// Somebody blocked the bot, or let it write again. Sends to who has blocked it are refused by
    /// the platform (403).
    private static Read member(JsonNode change) {
        Chat chat = chat(change, change.path("from"));
        if (chat.notOurs != null) {
            return new Read.NotForUs(chat.notOurs);
        }
        @Nullable String status = Fields.word(change.path("new_chat_member").path("status"));
        return switch (status) {
            case "kicked", "left" -> new Read.NotForUs("blocked");
            case "member" -> new Read.NotForUs("unblocked");
            case null, default -> new Read.Unreadable("unknown_status");
        };
    }

    /// In a private chat, the chat's id is the person's.
    private static Chat chat(JsonNode event, JsonNode from) {
        if (Fields.flag(from.path("is_bot"))) {
            return new Chat(null, "bot");
        }
        @Nullable String id = Fields.id(event.path("chat").path("id"));
        @Nullable String type = Fields.word(event.path("chat").path("type"));
        if (type != null && !type.equals("private") || id != null && id.startsWith("-")) {
            return new Chat(null, "channel".equals(type) ? "channel" : "group");
        }
        return new Chat(id == null ? Fields.id(from.path("id")) : id, null);
    }

    private static @Nullable ReplyTo replyTo(String person, JsonNode message) {
        @Nullable String number = Fields.id(message.path("reply_to_message").path("message_id"));
        return number == null ? null : new ReplyTo("message", messageId(person, number), null);
    }

    private static Contact named(Contact contact, JsonNode from, @Nullable String phone) {
        @Nullable String first = Fields.word(from.path("first_name"));
        @Nullable String last = Fields.word(from.path("last_name"));
        @Nullable
        String name = first == null
                ? last == null ? Fields.word(from.path("username")) : last
                : last == null ? first : first.strip() + " " + last.strip();
        return new Contact(
                contact.conversationKey(),
                contact.channelId(),
                contact.platform(),
                contact.accountId(),
                contact.personId(),
                name == null ? contact.personName() : name,
                phone == null ? contact.phone() : phone,
                contact.aliases());
    }

    /// A key for an event that has no id of its own: the same event sent again has the same.
    private static String madeKey(String kind, JsonNode json) {
        return kind + ":" + Wording.digest(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Finding.SetAside setAside(
            Connection channel, JsonNode event, boolean understood, String reason, Instant at) {
        String json = Wording.clean(event.toString());
        String key = "aside:" + Wording.digest(json.getBytes(StandardCharsets.UTF_8));
        String detail = json.length() <= DETAIL_MAX ? json : Wording.clean(json.substring(0, DETAIL_MAX));
        return new Finding.SetAside(channel, key, understood, reason, detail, at);
    }
}

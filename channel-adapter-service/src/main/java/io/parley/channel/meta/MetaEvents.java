package io.parley.channel.meta;

import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.InboundKind;
import io.parley.channel.intake.Wording;
import io.parley.events.DeliveryEvent.MessageDelivered;
import io.parley.events.DeliveryEvent.MessageRead;
import io.parley.events.InboundEvent.Attachment;
import io.parley.events.InboundEvent.EchoReceived;
import io.parley.events.InboundEvent.MessageDeleted;
import io.parley.events.InboundEvent.MessageEdited;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.PickedItem;
import io.parley.events.InboundEvent.PostbackReceived;
import io.parley.events.InboundEvent.ReactionReceived;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReferralReceived;
import io.parley.events.InboundEvent.ReplyTo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the events of a thread: `entry[].messaging[]`.
class MetaEvents {
    private static final Set<String> EVENTS =
            Set.of("message", "message_edit", "postback", "reaction", "read", "delivery", "referral", "optin", "order");
    private static final List<String> ONE_EACH =
            List.of("message", "message_edit", "postback", "order", "reaction", "read", "delivery");
    /// Told by Instagram itself when the shop names somebody in its story: nobody has answered.
    static final String OWN_STORY_MENTION = "own_story_mention";
    /// The inboxes in which a page's and an Instagram account's people answer.
    private static final Set<String> INBOXES = Set.of("263902037430900", "1217981644879628");
    /// Real, and of no use to us: other apps' turns, permissions, payments.
    private static final Set<String> NOT_FOR_US = Set.of(
            "optin",
            "account_linking",
            "app_roles",
            "pass_thread_control",
            "take_thread_control",
            "request_thread_control",
            "thread_owner",
            "policy_enforcement",
            "policy-enforcement",
            "prior_message",
            "game_play",
            "payment",
            "pre_checkout",
            "checkout_update",
            "messaging_feedback",
            "messaging_optouts",
            "optout",
            "user_status",
            "typing",
            "response_feedback",
            "message_context",
            "messaging_customer_information",
            "in_thread_lead_form_submit",
            "call_permission_reply",
            "call_settings_update",
            "call");

    private static final String MARKETING = "notification_messages";
    private static final List<String> NOBODYS =
            List.of("optin", "app_roles", "policy_enforcement", "policy-enforcement");

    /// What became of an event.
    sealed interface Read {
        record Found(Finding finding) implements Read {}

        record NotForUs(String reason, Finding.@Nullable Wish wish) implements Read {
            NotForUs(String reason) {
                this(reason, null);
            }
        }

        record Unreadable(String reason) implements Read {}
    }

    private record Event(
            Connection channel, String personId, boolean fromAccount, JsonNode json, Instant at, Instant now) {

        Read found(String key, InboundKind kind, boolean shortened, Finding.Told told) {
            return new Read.Found(new Finding.Fact(channel, personId, key, kind, at, shortened, told));
        }

        /// A key for an event that has no id of its own: the same event sent again has the same.
        String madeKey(String kind) {
            return kind + ":" + Wording.digest(json.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    Read read(Connection channel, String personId, boolean fromAccount, JsonNode json, Instant at, Instant now) {
        Event event = new Event(channel, personId, fromAccount, json, at, now);
        if (json.path("message").isObject()) {
            return fromAccount ? echo(event, json.get("message")) : message(event, json.get("message"));
        }
        if (json.path("message_edit").isObject()) {
            return edit(event, json.get("message_edit"));
        }
        if (isFlatEdit(json)) {
            return edit(event, json);
        }
        if (json.path("postback").isObject()) {
            return postback(event, json.get("postback"));
        }
        if (json.path("order").isObject() && !fromAccount) {
            return cart(event, json.get("order"));
        }
        if (json.path("reaction").isObject()) {
            return reaction(event, json.get("reaction"));
        }
        if (json.path("read").isObject()) {
            return seen(event, json.get("read"));
        }
        if (json.path("delivery").isObject()) {
            return delivered(event, json.get("delivery"));
        }
        if (json.path("referral").isObject()) {
            Referral referral = MetaReferrals.read(json.get("referral"));
            return event.found(
                    event.madeKey("referral"),
                    InboundKind.REFERRAL,
                    false,
                    contact -> new ReferralReceived(contact, at, referral));
        }
        if (json.path("optin").isObject() && Fields.word(json.get("optin").path("ref")) != null) {
            Referral referral =
                    new Referral("link", Fields.word(json.get("optin").path("ref")), null, null, null);
            return event.found(
                    event.madeKey("referral"),
                    InboundKind.REFERRAL,
                    false,
                    contact -> new ReferralReceived(contact, at, referral));
        }
        for (String name : json.propertyNames()) {
            if (NOT_FOR_US.contains(name)) {
                return new Read.NotForUs(name, fromAccount ? null : wish(personId, json));
            }
        }
        return new Read.Unreadable("unknown_kind");
    }

    /// Marketing messages, stopped or wanted.
    private static Finding.@Nullable Wish wish(String personId, JsonNode event) {
        JsonNode optin = event.path("optin");
        if (event.has("optout") || event.has("messaging_optouts")) {
            return new Finding.Wish(personId, false);
        }
        if (MARKETING.equals(Fields.word(optin.path("type"))) && !optin.has("notification_messages_status")) {
            return new Finding.Wish(personId, true);
        }
        return switch (Objects.requireNonNullElse(Fields.word(optin.path("notification_messages_status")), "")) {
            case "STOP_NOTIFICATIONS" -> new Finding.Wish(personId, false);
            case "RESUME_NOTIFICATIONS" -> new Finding.Wish(personId, true);
            default -> null;
        };
    }

    /// Each of the events of an element by itself: there is one, and there may be more. A referral beside a
    /// message is the message's.
    static List<JsonNode> each(JsonNode element) {
        List<String> kinds =
                ONE_EACH.stream().filter(kind -> element.path(kind).isObject()).toList();
        if (kinds.size() < 2) {
            return List.of(element);
        }
        List<JsonNode> each = new ArrayList<>();
        for (String kind : kinds) {
            ObjectNode one = ((ObjectNode) element).deepCopy();
            one.remove(kinds.stream().filter(other -> !other.equals(kind)).toList());
            each.add(one);
        }
        return each;
    }

    /// Instagram announces some new messages as edits that say nothing.
    static boolean announces(JsonNode json) {
        JsonNode edit = isFlatEdit(json) ? json : json.path("message_edit");
        return edit.isObject() && Fields.text(edit.path("text")) == null;
    }

    /// An edit whose words stand beside its ends, as Instagram's own login tells it.
    private static boolean isFlatEdit(JsonNode json) {
        return json.has("num_edit") && json.has("mid");
    }

    /// Whether it is an event of a thread, wherever it stands.
    static boolean isEvent(JsonNode json) {
        return json.path("recipient").isObject()
                || isFlatEdit(json)
                || EVENTS.stream().anyMatch(json::has);
    }

    /// What it is, when an event names no person by its nature: a checkbox's opt-in, an app's
    /// change of role, what somebody writes to themselves, or how Instagram announces some new
    /// messages; else null.
    static @Nullable String nobodys(JsonNode event) {
        if (announces(event)) {
            return "edit_without_text";
        }
        if (Fields.flag(event.path("message").path("is_self"))) {
            return "own_note";
        }
        return NOBODYS.stream().filter(event::has).findFirst().orElse(null);
    }

    private static Read message(Event event, JsonNode message) {
        String mid = Fields.id(message.path("mid"));
        Instant at = event.at;
        if (Fields.flag(message.path("is_deleted"))) {
            return mid == null
                    ? new Read.Unreadable("deletion_without_id")
                    : event.found(
                            Wording.key("deleted", mid),
                            InboundKind.DELETION,
                            false,
                            contact -> new MessageDeleted(contact, at, mid));
        }
        @Nullable String whole = Fields.text(message.path("text"));
        @Nullable String text = whole == null ? null : Wording.kept(whole);
        @Nullable String payload = Fields.word(message.path("quick_reply").path("payload"));
        List<Attachment> attachments = MetaAttachments.read(message);
        if (attachments.isEmpty() && text == null && payload == null || Fields.flag(message.path("is_unsupported"))) {
            attachments = MetaAttachments.withUnsupported(attachments);
        }
        List<Attachment> shown = attachments;
        String id = mid == null ? event.madeKey("message") : mid;
        @Nullable ReplyTo replyTo = replyTo(message.path("reply_to"));
        @Nullable Referral told = referral(message.path("referral"), event.json.path("referral"));
        @Nullable Referral referral = told == null ? MetaAttachments.product(message) : told;
        return event.found(
                Wording.key(id),
                InboundKind.MESSAGE,
                !Objects.equals(whole, text),
                contact -> new MessageReceived(contact, at, id, text, shown, payload, replyTo, referral, false));
    }

    /// The account wrote: the seller in the app, another app, or we.
    private static Read echo(Event event, JsonNode message) {
        String mid = Fields.id(message.path("mid"));
        Instant at = event.at;
        if (mid == null) {
            return new Read.Unreadable("echo_without_id");
        }
        if (Fields.flag(message.path("is_deleted"))) {
            return new Read.NotForUs("own_deletion");
        }
        @Nullable String whole = Fields.text(message.path("text"));
        @Nullable String text = whole == null ? null : Wording.kept(whole);
        List<Attachment> attachments = MetaAttachments.read(message);
        if (text == null && !attachments.isEmpty() && attachments.stream().allMatch(MetaEvents::isStoryMention)) {
            return new Read.NotForUs(OWN_STORY_MENTION);
        }
        List<Attachment> shown =
                attachments.isEmpty() && text == null ? MetaAttachments.withUnsupported(attachments) : attachments;
        String app = Fields.id(message.path("app_id"));
        @Nullable String by = app == null ? null : INBOXES.contains(app) ? "inbox" : "other";
        return new Read.Found(new Finding.Echo(
                event.channel,
                event.personId,
                Wording.key(mid),
                at,
                !Objects.equals(whole, text),
                mid,
                Fields.word(message.path("metadata")),
                whole,
                contact -> new EchoReceived(contact, at, mid, text, shown, by)));
    }

    private static boolean isStoryMention(Attachment attachment) {
        return attachment.kind().equals("story_mention");
    }

    private static Read edit(Event event, JsonNode edit) {
        String mid = Fields.id(edit.path("mid"));
        String text = Fields.text(edit.path("text"));
        if (event.fromAccount) {
            return new Read.NotForUs("own_edit");
        }
        if (mid == null) {
            return new Read.Unreadable("edit_without_id");
        }
        if (text == null) {
            return new Read.NotForUs("edit_without_text");
        }
        String kept = Wording.kept(text);
        Instant at = event.at;
        String count = Fields.id(edit.path("num_edit"));
        return event.found(
                Wording.key("edited", count == null ? event.madeKey("n") : count, mid),
                InboundKind.EDIT,
                !kept.equals(text),
                contact -> new MessageEdited(contact, at, mid, kept));
    }

    private static Read postback(Event event, JsonNode postback) {
        if (event.fromAccount) {
            return new Read.NotForUs("own_postback");
        }
        String mid = Fields.id(postback.path("mid"));
        String id = mid == null ? event.madeKey("postback") : mid;
        String title = Objects.requireNonNullElse(Fields.word(postback.path("title")), "");
        @Nullable String payload = Fields.word(postback.path("payload"));
        @Nullable Referral referral = referral(postback.path("referral"), event.json.path("referral"));
        Instant at = event.at;
        return event.found(
                mid == null ? id : Wording.key("postback", mid),
                InboundKind.POSTBACK,
                false,
                contact -> new PostbackReceived(contact, at, id, title, payload == null ? title : payload, referral));
    }

    /// A cart, put together in the page's shop and sent.
    private static Read cart(Event event, JsonNode order) {
        List<PickedItem> items = PickedItems.read(order.path("products"), "retailer_id", "unit_price");
        @Nullable String whole = Fields.text(order.path("note"));
        @Nullable String text = whole == null ? null : Wording.kept(whole);
        if (items.isEmpty() && text == null) {
            return new Read.Unreadable("empty_cart");
        }
        String id = event.madeKey("cart");
        Instant at = event.at;
        return event.found(
                id,
                InboundKind.MESSAGE,
                !Objects.equals(whole, text),
                contact ->
                        new MessageReceived(contact, at, id, text, List.of(), null, null, null, false, items, false));
    }

    private static Read reaction(Event event, JsonNode reaction) {
        String mid = Fields.id(reaction.path("mid"));
        if (event.fromAccount) {
            return new Read.NotForUs("own_reaction");
        }
        if (mid == null) {
            return new Read.Unreadable("reaction_without_id");
        }
        boolean removed = "unreact".equalsIgnoreCase(Fields.word(reaction.path("action")));
        @Nullable String emoji = Fields.word(reaction.path("emoji"));
        Instant at = event.at;
        return event.found(
                event.madeKey("reaction"),
                InboundKind.REACTION,
                false,
                contact -> new ReactionReceived(contact, at, mid, emoji, removed));
    }

    /// Messenger names a moment up to which all is read, Instagram a message.
    private static Read seen(Event event, JsonNode read) {
        if (event.fromAccount) {
            return new Read.NotForUs("own_read");
        }
        @Nullable String mid = Fields.id(read.path("mid"));
        @Nullable Instant watermark = Fields.time(read.path("watermark"), event.now);
        Instant upTo = watermark == null ? event.at : watermark;
        return event.found(
                Wording.key("read", event.personId, mid == null ? String.valueOf(upTo.toEpochMilli()) : mid),
                InboundKind.READ,
                false,
                contact -> new MessageRead(contact.conversationKey(), contact.channelId(), mid, upTo));
    }

    /// One fact for all messages named: what matters is the moment up to which all has arrived,
    /// and the last message.
    private static Read delivered(Event event, JsonNode delivery) {
        if (event.fromAccount) {
            return new Read.NotForUs("own_delivery");
        }
        JsonNode mids = delivery.path("mids");
        @Nullable String last = mids.isArray() && !mids.isEmpty() ? Fields.id(mids.get(mids.size() - 1)) : null;
        @Nullable Instant watermark = Fields.time(delivery.path("watermark"), event.now);
        Instant upTo = watermark == null ? event.at : watermark;
        return event.found(
                event.madeKey("delivered"),
                InboundKind.DELIVERED,
                false,
                contact -> new MessageDelivered(contact.conversationKey(), contact.channelId(), last, upTo));
    }

    private static @Nullable ReplyTo replyTo(JsonNode to) {
        JsonNode story = to.path("story");
        if (story.isObject()) {
            return new ReplyTo("story", Fields.id(story.path("id")), Fields.url(story.path("url")));
        }
        String mid = Fields.id(to.path("mid"));
        return mid == null ? null : new ReplyTo("message", mid, null);
    }

    private static @Nullable Referral referral(JsonNode inside, JsonNode beside) {
        if (inside.isObject()) {
            return MetaReferrals.read(inside);
        }
        return beside.isObject() ? MetaReferrals.read(beside) : null;
    }
}

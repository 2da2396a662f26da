package io.parley.channel.whatsapp;

import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.InboundKind;
import io.parley.channel.intake.Wording;
import io.parley.channel.meta.Fields;
import io.parley.channel.whatsapp.WhatsAppReader.People;
import io.parley.channel.whatsapp.WhatsAppReader.Read;
import io.parley.events.InboundEvent.EchoReceived;
import io.parley.events.InboundEvent.MessageDeleted;
import io.parley.events.InboundEvent.MessageEdited;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.ReactionReceived;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReplyTo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what people write, and what the seller writes to them from the phone the number is also
/// used on.
class WhatsAppMessages {
    private static final Pattern USER_ID = Pattern.compile("\\b[A-Z]{2}\\.(?:ENT\\.)?[A-Za-z0-9]{1,128}\\b");

    private final People people;
    private final MediaUrl mediaUrl;

    /// Where a file of a channel can be had.
    @FunctionalInterface
    interface MediaUrl {
        String of(Connection channel, String mediaId);
    }

    WhatsAppMessages(People people, MediaUrl mediaUrl) {
        this.people = people;
        this.mediaUrl = mediaUrl;
    }

    Read received(Connection channel, JsonNode message, JsonNode value, Instant time, Instant now) {
        if (!message.isObject()) {
            return new Read.Unreadable("not_a_message");
        }
        @Nullable Instant said = Fields.time(message.path("timestamp"), now);
        Instant at = said == null ? time : said;
        @Nullable String mid = Fields.id(message.path("id"));
        Who who = Who.of(Fields.id(message.path("from_user_id")), Fields.id(message.path("from")), null)
                .under(Fields.id(message.path("from_parent_user_id")))
                .with(value.path("contacts"))
                .at(WhatsAppContent.ownNumber(message));
        String type = WhatsAppContent.type(message);
        if (Fields.id(message.path("group_id")) != null) {
            // written to many: an answer to one of them would come out of nowhere
            return new Read.NotForUs("group");
        }
        if (type.equals("system")) {
            return system(channel, message.path("system"), who, now);
        }
        if (type.equals("request_welcome")) {
            return new Read.NotForUs("request_welcome");
        }
        if (type.equals("interactive") && message.path(type).has("call_permission_reply")) {
            // whether they may be called; nothing that they say
            return new Read.NotForUs("call_permission");
        }
        if (who.isNobody()) {
            return new Read.Unreadable("no_person");
        }
        String person = people.idOf(channel, who, now);
        return switch (type) {
            case "reaction" -> reaction(channel, person, who, message, at);
            case "edit" -> edit(channel, person, who, message, at);
            case "revoke" -> revoke(channel, person, who, message, at);
            default -> message(channel, person, who, mid, message, at);
        };
    }

    /// The seller answered on the phone.
    Read echoed(Connection channel, JsonNode message, JsonNode contacts, Instant time, Instant now) {
        @Nullable Instant said = Fields.time(message.path("timestamp"), now);
        Instant at = said == null ? time : said;
        @Nullable String mid = Fields.id(message.path("id"));
        Who who = Who.of(Fields.id(message.path("to_user_id")), Fields.id(message.path("to")), null)
                .under(Fields.id(message.path("to_parent_user_id")))
                .with(contacts);
        if (mid == null) {
            return new Read.Unreadable("echo_without_id");
        }
        if (who.isNobody()) {
            return new Read.Unreadable("no_person");
        }
        String type = WhatsAppContent.type(message);
        if (type.equals("reaction") || type.equals("revoke") || type.equals("edit")) {
            return new Read.NotForUs("own_" + type);
        }
        String person = people.idOf(channel, who, now);
        WhatsAppContent content = content(channel, message);
        @Nullable String whole = content.text();
        @Nullable String text = whole == null ? null : Wording.kept(whole);
        return new Read.Found(new Finding.Echo(
                channel,
                person,
                Wording.key(mid),
                at,
                !Objects.equals(whole, text),
                mid,
                null,
                whole,
                contact -> new EchoReceived(who.on(contact), at, mid, text, content.attachments())));
    }

    private Read message(
            Connection channel, String person, Who who, @Nullable String mid, JsonNode message, Instant at) {
        WhatsAppContent content = content(channel, message);
        @Nullable String whole = content.text();
        @Nullable String text = whole == null ? null : Wording.kept(whole);
        String id = mid == null ? madeKey("message", message) : mid;
        @Nullable ReplyTo replyTo = WhatsAppContent.replyTo(message);
        @Nullable Referral referral = WhatsAppContent.referral(message);
        boolean forwarded = WhatsAppContent.isForwarded(message);
        return found(
                channel,
                person,
                Wording.key(id),
                InboundKind.MESSAGE,
                at,
                !Objects.equals(whole, text),
                contact -> new MessageReceived(
                        who.on(contact),
                        at,
                        id,
                        text,
                        content.attachments(),
                        content.payload(),
                        replyTo,
                        referral,
                        false,
                        content.items(),
                        forwarded));
    }

    /// Taken back by a reaction with an empty emoji, or with none.
    private static Read reaction(Connection channel, String person, Who who, JsonNode message, Instant at) {
        JsonNode reaction = message.path("reaction");
        @Nullable String target = Fields.id(reaction.path("message_id"));
        if (target == null) {
            return new Read.Unreadable("reaction_without_id");
        }
        @Nullable String emoji = Fields.word(reaction.path("emoji"));
        @Nullable String mid = Fields.id(message.path("id"));
        return found(
                channel,
                person,
                mid == null ? madeKey("reaction", message) : Wording.key(mid),
                InboundKind.REACTION,
                at,
                false,
                contact -> new ReactionReceived(who.on(contact), at, target, emoji, emoji == null));
    }

    private Read edit(Connection channel, String person, Who who, JsonNode message, Instant at) {
        JsonNode edit = message.path("edit");
        @Nullable String target = Fields.id(edit.path("original_message_id"));
        if (target == null) {
            return new Read.Unreadable("edit_without_id");
        }
        @Nullable String whole = content(channel, edit.path("message")).text();
        if (whole == null) {
            return new Read.NotForUs("edit_without_text");
        }
        String text = Wording.kept(whole);
        @Nullable String mid = Fields.id(message.path("id"));
        return found(
                channel,
                person,
                Wording.key("edited", mid == null ? madeKey("n", message) : mid, target),
                InboundKind.EDIT,
                at,
                !text.equals(whole),
                contact -> new MessageEdited(who.on(contact), at, target, text));
    }

    private static Read revoke(Connection channel, String person, Who who, JsonNode message, Instant at) {
        @Nullable String target = Fields.id(message.path("revoke").path("original_message_id"));
        return target == null
                ? new Read.Unreadable("deletion_without_id")
                : found(
                        channel,
                        person,
                        Wording.key("deleted", target),
                        InboundKind.DELETION,
                        at,
                        false,
                        contact -> new MessageDeleted(who.on(contact), at, target));
    }

    /// The platform says something about a person: they have another number, another id, another
    /// phone.
    private Read system(Connection channel, JsonNode system, Who sender, Instant now) {
        String type = Objects.requireNonNullElse(Fields.word(system.path("type")), "");
        @Nullable String number = Fields.id(system.path("wa_id"));
        Who after = Who.of(
                        Fields.id(system.path("user_id")),
                        number == null ? Fields.id(system.path("new_wa_id")) : number,
                        sender.name())
                .under(Fields.id(system.path("parent_user_id")));
        return switch (type) {
            case "user_changed_number", "customer_changed_number", "user_changed_user_id" -> {
                Who before = before(system, sender, after);
                if (before.isNobody() || after.isNobody()) {
                    yield new Read.Unreadable("system_without_ids");
                }
                people.renamed(channel, before, after, now);
                yield new Read.NotForUs(type.endsWith("number") ? "number_changed" : "user_id_changed");
            }
            case "user_identity_changed", "customer_identity_changed" -> new Read.NotForUs("identity_changed");
            default -> new Read.NotForUs("system");
        };
    }

    /// Who it was: named by itself, or by the sender, or, where they are the new one already, by the
    /// words alone.
    private static Who before(JsonNode system, Who sender, Who after) {
        Who named = Who.of(Fields.id(system.path("previous_user_id")), Fields.id(system.path("previous_wa_id")), null)
                .under(Fields.id(system.path("previous_parent_user_id")));
        Who before = named.or(sender);
        if (!after.ids().containsAll(before.ids())) {
            return before;
        }
        Matcher words = USER_ID.matcher(Objects.requireNonNullElse(Fields.text(system.path("body")), ""));
        return words.results()
                .map(MatchResult::group)
                .filter(id -> !after.ids().contains(id))
                .findFirst()
                .map(id -> Who.of(id, null, sender.name()))
                .orElse(before);
    }

    /// WhatsApp knows a person by another id from now on. Their number, where it is told, is both.
    Read idChanged(Connection channel, JsonNode update, Instant now) {
        @Nullable String number = Fields.id(update.path("wa_id"));
        JsonNode ids = update.path("user_id");
        Who before = Who.of(Fields.id(ids.path("previous")), number, null);
        Who after = Who.of(Fields.id(ids.isObject() ? ids.path("current") : ids), number, null);
        if (before.isNobody() || after.isNobody()) {
            return new Read.Unreadable("user_id_update_without_ids");
        }
        people.renamed(channel, before, after, now);
        return new Read.NotForUs("user_id_changed");
    }

    private WhatsAppContent content(Connection channel, JsonNode message) {
        return WhatsAppContent.read(message, mediaId -> mediaUrl.of(channel, mediaId));
    }

    private static Read found(
            Connection channel,
            String person,
            String key,
            InboundKind kind,
            Instant at,
            boolean shortened,
            Finding.Told told) {
        return new Read.Found(new Finding.Fact(channel, person, key, kind, at, shortened, told));
    }

    /// A key for an event that has no id of its own: the same event sent again has the same.
    private static String madeKey(String kind, JsonNode json) {
        return kind + ":" + Wording.digest(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}

package io.parley.channel.meta;

import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.InboundKind;
import io.parley.channel.intake.Wording;
import io.parley.channel.meta.MetaEvents.Read;
import io.parley.events.Contact;
import io.parley.events.InboundEvent.CommentReceived;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what happened beside the threads: `entry[].changes[]`, of which comments matter.
class MetaChanges {
    private static final String COMMENT = "comment";
    private static final Set<String> NOT_FOR_US = Set.of(
            "mentions",
            "mention",
            "story_insights",
            "story_poll_response",
            "story_reactions",
            "story_share",
            "share_to_story",
            "comment_poll_response",
            "delta",
            "onboarding_welcome_message_series",
            "creator_marketplace_invited_creator_onboarding_completion",
            "messaging_integrity",
            "otp_verification",
            "ratings",
            "name",
            "picture",
            "about",
            "description",
            "videos",
            "live_videos",
            "publisher_subscriptions",
            "group_feed",
            "leadgen",
            "invoice_access_invoice_change",
            "message_template_status_update",
            "business_integrity",
            "send_cart",
            "product_review",
            "follow",
            "creator_marketplace_projects",
            "conversations",
            "inbox_labels",
            "calls",
            "call_permission_reply",
            "call_settings_update",
            "marketing_message_clicks",
            "marketing_message_deliveries",
            "marketing_message_delivery_failed",
            "marketing_message_echoes",
            "marketing_message_reads",
            "message_mention",
            "page_change_proposal",
            "page_upcoming_change",
            "photos",
            "products",
            "hours",
            "location",
            "phone",
            "email",
            "website",
            "category",
            "checkins",
            "general_info",
            "members",
            "affiliation",
            "attire",
            "awards",
            "bio",
            "birthday",
            "company_overview",
            "culinary_team",
            "current_location",
            "feature_access_list",
            "founded",
            "general_manager",
            "hometown",
            "local_delivery",
            "mcom_invoice_change",
            "merchant_review",
            "messaging_account_linking",
            "messaging_feedback",
            "messaging_game_plays",
            "mission",
            "page_about_story",
            "parking",
            "payment_options",
            "payment_request_update",
            "personal_info",
            "personal_interests",
            "price_range",
            "public_transit",
            "registration",
            "restaurant_services",
            "restaurant_specialties",
            "user_action",
            "video_text_question_responses");

    Read read(Connection channel, JsonNode change, Instant time, Instant now) {
        JsonNode value = change.path("value");
        return switch (Fields.word(change.path("field"))) {
            case "comments" -> instagram(channel, value, time, now, false);
            case "live_comments" -> instagram(channel, value, time, now, true);
            case "feed" -> feed(channel, value, time, now);
            case null -> new Read.Unreadable("change_without_field");
            case String field ->
                NOT_FOR_US.contains(field) ? new Read.NotForUs(field) : new Read.Unreadable("unknown_field");
        };
    }

    private static Read instagram(Connection channel, JsonNode value, Instant time, Instant now, boolean live) {
        @Nullable String id = Fields.id(value.path("id"));
        if (Fields.id(value.path("from").path("self_ig_scoped_id")) != null) {
            // the account's own, by whichever of its ids
            return new Read.NotForUs("own_comment");
        }
        return comment(
                channel,
                author(value),
                name(value),
                id == null ? Fields.id(value.path("comment_id")) : id,
                media(value.path("media")),
                value.path("text"),
                Objects.requireNonNullElse(Fields.time(value.path("timestamp"), now), time),
                live,
                false);
    }

    /// Below an advertisement, the post that it advertises: that is the one sellers know.
    private static @Nullable String media(JsonNode media) {
        @Nullable String advertised = Fields.id(media.path("original_media_id"));
        return advertised == null ? Fields.id(media.isObject() ? media.path("id") : media) : advertised;
    }

    private static Read feed(Connection channel, JsonNode value, Instant time, Instant now) {
        String item = Fields.word(value.path("item"));
        String verb = Fields.word(value.path("verb"));
        if (item == null) {
            return new Read.Unreadable("feed_without_item");
        }
        if (!COMMENT.equals(item)) {
            return new Read.NotForUs("feed_item");
        }
        boolean edited = "edited".equals(verb) || "edit".equals(verb);
        if (verb != null && !verb.equals("add") && !edited) {
            return new Read.NotForUs("comment_changed");
        }
        return comment(
                channel,
                author(value),
                name(value),
                Fields.id(value.path("comment_id")),
                Fields.id(value.path("post_id")),
                value.path("message"),
                Objects.requireNonNullElse(Fields.time(value.path("created_time"), now), time),
                false,
                edited);
    }

    /// As it is written now, or as it was.
    private static @Nullable String author(JsonNode value) {
        String id = Fields.id(value.path("from").path("id"));
        return id == null ? Fields.id(value.path("sender_id")) : id;
    }

    private static @Nullable String name(JsonNode value) {
        JsonNode from = value.path("from");
        for (JsonNode place : List.of(from.path("name"), from.path("username"), value.path("sender_name"))) {
            @Nullable String name = Fields.word(place);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    private static Read comment(
            Connection channel,
            @Nullable String author,
            @Nullable String name,
            @Nullable String id,
            @Nullable String post,
            JsonNode words,
            Instant at,
            boolean live,
            boolean edited) {
        if (id == null) {
            return new Read.Unreadable("comment_without_id");
        }
        if (author == null) {
            return new Read.Unreadable("comment_without_author");
        }
        if (author.equals(channel.accountId())) {
            return new Read.NotForUs("own_comment");
        }
        String whole = Objects.requireNonNullElse(Fields.text(words), "");
        String text = Wording.kept(whole);
        return new Read.Found(new Finding.Fact(
                channel,
                author,
                // each wording of an edited one is heard once
                edited
                        ? Wording.key(COMMENT, id, Wording.digest(whole.getBytes(StandardCharsets.UTF_8)))
                        : Wording.key(COMMENT, id),
                InboundKind.COMMENT,
                at,
                !text.equals(whole),
                contact -> new CommentReceived(named(contact, name), at, id, post, text, live)));
    }

    /// Who has only commented, the platform introduces nowhere else.
    private static Contact named(Contact contact, @Nullable String name) {
        return contact.personName() != null || name == null
                ? contact
                : new Contact(
                        contact.conversationKey(),
                        contact.channelId(),
                        contact.platform(),
                        contact.accountId(),
                        contact.personId(),
                        name,
                        contact.phone(),
                        contact.aliases());
    }
}

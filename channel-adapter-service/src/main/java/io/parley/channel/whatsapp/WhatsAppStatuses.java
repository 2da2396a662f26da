package io.parley.channel.whatsapp;

import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.Wording;
import io.parley.channel.meta.Fields;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Price;
import io.parley.channel.whatsapp.WhatsAppReader.People;
import io.parley.channel.whatsapp.WhatsAppReader.Read;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what became of our messages: sent, delivered, read, failed, in whatever order that is
/// told.
/// <https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status>
class WhatsAppStatuses {
    private static final int FAILED_HTTP_STATUS = 400;

    private final People people;

    WhatsAppStatuses(People people) {
        this.people = people;
    }

    Read read(Connection channel, JsonNode status, JsonNode contacts, Instant time, Instant now) {
        @Nullable String mid = Fields.id(status.path("id"));
        if (mid == null) {
            return new Read.Unreadable("status_without_id");
        }
        String type = Objects.requireNonNullElse(Fields.word(status.path("type")), "");
        if (type.equals("call") || type.equals("payment")) {
            // its "failed" says nothing of a message
            return new Read.NotForUs(type);
        }
        if (mid.startsWith("wacid.")) {
            return new Read.NotForUs("call");
        }
        String word = Objects.requireNonNullElse(Fields.word(status.path("status")), "")
                .toLowerCase(Locale.ROOT);
        Finding.@Nullable Step step = switch (word) {
            case "sent" -> Finding.Step.SENT;
            case "delivered" -> Finding.Step.DELIVERED;
            case "read", "played" -> Finding.Step.READ;
            case "failed" -> Finding.Step.FAILED;
            default -> null;
        };
        if (step == null) {
            boolean known = word.equals("deleted") || word.equals("warning") || word.equals("pending");
            return known ? new Read.NotForUs("status_" + word) : new Read.Unreadable("unknown_status");
        }
        Who who = Who.of(Fields.id(status.path("recipient_user_id")), Fields.id(status.path("recipient_id")), null)
                .under(Fields.id(status.path("recipient_parent_user_id")))
                .with(contacts);
        if (who.isNobody()) {
            return new Read.Unreadable("no_person");
        }
        if (Fields.id(status.path("recipient_type")) instanceof String to && to.equals("group")) {
            return new Read.NotForUs("group");
        }
        @Nullable Instant told = Fields.time(status.path("timestamp"), now);
        @Nullable Outcome failure = step == Finding.Step.FAILED ? failure(status.path("errors")) : null;
        return new Read.Found(new Finding.Fate(
                channel,
                people.idOf(channel, who, now),
                Wording.key(step.name().toLowerCase(Locale.ROOT), mid),
                told == null ? time : told,
                mid,
                Fields.word(status.path("biz_opaque_callback_data")),
                step,
                failure,
                price(status.path("pricing"))));
    }

    private static @Nullable Price price(JsonNode pricing) {
        @Nullable String category = Fields.word(pricing.path("category"));
        if (category == null) {
            return null;
        }
        String model = Objects.requireNonNullElse(Fields.word(pricing.path("pricing_model")), "other");
        // older bodies say nothing of it: what is priced is charged then
        return new Price(category, model, pricing.path("billable").asBoolean(true));
    }

    private static Outcome failure(JsonNode errors) {
        JsonNode first = errors.isArray() ? errors.path(0) : errors;
        return WhatsAppErrors.read(FAILED_HTTP_STATUS, first, null);
    }
}

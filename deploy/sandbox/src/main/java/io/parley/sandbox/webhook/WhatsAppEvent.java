package io.parley.sandbox.webhook;

import io.parley.sandbox.Account;
import io.parley.sandbox.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The JSON of WhatsApp's webhooks: messages and statuses, one each.
public final class WhatsAppEvent {
    private WhatsAppEvent() {}

    /// The shopper wrote; `content` is the type's own part, for instance `{"text":{"body":"hi"}}`.
    ///
    /// @param person digits, or an id made for the business
    public static MetaEvent message(
            String what,
            Account to,
            String person,
            String name,
            long atMillis,
            String mid,
            String type,
            ObjectNode content,
            @Nullable String replyTo) {
        var value = value(to);
        var contact = value.putArray("contacts").addObject();
        contact.putObject("profile").put("name", name);
        identify(contact, "wa_id", "user_id", person);
        var message = value.putArray("messages").addObject();
        identify(message, "from", "from_user_id", person);
        message.put("id", mid).put("timestamp", String.valueOf(atMillis / 1000)).put("type", type);
        message.setAll(content);
        if (replyTo != null) {
            var context = message.get("context") instanceof ObjectNode there ? there : message.putObject("context");
            context.put("from", number(to)).put("id", replyTo);
        }
        return whole(what, to, value);
    }

    /// What became of a message of the shop's.
    ///
    /// @param mark given with the message; comes back
    /// @param error the platform's number, for a message that failed
    public static MetaEvent status(
            Account from,
            String person,
            long atMillis,
            String mid,
            String status,
            @Nullable String mark,
            @Nullable Integer error,
            String errorWords) {
        var value = value(from);
        var json = value.putArray("statuses").addObject();
        json.put("id", mid).put("status", status).put("timestamp", String.valueOf(atMillis / 1000));
        identify(json, "recipient_id", "recipient_user_id", person);
        if (mark != null) json.put("biz_opaque_callback_data", mark);
        if (error != null) {
            var told = json.putArray("errors").addObject();
            told.put("code", error).put("title", errorWords).put("message", errorWords);
            told.putObject("error_data").put("details", errorWords);
        } else {
            json.putObject("pricing")
                    .put("billable", false)
                    .put("pricing_model", "PMP")
                    .put("type", "free_customer_service")
                    .put("category", "service");
        }
        return whole(status, from, value);
    }

    /// Any message, given as it stands in `messages`.
    public static MetaEvent raw(Account to, String person, String name, ObjectNode message) {
        var value = value(to);
        var contact = value.putArray("contacts").addObject();
        contact.putObject("profile").put("name", name);
        identify(contact, "wa_id", "user_id", person);
        value.putArray("messages").add(message);
        return whole("event", to, value);
    }

    /// A business account is named after its number here.
    public static String business(Account account) {
        return "2" + account.id();
    }

    /// The number of an account, made from its id.
    public static String number(Account account) {
        var id = account.id();
        return "1555" + id.substring(Math.max(0, id.length() - 7));
    }

    private static ObjectNode value(Account account) {
        var value = Json.object().put("messaging_product", "whatsapp");
        value.putObject("metadata").put("display_phone_number", number(account)).put("phone_number_id", account.id());
        return value;
    }

    /// People who hide their number are known by an id with a dot in it.
    private static void identify(ObjectNode json, String asNumber, String asId, String person) {
        if (person.contains(".")) json.put(asId, person);
        else json.put(asNumber, person.replaceAll("\\D", ""));
    }

    private static MetaEvent whole(String what, Account account, ObjectNode value) {
        var json = Json.object().put("object", "whatsapp_business_account");
        var change = json.putArray("entry")
                .addObject()
                .put("id", business(account))
                .putArray("changes")
                .addObject();
        change.put("field", "messages").set("value", value);
        return new MetaEvent(what, json);
    }
}

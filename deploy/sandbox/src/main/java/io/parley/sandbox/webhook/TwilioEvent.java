package io.parley.sandbox.webhook;

import io.parley.sandbox.Account;
import io.parley.sandbox.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The fields of Twilio's webhooks.
public final class TwilioEvent {
    public static final String ACCOUNT_SID = "AC00000000000000000000000000000001";
    private static final String API_VERSION = "2010-04-01";

    private TwilioEvent() {}

    /// The shopper wrote.
    ///
    /// @param media of pictures and the like, with their types
    public static MetaEvent message(
            Account to, String person, String sid, String text, Map<String, String> media, Map<String, String> more) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("ToCountry", "US");
        fields.put("SmsMessageSid", sid);
        fields.put("NumMedia", String.valueOf(media.size()));
        fields.put("SmsSid", sid);
        fields.put("SmsStatus", "received");
        fields.put("Body", text);
        fields.put("To", to.id());
        fields.put("NumSegments", String.valueOf(Math.max(1, (text.length() + 152) / 153)));
        fields.put("MessageSid", sid);
        fields.put("AccountSid", ACCOUNT_SID);
        fields.put("From", person);
        fields.put("ApiVersion", API_VERSION);
        var number = 0;
        for (var one : media.entrySet()) {
            fields.put("MediaUrl" + number, one.getKey());
            fields.put("MediaContentType" + number++, one.getValue());
        }
        fields.putAll(more);
        return form("message", fields, "");
    }

    /// What became of a message of the shop's.
    ///
    /// @param callback the address the shop gave with it
    public static MetaEvent status(
            String callback, String from, String to, String sid, String status, @Nullable Integer error) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("SmsSid", sid);
        fields.put("SmsStatus", status);
        fields.put("MessageStatus", status);
        fields.put("To", to);
        fields.put("MessageSid", sid);
        fields.put("AccountSid", ACCOUNT_SID);
        fields.put("From", from);
        fields.put("ApiVersion", API_VERSION);
        if (error != null) fields.put("ErrorCode", String.valueOf(error));
        return form(status, fields, callback);
    }

    private static MetaEvent form(String what, Map<String, String> fields, String url) {
        ObjectNode json = Json.object();
        fields.forEach(json::put);
        return new MetaEvent(what, json, url);
    }
}

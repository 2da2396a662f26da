package io.parley.sandbox.phone;

import io.parley.sandbox.Account;
import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.webhook.MetaEvent;
import io.parley.sandbox.webhook.TwilioEvent;
import java.util.LinkedHashMap;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/// What a shopper does by SMS: words, and now and then a picture.
final class SmsPhone {
    private SmsPhone() {}

    /// @param kind which of the ways to write `json` has
    static MetaEvent event(ObjectNode json, String kind, Account account, Person person, String mid) {
        var media = new LinkedHashMap<String, String>();
        var more = new LinkedHashMap<String, String>();
        var text = switch (kind) {
            case "text" -> Json.text(json, "text");
            // there is nothing to tap: the words are typed
            case "quickReply", "postback" -> Json.text(Asked.part(json, kind), "title");
            case "attachment" -> {
                var attachment = Asked.part(json, "attachment");
                var type = Objects.requireNonNullElse(Json.text(attachment, "type"), "image");
                media.put(
                        Objects.requireNonNullElse(Json.text(attachment, "url"), "http://localhost/none"),
                        switch (type) {
                            case "image" -> "image/jpeg";
                            case "video" -> "video/mp4";
                            case "audio", "voice" -> "audio/amr";
                            default -> "application/pdf";
                        });
                yield "";
            }
            case "event" -> {
                Asked.part(json, "event")
                        .properties()
                        .forEach(field ->
                                more.put(field.getKey(), field.getValue().asString("")));
                yield more.getOrDefault("Body", "");
            }
            default -> throw new BadInput("invalid_input", "An SMS has text, or an attachment.");
        };
        return TwilioEvent.message(account, person.id(), mid, Objects.requireNonNullElse(text, ""), media, more);
    }
}

package io.parley.sandbox.whatsapp;

import io.parley.sandbox.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A message as the Cloud API takes it, checked as the Cloud API checks:
///
///
/// https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-phone-number/message-api
final class CloudMessage {
    private static final int TEXT_CHARS_MAX = 4_096;
    private static final int BODY_CHARS_MAX = 1_024;
    private static final int BUTTONS_MAX = 3;
    private static final int ROWS_MAX = 10;
    private static final int PRODUCTS_MAX = 30;
    private static final int MARK_CHARS_MAX = 512;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\d+)}}");
    /// The templates that are approved, as people read them.
    private static final Map<String, String> TEMPLATES = Map.of(
            "hello_world",
            "*Hello World*\nWelcome! A message like this may open a chat.",
            "order_update",
            "Hi {{1}}, there is news of your order {{2}}.",
            "back_in_stock",
            "Good news: {{1}} is back in stock.",
            "cart_reminder",
            "Still in your cart: {{1}}. Shall we go on?",
            "window_reopen",
            "Hello from {{1}}. Shall we go on where we stopped?",
            "reply_waiting",
            "{{1}} has an answer for you. Write back to read it.");

    private CloudMessage() {}

    static boolean isTemplate(ObjectNode body) {
        return body.path("type").asString("").equals("template");
    }

    /// @throws CloudError as the platform would
    static void check(ObjectNode body) {
        if (body.path("biz_opaque_callback_data").asString("").length() > MARK_CHARS_MAX)
            throw invalid("biz_opaque_callback_data is longer than " + MARK_CHARS_MAX + " characters");
        switch (body.path("type").asString("text")) {
            case "text" -> text(body.path("text"), "body", 1, TEXT_CHARS_MAX);
            case "image" -> {
                link(body.path("image"));
                if (body.path("image").has("caption")) text(body.path("image"), "caption", 1, BODY_CHARS_MAX);
            }
            case "audio", "video", "document", "sticker" ->
                link(body.path(body.path("type").asString("")));
            case "interactive" -> interactive(body.path("interactive"));
            case "template" -> template(body.path("template"));
            case "reaction", "location", "contacts" -> {
                // as they are
            }
            default -> throw new CloudError(131051, "The type " + body.path("type") + " is not supported");
        }
    }

    private static void interactive(JsonNode interactive) {
        var action = interactive.path("action");
        if (interactive.path("type").asString("").equals("product")) {
            if (interactive.has("body")) text(interactive.path("body"), "text", 1, BODY_CHARS_MAX);
            product(action, action);
            return;
        }
        text(
                interactive.path("body"),
                "text",
                1,
                interactive.path("type").asString("").equals("list") ? TEXT_CHARS_MAX : BODY_CHARS_MAX);
        var header = interactive.path("header");
        if (header.path("type").asString("").equals("image")) link(header.path("image"));
        switch (interactive.path("type").asString("")) {
            case "button" -> {
                var buttons = action.path("buttons");
                if (!buttons.isArray() || buttons.isEmpty() || buttons.size() > BUTTONS_MAX)
                    throw invalid("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3");
                var ids = new HashSet<String>();
                var titles = new HashSet<String>();
                for (var button : buttons) {
                    if (!button.path("type").asString("").equals("reply")) throw invalid("Invalid button type");
                    unique(ids, text(button.path("reply"), "id", 1, 256));
                    unique(titles, text(button.path("reply"), "title", 1, 20));
                }
            }
            case "list" -> {
                text(action, "button", 1, 20);
                if (!header.isMissingNode() && !header.path("type").asString("").equals("text"))
                    throw invalid("A list has a text header or none");
                var ids = new HashSet<String>();
                for (var section : action.path("sections"))
                    for (var row : section.path("rows")) {
                        unique(ids, text(row, "id", 1, 200));
                        text(row, "title", 1, 24);
                        if (row.has("description")) text(row, "description", 1, 72);
                    }
                if (ids.isEmpty() || ids.size() > ROWS_MAX)
                    throw invalid("Total row count exceed max allowed count: " + ROWS_MAX);
            }
            case "cta_url" -> {
                var parameters = action.path("parameters");
                text(parameters, "display_text", 1, 20);
                if (!parameters.path("url").asString("").startsWith("http")) throw invalid("Invalid URL");
            }
            case "product_list" -> {
                text(header, "text", 1, 60);
                var count = 0;
                for (var section : action.path("sections")) {
                    text(section, "title", 1, 24);
                    for (var item : section.path("product_items")) {
                        product(action, item);
                        count++;
                    }
                }
                if (count < 1 || count > PRODUCTS_MAX) throw invalid("Total products must be between 1 and 30");
            }
            default -> throw new CloudError(131051, "The interactive type is not supported");
        }
    }

    /// Products whose number begins with `missing` are in no catalogue.
    private static void product(JsonNode action, JsonNode item) {
        text(action, "catalog_id", 1, 30);
        if (text(item, "product_retailer_id", 1, 100).startsWith("missing"))
            throw invalid("Products not found in FB Catalog");
    }

    private static void template(JsonNode template) {
        var name = template.path("name").asString("");
        var words = TEMPLATES.get(name);
        var language = template.path("language").path("code").asString("");
        if (words == null || language.isEmpty())
            throw new CloudError(
                    132001, "template name (" + name + ") does not exist in " + (language.isEmpty() ? "?" : language));
        var given = 0;
        for (var component : template.path("components"))
            if (component.path("type").asString("").equals("body"))
                given += component.path("parameters").size();
        var placeholders = PLACEHOLDER.matcher(words).results().count();
        if (given != placeholders)
            throw new CloudError(
                    132000,
                    "body: number of localizable_params (" + given + ") does not match the expected number of params ("
                            + placeholders + ")");
    }

    private static void link(JsonNode media) {
        if (media.has("id")) return;
        if (!media.path("link").asString("").matches("https?://.+")) throw invalid("link must be a URL");
    }

    private static String text(JsonNode node, String field, int min, int max) {
        var text = node.path(field).asString("");
        if (text.isBlank()) throw new CloudError(131008, "The parameter " + field + " is required");
        var length = text.length();
        if (length < min || length > max)
            throw invalid("Param " + field + " must be at most " + max + " characters long");
        return text;
    }

    private static void unique(Set<String> seen, String value) {
        if (!seen.add(value)) throw invalid("Duplicated value " + value);
    }

    private static CloudError invalid(String details) {
        return new CloudError(131009, details);
    }

    /// As the phone shows it: worded as Messenger would.
    static ObjectNode shown(ObjectNode body) {
        var message = Json.object();
        var type = body.path("type").asString("text");
        switch (type) {
            case "text" -> message.put("text", body.path("text").path("body").asString(""));
            case "interactive" -> interactive(message, body.path("interactive"));
            case "template" -> {
                var template = body.path("template");
                var given = new ArrayList<String>();
                for (var component : template.path("components"))
                    if (component.path("type").asString("").equals("body"))
                        for (var parameter : component.path("parameters"))
                            given.add(parameter.path("text").asString(""));
                var words = TEMPLATES.getOrDefault(template.path("name").asString(""), "");
                message.put("text", PLACEHOLDER.matcher(words).replaceAll(place -> filling(given, place)));
            }
            default -> {
                var media = body.path(type);
                image(
                        message,
                        type.equals("document") ? "file" : type,
                        media.path("link").asString(null));
                if (media.has("caption"))
                    message.put("text", media.path("caption").asString(""));
            }
        }
        return message;
    }

    private static String filling(List<String> given, MatchResult place) {
        var number = Integer.parseInt(place.group(1));
        return Matcher.quoteReplacement(number <= given.size() ? given.get(number - 1) : place.group());
    }

    private static void interactive(ObjectNode message, JsonNode interactive) {
        var text = interactive.path("body").path("text").asString("");
        var action = interactive.path("action");
        if (interactive.path("type").asString("").equals("cta_url")) {
            var payload =
                    message.putObject("attachment").put("type", "template").putObject("payload");
            payload.put("template_type", "button").put("text", text);
            payload.putArray("buttons")
                    .addObject()
                    .put("type", "web_url")
                    .put("title", action.path("parameters").path("display_text").asString(""))
                    .put("url", action.path("parameters").path("url").asString(""));
            return;
        }
        image(
                message,
                "image",
                interactive.path("header").path("image").path("link").asString(null));
        message.put("text", text);
        if (interactive.path("type").asString("").startsWith("product")) {
            var shown = new StringBuilder(text);
            action.findValues("product_retailer_id")
                    .forEach(id -> shown.append("\n🛍 ").append(id.asString("")));
            message.put("text", shown.toString());
            return;
        }
        if (interactive.path("type").asString("").equals("list")) {
            var list = message.putObject("list");
            list.set("button", action.path("button"));
            list.set("sections", action.path("sections"));
            return;
        }
        var replies = message.putArray("quick_replies");
        for (var button : action.path("buttons")) offer(replies.addObject(), button.path("reply"));
    }

    private static void offer(ObjectNode reply, JsonNode from) {
        reply.put("content_type", "text")
                .put("title", from.path("title").asString(""))
                .put("payload", from.path("id").asString(""));
    }

    private static void image(ObjectNode message, String type, @Nullable String url) {
        if (url != null)
            message.putObject("attachment")
                    .put("type", type)
                    .putObject("payload")
                    .put("url", url);
    }
}

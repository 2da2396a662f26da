package io.parley.sandbox.meta;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Meta's Send API, as far as Messenger and Instagram share it; each says where it differs.
abstract sealed class SendApi permits MessengerSendApi, InstagramSendApi {
    private static final int QUICK_REPLIES_MAX = 13;
    private static final int TITLE_CHARS_MAX = 20;
    private static final int PAYLOAD_CHARS_MAX = 1_000;
    private static final int ELEMENTS_MAX = 10;
    private static final int ELEMENT_TEXT_CHARS_MAX = 80;
    private static final int BUTTONS_MAX = 3;
    private static final int BUTTON_TEXT_CHARS_MAX = 640;
    private static final Set<String> MESSAGING_TYPES = Set.of("RESPONSE", "UPDATE", "MESSAGE_TAG");
    private static final Set<String> ACTIONS = Set.of("typing_on", "typing_off", "mark_seen", "react", "unreact");

    abstract void checkText(String text);

    abstract Set<String> attachmentTypes();

    abstract Set<String> tags();

    /// What a call asks for.
    sealed interface Call {
        String personId();

        record Message(String personId, ObjectNode content) implements Call {}

        record Action(String personId, String name) implements Call {}
    }

    /// Who the call is for; known before the rest is checked, so that a fault can be aimed at a person.
    static String personId(ObjectNode body) {
        var recipient = object(body, "recipient");
        if (recipient == null) throw GraphError.parameter("The parameter recipient is required");
        if (recipient.has("comment_id")) throw new IllegalStateException("a comment's author is looked up");
        var id = recipient.path("id");
        if (id.isIntegralNumber()) return id.asString();
        if (!id.isString() || id.stringValue().isBlank())
            throw GraphError.parameter("Param recipient[id] must be a valid ID string (e.g., \"123\")");
        if (id.stringValue().length() > 64) throw GraphError.parameter(2018001, "No matching user found");
        return id.stringValue();
    }

    /// The comment whose author the call is for; null when it names a person.
    static @Nullable String commentId(ObjectNode body) {
        var recipient = object(body, "recipient");
        if (recipient == null || !recipient.has("comment_id")) return null;
        if (recipient.has("id")) throw GraphError.parameter("Only one of recipient[id] and recipient[comment_id]");
        var id = recipient.path("comment_id");
        if (!id.isString() || id.stringValue().isBlank())
            throw GraphError.parameter("Param recipient[comment_id] must be a valid ID string");
        return id.stringValue();
    }

    static @Nullable String tag(ObjectNode body) {
        return body.path("tag").asString(null);
    }

    Call check(ObjectNode body, String personId) {
        checkMessagingType(body);
        var action = body.path("sender_action");
        var message = object(body, "message");
        if (message != null && !action.isMissingNode())
            throw GraphError.parameter("Only one of message and sender_action may be given");
        if (message != null) return new Call.Message(personId, checked(message));
        if (!action.isString()) throw GraphError.parameter("The parameter message is required");
        if (!ACTIONS.contains(action.stringValue()))
            throw GraphError.parameter("Param sender_action must be one of " + braces(ACTIONS));
        return new Call.Action(personId, action.stringValue());
    }

    private void checkMessagingType(ObjectNode body) {
        var type = body.path("messaging_type");
        if (!type.isMissingNode() && !MESSAGING_TYPES.contains(type.asString("")))
            throw GraphError.parameter("Param messaging_type must be one of " + braces(MESSAGING_TYPES));
        var tag = body.path("tag");
        if (type.asString("").equals("MESSAGE_TAG") && tag.isMissingNode())
            throw GraphError.parameter("Param tag is required when messaging_type is MESSAGE_TAG");
        if (!tag.isMissingNode() && !tags().contains(tag.asString("")))
            throw GraphError.parameter("Param tag must be one of " + braces(tags()));
    }

    private ObjectNode checked(ObjectNode message) {
        var text = message.path("text");
        var attachment = message.path("attachment");
        if (text.isMissingNode() == attachment.isMissingNode())
            throw GraphError.parameter(
                    text.isMissingNode()
                            ? "The message must have a text or an attachment"
                            : "Only one of text and attachment can be specified");
        if (!text.isMissingNode()) {
            if (!text.isString() || text.stringValue().isBlank())
                throw GraphError.parameter("Param message[text] must be a non-empty string");
            checkText(text.stringValue());
        } else {
            checkAttachment(attachment);
        }
        checkQuickReplies(message.path("quick_replies"));
        return message;
    }

    private static void checkQuickReplies(JsonNode replies) {
        if (replies.isMissingNode()) return;
        if (!replies.isArray() || replies.isEmpty())
            throw GraphError.parameter("Param message[quick_replies] must be a non-empty array.");
        atMost("message[quick_replies]", replies.size(), QUICK_REPLIES_MAX);
        for (var i = 0; i < replies.size(); i++) {
            var reply = replies.get(i);
            var name = "message[quick_replies][" + i + "]";
            switch (reply.path("content_type").asString("")) {
                case "text" -> {
                    text(reply, name, "title", TITLE_CHARS_MAX);
                    text(reply, name, "payload", PAYLOAD_CHARS_MAX);
                }
                case "user_phone_number", "user_email" -> {
                    // Meta fills these in itself
                }
                default ->
                    throw GraphError.parameter(
                            "Param " + name + "[content_type] must be one of {TEXT, USER_PHONE_NUMBER, USER_EMAIL}");
            }
        }
    }

    private void checkAttachment(JsonNode attachment) {
        var type = attachment.path("type").asString("");
        if (!attachmentTypes().contains(type))
            throw GraphError.parameter("Param message[attachment][type] must be one of " + braces(attachmentTypes()));
        var payload = attachment.path("payload");
        switch (type) {
            case "template" -> checkTemplate(payload);
            case "like_heart" -> {
                // needs nothing more
            }
            default -> {
                if (payload.has("attachment_id")) return;
                var url = payload.path("url").asString("");
                if (!url.startsWith("http://") && !url.startsWith("https://"))
                    throw GraphError.parameter("Param message[attachment][payload][url] should represent a valid URL");
            }
        }
    }

    private static void checkTemplate(JsonNode payload) {
        switch (payload.path("template_type").asString("")) {
            case "generic" -> {
                var elements = payload.path("elements");
                if (!elements.isArray() || elements.isEmpty())
                    throw GraphError.parameter("Param elements must be a non-empty array.");
                atMost("elements", elements.size(), ELEMENTS_MAX);
                for (var i = 0; i < elements.size(); i++) {
                    var name = "elements[" + i + "]";
                    text(elements.get(i), name, "title", ELEMENT_TEXT_CHARS_MAX);
                    if (elements.get(i).has("subtitle"))
                        text(elements.get(i), name, "subtitle", ELEMENT_TEXT_CHARS_MAX);
                    if (!elements.get(i).has("subtitle")
                            && !elements.get(i).has("image_url")
                            && !elements.get(i).has("buttons"))
                        throw GraphError.parameter(
                                "Param " + name + " must have a subtitle, image_url or buttons besides its title");
                    if (elements.get(i).has("buttons"))
                        checkButtons(elements.get(i).get("buttons"), name);
                }
            }
            case "button" -> {
                text(payload, "payload", "text", BUTTON_TEXT_CHARS_MAX);
                checkButtons(payload.path("buttons"), "payload");
            }
            default -> throw GraphError.parameter("Param template_type must be one of {GENERIC, BUTTON}");
        }
    }

    private static void checkButtons(JsonNode buttons, String of) {
        if (!buttons.isArray() || buttons.isEmpty())
            throw GraphError.parameter("Param " + of + "[buttons] must be a non-empty array.");
        atMost(of + "[buttons]", buttons.size(), BUTTONS_MAX);
        for (var i = 0; i < buttons.size(); i++) {
            var name = of + "[buttons][" + i + "]";
            text(buttons.get(i), name, "title", TITLE_CHARS_MAX);
            switch (buttons.get(i).path("type").asString("")) {
                case "web_url" -> text(buttons.get(i), name, "url", 2_000);
                case "postback" -> text(buttons.get(i), name, "payload", PAYLOAD_CHARS_MAX);
                default -> throw GraphError.parameter("Param " + name + "[type] must be one of {WEB_URL, POSTBACK}");
            }
        }
    }

    private static void text(JsonNode node, String of, String field, int charsMax) {
        var value = node.path(field);
        if (!value.isString() || value.stringValue().isEmpty())
            throw GraphError.parameter("Param " + of + "[" + field + "] must be a non-empty string");
        atMost(of + "[" + field + "]", chars(value.stringValue()), charsMax);
    }

    static void atMost(String param, int length, int max) {
        if (length > max)
            throw GraphError.parameter("Length of param " + param + " must be less than or equal to " + max);
    }

    static int chars(String text) {
        return text.codePointCount(0, text.length());
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static @Nullable ObjectNode object(ObjectNode body, String field) {
        var value = body.get(field);
        if (value == null) return null;
        if (value instanceof ObjectNode object) return object;
        throw GraphError.parameter("Param " + field + " must be a JSON object");
    }

    private static String braces(Set<String> values) {
        return "{" + String.join(", ", values.stream().sorted().toList()) + "}";
    }
}

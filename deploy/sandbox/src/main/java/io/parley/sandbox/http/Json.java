package io.parley.sandbox.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out, with errors a caller can act on.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    public static String string(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /// @throws BadInput when it is not a JSON object
    public static ObjectNode object(byte[] body) {
        if (body.length == 0) throw new BadInput("body_missing", "Send a JSON object as the body.");
        return parse(body) instanceof ObjectNode object
                ? object
                : invalid("The body must be a JSON object in curly brackets.");
    }

    /// @throws BadInput when it is not JSON
    public static JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException broken) {
            var at = broken.getLocation();
            return invalid("The body is not valid JSON" + (at == null ? "." : " (line " + at.getLineNr() + ")."));
        }
    }

    /// The text of a field; null when the field is absent or null.
    /// @throws BadInput when it is something else than text
    public static @Nullable String text(JsonNode node, String field) {
        var value = node.get(field);
        if (value == null || value.isNull()) return null;
        if (!value.isString()) throw new BadInput("invalid_input", field + " must be text.");
        return value.stringValue();
    }

    /// The whole number in a field; null when the field is absent or null.
    /// @throws BadInput when it is something else or outside the range
    public static @Nullable Integer number(JsonNode node, String field, int min, int max) {
        var value = node.get(field);
        if (value == null || value.isNull()) return null;
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max)
            throw new BadInput("invalid_input", field + " must be a whole number from " + min + " to " + max + ".");
        return value.intValue();
    }

    /// The truth in a field; null when the field is absent or null.
    /// @throws BadInput when it is something else
    public static @Nullable Boolean flag(JsonNode node, String field) {
        var value = node.get(field);
        if (value == null || value.isNull()) return null;
        if (!value.isBoolean()) throw new BadInput("invalid_input", field + " must be true or false.");
        return value.booleanValue();
    }

    private static <T> T invalid(String detail) {
        throw new BadInput("invalid_json", detail);
    }
}

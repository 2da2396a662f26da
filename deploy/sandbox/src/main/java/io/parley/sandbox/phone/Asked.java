package io.parley.sandbox.phone;

import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads what the phone is asked to do; what cannot be read is refused in words.
final class Asked {
    static final int TEXT_CHARS_MAX = 20_000;
    static final int WORD_CHARS_MAX = 1_000;

    private Asked() {}

    static ObjectNode part(ObjectNode json, String field) {
        if (json.get(field) instanceof ObjectNode part) return part;
        throw new BadInput("invalid_input", field + " is an object in curly brackets.");
    }

    /// Null when it was not given.
    static @Nullable ObjectNode optional(ObjectNode json, String field) {
        return json.has(field) && !json.get(field).isNull() ? part(json, field) : null;
    }

    /// The text of a field that must be there.
    static String word(ObjectNode json, String of, String field) {
        return limited(of.isEmpty() ? field : of + "." + field, Json.text(json, field), WORD_CHARS_MAX);
    }

    static String limited(String field, @Nullable String text, int charsMax) {
        if (text == null || text.isEmpty() || text.length() > charsMax)
            throw new BadInput("invalid_input", field + " has 1 to " + charsMax + " characters.");
        return text;
    }

    /// Null when none was given.
    static @Nullable String atMost(ObjectNode json, String field, int charsMax) {
        var text = Json.text(json, field);
        return text == null || text.isEmpty() ? null : limited(field, text, charsMax);
    }

    static Bubble.Place place(ObjectNode json) {
        return new Bubble.Place(
                degrees(json, "latitude", 90),
                degrees(json, "longitude", 180),
                atMost(json, "name", WORD_CHARS_MAX),
                atMost(json, "address", WORD_CHARS_MAX));
    }

    private static double degrees(ObjectNode json, String field, int most) {
        JsonNode value = json.path(field);
        if (!value.isNumber() || Math.abs(value.doubleValue()) > most)
            throw new BadInput("invalid_input", field + " is a number from -" + most + " to " + most + ".");
        return value.doubleValue();
    }
}

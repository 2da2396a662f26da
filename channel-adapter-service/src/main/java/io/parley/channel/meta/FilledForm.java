package io.parley.channel.meta;

import io.parley.channel.intake.Wording;
import io.parley.channel.platform.Splitting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The answers of a form that was filled in within WhatsApp, for people to read.
/// <https://developers.facebook.com/docs/whatsapp/flows/reference/responsemsgwebhook>
public final class FilledForm {
    private static final int LINES_MAX = 50;
    private static final int DEPTH_MAX = 8;
    private static final int WORDS_MAX = 500;
    /// How Twilio hands on the whole of what WhatsApp tells.
    private static final List<String> WRAPPED = List.of("nfm_reply", "response_json");
    /// The form's own, which nobody filled in.
    private static final Set<String> NOT_ANSWERS = Set.of("flow_token", "flow_id", "wa_flow_response_params");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FilledForm() {}

    /// "label: value", a line each, whatever they are nested in. A form's answer may be any JSON, a text with JSON in
    /// it, or none.
    ///
    /// @return empty when nothing was filled in
    public static String read(JsonNode told) {
        JsonNode answers = unwrapped(told);
        List<String> lines = new ArrayList<>();
        if (answers.isContainer()) {
            lines(null, answers, 0, lines);
        } else {
            @Nullable String text = Fields.text(answers);
            line(null, Objects.requireNonNullElse(text == null ? Fields.word(answers) : text, ""), lines);
        }
        return String.join("\n", lines);
    }

    /// @param told JSON, or whatever else a person may have written
    public static String read(String told) {
        return read(parsed(told));
    }

    private static JsonNode unwrapped(JsonNode told) {
        JsonNode answers = told;
        for (int depth = 0; depth < DEPTH_MAX; depth++) {
            JsonNode at = answers;
            if (at.isString()) {
                JsonNode inside = parsed(at.stringValue());
                if (inside.isString() && inside.stringValue().equals(at.stringValue())) {
                    return at;
                }
                answers = inside;
            } else {
                JsonNode within = WRAPPED.stream()
                        .map(at::path)
                        .filter(node -> node.isObject() || node.isString())
                        .findFirst()
                        .orElse(at);
                if (within == at) {
                    return at;
                }
                answers = within;
            }
        }
        return answers;
    }

    private static JsonNode parsed(String told) {
        try {
            JsonNode read = JSON.readTree(told);
            return read.isMissingNode() ? JSON.getNodeFactory().stringNode(told) : read;
        } catch (JacksonException e) {
            return JSON.getNodeFactory().stringNode(told);
        }
    }

    private static void lines(@Nullable String label, JsonNode value, int depth, List<String> lines) {
        if (lines.size() >= LINES_MAX || depth > DEPTH_MAX) {
            return;
        }
        if (value.isObject()) {
            for (var field : value.properties()) {
                if (!NOT_ANSWERS.contains(field.getKey())) {
                    lines(label(field.getKey()), field.getValue(), depth + 1, lines);
                }
            }
        } else if (value.isArray()) {
            String words = value.valueStream()
                    .map(Fields::word)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
            line(label, words, lines);
            for (JsonNode one : value) {
                if (one.isContainer()) {
                    lines(label, one, depth + 1, lines);
                }
            }
        } else {
            line(label, Objects.requireNonNullElse(Fields.word(value), ""), lines);
        }
    }

    private static void line(@Nullable String label, String words, List<String> lines) {
        if (!words.isBlank() && lines.size() < LINES_MAX) {
            lines.add(label == null || label.isEmpty() ? words : label + ": " + words);
        }
    }

    /// "in_pin_code" is "in pin code".
    private static String label(String key) {
        return Splitting.shorten(Wording.clean(key), WORDS_MAX, String::length)
                .replace('_', ' ')
                .strip();
    }
}

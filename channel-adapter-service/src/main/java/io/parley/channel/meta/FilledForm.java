package io.parley.channel.meta;

import io.parley.channel.intake.Wording;
import io.parley.channel.platform.Splitting;
import io.parley.events.InboundEvent.Attachment;
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
///
/// @param text "label: value", a line each, whatever they are nested in; null when there is nothing
///     but an address
/// @param address as it is written on a parcel; null where none was asked
public record FilledForm(@Nullable String text, @Nullable String address) {
    private static final int LINES_MAX = 50;
    private static final int DEPTH_MAX = 8;
    private static final int WORDS_MAX = 500;
    /// How Twilio hands on the whole of what WhatsApp tells.
    private static final List<String> WRAPPED = List.of("nfm_reply", "response_json");
    /// The form's own, which nobody filled in.
    private static final Set<String> NOT_ANSWERS =
            Set.of("flow_token", "flow_id", "wa_flow_response_params", "saved_address_id");
    /// The parts of an address as one reads them.
    /// <https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/address-messages>
    private static final List<String> ADDRESS = List.of(
            "unit_number",
            "flat",
            "flat_number",
            "house_number",
            "floor_number",
            "tower_number",
            "building",
            "building_name",
            "street",
            "street_address",
            "road",
            "address",
            "address_line_1",
            "address_line_2",
            "landmark",
            "landmark_area",
            "area",
            "district",
            "town",
            "city",
            "state",
            "region",
            "in_pin_code",
            "sg_post_code",
            "pin_code",
            "post_code",
            "postal_code",
            "zip",
            "zip_code",
            "country");
    /// Of one part alone it is not known whether it says where somebody lives.
    private static final int PARTS_LEAST = 2;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A form's answer may be any JSON, a text with JSON in it, or none.
    public static FilledForm read(JsonNode told) {
        JsonNode answers = unwrapped(told);
        List<String> lines = new ArrayList<>();
        List<String> address = new ArrayList<>();
        if (answers.isContainer()) {
            lines(null, answers, 0, lines, address);
        } else {
            @Nullable String text = Fields.text(answers);
            line(null, Objects.requireNonNullElse(text == null ? Fields.word(answers) : text, ""), lines);
        }
        return new FilledForm(
                lines.isEmpty() ? null : String.join("\n", lines),
                address.isEmpty() ? null : String.join(", ", address));
    }

    /// @param told JSON, or whatever else a person may have written
    public static FilledForm read(String told) {
        return read(parsed(told));
    }

    /// Where they are, as an attachment that says so.
    public List<Attachment> place() {
        return address == null ? List.of() : List.of(new Attachment("location", null, address, null, null));
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

    private static void lines(
            @Nullable String label, JsonNode value, int depth, List<String> lines, List<String> address) {
        if (lines.size() >= LINES_MAX || depth > DEPTH_MAX) {
            return;
        }
        if (value.isObject()) {
            List<String> parts = addressParts(value);
            if (!parts.isEmpty() && address.isEmpty()) {
                parts.forEach(part -> line(null, word(value.path(part)), address));
            } else {
                parts = List.of();
            }
            for (var field : value.properties()) {
                if (!NOT_ANSWERS.contains(field.getKey()) && !parts.contains(field.getKey())) {
                    lines(label(field.getKey()), field.getValue(), depth + 1, lines, address);
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
                    lines(label, one, depth + 1, lines, address);
                }
            }
        } else {
            line(label, word(value), lines);
        }
    }

    /// The parts that are filled in, in reading order; empty when they make no address.
    private static List<String> addressParts(JsonNode answers) {
        List<String> parts = ADDRESS.stream()
                .filter(part -> !word(answers.path(part)).isBlank())
                .toList();
        return parts.size() < PARTS_LEAST ? List.of() : parts;
    }

    private static String word(JsonNode value) {
        return Objects.requireNonNullElse(Fields.word(value), "").strip();
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

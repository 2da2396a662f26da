package io.parley.channel.twilio;

import io.parley.channel.intake.Wording;
import io.parley.channel.platform.Splitting;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of one of Twilio's posts. What is not there, or blank, is null, never an exception.
final class TwilioForm {
    private static final int FIELDS_MAX = 500;
    private static final int ID_MAX = 200;
    private static final int WORD_MAX = 2_000;
    private static final int URL_MAX = 8_000;

    private final SortedMap<String, List<String>> fields;

    private TwilioForm(SortedMap<String, List<String>> fields) {
        this.fields = fields;
    }

    /// @param body as it came; an escape that is none stands for itself
    static TwilioForm of(byte[] body) {
        SortedMap<String, List<String>> fields = new TreeMap<>();
        int count = 0;
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            if (pair.isEmpty() || count++ == FIELDS_MAX) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
        return new TwilioForm(fields);
    }

    /// The top of a JSON object, read as if it were a form.
    static TwilioForm of(JsonNode json) {
        SortedMap<String, List<String>> fields = new TreeMap<>();
        int count = 0;
        for (var field : json.properties()) {
            if (field.getValue().isValueNode() && !field.getValue().isNull() && count++ < FIELDS_MAX) {
                fields.put(field.getKey(), List.of(field.getValue().asString()));
            }
        }
        return new TwilioForm(fields);
    }

    static TwilioForm of(Map<String, String> given) {
        SortedMap<String, List<String>> fields = new TreeMap<>();
        given.forEach((name, value) -> fields.put(name, List.of(value)));
        return new TwilioForm(fields);
    }

    SortedMap<String, List<String>> fields() {
        return fields;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /// A text, whole and cleaned.
    @Nullable
    String text(String name) {
        List<String> values = fields.get(name);
        String text = values == null ? "" : Wording.clean(values.getFirst());
        return text.isBlank() ? null : text;
    }

    /// A title, a payload: cut when far too long.
    @Nullable
    String word(String name) {
        String text = text(name);
        return text == null || text.length() <= WORD_MAX ? text : Splitting.shorten(text, WORD_MAX, String::length);
    }

    /// An id; too long a one is none.
    @Nullable
    String id(String name) {
        String text = text(name);
        return text == null || text.strip().length() > ID_MAX ? null : text.strip();
    }

    @Nullable
    String url(String name) {
        String text = text(name);
        String url = text == null ? "" : text.strip();
        boolean web = url.startsWith("https://") || url.startsWith("http://");
        return web && url.length() <= URL_MAX ? url : null;
    }

    boolean flag(String name) {
        return "true".equalsIgnoreCase(text(name));
    }

    @Nullable
    Double number(String name) {
        String text = text(name);
        try {
            double number = text == null ? Double.NaN : Double.parseDouble(text.strip());
            return Double.isFinite(number) ? (Double) number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// As somebody may look at it.
    @Override
    public String toString() {
        return fields.toString();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}

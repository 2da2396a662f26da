package io.parley.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One HTTP request.
public final class Request {
    private static final int BODY_BYTES_MAX = 1_000_000;

    private final HttpExchange exchange;
    private final Map<String, String> pathParts;
    private @Nullable Map<String, String> query;

    Request(HttpExchange exchange, Map<String, String> pathParts) {
        this.exchange = exchange;
        this.pathParts = pathParts;
    }

    /// What stands in the path where the route says `{name}`.
    public String path(String name) {
        var part = pathParts.get(name);
        if (part == null) throw new IllegalStateException("this route has no {" + name + "}");
        return part;
    }

    /// A query parameter; null when absent or empty.
    public @Nullable String query(String name) {
        if (query == null) query = form(exchange.getRequestURI().getRawQuery());
        var value = query.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /// All query parameters, in their order.
    public Map<String, String> queries() {
        return form(exchange.getRequestURI().getRawQuery());
    }

    /// @throws BadInput when it is not a whole number in the range
    public int query(String name, int min, int max, int fallback) {
        var value = query(name);
        if (value == null) return fallback;
        try {
            var number = Integer.parseInt(value);
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException notANumber) {
            // falls through to the refusal
        }
        throw new BadInput("invalid_input", name + " must be a whole number from " + min + " to " + max + ".");
    }

    public @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    public byte[] body() {
        return body(BODY_BYTES_MAX);
    }

    public byte[] body(int bytesMax) {
        try {
            var bytes = exchange.getRequestBody().readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax)
                throw new BadInput(413, "too_large", "The body may have " + bytesMax + " bytes.");
            return bytes;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// @throws BadInput when the body is not a JSON object
    public ObjectNode json() {
        return Json.object(body());
    }

    /// The fields of a query string or of a form body; a name given twice keeps its last value.
    public static Map<String, String> form(@Nullable String raw) {
        var fields = new LinkedHashMap<String, String>();
        if (raw == null || raw.isEmpty()) return fields;
        for (var pair : raw.split("&")) {
            var equals = pair.indexOf('=');
            fields.put(
                    decode(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return fields;
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw new BadInput("invalid_input", "'" + text + "' is not properly percent-encoded.");
        }
    }
}

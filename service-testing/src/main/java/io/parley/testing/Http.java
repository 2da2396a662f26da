package io.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A caller of a service: who they are, and what they ask.
public final class Http {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final Map<String, String> headers;

    Http(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /// The same service, called by somebody else.
    ///
    /// @param role `owner`, `admin`, `member` or `viewer`
    public Http as(String role, UUID shopId) {
        return with("Authorization", "Bearer " + Tokens.shared().of(role, shopId));
    }

    public Http with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Http(base, more);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /// @param body a string is sent as it is, anything else as JSON
    public Answer post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, @Nullable Object body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, @Nullable Object body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer send(String method, String path, @Nullable Object body) {
        byte[] bytes = switch (body) {
            case null -> new byte[0];
            case byte[] raw -> raw;
            case String text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            default -> JSON.writeValueAsBytes(body);
        };
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(bytes));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What came back.
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /// The problem's stable code, or empty when this is no problem.
        public String code() {
            return header("Content-Type").startsWith("application/problem+json")
                    ? json().path("code").asString("")
                    : "";
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}

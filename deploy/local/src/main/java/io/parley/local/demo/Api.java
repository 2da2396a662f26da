package io.parley.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Parley's public API as one caller sees it.
final class Api {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final int FIRST_ERROR = 400;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = JsonMapper.shared();
    private final String base;
    private @Nullable String token;

    Api(String base) {
        this.base = base;
    }

    /// Everything from now on is done in this person's name.
    void actAs(String accessToken) {
        token = accessToken;
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, body);
    }

    private Answer send(String method, String path, @Nullable JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER_WITHIN)
                .header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            boolean isJson =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    method + " " + path,
                    response.statusCode(),
                    isJson && !text.isBlank() ? json.readTree(text) : json.createObjectNode());
        } catch (IOException e) {
            throw new DemoException(method + " " + path + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }

    /// What came back.
    record Answer(String asked, int status, JsonNode body) {

        boolean ok() {
            return status < FIRST_ERROR;
        }

        /// A problem's code, empty when it has none.
        String code() {
            return body.path("code").asString("");
        }

        /// The body of a good answer.
        JsonNode orFail() {
            if (!ok()) {
                throw new DemoException(asked + " answered " + status + ": " + body);
            }
            return body;
        }
    }

    static final class DemoException extends RuntimeException {
        DemoException(String message) {
            super(message);
        }
    }
}

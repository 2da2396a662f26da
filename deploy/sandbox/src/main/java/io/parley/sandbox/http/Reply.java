package io.parley.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/// What goes back to the caller.
@FunctionalInterface
public interface Reply {
    void writeTo(HttpExchange exchange) throws IOException;

    static Reply json(Object value) {
        return json(200, value);
    }

    static Reply json(int status, Object value) {
        return json(status, value, Map.of());
    }

    static Reply json(int status, Object value, Map<String, String> headers) {
        return bytes(status, "application/json; charset=UTF-8", Json.bytes(value), headers);
    }

    static Reply none() {
        return exchange -> exchange.sendResponseHeaders(204, -1);
    }

    static Reply redirect(String path) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", path);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    static Reply bytes(int status, String type, byte[] body, Map<String, String> headers) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            headers.forEach(exchange.getResponseHeaders()::set);
            if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    static Reply problem(BadInput refused) {
        var problem = Json.object()
                .put("type", "about:blank")
                .put("title", title(refused.status()))
                .put("status", refused.status())
                .put("detail", refused.detail())
                .put("code", refused.code());
        return bytes(refused.status(), "application/problem+json; charset=UTF-8", Json.bytes(problem), Map.of());
    }

    /// Promises the whole answer, sends half of it, and hangs up.
    static Reply cutShort(Object value) {
        return exchange -> {
            var body = Json.bytes(value);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
        };
    }

    /// Hangs up without a word.
    static Reply silence() {
        return _ -> {};
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "That cannot be used";
            case 403 -> "Not from here";
            case 404 -> "Not found";
            case 405 -> "Not with this method";
            case 413 -> "Too large";
            case 429 -> "Too many";
            case 500 -> "The sandbox has a fault of its own";
            default -> "Not possible";
        };
    }
}

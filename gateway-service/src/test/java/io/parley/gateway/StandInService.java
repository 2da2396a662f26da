package io.parley.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A small real HTTP server where the services would be: it writes down what it was asked, to the byte.
public final class StandInService implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /// @param headers names in lower case
    public record Asked(String method, String target, Map<String, List<String>> headers, byte[] body) {}

    StandInService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Asked last() {
        return asked.getLast();
    }

    public long count() {
        return asked.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), List.copyOf(values)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestURI().toString();
        asked.add(new Asked(exchange.getRequestMethod(), target, headers, body));
        try (exchange) {
            if (target.endsWith("/slow")) {
                boolean closed = closing.await(5, TimeUnit.SECONDS);
                send(exchange, closed ? 500 : 200, new byte[0]);
            } else if (target.endsWith("/refused")) {
                exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
                send(exchange, 409, "{\"code\":\"out_of_stock\",\"status\":409}".getBytes(StandardCharsets.UTF_8));
            } else if (target.endsWith("/large")) {
                exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
                send(exchange, 200, new byte[300_000]);
            } else if (target.endsWith("/cut-off")) {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write(new byte[10]);
                exchange.getResponseBody().flush();
            } else if (target.endsWith("/v3/api-docs")) {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                send(exchange, 200, DOCUMENT.getBytes(StandardCharsets.UTF_8));
            } else {
                exchange.getResponseHeaders().add("ETag", "\"7\"");
                exchange.getResponseHeaders().add("Set-Cookie", "a=1");
                exchange.getResponseHeaders().add("Set-Cookie", "b=2");
                exchange.getResponseHeaders().add("X-Trace-Id", "theirs");
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                send(exchange, 200, "{\"answer\":\"yes\"}".getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean none = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    private static final String DOCUMENT = """
            {"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/api/things":{"get":{"operationId":"list",
            "tags":["thing-controller"],"responses":{"200":{"description":"OK","content":{"application/json":
            {"schema":{"$ref":"#/components/schemas/Thing"}}}}}}},"/internal":{"get":{"responses":{}}}},
            "components":{"schemas":{"Thing":{"type":"object","properties":{"next":
            {"$ref":"#/components/schemas/Thing"}}}}}}
            """;
}

package io.parley.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.parley.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/// The other side: a shop that takes webhooks and answers as told.
final class Shop implements AutoCloseable {
    private final HttpServer http;
    private final List<Webhook> received = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;

    record Webhook(byte[] body, String signature, String contentType) {
        JsonNode json() {
            return Json.parse(body);
        }

        JsonNode entry() {
            return json().path("entry").path(0);
        }

        JsonNode event() {
            return entry().path("messaging").path(0);
        }
    }

    Shop() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                received.add(new Webhook(
                        exchange.getRequestBody().readAllBytes(),
                        String.valueOf(headers.getFirst("X-Hub-Signature-256")),
                        String.valueOf(headers.getFirst("Content-Type"))));
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        http.start();
    }

    URI webhookUrl() {
        return URI.create("http://localhost:" + http.getAddress().getPort() + "/api/webhooks/meta");
    }

    void answers(int status) {
        answer = status;
    }

    List<Webhook> received() {
        return List.copyOf(received);
    }

    /// Those of one kind: message, delivery, read, reaction, postback.
    List<Webhook> received(String kind) {
        return received.stream().filter(webhook -> webhook.event().has(kind)).toList();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

package io.parley.cart.cart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What speaks inventory's side of a hold: `PUT` and `DELETE /api/inventory/holds/{reference}`.
final class StandInInventory implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Answer> answers = StandInInventory::held;
    private volatile CountDownLatch slow = new CountDownLatch(0);

    record Asked(String method, UUID reference, String token, JsonNode body) {}

    record Answer(int status, String body) {}

    StandInInventory() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/inventory/holds/", this::serve);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void answers(Function<Asked, Answer> how) {
        answers = how;
    }

    /// Holds its answers back.
    CountDownLatch stalls() {
        CountDownLatch until = new CountDownLatch(1);
        slow = until;
        return until;
    }

    void works() {
        slow.countDown();
        answers = StandInInventory::held;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    static Answer held(Asked asked) {
        return asked.method().equals("DELETE")
                ? new Answer(204, "")
                : new Answer(200, """
                        {"reference":"%s","state":"ACTIVE","lines":%s,"expiresAt":"2099-01-01T00:15:00.000001Z"}""".formatted(asked.reference(), asked.body().path("lines")));
    }

    static Answer problem(int status, String code, String more) {
        return new Answer(status, """
                {"status":%d,"code":"%s","detail":"no"%s}""".formatted(status, code, more));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            Asked one = new Asked(
                    exchange.getRequestMethod(),
                    UUID.fromString(path.substring(path.lastIndexOf('/') + 1)),
                    exchange.getRequestHeaders().getFirst("X-Parley-Service"),
                    body.length == 0 ? JSON.missingNode() : JSON.readTree(body));
            asked.add(one);
            slow.await();
            Answer answer = answers.apply(one);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("Content-Type", answer.status() < 400 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        slow.countDown();
        server.stop(0);
    }
}

package io.parley.conversation.turn;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What speaks cart-service's side: `PUT /api/carts/shoppers/{shopper}/lines`, in the format that cart-service's
/// `ShopperCartServiceTest` holds it to. It holds everything for 15 minutes unless told otherwise.
final class StandInCart implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<UUID, UUID> references = new ConcurrentHashMap<>();
    private final Map<UUID, Function<Asked, Answer>> ofVariants = new ConcurrentHashMap<>();

    record Asked(
            UUID shopper, @Nullable String key, @Nullable String token, UUID draft, JsonNode body) {
        List<String> lines() {
            return body.path("lines")
                    .valueStream()
                    .map(line -> line.path("quantity").asInt() + " "
                            + line.path("variantId").asString())
                    .toList();
        }
    }

    record Answer(int status, String body) {}

    StandInCart() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/carts/shoppers/", this::serve);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// Answers otherwise where this variant is among the lines.
    void answers(UUID variant, Function<Asked, Answer> how) {
        ofVariants.put(variant, how);
    }

    void answersAsUsual(UUID variant) {
        ofVariants.remove(variant);
    }

    List<Asked> asked(UUID shopper) {
        return asked.stream().filter(one -> one.shopper().equals(shopper)).toList();
    }

    Answer held(Asked one) {
        if (one.body().path("lines").isEmpty()) {
            return new Answer(200, "{\"hold\":\"NONE\",\"lines\":[],\"dropped\":[],\"shortages\":[]}");
        }
        return new Answer(200, """
                {"cartId":"%s","hold":"HELD","holdReference":"%s","heldUntil":"%s","lines":[],"dropped":[],"shortages":[]}""".formatted(
                        one.shopper(), reference(one.draft()), Instant.now().plus(Duration.ofMinutes(15))));
    }

    Answer tooFew(Asked one, UUID variant, int wanted, int available) {
        return new Answer(200, """
                {"cartId":"%s","hold":"SHORT","holdReference":"%s","lines":[],"dropped":[],
                 "shortages":[{"variantId":"%s","wanted":%d,"available":%d}]}""".formatted(one.shopper(), reference(one.draft()), variant, wanted, available));
    }

    /// Until the latch is counted down.
    static Function<Asked, Answer> never(CountDownLatch until) {
        return one -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Answer(503, "{}");
        };
    }

    UUID reference(UUID draft) {
        return references.computeIfAbsent(draft, _ -> UUID.randomUUID());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String[] path = exchange.getRequestURI().getPath().split("/");
            Asked one = new Asked(
                    UUID.fromString(path[4]),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    exchange.getRequestHeaders().getFirst("X-Parley-Service"),
                    UUID.fromString(body.path("draftId").asString()),
                    body);
            asked.add(one);
            Answer answer = one.body()
                    .path("lines")
                    .valueStream()
                    .map(line -> ofVariants.get(
                            UUID.fromString(line.path("variantId").asString())))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(this::held)
                    .apply(one);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

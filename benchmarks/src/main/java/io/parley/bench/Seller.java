package io.parley.bench;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// The demo shop's owner at work, through the gateway.
public final class Seller {
    private final Installation parley;
    private final UUID shop;
    private final String bearer;

    private Seller(Installation parley, UUID shop, String bearer) {
        this.parley = parley;
        this.shop = shop;
        this.bearer = bearer;
    }

    /// Logs in as the demo shop's owner.
    ///
    /// @throws IllegalStateException when there is no demo shop
    public static Seller demo(Installation parley) {
        return login(parley, "ama@example.com", "Glow-2026!");
    }

    public static Seller login(Installation parley, String email, String password) {
        Calls.Answer answer =
                Calls.post(parley.gateway() + "/api/auth/login", Map.of("email", email, "password", password));
        if (answer.status() != 200) {
            throw new IllegalStateException("login as " + email + ": " + answer.status() + " " + answer.text());
        }
        JsonNode session = answer.json();
        return new Seller(
                parley,
                UUID.fromString(session.at("/shop/id").asString()),
                "Bearer " + session.get("accessToken").asString());
    }

    public UUID shop() {
        return shop;
    }

    public String bearer() {
        return bearer;
    }

    public Calls.Answer get(String path) {
        return Calls.get(parley.gateway() + path, "Authorization", bearer);
    }

    public Calls.Answer send(String method, String path, Object body) {
        return Calls.send(method, parley.gateway() + path, body, "Authorization", bearer);
    }

    /// The product of this name, made if it is not there, with this many pieces in stock, known to cart, conversation
    /// and inventory.
    public Product product(String name, int pieces) throws InterruptedException {
        JsonNode found = named(name).orElseGet(() -> made(name));
        Product product = new Product(
                UUID.fromString(found.get("id").asString()),
                UUID.fromString(found.at("/variants/0/id").asString()));
        Waiting.until(
                "stock can be set",
                Duration.ofSeconds(20),
                () -> send("PUT", "/api/inventory/" + product.variant(), Map.of("onHand", pieces))
                                .status()
                        == 200);
        Waiting.until(
                "the cart knows the product",
                Duration.ofSeconds(20),
                () -> new WebShopper(parley, shop).add(product.variant(), 1).status() < 300);
        return product;
    }

    private Optional<JsonNode> named(String name) {
        JsonNode page = get("/api/products?q=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .json();
        for (JsonNode product : page.path("items")) {
            if (product.get("name").asString().equals(name)) {
                return Optional.of(product);
            }
        }
        return Optional.empty();
    }

    private JsonNode made(String name) {
        Calls.Answer made = send(
                "POST",
                "/api/products",
                Map.of("name", name, "price", new BigDecimal("10.00"), "tags", List.of("bench")));
        if (made.status() != 201) {
            throw new IllegalStateException("product: " + made.status() + " " + made.text());
        }
        return made.json();
    }

    /// @param variant its only one
    public record Product(UUID id, UUID variant) {}
}

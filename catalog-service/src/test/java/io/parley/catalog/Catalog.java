package io.parley.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OrderedLine;
import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopState;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// The service, running once for all tests, as one shop of its own sees it.
public final class Catalog {
    private final UUID shop = Ids.next();

    /// A shop the catalogue knows, selling in dollars.
    public Catalog() {
        this("USD");
    }

    public Catalog(String currency) {
        service().publish(shop, changed(shop, 1, currency));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !service()
                        .jdbc()
                        .queryForList("select 1 from shop where shop_id = ?", shop)
                        .isEmpty());
    }

    public static ServiceUnderTest service() {
        return Running.SERVICE;
    }

    public UUID shop() {
        return shop;
    }

    public Http as(String role) {
        return service().http().as(role, shop);
    }

    /// A product sold as one thing.
    public JsonNode product(String name) {
        return product(Map.of("name", name, "price", 45));
    }

    public JsonNode product(Map<String, Object> request) {
        Http.Answer made = as("owner").post("/api/products", request);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json();
    }

    /// In two sizes, 45.00 and 55.00 dollars.
    public JsonNode serum() {
        return product(Map.of(
                "name",
                "Glow Serum",
                "price",
                45,
                "description",
                "Vitamin C for an even complexion",
                "tags",
                List.of("face"),
                "variants",
                List.of(
                        Map.of("type", "size", "name", "30ml"),
                        Map.of("type", "size", "name", "50ml", "priceModifier", 10))));
    }

    public static ShopChanged changed(UUID shop, long version, String currency) {
        return new ShopChanged(
                shop,
                new ShopState(
                        version,
                        "Glow by Ama",
                        "glow-by-ama",
                        null,
                        null,
                        "Africa/Accra",
                        currency,
                        "en",
                        "ama@example.com",
                        "ARRANGE_WITH_SELLER",
                        new Assistant("friendly", List.of(), "instant", List.of("en"), List.of(), null)));
    }

    public static OrderSummary order(String status, UUID product, UUID variant) {
        Money price = new Money(4500, "USD");
        Money nothing = Money.zero("USD");
        return new OrderSummary(
                "ORD-7K3M9Q",
                1,
                "CHAT",
                status,
                "UNPAID",
                "UNFULFILLED",
                null,
                null,
                null,
                null,
                null,
                List.of(new OrderedLine(product, variant, "GLOW", "Glow Serum", null, 1, price)),
                "Accra",
                price,
                nothing,
                nothing,
                nothing,
                price,
                null,
                Instant.now());
    }

    /// One figure for all that the service's business tables say.
    public static String checksum() {
        return String.join(
                " ",
                List.of("shop", "product", "variant", "open_order_line").stream()
                        .map(table -> service()
                                .jdbc()
                                .queryForObject(
                                        "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "
                                                + table + " t",
                                        String.class))
                        .toList());
    }

    public static UUID id(JsonNode thing) {
        return UUID.fromString(thing.path("id").asString());
    }

    private static final class Running {
        static final ServiceUnderTest SERVICE = ServiceUnderTest.start(
                "catalog", CatalogApplication.class, Map.of("parley.catalog.new-shop-wait", "1s"));
    }
}

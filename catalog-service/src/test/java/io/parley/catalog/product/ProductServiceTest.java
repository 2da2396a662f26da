package io.parley.catalog.product;

import static io.parley.catalog.Catalog.id;
import static io.parley.catalog.Catalog.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.catalog.Catalog;
import io.parley.events.Event;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.ProductEvent;
import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.Topic;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.Http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProductServiceTest {
    private final Catalog shop = new Catalog();
    private final Http owner = shop.as("owner");

    @Test
    void a_product_is_made_shown_and_told_with_its_whole_state() {
        JsonNode made = shop.serum();

        Answer shown = shop.as("viewer").get("/api/products/" + id(made));

        assertThat(shown.json()).isEqualTo(made);
        assertThat(shown.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.path("slug").asString()).isEqualTo("glow-serum");
        assertThat(made.path("price").decimalValue()).isEqualByComparingTo("45");
        assertThat(shown.text()).as("money has its decimals").contains("\"price\":45.00", "\"priceModifier\":10.00");
        assertThat(made.path("currency").asString()).isEqualTo("USD");
        assertThat(made.path("variants").findValuesAsString("sku"))
                .containsExactly("GLOW-SERUM-30ML", "GLOW-SERUM-50ML");
        ProductPublished published =
                service().awaitEvent(ProductPublished.class, e -> e.productId().equals(id(made)));
        assertThat(published.product().variants())
                .extracting(variant -> variant.price().minor())
                .containsExactly(4500L, 5500L);
        assertThat(published.product().version()).isEqualTo(1);
        assertThat(service().events(Topic.PRODUCT).stream()
                        .filter(heard -> heard.event().equals(published))
                        .findFirst()
                        .orElseThrow()
                        .shopId())
                .isEqualTo(shop.shop());
    }

    @Test
    void a_name_and_a_price_are_enough() {
        JsonNode made = shop.product("Hydra Cream");

        assertThat(made.path("variants")).hasSize(1);
        assertThat(made.at("/variants/0/type").asString()).isEqualTo("default");
        assertThat(made.at("/variants/0/sku").asString()).isEqualTo("HYDRA-CREAM");
        assertThat(made.path("isAvailable").asBoolean()).isTrue();
        assertThat(made.path("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void names_may_repeat_and_slugs_and_skus_do_not() throws Exception {
        try (ExecutorService sellers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<JsonNode>> all = IntStream.range(0, 8)
                    .<Callable<JsonNode>>mapToObj(i -> () -> shop.product("Glow Serum"))
                    .toList();
            List<JsonNode> made = new ArrayList<>();
            for (var one : sellers.invokeAll(all)) {
                made.add(one.get());
            }

            assertThat(made.stream().map(p -> p.path("slug").asString()))
                    .containsExactlyInAnyOrder(
                            "glow-serum",
                            "glow-serum-2",
                            "glow-serum-3",
                            "glow-serum-4",
                            "glow-serum-5",
                            "glow-serum-6",
                            "glow-serum-7",
                            "glow-serum-8");
            assertThat(made.stream().map(p -> p.at("/variants/0/sku").asString()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_sku_of_another_variant_is_refused_by_name() {
        shop.product(Map.of("name", "Soap", "price", 1, "variants", List.of(Map.of("name", "bar", "sku", "SOAP-1"))));

        Answer refused = owner.post(
                "/api/products",
                Map.of("name", "Other", "price", 1, "variants", List.of(Map.of("name", "bar", "sku", "SOAP-1"))));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("sku_taken");
        assertThat(refused.json().path("detail").asString()).contains("SOAP-1");
    }

    @Test
    void what_is_not_valid_is_named_by_its_field() {
        Map<String, Map<String, Object>> wrong = Map.of(
                "name", Map.of("name", "ab", "price", 1),
                "price", Map.of("name", "Soap", "price", 0),
                "description", Map.of("name", "Soap", "price", 1, "description", "x".repeat(501)),
                "currency", Map.of("name", "Soap", "price", 1, "currency", "EUR"),
                "ageRestriction", Map.of("name", "Soap", "price", 1, "ageRestriction", 21),
                "imageUrl", Map.of("name", "Soap", "price", 1, "imageUrl", "javascript:alert(1)"),
                "variants.price",
                        Map.of("name", "Soap", "price", 1, "variants", List.of(Map.of("name", "a", "price", -1))));

        wrong.forEach((field, body) -> {
            Answer answer = owner.post("/api/products", body);
            assertThat(answer.status()).as(field).isEqualTo(400);
            assertThat(answer.json().path("errors").get(0).path("field").asString())
                    .isEqualTo(field);
        });
    }

    @Test
    void prices_have_the_decimals_of_the_shops_currency() {
        Catalog vietnam = new Catalog("VND");

        JsonNode made = vietnam.product(Map.of("name", "Cà phê", "price", 450000));

        assertThat(made.path("price").toString()).isEqualTo("450000");
        assertThat(vietnam.as("owner")
                        .post("/api/products", Map.of("name", "Soap", "price", 4.5))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_shop_opened_a_moment_ago_is_waited_for() throws Exception {
        UUID young = Ids.next();
        Http seller = service().http().as("owner", young);
        Map<String, Object> soap = Map.of("name", "Soap", "price", 1);
        assertThat(seller.post("/api/products", soap).code()).isEqualTo("shop_not_known_yet");

        try (ExecutorService sellers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = sellers.submit(() -> seller.post("/api/products", soap));
            service().publish(young, Catalog.changed(young, 1, "EUR"));

            assertThat(waiting.get().json().path("currency").asString()).isEqualTo("EUR");
        }
    }

    @Test
    void a_shop_not_known_yet_may_name_its_currency() {
        Answer made = service()
                .http()
                .as("owner", Ids.next())
                .post("/api/products", Map.of("name", "Soap", "price", 1, "currency", "eur"));

        assertThat(made.json().path("currency").asString()).isEqualTo("EUR");
    }

    @Test
    void a_change_is_seen_at_once_where_it_was_made() {
        String path = "/api/products/" + id(shop.serum());
        for (int price = 50; price < 60; price++) {
            Answer changed = owner.patch(path, Map.of("price", price));
            assertThat(changed.status()).isEqualTo(200);

            Answer shown = owner.get(path);

            assertThat(shown.json()).isEqualTo(changed.json());
            assertThat(shown.header("ETag")).isEqualTo(changed.header("ETag"));
        }
        assertThat(owner.with("If-None-Match", "\"11\"").get(path).status()).isEqualTo(304);
    }

    @Test
    void a_change_by_another_replica_is_seen_within_its_time() {
        String path = "/api/products/" + id(shop.serum());
        owner.get(path);

        service().jdbc().update("update product set name = 'Changed elsewhere' where shop_id = ?", shop.shop());

        await().atMost(Duration.ofMillis(1500))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> owner.get(path).json().path("name").asString().equals("Changed elsewhere"));
    }

    @Test
    void what_is_left_out_stays_and_an_empty_text_removes() {
        String path = "/api/products/" + id(shop.serum());

        JsonNode changed = owner.patch(path, Map.of("isAvailable", false, "description", ""))
                .json();

        assertThat(changed.path("isAvailable").asBoolean()).isFalse();
        assertThat(changed.has("description")).isFalse();
        assertThat(changed.path("tags")).hasSize(1);
        assertThat(changed.path("slug").asString()).isEqualTo("glow-serum");
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        service()
                .awaitEvent(
                        ProductChanged.class,
                        e -> e.productId().equals(id(changed))
                                && e.product().version() == 2
                                && !e.product().available());
    }

    @Test
    void who_has_seen_an_older_version_is_refused() {
        String path = "/api/products/" + id(shop.serum());
        owner.with("If-Match", "\"1\"").patch(path, Map.of("price", 46));

        Answer late = owner.with("If-Match", "\"1\"").patch(path, Map.of("price", 47));

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.code()).isEqualTo("precondition_failed");
        assertThat(owner.with("If-Match", "\"1\"").delete(path).status()).isEqualTo(412);
        assertThat(owner.with("If-Match", "*").patch(path, Map.of("price", 47)).status())
                .isEqualTo(200);
    }

    @Test
    void changes_at_the_same_moment_are_all_kept() throws Exception {
        JsonNode product = shop.serum();
        try (ExecutorService sellers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> all = IntStream.range(0, 16)
                    .<Callable<Integer>>mapToObj(i -> () -> owner.post(
                                    "/api/products/" + id(product) + "/variants",
                                    Map.of("type", "shade", "name", "Shade " + i))
                            .status())
                    .toList();
            for (var one : sellers.invokeAll(all)) {
                assertThat(one.get()).isEqualTo(201);
            }
        }

        JsonNode shown = owner.get("/api/products/" + id(product)).json();
        assertThat(shown.path("variants")).hasSize(18);
        assertThat(shown.path("version").asInt()).isEqualTo(17);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> versions(id(product))
                        .equals(IntStream.rangeClosed(1, 17)
                                .mapToObj(i -> (long) i)
                                .toList()));
    }

    @Test
    void variants_are_changed_listed_and_removed() {
        JsonNode product = shop.serum();
        UUID large = id(product.path("variants").get(1));

        JsonNode changed = owner.patch(
                        "/api/products/variants/" + large,
                        Map.of("name", "60ml", "price", 70, "sku", "GLOW-60", "position", 0, "isAvailable", false))
                .json();

        assertThat(changed.at("/variants/0/id").asString()).isEqualTo(large.toString());
        assertThat(changed.at("/variants/0/price").decimalValue()).isEqualByComparingTo("70");
        assertThat(changed.at("/variants/0/priceModifier").decimalValue()).isEqualByComparingTo("25");
        assertThat(changed.at("/variants/0/sku").asString()).isEqualTo("GLOW-60");
        assertThat(owner.delete("/api/products/variants/" + large).status()).isEqualTo(204);
        assertThat(owner.get("/api/products/" + id(product) + "/variants").json())
                .hasSize(1);
        assertThat(owner.delete("/api/products/variants/" + large).status()).isEqualTo(404);
        service()
                .awaitEvent(
                        ProductChanged.class,
                        e -> e.productId().equals(id(product))
                                && e.product().variants().size() == 1);
    }

    @Test
    void a_product_in_an_open_order_cannot_be_deleted() {
        JsonNode product = shop.serum();
        UUID variant = id(product.path("variants").get(0));
        UUID order = Ids.next();
        service().publish(shop.shop(), new OrderPlaced(order, Catalog.order("CAPTURED", id(product), variant)));
        service().awaitIdle();

        Answer refused = owner.delete("/api/products/" + id(product));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("in_open_orders");
        assertThat(refused.json().path("orders").get(0).asString()).isEqualTo("ORD-7K3M9Q");
        assertThat(owner.delete("/api/products/variants/" + variant).code()).isEqualTo("in_open_orders");

        service()
                .publish(
                        shop.shop(),
                        new OrderCancelled(order, Catalog.order("CANCELLED", id(product), variant), "shopper"));
        service().awaitIdle();
        assertThat(owner.delete("/api/products/" + id(product)).status()).isEqualTo(204);
    }

    @Test
    void a_deleted_product_is_gone_for_callers_and_archived_for_the_others() {
        JsonNode product = shop.serum();
        String path = "/api/products/" + id(product);
        owner.get(path);

        assertThat(owner.delete(path).status()).isEqualTo(204);

        assertThat(owner.get(path).status()).isEqualTo(404);
        assertThat(owner.delete(path).status()).isEqualTo(404);
        assertThat(owner.get("/api/products").json().path("items")).isEmpty();
        service().awaitEvent(ProductArchived.class, e -> e.productId().equals(id(product)));
        assertThat(shop.serum().path("slug").asString())
                .as("its names are free again")
                .isEqualTo("glow-serum");
    }

    @Test
    void the_same_post_under_the_same_key_makes_one_product() {
        Http once = owner.with("Idempotency-Key", "first product");

        Answer first = once.post("/api/products", Map.of("name", "Soap", "price", 4.5));
        Answer again = once.post("/api/products", Map.of("name", "Soap", "price", 4.5));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(owner.get("/api/products").json().path("items")).hasSize(1);
    }

    @Test
    void products_are_found_by_their_words_with_typing_errors_and_without_regard_to_case() {
        shop.serum();
        shop.product(Map.of("name", "Hydra Cream", "price", 55, "synonyms", List.of("moisturiser")));
        shop.product(Map.of("name", "Velvet Lipstick 100%", "price", 18, "isAvailable", false));

        assertThat(found("q=SERUM")).containsExactly("Glow Serum");
        assertThat(found("q=serun")).containsExactly("Glow Serum");
        assertThat(found("q=vitamin%20c")).containsExactly("Glow Serum");
        assertThat(found("q=face")).containsExactly("Glow Serum");
        assertThat(found("q=moisturizer")).containsExactly("Hydra Cream");
        assertThat(found("q=100%25")).containsExactly("Velvet Lipstick 100%");
        assertThat(found("q=_")).isEmpty();
        assertThat(found("q=hammer")).isEmpty();
        assertThat(found("available=true")).containsExactly("Hydra Cream", "Glow Serum");
        assertThat(found("available=false")).containsExactly("Velvet Lipstick 100%");
        assertThat(found("")).containsExactly("Velvet Lipstick 100%", "Hydra Cream", "Glow Serum");
    }

    @Test
    void the_list_comes_in_pages_and_misses_nothing() {
        for (int i = 0; i < 7; i++) {
            shop.product("Serum number " + i);
        }
        for (String query : List.of("", "&q=serum", "&q=serun%20numbr")) {
            List<String> read = new ArrayList<>();
            String next = "";
            do {
                JsonNode page =
                        owner.get("/api/products?limit=3" + query + next).json();
                read.addAll(page.path("items")
                        .valueStream()
                        .map(p -> p.path("name").asString())
                        .toList());
                next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
            } while (!next.isEmpty());
            assertThat(read).as(query).hasSize(7).doesNotHaveDuplicates();
        }
    }

    @Test
    void redelivered_events_change_nothing() {
        JsonNode product = shop.serum();
        UUID variant = id(product.path("variants").get(0));
        Map<UUID, Event> history = new HashMap<>();
        UUID order = Ids.next();
        history.put(Ids.next(), new OrderPlaced(order, Catalog.order("CAPTURED", id(product), variant)));
        history.put(Ids.next(), Catalog.changed(shop.shop(), 2, "EUR"));
        history.put(Ids.next(), Catalog.changed(shop.shop(), 1, "USD"));
        history.forEach((eventId, event) -> service().publish(eventId, shop.shop(), event));
        service().awaitIdle();
        String before = Catalog.checksum();

        history.forEach((eventId, event) -> service().publish(eventId, shop.shop(), event));
        service().awaitIdle();

        assertThat(Catalog.checksum()).isEqualTo(before);
        assertThat(service()
                        .jdbc()
                        .queryForObject("select currency from shop where shop_id = ?", String.class, shop.shop()))
                .as("the newest version stays")
                .isEqualTo("EUR");
    }

    private List<String> found(String query) {
        return owner.get("/api/products?" + query)
                .json()
                .path("items")
                .valueStream()
                .map(product -> product.path("name").asString())
                .toList();
    }

    private static List<Long> versions(UUID product) {
        return service().events(ProductEvent.class).stream()
                .filter(event -> event.productId().equals(product))
                .map(event -> switch (event) {
                    case ProductPublished published -> published.product().version();
                    case ProductChanged changed -> changed.product().version();
                    case ProductArchived archived -> archived.product().version();
                })
                .toList();
    }
}

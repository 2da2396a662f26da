package io.parley.inventory.stock;

import static io.parley.inventory.Inventory.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.StockEvent.BackInStock;
import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.events.StockEvent.StockLow;
import io.parley.inventory.Inventory;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.Http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import tools.jackson.databind.JsonNode;

class StockServiceTest {
    private final Inventory shop = new Inventory();

    @Test
    void a_published_product_begins_uncounted_and_says_so() {
        UUID variant = shop.untracked(1).getFirst();

        JsonNode stock = shop.stock(variant);

        assertThat(stock.path("policy").asString()).isEqualTo("UNTRACKED");
        assertThat(stock.path("title").asString()).isEqualTo("Glow Serum (10ml)");
        assertThat(stock.path("sku").asString()).isEqualTo("GLOW-0");
        StockLevelChanged told =
                service().awaitEvent(StockLevelChanged.class, e -> e.variantId().equals(variant));
        assertThat(told.policy()).isEqualTo("UNTRACKED");
        assertThat(told.version()).isEqualTo(1);
    }

    @Test
    void variants_follow_their_product_and_keep_their_figures() {
        UUID kept = shop.withPieces(4).getFirst();
        UUID product = UUID.fromString(shop.stock(kept).path("productId").asString());
        UUID added = Ids.next();

        service().publish(shop.shop(), new ProductChanged(product, Inventory.product(3, List.of(added, kept))));
        service().awaitEvent(StockLevelChanged.class, e -> e.variantId().equals(added));
        assertThat(shop.stock(kept).path("title").asString()).isEqualTo("Glow Serum (20ml)");
        assertThat(shop.stock(kept).path("onHand").asInt()).isEqualTo(4);

        service().publish(shop.shop(), new ProductChanged(product, Inventory.product(2, List.of(kept))));
        service().awaitIdle();
        assertThat(listed()).as("an older state changes nothing").containsExactlyInAnyOrder(kept, added);

        service().publish(shop.shop(), new ProductChanged(product, Inventory.product(4, List.of(kept))));
        await().until(() -> listed().equals(List.of(kept)));

        service().publish(shop.shop(), new ProductArchived(product, Inventory.product(5, List.of(kept))));
        await().until(() -> listed().isEmpty());
        assertThat(shop.stock(kept).path("onHand").asInt()).isEqualTo(4);
    }

    @Test
    void figures_are_set_and_adjusted_and_the_ledger_tells_how() {
        UUID variant = shop.withPieces(10).getFirst();
        Http owner = shop.as("owner");
        String adjustments = "/api/inventory/" + variant + "/adjustments";

        owner.post(adjustments, Map.of("delta", 5, "reason", "restock", "note", "van"));
        Answer last = owner.post(adjustments, Map.of("delta", -3, "reason", "DAMAGE"));

        assertThat(last.json().path("onHand").asInt()).isEqualTo(12);
        JsonNode ledger =
                owner.get("/api/inventory/" + variant + "/ledger").json().path("items");
        assertThat(ledger.findValuesAsString("reason")).containsExactly("DAMAGE", "RESTOCK", "ADJUSTMENT");
        assertThat(ledger.get(1).path("note").asString()).isEqualTo("van");
        assertThat(ledger.get(1).path("by").asString()).isNotEmpty();
        assertThat(ledger.get(1).path("onHandBefore").asInt()).isEqualTo(10);
        assertThat(ledger.get(1).path("onHandChange").asInt()).isEqualTo(5);
        assertThat(ledger.get(1).path("onHandAfter").asInt()).isEqualTo(15);
        Inventory.assertBooksAgree();
    }

    @Test
    void the_ledger_comes_in_pages() {
        UUID variant = shop.withPieces(1).getFirst();
        for (int i = 0; i < 4; i++) {
            shop.as("owner")
                    .post("/api/inventory/" + variant + "/adjustments", Map.of("delta", 1, "reason", "RESTOCK"));
        }
        List<Integer> after = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = shop.as("viewer")
                    .get("/api/inventory/" + variant + "/ledger?limit=2" + next)
                    .json();
            page.path("items")
                    .forEach(entry -> after.add(entry.path("onHandAfter").asInt()));
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());

        assertThat(after).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void the_same_adjustment_under_the_same_key_is_made_once() {
        UUID variant = shop.withPieces(10).getFirst();
        Http owner = shop.as("owner").with("Idempotency-Key", "van of Monday");
        String adjustments = "/api/inventory/" + variant + "/adjustments";

        Answer first = owner.post(adjustments, Map.of("delta", 5, "reason", "RESTOCK"));
        Answer again = owner.post(adjustments, Map.of("delta", 5, "reason", "RESTOCK"));
        Answer other = owner.post(adjustments, Map.of("delta", 6, "reason", "RESTOCK"));

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        shop.assertStock(variant, 15, 0);
    }

    @Test
    void adjustments_without_sense_are_refused() {
        UUID counted = shop.withPieces(1).getFirst();
        UUID uncounted = shop.untracked(1).getFirst();
        Http owner = shop.as("owner");

        assertThat(owner.post("/api/inventory/" + counted + "/adjustments", Map.of("delta", 0, "reason", "RESTOCK"))
                        .code())
                .isEqualTo("adjustment_unexplained");
        assertThat(owner.post("/api/inventory/" + counted + "/adjustments", Map.of("delta", 1, "reason", "ORDER"))
                        .code())
                .isEqualTo("adjustment_unexplained");
        assertThat(owner.post("/api/inventory/" + counted + "/adjustments", Map.of("delta", 1.5, "reason", "RESTOCK"))
                        .status())
                .isEqualTo(400);
        assertThat(owner.post("/api/inventory/" + counted + "/adjustments", Map.of("delta", -2, "reason", "DAMAGE"))
                        .code())
                .isEqualTo("stock_promised");
        assertThat(owner.post("/api/inventory/" + uncounted + "/adjustments", Map.of("delta", 1, "reason", "RESTOCK"))
                        .code())
                .isEqualTo("stock_untracked");
        assertThat(owner.put("/api/inventory/" + counted, Map.of("onHand", -1)).code())
                .isEqualTo("invalid_input");
    }

    @Test
    void low_and_back_are_told_once_per_crossing() {
        UUID variant = shop.withPieces(10).getFirst();
        Http owner = shop.as("owner");
        String path = "/api/inventory/" + variant;

        owner.put(path, Map.of("reorderLevel", 3));
        for (int onHand : new int[] {3, 2, 0, 5, 1}) {
            owner.put(path, Map.of("onHand", onHand));
        }

        service().awaitEvent(StockLevelChanged.class, e -> e.variantId().equals(variant) && e.version() == 8);
        assertThat(service().events(StockLow.class).stream()
                        .filter(e -> e.variantId().equals(variant))
                        .map(StockLow::available))
                .containsExactly(3, 1);
        assertThat(service().events(BackInStock.class).stream()
                        .filter(e -> e.variantId().equals(variant))
                        .map(BackInStock::available))
                .containsExactly(5);
    }

    @Test
    void setting_what_is_already_so_changes_nothing() {
        UUID variant = shop.withPieces(10).getFirst();

        JsonNode before = shop.stock(variant);
        JsonNode after = shop.as("owner")
                .put("/api/inventory/" + variant, Map.of("onHand", 10))
                .json();

        assertThat(after).isEqualTo(before);
    }

    @Test
    void the_list_comes_in_pages_and_misses_nothing() {
        List<UUID> variants = new ArrayList<>(shop.untracked(3));
        variants.addAll(shop.untracked(2));
        List<UUID> read = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    shop.as("viewer").get("/api/inventory?limit=2" + next).json();
            page.path("items")
                    .forEach(item ->
                            read.add(UUID.fromString(item.path("variantId").asString())));
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());

        assertThat(read).containsExactlyInAnyOrderElementsOf(variants).doesNotHaveDuplicates();
    }

    @Test
    void the_database_itself_refuses_to_promise_what_is_not_there() {
        UUID variant = shop.withPieces(2).getFirst();

        assertThatThrownBy(() -> service().jdbc().update("update stock set reserved = 3 where variant_id = ?", variant))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("stock_never_oversold");
    }

    @Test
    void books_that_do_not_agree_are_noticed() {
        UUID variant = shop.withPieces(2).getFirst();
        service().jdbc().update("update stock set on_hand = 3 where variant_id = ?", variant);

        service().context().getBean(CompareBooksWithStock.class).compare();

        assertThat(service().http().get("/actuator/prometheus").text())
                .containsPattern("parley_inventory_discrepancies\\{[^}]*} 1.0");
        service().jdbc().update("update stock set on_hand = 2 where variant_id = ?", variant);
        Inventory.assertBooksAgree();
    }

    private List<UUID> listed() {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> shop.as("viewer").get("/api/inventory").status() == 200);
        List<UUID> ids = new ArrayList<>();
        shop.as("viewer")
                .get("/api/inventory")
                .json()
                .path("items")
                .forEach(item -> ids.add(UUID.fromString(item.path("variantId").asString())));
        return ids;
    }
}

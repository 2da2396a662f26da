package io.parley.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderChanging;
import io.parley.events.OrderEvent.OrderCompleted;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OrderedLine;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.events.ProductEvent.Variant;
import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The service, running once for all tests, as one shop of its own sees it.
public final class Inventory {
    private static final Money PRICE = new Money(4500, "USD");

    private final UUID shop = Ids.next();

    public static ServiceUnderTest service() {
        return Running.SERVICE;
    }

    public UUID shop() {
        return shop;
    }

    public Http as(String role) {
        return service().http().as(role, shop);
    }

    /// A published product with variants nobody counts yet.
    public List<UUID> untracked(int variants) {
        UUID product = Ids.next();
        List<UUID> ids = IntStream.range(0, variants).mapToObj(i -> Ids.next()).toList();
        service().publish(shop, new ProductPublished(product, product(1, ids)));
        ids.forEach(id ->
                service().awaitEvent(StockLevelChanged.class, e -> e.variantId().equals(id)));
        return ids;
    }

    /// A published product whose variants have so many pieces each.
    public List<UUID> withPieces(int... pieces) {
        List<UUID> ids = untracked(pieces.length);
        for (int i = 0; i < pieces.length; i++) {
            assertThat(as("owner")
                            .put("/api/inventory/" + ids.get(i), Map.of("onHand", pieces[i]))
                            .status())
                    .isEqualTo(200);
        }
        return ids;
    }

    public static ProductState product(long version, List<UUID> variants) {
        return new ProductState(
                version,
                "Glow Serum",
                "glow-serum",
                null,
                true,
                0,
                List.of(),
                List.of(),
                List.of(),
                null,
                IntStream.range(0, variants.size())
                        .mapToObj(i -> new Variant(
                                variants.get(i), "GLOW-" + i, "size", (i + 1) * 10 + "ml", PRICE, true, i, null))
                        .toList());
    }

    public JsonNode stock(UUID variant) {
        return as("viewer").get("/api/inventory/" + variant).json();
    }

    public void assertStock(UUID variant, int onHand, int reserved) {
        JsonNode stock = stock(variant);
        assertThat(List.of(stock.path("onHand").asInt(), stock.path("reserved").asInt()))
                .as("on hand and reserved")
                .containsExactly(onHand, reserved);
        assertThat(stock.path("available").asInt()).isEqualTo(onHand - reserved);
    }

    public static OrderedLine line(UUID variant, int quantity) {
        return new OrderedLine(Ids.next(), variant, "GLOW-0", "Glow Serum", "30ml", quantity, PRICE);
    }

    public static OrderPlaced placed(UUID orderId, OrderedLine... lines) {
        return new OrderPlaced(orderId, order("CAPTURED", 1, lines));
    }

    public static OrderCancelled cancelled(UUID orderId, OrderedLine... lines) {
        return new OrderCancelled(orderId, order("CANCELLED", 2, lines), "shopper");
    }

    /// An order of these lines that is to have others.
    public static OrderChanging changing(UUID orderId, List<OrderedLine> before, OrderedLine... lines) {
        return new OrderChanging(
                orderId, Ids.next(), order("CONFIRMED", 2, before.toArray(OrderedLine[]::new)), List.of(lines));
    }

    public static OrderCompleted completed(UUID orderId, OrderedLine... lines) {
        return new OrderCompleted(orderId, order("COMPLETED", 3, lines));
    }

    public static OrderSummary order(String status, long version, OrderedLine... lines) {
        Money total = Arrays.stream(lines).map(OrderedLine::total).reduce(Money.zero("USD"), Money::plus);
        return new OrderSummary(
                "ORD-7K3M9Q",
                version,
                "CHAT",
                status,
                "UNPAID",
                "UNFULFILLED",
                Ids.next(),
                null,
                null,
                "Esi",
                null,
                List.of(lines),
                "Accra",
                total,
                Money.zero("USD"),
                Money.zero("USD"),
                Money.zero("USD"),
                total,
                null,
                Instant.now());
    }

    /// One figure for all that the service's business tables say.
    public static String checksum() {
        return String.join(
                " ",
                List.of("stock", "stock_ledger", "reservation", "reservation_line").stream()
                        .map(table -> service()
                                .jdbc()
                                .queryForObject(
                                        "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "
                                                + table + " t",
                                        String.class))
                        .toList());
    }

    public static void assertBooksAgree() {
        assertThat(service().jdbc().queryForList("select * from stock_discrepancy"))
                .isEmpty();
    }

    private static final class Running {
        static final ServiceUnderTest SERVICE = ServiceUnderTest.start(
                "inventory", InventoryApplication.class, Map.of("parley.inventory.expiry-check", "200ms"));
    }
}

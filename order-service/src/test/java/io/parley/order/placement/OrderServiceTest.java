package io.parley.order.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.events.Money;
import io.parley.events.OrderCaptureEvent.OrderChangeAsked;
import io.parley.events.OrderEvent;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderChangeRefused;
import io.parley.events.OrderEvent.OrderChanged;
import io.parley.events.OrderEvent.OrderChanging;
import io.parley.events.OrderEvent.OrderCompleted;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderRejected;
import io.parley.events.OrderEvent.OrderStarted;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.events.ProductEvent.Variant;
import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.ReservationRejected;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.events.ReservationEvent.StockReserved;
import io.parley.events.Topic;
import io.parley.starter.Ids;
import io.parley.testing.Heard;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OrderServiceTest {
    private final ServiceUnderTest service = RunningOrderService.service();
    private final UUID shop = Ids.next();
    private final Http owner = service.http().as("owner", shop);

    @Test
    void a_yes_in_the_chat_becomes_an_order_and_is_confirmed_when_its_stock_is_held() {
        UUID product = Ids.next();
        service.publish(shop, new ProductPublished(product, product()));
        service.awaitIdle();
        UUID id = placed();

        OrderPlaced placed =
                service.awaitEvent(OrderPlaced.class, e -> e.orderId().equals(id));
        assertThat(placed.order().number()).matches("ORD-[2-9A-Z]{6}");
        assertThat(placed.order().version()).isZero();

        hold(id);
        OrderConfirmed confirmed =
                service.awaitEvent(OrderConfirmed.class, e -> e.orderId().equals(id));
        assertThat(confirmed.order().version()).isEqualTo(1);
        assertThat(confirmed.order().contact()).isEqualTo(placed.order().contact());

        JsonNode order = owner.get("/api/orders/" + id).json();
        assertThat(order.get("status").asString()).isEqualTo("CONFIRMED");
        assertThat(order.get("platform").asString()).isEqualTo("INSTAGRAM");
        assertThat(order.get("total").decimalValue()).isEqualByComparingTo("110.00");
        assertThat(order.at("/lines/0/imageUrl").asString()).isEqualTo("https://img.example/50.jpg");
        assertThat(order.get("note").asString()).isEqualTo("ring twice");
        assertThat(order.get("next").valueStream().map(JsonNode::asString))
                .containsExactly("IN_PROGRESS", "CANCELLED", "PAID");
        assertThat(order.get("history").valueStream().map(c -> c.get("by").asString()))
                .containsExactly("shopper", "stock");
        assertThat(order.get("version").asLong()).isEqualTo(1);
        assertThat(tellers(id)).containsOnly(shop);
    }

    @Test
    void the_same_yes_told_many_times_makes_one_order() {
        UUID id = Ids.next();
        UUID event = Ids.next();
        var captured = Given.captured(id, Given.serum(1));
        for (int time = 0; time < 5; time++) {
            service.publish(event, shop, captured);
            service.publish(shop, captured);
        }
        service.awaitIdle();

        assertThat(owner.get("/api/orders").json().get("items")).hasSize(1);
        service.awaitEvent(OrderPlaced.class, e -> e.orderId().equals(id));
        assertThat(events(id, OrderPlaced.class)).hasSize(1);
    }

    @Test
    void a_checked_out_cart_becomes_an_order_with_its_shipping_and_tax() {
        UUID id = Ids.next();
        service.publish(shop, Given.checkedOut(id, Given.serum(1)));
        awaitStatus(id, "CAPTURED");

        JsonNode order = owner.get("/api/orders/" + id).json();
        assertThat(order.get("source").asString()).isEqualTo("WEB");
        assertThat(order.get("platform").asString()).isEqualTo("WEB");
        assertThat(order.get("customerName").asString()).isEqualTo("Kofi");
        assertThat(order.get("total").decimalValue()).isEqualByComparingTo("65.00");
        assertThat(order.get("shipping").decimalValue()).isEqualByComparingTo("7.00");
    }

    @Test
    void the_shoppers_stock_hold_is_passed_on_from_chat_and_cart() {
        UUID chat = Ids.next();
        UUID web = Ids.next();
        UUID hold = Ids.next();
        var yes = Given.captured(chat, Given.serum(1));
        var cart = Given.checkedOut(web, Given.serum(1));
        service.publish(
                shop,
                new io.parley.events.OrderCaptureEvent.OrderCaptured(
                        chat,
                        yes.conversationId(),
                        yes.shopperId(),
                        yes.contact(),
                        yes.lines(),
                        yes.shippingLocation(),
                        yes.total(),
                        null,
                        hold));
        service.publish(shop, cart);

        assertThat(service.awaitEvent(OrderPlaced.class, e -> e.orderId().equals(chat))
                        .holdReference())
                .isEqualTo(hold);
        assertThat(service.awaitEvent(OrderPlaced.class, e -> e.orderId().equals(web))
                        .holdReference())
                .isNull();
    }

    @Test
    void a_total_told_wrong_is_set_aside_and_makes_no_order() {
        UUID id = Ids.next();
        var right = Given.captured(id, Given.serum(1));
        service.publish(
                shop,
                new io.parley.events.OrderCaptureEvent.OrderCaptured(
                        id,
                        right.conversationId(),
                        right.shopperId(),
                        right.contact(),
                        right.lines(),
                        right.shippingLocation(),
                        new Money(1, "USD"),
                        null));
        service.awaitIdle();
        assertThat(owner.get("/api/orders/" + id).status()).isEqualTo(404);
    }

    @Test
    void a_shortage_cancels_the_order_and_names_what_is_short() {
        UUID id = placed();
        service.publish(shop, new ReservationRejected(id, List.of(new Shortage(Given.SERUM, 2, 1))));

        OrderRejected rejected =
                service.awaitEvent(OrderRejected.class, e -> e.orderId().equals(id));
        assertThat(rejected.shortages()).containsExactly(new Shortage(Given.SERUM, 2, 1));
        JsonNode order = owner.get("/api/orders/" + id).json();
        assertThat(order.get("status").asString()).isEqualTo("CANCELLED");
        assertThat(order.at("/history/1/reason").asString()).isEqualTo("out_of_stock");
        assertThat(order.get("next")).isEmpty();
    }

    @Test
    void the_seller_takes_it_to_its_end_and_each_step_is_told() {
        UUID id = confirmed();

        assertThat(move(id, "COMPLETED").code()).isEqualTo("status_refused");
        assertThat(move(id, "IN_PROGRESS").json().at("/history/2/by").asString())
                .isEqualTo("seller");
        Http.Answer done = move(id, "COMPLETED");
        assertThat(done.json().get("version").asLong()).isEqualTo(3);

        Http.Answer refused = move(id, "CANCELLED");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("current").asString()).isEqualTo("COMPLETED");
        assertThat(refused.json().get("next")).isEmpty();
        assertThat(refused.json().get("detail").asString()).contains("COMPLETED");

        service.awaitEvent(OrderStarted.class, e -> e.orderId().equals(id));
        OrderCompleted completed =
                service.awaitEvent(OrderCompleted.class, e -> e.orderId().equals(id));
        assertThat(completed.order().version()).isEqualTo(3);
    }

    @Test
    void cancelling_tells_inventory_after_placing_and_a_hold_told_late_changes_nothing() {
        UUID id = placed();
        assertThat(owner.patch("/api/orders/" + id + "/status", Map.of("status", "CANCELLED", "reason", "changed mind"))
                        .json()
                        .at("/history/1/reason")
                        .asString())
                .isEqualTo("changed mind");
        service.awaitEvent(OrderCancelled.class, e -> e.orderId().equals(id));

        hold(id);
        service.awaitIdle();

        assertThat(owner.get("/api/orders/" + id).json().get("status").asString())
                .isEqualTo("CANCELLED");
        assertThat(service.jdbc()
                        .queryForList("select type from outbox where shop_id = ? order by id", String.class, shop))
                .containsExactly("parley.order.placed.v1", "parley.order.cancelled.v1");
    }

    @Test
    void a_change_of_mind_takes_effect_once_its_stock_is_held_and_once_only() {
        UUID id = confirmed();
        var asked = new OrderChangeAsked(
                id,
                Ids.next(),
                Ids.next(),
                Ids.next(),
                List.of(Given.serum(3)),
                "Kumasi",
                new Money(16500, "USD"),
                "to my sister Efua");
        UUID event = service.publish(shop, asked);
        service.awaitEvent(OrderChanging.class, e -> e.orderId().equals(id));
        assertThat(owner.get("/api/orders/" + id).json().get("total").decimalValue())
                .isEqualByComparingTo("110.00");
        assertThat(move(id, "IN_PROGRESS").code()).isEqualTo("order_changing");

        service.publish(shop, new StockReserved(id, List.of(new HeldLine(Given.SERUM, 3)), null));
        OrderChanged changed =
                service.awaitEvent(OrderChanged.class, e -> e.orderId().equals(id));

        assertThat(changed.order().shippingLocation()).isEqualTo("Kumasi");
        JsonNode order = owner.get("/api/orders/" + id).json();
        assertThat(order.get("total").decimalValue()).isEqualByComparingTo("165.00");
        assertThat(order.get("note").asString()).endsWith("to my sister Efua");
        assertThat(order.get("status").asString()).isEqualTo("CONFIRMED");
        String told = checksum();
        service.publish(event, shop, asked);
        service.publish(shop, new StockReserved(id, List.of(new HeldLine(Given.SERUM, 3)), null));
        service.awaitIdle();
        assertThat(checksum()).isEqualTo(told);
        assertThat(move(id, "IN_PROGRESS").status()).isEqualTo(200);

        service.publish(
                shop,
                new OrderChangeAsked(
                        id, Ids.next(), Ids.next(), Ids.next(), List.of(), "Kumasi", Money.zero("USD"), null));
        OrderChangeRefused refused =
                service.awaitEvent(OrderChangeRefused.class, e -> e.orderId().equals(id));
        assertThat(refused.reason()).isEqualTo("in_progress");
        assertThat(events(id, OrderCancelled.class)).isEmpty();
    }

    @Test
    void events_delivered_again_change_nothing() {
        UUID id = Ids.next();
        UUID[] events = {Ids.next(), Ids.next()};
        var captured = Given.captured(id, Given.serum(2));
        var reserved = new StockReserved(id, List.of(new HeldLine(Given.SERUM, 2)), null);
        service.publish(events[0], shop, captured);
        awaitStatus(id, "CAPTURED");
        service.publish(events[1], shop, reserved);
        awaitStatus(id, "CONFIRMED");
        move(id, "IN_PROGRESS");
        String before = owner.get("/api/orders/" + id).text();
        String told = checksum();

        service.publish(events[0], shop, captured);
        service.publish(events[1], shop, reserved);
        service.publish(shop, reserved);
        service.publish(shop, new ReservationRejected(id, List.of()));
        service.publish(shop, captured);
        service.awaitIdle();

        assertThat(owner.get("/api/orders/" + id).text()).isEqualTo(before);
        assertThat(checksum()).isEqualTo(told);
    }

    @Test
    void a_hold_that_is_no_orders_is_passed_over() {
        hold(Ids.next());
        UUID id = confirmed();
        service.awaitEvent(OrderConfirmed.class, e -> e.orderId().equals(id));
        assertThat(events(id, OrderConfirmed.class)).hasSize(1);
    }

    @Test
    void it_is_paid_by_hand_once() {
        UUID id = confirmed();
        Http keyed = owner.with("Idempotency-Key", Ids.next().toString());
        var request = Map.of("method", "transfer", "reference", "TX-1");

        Http.Answer paid = keyed.post("/api/orders/" + id + "/payments", request);
        assertThat(paid.status()).isEqualTo(201);
        assertThat(paid.json().get("paymentStatus").asString()).isEqualTo("PAID");
        assertThat(keyed.post("/api/orders/" + id + "/payments", request).text())
                .isEqualTo(paid.text());
        assertThat(owner.post("/api/orders/" + id + "/payments", request).code())
                .isEqualTo("payment_refused");
        assertThat(owner.get("/api/orders/" + id).json().get("payments")).hasSize(1);
    }

    @Test
    void notes_are_kept_in_order() {
        UUID id = placed();
        assertThat(owner.post("/api/orders/" + id + "/notes", Map.of("text", "first"))
                        .status())
                .isEqualTo(201);
        JsonNode notes = owner.post("/api/orders/" + id + "/notes", Map.of("text", "second 🌿 مرحبا"))
                .json()
                .get("notes");
        assertThat(notes.valueStream().map(n -> n.get("text").asString())).containsExactly("first", "second 🌿 مرحبا");
    }

    @Test
    void the_list_is_newest_first_and_comes_in_pages() {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            placed.addFirst(placed().toString());
        }
        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    owner.get("/api/orders?limit=2&status=CAPTURED" + cursor).json();
            page.get("items").forEach(order -> read.add(order.get("id").asString()));
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(read).isEqualTo(placed);
    }

    @Test
    void it_is_found_by_number_customer_and_product() {
        UUID id = placed();
        String number = owner.get("/api/orders/" + id).json().get("number").asString();
        for (String words : List.of(number.toLowerCase(java.util.Locale.ROOT), "zo%C3%AB", "SERUM", "50ml")) {
            assertThat(owner.get("/api/orders?q=" + words).json().get("items"))
                    .as(words)
                    .hasSize(1);
        }
        for (String words : List.of("cream", "%25", "_", "%5C", "'")) {
            assertThat(owner.get("/api/orders?q=" + words).json().get("items"))
                    .as(words)
                    .isEmpty();
        }
        assertThat(owner.get("/api/orders?status=CONFIRMED,COMPLETED").json().get("items"))
                .isEmpty();
        assertThat(owner.get("/api/orders?status=CAPTURED&status=COMPLETED")
                        .json()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void another_shop_finds_nothing_anywhere() {
        UUID id = confirmed();
        Http stranger = service.http().as("owner", Ids.next());
        assertThat(stranger.get("/api/orders").json().get("items")).isEmpty();
        assertThat(stranger.get("/api/orders/" + id).status()).isEqualTo(404);
        assertThat(stranger.patch("/api/orders/" + id + "/status", Map.of("status", "CANCELLED"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post("/api/orders/" + id + "/notes", Map.of("text", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post("/api/orders/" + id + "/payments", Map.of("method", "cash"))
                        .status())
                .isEqualTo(404);
        assertThat(owner.get("/api/orders/" + id).json().get("status").asString())
                .isEqualTo("CONFIRMED");
    }

    @Test
    void roles_may_what_they_may() {
        UUID id = confirmed();
        Http viewer = service.http().as("viewer", shop);
        assertThat(viewer.get("/api/orders/" + id).status()).isEqualTo(200);
        assertThat(viewer.patch("/api/orders/" + id + "/status", Map.of("status", "CANCELLED"))
                        .status())
                .isEqualTo(403);
        assertThat(service.http().get("/api/orders").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?status=SHIPPED",
                "?status=captured%00",
                "?cursor=x",
                "?cursor=YQ",
                "?cursor=YQpi",
                "?limit=x",
                "?cursor=KzEwMDAwMDAwMDAtMDEtMDFUMDA6MDA6MDBaCjAxOTNhMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMQ"
            })
    void a_wrong_question_is_answered_400(String query) {
        Http.Answer answer = owner.get("/api/orders" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\":null}",
                "{\"status\":\"GONE\"}",
                "{\"status\":1}",
                "{\"status\":{}}",
                "[]",
                "\"x\"",
                "",
                "{",
                "null"
            })
    void a_wrong_command_is_answered_400(String body) {
        UUID id = placed();
        assertThat(owner.patch("/api/orders/" + id + "/status", body).status()).isEqualTo(400);
        assertThat(owner.post("/api/orders/" + id + "/notes", body).status()).isEqualTo(400);
        assertThat(owner.post("/api/orders/" + id + "/payments", body).status()).isEqualTo(400);
    }

    @Test
    void words_beyond_their_limits_are_answered_400() {
        UUID id = placed();
        assertThat(owner.post("/api/orders/" + id + "/notes", Map.of("text", "x".repeat(2001)))
                        .status())
                .isEqualTo(400);
        assertThat(owner.post("/api/orders/" + id + "/notes", Map.of("text", "  "))
                        .status())
                .isEqualTo(400);
        assertThat(owner.get("/api/orders?q=" + "x".repeat(101)).status()).isEqualTo(400);
        assertThat(owner.get("/api/orders?q=%00").status()).isLessThan(500);
        assertThat(owner.get("/api/orders/not-an-id").status()).isEqualTo(400);
    }

    @Test
    void an_order_without_an_answer_about_its_stock_shows_in_a_metric() {
        UUID id = placed();
        assertThat(service.http().get("/actuator/prometheus").text()).contains("parley_order_stuck");
        double before = service.context().getBean(StuckOrders.class).count();
        service.jdbc().update("update orders set placed_at = now() - interval '61 seconds' where id = ?", id);
        assertThat(service.context().getBean(StuckOrders.class).count()).isEqualTo(before + 1);
        hold(id);
        awaitStatus(id, "CONFIRMED");
        assertThat(service.context().getBean(StuckOrders.class).count()).isEqualTo(before);
    }

    @Test
    void the_api_is_the_one_that_is_written_down() {
        service.assertOpenApiIsKept();
    }

    private UUID placed() {
        UUID id = Ids.next();
        service.publish(shop, Given.captured(id, Given.serum(2)));
        awaitStatus(id, "CAPTURED");
        return id;
    }

    private UUID confirmed() {
        UUID id = placed();
        hold(id);
        awaitStatus(id, "CONFIRMED");
        return id;
    }

    private void hold(UUID reference) {
        service.publish(shop, new StockReserved(reference, List.of(new HeldLine(Given.SERUM, 2)), null));
    }

    private Http.Answer move(UUID id, String status) {
        return owner.patch("/api/orders/" + id + "/status", Map.of("status", status));
    }

    private void awaitStatus(UUID id, String status) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> service.jdbc()
                        .queryForList("select status from orders where id = ?", String.class, id)
                        .contains(status));
    }

    private <E extends OrderEvent> List<E> events(UUID id, Class<E> type) {
        return service.events(type).stream()
                .filter(event -> event.orderId().equals(id))
                .toList();
    }

    private List<UUID> tellers(UUID id) {
        return service.events(Topic.ORDER).stream()
                .filter(heard -> heard.key().equals(id.toString()))
                .map(Heard::shopId)
                .toList();
    }

    private String checksum() {
        return service.jdbc()
                .queryForObject(
                        "select md5(string_agg(id::text || payload, ',' order by id)) from outbox where shop_id = ?",
                        String.class,
                        shop);
    }

    private static ProductState product() {
        return new ProductState(
                1,
                "Glow Serum",
                "glow-serum",
                null,
                true,
                0,
                List.of(),
                List.of(),
                List.of(),
                "https://img.example/50.jpg",
                List.of(new Variant(Given.SERUM, "GLOW-50", "size", "50ml", new Money(5500, "USD"), true, 0, null)));
    }
}

package io.parley.inventory.reservation;

import static io.parley.inventory.Inventory.cancelled;
import static io.parley.inventory.Inventory.changing;
import static io.parley.inventory.Inventory.completed;
import static io.parley.inventory.Inventory.line;
import static io.parley.inventory.Inventory.placed;
import static io.parley.inventory.Inventory.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.events.Event;
import io.parley.events.ReservationEvent;
import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.ReservationCommitted;
import io.parley.events.ReservationEvent.ReservationExpired;
import io.parley.events.ReservationEvent.ReservationRejected;
import io.parley.events.ReservationEvent.ReservationReleased;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.events.ReservationEvent.StockReserved;
import io.parley.events.StockEvent.BackInStock;
import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.events.StockEvent.StockLow;
import io.parley.events.Topic;
import io.parley.inventory.Inventory;
import io.parley.starter.Ids;
import io.parley.testing.Heard;
import io.parley.testing.Http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReserveStockServiceTest {
    private final Inventory shop = new Inventory();

    @AfterEach
    void stock_is_the_sum_of_its_ledger() {
        Inventory.assertBooksAgree();
    }

    @Test
    void a_placed_order_holds_all_its_lines_and_says_so() {
        List<UUID> variants = shop.withPieces(5, 3);
        UUID order = Ids.next();

        tell(placed(order, line(variants.get(0), 2), line(variants.get(1), 3)));

        StockReserved reserved =
                service().awaitEvent(StockReserved.class, e -> e.reference().equals(order));
        assertThat(reserved.lines())
                .containsExactlyInAnyOrder(new HeldLine(variants.get(0), 2), new HeldLine(variants.get(1), 3));
        assertThat(reserved.expiresAt()).isNull();
        shop.assertStock(variants.get(0), 5, 2);
        shop.assertStock(variants.get(1), 3, 3);
        assertThat(levels(variants.get(0)).getLast())
                .isEqualTo(new StockLevelChanged(
                        variants.get(0), levels(variants.get(0)).getLast().productId(), 5, 2, 3, "DENY", 3));
        assertThat(heard(order).shopId()).isEqualTo(shop.shop());
    }

    @Test
    void an_order_that_is_short_holds_nothing_and_hears_of_every_shortage() {
        List<UUID> variants = shop.withPieces(5, 1, 0);
        UUID order = Ids.next();

        tell(placed(order, line(variants.get(0), 5), line(variants.get(1), 2), line(variants.get(2), 1)));

        ReservationRejected rejected = service()
                .awaitEvent(ReservationRejected.class, e -> e.reference().equals(order));
        assertThat(rejected.shortages())
                .containsExactlyInAnyOrder(new Shortage(variants.get(1), 2, 1), new Shortage(variants.get(2), 1, 0));
        shop.assertStock(variants.get(0), 5, 0);
        shop.assertStock(variants.get(1), 1, 0);
    }

    @Test
    void two_lines_of_one_variant_are_counted_together() {
        UUID variant = shop.withPieces(3).getFirst();
        UUID order = Ids.next();

        tell(placed(order, line(variant, 2), line(variant, 2)));

        ReservationRejected rejected = service()
                .awaitEvent(ReservationRejected.class, e -> e.reference().equals(order));
        assertThat(rejected.shortages()).containsExactly(new Shortage(variant, 4, 3));
    }

    @Test
    void a_cancelled_order_gives_its_pieces_back() {
        UUID variant = shop.withPieces(2).getFirst();
        UUID order = Ids.next();
        tell(placed(order, line(variant, 2)));

        tell(cancelled(order, line(variant, 2)));

        service().awaitEvent(ReservationReleased.class, e -> e.reference().equals(order));
        shop.assertStock(variant, 2, 0);
        service().awaitEvent(BackInStock.class, e -> e.variantId().equals(variant));
        assertThat(shop.as("viewer")
                        .get("/api/inventory/reservations/" + order)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("RELEASED");
    }

    @Test
    void a_changed_order_holds_its_new_lines_or_keeps_its_old_ones() {
        List<UUID> variants = shop.withPieces(5, 3);
        UUID serum = variants.get(0);
        UUID cream = variants.get(1);
        UUID order = Ids.next();
        tell(placed(order, line(serum, 4)));

        tell(changing(order, List.of(line(serum, 4)), line(serum, 5), line(cream, 1)));
        await().until(() -> outcomes(order).size() == 2);
        assertThat(((StockReserved) outcomes(order).getLast()).lines())
                .containsExactlyInAnyOrder(new HeldLine(serum, 5), new HeldLine(cream, 1));
        shop.assertStock(serum, 5, 5);
        shop.assertStock(cream, 3, 1);

        tell(changing(order, List.of(line(serum, 5)), line(serum, 1), line(cream, 4)));
        await().until(() -> outcomes(order).size() == 3);
        assertThat(((ReservationRejected) outcomes(order).getLast()).shortages())
                .containsExactly(new Shortage(cream, 4, 3));
        shop.assertStock(serum, 5, 5);
        shop.assertStock(cream, 3, 1);

        tell(changing(order, List.of(line(serum, 5)), line(cream, 2)));
        await().until(() -> outcomes(order).size() == 4);
        shop.assertStock(serum, 5, 0);
        shop.assertStock(cream, 3, 2);
        tell(cancelled(order, line(cream, 2)));
        service().awaitEvent(ReservationReleased.class, e -> e.reference().equals(order));
        shop.assertStock(cream, 3, 0);
    }

    @Test
    void an_order_that_is_over_holds_nothing_for_a_change() {
        UUID serum = shop.withPieces(5).getFirst();
        UUID order = Ids.next();
        tell(placed(order, line(serum, 4)));
        tell(cancelled(order, line(serum, 4)));

        tell(changing(order, List.of(line(serum, 4)), line(serum, 5)));

        service().awaitEvent(ReservationRejected.class, e -> e.reference().equals(order));
        shop.assertStock(serum, 5, 0);
    }

    @Test
    void the_pieces_of_a_completed_order_leave_the_shelf() {
        UUID variant = shop.withPieces(5).getFirst();
        UUID order = Ids.next();
        tell(placed(order, line(variant, 2)));

        tell(completed(order, line(variant, 2)));

        service().awaitEvent(ReservationCommitted.class, e -> e.reference().equals(order));
        shop.assertStock(variant, 3, 0);
        var newest = shop.as("viewer")
                .get("/api/inventory/" + variant + "/ledger")
                .json()
                .path("items")
                .get(0);
        assertThat(newest.path("reason").asString()).isEqualTo("ORDER");
        assertThat(newest.path("reference").asString()).isEqualTo(order.toString());
        assertThat(newest.path("onHandBefore").asInt()).isEqualTo(5);
        assertThat(newest.path("onHandAfter").asInt()).isEqualTo(3);
    }

    @Test
    void an_order_placed_late_after_its_cancellation_holds_nothing() {
        UUID variant = shop.withPieces(2).getFirst();
        UUID order = Ids.next();

        tell(cancelled(order, line(variant, 1)));
        tell(placed(order, line(variant, 1)));
        idle();

        shop.assertStock(variant, 2, 0);
        assertThat(outcomes(order)).isEmpty();
    }

    @Test
    void an_order_placed_again_under_another_event_id_holds_nothing_more() {
        UUID variant = shop.withPieces(5).getFirst();
        UUID order = Ids.next();

        tell(placed(order, line(variant, 1)));
        tell(placed(order, line(variant, 1)));
        tell(cancelled(order, line(variant, 1)));
        tell(placed(order, line(variant, 1)));
        idle();

        shop.assertStock(variant, 5, 0);
        service().awaitEvent(ReservationReleased.class, e -> e.reference().equals(order));
        assertThat(outcomes(order)).hasSize(2);
    }

    @Test
    void what_nobody_counts_is_always_held_and_counts_once_counting_begins() {
        UUID variant = shop.untracked(1).getFirst();
        UUID order = Ids.next();
        tell(placed(order, line(variant, 3)));
        service().awaitEvent(StockReserved.class, e -> e.reference().equals(order));
        shop.assertStock(variant, 0, 0);

        Answer tooFew = shop.as("owner").put("/api/inventory/" + variant, Map.of("onHand", 2));
        Answer counted = shop.as("owner").put("/api/inventory/" + variant, Map.of("onHand", 10));

        assertThat(tooFew.code()).isEqualTo("stock_promised");
        assertThat(counted.json().path("policy").asString()).isEqualTo("DENY");
        shop.assertStock(variant, 10, 3);
        tell(completed(order, line(variant, 3)));
        service().awaitEvent(ReservationCommitted.class, e -> e.reference().equals(order));
        shop.assertStock(variant, 7, 0);
    }

    @Test
    void what_was_held_uncounted_and_is_over_does_not_count() {
        UUID variant = shop.untracked(1).getFirst();
        UUID order = Ids.next();
        tell(placed(order, line(variant, 3)));
        tell(cancelled(order, line(variant, 3)));
        service().awaitEvent(ReservationReleased.class, e -> e.reference().equals(order));

        shop.as("owner").put("/api/inventory/" + variant, Map.of("onHand", 2));

        shop.assertStock(variant, 2, 0);
    }

    @Test
    void backorders_hold_more_than_there_is() {
        UUID variant = shop.withPieces(1).getFirst();
        shop.as("owner").put("/api/inventory/" + variant, Map.of("policy", "backorder"));
        UUID order = Ids.next();

        tell(placed(order, line(variant, 4)));

        service().awaitEvent(StockReserved.class, e -> e.reference().equals(order));
        shop.assertStock(variant, 1, 4);
        tell(completed(order, line(variant, 4)));
        service().awaitEvent(ReservationCommitted.class, e -> e.reference().equals(order));
        shop.assertStock(variant, -3, 0);
    }

    @Test
    void an_order_heard_before_its_product_is_held_uncounted() {
        UUID variant = Ids.next();
        UUID order = Ids.next();

        tell(placed(order, line(variant, 2)));

        service().awaitEvent(StockReserved.class, e -> e.reference().equals(order));
        assertThat(shop.stock(variant).path("policy").asString()).isEqualTo("UNTRACKED");
        assertThat(shop.stock(variant).path("title").asString()).isEqualTo("Glow Serum (30ml)");
    }

    @Test
    void redelivered_events_change_nothing_and_tell_nothing() {
        List<UUID> variants = shop.withPieces(5, 3);
        List<Heard> history = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            UUID order = Ids.next();
            var line = line(variants.get(i % 2), 1 + i);
            history.add(new Heard(Ids.next(), order.toString(), shop.shop(), placed(order, line)));
            history.add(new Heard(
                    Ids.next(),
                    order.toString(),
                    shop.shop(),
                    i % 2 == 0 ? cancelled(order, line) : completed(order, line)));
        }
        history.forEach(heard -> service().publish(heard.id(), heard.shopId(), heard.event()));
        service().events(Topic.PRODUCT).stream()
                .filter(heard -> shop.shop().equals(heard.shopId()))
                .forEach(history::add);
        idle();
        String before = Inventory.checksum();
        int told = told();

        history.forEach(heard -> service().publish(heard.id(), heard.shopId(), heard.event()));
        idle();

        assertThat(Inventory.checksum()).isEqualTo(before);
        assertThat(told()).isEqualTo(told);
    }

    @Test
    void two_hundred_callers_for_fifty_pieces_get_exactly_fifty() throws Exception {
        UUID variant = shop.withPieces(50).getFirst();
        List<Future<Answer>> answers;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = callers.invokeAll(Collections.nCopies(
                    200, () -> shop.as("member").post("/api/inventory/reservations", hold(Ids.next(), variant, 1))));
        }

        List<Integer> statuses =
                answers.stream().map(answer -> answer.resultNow().status()).toList();
        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(50);
        shop.assertStock(variant, 50, 50);
        service().awaitEvent(StockLevelChanged.class, e -> e.variantId().equals(variant) && e.available() == 0);
        assertThat(service().events(StockLow.class).stream()
                        .filter(e -> e.variantId().equals(variant)))
                .as("told once, at the crossing")
                .hasSize(1);
    }

    @Test
    void two_hundred_orders_for_fifty_pieces_get_exactly_fifty() {
        List<UUID> variants = shop.withPieces(50, 1000);
        List<UUID> orders = IntStream.range(0, 200).mapToObj(i -> Ids.next()).toList();

        // lines in either order: locks are taken in one order all the same
        for (int i = 0; i < orders.size(); i++) {
            tell(
                    i % 2 == 0
                            ? placed(orders.get(i), line(variants.get(0), 1), line(variants.get(1), 1))
                            : placed(orders.get(i), line(variants.get(1), 1), line(variants.get(0), 1)));
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> orders.stream()
                                .mapToInt(order -> outcomes(order).size())
                                .sum()
                        == 200);
        assertThat(orders.stream().flatMap(order -> outcomes(order).stream()).filter(StockReserved.class::isInstance))
                .hasSize(50);
        shop.assertStock(variants.get(0), 50, 50);
        shop.assertStock(variants.get(1), 1000, 50);
        assertThat(levels(variants.get(0)).stream().map(StockLevelChanged::version))
                .as("versions arrive in order, none missing")
                .isEqualTo(IntStream.rangeClosed(1, 52).mapToObj(i -> (long) i).toList());
    }

    @Test
    void a_hold_ends_by_itself_and_the_pieces_are_back() {
        UUID variant = shop.withPieces(1).getFirst();
        UUID reference = Ids.next();
        assertThat(shop.as("member")
                        .post(
                                "/api/inventory/reservations",
                                Map.of(
                                        "reference",
                                        reference,
                                        "lines",
                                        List.of(Map.of("variantId", variant, "quantity", 1)),
                                        "expiresInSeconds",
                                        1))
                        .status())
                .isEqualTo(201);
        shop.assertStock(variant, 1, 1);

        ReservationExpired expired = service()
                .awaitEvent(ReservationExpired.class, e -> e.reference().equals(reference));

        assertThat(expired.lines()).containsExactly(new HeldLine(variant, 1));
        shop.assertStock(variant, 1, 0);
        service().awaitEvent(BackInStock.class, e -> e.variantId().equals(variant));
        assertThat(shop.as("member")
                        .post("/api/inventory/reservations", hold(reference, variant, 1))
                        .code())
                .isEqualTo("reservation_over");
    }

    @Test
    void the_same_reference_holds_once() {
        UUID variant = shop.withPieces(5).getFirst();
        UUID reference = Ids.next();

        Answer first = shop.as("member").post("/api/inventory/reservations", hold(reference, variant, 2));
        Answer again = shop.as("member").post("/api/inventory/reservations", hold(reference, variant, 2));
        Answer other = shop.as("member").post("/api/inventory/reservations", hold(reference, variant, 3));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.code()).isEqualTo("reference_used");
        shop.assertStock(variant, 5, 2);
    }

    @Test
    void a_shortage_is_a_conflict_that_names_it_and_the_reference_may_try_again() {
        UUID variant = shop.withPieces(1).getFirst();
        UUID reference = Ids.next();

        Answer refused = shop.as("member").post("/api/inventory/reservations", hold(reference, variant, 2));
        shop.as("owner").put("/api/inventory/" + variant, Map.of("onHand", 2));
        Answer held = shop.as("member").post("/api/inventory/reservations", hold(reference, variant, 2));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("out_of_stock");
        assertThat(refused.json().path("shortages").get(0).path("wanted").asInt())
                .isEqualTo(2);
        assertThat(refused.json().path("shortages").get(0).path("available").asInt())
                .isEqualTo(1);
        assertThat(held.status()).isEqualTo(201);
    }

    @Test
    void a_released_hold_stays_released() {
        UUID variant = shop.withPieces(5).getFirst();
        UUID reference = Ids.next();
        shop.as("member").post("/api/inventory/reservations", hold(reference, variant, 2));

        assertThat(shop.as("member")
                        .delete("/api/inventory/reservations/" + reference)
                        .status())
                .isEqualTo(204);
        assertThat(shop.as("member")
                        .delete("/api/inventory/reservations/" + reference)
                        .status())
                .isEqualTo(204);

        shop.assertStock(variant, 5, 0);
    }

    @Test
    void pieces_that_have_left_cannot_be_released() {
        UUID variant = shop.withPieces(5).getFirst();
        UUID order = Ids.next();
        tell(placed(order, line(variant, 1)));
        tell(completed(order, line(variant, 1)));
        service().awaitEvent(ReservationCommitted.class, e -> e.reference().equals(order));

        assertThat(shop.as("member")
                        .delete("/api/inventory/reservations/" + order)
                        .code())
                .isEqualTo("reservation_committed");
    }

    @Test
    void a_variant_never_heard_of_is_not_found() {
        assertThat(shop.as("member")
                        .post("/api/inventory/reservations", hold(Ids.next(), Ids.next(), 1))
                        .status())
                .isEqualTo(404);
    }

    private void tell(Event event) {
        service().publish(shop.shop(), event);
    }

    private static void idle() {
        service().awaitIdle();
    }

    private static List<ReservationEvent> outcomes(UUID reference) {
        return service().events(ReservationEvent.class).stream()
                .filter(e -> e.reference().equals(reference))
                .toList();
    }

    private static Heard heard(UUID reference) {
        return service().events(Topic.RESERVATION).stream()
                .filter(heard -> heard.key().equals(reference.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<StockLevelChanged> levels(UUID variant) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !service().events(StockLevelChanged.class).isEmpty());
        return service().events(StockLevelChanged.class).stream()
                .filter(e -> e.variantId().equals(variant))
                .toList();
    }

    /// Rows, not records: what is in the outbox is told.
    private static int told() {
        Integer rows = service().jdbc().queryForObject("select count(*) from outbox", Integer.class);
        return rows == null ? 0 : rows;
    }

    private static Map<String, Object> hold(UUID reference, UUID variant, int quantity) {
        return Map.of("reference", reference, "lines", List.of(Map.of("variantId", variant, "quantity", quantity)));
    }
}

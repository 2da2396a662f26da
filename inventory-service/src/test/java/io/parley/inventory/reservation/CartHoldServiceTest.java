package io.parley.inventory.reservation;

import static io.parley.inventory.Inventory.cancelled;
import static io.parley.inventory.Inventory.line;
import static io.parley.inventory.Inventory.order;
import static io.parley.inventory.Inventory.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderedLine;
import io.parley.events.ReservationEvent;
import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.ReservationExpired;
import io.parley.events.ReservationEvent.ReservationRejected;
import io.parley.events.ReservationEvent.ReservationReleased;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.events.ReservationEvent.StockReserved;
import io.parley.events.StockEvent.BackInStock;
import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.inventory.Inventory;
import io.parley.starter.Ids;
import io.parley.testing.Http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CartHoldServiceTest {
    private final Inventory shop = new Inventory();

    @AfterEach
    void stock_is_the_sum_of_its_ledger() {
        Inventory.assertBooksAgree();
    }

    @Test
    void a_cart_holds_exactly_what_it_says_last() {
        List<UUID> variants = shop.withPieces(5, 5, 5);
        UUID cart = Ids.next();

        Answer first = put(cart, 1, 600, held(variants.get(0), 2), held(variants.get(1), 1));
        Answer then = put(cart, 2, 600, held(variants.get(0), 3), held(variants.get(2), 4));

        assertThat(first.status()).isEqualTo(200);
        assertThat(then.json().path("lines")).hasSize(2);
        assertThat(Instant.parse(then.json().path("expiresAt").asString()))
                .isBetween(Instant.now().plusSeconds(560), Instant.now().plusSeconds(600));
        shop.assertStock(variants.get(0), 5, 3);
        shop.assertStock(variants.get(1), 5, 0);
        shop.assertStock(variants.get(2), 5, 4);
    }

    @Test
    void the_last_piece_is_never_free_while_its_cart_changes() {
        List<UUID> variants = shop.withPieces(1, 5);
        UUID cart = Ids.next();
        put(cart, 1, 600, held(variants.get(0), 1));

        put(cart, 2, 600, held(variants.get(0), 1), held(variants.get(1), 1));
        put(cart, 3, 600, held(variants.get(0), 1));
        service().awaitEvent(StockLevelChanged.class, e -> e.variantId().equals(variants.get(1)) && e.version() == 4);

        shop.assertStock(variants.get(0), 1, 1);
        assertThat(service().events(StockLevelChanged.class).stream()
                        .filter(e -> e.variantId().equals(variants.get(0)) && e.version() > 2)
                        .map(StockLevelChanged::available))
                .containsExactly(0);
        assertThat(service().events(BackInStock.class).stream()
                        .filter(e -> e.variantId().equals(variants.get(0)) && e.available() > 0))
                .as("back once, when it was stocked")
                .hasSizeLessThan(2);
    }

    @Test
    void when_something_is_short_the_hold_stays_as_it_was_and_its_own_pieces_count_as_free() {
        List<UUID> variants = shop.withPieces(4, 5);
        UUID cart = Ids.next();
        put(cart, 1, 600, held(variants.get(0), 2));

        Answer refused = put(cart, 2, 600, held(variants.get(0), 5), held(variants.get(1), 1));

        assertThat(refused.code()).isEqualTo("out_of_stock");
        assertThat(refused.json().path("shortages")).hasSize(1);
        assertThat(refused.json().path("shortages").get(0).path("available").asInt())
                .isEqualTo(4);
        shop.assertStock(variants.get(0), 4, 2);
        shop.assertStock(variants.get(1), 5, 0);
        assertThat(put(cart, 3, 600, held(variants.get(0), 4)).status()).isEqualTo(200);
        shop.assertStock(variants.get(0), 4, 4);
    }

    @Test
    void what_is_told_late_or_twice_changes_nothing() {
        UUID variant = shop.withPieces(9).getFirst();
        UUID cart = Ids.next();
        put(cart, 3, 600, held(variant, 3));
        Answer newest = put(cart, 5, 600, held(variant, 5));

        assertThat(put(cart, 5, 600, held(variant, 5)).json()).isEqualTo(newest.json());
        assertThat(put(cart, 4, 600, held(variant, 4)).code()).isEqualTo("hold_newer");
        assertThat(put(cart, 5, 600, held(variant, 6)).code()).isEqualTo("reference_used");
        shop.assertStock(variant, 9, 5);
    }

    @Test
    void a_hold_that_is_over_never_holds_again() {
        UUID variant = shop.withPieces(9).getFirst();
        UUID cart = Ids.next();
        UUID never = Ids.next();
        put(cart, 1, 600, held(variant, 3));

        assertThat(asCart().delete("/api/inventory/holds/" + cart).status()).isEqualTo(204);
        assertThat(asCart().delete("/api/inventory/holds/" + cart).status()).isEqualTo(204);
        assertThat(asCart().delete("/api/inventory/holds/" + never).status()).isEqualTo(204);

        assertThat(put(cart, 2, 600, held(variant, 1)).code()).isEqualTo("reservation_over");
        assertThat(put(never, 1, 600, held(variant, 1)).code()).isEqualTo("reservation_over");
        shop.assertStock(variant, 9, 0);
    }

    @Test
    void a_hold_ends_when_its_time_is_over_counted_from_the_last_change() {
        UUID variant = shop.withPieces(2).getFirst();
        UUID cart = Ids.next();
        put(cart, 1, 600, held(variant, 2));
        put(cart, 2, 1, held(variant, 1));

        ReservationExpired expired = service()
                .awaitEvent(ReservationExpired.class, e -> e.reference().equals(cart));

        assertThat(expired.lines()).containsExactly(new HeldLine(variant, 1));
        shop.assertStock(variant, 2, 0);
    }

    @Test
    void an_order_takes_its_shoppers_hold_over() {
        List<UUID> variants = shop.withPieces(2, 5);
        UUID cart = Ids.next();
        UUID order = Ids.next();
        put(cart, 1, 600, held(variants.get(0), 2));

        tell(placedWith(cart, order, line(variants.get(0), 2), line(variants.get(1), 1)));

        service().awaitEvent(StockReserved.class, e -> e.reference().equals(order));
        assertThat(service()
                        .awaitEvent(
                                ReservationReleased.class, e -> e.reference().equals(cart))
                        .lines())
                .containsExactly(new HeldLine(variants.get(0), 2));
        shop.assertStock(variants.get(0), 2, 2);
        shop.assertStock(variants.get(1), 5, 1);
        assertThat(state(cart)).isEqualTo("RELEASED");
        tell(cancelled(order, line(variants.get(0), 2)));
        service().awaitEvent(ReservationReleased.class, e -> e.reference().equals(order));
        shop.assertStock(variants.get(0), 2, 0);
    }

    @Test
    void an_order_whose_hold_is_over_or_unknown_or_no_hold_reserves_as_any_other() {
        UUID variant = shop.withPieces(5).getFirst();
        UUID over = Ids.next();
        UUID first = Ids.next();
        UUID second = Ids.next();
        UUID third = Ids.next();
        put(over, 1, 600, held(variant, 3));
        asCart().delete("/api/inventory/holds/" + over);

        tell(placedWith(over, first, line(variant, 1)));
        tell(placedWith(Ids.next(), second, line(variant, 1)));
        service().awaitEvent(StockReserved.class, e -> e.reference().equals(first));
        tell(placedWith(first, third, line(variant, 1)));
        service().awaitEvent(StockReserved.class, e -> e.reference().equals(second));
        service().awaitEvent(StockReserved.class, e -> e.reference().equals(third));

        shop.assertStock(variant, 5, 3);
        assertThat(state(first)).as("an order's reservation is no hold").isEqualTo("ACTIVE");
    }

    @Test
    void an_order_that_is_short_in_spite_of_its_hold_gives_it_back() {
        UUID variant = shop.withPieces(3).getFirst();
        UUID cart = Ids.next();
        UUID order = Ids.next();
        put(cart, 1, 600, held(variant, 2));

        tell(placedWith(cart, order, line(variant, 4)));

        assertThat(service()
                        .awaitEvent(
                                ReservationRejected.class, e -> e.reference().equals(order))
                        .shortages())
                .containsExactly(new Shortage(variant, 4, 3));
        service().awaitEvent(ReservationReleased.class, e -> e.reference().equals(cart));
        shop.assertStock(variant, 3, 0);
    }

    @Test
    void what_nobody_counts_is_held_too_and_goes_over_to_the_order() {
        UUID variant = shop.untracked(1).getFirst();
        UUID cart = Ids.next();
        UUID order = Ids.next();
        put(cart, 1, 600, held(variant, 2));
        shop.as("owner").put("/api/inventory/" + variant, Map.of("onHand", 3));
        shop.assertStock(variant, 3, 2);

        tell(placedWith(cart, order, line(variant, 2)));

        service().awaitEvent(StockReserved.class, e -> e.reference().equals(order));
        shop.assertStock(variant, 3, 2);
    }

    @Test
    void of_two_hundred_shoppers_for_fifty_pieces_exactly_those_who_hold_one_get_one() throws Exception {
        List<UUID> variants = shop.withPieces(50, 1000);
        UUID wanted = variants.get(0);
        UUID other = variants.get(1);
        List<UUID> carts = IntStream.range(0, 200).mapToObj(i -> Ids.next()).toList();

        List<Answer> first = atOnce(
                carts.stream().map(cart -> call(cart, 1, held(wanted, 1))).toList());
        List<UUID> holders = IntStream.range(0, 200)
                .filter(i -> first.get(i).status() == 200)
                .mapToObj(carts::get)
                .toList();
        assertThat(holders).hasSize(50);
        // holders pick something more while the others try again; lines in either order
        List<Answer> second = atOnce(IntStream.range(0, 200)
                .mapToObj(i -> i % 2 == 0
                        ? call(carts.get(i), 2, held(wanted, 1), held(other, 1))
                        : call(carts.get(i), 2, held(other, 1), held(wanted, 1)))
                .toList());
        assertThat(second.stream().map(Answer::status)).containsOnly(200, 409);
        assertThat(second.stream().filter(answer -> answer.status() == 200)).hasSize(50);
        shop.assertStock(wanted, 50, 50);
        shop.assertStock(other, 1000, 50);

        // everybody orders, held or not
        List<UUID> orders = carts.stream().map(cart -> Ids.next()).toList();
        for (int i = 0; i < 200; i++) {
            tell(placedWith(carts.get(i), orders.get(i), line(other, 1), line(wanted, 1)));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service().events(ReservationEvent.class).stream()
                                .filter(e -> e instanceof StockReserved || e instanceof ReservationRejected)
                                .map(ReservationEvent::reference)
                                .filter(orders::contains)
                                .count()
                        == 200);

        List<UUID> served = service().events(StockReserved.class).stream()
                .map(StockReserved::reference)
                .filter(orders::contains)
                .map(order -> carts.get(orders.indexOf(order)))
                .toList();
        assertThat(served).containsExactlyInAnyOrderElementsOf(holders);
        shop.assertStock(wanted, 50, 50);
        shop.assertStock(other, 1000, 50);
    }

    @Test
    void only_carts_hold_so() {
        Map<String, Object> body = body(1, 600, held(Ids.next(), 1));

        assertThat(shop.as("owner")
                        .put("/api/inventory/holds/" + Ids.next(), body)
                        .code())
                .isEqualTo("services_only");
        assertThat(service()
                        .from("conversation", shop.shop())
                        .put("/api/inventory/holds/" + Ids.next(), body)
                        .code())
                .isEqualTo("services_only");
    }

    @Test
    void wrong_input_is_refused() {
        for (Object body : List.of(
                Map.of(),
                Map.of("lines", List.of(), "seconds", 600, "revision", 1),
                body(1, 0, held(Ids.next(), 1)),
                body(-1, 600, held(Ids.next(), 1)),
                body(1, 600, held(Ids.next(), 0)),
                "[",
                "null")) {
            assertThat(asCart().put("/api/inventory/holds/" + Ids.next(), body).status())
                    .isEqualTo(400);
        }
        assertThat(put(Ids.next(), 1, 600, held(Ids.next(), 1)).code()).isEqualTo("variant_not_found");
        assertThat(asCart().put("/api/inventory/holds/x", body(1, 1, held(Ids.next(), 1)))
                        .status())
                .isEqualTo(400);
    }

    private io.parley.testing.Http asCart() {
        return service().from("cart", shop.shop());
    }

    private Answer put(UUID cart, long revision, int seconds, Map<?, ?>... lines) {
        return asCart().put("/api/inventory/holds/" + cart, body(revision, seconds, lines));
    }

    private Callable<Answer> call(UUID cart, long revision, Map<?, ?>... lines) {
        return () -> put(cart, revision, 600, lines);
    }

    private static List<Answer> atOnce(List<Callable<Answer>> calls) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return Collections.unmodifiableList(answers);
        }
    }

    private static Map<String, Object> body(long revision, int seconds, Map<?, ?>... lines) {
        return Map.of("lines", List.of(lines), "seconds", seconds, "revision", revision);
    }

    private static Map<?, ?> held(UUID variant, int quantity) {
        return Map.of("variantId", variant, "quantity", quantity);
    }

    private static OrderPlaced placedWith(UUID hold, UUID orderId, OrderedLine... lines) {
        return new OrderPlaced(orderId, order("CAPTURED", 1, lines), hold);
    }

    private String state(UUID reference) {
        return shop.as("viewer")
                .get("/api/inventory/reservations/" + reference)
                .json()
                .path("state")
                .asString();
    }

    private void tell(io.parley.events.Event event) {
        service().publish(shop.shop(), event);
    }
}

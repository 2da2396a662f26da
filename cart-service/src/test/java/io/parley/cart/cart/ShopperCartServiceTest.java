package io.parley.cart.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.cart.cart.StandInInventory.Asked;
import io.parley.events.CartEvent.CartChanged;
import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.events.ProductEvent.Variant;
import io.parley.events.ReservationEvent.ReservationExpired;
import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.ShopEvent.ShopState;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The other side of conversation-service's `CartClient`: the format asserted here is the one it
/// speaks.
class ShopperCartServiceTest {
    private final ServiceUnderTest service = RunningCartService.service();
    private final StandInInventory inventory = RunningCartService.inventory();
    private final UUID shop = Ids.next();
    private final UUID product = Ids.next();
    private final UUID small = Ids.next();
    private final UUID large = Ids.next();
    private final UUID shopper = Ids.next();
    private final UUID draft = Ids.next();
    private final String path = "/api/carts/shoppers/" + shopper;

    @BeforeEach
    void a_shop_with_a_product() {
        service.publish(shop, new ShopRegistered(shop, shopState()));
        service.publish(shop, new ProductPublished(product, product(1, 4500)));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count("variant") == 2 && count("shop") == 1);
    }

    @AfterEach
    void inventory_works_again() {
        inventory.works();
    }

    @Test
    void a_draft_is_put_into_the_shoppers_cart_and_held() {
        Http.Answer answer = put("turn-1", draft, 15, line(small, 2), line(large, 1));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode it = answer.json();
        assertThat(it.path("hold").asString()).isEqualTo("HELD");
        assertThat(it.path("heldUntil").asString()).isEqualTo("2099-01-01T00:15:00.000001Z");
        assertThat(it.at("/lines/0/variantId").asString()).isEqualTo(small.toString());
        assertThat(it.at("/lines/0/quantity").asInt()).isEqualTo(2);
        assertThat(it.at("/lines/0/unitPrice").decimalValue()).isEqualByComparingTo("45.00");
        assertThat(it.at("/lines/0/currency").asString()).isEqualTo("USD");
        assertThat(it.at("/lines/0/priceChanged").asBoolean()).isFalse();
        assertThat(it.path("dropped")).isEmpty();
        assertThat(it.path("shortages")).isEmpty();
        Asked asked = inventory.asked().getLast();
        assertThat(asked.method()).isEqualTo("PUT");
        assertThat(asked.reference()).hasToString(it.path("holdReference").asString());
        assertThat(asked.body().path("seconds").asInt()).isEqualTo(900);
        assertThat(asked.body().path("lines")).hasSize(2);
        assertThat(asked.token()).isNotBlank();
        CartChanged changed = service.awaitEvent(CartChanged.class, e -> shopper.equals(e.shopperId()));
        assertThat(changed.subtotal()).isEqualTo(new Money(14500, "USD"));
        assertThat(look().path("draftId").asString()).isEqualTo(draft.toString());
        assertThat(look().path("heldUntil")).isEqualTo(it.path("heldUntil"));
        assertThat(look().at("/cart/itemCount").asInt()).isEqualTo(3);
    }

    @Test
    void a_change_keeps_the_reference_and_raises_the_revision() {
        put("turn-1", draft, 15, line(small, 2));
        put("turn-2", draft, 15, line(small, 1), line(large, 1));

        List<Asked> asked = asked(2);
        assertThat(asked.get(1).reference()).isEqualTo(asked.get(0).reference());
        assertThat(asked.get(1).body().path("revision").asLong())
                .isGreaterThan(asked.get(0).body().path("revision").asLong());
        assertThat(look().at("/cart/lines")).hasSize(2);
    }

    @Test
    void the_same_key_and_lines_have_the_same_answer_and_other_lines_under_it_are_refused() {
        Http.Answer first = put("turn-1", draft, 15, line(small, 2));
        Http.Answer again = put("turn-1", draft, 15, line(small, 2));
        Http.Answer other = put("turn-1", draft, 15, line(small, 3));

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        assertThat(look().at("/cart/itemCount").asInt()).isEqualTo(2);
        assertThat(service.jdbc().queryForObject("select count(*) from outbox where shop_id = ?", Integer.class, shop))
                .isEqualTo(1);
    }

    @Test
    void what_is_held_already_is_not_asked_for_again() {
        Http.Answer first = put("turn-1", draft, 15, line(small, 2));
        Http.Answer then = put("turn-2", draft, 15, line(small, 2));

        assertThat(then.json()).isEqualTo(first.json());
        assertThat(asked(1)).hasSize(1);
    }

    @Test
    void no_lines_empty_the_cart_and_release_what_it_held() {
        put("turn-1", draft, 15, line(small, 2));
        UUID held = inventory.asked().getLast().reference();

        JsonNode it = put("turn-2", draft, 15).json();

        assertThat(it.path("hold").asString()).isEqualTo("NONE");
        assertThat(it.path("lines")).isEmpty();
        assertThat(look().at("/cart/lines")).isEmpty();
        assertThat(look().has("holdReference")).isFalse();
        Asked released = inventory.asked().getLast();
        assertThat(released.method()).isEqualTo("DELETE");
        assertThat(released.reference()).isEqualTo(held);
    }

    @Test
    void emptying_another_draft_does_not_release_what_this_one_held_for_its_order() {
        put("turn-1", draft, 15, line(small, 2));

        put("turn-2", Ids.next(), 15);

        assertThat(inventory.asked().getLast().method()).isEqualTo("PUT");
        assertThat(look().at("/cart/lines")).isEmpty();
    }

    @Test
    void a_shopper_without_a_cart_has_nothing_to_be_emptied() {
        assertThat(put("turn-1", draft, 15).json().has("cartId")).isFalse();
        assertThat(count("cart")).isZero();
    }

    @Test
    void where_the_shop_holds_nothing_nothing_is_asked_for() {
        JsonNode it = put("turn-1", draft, 0, line(small, 2)).json();

        assertThat(it.path("hold").asString()).isEqualTo("NONE");
        assertThat(it.has("holdReference")).isFalse();
        assertThat(it.path("lines")).hasSize(1);
        assertThat(asked(0)).isEmpty();
    }

    @Test
    void what_is_short_is_named_and_the_reference_stays() {
        JsonNode held = put("turn-1", draft, 15, line(small, 2)).json();
        inventory.answers(asked -> StandInInventory.problem(
                409,
                "out_of_stock",
                ",\"shortages\":[{\"variantId\":\"" + small + "\",\"wanted\":5,\"available\":3}]"));

        JsonNode it = put("turn-2", draft, 15, line(small, 5)).json();

        assertThat(it.path("hold").asString()).isEqualTo("SHORT");
        assertThat(it.path("holdReference")).isEqualTo(held.path("holdReference"));
        assertThat(it.has("heldUntil")).isFalse();
        assertThat(it.at("/shortages/0/variantId").asString()).isEqualTo(small.toString());
        assertThat(it.at("/shortages/0/wanted").asInt()).isEqualTo(5);
        assertThat(it.at("/shortages/0/available").asInt()).isEqualTo(3);
        assertThat(look().has("heldUntil")).isFalse();
    }

    @Test
    void a_hold_that_is_over_is_taken_anew() {
        put("turn-1", draft, 15, line(small, 2));
        UUID over = inventory.asked().getLast().reference();
        inventory.answers(asked -> asked.reference().equals(over)
                ? StandInInventory.problem(409, "reservation_over", "")
                : StandInInventory.held(asked));

        JsonNode it = put("turn-2", draft, 15, line(small, 1)).json();

        assertThat(it.path("hold").asString()).isEqualTo("HELD");
        assertThat(it.path("holdReference").asString()).isNotEqualTo(over.toString());
        assertThat(look().path("holdReference")).isEqualTo(it.path("holdReference"));
    }

    @Test
    void nobody_holds_a_thing_for_ever_by_changing_the_cart() {
        put("turn-1", draft, 15, line(small, 2));
        heldFor(small, Duration.ofMinutes(50));

        put("turn-2", draft, 15, line(small, 1));
        assertThat(inventory.asked().getLast().body().path("seconds").asInt())
                .as("what is left of the day's hour")
                .isBetween(540, 600);

        heldFor(small, Duration.ofMinutes(60));
        UUID held = inventory.asked().getLast().reference();
        JsonNode spent = put("turn-3", draft, 15, line(small, 2)).json();
        assertThat(spent.path("hold").asString()).isEqualTo("SPENT");
        assertThat(spent.has("heldUntil")).isFalse();
        assertThat(spent.at("/lines/0/quantity").asInt()).isEqualTo(2);
        assertThat(inventory.asked().getLast().method()).isEqualTo("DELETE");
        assertThat(inventory.asked().getLast().reference()).isEqualTo(held);

        assertThat(put("turn-4", Ids.next(), 15, line(small, 1))
                        .json()
                        .path("hold")
                        .asString())
                .as("nor by a new draft")
                .isEqualTo("SPENT");
        assertThat(put("turn-5", Ids.next(), 15, line(large, 1))
                        .json()
                        .path("hold")
                        .asString())
                .as("another thing")
                .isEqualTo("HELD");

        service.jdbc()
                .update(
                        "update hold_time set first_at = first_at - interval '1 day', held_until = now() - interval '1 s',"
                                + " held_from = now() - interval '1 h' where shopper_id = ?",
                        shopper);
        assertThat(put("turn-6", Ids.next(), 15, line(small, 1))
                        .json()
                        .path("hold")
                        .asString())
                .as("on the next day")
                .isEqualTo("HELD");
    }

    @Test
    void only_the_time_in_which_it_was_held_counts_and_an_order_begins_afresh() {
        put("turn-1", draft, 15, line(small, 1));
        heldFor(small, Duration.ofMinutes(30));
        put("turn-2", draft, 15);
        service.jdbc()
                .update("update hold_time set first_at = first_at - interval '5 hours' where shopper_id = ?", shopper);
        put("turn-3", draft, 15, line(small, 1));
        assertThat(inventory.asked().getLast().body().path("seconds").asInt()).isEqualTo(900);

        service.publish(shop, placed(draft));
        await().until(() -> service.jdbc()
                        .queryForObject("select count(*) from hold_time where shopper_id = ?", Integer.class, shopper)
                == 0);
    }

    /// As if it had been held for so long in one go, until now.
    private void heldFor(UUID variant, Duration time) {
        service.jdbc()
                .update(
                        "update hold_time set spent = interval '0', held_from = now() - make_interval(secs => ?)"
                                + " where shopper_id = ? and variant_id = ?",
                        time.toSeconds(),
                        shopper,
                        variant);
    }

    @Test
    void an_expired_hold_is_forgotten_and_the_lines_stay() {
        put("turn-1", draft, 15, line(small, 2));
        UUID reference = inventory.asked().getLast().reference();

        service.publish(shop, new ReservationExpired(reference, List.of()));
        service.awaitIdle();

        assertThat(look().has("heldUntil")).isFalse();
        assertThat(look().has("holdReference")).isFalse();
        assertThat(look().at("/cart/itemCount").asInt()).isEqualTo(2);
        put("turn-2", draft, 15, line(small, 2));
        assertThat(inventory.asked().getLast().reference()).isNotEqualTo(reference);
    }

    @Test
    void it_is_held_under_the_reference_that_is_proposed_whether_inventory_answers_or_not() {
        UUID proposed = Ids.next();
        Map<String, Object> body = new java.util.HashMap<>(body(draft, 15, line(small, 2)));
        body.put("holdReference", proposed);
        CountDownLatch until = inventory.stalls();
        JsonNode unknown = chat().with("Idempotency-Key", "turn-1")
                .put(path + "/lines", body)
                .json();
        until.countDown();
        inventory.works();

        assertThat(unknown.path("hold").asString()).isEqualTo("UNKNOWN");
        assertThat(unknown.path("holdReference").asString()).isEqualTo(proposed.toString());
        body.put("holdReference", Ids.next());
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode held = chat().with("Idempotency-Key", "turn-" + Ids.next())
                    .put(path + "/lines", body)
                    .json();
            assertThat(held.path("hold").asString()).isEqualTo("HELD");
            assertThat(held.path("holdReference").asString()).isEqualTo(proposed.toString());
        });
        assertThat(asked(2).stream().map(Asked::reference)).containsOnly(proposed);
    }

    @Test
    void a_slow_inventory_costs_no_more_than_its_time_limit_and_the_lines_are_kept() {
        CountDownLatch until = inventory.stalls();
        long began = System.nanoTime();

        JsonNode it = put("turn-1", draft, 15, line(small, 2)).json();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
        assertThat(it.path("hold").asString()).isEqualTo("UNKNOWN");
        assertThat(look().at("/cart/itemCount").asInt()).isEqualTo(2);
        until.countDown();
        inventory.works();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> put("turn-" + Ids.next(), draft, 15, line(small, 2))
                        .json()
                        .path("hold")
                        .asString()
                        .equals("HELD"));
    }

    @Test
    void the_order_of_its_draft_empties_the_cart_and_leaves_the_hold_to_the_order() {
        put("turn-1", draft, 15, line(small, 2));
        service.publish(shop, placed(Ids.next()));
        service.awaitIdle();
        assertThat(look().at("/cart/itemCount").asInt()).isEqualTo(2);

        service.publish(shop, placed(draft));
        service.awaitIdle();

        assertThat(look().at("/cart/itemCount").asInt()).isZero();
        assertThat(look().has("holdReference")).isFalse();
        assertThat(asked(1)).hasSize(1);
    }

    @Test
    void a_wish_that_comes_after_its_draft_became_an_order_leaves_the_cart_empty() {
        put("turn-1", draft, 15, line(small, 2));
        service.publish(shop, placed(draft));
        service.awaitIdle();

        JsonNode late = put("turn-2", draft, 15, line(small, 2)).json();

        assertThat(late.path("hold").asString()).isEqualTo("NONE");
        assertThat(late.path("lines")).isEmpty();
        assertThat(look().at("/cart/itemCount").asInt()).isZero();
        assertThat(asked(1)).as("held once").hasSize(1);
    }

    @Test
    void also_a_wish_that_would_have_begun_the_cart_comes_too_late() {
        service.publish(shop, placed(draft));
        service.awaitIdle();

        assertThat(put("turn-1", draft, 15, line(small, 2)).json().path("lines"))
                .isEmpty();
        assertThat(put("turn-2", Ids.next(), 15, line(small, 2)).json().path("lines"))
                .as("another draft is another wish")
                .hasSize(1);
    }

    @Test
    void the_next_draft_does_not_touch_what_the_last_one_held() {
        put("turn-1", draft, 15, line(small, 2));
        UUID first = inventory.asked().getLast().reference();

        put("turn-2", Ids.next(), 15, line(small, 1));

        Asked second = inventory.asked().getLast();
        assertThat(second.method()).isEqualTo("PUT");
        assertThat(second.reference()).isNotEqualTo(first);
    }

    @Test
    void a_price_that_changed_is_flagged_once_and_what_is_not_for_sale_is_dropped() {
        put("turn-1", draft, 15, line(small, 2));
        service.publish(shop, new ProductChanged(product, product(2, 4700)));
        await().atMost(Duration.ofSeconds(20)).until(() -> count("variant where price = 4700 and") == 1);
        UUID unknown = Ids.next();

        JsonNode it = put("turn-2", draft, 15, line(small, 2), line(unknown, 1)).json();

        assertThat(it.at("/lines/0/priceChanged").asBoolean()).isTrue();
        assertThat(it.at("/lines/0/unitPrice").decimalValue()).isEqualByComparingTo("47.00");
        assertThat(it.at("/dropped/0").asString()).isEqualTo(unknown.toString());
        assertThat(put("turn-3", draft, 15, line(small, 2))
                        .json()
                        .at("/lines/0/priceChanged")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void commands_at_once_leave_one_cart_with_the_lines_of_one_of_them() throws Exception {
        List<Callable<Http.Answer>> calls = IntStream.range(0, 12)
                .<Callable<Http.Answer>>mapToObj(i -> () -> put("turn-" + i, draft, 15, line(small, 1 + i)))
                .toList();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Http.Answer> answer : callers.invokeAll(calls)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }

        assertThat(count("cart")).isEqualTo(1);
        assertThat(look().at("/cart/lines")).hasSize(1);
        assertThat(inventory.asked().stream()
                        .filter(asked -> asked.body().toString().contains(small.toString()))
                        .map(Asked::reference)
                        .distinct())
                .as("one hold for all of them")
                .hasSize(1);
    }

    @Test
    void another_shop_has_another_cart_for_the_same_shopper() {
        put("turn-1", draft, 15, line(small, 2));
        UUID other = Ids.next();
        service.publish(other, new ShopRegistered(other, shopState()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.from("conversation", other).get(path).status() == 200);

        assertThat(service.from("conversation", other).get(path).json().at("/cart/lines"))
                .isEmpty();
    }

    @Test
    void only_the_chat_puts_and_the_shops_people_may_look() {
        Map<String, Object> body = body(draft, 15, line(small, 1));

        assertThat(service.http().as("owner", shop).put(path + "/lines", body).code())
                .isEqualTo("services_only");
        assertThat(service.from("order", shop).put(path + "/lines", body).code())
                .isEqualTo("services_only");
        assertThat(service.http().as("viewer", shop).get(path).status()).isEqualTo(200);
        assertThat(service.http().get(path).status()).isEqualTo(401);
    }

    @Test
    void wrong_input_is_refused() {
        Map<String, Object> noLines = new HashMap<>(body(draft, 15));
        noLines.remove("lines");
        for (Object body : List.of(
                Map.of(),
                noLines,
                body(draft, -1, line(small, 1)),
                body(draft, 15, line(small, 0)),
                body(draft, 15, line(small, 101)),
                body(draft, 15, line(small, 60), line(small, 60)),
                "[",
                "null")) {
            assertThat(chat().put(path + "/lines", body).status()).isEqualTo(400);
        }
        assertThat(put("x".repeat(101), draft, 15, line(small, 1)).status()).isEqualTo(400);
        assertThat(count("cart")).isZero();
    }

    private Http chat() {
        return service.from("conversation", shop);
    }

    private Http.Answer put(String key, UUID ofDraft, int holdMinutes, Map<?, ?>... lines) {
        return chat().with("Idempotency-Key", key).put(path + "/lines", body(ofDraft, holdMinutes, lines));
    }

    private static Map<String, Object> body(UUID draft, int holdMinutes, Map<?, ?>... lines) {
        return Map.of("draftId", draft, "lines", Arrays.asList(lines), "holdMinutes", holdMinutes);
    }

    private static Map<?, ?> line(UUID variant, int quantity) {
        return Map.of("variantId", variant, "quantity", quantity);
    }

    private JsonNode look() {
        return chat().get(path).json();
    }

    /// What inventory was asked about this test's variants.
    private List<Asked> asked(int atLeast) {
        List<Asked> asked = inventory.asked().stream()
                .filter(one -> one.body().toString().contains(small.toString()))
                .toList();
        assertThat(asked).hasSizeGreaterThanOrEqualTo(atLeast);
        return asked;
    }

    private int count(String table) {
        String where = table.contains(" where ") ? " " : " where ";
        Integer rows = service.jdbc()
                .queryForObject("select count(*) from " + table + where + "shop_id = ?", Integer.class, shop);
        return rows == null ? 0 : rows;
    }

    private OrderPlaced placed(UUID orderId) {
        Money nothing = Money.zero("USD");
        return new OrderPlaced(
                orderId,
                new OrderSummary(
                        "ORD-7K3M9Q",
                        0,
                        "CHAT",
                        "CAPTURED",
                        "UNPAID",
                        "UNFULFILLED",
                        shopper,
                        Ids.next(),
                        null,
                        null,
                        null,
                        List.of(),
                        "Accra",
                        nothing,
                        nothing,
                        nothing,
                        nothing,
                        nothing,
                        null,
                        Instant.now()));
    }

    private ProductState product(long version, long price) {
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
                List.of(
                        new Variant(small, "GLOW-30", "size", "30ml", new Money(price, "USD"), true, 0, null),
                        new Variant(large, "GLOW-50", "size", "50ml", new Money(price + 1000, "USD"), true, 1, null)));
    }

    private static ShopState shopState() {
        return new ShopState(
                1,
                "Glow by Ama",
                "glow-by-ama",
                null,
                null,
                "Africa/Accra",
                "USD",
                "en",
                "ama@example.com",
                "ARRANGE_WITH_SELLER",
                new Assistant("friendly", List.of(), "instant", List.of("en"), List.of(), null));
    }
}

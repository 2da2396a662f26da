package io.parley.cart.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.events.CartEvent.CartChanged;
import io.parley.events.CartEvent.CartCheckedOut;
import io.parley.events.Money;
import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.events.ProductEvent.Variant;
import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.ShopClosed;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.ShopEvent.ShopState;
import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CartServiceTest {
    private static final String CART = "/api/carts/current";
    private static final String ITEMS = CART + "/items";
    private static final String CHECKOUT = CART + "/checkout";
    private final ServiceUnderTest service = RunningCartService.service();
    private final UUID shop = Ids.next();
    private final UUID product = Ids.next();
    private final UUID small = Ids.next();
    private final UUID large = Ids.next();
    private final Http guest = service.http().with("X-Parley-Shop", shop.toString());

    @BeforeEach
    void a_shop_with_a_product() {
        service.publish(shop, new ShopRegistered(shop, shopState()));
        service.publish(shop, new ProductPublished(product, product(1, 4500)));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count("variant") == 2 && count("shop") == 1);
    }

    @Test
    void a_guest_picks_and_checks_out_and_an_order_is_asked_for() {
        Http.Answer begun = guest.post(ITEMS, Map.of("variantId", small, "quantity", 2));
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.json().get("total").decimalValue()).isEqualByComparingTo("90.00");
        assertThat(begun.header("Set-Cookie"))
                .contains("parley_cart=" + begun.header("X-Cart-Token"))
                .contains("HttpOnly")
                .contains("SameSite=Lax");
        Http shopper = holding(begun);

        shopper.post(ITEMS, Map.of("variantId", large, "quantity", 1));
        JsonNode cart = shopper.get(CART).json();
        assertThat(cart.get("itemCount").asInt()).isEqualTo(3);
        assertThat(cart.get("version").asInt()).isEqualTo(1);
        String line = cart.at("/lines/1/id").asString();
        assertThat(shopper.patch(ITEMS + "/" + line, Map.of("quantity", 3))
                        .json()
                        .get("itemCount")
                        .asInt())
                .isEqualTo(5);
        assertThat(shopper.delete(ITEMS + "/" + line).json().get("lines")).hasSize(1);

        Http.Answer placed = shopper.post(
                CHECKOUT, Map.of("shippingLocation", " Accra, Osu ", "name", "Ama", "email", "ama@example.com"));
        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.json().get("status").asString()).isEqualTo("PLACED");
        assertThat(placed.json().get("total").decimalValue()).isEqualByComparingTo("90.00");

        CartCheckedOut told = service.awaitEvent(
                CartCheckedOut.class,
                e -> e.orderId().toString().equals(placed.json().get("orderId").asString()));
        assertThat(told.shippingLocation()).isEqualTo("Accra, Osu");
        assertThat(told.lines())
                .singleElement()
                .satisfies(l -> assertThat(l.variantTitle()).isEqualTo("30ml"));
        List<CartChanged> changes = service.events(CartChanged.class).stream()
                .filter(e -> e.cartId().equals(told.cartId()))
                .toList();
        assertThat(changes).extracting(CartChanged::version).containsExactly(0L, 1L, 2L, 3L);
        assertThat(shopper.get(CART).json().get("orderId").asString())
                .isEqualTo(told.orderId().toString());
    }

    @Test
    void a_second_checkout_is_the_first_one_told_again() {
        Http shopper = withSerum();
        Http.Answer first = shopper.post(CHECKOUT, Map.of("shippingLocation", "Accra"));
        Http.Answer second = shopper.post(CHECKOUT, Map.of("shippingLocation", "Accra"));
        Http.Answer other = shopper.post(CHECKOUT, Map.of("shippingLocation", "Kumasi"));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(other.code()).isEqualTo("cart_checked_out");
        assertThat(other.json().get("orderId")).isEqualTo(first.json().get("orderId"));
        assertThat(shopper.post(ITEMS, Map.of("variantId", small, "quantity", 1))
                        .code())
                .isEqualTo("cart_checked_out");
        assertThat(service.jdbc()
                        .queryForObject(
                                "select count(*) from outbox where shop_id = ? and type like '%checked-out%'",
                                Integer.class, shop))
                .isEqualTo(1);
    }

    @Test
    void many_checkouts_at_once_are_one_order() throws Exception {
        Http shopper = withSerum();
        List<Callable<String>> tries = IntStream.range(0, 8)
                .<Callable<String>>mapToObj(i -> () -> shopper.post(CHECKOUT, Map.of("shippingLocation", "Accra"))
                        .json()
                        .get("orderId")
                        .asString())
                .toList();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> orders = callers.invokeAll(tries);
            assertThat(orders.stream().map(Future::resultNow).distinct()).hasSize(1);
        }
    }

    @Test
    void many_picks_at_once_are_all_counted() throws Exception {
        Http shopper = withSerum();
        List<Callable<Integer>> tries = IntStream.range(0, 10)
                .<Callable<Integer>>mapToObj(i -> () -> shopper.post(ITEMS, Map.of("variantId", large, "quantity", 1))
                        .status())
                .toList();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(callers.invokeAll(tries).stream().map(Future::resultNow)).containsOnly(201);
        }
        assertThat(shopper.get(CART).json().at("/lines/1/quantity").asInt()).isEqualTo(10);
    }

    @Test
    void a_command_repeated_under_its_key_is_done_once() {
        Http keyed = withSerum().with("Idempotency-Key", "k1");
        var item = Map.of("variantId", large, "quantity", 2);
        Http.Answer first = keyed.post(ITEMS, item);
        assertThat(keyed.post(ITEMS, item).json()).isEqualTo(first.json());
        assertThat(first.json().at("/lines/1/quantity").asInt()).isEqualTo(2);
        assertThat(keyed.post(ITEMS, Map.of("variantId", large, "quantity", 3)).code())
                .isEqualTo("idempotency_key_reused");
        String line = first.json().at("/lines/1/id").asString();
        Http removing = keyed.with("Idempotency-Key", "k2");
        Http.Answer removed = removing.delete(ITEMS + "/" + line);
        assertThat(removing.delete(ITEMS + "/" + line).json()).isEqualTo(removed.json());
    }

    @Test
    void one_guests_key_is_not_anothers() {
        var item = Map.of("variantId", small, "quantity", 1);
        Http one = withSerum().with("Idempotency-Key", "1");
        Http other = withSerum().with("Idempotency-Key", "1");
        String first = one.post(ITEMS, item).json().get("id").asString();
        assertThat(other.post(ITEMS, item).json().get("id").asString()).isNotEqualTo(first);
        Http.Answer short1 = guest.with("Idempotency-Key", "1").post(ITEMS, item);
        Http.Answer short2 = guest.with("Idempotency-Key", "1").post(ITEMS, item);
        assertThat(short1.header("X-Cart-Token")).isNotEqualTo(short2.header("X-Cart-Token"));
    }

    @Test
    void a_beginning_repeated_under_its_key_begins_one_cart() {
        Http keyed = guest.with("Idempotency-Key", UUID.randomUUID().toString());
        var item = Map.of("variantId", small, "quantity", 1);
        Http.Answer first = keyed.post(ITEMS, item);
        Http.Answer again = keyed.post(ITEMS, item);

        assertThat(again.header("X-Cart-Token"))
                .isEqualTo(first.header("X-Cart-Token"))
                .isNotEmpty();
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(holding(again).get(CART).json().get("itemCount").asInt()).isEqualTo(1);
        assertThat(count("cart")).isEqualTo(1);
    }

    @Test
    void the_token_is_kept_as_a_hash_only() {
        Http.Answer begun = guest.post(ITEMS, Map.of("variantId", small, "quantity", 1));
        String rows = service.jdbc()
                .queryForObject(
                        "select (select string_agg(c::text, ' ') from cart c) || coalesce((select string_agg(i::text, ' ')"
                                + " from idempotency i), '') || (select string_agg(o::text, ' ') from outbox o)",
                        String.class);
        assertThat(rows).doesNotContain(begun.header("X-Cart-Token"));
    }

    @Test
    void a_cookie_that_is_out_of_date_begins_another_cart() {
        Http.Answer first = guest.post(ITEMS, Map.of("variantId", small, "quantity", 1));
        Http browser = guest.with("Cookie", "parley_cart=" + first.header("X-Cart-Token"));
        assertThat(browser.get(CART).json().get("itemCount").asInt()).isEqualTo(1);
        assertThat(browser.post(CHECKOUT, Map.of("shippingLocation", "Accra")).status())
                .isEqualTo(201);

        Http.Answer next = browser.with("Idempotency-Key", "7").post(ITEMS, Map.of("variantId", large, "quantity", 1));
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.header("X-Cart-Token")).isNotEmpty().isNotEqualTo(first.header("X-Cart-Token"));
        assertThat(next.json().get("itemCount").asInt()).isEqualTo(1);
        Http.Answer again = browser.with("Idempotency-Key", "7").post(ITEMS, Map.of("variantId", large, "quantity", 1));
        assertThat(again.header("X-Cart-Token")).isEqualTo(next.header("X-Cart-Token"));
        assertThat(guest.with("Cookie", "parley_cart=nonsense").get(CART).json().get("lines"))
                .isEmpty();
    }

    @Test
    void a_price_that_changed_is_flagged_and_asked_about() {
        Http shopper = withSerum();
        service.publish(shop, new ProductChanged(product, product(2, 5000)));
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        shopper.get(CART).json().at("/lines/0/priceChanged").asBoolean());

        JsonNode line = shopper.get(CART).json().at("/lines/0");
        assertThat(line.get("unitPrice").decimalValue()).isEqualByComparingTo("50.00");
        assertThat(line.get("previousPrice").decimalValue()).isEqualByComparingTo("45.00");
        Http.Answer refused = shopper.post(CHECKOUT, Map.of("shippingLocation", "Accra"));
        assertThat(refused.code()).isEqualTo("cart_changed");
        assertThat(refused.json().at("/repriced/0").asString()).isEqualTo(small.toString());
        assertThat(shopper.post(CHECKOUT, Map.of("shippingLocation", "Accra"))
                        .json()
                        .get("total")
                        .decimalValue())
                .isEqualByComparingTo("50.00");
    }

    @Test
    void news_older_than_what_is_known_is_ignored() {
        Http shopper = withSerum();
        service.publish(shop, new ProductChanged(product, product(5, 5000)));
        service.publish(shop, new ProductChanged(product, product(4, 100)));
        service.publish(shop, new StockLevelChanged(small, product, 9, 0, 9, "DENY", 7));
        service.publish(shop, new StockLevelChanged(small, product, 0, 0, 0, "DENY", 6));
        service.awaitIdle();
        JsonNode line = shopper.get(CART).json().at("/lines/0");
        assertThat(line.get("unitPrice").decimalValue()).isEqualByComparingTo("50.00");
        assertThat(line.get("availability").asString()).isEqualTo("AVAILABLE");
    }

    @Test
    void an_archived_item_drops_out_and_is_named() {
        Http shopper = withSerum();
        service.publish(shop, new ProductArchived(product, product(2, 4500)));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shopper.get(CART).json().get("lines").isEmpty());

        JsonNode cart = shopper.get(CART).json();
        assertThat(cart.at("/dropped/0/title").asString()).isEqualTo("Glow Serum");
        assertThat(cart.get("total").decimalValue()).isEqualByComparingTo("0");
        Http.Answer refused = shopper.post(CHECKOUT, Map.of("shippingLocation", "Accra"));
        assertThat(refused.code()).isEqualTo("cart_changed");
        assertThat(refused.json().at("/dropped/0/title").asString()).isEqualTo("Glow Serum");
        assertThat(shopper.post(CHECKOUT, Map.of("shippingLocation", "Accra")).code())
                .isEqualTo("cart_empty");
        assertThat(guest.post(ITEMS, Map.of("variantId", small, "quantity", 1)).code())
                .isEqualTo("variant_unavailable");
    }

    @Test
    void availability_follows_stock() {
        Http shopper = withSerum();
        assertThat(shopper.get(CART).json().at("/lines/0/availability").asString())
                .isEqualTo("AVAILABLE");
        service.publish(shop, new StockLevelChanged(small, product, 5, 5, 0, "DENY", 3));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shopper.get(CART)
                        .json()
                        .at("/lines/0/availability")
                        .asString()
                        .equals("SOLD_OUT"));
        assertThat(shopper.get(CART).json().at("/lines/0/availableQuantity").asInt())
                .isZero();
    }

    @Test
    void a_closed_shop_sells_nothing() {
        service.publish(shop, new ShopClosed(shop, Instant.now()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> guest.post(ITEMS, Map.of("variantId", small, "quantity", 1))
                                .status()
                        == 409);
    }

    @Test
    void a_cart_can_be_cleared() {
        Http shopper = withSerum();
        assertThat(shopper.delete(CART).json().get("lines")).isEmpty();
        assertThat(shopper.get(CART).json().get("currency").asString()).isEqualTo("USD");
        assertThat(shopper.post(CHECKOUT, Map.of("shippingLocation", "Accra")).code())
                .isEqualTo("cart_empty");
    }

    @Test
    void another_shop_knows_neither_cart_nor_product() {
        Http shopper = withSerum();
        UUID other = Ids.next();
        service.publish(other, new ShopRegistered(other, shopState()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.http()
                                .with("X-Parley-Shop", other.toString())
                                .get(CART)
                                .status()
                        == 200);
        Http elsewhere = shopper.with("X-Parley-Shop", other.toString());
        assertThat(elsewhere.get(CART).code()).isEqualTo("cart_unknown");
        assertThat(elsewhere.delete(CART).status()).isEqualTo(404);
        assertThat(elsewhere
                        .post(ITEMS, Map.of("variantId", small, "quantity", 1))
                        .status())
                .isEqualTo(404);
        assertThat(elsewhere
                        .patch(ITEMS + "/" + Ids.next(), Map.of("quantity", 1))
                        .status())
                .isEqualTo(404);
        assertThat(elsewhere.delete(ITEMS + "/" + Ids.next()).status()).isEqualTo(404);
        assertThat(elsewhere.post(CHECKOUT, Map.of("shippingLocation", "Accra")).status())
                .isEqualTo(404);
        assertThat(service.http()
                        .with("X-Parley-Shop", other.toString())
                        .post(ITEMS, Map.of("variantId", small, "quantity", 1))
                        .code())
                .isEqualTo("variant_unknown");
    }

    @Test
    void a_missing_or_unknown_shop_is_said_so() {
        assertThat(service.http().get(CART).code()).isEqualTo("shop_missing");
        assertThat(service.http().with("X-Parley-Shop", "x").get(CART).status()).isEqualTo(400);
        Http nowhere = service.http().with("X-Parley-Shop", Ids.next().toString());
        assertThat(nowhere.get(CART).code()).isEqualTo("shop_unknown");
        assertThat(nowhere.post(ITEMS, Map.of("variantId", small, "quantity", 1))
                        .code())
                .isEqualTo("shop_unknown");
        assertThat(nowhere.post(CHECKOUT, Map.of("shippingLocation", "Accra")).code())
                .isEqualTo("shop_unknown");
        assertThat(guest.get(CART).json().get("lines")).isEmpty();
        assertThat(guest.with("X-Cart-Token", "x").get(CART).code()).isEqualTo("cart_unknown");
        assertThat(service.http().as("owner", shop).get(CART).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "",
                "[]",
                "{",
                "{\"variantId\":null,\"quantity\":1}",
                "{\"variantId\":\"x\",\"quantity\":1}",
                "{\"variantId\":\"0193a000-0000-7000-8000-000000000001\"}",
                "{\"variantId\":\"0193a000-0000-7000-8000-000000000001\",\"quantity\":0}",
                "{\"variantId\":\"0193a000-0000-7000-8000-000000000001\",\"quantity\":101}",
                "{\"variantId\":\"0193a000-0000-7000-8000-000000000001\",\"quantity\":-1}",
                "{\"variantId\":\"0193a000-0000-7000-8000-000000000001\",\"quantity\":\"many\"}",
                "{\"variantId\":\"0193a000-0000-7000-8000-000000000001\",\"quantity\":1.5}",
                "{\"variantId\":\"0193a000-0000-7000-8000-000000000001\",\"quantity\":99999999999}",
                "{\"shippingLocation\":\" \"}",
                "{\"shippingLocation\":{}}",
                "{\"shippingLocation\":\"a\\u0000\"}",
                "{\"shippingLocation\":\"a\",\"email\":\"not one\"}"
            })
    void a_wrong_command_is_answered_400(String body) {
        Http shopper = withSerum();
        for (Http.Answer answer : List.of(shopper.post(ITEMS, body), shopper.post(CHECKOUT, body))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        }
        assertThat(shopper.patch(ITEMS + "/" + Ids.next(), body).status()).isIn(400, 404);
        assertThat(shopper.patch(ITEMS + "/x", Map.of("quantity", 1)).status()).isEqualTo(400);
    }

    @Test
    void events_delivered_again_change_nothing() {
        UUID event = Ids.next();
        var news = new ProductChanged(product, product(2, 4700));
        IntStream.range(0, 5).forEach(i -> service.publish(event, shop, news));
        service.publish(shop, news);
        service.publish(shop, new ProductPublished(product, product(1, 4500)));
        service.awaitIdle();
        assertThat(service.jdbc().queryForList("select price from variant where variant_id = ?", Long.class, small))
                .containsExactly(4700L);
    }

    @Test
    void the_api_is_the_one_that_is_written_down() {
        service.assertOpenApiIsKept();
    }

    private Http withSerum() {
        return holding(guest.post(ITEMS, Map.of("variantId", small, "quantity", 1)));
    }

    private Http holding(Http.Answer begun) {
        return guest.with("X-Cart-Token", begun.header("X-Cart-Token"));
    }

    private int count(String table) {
        Integer rows = service.jdbc()
                .queryForObject("select count(*) from " + table + " where shop_id = ?", Integer.class, shop);
        return rows == null ? 0 : rows;
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

package io.parley.loyalty.account;

import static io.parley.loyalty.Loyalty.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.Event;
import io.parley.events.LoyaltyEvent.PointsEarned;
import io.parley.events.LoyaltyEvent.TierChanged;
import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.loyalty.Loyalty;
import io.parley.starter.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GrantPointsServiceTest {
    private final Loyalty shop = new Loyalty();
    private final UUID shopper = Ids.next();

    @AfterEach
    void balances_are_the_sum_of_their_ledgers() {
        Loyalty.assertBooksAgree();
    }

    @Test
    void a_completed_order_earns_points_and_says_so() {
        var bought = shop.bought(shopper, 9_950);
        tell(bought);

        PointsEarned earned = earned(shopper);

        assertThat(earned.points()).isEqualTo(99);
        assertThat(earned.balance()).isEqualTo(99);
        assertThat(earned.source()).isEqualTo("purchase");
        assertThat(earned.sourceId()).isEqualTo(bought.orderId().toString());
        JsonNode account = shop.account(shopper);
        assertThat(account.path("points").asLong()).isEqualTo(99);
        assertThat(account.path("tier").asString()).isEqualTo("bronze");
        assertThat(account.path("shopperName").asString()).isEqualTo("Esi");
        assertThat(account.at("/nextTier/tier").asString()).isEqualTo("silver");
        assertThat(account.at("/nextTier/pointsToGo").asLong()).isEqualTo(401);
        assertThat(account.at("/ledger/0/note").asString()).isEqualTo("ORD-7K3M9Q");
        assertThat(shop.as("viewer")
                        .get("/api/loyalty/accounts/" + earned.accountId())
                        .json())
                .isEqualTo(account);
    }

    @Test
    void only_completed_orders_of_known_shoppers_earn() {
        Money total = new Money(5_000, "USD");
        tell(new OrderPlaced(Ids.next(), Loyalty.order("CAPTURED", shopper, total)));
        tell(new OrderConfirmed(Ids.next(), Loyalty.order("CONFIRMED", shopper, total)));
        tell(new OrderCancelled(Ids.next(), Loyalty.order("CANCELLED", shopper, total), "shopper"));
        tell(shop.bought(null, 5_000));
        service().awaitIdle();

        assertThat(shop.as("viewer").get("/api/loyalty/accounts").json().path("items"))
                .isEmpty();
    }

    @Test
    void enough_points_change_the_tier_once() {
        tell(shop.bought(shopper, 60_000));
        tell(shop.bought(shopper, 10_000));
        service().awaitIdle();

        TierChanged changed =
                service().awaitEvent(TierChanged.class, e -> e.shopperId().equals(shopper));

        assertThat(changed.previousTier()).isEqualTo("bronze");
        assertThat(changed.tier()).isEqualTo("silver");
        service().awaitEvent(PointsEarned.class, e -> e.shopperId().equals(shopper) && e.balance() == 700);
        assertThat(service().events(TierChanged.class).stream()
                        .filter(e -> e.shopperId().equals(shopper)))
                .hasSize(1);
        assertThat(shop.account(shopper).path("tier").asString()).isEqualTo("silver");
    }

    @Test
    void orders_completed_at_the_same_moment_open_one_account_and_lose_no_point() {
        for (int i = 0; i < 40; i++) {
            tell(shop.bought(shopper, 1_000));
        }
        service().awaitEvent(PointsEarned.class, e -> e.shopperId().equals(shopper) && e.balance() == 400);

        assertThat(shop.account(shopper).path("points").asLong()).isEqualTo(400);
        assertThat(shop.as("viewer").get("/api/loyalty/accounts").json().path("items"))
                .hasSize(1);
    }

    @Test
    void the_same_order_earns_once_however_often_it_is_told() {
        Map<UUID, Event> history = new LinkedHashMap<>();
        for (int i = 1; i <= 5; i++) {
            history.put(Ids.next(), shop.bought(shopper, i * 1_000L));
        }
        history.forEach((id, event) -> service().publish(id, shop.shop(), event));
        service().awaitIdle();
        String before = Loyalty.checksum();
        int told = told();

        history.forEach((id, event) -> service().publish(id, shop.shop(), event));
        // under another event id too: the order is the cause, not the message
        history.values().forEach(this::tell);
        service().awaitIdle();

        assertThat(Loyalty.checksum()).isEqualTo(before);
        assertThat(told()).isEqualTo(told);
        assertThat(shop.account(shopper).path("points").asLong()).isEqualTo(150);
    }

    @Test
    void a_shop_may_reward_in_its_own_way() {
        var set = shop.as("owner")
                .put(
                        "/api/loyalty/program",
                        Map.of("pointsPerUnit", 10, "silverFrom", 100, "goldFrom", 200, "platinumFrom", 300));
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.text()).contains("\"pointsPerUnit\":10,");

        tell(shop.bought(shopper, 2_000));
        earned(shopper);

        assertThat(shop.account(shopper).path("points").asLong()).isEqualTo(200);
        assertThat(shop.account(shopper).path("tier").asString()).isEqualTo("gold");
        assertThat(shop.as("member")
                        .put(
                                "/api/loyalty/program",
                                Map.of("pointsPerUnit", 9, "silverFrom", 1, "goldFrom", 2, "platinumFrom", 3))
                        .status())
                .as("owners and admins only")
                .isEqualTo(403);
    }

    @Test
    void accounts_and_ledgers_come_in_pages_and_miss_nothing() {
        for (int i = 0; i < 5; i++) {
            tell(shop.bought(shopper, 1_000));
            tell(shop.bought(Ids.next(), 1_000));
        }
        service().awaitIdle();
        String id = shop.account(shopper).path("id").asString();

        assertThat(all("/api/loyalty/accounts?limit=2").stream()
                        .map(account -> account.path("id").asString()))
                .hasSize(6)
                .doesNotHaveDuplicates();
        assertThat(all("/api/loyalty/accounts/" + id + "/ledger?limit=2").stream()
                        .map(entry -> entry.path("balance").asLong()))
                .containsExactly(50L, 40L, 30L, 20L, 10L);
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = shop.as("viewer").get(path + next).json();
            page.path("items").forEach(items::add);
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        return items;
    }

    private void tell(Event event) {
        service().publish(shop.shop(), event);
    }

    private static PointsEarned earned(UUID shopper) {
        return service().awaitEvent(PointsEarned.class, e -> e.shopperId().equals(shopper));
    }

    private static int told() {
        Integer rows = service().jdbc().queryForObject("select count(*) from outbox", Integer.class);
        return rows == null ? 0 : rows;
    }
}

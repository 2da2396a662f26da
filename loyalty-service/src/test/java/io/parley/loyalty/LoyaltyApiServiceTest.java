package io.parley.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.LoyaltyEvent.PointsEarned;
import io.parley.starter.Ids;
import io.parley.testing.Sweep;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoyaltyApiServiceTest {
    private static final Map<String, Object> VALID = Map.of(
            "PUT /api/loyalty/program",
            Map.of("pointsPerUnit", 1, "silverFrom", 500, "goldFrom", 2000, "platinumFrom", 5000));

    private final Loyalty shop = new Loyalty();

    @Test
    void its_document_is_the_one_kept() {
        Loyalty.service().assertOpenApiIsKept();
    }

    @Test
    void no_input_is_too_much() {
        Sweep.of(Loyalty.service()).noInputIsTooMuch(shop.as("owner"), VALID);
    }

    @Test
    void strangers_find_nothing() {
        UUID shopper = Ids.next();
        Loyalty.service().publish(shop.shop(), shop.bought(shopper, 4_500));
        PointsEarned earned = Loyalty.service()
                .awaitEvent(PointsEarned.class, e -> e.shopperId().equals(shopper));
        String account = "/api/loyalty/accounts/" + earned.accountId();

        Sweep.of(Loyalty.service())
                .strangersFindNothing(
                        new Loyalty().as("owner"),
                        Map.of(
                                "/api/loyalty/accounts/{id}",
                                account,
                                "/api/loyalty/accounts/{id}/ledger",
                                account + "/ledger",
                                "/api/loyalty/accounts/by-shopper/{shopperId}",
                                "/api/loyalty/accounts/by-shopper/" + shopper),
                        VALID);

        assertThat(new Loyalty().as("owner").get("/api/loyalty/accounts").json().path("items"))
                .isEmpty();
    }

    @Test
    void every_door_is_guarded() {
        Sweep.of(Loyalty.service()).everyDoorIsGuarded(shop.shop(), VALID);
    }
}

package io.parley.loyalty.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.LoyaltyEvent.PointsEarned;
import io.parley.events.LoyaltyEvent.TierChanged;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final UUID ID = new UUID(0, 1);
    private static final UUID SHOPPER = new UUID(0, 2);
    private static final UUID ORDER = new UUID(0, 3);

    private final Account account = new Account(ID, new UUID(0, 4), SHOPPER, NOW);

    @Test
    void a_purchase_earns_and_tells_the_balance() {
        account.purchased(ORDER, "ORD-1", "Esi", 45, Program.USUAL, NOW);
        PointsEntry entry = account.purchased(ORDER, "ORD-2", null, 55, Program.USUAL, NOW);

        assertThat(entry).isEqualTo(new PointsEntry(2, NOW, Source.PURCHASE, ORDER.toString(), "ORD-2", 55, 100));
        assertThat(account.told())
                .last()
                .isEqualTo(new PointsEarned(ID, SHOPPER, 55, 100, "purchase", ORDER.toString()));
        assertThat(account.shopperName()).as("what is not said stays").isEqualTo("Esi");
        assertThat(account.purchases()).isEqualTo(2);
    }

    @Test
    void a_tier_is_told_when_it_is_reached_and_only_then() {
        account.purchased(ORDER, "ORD-1", null, 499, Program.USUAL, NOW);
        assertThat(account.told()).hasSize(1);

        account.purchased(ORDER, "ORD-2", null, 1, Program.USUAL, NOW);
        account.purchased(ORDER, "ORD-3", null, 1, Program.USUAL, NOW);

        assertThat(account.told())
                .filteredOn(TierChanged.class::isInstance)
                .containsExactly(new TierChanged(ID, SHOPPER, "bronze", "silver"));
    }

    @Test
    void tiers_may_be_jumped_over() {
        account.purchased(ORDER, "ORD-1", null, 5_000, Program.USUAL, NOW);

        assertThat(account.told()).contains(new TierChanged(ID, SHOPPER, "bronze", "platinum"));
    }

    @Test
    void a_tier_reached_stays_when_the_program_asks_for_more() {
        account.purchased(ORDER, "ORD-1", null, 600, Program.USUAL, NOW);

        account.purchased(ORDER, "ORD-2", null, 1, new Program(BigDecimal.ONE, 1_000, 2_000, 5_000), NOW);

        assertThat(account.tier()).isEqualTo(Tier.SILVER);
    }

    @Test
    void a_purchase_that_earns_nothing_is_noted_and_not_told() {
        PointsEntry entry = account.purchased(ORDER, "ORD-1", null, 0, Program.USUAL, NOW);

        assertThat(entry.points()).isZero();
        assertThat(account.purchases()).isEqualTo(1);
        assertThat(account.told()).isEmpty();
    }
}

package io.parley.loyalty.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.events.Money;
import io.parley.starter.web.Refusal;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {

    @ParameterizedTest
    @CsvSource({
        "4500, USD, 1, 45",
        "4599, USD, 1, 45",
        "99, USD, 1, 0",
        "0, USD, 1, 0",
        "-4500, USD, 1, 0",
        "450000, VND, 1, 450000",
        "4505, KWD, 1, 4",
        "4599, USD, 0.5, 22",
        "4500, USD, 0, 0",
        "4500, USD, 2.125, 95",
        "9223372036854775807, USD, 1000, 1000000000000"
    })
    void points_are_given_for_whole_units(long minor, String currency, BigDecimal perUnit, long points) {
        Program program = new Program(perUnit, 500, 2_000, 5_000);

        assertThat(program.pointsFor(new Money(minor, currency))).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "0, BRONZE",
        "499, BRONZE",
        "500, SILVER",
        "1999, SILVER",
        "2000, GOLD",
        "5000, PLATINUM",
        "99999999, PLATINUM"
    })
    void points_ever_earned_make_the_tier(long points, Tier tier) {
        assertThat(Program.USUAL.tierOf(points)).isEqualTo(tier);
    }

    @Test
    void above_the_highest_tier_is_none() {
        assertThat(Program.USUAL.above(Tier.GOLD)).contains(Tier.PLATINUM);
        assertThat(Program.USUAL.above(Tier.PLATINUM)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1001", "0.0001", "1e999999999", "1e-999999999"})
    @Timeout(1)
    void points_per_unit_are_within_bounds(String perUnit) {
        assertThatThrownBy(() -> new Program(new BigDecimal(perUnit), 500, 2_000, 5_000))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 3", "2, 2, 3", "3, 2, 4", "1, 3, 3", "1, 2, 9223372036854775807"})
    void tiers_begin_one_above_the_other(long silver, long gold, long platinum) {
        assertThatThrownBy(() -> new Program(BigDecimal.ONE, silver, gold, platinum))
                .isInstanceOf(Refusal.class);
    }
}

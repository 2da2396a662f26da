package io.parley.loyalty.account;

import io.parley.events.Money;
import io.parley.starter.web.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;

/// How a shop rewards: points for each whole unit of its currency, and how many ever earned make a tier.
///
/// @param pointsPerUnit 0 to [#PER_UNIT_MAX], with 3 decimals at most
record Program(BigDecimal pointsPerUnit, long silverFrom, long goldFrom, long platinumFrom) {
    static final Program USUAL = new Program(BigDecimal.ONE, 500, 2_000, 5_000);
    static final int PER_UNIT_MAX = 1_000;
    static final long POINTS_MAX = 1_000_000_000_000L;
    private static final int DECIMALS_MAX = 3;

    Program {
        if (pointsPerUnit.signum() < 0
                || pointsPerUnit.compareTo(BigDecimal.valueOf(PER_UNIT_MAX)) > 0
                || pointsPerUnit.scale() > DECIMALS_MAX) {
            throw Refusal.invalid(
                    "points_per_unit_invalid",
                    "Points per unit are 0 to " + PER_UNIT_MAX + ", with " + DECIMALS_MAX + " decimals at most.");
        }
        if (silverFrom <= 0 || goldFrom <= silverFrom || platinumFrom <= goldFrom || platinumFrom > POINTS_MAX) {
            throw Refusal.invalid(
                    "tiers_invalid",
                    "Tiers begin one above the other: 0 < silver < gold < platinum <= " + POINTS_MAX + ".");
        }
    }

    /// For whole units of the total only; parts of a point are not given.
    long pointsFor(Money total) {
        if (total.minor() <= 0) {
            return 0;
        }
        return total.decimal()
                .setScale(0, RoundingMode.DOWN)
                .multiply(pointsPerUnit)
                .setScale(0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(POINTS_MAX))
                .longValueExact();
    }

    Tier tierOf(long lifetimePoints) {
        return Arrays.stream(Tier.values())
                .filter(tier -> lifetimePoints >= from(tier))
                .reduce(Tier.BRONZE, (lower, higher) -> higher);
    }

    /// The tier above, if there is one.
    Optional<Tier> above(Tier tier) {
        return Arrays.stream(Tier.values())
                .filter(other -> other.compareTo(tier) > 0)
                .findFirst();
    }

    /// Points ever earned with which it begins.
    long from(Tier tier) {
        return switch (tier) {
            case BRONZE -> 0;
            case SILVER -> silverFrom;
            case GOLD -> goldFrom;
            case PLATINUM -> platinumFrom;
        };
    }
}

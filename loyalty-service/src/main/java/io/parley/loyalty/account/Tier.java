package io.parley.loyalty.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How dear a shopper is, the dearest last.
enum Tier {
    BRONZE,
    SILVER,
    GOLD,
    PLATINUM;

    /// In answers and events: small letters.
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Tier orHigher(Tier other) {
        return compareTo(other) >= 0 ? this : other;
    }
}

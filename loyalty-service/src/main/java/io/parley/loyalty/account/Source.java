package io.parley.loyalty.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What earns points.
enum Source {
    PURCHASE,
    SIGNUP,
    REFERRAL,
    REVIEW,
    BIRTHDAY;

    /// In answers, events and the ledger: small letters.
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

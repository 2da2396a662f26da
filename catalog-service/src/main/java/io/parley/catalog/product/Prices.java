package io.parley.catalog.product;

import io.parley.events.Money;
import io.parley.starter.web.Refusal;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/// Amounts as people write them, into minor units, with the currency's own number of decimals.
final class Prices {
    /// In minor units.
    static final long MINOR_MAX = 999_999_999_999L;

    private static final int DIGITS_MAX = 15;

    private Prices() {}

    /// @param field that names the amount in the refusal
    /// @throws Refusal invalid, when it is not an amount above 0 of this currency
    static long price(String field, BigDecimal amount, String currency) {
        long minor = amount(field, amount, currency);
        if (minor <= 0) {
            throw wrong(field, "must be greater than 0");
        }
        return minor;
    }

    /// A difference: below 0 for cheaper.
    static long amount(String field, BigDecimal amount, String currency) {
        // looked at before any arithmetic: 1e999999999 is a short text and an endless number
        if (Math.abs((long) amount.precision() - amount.scale()) > DIGITS_MAX
                || Math.abs((long) amount.scale()) > DIGITS_MAX) {
            throw wrong(field, "must be an amount of money");
        }
        try {
            long minor = Money.of(amount, currency).minor();
            if (Math.abs(minor) > MINOR_MAX) {
                throw wrong(field, "must be " + new Money(MINOR_MAX, currency) + " at most");
            }
            return minor;
        } catch (ArithmeticException e) {
            int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
            throw wrong(field, "may have " + decimals + " decimals in " + currency);
        }
    }

    /// @throws Refusal invalid, when it is no currency one can pay with
    static String currency(String code) {
        try {
            if (Currency.getInstance(code).getDefaultFractionDigits() >= 0) {
                return code;
            }
        } catch (IllegalArgumentException e) {
            throw wrong("currency", "must be an ISO 4217 code such as USD");
        }
        throw wrong("currency", "must be an ISO 4217 code such as USD");
    }

    static Refusal wrong(String field, String message) {
        return Refusal.invalid("invalid_input", "Some of the input is not valid.")
                .with("errors", List.of(Map.of("field", field, "message", message)));
    }
}

package io.parley.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// An amount in the currency's minor units: `new Money(4500, "USD")` is 45.00 dollars, `new Money(4500, "VND")` is
/// 4500 dong, `new Money(4500, "KWD")` is 4.500 dinars. May be negative (a discount, a refund).
///
/// @param minor amount in minor units (ISO 4217 says how many decimals)
/// @param currency ISO 4217 code in capitals
/// @throws IllegalArgumentException when the currency is none
public record Money(long minor, String currency) {

    public Money {
        Currency.getInstance(currency);
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /// From a decimal amount, for instance 45.00 USD.
    ///
    /// @throws ArithmeticException when it has more decimals than the currency, or is beyond a long
    public static Money of(BigDecimal amount, String currency) {
        int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        return new Money(
                amount.setScale(decimals, RoundingMode.UNNECESSARY)
                        .movePointRight(decimals)
                        .longValueExact(),
                currency);
    }

    /// The amount as people write it, with the currency's own number of decimals.
    @JsonIgnore
    public BigDecimal decimal() {
        return BigDecimal.valueOf(minor, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money times(long quantity) {
        return new Money(Math.multiplyExact(minor, quantity), currency);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }

    @Override
    public String toString() {
        return decimal().toPlainString() + " " + currency;
    }
}

package io.parley.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({"USD,45.00,4500", "VND,4500,4500", "KWD,4.500,4500", "EUR,0.01,1", "UGX,1000,1000"})
    void an_amount_has_its_currencys_decimals(String currency, BigDecimal amount, long minor) {
        assertThat(Money.of(amount, currency)).isEqualTo(new Money(minor, currency));
        assertThat(new Money(minor, currency).decimal()).isEqualTo(amount);
    }

    @Test
    void more_decimals_than_the_currency_has_are_refused() {
        assertThatThrownBy(() -> Money.of(new BigDecimal("45.001"), "USD")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.of(new BigDecimal("0.5"), "VND")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void two_currencies_are_never_mixed() {
        Money dollars = new Money(1, "USD");
        assertThatThrownBy(() -> dollars.plus(new Money(1, "EUR"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_amount_beyond_all_bounds_is_refused_and_never_wraps() {
        Money much = new Money(Long.MAX_VALUE, "USD");
        assertThatThrownBy(() -> much.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> much.plus(new Money(1, "USD"))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_currency_that_is_none_is_refused() {
        assertThatThrownBy(() -> new Money(1, "XQZ")).isInstanceOf(IllegalArgumentException.class);
    }
}

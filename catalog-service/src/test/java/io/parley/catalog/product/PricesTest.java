package io.parley.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.starter.web.Refusal;
import java.math.BigDecimal;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {

    @ParameterizedTest
    @CsvSource({
        "45, USD, 4500",
        "45.5, USD, 4550",
        "45.5000, USD, 4550",
        "450000, VND, 450000",
        "4.505, KWD, 4505",
        "4e1, USD, 4000"
    })
    void an_amount_has_the_currencys_own_minor_units(BigDecimal amount, String currency, long minor) {
        assertThat(Prices.price("price", amount, currency)).isEqualTo(minor);
    }

    @ParameterizedTest
    @CsvSource({"0, USD", "-1, USD", "0.001, USD", "4.5, VND", "10000000000, USD"})
    void no_price_is_free_or_finer_than_its_currency_or_endless(BigDecimal amount, String currency) {
        assertThatThrownBy(() -> Prices.price("price", amount, currency)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e2147483647", "-9e400"})
    @Timeout(1)
    void a_short_text_for_an_endless_number_is_refused_at_once(String amount) {
        assertThatThrownBy(() -> Prices.price("price", new BigDecimal(amount), "USD"))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usd", "XXX", "XAU", "US", "ZZZ", ""})
    void what_one_cannot_pay_with_is_no_currency(String code) {
        assertThatThrownBy(() -> Prices.currency(code)).isInstanceOf(Refusal.class);
    }
}

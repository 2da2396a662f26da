package io.parley.inventory.stock;

import static io.parley.inventory.stock.StockPolicy.BACKORDER;
import static io.parley.inventory.stock.StockPolicy.DENY;
import static io.parley.inventory.stock.StockPolicy.UNTRACKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.starter.web.Refusal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StockTest {

    @Test
    void the_first_figure_starts_counting_and_denies_what_is_not_there() {
        Stock untracked = stock(UNTRACKED, 0, 0);

        Stock counted = untracked.set(7, null, null);

        assertThat(counted.policy()).isEqualTo(DENY);
        assertThat(counted.available()).isEqualTo(7);
        assertThat(counted.startsCounting(untracked)).isTrue();
    }

    @Test
    void a_named_policy_comes_before_the_usual_one() {
        assertThat(stock(UNTRACKED, 0, 0).set(7, BACKORDER, null).policy()).isEqualTo(BACKORDER);
        assertThat(stock(UNTRACKED, 0, 0).set(7, UNTRACKED, null).policy()).isEqualTo(UNTRACKED);
    }

    @Test
    void a_reorder_level_alone_does_not_start_counting() {
        assertThat(stock(UNTRACKED, 0, 0).set(null, null, 3).policy()).isEqualTo(UNTRACKED);
    }

    @Test
    void what_is_not_given_stays() {
        assertThat(stock(DENY, 5, 2).set(null, null, null)).isEqualTo(stock(DENY, 5, 2));
    }

    @Test
    void what_was_promised_before_counting_is_reserved_when_it_begins() {
        Stock counted = stock(UNTRACKED, 0, 0).set(10, null, null).reservedToo(3);

        assertThat(counted.available()).isEqualTo(7);
    }

    @Test
    void less_than_is_promised_cannot_be_on_the_shelf() {
        assertThatThrownBy(() -> stock(DENY, 5, 4).set(3, null, null).checked())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("4 pieces are promised");
        assertThatThrownBy(() -> stock(DENY, 5, 4).adjust(-2)).isInstanceOf(Refusal.class);
    }

    @Test
    void backorders_may_promise_more_than_there_is() {
        assertThat(stock(BACKORDER, 5, 9).adjust(-2).available()).isEqualTo(-6);
    }

    @Test
    void pieces_cannot_be_added_to_what_nobody_counted() {
        assertThatThrownBy(() -> stock(UNTRACKED, 0, 0).adjust(1))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("stock_untracked"));
    }

    @Test
    void no_sum_of_pieces_overflows() {
        assertThatThrownBy(() -> stock(DENY, Stock.PIECES_MAX, 0).adjust(Stock.PIECES_MAX))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RESTOCK, 1, true",
        "RESTOCK, -1, false",
        "RETURN, -1, false",
        "RETURN, 1, true",
        "DAMAGE, 1, false",
        "DAMAGE, -1, true",
        "ADJUSTMENT, 1, true",
        "ADJUSTMENT, -1, true"
    })
    void a_reason_explains_a_change_in_its_own_direction(LedgerReason reason, int delta, boolean explains) {
        assertThat(reason.explains(delta)).isEqualTo(explains);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER", "TRANSFER", "RESERVATION"})
    void some_reasons_are_not_for_people(LedgerReason reason) {
        assertThat(reason.explains(1) || reason.explains(-1)).isFalse();
    }

    private static Stock stock(StockPolicy policy, int onHand, int reserved) {
        UUID id = new UUID(1, 2);
        return new Stock(id, id, "GLOW-1", "Glow Serum", policy, onHand, reserved, 0, 1);
    }
}

package io.parley.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.StockEvent.BackInStock;
import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.events.StockEvent.StockLow;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StockChangeTest {
    private static final UUID ID = new UUID(1, 2);

    @Test
    void every_change_tells_the_whole_state() {
        assertThat(change(9, 2, false, false, false, false).events())
                .containsExactly(new StockLevelChanged(ID, ID, 9, 2, 7, "DENY", 4));
    }

    @Test
    void low_is_told_when_the_line_is_crossed_and_not_again_below_it() {
        assertThat(change(3, 0, false, true, false, false).events())
                .contains(new StockLow(ID, ID, 3, 3))
                .hasSize(2);
        assertThat(change(2, 0, true, true, false, false).events()).hasSize(1);
        assertThat(change(9, 0, true, false, false, false).events()).hasSize(1);
    }

    @Test
    void back_in_stock_is_told_when_something_can_be_promised_again() {
        assertThat(change(3, 0, true, true, true, false).events())
                .contains(new BackInStock(ID, ID, 3))
                .hasSize(2);
        assertThat(change(3, 3, true, true, true, true).events()).hasSize(1);
    }

    private static StockChange change(
            int onHand, int reserved, boolean wasLow, boolean low, boolean wasSoldOut, boolean soldOut) {
        return new StockChange(ID, ID, StockPolicy.DENY, onHand, reserved, 3, 4, wasLow, low, wasSoldOut, soldOut);
    }
}

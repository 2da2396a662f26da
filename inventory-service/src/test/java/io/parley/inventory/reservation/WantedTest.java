package io.parley.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.events.ReservationEvent.HeldLine;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WantedTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    @Test
    void lines_of_one_variant_are_one_wish_and_variants_stand_in_order() {
        Wanted wanted = Wanted.of(List.of(new HeldLine(TWO, 1), new HeldLine(ONE, 2), new HeldLine(TWO, 3)));

        assertThat(wanted.lines()).containsExactly(new HeldLine(ONE, 2), new HeldLine(TWO, 4));
    }

    @Test
    void a_sum_beyond_every_stock_stays_beyond_it() {
        Wanted wanted = Wanted.of(List.of(new HeldLine(ONE, Integer.MAX_VALUE), new HeldLine(ONE, Integer.MAX_VALUE)));

        assertThat(wanted.lines().getFirst().quantity()).isGreaterThan(Wanted.QUANTITY_MAX);
    }

    @Test
    void nothing_or_less_cannot_be_wanted() {
        assertThatThrownBy(() -> Wanted.of(List.of(new HeldLine(ONE, 0)))).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuietCollectionTest {
    private static final long MAX = 256;
    private static final long KEPT = 120;
    private static final double QUIET = 0.1;

    @Test
    void what_a_burst_left_behind_is_collected_once_the_processors_are_free() {
        assertThat(QuietCollection.due(QUIET, 190, KEPT, MAX)).isTrue();
    }

    @Test
    void nothing_is_collected_while_work_goes_on() {
        assertThat(QuietCollection.due(1.4, 190, KEPT, MAX)).isFalse();
    }

    @Test
    void what_is_in_use_is_not_collected_again_and_again() {
        assertThat(QuietCollection.due(QUIET, KEPT + 4, KEPT, MAX)).isFalse();
    }
}

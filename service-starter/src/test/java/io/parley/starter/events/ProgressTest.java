package io.parley.starter.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private final Progress progress = new Progress();

    @Test
    void nothing_is_committed_before_the_oldest_is_finished() {
        progress.started(5);
        progress.started(6);
        progress.started(8); // a transaction marker stands at 7
        progress.finished(6);
        progress.finished(8);

        assertThat(progress.takeCommittable()).isEqualTo(-1);
        assertThat(progress.unfinished()).isEqualTo(1);

        progress.finished(5);
        assertThat(progress.takeCommittable()).isEqualTo(9);
        assertThat(progress.takeCommittable()).as("only once").isEqualTo(-1);
    }

    @Test
    void what_could_not_be_committed_is_taken_again_unless_more_was_taken_since() {
        progress.started(5);
        progress.finished(5);
        assertThat(progress.takeCommittable()).isEqualTo(6);

        progress.notCommitted(6);
        assertThat(progress.takeCommittable()).isEqualTo(6);

        progress.started(6);
        progress.finished(6);
        assertThat(progress.takeCommittable()).isEqualTo(7);
        progress.notCommitted(6);
        assertThat(progress.takeCommittable()).as("7 is on its way").isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_the_order_only_the_finished_prefix_is_committed(long seed) {
        List<Long> offsets = new ArrayList<>(LongStream.range(100, 200).boxed().toList());
        offsets.forEach(progress::started);
        Collections.shuffle(offsets, new Random(seed));
        List<Long> finished = new ArrayList<>();
        for (long offset : offsets) {
            progress.finished(offset);
            finished.add(offset);
            long committable = progress.takeCommittable();
            if (committable >= 0) {
                assertThat(finished)
                        .containsAll(LongStream.range(100, committable).boxed().toList());
            }
        }
        assertThat(progress.unfinished()).isZero();
    }
}

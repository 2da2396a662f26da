package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.bench.Sandbox.Got;
import io.parley.bench.Threads.Arrived;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final List<String> PEOPLE = List.of("ama", "zoe");

    private static Arrived arrived(String... got) {
        List<Got> all = new ArrayList<>();
        for (String one : got) {
            int space = one.indexOf(' ');
            all.add(new Got(all.size(), one.substring(0, space), one.substring(space + 1), 1_000L + all.size()));
        }
        return Arrived.of(all, PEOPLE, "m ", 3);
    }

    @Test
    void threads_may_mix_as_long_as_each_keeps_its_order() {
        assertThat(arrived("ama m 0", "zoe m 0", "zoe m 1", "ama m 1", "zoe m 2", "ama m 2"))
                .isEqualTo(new Arrived(6, 0, 0, 0, 1_005));
    }

    @Test
    void what_is_missing_twice_or_too_early_is_counted() {
        assertThat(arrived("ama m 0", "ama m 2", "ama m 1", "zoe m 0", "zoe m 0"))
                .isEqualTo(new Arrived(4, 2, 1, 1, 1_004));
    }

    @Test
    void others_and_other_words_do_not_count() {
        assertThat(arrived("kim m 0", "ama hello")).isEqualTo(new Arrived(0, 6, 0, 0, 0));
    }
}

package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QuietCollectionTest {
    private static final long MAX = 256;
    private static final long KEPT = 120;
    private static final double QUIET = 0.1;

    @Test
    @Timeout(60)
    void a_jvm_collects_its_old_generation_by_itself_while_it_does_nothing() throws Exception {
        Process jvm = new ProcessBuilder(
                        Distribution.java(),
                        "-Xmx64m",
                        "-Xmn4m",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeavesGarbage.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(jvm.waitFor()).isZero();
        } finally {
            jvm.destroyForcibly();
        }
    }

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

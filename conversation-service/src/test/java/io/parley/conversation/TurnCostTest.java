package io.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the local engine takes for a turn, over all the written dialogues.
class TurnCostTest {
    private static final int ROUNDS = 8;

    @Test
    void a_turn_takes_less_than_three_milliseconds_of_cpu() throws Exception {
        List<List<String>> dialogues = DialogueTest.read("/dialogues/tuning").stream()
                .map(DialogueTest.Named::lines)
                .toList();
        long turns = dialogues.stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith("S:"))
                .count();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        long first = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long began = threads.getCurrentThreadCpuTime();
            dialogues.forEach(Script::run);
            long took = threads.getCurrentThreadCpuTime() - began;
            first = round == 0 ? took : first;
            best = Math.min(best, took);
        }
        Duration each = Duration.ofNanos(best / turns);
        System.out.printf(
                "%d turns of the local engine: %d µs of CPU each warm, %d µs in the first round%n",
                turns, each.toNanos() / 1_000, first / turns / 1_000);
        assertThat(turns).isGreaterThan(100);
        // an index of the catalogue for every dialogue, and every answer worded twice, included
        assertThat(each).isLessThan(Duration.ofMillis(3));
    }
}

package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.local.Snapshot.Condition;
import io.parley.local.Snapshot.Phase;
import io.parley.local.Snapshot.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final long MIB = 1024L * 1024;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    @Test
    void the_status_line_says_that_all_is_well() {
        Snapshot at = snapshot(unit("postgres", Condition.READY, 10), unit("order", Condition.READY, 11));
        assertThat(Screen.statusLine(at, NOON.plusSeconds(190), 612 * MIB, 0.043))
                .isEqualTo("● 2 of 2 ready · up 3 min · 612 MB · 4 % of a core · Ctrl-C stops");
    }

    @Test
    void the_status_line_names_what_is_not_ready() {
        Snapshot at = snapshot(unit("postgres", Condition.READY, 10), unit("order", Condition.RESTARTING, -1));
        assertThat(Screen.statusLine(at, NOON.plusSeconds(5), 0, 0))
                .startsWith("○ 1 of 2 ready (order restarting) · up 5.0 s · 0 %");
    }

    @Test
    void the_table_counts_a_shared_process_once() {
        Snapshot at = snapshot(
                unit("kafka", Condition.READY, 10),
                unit("cart", Condition.READY, 11),
                unit("order", Condition.READY, 11),
                unit("sandbox", Condition.FAILED, -1));
        assertThat(Screen.table(at, NOON.plusSeconds(60), pid -> pid * MIB))
                .satisfiesExactly(
                        head -> assertThat(head).contains("state", "port", "memory"),
                        kafka -> assertThat(kafka).contains("kafka", "ready", "10 MB", "1 min"),
                        cart -> assertThat(cart).contains("11 MB"),
                        order -> assertThat(order).contains("〃").doesNotContain("11 MB"),
                        sandbox -> assertThat(sandbox).contains("failed", "–"));
    }

    @Test
    void a_box_is_as_wide_as_its_longest_line() {
        List<String> box = Screen.boxLines(
                "Ready",
                List.of(new String[] {"Front door", "http://localhost:8080"}, new String[] {"Stop", "Ctrl-C"}));
        assertThat(box).extracting(String::length).containsOnly(box.getFirst().length());
        assertThat(box.get(3)).isEqualTo("│ Front door  http://localhost:8080 │");
    }

    @Test
    void without_a_terminal_only_plain_lines_are_written() {
        Screen plain = screen(false, 0);
        plain.status("busy");
        plain.step("Kafka 4", Duration.ofMillis(1234));
        plain.status("still busy");
        assertThat(seen())
                .isEqualTo("  ✓ Kafka 4                           1.2 s\n")
                .doesNotContain("\u001b");
    }

    @Test
    void on_a_terminal_the_bottom_line_gives_way_to_lines_that_stay() {
        Screen terminal = screen(true, 12);
        terminal.status("a line that is too long");
        terminal.say("news");
        assertThat(seen()).isEqualTo("\r\u001b[2Ka line that\r\u001b[2Knews\na line that");
    }

    @Test
    void durations_are_as_exact_as_they_matter() {
        assertThat(Words.duration(Duration.ofMillis(440))).isEqualTo("0.4 s");
        assertThat(Words.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Words.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Words.duration(Duration.ofHours(49))).isEqualTo("2 d 1 h");
        assertThat(Words.ending(137)).isEqualTo("killed");
        assertThat(Words.ending(1)).isEqualTo("exit status 1");
    }

    private Screen screen(boolean terminal, int width) {
        return new Screen(new PrintStream(seen, true, StandardCharsets.UTF_8), terminal, false, width);
    }

    private String seen() {
        return seen.toString(StandardCharsets.UTF_8);
    }

    private static Snapshot snapshot(Unit... units) {
        return new Snapshot(Phase.READY, "", 8080, false, 1, NOON, List.of(units));
    }

    private static Unit unit(String name, Condition condition, long pid) {
        return new Unit(name, condition, 8080, pid, NOON, 0);
    }
}

package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private static final String CART = "2026-11-21T03:30:13.940 WARN  [cart]  c.Pool : slow";
    private static final String ORDER = "2026-11-21T03:30:14.205 ERROR [order] abc o.Place : no";
    private static final String TRACE = "java.lang.IllegalStateException: why";

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void a_log_of_two_services() throws IOException {
        log = Files.writeString(folder.resolve("services.log"), String.join("\n", CART, ORDER, TRACE, CART, ""));
    }

    @Test
    void one_services_lines_come_with_their_stack_traces() {
        assertThat(new LogFile(log, Optional.of("order")).last(50)).containsExactly(ORDER, TRACE);
    }

    @Test
    void the_last_lines_are_the_last() {
        assertThat(new LogFile(log, Optional.empty()).last(2)).containsExactly(TRACE, CART);
    }

    @Test
    void following_hands_over_whole_new_lines_only() throws IOException {
        LogFile file = new LogFile(log, Optional.of("order"));
        file.last(50);
        List<String> more = new ArrayList<>();
        Files.writeString(log, ORDER + "\n" + ORDER.substring(0, 10), StandardOpenOption.APPEND);
        file.more(more::add);
        assertThat(more).containsExactly(ORDER);
        Files.writeString(log, ORDER.substring(10) + "\n", StandardOpenOption.APPEND);
        file.more(more::add);
        assertThat(more).containsExactly(ORDER, ORDER);
    }

    @Test
    void a_log_that_is_not_there_has_no_lines() {
        assertThat(new LogFile(folder.resolve("none.log"), Optional.empty()).last(5))
                .isEmpty();
    }

    @Test
    void a_reason_is_told_without_stack_frames() throws IOException {
        Files.writeString(log, TRACE + "\n\tat some.Place(Place.java:1)\n");
        assertThat(LogFile.tail(log, 5)).isEqualTo(TRACE);
    }
}

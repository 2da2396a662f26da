package io.parley.starter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    @Test
    void a_trace_goes_on_under_the_same_number() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        try (Trace.Scope _ =
                Trace.continuing("00-" + trace + "-00f067aa0ba902b7-01").enter("test")) {
            assertThat(Trace.traceparent())
                    .matches("00-" + trace + "-[0-9a-f]{16}-01")
                    .doesNotContain("00f067aa0ba902b7");
        }
        assertThat(Trace.traceparent()).doesNotContain(trace);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nonsense", "00-XYZ-1-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"})
    void what_names_no_trace_begins_one(String header) {
        assertThat(Trace.continuing(header).traceId()).matches("[0-9a-f]{32}");
    }
}

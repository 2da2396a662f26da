package io.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamTest {
    private final Stream stream = new Stream(UUID.randomUUID(), UUID.randomUUID(), Set.of("orders:read"));

    private static StreamEvent event(String permission) {
        return StreamEvent.of("1", "order", permission, Instant.EPOCH, "{}");
    }

    private String next() throws InterruptedException {
        return new String(Objects.requireNonNull(stream.next(0)), UTF_8);
    }

    @Test
    void waiting_events_are_written_together_as_the_standard_says() throws Exception {
        stream.tell(event("orders:read"));
        stream.tellReset();
        assertThat(next()).isEqualTo("id: 1\nevent: order\ndata: {}\n\nevent: reset\ndata: {}\n\n");
        assertThat(next()).isEmpty();
    }

    @Test
    void only_what_one_may_hear_is_told() throws Exception {
        stream.tell(event("channels:read"));
        assertThat(next()).isEmpty();
    }

    @Test
    void a_dashboard_that_cannot_keep_up_is_told_to_begin_anew() throws Exception {
        for (int i = 0; i < 1000; i++) {
            stream.tell(event("orders:read"));
        }
        assertThat(next()).startsWith("event: reset");
        stream.end();
        assertThat(stream.next(0)).isNull();
    }
}

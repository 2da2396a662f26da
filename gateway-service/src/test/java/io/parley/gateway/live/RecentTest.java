package io.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private final Recent recent = new Recent(NOW);

    private static StreamEvent event(int number) {
        return StreamEvent.of("e" + number, "order", "orders:read", NOW.plusSeconds(number), "{}");
    }

    private Optional<java.util.List<String>> idsAfter(String position) {
        return recent.after(position)
                .map(events -> events.stream().map(StreamEvent::id).toList());
    }

    @Test
    void what_came_after_a_known_event_is_told() {
        recent.add(event(1));
        recent.add(event(2));
        recent.add(event(3));
        assertThat(idsAfter("e1")).hasValueSatisfying(ids -> assertThat(ids).containsExactly("e2", "e3"));
        assertThat(idsAfter("e3")).hasValueSatisfying(ids -> assertThat(ids).isEmpty());
    }

    @Test
    void an_unknown_position_cannot_be_resumed() {
        recent.add(event(1));
        assertThat(recent.after("other")).isEmpty();
        assertThat(recent.after("t")).isEmpty();
        assertThat(recent.after("t99999999999999999999")).isEmpty();
    }

    @Test
    void a_stream_that_began_in_silence_is_resumed_by_time() {
        String began = recent.position(NOW);
        recent.add(event(1));
        assertThat(idsAfter(began)).hasValueSatisfying(ids -> assertThat(ids).containsExactly("e1"));
        assertThat(recent.position(NOW)).isEqualTo("e1");
        assertThat(recent.after("t" + NOW.minusMillis(1).toEpochMilli())).isEmpty();
    }

    @Test
    void only_the_last_events_are_kept_and_it_is_known_from_when() {
        String began = recent.position(NOW);
        for (int i = 1; i <= Recent.EVENTS_MAX + 1; i++) {
            recent.add(event(i));
        }
        assertThat(recent.after(began)).isEmpty();
        assertThat(recent.after("e1")).isEmpty();
        assertThat(idsAfter("e2")).hasValueSatisfying(ids -> assertThat(ids).hasSize(Recent.EVENTS_MAX - 1));
    }

    @Test
    void old_events_are_forgotten() {
        recent.add(event(1));
        recent.add(event((int) Recent.KEPT_FOR.toSeconds() + 2));
        assertThat(recent.after("e1")).isEmpty();
        assertThat(recent.isIdleSince(NOW.plus(Duration.ofDays(1)))).isTrue();
    }
}

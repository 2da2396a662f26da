package io.parley.channel.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {
    /// A Wednesday.
    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final Duration SHORTEST = Duration.ofHours(2);

    /// So many messages an hour in the hours that fit, over so many days, until the last one.
    private static NavigableMap<Instant, Long> history(int days, int perHour, Instant last, IntPredicate hours) {
        NavigableMap<Instant, Long> history = new TreeMap<>();
        Instant first = NOW.minus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
        for (Instant at = first; !at.isAfter(last); at = at.plus(1, ChronoUnit.HOURS)) {
            if (hours.test((int) (at.getEpochSecond() / 3600 % 24))) {
                history.put(at, (long) perHour);
            }
        }
        return history;
    }

    private static boolean isUnusual(NavigableMap<Instant, Long> history, Instant last) {
        return Silence.isUnusual(history, last, NOW, SHORTEST);
    }

    @Test
    void a_busy_channel_that_falls_silent_by_day_is_noticed() {
        Instant last = NOW.minus(Duration.ofHours(3));

        assertThat(isUnusual(history(28, 10, last, hour -> hour >= 8 && hour < 20), last))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void a_short_silence_is_none(int hours) {
        Instant last = NOW.minus(Duration.ofHours(hours)).plusSeconds(1);

        assertThat(isUnusual(history(28, 10, last, hour -> true), last)).isFalse();
    }

    @Test
    void nights_are_ordinary() {
        Instant morning = Instant.parse("2026-11-25T07:30:00Z");
        Instant last = Instant.parse("2026-11-24T19:59:00Z");

        assertThat(Silence.isUnusual(history(28, 10, last, hour -> hour >= 8 && hour < 20), last, morning, SHORTEST))
                .isFalse();
    }

    @Test
    void a_closing_day_is_ordinary() {
        Instant sunday = Instant.parse("2026-11-22T15:00:00Z");
        Instant last = Instant.parse("2026-11-21T19:30:00Z");
        NavigableMap<Instant, Long> history = history(28, 10, last, hour -> hour >= 8 && hour < 20);
        history.keySet()
                .removeIf(hour -> hour.atOffset(java.time.ZoneOffset.UTC).getDayOfWeek() == java.time.DayOfWeek.SUNDAY);

        assertThat(Silence.isUnusual(history, last, sunday, SHORTEST)).isFalse();
    }

    @Test
    void one_quiet_day_among_many_does_not_hide_a_silence() {
        Instant last = NOW.minus(Duration.ofHours(5));
        NavigableMap<Instant, Long> history = history(28, 10, last, hour -> true);
        history.subMap(NOW.minus(9, ChronoUnit.DAYS), NOW.minus(8, ChronoUnit.DAYS))
                .clear();

        assertThat(isUnusual(history, last)).isTrue();
    }

    @Test
    void a_slow_shop_is_left_in_peace() {
        Instant last = NOW.minus(Duration.ofHours(5));

        assertThat(isUnusual(history(28, 1, last, hour -> hour == 12), last)).isFalse();
    }

    @Test
    void of_a_new_channel_nothing_is_known() {
        Instant last = NOW.minus(Duration.ofHours(5));

        assertThat(isUnusual(history(6, 10, last, hour -> true), last)).isFalse();
        assertThat(isUnusual(new TreeMap<>(), last)).isFalse();
        assertThat(isUnusual(history(9, 10, last, hour -> true), last)).isTrue();
    }

    @Test
    void a_silence_of_weeks_is_still_one() {
        Instant last = NOW.minus(Duration.ofDays(6));

        assertThat(isUnusual(history(28, 10, last, hour -> hour >= 8 && hour < 20), last))
                .isTrue();
    }
}

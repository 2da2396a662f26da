package io.parley.channel.health;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.NavigableMap;

/// Tells an unusual silence from an ordinary one, by the channel's own history.
///
/// The silence, from the last message until now, is laid over each of the last four weeks' days at the same time of
/// day. It is unusual when there is a week of such days to compare with, at most one of them was as silent, and on an
/// ordinary one at least some messages came. Nights, closing days and slow shops so excuse themselves: where the same
/// hours were quiet before, nothing is said.
final class Silence {
    static final int DAYS_BACK = 28;
    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
    private static final int DAYS_NEEDED = 7;
    private static final int SILENT_DAYS_MAX = 1;
    private static final long MESSAGES_ORDINARY_MIN = 5;
    private static final Duration LONGEST_COMPARED = Duration.ofDays(3);

    private Silence() {}

    /// @param perHour messages by the hour they came in, UTC; hours without one may be absent
    /// @param lastIn when the last message came
    /// @param shortest no shorter silence is unusual
    static boolean isUnusual(NavigableMap<Instant, Long> perHour, Instant lastIn, Instant now, Duration shortest) {
        Duration silent = Duration.between(lastIn, now);
        if (perHour.isEmpty() || silent.compareTo(shortest) < 0) {
            return false;
        }
        Instant from = silent.compareTo(LONGEST_COMPARED) > 0 ? now.minus(LONGEST_COMPARED) : lastIn;
        Instant first = perHour.firstKey();
        int days = 0;
        int silentDays = 0;
        long[] counts = new long[DAYS_BACK];
        for (int back = 1; back <= DAYS_BACK; back++) {
            // whole hours within the stretch: what lies at its edges must not speak for it
            Instant begin =
                    from.minus(back, ChronoUnit.DAYS).plusNanos(HOUR_NANOS - 1).truncatedTo(ChronoUnit.HOURS);
            Instant end = now.minus(back, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
            if (begin.isBefore(first) || end.isAfter(lastIn)) {
                continue; // before it was connected, or part of the silence itself
            }
            long count = begin.isBefore(end)
                    ? perHour.subMap(begin, true, end, false).values().stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    : 0;
            counts[days++] = count;
            if (count == 0) {
                silentDays++;
            }
        }
        if (days < DAYS_NEEDED || silentDays > SILENT_DAYS_MAX) {
            return false;
        }
        long[] sorted = Arrays.copyOf(counts, days);
        Arrays.sort(sorted);
        return sorted[days / 2] >= MESSAGES_ORDINARY_MIN;
    }
}

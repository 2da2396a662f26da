package io.parley.conversation.shop;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When the assistant is at work, by the shop's own clock.
///
/// @param spans none means always
public record Hours(ZoneId zone, List<Span> spans) {

    /// @param closes not after `opens` means: on the next day
    public record Span(DayOfWeek day, LocalTime opens, LocalTime closes) {
        private boolean holds(ZonedDateTime at) {
            LocalTime time = at.toLocalTime();
            boolean overnight = !closes.isAfter(opens);
            if (at.getDayOfWeek() == day) {
                return !time.isBefore(opens) && (overnight || time.isBefore(closes));
            }
            return overnight && at.getDayOfWeek() == day.plus(1) && time.isBefore(closes);
        }
    }

    /// The next time it opens.
    public record Opening(DayOfWeek day, LocalTime at, boolean today, boolean tomorrow, Instant instant) {}

    public Hours {
        spans = List.copyOf(spans);
    }

    public static Hours always(ZoneId zone) {
        return new Hours(zone, List.of());
    }

    public boolean open(Instant now) {
        ZonedDateTime at = now.atZone(zone);
        return spans.isEmpty() || spans.stream().anyMatch(span -> span.holds(at));
    }

    /// @return null while it is open
    public @Nullable Opening next(Instant now) {
        if (open(now)) {
            return null;
        }
        ZonedDateTime at = now.atZone(zone);
        LocalDate today = at.toLocalDate();
        for (int ahead = 0; ahead <= 7; ahead++) {
            DayOfWeek day = today.plusDays(ahead).getDayOfWeek();
            LocalTime earliest = null;
            for (Span span : spans) {
                boolean later = ahead > 0 || span.opens().isAfter(at.toLocalTime());
                if (span.day() == day
                        && later
                        && (earliest == null || span.opens().isBefore(earliest))) {
                    earliest = span.opens();
                }
            }
            if (earliest != null) {
                return new Opening(
                        day,
                        earliest,
                        ahead == 0,
                        ahead == 1,
                        today.plusDays(ahead).atTime(earliest).atZone(zone).toInstant());
            }
        }
        return null;
    }
}

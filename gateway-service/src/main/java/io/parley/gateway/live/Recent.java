package io.parley.gateway.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The last events of one shop, for those whose connection broke for a moment. Not for two threads at once.
class Recent {
    static final int EVENTS_MAX = 200;
    static final Duration KEPT_FOR = Duration.ofMinutes(10);
    private static final String TIME_MARK = "t";

    private final Deque<StreamEvent> events = new ArrayDeque<>();
    private Instant completeSince;

    /// @param completeSince since when nothing was missed
    Recent(Instant completeSince) {
        this.completeSince = completeSince;
    }

    void add(StreamEvent event) {
        events.addLast(event);
        forgetBefore(event.heardAt().minus(KEPT_FOR));
        while (events.size() > EVENTS_MAX) {
            completeSince = events.removeFirst().heardAt();
        }
    }

    private void forgetBefore(Instant time) {
        while (!events.isEmpty() && events.getFirst().heardAt().isBefore(time)) {
            completeSince = events.removeFirst().heardAt();
        }
    }

    /// Where a stream that begins now stands.
    String position(Instant now) {
        return events.isEmpty()
                ? TIME_MARK + now.toEpochMilli()
                : events.getLast().id();
    }

    /// What came after a position; empty when that cannot be told any more.
    Optional<List<StreamEvent>> after(String position) {
        Optional<Instant> time = time(position);
        if (time.isPresent()) {
            return time.get().isBefore(completeSince)
                    ? Optional.empty()
                    : Optional.of(events.stream()
                            .filter(event -> event.heardAt().isAfter(time.get()))
                            .toList());
        }
        List<StreamEvent> later = new ArrayList<>();
        for (StreamEvent event : (Iterable<StreamEvent>) events::descendingIterator) {
            if (event.id().equals(position)) {
                return Optional.of(later.reversed());
            }
            later.add(event);
        }
        return Optional.empty();
    }

    boolean isIdleSince(Instant time) {
        return events.isEmpty() || events.getLast().heardAt().isBefore(time);
    }

    private static Optional<Instant> time(String position) {
        return position.matches(TIME_MARK + "\\d{1,15}")
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(position.substring(1))))
                : Optional.empty();
    }
}

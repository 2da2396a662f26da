package io.parley.sandbox.rules;

import io.parley.sandbox.Platform;
import io.parley.sandbox.phone.Chats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How late a person may be written to, and how often, on every platform that has such rules. Off
/// until switched on. The windows' clock can be moved ahead, and the window made shorter, so that
/// nobody has to wait a day.
public final class Windows {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration WEEK = Duration.ofDays(7);
    /// One message to one person in this time, of which so many may come at once.
    private static final Duration PAIR_EVERY = Duration.ofSeconds(6);
    private static final int PAIR_AT_ONCE = 45;
    private static final int KEPT_MAX = 100_000;

    private final Chats chats;
    private final Clock clock;
    private final Map<String, Instant> heard = new ConcurrentHashMap<>();
    private final Map<String, Instant> pairs = new ConcurrentHashMap<>();
    private volatile boolean on;
    private volatile boolean pairsCount;
    private volatile Duration open = DAY;
    private volatile Duration ahead = Duration.ZERO;

    public Windows(Chats chats, Clock clock) {
        this.chats = chats;
        this.clock = clock;
        chats.onWritten((to, person, text) -> heard.remove(person));
    }

    public boolean on() {
        return on;
    }

    public void on(boolean now) {
        on = now;
    }

    public boolean pairLimit() {
        return pairsCount;
    }

    public void pairLimit(boolean now) {
        pairsCount = now;
        pairs.clear();
    }

    public Duration open() {
        return open;
    }

    /// How long the ordinary window is; a day at first.
    public void open(Duration length) {
        open = length;
    }

    public Duration ahead() {
        return ahead;
    }

    /// How far the windows' clock is ahead of the real one.
    public void ahead(Duration by) {
        ahead = by;
    }

    /// Somebody turned to the shop then, as if by the phone; until they write by it again.
    public void heard(String personId, Instant at) {
        if (heard.size() < KEPT_MAX) heard.put(personId, at);
    }

    /// Whether an ordinary message may be sent now.
    public boolean isOpen(Platform platform, String personId) {
        return !on || within(platform, personId, open);
    }

    /// Whether what a person wrote may be sent now.
    public boolean isOpenToAgents(Platform platform, String personId) {
        return !on || within(platform, personId, WEEK);
    }

    /// Takes one of the messages that may be sent to a person.
    ///
    /// @return false when there is none left for now
    public boolean takesOneMore(String accountId, String personId) {
        if (!pairsCount || pairs.size() >= KEPT_MAX) return true;
        var now = clock.instant();
        var taken = new boolean[1];
        // the moment at which all may come at once again
        pairs.compute(accountId + "/" + personId, (_, full) -> {
            var from = full == null || full.isBefore(now) ? now : full;
            var next = from.plus(PAIR_EVERY);
            taken[0] = !next.isAfter(now.plus(PAIR_EVERY.multipliedBy(PAIR_AT_ONCE)));
            return taken[0] ? next : full;
        });
        return taken[0];
    }

    private boolean within(Platform platform, String personId, Duration window) {
        var since = since(platform, personId);
        return since != null && since.compareTo(window) < 0;
    }

    private @Nullable Duration since(Platform platform, String personId) {
        var told = heard.get(personId);
        if (told != null) return Duration.between(told, clock.instant()).plus(ahead);
        var millis = chats.sinceWrote(platform, personId);
        return millis == null ? null : Duration.ofMillis(millis).plus(ahead);
    }
}

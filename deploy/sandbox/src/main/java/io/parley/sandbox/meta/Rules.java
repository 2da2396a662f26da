package io.parley.sandbox.meta;

import io.parley.sandbox.Platform;
import io.parley.sandbox.rules.Windows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What Meta lets an account send, where that depends on what was before: how many, how soon, how late. Limits and
/// windows are off until they are switched on; a comment has one private answer in any case.
final class Rules {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int KEPT_MAX = 100_000;

    private final Windows windows;
    private final Clock clock;
    private final Map<String, Deque<Instant>> sends = new ConcurrentHashMap<>();
    private final Map<String, Deque<Instant>> privateReplies = new ConcurrentHashMap<>();
    private final Map<String, Comment> comments = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private volatile int sendsPerSecond;
    private volatile int privateRepliesPerHour;

    Rules(Windows windows, Clock clock) {
        this.windows = windows;
        this.clock = clock;
    }

    /// @param personId of whoever made it, by which messages reach them
    record Comment(String personId, Instant at) {}

    /// Zero: no limit.
    ///
    /// @param pairLimit one message in 6 s to one person on WhatsApp, of which 45 may come at once
    /// @param windowSeconds how long the ordinary window is
    /// @param clockAheadSeconds how far the windows' clock is ahead
    record View(
            boolean windows,
            int sendsPerSecond,
            int privateRepliesPerHour,
            boolean pairLimit,
            long windowSeconds,
            long clockAheadSeconds) {}

    View view() {
        return new View(
                windows.on(),
                sendsPerSecond,
                privateRepliesPerHour,
                windows.pairLimit(),
                windows.open().toSeconds(),
                windows.ahead().toSeconds());
    }

    void sendsPerSecond(int count) {
        sendsPerSecond = count;
        sends.clear();
    }

    void privateRepliesPerHour(int count) {
        privateRepliesPerHour = count;
        privateReplies.clear();
    }

    void commented(String commentId, Comment comment) {
        if (comments.size() < KEPT_MAX) comments.put(commentId, comment);
    }

    /// Who made a comment.
    Comment comment(String commentId) {
        var comment = comments.get(commentId);
        if (comment == null)
            throw GraphError.parameter("Param recipient[comment_id] must be the id of a comment of this account's");
        return comment;
    }

    /// @throws GraphError when the account may not send this now
    void check(Platform platform, String accountId, String personId, @Nullable String commentId, @Nullable String tag) {
        var now = clock.instant();
        if (commentId != null) {
            if (now.isAfter(comment(commentId).at().plus(WEEK))) throw GraphError.windowClosed(platform);
            if (answered.contains(commentId)) throw GraphError.alreadyAnswered();
            count(privateReplies, accountId, privateRepliesPerHour, Duration.ofHours(1), now);
        } else {
            var open = "HUMAN_AGENT".equals(tag)
                    ? windows.isOpenToAgents(platform, personId)
                    : windows.isOpen(platform, personId);
            if (!open) throw GraphError.windowClosed(platform);
        }
        count(sends, accountId, sendsPerSecond, Duration.ofSeconds(1), now);
        if (commentId != null && !answered.add(commentId)) throw GraphError.alreadyAnswered();
    }

    /// Exactly as many as that in any stretch of time.
    private static void count(Map<String, Deque<Instant>> by, String accountId, int max, Duration per, Instant now) {
        if (max == 0) return;
        var recent = by.computeIfAbsent(accountId, _ -> new ArrayDeque<>());
        synchronized (recent) {
            while (!recent.isEmpty() && !recent.getFirst().isAfter(now.minus(per))) recent.removeFirst();
            if (recent.size() >= max) throw GraphError.tooMany(accountId);
            recent.addLast(now);
        }
    }
}

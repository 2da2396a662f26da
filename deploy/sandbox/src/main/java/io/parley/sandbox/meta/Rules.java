package io.parley.sandbox.meta;

import io.parley.sandbox.Platform;
import io.parley.sandbox.phone.Chats;
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
    private static final Duration OPEN = Duration.ofHours(24);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int KEPT_MAX = 100_000;

    private final Chats chats;
    private final Clock clock;
    private final Map<String, Deque<Instant>> sends = new ConcurrentHashMap<>();
    private final Map<String, Deque<Instant>> privateReplies = new ConcurrentHashMap<>();
    private final Map<String, Comment> comments = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> heard = new ConcurrentHashMap<>();
    private volatile boolean windows;
    private volatile int sendsPerSecond;
    private volatile int privateRepliesPerHour;

    Rules(Chats chats, Clock clock) {
        this.chats = chats;
        this.clock = clock;
    }

    /// @param personId of whoever made it, by which messages reach them
    record Comment(String personId, Instant at) {}

    /// Zero: no limit.
    record View(boolean windows, int sendsPerSecond, int privateRepliesPerHour) {}

    View view() {
        return new View(windows, sendsPerSecond, privateRepliesPerHour);
    }

    void windows(boolean on) {
        windows = on;
    }

    void sendsPerSecond(int count) {
        sendsPerSecond = count;
        sends.clear();
    }

    void privateRepliesPerHour(int count) {
        privateRepliesPerHour = count;
        privateReplies.clear();
    }

    /// Somebody turned to the shop then, as if by the phone.
    void heard(String personId, Instant at) {
        if (heard.size() < KEPT_MAX) heard.put(personId, at);
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
        } else if (windows) {
            var since = lastHeard(platform, personId, now);
            var open = since != null && since.compareTo("HUMAN_AGENT".equals(tag) ? WEEK : OPEN) < 0;
            if (!open) throw GraphError.windowClosed(platform);
        }
        count(sends, accountId, sendsPerSecond, Duration.ofSeconds(1), now);
        if (commentId != null && !answered.add(commentId)) throw GraphError.alreadyAnswered();
    }

    private @Nullable Duration lastHeard(Platform platform, String personId, Instant now) {
        var told = heard.get(personId);
        if (told != null) return Duration.between(told, now);
        var millis = chats.sinceWrote(platform, personId);
        return millis == null ? null : Duration.ofMillis(millis);
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

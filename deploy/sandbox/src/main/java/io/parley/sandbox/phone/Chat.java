package io.parley.sandbox.phone;

import io.parley.sandbox.Account;
import io.parley.sandbox.http.EventStream;
import io.parley.sandbox.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One shopper's thread with one of the shop's accounts, as their phone shows it.
final class Chat {
    private static final int BUBBLES_MAX = 300;
    private static final int HAPPENINGS_MAX = 80;
    private static final int COMMENTS_MAX = 50;

    private final Account account;
    private final Map<String, Bubble> bubbles = new LinkedHashMap<>();
    private final Map<String, PostComment> comments = new LinkedHashMap<>();
    private final Deque<Happening> happenings = new ArrayDeque<>();
    private final Set<EventStream> streams = new CopyOnWriteArraySet<>();
    private Person person;
    private @Nullable Instant seenAt;
    private @Nullable Instant wroteAt;
    private @Nullable Instant actedAt;
    private @Nullable String lastUnread;
    private @Nullable OnThePhone call;
    private volatile Instant touchedAt;

    Chat(Account account, Person person, Instant at) {
        this.account = account;
        this.person = person;
        this.touchedAt = at;
    }

    record View(
            Account account,
            Person person,
            List<Bubble> messages,
            List<PostComment> comments,
            @Nullable Instant seenAt,
            List<Happening> happenings,
            @Nullable OnThePhone call) {}

    /// A call, as the phone shows it.
    ///
    /// @param state `calling`, `talking`, `passed_on` or `over`
    record OnThePhone(String id, String state, Instant since) {}

    synchronized View view() {
        return new View(
                account,
                person,
                List.copyOf(bubbles.values()),
                List.copyOf(comments.values()),
                seenAt,
                List.copyOf(happenings),
                call);
    }

    synchronized Person person() {
        return person;
    }

    synchronized void rename(Person named) {
        person = named;
    }

    Account account() {
        return account;
    }

    Instant touchedAt() {
        return touchedAt;
    }

    boolean isOpen() {
        return !streams.isEmpty();
    }

    /// The listener gets the whole chat first, then what changes.
    synchronized void listen(EventStream stream) {
        stream.send("chat", view());
        streams.add(stream);
    }

    void leave(EventStream stream) {
        streams.remove(stream);
    }

    synchronized void add(Bubble bubble) {
        touchedAt = bubble.at();
        if (bubble.from() == Bubble.From.SHOPPER) {
            wroteAt = bubble.at();
            actedAt = bubble.at();
        } else {
            lastUnread = bubble.id();
        }
        bubbles.put(bubble.id(), bubble);
        if (bubbles.size() > BUBBLES_MAX)
            bubbles.remove(bubbles.keySet().iterator().next());
        tell("message", bubble);
    }

    synchronized void change(String id, UnaryOperator<Bubble> change) {
        var changed = bubbles.computeIfPresent(id, (_, bubble) -> change.apply(bubble));
        if (changed != null) tell("message", changed);
    }

    /// New, or as it stands now.
    synchronized void comment(PostComment comment) {
        touchedAt = comment.at();
        if (!comments.containsKey(comment.id())) actedAt = comment.at();
        comments.put(comment.id(), comment);
        if (comments.size() > COMMENTS_MAX)
            comments.remove(comments.keySet().iterator().next());
        tell("comment", comment);
    }

    synchronized @Nullable PostComment findComment(String id) {
        return comments.get(id);
    }

    synchronized boolean has(String id) {
        return bubbles.containsKey(id);
    }

    synchronized void typing(boolean on) {
        tell("typing", Json.object().put("on", on));
    }

    synchronized void onThePhone(OnThePhone now) {
        call = now;
        touchedAt = now.since();
        tell("call", now);
    }

    synchronized void seen(Instant at) {
        seenAt = at;
        tell("seen", Json.object().put("at", at.toString()));
    }

    synchronized void happened(Happening happening) {
        happenings.addLast(happening);
        if (happenings.size() > HAPPENINGS_MAX) happenings.removeFirst();
        tell("happened", happening);
    }

    /// Milliseconds since the shopper wrote; null when they have not yet.
    synchronized @Nullable Long sinceShopperWrote(Instant now) {
        return wroteAt == null ? null : Duration.between(wroteAt, now).toMillis();
    }

    /// They did something the shop may answer without having written: came by a link, say.
    synchronized void acted(Instant at) {
        actedAt = at;
    }

    /// Milliseconds since the shopper wrote, commented or came; null when they have not yet.
    synchronized @Nullable Long sinceShopperActed(Instant now) {
        return actedAt == null ? null : Duration.between(actedAt, now).toMillis();
    }

    /// The newest message of the shop not yet reported as read; asking reports it.
    synchronized @Nullable String takeUnread() {
        var unread = lastUnread;
        lastUnread = null;
        return unread;
    }

    void close() {
        streams.forEach(EventStream::end);
    }

    private void tell(String event, Object data) {
        for (var stream : streams) stream.send(event, data);
    }
}

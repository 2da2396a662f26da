package io.parley.sandbox.mail;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The mails that arrived, newest first; the oldest make room.
public final class Mails {
    private static final int MAILS_MAX = 2_000;
    private static final long BYTES_MAX = 6_000_000;

    private final Clock clock;
    private final Consumer<Mail> whenReceived;
    private final AtomicLong count = new AtomicLong();
    private final Deque<Mail> mails = new ArrayDeque<>();
    private long bytes;

    public Mails(Clock clock, Consumer<Mail> whenReceived) {
        this.clock = clock;
        this.whenReceived = whenReceived;
    }

    void receive(String from, List<String> to, byte[] raw) {
        var mail = MailReader.read("mail" + count.incrementAndGet(), from, to, raw, clock.instant());
        synchronized (this) {
            mails.addFirst(mail);
            bytes += mail.bytes();
            while (mails.size() > MAILS_MAX || bytes > BYTES_MAX && mails.size() > 1)
                bytes -= mails.removeLast().bytes();
        }
        whenReceived.accept(mail);
    }

    /// Newest first.
    public synchronized List<Mail> all(Predicate<Mail> fits, int limit) {
        return mails.stream().filter(fits).limit(limit).toList();
    }

    synchronized @Nullable Mail find(String id) {
        return mails.stream().filter(mail -> mail.id().equals(id)).findFirst().orElse(null);
    }

    synchronized void clear() {
        mails.clear();
        bytes = 0;
    }
}

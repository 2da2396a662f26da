package io.parley.starter.events;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// What cannot wait, in this process: a platform drops a webhook that is not taken in soon, while those who write
/// through it wait for seconds. Who reads events lets it pass, for a moment, and then has more of them to read at once;
/// so does who begins a transaction that answers no request.
public final class Urgent implements AutoCloseable {
    /// How long it is let pass: much less than anybody notices of a reply.
    public static final Duration MOMENT = Duration.ofMillis(60);

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(2).toNanos();

    /// The processors are the whole process's, however many services live in it.
    private static final AtomicInteger UNDER_WAY = new AtomicInteger();

    private Urgent() {}

    /// Something urgent is under way until it is closed.
    public static Urgent begin() {
        UNDER_WAY.incrementAndGet();
        return new Urgent();
    }

    @Override
    public void close() {
        UNDER_WAY.decrementAndGet();
    }

    /// Waits until nothing urgent is under way, or for as long as one is patient.
    public static void letPass(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (UNDER_WAY.get() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}

package io.parley.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting for what happens elsewhere.
public final class Waiting {
    private Waiting() {}

    /// @throws IllegalStateException when it has not become true in time
    public static void until(String what, Duration atMost, BooleanSupplier isTrue) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isTrue.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + atMost.toSeconds() + " s: " + what);
            }
            pause(50);
        }
    }

    static void pause(long millis) throws InterruptedException {
        LockSupport.parkNanos(millis * 1_000_000);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}

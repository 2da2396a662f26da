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

    /// Waits as [#until(String, Duration, BooleanSupplier)] does; what has not come by then is counted by who asks.
    static void quietly(Duration atMost, BooleanSupplier isTrue) throws InterruptedException {
        try {
            until("all of it", atMost, isTrue);
        } catch (IllegalStateException e) {
            System.out.println("not all of it came within " + atMost.toSeconds() + " s; the rows say how much");
        }
    }

    static void pause(long millis) throws InterruptedException {
        LockSupport.parkNanos(millis * 1_000_000);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}

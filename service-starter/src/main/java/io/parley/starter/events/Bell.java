package io.parley.starter.events;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes one who waits for something to be there: rings that come while nobody waits are one.
public class Bell {
    private final Semaphore rings = new Semaphore(0);

    public void ring() {
        if (rings.availablePermits() == 0) {
            rings.release();
        }
    }

    /// Waits for a ring, or takes the one that came before.
    ///
    /// @return whether it rang
    public boolean await(Duration most) throws InterruptedException {
        boolean rung = rings.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
        rings.drainPermits();
        return rung;
    }
}

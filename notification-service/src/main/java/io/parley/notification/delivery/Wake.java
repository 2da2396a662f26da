package io.parley.notification.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Says that there is something to send, to whoever sends. Several calls before it is heard are one.
@Component
class Wake {
    private final Semaphore calls = new Semaphore(0);

    void up() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    /// @return false when nobody called for that long
    boolean await(Duration longest) throws InterruptedException {
        boolean called = calls.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        calls.drainPermits();
        return called;
    }
}

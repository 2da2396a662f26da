package io.parley.sandbox.faults;

import io.parley.sandbox.Platform;
import io.parley.sandbox.http.BadInput;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What shall go wrong at present. Reading it costs nothing while nothing shall.
public final class Faults {
    private static final int FAULTS_MAX = 200;

    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final AtomicLong count = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);

    /// The first fault meant for this call, used up by one; null when all is well.
    public @Nullable Fault next(Platform platform, String person) {
        return next(platform, person, _ -> true);
    }

    /// The same, but only of kinds that fit here.
    public @Nullable Fault next(Platform platform, String person, Predicate<FaultKind> here) {
        for (var fault : faults) {
            if (!fault.matches(platform, person) || !here.test(fault.kind()) || !fault.use()) continue;
            if (fault.usedUp()) faults.remove(fault);
            return fault;
        }
        return null;
    }

    /// Waits as long as the fault wants, or until the sandbox is closed.
    public void await(Duration delay) {
        try {
            if (!delay.isZero()) closing.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    public void close() {
        closing.countDown();
    }

    Fault add(ObjectNode json) {
        if (faults.size() >= FAULTS_MAX)
            throw new BadInput("too_many_faults", "There are " + FAULTS_MAX + " faults already; DELETE some first.");
        var fault = Fault.of("f" + count.incrementAndGet(), json);
        faults.add(fault);
        return fault;
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }

    void clear() {
        faults.clear();
    }

    boolean remove(String id) {
        return faults.removeIf(fault -> fault.id().equals(id));
    }
}

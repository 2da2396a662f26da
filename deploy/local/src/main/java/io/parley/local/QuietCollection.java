package io.parley.local;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Has the old generation collected while nobody needs the processors.
///
/// A burst leaves behind what lived for as long as its last shopper waited. Left alone, it is collected when there is
/// no room any more, which is in the middle of the next burst: everything then stands still for 0.3 to 0.5 s.
final class QuietCollection {

    private static final int LOOK_EVERY_SECONDS = 2;

    /// Processors in use, of all there are, below which this JVM counts as quiet.
    private static final double QUIET_CORES = 0.3;

    /// Of the old generation: what must have been added to it since it was last collected.
    private static final double WORTH_COLLECTING = 0.1;

    private final MemoryPoolMXBean old;
    private Duration processorTime = processorTime();
    private long lookedAt = System.nanoTime();

    private QuietCollection(MemoryPoolMXBean old) {
        this.old = old;
    }

    /// Begins to look, on a thread of its own; does nothing where the collector has no old generation to itself.
    static void begin() {
        oldGeneration()
                .map(QuietCollection::new)
                .ifPresent(collection -> Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                                .name("quiet-collection")
                                .daemon()
                                .factory())
                        .scheduleWithFixedDelay(
                                collection::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS));
    }

    private static Optional<MemoryPoolMXBean> oldGeneration() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP
                        && pool.isUsageThresholdSupported()
                        && pool.getUsage().getMax() > 0)
                .findFirst();
    }

    private void look() {
        long now = System.nanoTime();
        Duration spent = processorTime();
        double cores = (double) spent.minus(processorTime).toNanos() / (now - lookedAt);
        processorTime = spent;
        lookedAt = now;
        MemoryUsage usage = old.getUsage();
        MemoryUsage collected = old.getCollectionUsage();
        if (due(cores, usage.getUsed(), collected == null ? 0 : collected.getUsed(), usage.getMax())) {
            System.gc();
        }
    }

    /// Whether now is the moment.
    ///
    /// @param cores processors in use since the last look
    /// @param used bytes of the old generation in use, garbage included
    /// @param kept bytes in use after it was last collected
    /// @param max bytes it may have
    static boolean due(double cores, long used, long kept, long max) {
        return cores < QUIET_CORES && used - kept >= max * WORTH_COLLECTING;
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}

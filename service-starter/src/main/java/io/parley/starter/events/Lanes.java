package io.parley.starter.events;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/// Work in lanes: in order within a lane, in parallel across lanes. A slow lane holds up only itself.
class Lanes {
    private final Map<Object, ArrayDeque<Runnable>> lanes = new HashMap<>();
    private final ThreadFactory threads;
    private final Semaphore permits;

    /// @param parallel how many pieces of work run at once
    Lanes(String name, int parallel) {
        this.threads = Thread.ofVirtual().name(name + "-", 0).factory();
        this.permits = new Semaphore(parallel);
    }

    /// Adds work to the end of a lane. It must not throw.
    void add(Object lane, Runnable work) {
        synchronized (lanes) {
            ArrayDeque<Runnable> waiting = lanes.get(lane);
            if (waiting != null) {
                waiting.add(work);
                return;
            }
            waiting = new ArrayDeque<>();
            waiting.add(work);
            lanes.put(lane, waiting);
        }
        threads.newThread(() -> drain(lane)).start();
    }

    private void drain(Object lane) {
        Runnable work;
        while ((work = next(lane)) != null) {
            permits.acquireUninterruptibly();
            try {
                work.run();
            } finally {
                permits.release();
            }
        }
    }

    private @org.jspecify.annotations.Nullable Runnable next(Object lane) {
        synchronized (lanes) {
            ArrayDeque<Runnable> waiting = lanes.get(lane);
            Runnable work = waiting == null ? null : waiting.poll();
            if (work == null) {
                lanes.remove(lane);
            }
            return work;
        }
    }
}

package io.parley.starter.events;

import java.util.PriorityQueue;

/// How far one partition has been handled: records finish in any order, but only what has nothing unfinished before
/// it may be committed. Used by one thread.
class Progress {
    private final PriorityQueue<Long> finishedAhead = new PriorityQueue<>();
    private final PriorityQueue<Long> started = new PriorityQueue<>();
    private long committable = -1;
    private long committed = -1;

    void started(long offset) {
        started.add(offset);
    }

    void finished(long offset) {
        finishedAhead.add(offset);
        while (!finishedAhead.isEmpty() && finishedAhead.peek().equals(started.peek())) {
            committable = finishedAhead.remove() + 1;
            started.remove();
        }
    }

    int unfinished() {
        return started.size() - finishedAhead.size();
    }

    /// The next offset to read after a restart, or -1 when it has not moved since it was last taken.
    long takeCommittable() {
        if (committable == committed) {
            return -1;
        }
        committed = committable;
        return committable;
    }

    /// What was taken could not be committed: unless more was taken since, it is taken again.
    void notCommitted(long offset) {
        if (committed == offset) {
            committed = -1;
        }
    }
}

package io.parley.starter.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Does together what is asked for at the same time. Who comes first does its own at once; who comes meanwhile waits,
/// and the first of those then does it for all of them. So a busy time costs one transaction for many, a quiet one
/// costs nobody a wait, and no thread stands by for it.
///
/// What was asked for first is done first, within a group and from group to group, as far as `atOnce` lets groups
/// overlap.
public final class GroupCommit<T, R> {
    private final int atOnce;
    private final int most;
    private final int weightMax;
    private final ToIntFunction<T> weight;
    private final Function<List<T>, List<R>> work;
    private final Predicate<RuntimeException> oneMayBeWhy;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int leaders;

    /// @param atOnce groups side by side: while one waits for the disk, the next is got ready
    /// @param most in a group
    /// @param weightMax of a group, unless it is of one
    /// @param work answers in the order of its list, or throws and has done nothing
    /// @param oneMayBeWhy whether a group that failed so is to be done one by one, or has failed as a
    ///     whole; an [Error] is always one's own
    public GroupCommit(
            int atOnce,
            int most,
            int weightMax,
            ToIntFunction<T> weight,
            Function<List<T>, List<R>> work,
            Predicate<RuntimeException> oneMayBeWhy) {
        this.atOnce = atOnce;
        this.most = most;
        this.weightMax = weightMax;
        this.weight = weight;
        this.work = work;
        this.oneMayBeWhy = oneMayBeWhy;
    }

    /// Has one done, alone or with others.
    ///
    /// @throws RuntimeException what the work threw over this one, or over its group; an [Error] likewise
    public R add(T one) {
        Waiting mine = new Waiting(one);
        boolean first;
        synchronized (waiting) {
            first = leaders < atOnce;
            if (first) {
                leaders++;
            } else {
                waiting.add(mine);
            }
        }
        if (!first) {
            mine.turn.acquireUninterruptibly(); // its group counts on it
        }
        if (!mine.done) {
            lead(mine);
        }
        return mine.outcome();
    }

    private void lead(Waiting mine) {
        List<Waiting> group = group(mine);
        try {
            together(group);
        } finally {
            handOver();
            for (Waiting other : group.subList(1, group.size())) {
                other.done = true;
                other.turn.release();
            }
        }
    }

    private List<Waiting> group(Waiting first) {
        List<Waiting> group = new ArrayList<>(List.of(first));
        long heavy = weight.applyAsInt(first.one);
        synchronized (waiting) {
            Waiting next;
            while (group.size() < most
                    && (next = waiting.peek()) != null
                    && (heavy += weight.applyAsInt(next.one)) <= weightMax) {
                group.add(waiting.remove());
            }
        }
        return group;
    }

    private void together(List<Waiting> group) {
        try {
            List<R> results = work.apply(group.stream().map(of -> of.one).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).result = results.get(i);
            }
        } catch (RuntimeException e) {
            if (group.size() > 1 && oneMayBeWhy.test(e)) {
                group.forEach(one -> together(List.of(one)));
            } else {
                group.forEach(one -> one.failure = e);
            }
        } catch (Error e) {
            if (group.size() > 1) {
                group.forEach(one -> together(List.of(one)));
            } else {
                group.getFirst().broken = e;
            }
        }
    }

    private void handOver() {
        Waiting next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                leaders--;
            }
        }
        if (next != null) {
            next.turn.release();
        }
    }

    /// One that is to be done. Its fields are written by its group's leader before its turn comes.
    private final class Waiting {
        final T one;
        final Semaphore turn = new Semaphore(0);
        boolean done;

        @Nullable
        R result;

        @Nullable
        RuntimeException failure;

        @Nullable
        Error broken;

        Waiting(T one) {
            this.one = one;
        }

        R outcome() {
            if (failure != null) {
                throw failure;
            }
            if (broken != null) {
                throw broken;
            }
            return Objects.requireNonNull(result, "its group's leader failed");
        }
    }
}

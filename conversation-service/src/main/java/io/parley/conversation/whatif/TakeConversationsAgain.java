package io.parley.conversation.whatif;

import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Works through what-ifs, one at a time in a process, beside everything else. Some conversations are taken again,
/// what was found is written down with how far it is, and so on: a process that dies loses a few conversations' work,
/// and the next one goes on from there when its lease has ended.
@Component
class TakeConversationsAgain implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TakeConversationsAgain.class);

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration WORK_MAX = Duration.ofMinutes(15);
    private static final int AT_ONCE = 10;

    private final WhatIfs whatIfs;
    private final Rehearsal rehearsal;
    private final Clock clock;
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean running;

    TakeConversationsAgain(WhatIfs whatIfs, Rehearsal rehearsal, Clock clock) {
        this.whatIfs = whatIfs;
        this.rehearsal = rehearsal;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Scheduled(fixedDelay = 1_000)
    void look() {
        if (running && working.compareAndSet(false, true)) {
            Thread.ofVirtual().name("what-if").start(() -> {
                try {
                    while (running && workOnOne()) {
                        LOG.debug("a what-if is through");
                    }
                } catch (RuntimeException e) {
                    LOG.warn("what-ifs are put off: {}", e.toString());
                } finally {
                    working.set(false);
                }
            });
        }
    }

    private boolean workOnOne() {
        Optional<WhatIfs.Work> work = ShopScope.callAsSystem(() -> whatIfs.take(LEASE));
        work.ifPresent(it -> ShopScope.callAs(it.shop(), () -> {
            work(it);
            return it.id();
        }));
        return work.isPresent();
    }

    private void work(WhatIfs.Work work) {
        try {
            Replay replay = new Replay(
                    rehearsal,
                    rehearsal.stage(work.shop(), Changes.NONE),
                    rehearsal.stage(work.shop(), work.changes()));
            workThrough(work, replay);
        } catch (Refusal refused) {
            whatIfs.fail(work, String.valueOf(refused.getMessage()));
        }
    }

    private void workThrough(WhatIfs.Work work, Replay replay) {
        Report report = work.report();
        int done = work.done();
        boolean mine = true;
        while (running
                && mine
                && (done < work.conversations().size() || work.conversations().isEmpty())) {
            if (clock.instant().isAfter(work.startedAt().plus(WORK_MAX))) {
                whatIfs.fail(
                        work,
                        "It took longer than " + WORK_MAX.toMinutes() + " minutes and was stopped after " + done
                                + " conversations; take a shorter time.");
                return;
            }
            int to = Math.min(done + AT_ONCE, work.conversations().size());
            List<WhatIfs.Found> found = new ArrayList<>();
            for (Taken taken : take(work, work.conversations().subList(done, to), replay)) {
                report = taken.addedTo(report);
                found.addAll(taken.found());
            }
            mine = whatIfs.advance(work, done, to, report, found, LEASE) && to > done;
            done = to;
        }
    }

    /// One conversation that was taken again.
    ///
    /// @param outcome absent when it could not be
    /// @param erased there are no words left to take
    private record Taken(UUID conversation, Replay.@Nullable Outcome outcome, boolean erased) {

        Report addedTo(Report report) {
            return outcome != null ? report.plus(outcome) : erased ? report.plusSkipped() : report.plusFailed();
        }

        List<WhatIfs.Found> found() {
            return outcome == null
                    ? List.of()
                    : outcome.differences().stream()
                            .map(it -> new WhatIfs.Found(conversation, it))
                            .toList();
        }
    }

    /// Side by side where they wait for a model; what takes a processor is taken one by one, for shoppers come first.
    private List<Taken> take(WhatIfs.Work work, List<UUID> conversations, Replay replay) {
        if (!replay.asksModel()) {
            return conversations.stream().map(it -> take(work, it, replay)).toList();
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Taken>> taking = conversations.stream()
                    .map(it -> CompletableFuture.supplyAsync(
                            () -> ShopScope.callAs(work.shop(), () -> take(work, it, replay)), threads))
                    .toList();
            return taking.stream().map(CompletableFuture::join).toList();
        }
    }

    private Taken take(WhatIfs.Work work, UUID conversation, Replay replay) {
        try {
            List<Replay.Past> turns = whatIfs.turns(work, conversation);
            return new Taken(conversation, turns.isEmpty() ? null : replay.of(turns), turns.isEmpty());
        } catch (org.springframework.dao.DataAccessException | org.springframework.transaction.TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("conversation {} cannot be taken again: {}", conversation, e.toString());
            return new Taken(conversation, null, false);
        }
    }
}

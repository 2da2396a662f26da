package io.parley.conversation.turn;

import io.parley.starter.shop.ShopScope;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes the turns that were put off: by a timer in this process, and, should the process have died meanwhile, by
/// whoever looks next. The timer is its own and does nothing but wait: whatever else is looked after in this process,
/// no shopper's turn stands in line behind it.
@Component
class TurnTimer {
    private static final Logger LOG = LoggerFactory.getLogger(TurnTimer.class);

    /// A turn this late was forgotten by a process that is gone.
    private static final Duration FORGOTTEN_AFTER = Duration.ofMillis(700);

    private static final int SWEEP_MAX = 100;

    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("turn-timer").daemon().factory());
    private final Semaphore atOnce;
    private final ObjectProvider<TakeTurn> turns;
    private final Conversations conversations;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TurnTimer(
            ObjectProvider<TakeTurn> turns,
            Conversations conversations,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${parley.consumer.parallel}") int parallel) {
        this.atOnce = new Semaphore(parallel);
        this.turns = turns;
        this.conversations = conversations;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Takes the turn at that time. A turn that is put off in a transaction is there once it is committed.
    void at(UUID shopId, UUID conversationId, Instant when) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            schedule(shopId, conversationId, when);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                schedule(shopId, conversationId, when);
            }
        });
    }

    private void schedule(UUID shopId, UUID conversationId, Instant when) {
        long millis = Math.max(0, Duration.between(clock.instant(), when).toMillis()) + 2;
        try {
            clockwork.schedule(
                    () -> Thread.ofVirtual().name("turn-due").start(() -> take(shopId, conversationId)),
                    millis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("the turn of conversation {} is left to the next process", conversationId);
        }
    }

    @Scheduled(fixedDelay = 1000)
    void sweep() {
        List<UUID[]> due = ShopScope.callAsSystem(
                () -> transaction.execute(_ -> conversations.due(clock.instant().minus(FORGOTTEN_AFTER), SWEEP_MAX)));
        // each on a thread of its own: one slow turn holds up no other
        due.forEach(conversation -> schedule(conversation[0], conversation[1], clock.instant()));
    }

    @PreDestroy
    void stop() {
        clockwork.shutdownNow();
    }

    private void take(UUID shopId, UUID conversationId) {
        atOnce.acquireUninterruptibly();
        try {
            ShopScope.callAs(shopId, () -> {
                turns.getObject().finish(shopId, conversationId);
                return conversationId;
            });
        } catch (RuntimeException failed) {
            LOG.warn("the turn of conversation {} is put off again: {}", conversationId, failed.toString());
        } finally {
            atOnce.release();
        }
    }
}

package io.parley.channel.sending;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.channel.account.ChannelWorks;
import io.parley.channel.account.OpenAccounts;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.events.ChannelEvent.ChannelDisconnected;
import io.parley.starter.Trace;
import io.parley.starter.events.SharedTransaction;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/// Sends what waits: one lane per conversation, so its order is kept; lanes side by side, a
/// bounded number per channel, so that a slow channel holds up neither the others nor the
/// webhooks. A sweep finds what nobody works on: what a killed process left, and what another
/// replica could not finish.
@Component
class ConversationLanes implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationLanes.class);
    private static final int SWEEP_MAX = 1_000;
    private static final Duration DATABASE_AWAY_WAIT = Duration.ofSeconds(1);
    private static final Duration STOP_WAIT = Duration.ofSeconds(4);

    private final String service;
    private final Claiming claiming;
    private final OutboundQueue queue;
    private final Sending sending;
    private final OpenAccounts accounts;
    private final PlatformAdapters adapters;
    private final SharedTransaction shared;
    private final SendingSettings settings;
    private final Clock clock;
    /// The lanes at work; true when somebody called meanwhile.
    private final Map<String, Boolean> lanes = new ConcurrentHashMap<>();
    private final Map<UUID, Semaphore> permits = new ConcurrentHashMap<>();
    private final Map<UUID, Line> lines = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong waiting = new AtomicLong();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sending-", 0).factory());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sending-timer").factory());
    private volatile boolean formerLifeFreed;
    private volatile boolean running;

    ConversationLanes(
            @Value("${parley.service}") String service,
            Claiming claiming,
            OutboundQueue queue,
            Sending sending,
            OpenAccounts accounts,
            PlatformAdapters adapters,
            SharedTransaction shared,
            SendingSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.service = service;
        this.claiming = claiming;
        this.queue = queue;
        this.sending = sending;
        this.accounts = accounts;
        this.adapters = adapters;
        this.shared = shared;
        this.settings = settings;
        this.clock = clock;
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        meters.gauge("parley.channel.waiting", waiting);
    }

    @Override
    public void start() {
        running = true;
        start(this::sweep);
        long every = settings.sweep().toMillis();
        timer.scheduleWithFixedDelay(() -> start(this::sweep), every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        timer.shutdownNow();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("messages being sent are left to their lease");
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Sends what waits in a conversation, unless its lane is at it anyway. Returns at once.
    void work(UUID shop, UUID channel, String conversationKey) {
        Boolean before = lanes.putIfAbsent(conversationKey, false);
        if (before == null) {
            if (!start(() -> drain(shop, channel, conversationKey))) {
                lanes.remove(conversationKey);
            }
        } else if (lanes.replace(conversationKey, true) == null) {
            work(shop, channel, conversationKey);
        }
    }

    /// Shows the shopper that an answer is being written. Best effort, in the background.
    void seemToType(UUID shop, UUID channel, String personId) {
        start(() -> {
            if (!permits(channel).tryAcquire()) {
                return;
            }
            try {
                ShopScope.callAs(shop, () -> {
                    accounts.find(channel)
                            .ifPresent(account -> adapters.of(account.way()).ifPresent(adapter -> {
                                OutboundQueue.Listener to = queue.listener(channel, personId);
                                adapter.typing(account, to.address(), to.lastMessageId());
                            }));
                    return null;
                });
            } catch (RuntimeException e) {
                LOG.debug("not seen typing: {}", e.toString());
            } finally {
                permits(channel).release();
            }
        });
    }

    /// Something in a conversation can be sent from the end of the transaction on.
    public record Ready(UUID shopId, UUID channelId, String conversationKey) {}

    @TransactionalEventListener(fallbackExecution = true)
    void ready(Ready ready) {
        work(ready.shopId(), ready.channelId(), ready.conversationKey());
    }

    @TransactionalEventListener
    void works(ChannelWorks channel) {
        start(() -> ShopScope.callAs(channel.shopId(), () -> {
            queue.waitingOn(channel.channelId()).forEach(this::work);
            return null;
        }));
    }

    @EventListener
    void disconnected(ChannelDisconnected disconnected) {
        queue.failAll(disconnected.channelId(), OutboundQueue.CHANNEL_DISCONNECTED, Reasons.UNDELIVERABLE);
    }

    /// A lane at work finds all there is by itself.
    private void workUnlessAtIt(OutboundQueue.Waiting found) {
        if (!lanes.containsKey(found.conversationKey())) {
            work(found);
        }
    }

    private void work(OutboundQueue.Waiting found) {
        work(found.shopId(), found.channelId(), found.conversationKey());
    }

    private void sweep() {
        try {
            ShopScope.callAsSystem(() -> {
                if (!formerLifeFreed) {
                    int freed = claiming.freeFormerLife();
                    formerLifeFreed = true;
                    if (freed > 0) {
                        LOG.info("{} messages were being sent when this process ended; they await their echoes", freed);
                    }
                }
                waiting.set(queue.countWaiting());
                if (waiting.get() > 0) {
                    queue.due(SWEEP_MAX).forEach(this::workUnlessAtIt);
                }
                return null;
            });
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("waiting messages cannot be looked for now: {}", e.getMessage());
        }
    }

    private void drain(UUID shop, UUID channel, String conversationKey) {
        boolean more = true;
        while (more) {
            boolean again = false;
            try {
                again = ShopScope.callAs(shop, () -> turn(shop, channel, conversationKey));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("{} waits for the database: {}", conversationKey, e.getMessage());
                later(shop, channel, conversationKey, clock.instant().plus(DATABASE_AWAY_WAIT));
            } catch (RuntimeException e) {
                LOG.error("the lane of {} stumbled", conversationKey, e);
                later(shop, channel, conversationKey, clock.instant().plus(settings.longestRetry()));
            }
            more = running
                    && (again || !lanes.remove(conversationKey, false) && lanes.replace(conversationKey, true, false));
        }
        if (!running) {
            lanes.remove(conversationKey);
        }
    }

    /// Those of one account who wait because it has sent enough for now: one after the other, in
    /// the order of their coming, so that only the first of them asks the database.
    private static final class Line {
        /// All of them take a place in the account's limits: side by side they would wait for each other.
        private final SharedTransaction claims;

        private final Semaphore turnstile = new Semaphore(1, true);
        private volatile boolean busy;
        private volatile Instant roomAt = Instant.MIN;

        Line(SharedTransaction claims) {
            this.claims = claims;
        }

        private Turn claim(Claiming claiming, String conversationKey) {
            return Objects.requireNonNull(claims.execute(() -> claiming.claim(conversationKey)));
        }

        private void leave() {
            busy = turnstile.hasQueuedThreads();
            turnstile.release();
        }
    }

    /// @return whether there may be more to do at once
    private boolean turn(UUID shop, UUID channel, String conversationKey) throws InterruptedException {
        Line line = lines.computeIfAbsent(channel, _ -> new Line(shared.apart(1)));
        Semaphore permit = permits(channel);
        boolean first = false;
        try {
            while (true) {
                if (line.busy && !first) {
                    line.turnstile.acquire();
                    first = true;
                }
                if (first && !waited(line.roomAt)) {
                    return false;
                }
                permit.acquire();
                try {
                    Turn turn = line.claim(claiming, conversationKey);
                    if (turn instanceof Turn.Queue wait) {
                        line.roomAt = wait.until();
                        line.busy = true;
                        continue;
                    }
                    if (first) {
                        if (turn instanceof Turn.Send send) {
                            line.roomAt = send.roomAt();
                        }
                        line.leave();
                        first = false;
                    }
                    return taken(turn, shop, channel, conversationKey);
                } finally {
                    permit.release();
                }
            }
        } finally {
            if (first) {
                line.leave();
            }
        }
    }

    private boolean taken(Turn turn, UUID shop, UUID channel, String conversationKey) throws InterruptedException {
        return switch (turn) {
            case Turn.Send claimed -> {
                try (Trace.Scope _ = Trace.continuing(claimed.message().trace()).enter(service)) {
                    Sending.Next next = sending.send(claimed.message(), claimed.notBefore());
                    if (next.at() != null) {
                        later(shop, channel, conversationKey, next.at());
                    }
                    yield next.at() == null && next.more();
                }
            }
            case Turn.Later wait -> {
                later(shop, channel, conversationKey, wait.at());
                yield false;
            }
            case Turn.Queue wait -> {
                later(shop, channel, conversationKey, wait.until());
                yield false;
            }
            case Turn.Again _ -> true;
            case Turn.Nothing _ -> false;
        };
    }

    /// @return false when this process stops meanwhile
    private boolean waited(Instant until) throws InterruptedException {
        Instant now = clock.instant();
        return running
                && (!until.isAfter(now)
                        || !stopping.await(Duration.between(now, until).toMillis() + 1, TimeUnit.MILLISECONDS));
    }

    private void later(UUID shop, UUID channel, String conversationKey, Instant at) {
        long millis = Math.max(1, Duration.between(clock.instant(), at).toMillis() + 1);
        try {
            timer.schedule(() -> work(shop, channel, conversationKey), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping; {} waits for the next start", conversationKey);
        }
    }

    private boolean start(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping; the next start takes up what waits");
            return false;
        }
    }

    private Semaphore permits(UUID channel) {
        return permits.computeIfAbsent(channel, _ -> new Semaphore(settings.parallelPerChannel()));
    }
}

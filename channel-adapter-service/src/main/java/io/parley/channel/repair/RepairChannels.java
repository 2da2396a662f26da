package io.parley.channel.repair;

import io.parley.channel.account.ChannelWorks;
import io.parley.channel.intake.Finding;
import io.parley.starter.shop.ShopScope;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/// Has channels compared with their platforms: on a schedule, when one is connected again, when a message is announced
/// and not told, and when somebody asks. Each channel by one replica at a time, a bounded number side by side.
@Component
public class RepairChannels implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RepairChannels.class);
    private static final int AT_ONCE = 8;
    private static final int STOP_WAIT_SECONDS = 4;

    private final RepairBook book;
    private final RepairChannel repair;
    private final RepairSettings settings;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("repair-", 0).factory());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("repair-timer").factory());
    private volatile boolean running;

    RepairChannels(RepairBook book, RepairChannel repair, RepairSettings settings) {
        this.book = book;
        this.repair = repair;
        this.settings = settings;
    }

    /// Has one of the current shop's channels compared as soon as may be.
    public void soon(UUID channelId) {
        book.soon(channelId);
        start(this::work);
    }

    /// How far one of the current shop's channels was compared; empty when it cannot be.
    public Optional<RepairView> view(UUID channelId) {
        return book.view(channelId);
    }

    @Override
    public void start() {
        running = true;
        long every = settings.tick().toMillis();
        timer.scheduleWithFixedDelay(() -> start(this::work), every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        repair.stop();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_WAIT_SECONDS, TimeUnit.SECONDS)) {
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

    /// What happened while it was away is looked for at once.
    @TransactionalEventListener
    void works(ChannelWorks channel) {
        start(() -> ShopScope.callAs(channel.shopId(), () -> {
            book.soon(channel.channelId());
            work();
            return null;
        }));
    }

    /// What was announced is looked for as soon as its webhook is no longer to be expected.
    @EventListener
    void announced(Finding.Announced message) {
        start(() -> ShopScope.callAs(message.shopId(), () -> {
            book.after(message.channelId(), settings.grace());
            return null;
        }));
    }

    /// Compares one channel after the other while any is due, and fetches a hand for the next before each.
    private void work() {
        if (!permits.tryAcquire()) {
            return;
        }
        try {
            Optional<RepairBook.Claim> due;
            while (running && (due = due()).isPresent()) {
                start(this::work);
                compare(due.get());
            }
        } finally {
            permits.release();
        }
    }

    private Optional<RepairBook.Claim> due() {
        try {
            return ShopScope.callAsSystem(() -> book.claim(repair.ways()));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("channels will be compared later: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void compare(RepairBook.Claim claim) {
        try {
            ShopScope.callAs(claim.shopId(), () -> {
                repair.run(claim);
                return null;
            });
        } catch (RuntimeException e) {
            LOG.warn("channel {} is left to its lease: {}", claim.channelId(), e.toString());
        }
    }

    private void start(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping: what is due waits for the next start");
        }
    }
}

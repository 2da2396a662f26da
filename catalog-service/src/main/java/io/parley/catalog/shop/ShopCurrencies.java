package io.parley.catalog.shop;

import io.parley.starter.shop.ShopScope;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The currency each shop sells in, as its events told.
@Repository
public class ShopCurrencies {
    /// Another replica may have heard it.
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(100);

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final Duration waitMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();

    ShopCurrencies(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            @Value("${parley.catalog.new-shop-wait}") Duration waitMax) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.waitMax = waitMax;
    }

    /// The current shop's; empty until its first event is heard.
    public Optional<String> current() {
        return jdbc.sql("select currency from shop where shop_id = ?")
                .params(ShopScope.current())
                .query(String.class)
                .optional();
    }

    /// Waits a little for a shop that was opened a moment ago. To be called outside a transaction.
    public void awaitCurrent() {
        long deadline = System.nanoTime() + waitMax.toNanos();
        boolean waiting = true;
        while (waiting && !isKnown()) {
            waiting = System.nanoTime() < deadline && waited();
        }
    }

    private boolean waited() {
        lock.lock();
        try {
            boolean woken = heard.await(LOOK_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
            return woken || !Thread.currentThread().isInterrupted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    void remember(UUID shopId, long version, String currency) {
        jdbc.sql("""
                        insert into shop as s (shop_id, version, currency) values (?, ?, ?)
                        on conflict (shop_id) do update set version = excluded.version, currency = excluded.currency
                        where s.version < excluded.version
                        """).params(shopId, version, currency).update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake();
            }
        });
    }

    private boolean isKnown() {
        return Boolean.TRUE.equals(reading.execute(status -> current().isPresent()));
    }

    private void wake() {
        lock.lock();
        try {
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

package io.parley.starter.events;

import static io.parley.starter.Timestamps.at;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/// Forgets outbox rows, inbox rows and remembered answers when their time is over. The inbox is kept longer than any
/// topic, or an old replay would apply again.
class Cleaning implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Duration outboxKept;
    private final Duration inboxKept;
    private @Nullable ScheduledExecutorService timer;

    Cleaning(JdbcTemplate jdbc, Clock clock, Duration outboxKept, Duration inboxKept) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.outboxKept = outboxKept;
        this.inboxKept = inboxKept;
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("cleaning").factory());
        timer.scheduleWithFixedDelay(this::clean, 10, 60, TimeUnit.MINUTES);
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    void clean() {
        try {
            int rows = jdbc.update("delete from outbox where occurred_at < ?", before(outboxKept))
                    + jdbc.update("delete from inbox where heard_at < ?", before(inboxKept))
                    + jdbc.update("delete from idempotency where answered_at < ?", before(Duration.ofDays(2)));
            LOG.info("forgot {} rows", rows);
        } catch (DataAccessException e) {
            LOG.warn("cleaning will be tried again: {}", e.getMessage());
        }
    }

    private OffsetDateTime before(Duration kept) {
        return at(clock.instant().minus(kept));
    }
}

package io.parley.channel.sending;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.channel.account.TroubleChannel;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Outgoing;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.PlatformAdapters;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends one claimed message, and writes down what came of it.
///
/// Between the platform's yes and our commit a crash can fall, and no promise spans the two. The choice made here is
/// "never lost, at most one possible duplicate per crash": a message of unknown fate waits a little for its echo,
/// which
/// settles it, and is sent again when none comes.
@Component
class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final Duration ASKED_WAIT_MAX = Duration.ofMinutes(10);
    private static final Duration STORE_AGAIN_AFTER = Duration.ofMillis(250);
    private static final int STORE_TRIES = 40;

    private final PlatformAdapters adapters;
    private final OutboundQueue queue;
    private final TroubleChannel trouble;
    private final TransactionTemplate transaction;
    private final SendingSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Sending(
            PlatformAdapters adapters,
            OutboundQueue queue,
            TroubleChannel trouble,
            PlatformTransactionManager transactions,
            SendingSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.adapters = adapters;
        this.queue = queue;
        this.trouble = trouble;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
    }

    /// @return when to come back to the conversation; null for at once
    @Nullable
    Instant send(Claimed message) throws InterruptedException {
        PlatformAdapter adapter = adapters.of(message.account().way()).orElseThrow();
        for (int part = message.partsSent(); part < message.parts().size(); part++) {
            Outcome outcome = call(adapter, message, part);
            switch (outcome) {
                case Outcome.Sent sent -> {
                    int number = part;
                    store(() -> queue.partSent(
                            message.account().channelId(),
                            message.conversationKey(),
                            message.replyId(),
                            number,
                            sent.platformMessageId()));
                }
                case Outcome.Passing passing -> {
                    return tryLater(message, passing.code(), wait(message.attempts(), passing.after()));
                }
                case Outcome.TooMany tooMany -> {
                    return tryLater(message, tooMany.code(), wait(message.attempts(), tooMany.after()));
                }
                case Outcome.Closed closed -> {
                    store(() -> fail(message, closed.code(), Reasons.WINDOW_CLOSED));
                    return null;
                }
                case Outcome.Unsure unsure -> {
                    Duration backOff = wait(message.attempts(), null);
                    return tryLater(
                            message,
                            unsure.code(),
                            backOff.compareTo(settings.echoWait()) > 0 ? backOff : settings.echoWait());
                }
                case Outcome.Refused refused -> {
                    store(() -> fail(message, refused.code(), refused.reason()));
                    return null;
                }
                case Outcome.Troubled troubled -> {
                    store(() -> transaction.executeWithoutResult(status -> {
                        trouble.mark(
                                message.account().channelId(),
                                message.channelVersion(),
                                troubled.problem(),
                                troubled.detail());
                        if (troubled.messageFails()) {
                            fail(message, troubled.code(), troubled.problem());
                        } else {
                            queue.release(message.replyId(), clock.instant(), troubled.code());
                        }
                    }));
                    return null;
                }
            }
        }
        return null;
    }

    private Outcome call(PlatformAdapter adapter, Claimed message, int part) {
        long from = System.nanoTime();
        Outcome outcome;
        try {
            outcome = adapter.send(
                    message.account(),
                    new Outgoing(
                            message.personId(),
                            message.parts().get(part),
                            OwnMessages.mark(message.replyId(), part),
                            false));
        } catch (RuntimeException e) {
            LOG.error("sending {} failed by our own mistake", message.replyId(), e);
            outcome = new Outcome.Unsure("our_mistake");
        }
        Timer.builder("parley.channel.sends")
                .tag("platform", message.account().platform().name())
                .tag("outcome", outcome.getClass().getSimpleName())
                .register(meters)
                .record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        return outcome;
    }

    private @Nullable Instant tryLater(Claimed message, String code, Duration wait) throws InterruptedException {
        Instant next = clock.instant().plus(wait);
        if (next.isAfter(message.requestedAt().plus(settings.giveUpAfter()))) {
            store(() -> fail(message, code, Reasons.UNDELIVERABLE));
            return null;
        }
        LOG.info("message {} is tried again in {} ms: {}", message.replyId(), wait.toMillis(), code);
        store(() -> queue.release(message.replyId(), next, code));
        return next;
    }

    private void fail(Claimed message, String code, String reason) {
        LOG.info("message {} will not be sent: {} ({})", message.replyId(), reason, code);
        queue.fail(message.account().channelId(), message.conversationKey(), message.replyId(), code, reason);
    }

    /// Doubles with every attempt up to the longest; between half and all of it, so that not all come back at once.
    private Duration wait(int attempts, @Nullable Duration asked) {
        long longest = settings.longestRetry().toMillis();
        long full = Math.min(longest, settings.firstRetry().toMillis() << Math.min(attempts - 1, 16));
        Duration backOff =
                Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
        if (asked == null || asked.compareTo(backOff) <= 0) {
            return backOff;
        }
        return asked.compareTo(ASKED_WAIT_MAX) > 0 ? ASKED_WAIT_MAX : asked;
    }

    /// What came of a call must not be forgotten because the database is away for a moment.
    private void store(Runnable work) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                work.run();
                return;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("what came of a message cannot be stored yet: {}", e.getMessage());
                if (tries == STORE_TRIES || stopping.await(STORE_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            }
        }
    }
}

package io.parley.channel.sending;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.channel.account.TroubleChannel;
import io.parley.channel.platform.Echoes;
import io.parley.channel.platform.Looked;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Outgoing;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.events.OutboundEvent.Template;
import io.parley.starter.events.SharedTransaction;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends one claimed message, and writes down what came of it.
///
/// Between the platform's yes and our commit a crash can fall, and no promise spans the two. The
/// choice made here is "never lost, at most one possible duplicate per crash": a message of
/// unknown fate waits a little for its echo, which settles it; when none comes the platform is
/// asked, where it can be, and it is sent again only if it is not there.
@Component
class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final Duration ASKED_WAIT_MAX = Duration.ofMinutes(10);
    private static final Duration STORE_AGAIN_AFTER = Duration.ofMillis(250);
    private static final int STORE_TRIES = 40;
    private static final int REST_STEPS_MAX = 3;

    private final PlatformAdapters adapters;
    private final Claiming claiming;
    private final OutboundQueue queue;
    private final Slowdown slowdown;
    private final TroubleChannel trouble;
    private final BySmsInstead instead;
    private final MarketingWishes wishes;
    private final CampaignRest campaigns;
    private final TransactionTemplate transaction;
    private final SharedTransaction shared;
    private final SendingSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final FailPoint failPoint;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Sending(
            PlatformAdapters adapters,
            Claiming claiming,
            OutboundQueue queue,
            Slowdown slowdown,
            TroubleChannel trouble,
            BySmsInstead instead,
            MarketingWishes wishes,
            CampaignRest campaigns,
            PlatformTransactionManager transactions,
            SharedTransaction shared,
            SendingSettings settings,
            Clock clock,
            MeterRegistry meters,
            ObjectProvider<FailPoint> failPoint) {
        this.adapters = adapters;
        this.claiming = claiming;
        this.queue = queue;
        this.slowdown = slowdown;
        this.trouble = trouble;
        this.instead = instead;
        this.wishes = wishes;
        this.campaigns = campaigns;
        this.transaction = new TransactionTemplate(transactions);
        this.shared = shared;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.failPoint = failPoint.getIfAvailable(() -> FailPoint.NONE);
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
    }

    /// What is next in the conversation.
    ///
    /// @param at when to come back to it; null for at once
    /// @param more whether there is anything to come back to
    record Next(@Nullable Instant at, boolean more) {
        private static final Next AT_ONCE = new Next(null, true);
    }

    /// @param notBefore a moment ahead at most
    Next send(Claimed message, Instant notBefore) throws InterruptedException {
        PlatformAdapter adapter = adapters.of(message.account().way()).orElseThrow();
        failPoint.passed(FailPoint.Place.AFTER_CLAIM, message.replyId());
        await(notBefore);
        AtomicBoolean more = new AtomicBoolean(true);
        for (int part = message.partsSent(); part < message.parts().size(); part++) {
            int number = part;
            if (part > message.partsSent()) {
                Claiming.Leave leave = claiming.leave(
                        message,
                        part,
                        adapter.limits(
                                message.account().platform(), message.parts().get(part)));
                if (!leave.ours()) {
                    return new Next(leave.at(), true);
                }
                await(leave.at());
            }
            Outcome outcome = lookOrCall(adapter, message, part);
            if (outcome instanceof Outcome.Closed
                    && !message.humanAgent()
                    && afterRefusal(adapter, message, part) instanceof Windows.Way.HumanAgent) {
                outcome = call(adapter, message, outgoing(message, part, true));
            }
            switch (outcome) {
                case Outcome.Sent sent -> {
                    failPoint.passed(FailPoint.Place.AFTER_PLATFORM_TOOK_IT, message.replyId());
                    if (sent.personId() != null && !sent.personId().equals(message.address())) {
                        String alias = sent.personId();
                        store(() -> queue.knownAs(message.account().channelId(), message.personId(), alias));
                    }
                    store(() -> more.set(Boolean.TRUE.equals(shared.execute(() -> queue.partTaken(
                            message.account().channelId(),
                            message.conversationKey(),
                            message.replyId(),
                            number,
                            sent.platformMessageId())))));
                }
                case Outcome.Passing passing -> {
                    return tryLater(message, passing.code(), wait(message.attempts(), passing.after()), false);
                }
                case Outcome.TooMany tooMany -> {
                    Duration rest = wait(Math.min(message.attempts(), REST_STEPS_MAX), tooMany.after());
                    store(() -> slowdown.rest(
                            message.account().channelId(), clock.instant().plus(rest)));
                    return tryLater(message, tooMany.code(), rest, false);
                }
                case Outcome.Spam spam -> {
                    store(() -> transaction.executeWithoutResult(
                            status -> campaigns.begin(message.account().channelId())));
                    return tryLater(message, spam.code(), wait(message.attempts(), spam.after()), false);
                }
                case Outcome.Closed closed -> {
                    if (part == 0
                            && afterRefusal(adapter, message, part)
                                    instanceof Windows.Way.ByTemplate(Template template)) {
                        store(() -> queue.sendTemplate(message.replyId(), template));
                    } else {
                        store(() -> fail(message, closed.code(), Reasons.WINDOW_CLOSED));
                    }
                    return Next.AT_ONCE;
                }
                case Outcome.Unsure unsure -> {
                    Duration backOff = wait(message.attempts(), null);
                    boolean echoes = adapter.echoes(message.account().platform()) != Echoes.NONE;
                    return tryLater(
                            message,
                            unsure.code(),
                            echoes && backOff.compareTo(settings.echoWait()) < 0 ? settings.echoWait() : backOff,
                            true);
                }
                case Outcome.Unreachable unreachable -> {
                    store(() -> transaction.executeWithoutResult(status -> {
                        if (number > 0 || !instead.goes(message.replyId(), true)) {
                            fail(message, unreachable.code(), Reasons.UNDELIVERABLE);
                        }
                    }));
                    return Next.AT_ONCE;
                }
                case Outcome.Enough enough -> {
                    store(() -> transaction.executeWithoutResult(status -> {
                        wishes.rests(message.account().channelId(), message.personId(), clock.instant());
                        if (number > 0 || !instead.goes(message.replyId(), true)) {
                            fail(message, enough.code(), Reasons.POLICY);
                        }
                    }));
                    return Next.AT_ONCE;
                }
                case Outcome.Unwanted unwanted -> {
                    store(() -> transaction.executeWithoutResult(status -> {
                        wishes.refused(message.account().channelId(), message.personId(), clock.instant());
                        fail(message, unwanted.code(), Reasons.POLICY);
                    }));
                    return Next.AT_ONCE;
                }
                case Outcome.Refused refused -> {
                    store(() -> fail(message, refused.code(), refused.reason()));
                    return Next.AT_ONCE;
                }
                case Outcome.Troubled troubled -> {
                    store(() -> transaction.executeWithoutResult(status -> {
                        trouble.mark(
                                message.account().channelId(),
                                message.channelVersion(),
                                troubled.problem(),
                                troubled.detail());
                        if (troubled.wholeShop()) {
                            trouble.markAll(adapters.waysOfHouse(adapter), troubled.problem(), troubled.detail());
                        }
                        if (troubled.messageFails()) {
                            fail(message, troubled.code(), troubled.problem());
                        } else {
                            queue.release(message.replyId(), clock.instant(), troubled.code());
                        }
                    }));
                    return Next.AT_ONCE;
                }
            }
        }
        return new Next(null, more.get());
    }

    private void await(Instant at) throws InterruptedException {
        long millis = Duration.between(clock.instant(), at).toMillis();
        if (millis > 0) {
            stopping.await(millis, TimeUnit.MILLISECONDS);
        }
    }

    /// A part of unknown fate is looked for first, where the platform can be asked.
    private Outcome lookOrCall(PlatformAdapter adapter, Claimed message, int part) {
        Outgoing outgoing = outgoing(message, part, message.humanAgent());
        if (message.unsureSince() != null && part == message.partsSent()) {
            Looked looked = look(adapter, message, outgoing, message.unsureSince());
            meters.counter("parley.channel.looks", "found", looked.getClass().getSimpleName())
                    .increment();
            if (looked instanceof Looked.Found found
                    && !queue.isSettled(message.account().channelId(), found.platformMessageId())) {
                return new Outcome.Sent(found.platformMessageId());
            }
        }
        return call(adapter, message, outgoing);
    }

    private static Looked look(PlatformAdapter adapter, Claimed message, Outgoing outgoing, Instant since) {
        try {
            return adapter.look(message.account(), outgoing, since);
        } catch (RuntimeException e) {
            LOG.error("looking for {} failed by our own mistake", message.replyId(), e);
            return new Looked.Unknown();
        }
    }

    private static Outgoing outgoing(Claimed message, int part, boolean humanAgent) {
        return new Outgoing(
                message.address(), message.parts().get(part), OwnMessages.mark(message.replyId(), part), humanAgent);
    }

    /// What is left to do for a message that the platform finds too late.
    private Windows.Way afterRefusal(PlatformAdapter adapter, Claimed message, int part) {
        return adapter.window(message.account().platform())
                .filter(_ -> message.parts().get(part).template() == null)
                .map(window -> Windows.afterRefusal(window, message.window(), clock.instant()))
                .orElseGet(Windows.Way.Closed::new);
    }

    private Outcome call(PlatformAdapter adapter, Claimed message, Outgoing outgoing) {
        long from = System.nanoTime();
        Outcome outcome;
        try {
            outcome = adapter.send(message.account(), outgoing);
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

    private Next tryLater(Claimed message, String code, Duration wait, boolean unsure) throws InterruptedException {
        Instant next = clock.instant().plus(wait);
        if (next.isAfter(message.patientSince().plus(settings.giveUpAfter()))) {
            store(() -> fail(message, code, Reasons.UNDELIVERABLE));
            return Next.AT_ONCE;
        }
        LOG.info("message {} is tried again in {} ms: {}", message.replyId(), wait.toMillis(), code);
        store(() -> {
            if (unsure) {
                queue.releaseUnsure(message.replyId(), next, code);
            } else {
                queue.release(message.replyId(), next, code);
            }
        });
        return new Next(next, true);
    }

    private void fail(Claimed message, String code, String reason) {
        LOG.info("message {} will not be sent: {} ({})", message.replyId(), reason, code);
        queue.fail(message.account().channelId(), message.conversationKey(), message.replyId(), code, reason);
    }

    /// Doubles with every attempt up to the longest; between half and all of it, so that not all
    /// come back at once.
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

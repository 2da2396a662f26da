package io.parley.conversation.model;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.conversation.understanding.Spent;
import io.parley.starter.shop.Glance;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The model, asked within its limits: time, calls at once, tokens per shop and day. A second attempt is made only
/// while there is time; a model that keeps failing is left alone for a while.
@Component
class Model {
    private static final Logger LOG = LoggerFactory.getLogger(Model.class);
    private static final Duration WORTH_A_TRY = Duration.ofMillis(500);

    private final ModelSettings settings;
    private final MeterRegistry meters;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final TokensUsed used;
    private volatile @Nullable OpenAi api;

    Model(ModelSettings settings, Glance glance, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.used = new TokensUsed(glance, clock);
        this.meters = meters;
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(60)
                .waitDurationInOpenState(settings.rest())
                .permittedNumberOfCallsInHalfOpenState(3)
                .ignoreException(e -> e instanceof ModelAway away && !away.unwell())
                .build());
        this.breaker = breakers.circuitBreaker("model");
        breaker.getEventPublisher().onStateTransition(change -> LOG.warn("the model: {}", change.getStateTransition()));
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        this.bulkhead = Bulkhead.of(
                "model",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.parallel())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    boolean present() {
        return settings.present();
    }

    String name() {
        return settings.name();
    }

    ModelSettings settings() {
        return settings;
    }

    /// Asks for a shop, and counts what it took.
    ///
    /// @throws ModelAway when there is no answer within the time, or none that can be used
    <T> OpenAi.Answered<T> ask(
            UUID shop, String what, String instruction, String data, Class<T> type, int tokensMax, Duration within) {
        long began = System.nanoTime();
        try {
            if (used.today(shop) >= settings.tokensPerDay()) {
                throw ModelAway.unwell("budget", null);
            }
            OpenAi.Answered<T> answer = guarded(began, instruction, data, type, tokensMax, within);
            count(shop, what, answer.spent());
            measured(what, "answered", began);
            return answer;
        } catch (ModelAway away) {
            count(shop, what, away.spent());
            measured(what, away.reason(), began);
            LOG.debug("no answer of the model for {}: {}", what, away.reason());
            throw away;
        }
    }

    private <T> OpenAi.Answered<T> guarded(
            long began, String instruction, String data, Class<T> type, int tokensMax, Duration within) {
        Retry retry = Retry.of(
                "model",
                RetryConfig.custom()
                        .maxAttempts(2)
                        .waitDuration(Duration.ofMillis(150))
                        .retryOnException(e -> e instanceof OpenAi.Passing
                                && left(began, within).compareTo(WORTH_A_TRY) > 0)
                        .build());
        try {
            return bulkhead.executeSupplier(() -> retry.executeSupplier(() ->
                    breaker.executeSupplier(() -> api().ask(instruction, data, type, tokensMax, left(began, within)))));
        } catch (BulkheadFullException full) {
            throw ModelAway.unwell("busy", full);
        } catch (CallNotPermittedException open) {
            throw ModelAway.unwell("open", open);
        } catch (OpenAi.Passing passing) {
            throw ModelAway.unwell(passing.reason(), passing);
        } catch (ModelAway away) {
            throw away;
        } catch (RuntimeException unforeseen) {
            // a wrong address, say; whatever it is, the turn goes on without the model
            LOG.warn("the model cannot be asked", unforeseen);
            throw ModelAway.unwell("failed", unforeseen);
        }
    }

    private static Duration left(long began, Duration within) {
        Duration left = within.minusNanos(System.nanoTime() - began);
        return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    }

    private OpenAi api() {
        OpenAi ready = api;
        if (ready == null) {
            synchronized (this) {
                ready = api;
                if (ready == null) {
                    ready = new OpenAi(settings);
                    api = ready;
                }
            }
        }
        return ready;
    }

    /// Loads the client's many classes and opens its first connection beside the start, so that no shopper waits
    /// for it.
    @EventListener(ApplicationReadyEvent.class)
    void warm() {
        if (settings.present()) {
            Thread.ofVirtual()
                    .name("model-warm")
                    .start(() -> api().warm(List.of(Said.class, ModelRewording.Worded.class)));
        }
    }

    private void count(UUID shop, String what, Spent spent) {
        if (spent.tokens() == 0) {
            return;
        }
        used.add(shop, spent.tokens());
        meters.counter("parley.model.tokens", "what", what, "direction", "in").increment(spent.tokensIn());
        meters.counter("parley.model.tokens", "what", what, "direction", "out").increment(spent.tokensOut());
        meters.counter("parley.model.dollars", "what", what).increment(spent.costMicros() / 1_000_000.0);
    }

    private void measured(String what, String outcome, long began) {
        meters.timer("parley.model.calls", "what", what, "outcome", outcome)
                .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
}

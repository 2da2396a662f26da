package io.parley.starter.calls;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.starter.web.ServiceToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/// Where the other services are found: one connection pool, and a circuit breaker for each.
public final class OtherServices implements AutoCloseable {
    private static final int WINDOW_CALLS = 20;
    private static final Duration OPEN_FOR = Duration.ofSeconds(2);

    private final ServiceToken tokens;
    private final JsonMapper json;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(500))
            .executor(threads)
            .build();
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindow(
                    WINDOW_CALLS,
                    WINDOW_CALLS / 2,
                    CircuitBreakerConfig.SlidingWindowType.COUNT_BASED,
                    CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE)
            .failureRateThreshold(50)
            .waitDurationInOpenState(OPEN_FOR)
            .permittedNumberOfCallsInHalfOpenState(3)
            .build());

    OtherServices(ServiceToken tokens, JsonMapper json, MeterRegistry meters) {
        this.tokens = tokens;
        this.json = json;
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    /// @param name the service's, `inventory`
    /// @param address where it listens: `http://inventory:8080`
    /// @param timeLimit of one call, from asking to the last byte of the answer
    public OtherService at(String name, String address, Duration timeLimit) {
        return new OtherService(
                name, URI.create(address), timeLimit, client, breakers.circuitBreaker(name), tokens, json);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
        threads.close();
    }
}

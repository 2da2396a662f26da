package io.parley.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.starter.web.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Calls a service over pooled connections, within a time limit and through its circuit breaker: a service that is
/// down costs its callers no waiting.
@Component
public class Services implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(2);
    private static final int CONNECTIONS_PER_SERVICE_MAX = 256;
    private static final Duration OPEN_FOR = Duration.ofSeconds(2);
    private static final int WINDOW_CALLS = 20;
    private static final int SMALL_BODY_BYTES = 64 * 1024;
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS");

    private final PoolingHttpClientConnectionManager connections;
    private final HttpClient client;
    private final RequestConfig settings;
    private final CircuitBreakerRegistry breakers;

    Services(@Value("${parley.gateway.time-limit}") Duration timeLimit, MeterRegistry meters) {
        connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setMaxConnPerRoute(CONNECTIONS_PER_SERVICE_MAX)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(Timeout.of(timeLimit))
                        .setIdleTimeout(15, TimeUnit.SECONDS)
                        .setValidateAfterInactivity(1, TimeUnit.SECONDS)
                        .build())
                .build();
        // no cookies, redirects, retries or decompression: what is passed on must be as it came
        client = HttpClients.createMinimal(connections);
        settings = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(WAIT_FOR_CONNECTION))
                .setResponseTimeout(Timeout.of(timeLimit))
                .build();
        breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(
                        WINDOW_CALLS,
                        WINDOW_CALLS / 2,
                        CircuitBreakerConfig.SlidingWindowType.COUNT_BASED,
                        CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE)
                .failureRateThreshold(50)
                .waitDurationInOpenState(OPEN_FOR)
                .permittedNumberOfCallsInHalfOpenState(5)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    /// A service's answer. To be closed.
    ///
    /// @param start what was read of the body already: all of it, when it is small
    /// @param rest the rest of the body, if there is any
    record Answer(
            ClassicHttpResponse response,
            byte[] start,
            @org.jspecify.annotations.Nullable InputStream rest) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            response.close();
        }
    }

    /// Sends the request.
    ///
    /// @param service its name, as people know it: `order`
    /// @throws Refusal unavailable, when the service is down, too slow, or was so a moment ago;
    ///     and whatever reading the request's body throws
    Answer call(String service, URI target, ClassicHttpRequest request) {
        CircuitBreaker breaker = breakers.circuitBreaker(service);
        if (!breaker.tryAcquirePermission()) {
            throw down(service);
        }
        long began = System.nanoTime();
        HttpHost host = new HttpHost(target.getScheme(), target.getHost(), port(target));
        try {
            Answer answer = send(host, request);
            breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            return answer;
        } catch (CallersFault e) {
            breaker.releasePermission();
            throw Refusal.invalid("body_incomplete", "The body ended before it was complete.");
        } catch (ConnectionRequestTimeoutException e) {
            breaker.releasePermission();
            throw Refusal.unavailable("busy", "Too many requests at once for " + service + "-service; try again soon.")
                    .with("service", service);
        } catch (SocketTimeoutException e) {
            failed(breaker, began, e);
            throw e instanceof org.apache.hc.client5.http.ConnectTimeoutException
                    ? down(service)
                    : Refusal.unavailable(
                                    "service_too_slow", service + "-service took too long to answer; try again soon.")
                            .with("service", service);
        } catch (IOException e) {
            failed(breaker, began, e);
            throw down(service);
        } catch (RuntimeException | Error e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private static void failed(CircuitBreaker breaker, long began, IOException why) {
        long took = System.nanoTime() - began;
        LOG.warn("{} did not answer after {} ms: {}", breaker.getName(), took / 1_000_000, why.toString());
        breaker.onError(took, TimeUnit.NANOSECONDS, why);
    }

    /// A small document of a service, such as its API's description.
    ///
    /// @throws Refusal unavailable, when it cannot be had
    public byte[] get(String service, URI target, String path) throws IOException {
        try (Answer answer = call(service, target, new BasicClassicHttpRequest("GET", path))) {
            if (answer.response().getCode() != 200) {
                throw down(service);
            }
            byte[] rest = answer.rest() == null ? new byte[0] : answer.rest().readAllBytes();
            byte[] all = Arrays.copyOf(answer.start(), answer.start().length + rest.length);
            System.arraycopy(rest, 0, all, answer.start().length, rest.length);
            return all;
        }
    }

    private Answer send(HttpHost host, ClassicHttpRequest request) throws IOException {
        try {
            return sendOnce(host, request);
        } catch (NoHttpResponseException | SocketException e) {
            // a pooled connection whose other end was closed in this moment
            boolean repeatable = request.getEntity() == null && REPEATABLE.contains(request.getMethod());
            if (!repeatable || e instanceof java.net.ConnectException) {
                throw e;
            }
            return sendOnce(host, request);
        }
    }

    private Answer sendOnce(HttpHost host, ClassicHttpRequest request) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(settings);
        ClassicHttpResponse response = client.executeOpen(host, request, context);
        try {
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                response.close();
                return new Answer(response, new byte[0], null);
            }
            InputStream body = entity.getContent();
            // a small body is taken whole, so that a slow caller keeps no connection from others
            byte[] start = body.readNBytes(SMALL_BODY_BYTES);
            if (start.length < SMALL_BODY_BYTES) {
                body.close();
                response.close();
                return new Answer(response, start, null);
            }
            return new Answer(response, start, body);
        } catch (IOException | RuntimeException e) {
            response.close();
            throw e;
        }
    }

    private static int port(URI target) {
        return target.getPort() >= 0 ? target.getPort() : target.getScheme().equals("https") ? 443 : 80;
    }

    private static Refusal down(String service) {
        return Refusal.unavailable("service_unavailable", service + "-service does not answer now; try again soon.")
                .with("service", service);
    }

    @Override
    public void destroy() {
        connections.close();
    }

    /// The caller's connection broke while their body was read: nothing the service could do about it.
    static final class CallersFault extends IOException {
        CallersFault(IOException cause) {
            super(cause);
        }
    }
}

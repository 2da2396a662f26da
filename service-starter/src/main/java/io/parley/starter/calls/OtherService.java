package io.parley.starter.calls;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.parley.starter.Trace;
import io.parley.starter.web.ServiceToken;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Another service, called in the current shop's name with this service's token. Every call may be
/// made twice: it is repeated at once, inside its time limit, when a pooled connection turns out to
/// be closed, so calls must be such that the same again changes nothing.
public final class OtherService {
    private static final int SERVER_ERRORS_FROM = 500;

    private final String name;
    private final URI address;
    private final Duration timeLimit;
    private final HttpClient client;
    private final CircuitBreaker breaker;
    private final ServiceToken tokens;
    private final JsonMapper json;

    OtherService(
            String name,
            URI address,
            Duration timeLimit,
            HttpClient client,
            CircuitBreaker breaker,
            ServiceToken tokens,
            JsonMapper json) {
        this.name = name;
        this.address = address;
        this.timeLimit = timeLimit;
        this.client = client;
        this.breaker = breaker;
        this.tokens = tokens;
        this.json = json;
    }

    /// What came of a call.
    public sealed interface Answer {
        /// Done.
        ///
        /// @param body missing when there is none
        record Done(JsonNode body) implements Answer {}

        /// Understood and not done.
        ///
        /// @param code the problem's, `out_of_stock`; empty when there is none
        /// @param problem the problem+json
        record Refused(int status, String code, JsonNode problem) implements Answer {}

        /// Down, too slow, in trouble, or so a moment ago. Whether it was done is not known.
        record Away(String why) implements Answer {}
    }

    /// @param key the `Idempotency-Key`, or none
    public Answer put(String path, @Nullable String key, Object body) {
        return call(request("PUT", path, key, HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    }

    public Answer delete(String path) {
        return call(request("DELETE", path, null, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest request(String method, String path, @Nullable String key, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, body)
                .header(ServiceToken.HEADER, tokens.forCalling(name))
                .header("traceparent", Trace.traceparent())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.build();
    }

    private Answer call(HttpRequest request) {
        if (!breaker.tryAcquirePermission()) {
            return new Answer.Away("circuit open");
        }
        long began = System.nanoTime();
        try {
            HttpResponse<byte[]> response = send(request, began);
            Answer answer = read(response);
            if (answer instanceof Answer.Away away) {
                breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, new IOException(away.why()));
            } else {
                breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }
            return answer;
        } catch (IOException | TimeoutException e) {
            breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, e);
            return new Answer.Away(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            breaker.releasePermission();
            Thread.currentThread().interrupt();
            return new Answer.Away("interrupted");
        } catch (RuntimeException | Error e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private Answer read(HttpResponse<byte[]> response) {
        if (response.statusCode() >= SERVER_ERRORS_FROM) {
            return new Answer.Away("status " + response.statusCode());
        }
        JsonNode body;
        try {
            body = response.body().length == 0 ? json.missingNode() : json.readTree(response.body());
        } catch (JacksonException e) {
            return new Answer.Away("no JSON");
        }
        return response.statusCode() / 100 == 2
                ? new Answer.Done(body)
                : new Answer.Refused(response.statusCode(), body.path("code").asString(""), body);
    }

    private HttpResponse<byte[]> send(HttpRequest request, long began)
            throws IOException, InterruptedException, TimeoutException {
        try {
            return sendOnce(request, began);
        } catch (ConnectException e) {
            throw e;
        } catch (IOException e) {
            return sendOnce(request, began);
        }
    }

    private HttpResponse<byte[]> sendOnce(HttpRequest request, long began)
            throws IOException, InterruptedException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return sent.get(timeLimit.toNanos() - (System.nanoTime() - began), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException(e.getCause());
        } finally {
            sent.cancel(true);
        }
    }
}

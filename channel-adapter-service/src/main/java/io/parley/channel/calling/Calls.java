package io.parley.channel.calling;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Calls platforms: connections are kept and shared, a call ends within 10 s whatever the other
/// side does.
@Component
public class Calls {
    private static final Timeout CONNECT_WITHIN = Timeout.ofSeconds(2);
    private static final Duration WHOLE_CALL_WITHIN = Duration.ofSeconds(10);
    private static final int CONNECTIONS_MAX = 512;
    private static final int ANSWER_BYTES_MAX = 1_000_000;
    private static final int MINUTES_MAX = 1_440;

    private final JsonMapper json;
    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("call-deadlines").factory());

    Calls(JsonMapper json) {
        this.json = json;
        deadlines.setRemoveOnCancelPolicy(true);
        http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(CONNECTIONS_MAX)
                        .setMaxConnPerRoute(CONNECTIONS_MAX)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_WITHIN)
                                .setSocketTimeout(Timeout.of(WHOLE_CALL_WITHIN))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT_WITHIN)
                        .setResponseTimeout(Timeout.of(WHOLE_CALL_WITHIN))
                        .build())
                // whether and when to try again is decided by those who keep the order
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /// @param body missing when the answer was no JSON
    public record Answer(
            int status, JsonNode body, @Nullable Duration retryAfter) {}

    /// @param type as the other side says; empty when it does not
    public record Bytes(int status, String type, byte[] bytes) {}

    /// @throws IOException when there was no whole answer
    public Answer call(HttpUriRequestBase request) throws IOException {
        return call(request, "");
    }

    /// @param usageHeader in which the platform tells, as JSON by account, how much of its limits is
    ///     used up (`estimated_time_to_regain_access`, in minutes); empty when it has none
    /// @throws IOException when there was no whole answer
    public Answer call(HttpUriRequestBase request, String usageHeader) throws IOException {
        request.setHeader("Accept", "application/json");
        return within(request, response -> {
            @Nullable Duration asked = retryAfter(response.getFirstHeader("Retry-After"));
            return new Answer(
                    response.getCode(),
                    parsed(read(response, ANSWER_BYTES_MAX)),
                    asked == null && !usageHeader.isEmpty() ? regained(response.getFirstHeader(usageHeader)) : asked);
        });
    }

    /// @throws IOException when there was no whole answer, or a larger one
    public Bytes fetch(HttpUriRequestBase request, int bytesMax) throws IOException {
        return within(request, response -> {
            Header type = response.getFirstHeader("Content-Type");
            return new Bytes(
                    response.getCode(),
                    type == null || type.getValue() == null ? "" : type.getValue(),
                    read(response, bytesMax));
        });
    }

    /// Whether the other side cannot have seen the call.
    public static boolean neverLeft(IOException e) {
        return e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof ConnectionRequestTimeoutException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException
                || e instanceof SSLHandshakeException;
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }

    private interface Reading<T> {
        T of(ClassicHttpResponse response) throws IOException;
    }

    private <T> T within(HttpUriRequestBase request, Reading<T> reading) throws IOException {
        Future<?> deadline = deadlines.schedule(request::cancel, WHOLE_CALL_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return http.execute(request, reading::of);
        } finally {
            deadline.cancel(false);
        }
    }

    private static byte[] read(ClassicHttpResponse response, int bytesMax) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        byte[] bytes = entity.getContent().readNBytes(bytesMax + 1);
        if (bytes.length > bytesMax) {
            throw new IOException("an answer of more than " + bytesMax + " bytes");
        }
        return bytes;
    }

    private JsonNode parsed(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : json.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private @Nullable Duration regained(@Nullable Header usage) {
        if (usage == null || usage.getValue() == null) {
            return null;
        }
        int minutes = 0;
        for (JsonNode account : parsed(usage.getValue().getBytes(StandardCharsets.UTF_8))) {
            for (JsonNode one : account) {
                minutes = Math.max(
                        minutes, one.path("estimated_time_to_regain_access").asInt(0));
            }
        }
        return minutes > 0 ? Duration.ofMinutes(Math.min(minutes, MINUTES_MAX)) : null;
    }

    /// In seconds; the header's other form, a date, is not used by the platforms we call.
    private static @Nullable Duration retryAfter(@Nullable Header header) {
        String value = header == null || header.getValue() == null
                ? ""
                : header.getValue().strip();
        return value.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }
}

package io.parley.channel.meta;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Calls the Graph API: connections are kept and shared, a call ends within 10 s whatever the
/// other side does.
@Component
class GraphClient {
    private static final Timeout CONNECT_WITHIN = Timeout.ofSeconds(2);
    private static final Duration WHOLE_CALL_WITHIN = Duration.ofSeconds(10);
    private static final int CONNECTIONS_MAX = 512;
    private static final int MINUTES_MAX = 1_440;
    private static final int ANSWER_BYTES_MAX = 1_000_000;

    private final String base;
    private final JsonMapper json;
    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("graph-deadlines").factory());

    GraphClient(MetaSettings settings, JsonMapper json) {
        String url = settings.graphUrl().toString();
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
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
    record Answer(int status, JsonNode body, @Nullable Duration retryAfter) {}

    /// @throws IOException when there was no whole answer
    Answer post(String path, String accessToken, JsonNode body) throws IOException {
        HttpPost request = new HttpPost(URI.create(base + path));
        request.setEntity(new ByteArrayEntity(json.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        return call(request, accessToken);
    }

    /// @throws IOException when there was no whole answer
    Answer get(String id, String fields, String accessToken) throws IOException {
        return call(new HttpGet(URI.create(base + "/" + encoded(id) + "?fields=" + encoded(fields))), accessToken);
    }

    /// @param pathAndQuery begins with a slash; its values are encoded
    /// @throws IOException when there was no whole answer
    Answer get(String pathAndQuery, String accessToken) throws IOException {
        return call(new HttpGet(URI.create(base + pathAndQuery)), accessToken);
    }

    /// @throws IOException when there was no whole answer
    Answer delete(String pathAndQuery, String accessToken) throws IOException {
        return call(new HttpDelete(URI.create(base + pathAndQuery)), accessToken);
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }

    private Answer call(HttpUriRequestBase request, String accessToken) throws IOException {
        if (!accessToken.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + accessToken);
        }
        request.setHeader("Accept", "application/json");
        Future<?> deadline = deadlines.schedule(request::cancel, WHOLE_CALL_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return http.execute(request, response -> {
                byte[] body = response.getEntity() == null
                        ? new byte[0]
                        : EntityUtils.toByteArray(response.getEntity(), ANSWER_BYTES_MAX);
                return new Answer(response.getCode(), parsed(body), patience(response));
            });
        } finally {
            deadline.cancel(false);
        }
    }

    private JsonNode parsed(byte @Nullable [] body) {
        try {
            return body == null || body.length == 0 ? MissingNode.getInstance() : json.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /// What the answer asks to wait: the ordinary header, or Meta's own about how much of the
    /// limits is used up.
    private @Nullable Duration patience(ClassicHttpResponse response) {
        Duration asked = retryAfter(response.getFirstHeader("Retry-After"));
        Header usage = response.getFirstHeader("X-Business-Use-Case-Usage");
        if (asked != null || usage == null || usage.getValue() == null) {
            return asked;
        }
        JsonNode accounts = parsed(usage.getValue().getBytes(StandardCharsets.UTF_8));
        int minutes = 0;
        for (JsonNode account : accounts) {
            for (JsonNode one : account) {
                minutes = Math.max(
                        minutes, one.path("estimated_time_to_regain_access").asInt(0));
            }
        }
        return minutes > 0 ? Duration.ofMinutes(Math.min(minutes, MINUTES_MAX)) : null;
    }

    /// In seconds; the header's other form, a date, is not used by Graph.
    private static @Nullable Duration retryAfter(@Nullable Header header) {
        String value = header == null || header.getValue() == null
                ? ""
                : header.getValue().strip();
        return value.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

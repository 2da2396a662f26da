package io.parley.gateway.live;

import static org.awaitility.Awaitility.await;

import io.parley.gateway.GatewayUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// A dashboard that listens to `/api/live`.
final class Listening implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final StringBuffer heard = new StringBuffer();
    private final InputStream in;
    private volatile boolean over;

    /// Listening once the answer's head is there.
    Listening(GatewayUnderTest gateway, String token, @Nullable String lastId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + gateway.service().port() + "/api/live"))
                .header("Authorization", "Bearer " + token);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            HttpResponse<InputStream> answer = CLIENT.sendAsync(
                            request.build(), HttpResponse.BodyHandlers.ofInputStream())
                    .get();
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("status " + answer.statusCode());
            }
            in = answer.body();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        Thread.startVirtualThread(this::read);
    }

    private void read() {
        byte[] piece = new byte[4096];
        try {
            int length;
            while ((length = in.read(piece)) >= 0) {
                heard.append(new String(piece, 0, length, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            heard.append("\nbroken off\n");
        }
        over = true;
    }

    String heard() {
        return heard.toString();
    }

    void awaitHeard(String text) {
        await(text + " in " + heard)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> heard.indexOf(text) >= 0);
    }

    void awaitOver() {
        await().atMost(Duration.ofSeconds(10)).until(() -> over);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            over = true;
        }
    }
}

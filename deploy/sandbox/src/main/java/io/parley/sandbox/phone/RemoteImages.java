package io.parley.sandbox.phone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Fetches the pictures a shop sends, as the platforms do: the phone's page loads nothing from elsewhere.
/// Only addresses that came with a message are fetched.
public final class RemoteImages implements AutoCloseable {
    private static final int BYTES_MAX = 5_000_000;
    private static final int CACHE_BYTES_MAX = 5_000_000;
    private static final int KNOWN_MAX = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Map<String, URI> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, URI> eldest) {
            return size() > KNOWN_MAX;
        }
    });
    private final Pictures fetched = new Pictures(CACHE_BYTES_MAX);
    private volatile @Nullable HttpClient client;

    /// A path on the sandbox that shows the picture; null when the address is none a platform would fetch.
    @Nullable
    String pathFor(String url) {
        try {
            var uri = URI.create(url);
            if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) || uri.getHost() == null)
                return null;
            var id =
                    UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8)).toString();
            known.put(id, uri);
            return "/phone/media/remote/" + id;
        } catch (IllegalArgumentException notAUrl) {
            return null;
        }
    }

    /// Null when the picture cannot be had.
    @Nullable
    Picture fetch(String id) {
        var cached = fetched.get(id);
        if (cached != null) return cached;
        var url = known.get(id);
        if (url == null) return null;
        try {
            var request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
            var response = client().send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var bytes = body.readNBytes(BYTES_MAX + 1);
                var whole = response.statusCode() == 200 && bytes.length <= BYTES_MAX;
                var image = whole ? Picture.of(bytes) : null;
                var picture = whole && image == null ? Picture.soundOf(bytes) : image;
                if (picture != null) fetched.put(id, picture);
                return picture;
            }
        } catch (IOException notReached) {
            return null;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        var open = client;
        if (open != null) open.shutdownNow();
    }

    private synchronized HttpClient client() {
        var open = client;
        if (open == null) {
            open = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(3))
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            client = open;
        }
        return open;
    }
}

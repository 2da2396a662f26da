package io.parley.channel.meta;

import io.parley.channel.calling.Calls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the Graph API.
@Component
class GraphClient {
    private static final String USAGE = "X-Business-Use-Case-Usage";

    private final String base;
    private final Calls calls;
    private final JsonMapper json;

    GraphClient(MetaSettings settings, Calls calls, JsonMapper json) {
        String url = settings.graphUrl().toString();
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.calls = calls;
        this.json = json;
    }

    /// @throws IOException when there was no whole answer
    Calls.Answer post(String path, String accessToken, JsonNode body) throws IOException {
        HttpPost request = new HttpPost(URI.create(base + path));
        request.setEntity(new ByteArrayEntity(json.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        return call(request, accessToken);
    }

    /// @throws IOException when there was no whole answer
    Calls.Answer get(String id, String fields, String accessToken) throws IOException {
        return call(new HttpGet(URI.create(base + "/" + encoded(id) + "?fields=" + encoded(fields))), accessToken);
    }

    /// @param pathAndQuery begins with a slash; its values are encoded
    /// @throws IOException when there was no whole answer
    Calls.Answer get(String pathAndQuery, String accessToken) throws IOException {
        return call(new HttpGet(URI.create(base + pathAndQuery)), accessToken);
    }

    /// @throws IOException when there was no whole answer
    Calls.Answer delete(String pathAndQuery, String accessToken) throws IOException {
        return call(new HttpDelete(URI.create(base + pathAndQuery)), accessToken);
    }

    private Calls.Answer call(HttpUriRequestBase request, String accessToken) throws IOException {
        if (!accessToken.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + accessToken);
        }
        return calls.call(request, USAGE);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

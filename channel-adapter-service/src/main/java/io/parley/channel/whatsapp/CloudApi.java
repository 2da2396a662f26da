package io.parley.channel.whatsapp;

import io.parley.channel.calling.Calls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls WhatsApp's part of the Graph API.
@Component
class CloudApi {
    private static final int MEDIA_BYTES_MAX = 20_000_000;

    private final WhatsAppSettings settings;
    private final Calls calls;
    private final JsonMapper json;

    CloudApi(WhatsAppSettings settings, Calls calls, JsonMapper json) {
        this.settings = settings;
        this.calls = calls;
        this.json = json;
    }

    /// @throws IOException when there was no whole answer
    Calls.Answer post(String id, String edge, String accessToken, JsonNode body) throws IOException {
        HttpPost request = new HttpPost(URI.create(settings.graph("/" + encoded(id) + "/" + edge)));
        request.setEntity(new ByteArrayEntity(json.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        return calls.call(with(request, accessToken));
    }

    /// @throws IOException when there was no whole answer
    Calls.Answer get(String path, String accessToken, Map<String, String> query) throws IOException {
        StringJoiner asked = new StringJoiner("&", "?", "").setEmptyValue("");
        query.forEach((name, value) -> asked.add(encoded(name) + "=" + encoded(value)));
        HttpGet request = new HttpGet(URI.create(settings.graph("/" + path + asked)));
        return calls.call(accessToken.isEmpty() ? request : with(request, accessToken));
    }

    /// A file, from the address that the platform gave for it.
    ///
    /// @throws IOException when there was no whole answer
    Calls.Bytes file(URI address, String accessToken) throws IOException {
        return calls.fetch(with(new HttpGet(address), accessToken), MEDIA_BYTES_MAX);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpUriRequestBase with(HttpUriRequestBase request, String accessToken) {
        request.setHeader("Authorization", "Bearer " + accessToken);
        return request;
    }
}

package io.parley.channel;

import static io.parley.channel.Stage.SANDBOX;
import static io.parley.channel.Stage.SERVICE;

import io.parley.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A seller's browser on the way through the stand-in's login.
public final class LoginWalk {
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private final Stage stage;

    public LoginWalk(Stage stage) {
        this.stage = stage;
    }

    /// @param cookie as the browser sends it
    public record Begun(String url, String sessionId, String cookie) {}

    /// A page of the seller's at the platform.
    public String page(String name, Map<String, ?> more) {
        String id = Stage.pageId();
        Map<String, Object> page = new HashMap<>(Map.of("id", id, "name", name));
        page.putAll(more);
        Stage.order("POST", "/sandbox/pages", page);
        return id;
    }

    /// All the way, with everything allowed.
    ///
    /// @return where in the dashboard it ends
    public String whole(String way, String... pages) {
        Begun begun = begin(way);
        return back(allow(begun, List.of(), pages), begun.cookie());
    }

    public Begun begin(String way) {
        Http.Answer answer = stage.owner.post("/api/channels/connect/" + way + "/oauth", null);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.text());
        }
        JsonNode json = answer.json();
        return new Begun(
                json.get("authorizeUrl").asString(),
                json.get("sessionId").asString(),
                answer.header("Set-Cookie").replaceFirst(";.*", ""));
    }

    /// Ticks the pages, unticks some permissions, and allows.
    ///
    /// @return the callback's path and query
    public String allow(Begun begun, List<String> unticked, String... pages) {
        Map<String, String> asked = query(begun.url());
        List<String> ticked = new ArrayList<>();
        for (String scope : asked.get("scope").split(",")) {
            if (!unticked.contains(scope)) {
                ticked.add("scope_" + scope + "=1");
            }
        }
        for (String page : pages) {
            ticked.add("page_" + page + "=1");
        }
        return answered(asked, "1&" + String.join("&", ticked));
    }

    public String cancel(Begun begun) {
        return answered(query(begun.url()), "0");
    }

    private static String answered(Map<String, String> asked, String allow) {
        HttpResponse<String> answer = get(SANDBOX.url() + "/dialog/oauth/answer?client_id=" + asked.get("client_id")
                + "&redirect_uri=" + encoded(asked.get("redirect_uri")) + "&state=" + encoded(asked.get("state"))
                + "&allow=" + allow);
        URI callback = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return callback.getRawPath() + "?" + callback.getRawQuery();
    }

    /// The browser comes back.
    ///
    /// @return where in the dashboard it is led
    public String back(String callback, String cookie) {
        Http.Answer answer = SERVICE.http().with("Cookie", cookie).get(callback);
        if (answer.status() != 303) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        URI end = URI.create(answer.header("Location"));
        return end.getRawPath() + "?" + end.getRawQuery();
    }

    /// What the platform sends for a page; empty when it sends nothing.
    public List<String> subscribedFields(String page) {
        JsonNode answer = Stage.JSON.readTree(
                get(SANDBOX.url() + "/v23.0/" + page + "/subscribed_apps?access_token=token-" + page)
                        .body());
        List<String> fields = new ArrayList<>();
        answer.at("/data/0/subscribed_fields").forEach(field -> fields.add(field.asString()));
        return fields;
    }

    public static HttpResponse<String> get(String url) {
        try {
            return BROWSER.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Map<String, String> query(String url) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : URI.create(url).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

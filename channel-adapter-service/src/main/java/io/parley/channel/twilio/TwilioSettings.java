package io.parley.channel.twilio;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param apiUrl Twilio's REST API
/// @param publicUrl the front door as Twilio calls it: its signature covers the address
@ConfigurationProperties("parley.channel.twilio")
record TwilioSettings(URI apiUrl, URI publicUrl) {
    static final String WEBHOOK = "/api/webhooks/twilio";
    /// The same address as the front door also knows it.
    private static final String ALIAS = "/webhooks/twilio";

    String api(String path) {
        return withoutSlash(apiUrl) + path;
    }

    /// Twilio's messaging API has a host of its own: `api.twilio.com` and `messaging.twilio.com`.
    String messaging(String path) {
        return withoutSlash(apiUrl).replaceFirst("//api\\.", "//messaging.") + path;
    }

    /// Where Twilio is told to report what became of a message.
    String statusCallback(String mark) {
        return withoutSlash(publicUrl) + WEBHOOK + "?mark="
                + java.net.URLEncoder.encode(mark, java.nio.charset.StandardCharsets.UTF_8);
    }

    /// The addresses under which Twilio may have called: it has been seen to sign with and
    /// without the usual port.
    List<String> called(@Nullable String query) {
        String front = withoutSlash(publicUrl);
        String asked = query == null || query.isEmpty() ? "" : "?" + query;
        List<String> urls = new ArrayList<>();
        for (String path : List.of(WEBHOOK, ALIAS)) {
            urls.add(front + path + asked);
            String usual = usualPort();
            if (!usual.isEmpty()) {
                urls.add(front + usual + path + asked);
            }
        }
        return urls;
    }

    private String usualPort() {
        boolean plain = publicUrl.getPort() < 0
                && (publicUrl.getPath() == null || publicUrl.getPath().length() <= 1);
        return !plain ? "" : "https".equals(publicUrl.getScheme()) ? ":443" : ":80";
    }

    private static String withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}

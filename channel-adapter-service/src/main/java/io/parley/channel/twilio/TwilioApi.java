package io.parley.channel.twilio;

import io.parley.channel.calling.Calls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.springframework.stereotype.Component;

/// Calls Twilio's REST API.
@Component
class TwilioApi {
    private final TwilioSettings settings;
    private final Calls calls;

    TwilioApi(TwilioSettings settings, Calls calls) {
        this.settings = settings;
        this.calls = calls;
    }

    /// @param resource below the account, for instance `/Messages.json`
    /// @throws IOException when there was no whole answer
    Calls.Answer post(TwilioKeys keys, String resource, List<Map.Entry<String, String>> form) throws IOException {
        HttpPost request = new HttpPost(address(keys, resource));
        StringJoiner fields = new StringJoiner("&");
        form.forEach(field -> fields.add(encoded(field.getKey()) + "=" + encoded(field.getValue())));
        request.setEntity(new StringEntity(fields.toString(), ContentType.APPLICATION_FORM_URLENCODED));
        return calls.call(with(request, keys));
    }

    /// @param resource below the account; `.json` for the account itself
    /// @throws IOException when there was no whole answer
    Calls.Answer get(TwilioKeys keys, String resource) throws IOException {
        return calls.call(with(new HttpGet(address(keys, resource)), keys));
    }

    /// The account's numbers that send by WhatsApp.
    ///
    /// @throws IOException when there was no whole answer
    Calls.Answer whatsAppSenders(TwilioKeys keys) throws IOException {
        URI all = URI.create(settings.messaging("/v2/Channels/Senders?Channel=whatsapp&PageSize=1000"));
        return calls.call(with(new HttpGet(all), keys));
    }

    /// @param path from the root
    String address(String path) {
        return settings.api(path);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private URI address(TwilioKeys keys, String resource) {
        return URI.create(settings.api("/2010-04-01/Accounts/" + encoded(keys.accountSid()) + resource));
    }

    private static HttpUriRequestBase with(HttpUriRequestBase request, TwilioKeys keys) {
        String both = keys.accountSid() + ":" + keys.authToken();
        request.setHeader(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        return request;
    }
}

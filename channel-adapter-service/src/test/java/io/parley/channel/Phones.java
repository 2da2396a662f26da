package io.parley.channel;

import static io.parley.channel.Stage.PHONES;
import static io.parley.channel.Stage.SERVICE;

import io.parley.channel.Stage.Connected;
import io.parley.events.Platform;
import io.parley.sandbox.ledger.Sent;
import io.parley.sandbox.webhook.MetaSignature;
import io.parley.sandbox.webhook.TwilioSignature;
import io.parley.testing.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/// Numbers of shops, and people who write to them by WhatsApp and SMS.
public final class Phones {
    public static final String FRONT = "http://front.example";
    static final String SID = "AC00000000000000000000000000000001";
    static final String AUTH_TOKEN = "local-twilio-token";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime() % 100_000_000L);

    private Phones() {}

    /// A number of somebody, digits only.
    static String person() {
        return "2332" + String.format("%08d", NUMBER.incrementAndGet() % 100_000_000L);
    }

    static Connected whatsApp(Stage stage) {
        return whatsApp(stage, "30" + String.format("%013d", NUMBER.incrementAndGet()));
    }

    static Connected whatsApp(Stage stage, String id) {
        account(Platform.WHATSAPP, id);
        Http.Answer answer = stage.owner.post(
                "/api/channels/connect/whatsapp",
                Map.of("accountId", id, "accessToken", "token-" + id, "details", Map.of("wabaId", "2" + id)));
        return connected(stage, answer, Platform.WHATSAPP, id);
    }

    static Connected sms(Stage stage) {
        return sms(stage, "+1500" + String.format("%07d", NUMBER.incrementAndGet() % 10_000_000L));
    }

    static Connected sms(Stage stage, String number) {
        account(Platform.SMS, number);
        Http.Answer answer = stage.owner.post("/api/channels/connect/twilio", twilio(number, AUTH_TOKEN));
        return connected(stage, answer, Platform.SMS, number);
    }

    static Map<String, Object> twilio(String number, String authToken) {
        return Map.of("accountId", number, "accessToken", authToken, "details", Map.of("accountSid", SID));
    }

    private static Connected connected(Stage stage, Http.Answer answer, Platform platform, String id) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.text());
        }
        return new Connected(stage.shop, UUID.fromString(answer.json().get("id").asString()), platform, id);
    }

    static void account(Platform platform, String id) {
        // another test may have started the service again, elsewhere
        PHONES.webhooksTo(URI.create("http://localhost:" + SERVICE.port() + "/api/webhooks/meta"));
        control("POST", "/sandbox/accounts", Map.of("platform", platform, "id", id, "name", "Glow by Ama"));
    }

    /// A body with one message of WhatsApp's.
    static String message(Connected to, Map<String, ?> contact, Map<String, ?> message) {
        return value(to, Map.of("contacts", List.of(contact), "messages", List.of(message)));
    }

    static String value(Connected to, Map<String, ?> more) {
        Map<String, Object> value = new HashMap<>(more);
        value.put("messaging_product", "whatsapp");
        value.put("metadata", Map.of("phone_number_id", to.accountId(), "display_phone_number", "15550000002"));
        return Stage.JSON.writeValueAsString(Map.of(
                "object",
                "whatsapp_business_account",
                "entry",
                List.of(Map.of(
                        "id", "2" + to.accountId(), "changes", List.of(Map.of("field", "messages", "value", value))))));
    }

    static String text(Connected to, String person, String mid, String text) {
        return message(
                to,
                Map.of("wa_id", person, "profile", Map.of("name", "Ama")),
                Map.of("from", person, "id", mid, "timestamp", now(), "type", "text", "text", Map.of("body", text)));
    }

    static String now() {
        return String.valueOf(System.currentTimeMillis() / 1000);
    }

    static Http.Answer post(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return SERVICE.http()
                .with(MetaSignature.HEADER, MetaSignature.of("local-app-secret", bytes))
                .post(path, bytes);
    }

    static Http.Answer whatsAppHook(String body) {
        return post("/api/webhooks/whatsapp", body);
    }

    /// Posts a form as Twilio does.
    static Http.Answer twilioHook(Map<String, String> form) {
        return twilioHook(form, AUTH_TOKEN, "");
    }

    static Http.Answer twilioHook(Map<String, String> form, String authToken, String query) {
        String url = FRONT + "/api/webhooks/twilio" + query;
        return SERVICE.http()
                .with(TwilioSignature.HEADER, TwilioSignature.of(authToken, url, form))
                .with("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .post("/api/webhooks/twilio" + query, encoded(form).getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(Map<String, String> form) {
        StringJoiner body = new StringJoiner("&");
        form.forEach((name, value) -> body.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return body.toString();
    }

    static Map<String, String> sms(Connected to, String person, String sid, String text) {
        Map<String, String> form = new HashMap<>();
        form.put("MessageSid", sid);
        form.put("SmsSid", sid);
        form.put("SmsStatus", "received");
        form.put("AccountSid", SID);
        form.put("From", person);
        form.put("To", to.accountId());
        form.put("Body", text);
        form.put("NumMedia", "0");
        return form;
    }

    static List<String> textsTo(String person) {
        return PHONES.sentTo(person).stream()
                .map(Sent::text)
                .map(String::valueOf)
                .toList();
    }

    static void fault(Map<String, ?> fault) {
        control("POST", "/sandbox/faults", fault);
    }

    static void noFaults() {
        control("DELETE", "/sandbox/faults", Map.of());
    }

    static JsonNode control(String method, String path, Map<String, ?> body) {
        HttpRequest request = HttpRequest.newBuilder(PHONES.url().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(Stage.JSON.writeValueAsBytes(body)))
                .header("Content-Type", "application/json")
                .build();
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + " → " + answer.statusCode());
            }
            return answer.body().length == 0 ? Stage.JSON.createObjectNode() : Stage.JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

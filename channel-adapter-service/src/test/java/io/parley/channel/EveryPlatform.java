package io.parley.channel;

import static io.parley.channel.Phones.control;
import static io.parley.channel.Stage.JSON;
import static io.parley.channel.Stage.PHONES;
import static io.parley.channel.Stage.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Stage.Connected;
import io.parley.events.Platform;
import io.parley.testing.Http;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/// A shop with an account of its own on every platform, and each platform's way of posting to it.
/// Bodies name the accounts by the ids they have in the corpus.
final class EveryPlatform {
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime() % 10_000_000L);
    private static final String VOICE_SECRET = "local-voice-secret";

    private final Stage stage = new Stage();
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final String bot = "8" + String.format("%09d", NUMBER.incrementAndGet());
    private final String botSecret;

    /// What came back, and under which digest the body is kept.
    record Posted(int status, String digest, String answer) {}

    EveryPlatform() {
        PHONES.webhooksTo(URI.create("http://localhost:" + SERVICE.port() + "/api/webhooks/meta"));
        ids.put("17841400000000001", stage.instagram().accountId());
        ids.put("100000000000001", stage.page().accountId());
        ids.put("100000000000009", new Stage().page().accountId());
        Connected whatsApp = Phones.whatsApp(stage);
        ids.put("100000000000002", whatsApp.accountId());
        ids.put("200000000000002", "2" + whatsApp.accountId());
        ids.put("+15005550006", Phones.sms(stage).accountId());
        String sender = number("415");
        Phones.account(Platform.WHATSAPP, sender);
        created("twilio-whatsapp", Phones.twilio(sender, Phones.AUTH_TOKEN));
        ids.put("+14155238886", sender);
        String line = number("212");
        Phones.account(Platform.VOICE, line);
        created("voice", Map.of("accountId", line, "name", "Glow line", "accessToken", VOICE_SECRET));
        ids.put("+15005550100", line);
        String token = control("POST", "/sandbox/telegram/bots", Map.of("id", bot))
                .get("token")
                .asString();
        created("telegram", Map.of("accessToken", token));
        botSecret = control("GET", "/sandbox/telegram/bots/" + bot, Map.of())
                .at("/webhook/secret")
                .asString();
    }

    private static String number(String area) {
        return "+1" + area + String.format("%07d", NUMBER.incrementAndGet() % 10_000_000L);
    }

    private void created(String platform, Map<String, ?> account) {
        Http.Answer answer = stage.owner.post("/api/channels/connect/" + platform, account);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    Collection<String> accounts() {
        return ids.values();
    }

    /// The account that goes by this id in the corpus.
    String account(String id) {
        return Objects.requireNonNull(ids.get(id), id);
    }

    /// The body with this shop's accounts in it.
    String ours(JsonNode body) {
        String text = body.toString();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            text = text.replace(id.getKey(), id.getValue());
        }
        return text;
    }

    /// Posts a body as the platform does.
    ///
    /// @param platform as the corpus' folders are called
    Posted post(String platform, JsonNode file) {
        return switch (platform) {
            case "meta" -> meta(ours(file.get("body")));
            case "whatsapp" -> json("/api/webhooks/whatsapp", ours(file.get("body")));
            case "twilio" -> form(fields(ours(file.get("form"))));
            case "telegram" -> update(ours(file.get("body")));
            case "voice" -> {
                byte[] body = ours(file.get("body")).getBytes(StandardCharsets.UTF_8);
                yield posted(
                        SERVICE.http().with("X-Vapi-Secret", VOICE_SECRET).post("/api/webhooks/voice", body), body);
            }
            default -> throw new IllegalArgumentException(platform);
        };
    }

    private static Posted json(String path, String body) {
        return posted(Phones.post(path, body), body.getBytes(StandardCharsets.UTF_8));
    }

    static Posted meta(String body) {
        return json("/api/webhooks/meta", body);
    }

    Posted update(String update) {
        byte[] body = update.getBytes(StandardCharsets.UTF_8);
        return posted(
                SERVICE.http()
                        .with("X-Telegram-Bot-Api-Secret-Token", botSecret)
                        .post("/api/webhooks/telegram/" + bot, body),
                body);
    }

    static Posted form(Map<String, String> form) {
        return posted(Phones.twilioHook(form), Phones.encoded(form).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> fields(String json) {
        Map<String, String> form = new LinkedHashMap<>();
        JSON.readTree(json)
                .properties()
                .forEach(field -> form.put(field.getKey(), field.getValue().asString("")));
        return form;
    }

    private static Posted posted(Http.Answer answer, byte[] body) {
        try {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            return new Posted(answer.status(), digest, answer.text());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

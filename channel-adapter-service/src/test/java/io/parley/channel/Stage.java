package io.parley.channel;

import io.parley.events.Contact;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.sandbox.Config;
import io.parley.sandbox.SandboxServer;
import io.parley.sandbox.ledger.Sent;
import io.parley.sandbox.webhook.MetaSignature;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service on real PostgreSQL and Kafka, with the stand-in for Graph behind it. Started once
/// for all tests; each takes a shop, accounts and shoppers of its own.
public final class Stage {
    public static final JsonMapper JSON = JsonMapper.builder().build();
    public static final SandboxServer SANDBOX = SandboxServer.start(
            Config.forTests(URI.create("http://localhost:1/none")).withAccounts(List.of()));
    /// The stand-ins for WhatsApp and Twilio; what they tell reaches the service.
    public static final SandboxServer PHONES = SandboxServer.start(
            Config.forTests(URI.create("http://localhost:1/none")).withAccounts(List.of()));

    public static final ServiceUnderTest SERVICE = ServiceUnderTest.start(
            "channel",
            ChannelApplication.class,
            Map.ofEntries(
                    Map.entry("parley.channel.meta.graph-url", SANDBOX.url() + "/v23.0"),
                    Map.entry("parley.channel.meta.dialog-url", SANDBOX.url() + "/v23.0"),
                    Map.entry("parley.channel.whatsapp.graph-url", PHONES.url() + "/v23.0"),
                    Map.entry("parley.channel.whatsapp.app-id", "1517776481860111"),
                    Map.entry("parley.channel.twilio.api-url", PHONES.url().toString()),
                    Map.entry("TELEGRAM_API_URL", PHONES.url().toString()),
                    Map.entry("PARLEY_PUBLIC_URL", Phones.FRONT),
                    Map.entry("parley.channel.voice.patience", "2s"),
                    Map.entry("parley.channel.sending.echo-wait", "1500ms"),
                    Map.entry("parley.channel.sending.lease", "5s"),
                    Map.entry("parley.channel.sending.first-retry", "40ms"),
                    Map.entry("parley.channel.sending.longest-retry", "300ms"),
                    Map.entry("parley.channel.sending.sweep", "250ms"),
                    // a test that wants it calls it
                    Map.entry("parley.channel.token-watch.first-after", "1h"),
                    Map.entry("parley.channel.repair.grace", "0s"),
                    Map.entry("parley.channel.repair.every", "1h"),
                    Map.entry("parley.channel.repair.calls-per-second", "1000"),
                    Map.entry("parley.channel.repair.tick", "500ms")));
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime() % 1_000_000_000L * 1_000);

    static {
        PHONES.webhooksTo(URI.create("http://localhost:" + SERVICE.port() + "/api/webhooks/meta"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            SERVICE.close();
            SANDBOX.close();
            PHONES.close();
        }));
    }

    public final UUID shop = UUID.randomUUID();
    public final Http owner = SERVICE.http().as("owner", shop);

    public static String instagramId() {
        return "17841" + String.format("%012d", NUMBER.incrementAndGet());
    }

    public static String pageId() {
        return "10" + String.format("%013d", NUMBER.incrementAndGet());
    }

    public static String personId() {
        return "6" + String.format("%015d", NUMBER.incrementAndGet());
    }

    /// A connected account, as the other services name it.
    public record Connected(UUID shop, UUID id, Platform platform, String accountId) {
        public Contact contact(String person) {
            return new Contact(Contact.key(platform, accountId, person), id, platform, accountId, person, null);
        }

        public String key(String person) {
            return Contact.key(platform, accountId, person);
        }
    }

    public Connected instagram() {
        return connect("instagram", instagramId());
    }

    public Connected page() {
        return connect("facebook", pageId());
    }

    /// Connects an account that the stand-in knows as this shop's token's.
    public Connected connect(String platform, String accountId) {
        Platform at = platform.equals("instagram") ? Platform.INSTAGRAM : Platform.MESSENGER;
        control("POST", "/sandbox/accounts", Map.of("platform", at, "id", accountId, "username", "", "name", "Glow"));
        Http.Answer answer = owner.post(
                "/api/channels/connect/" + platform,
                Map.of("accountId", accountId, "name", "Glow by Ama", "accessToken", "token-" + accountId));
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.text());
        }
        return new Connected(shop, UUID.fromString(answer.json().get("id").asString()), at, accountId);
    }

    /// A body with one event, from a shopper to the account.
    public static String body(Connected to, String person, Map<String, ?> event) {
        return whole(to, Map.of("id", person), Map.of("id", to.accountId()), event);
    }

    /// The account's own message, sent back.
    public static String echo(Connected from, String person, Map<String, ?> message) {
        return whole(from, Map.of("id", from.accountId()), Map.of("id", person), Map.of("message", message));
    }

    private static String whole(
            Connected account, Map<String, ?> sender, Map<String, ?> recipient, Map<String, ?> event) {
        Map<String, Object> all = new java.util.LinkedHashMap<>(
                Map.of("sender", sender, "recipient", recipient, "timestamp", System.currentTimeMillis()));
        all.putAll(event);
        return JSON.writeValueAsString(Map.of(
                "object",
                account.platform() == Platform.INSTAGRAM ? "instagram" : "page",
                "entry",
                List.of(Map.of(
                        "id", account.accountId(), "time", System.currentTimeMillis(), "messaging", List.of(all)))));
    }

    public static Map<String, ?> text(String mid, String text) {
        return Map.of("message", Map.of("mid", mid, "text", text));
    }

    /// Posts a body as Meta does.
    public static Http.Answer webhook(String body) {
        return webhook(body.getBytes(StandardCharsets.UTF_8));
    }

    public static Http.Answer webhook(byte[] body) {
        return SERVICE.http()
                .with(MetaSignature.HEADER, MetaSignature.of("local-app-secret", body))
                .post("/api/webhooks/meta", body);
    }

    public static ReplyRequested reply(Connected channel, String person, String text) {
        return reply(channel, person, text, List.of());
    }

    public static ReplyRequested reply(Connected channel, String person, String text, List<QuickReply> quickReplies) {
        return new ReplyRequested(
                Ids.next(), UUID.randomUUID(), channel.contact(person), "ASSISTANT", text, quickReplies, null, 0);
    }

    /// What reached a shopper, oldest first.
    public static List<String> textsTo(String person) {
        return SANDBOX.sentTo(person).stream()
                .map(Sent::text)
                .map(String::valueOf)
                .toList();
    }

    /// Orders an error of the stand-in's.
    public static void fault(Map<String, ?> fault) {
        control("POST", "/sandbox/faults", fault);
    }

    /// What the stand-in's control API answers.
    public static JsonNode sandbox(String path) {
        return JSON.readTree(control("GET", path, Map.of()));
    }

    /// Switches the stand-in's limits and windows.
    public static void rules(Map<String, ?> rules) {
        control("PATCH", "/sandbox/rules", rules);
    }

    /// A comment that the stand-in knows, and lets be answered in private.
    public static void commented(String commentId, String personId) {
        control("POST", "/sandbox/comments", Map.of("commentId", commentId, "personId", personId));
    }

    /// The stand-in's windows count from then.
    public static void heard(String personId, java.time.Instant at) {
        control("POST", "/sandbox/people", Map.of("personId", personId, "heardAt", at.toString()));
    }

    public static void noFaults() {
        control("DELETE", "/sandbox/faults", Map.of());
    }

    /// Calls the stand-in's control API.
    public static JsonNode order(String method, String path, Map<String, ?> body) {
        return JSON.readTree(control(method, path, body));
    }

    private static byte[] control(String method, String path, Map<String, ?> body) {
        HttpRequest request = HttpRequest.newBuilder(SANDBOX.url().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .header("Content-Type", "application/json")
                .build();
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + " → " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

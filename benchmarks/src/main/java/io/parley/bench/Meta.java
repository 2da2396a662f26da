package io.parley.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The platform's side: webhooks in Meta's format, signed with the app secret, sent again while they are not answered
/// with 200. <https://developers.facebook.com/docs/messenger-platform/webhooks>
public final class Meta {
    public static final String INSTAGRAM_ACCOUNT = "17841400000000001";
    private static final String FACEBOOK_PAGE = "100000000000001";
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());

    private final String url;
    private final SecretKeySpec secret;

    public Meta(Installation parley) {
        this(
                parley.gateway() + "/api/webhooks/meta",
                System.getenv().getOrDefault("META_APP_SECRET", "local-app-secret"));
    }

    Meta(String url, String appSecret) {
        this.url = url;
        this.secret = new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /// An id as Instagram gives to a person who writes to an account.
    public static String newPerson() {
        return String.valueOf(7_000_000_000_000_000L + Math.floorMod(NUMBER.incrementAndGet(), 900_000_000_000_000L));
    }

    /// One text message to the demo shop's Instagram account, as the bytes of its webhook.
    public static byte[] text(String person, String text) {
        return event("instagram", INSTAGRAM_ACCOUNT, person, "message", message(text));
    }

    /// One text message to the demo shop's Facebook page.
    static byte[] pageText(String person, String text) {
        return event("page", FACEBOOK_PAGE, person, "message", message(text));
    }

    /// Messenger tells that a message of the page has reached the person.
    static byte[] pageDelivery(String person) {
        return event(
                "page",
                FACEBOOK_PAGE,
                person,
                "delivery",
                Map.of("mids", List.of("m_" + UUID.randomUUID()), "watermark", System.currentTimeMillis()));
    }

    /// Messenger tells that the person has seen the thread.
    static byte[] pageRead(String person) {
        return event("page", FACEBOOK_PAGE, person, "read", Map.of("watermark", System.currentTimeMillis()));
    }

    private static Map<String, String> message(String text) {
        return Map.of("mid", "m_" + UUID.randomUUID(), "text", text);
    }

    private static byte[] event(String object, String account, String person, String kind, Map<String, ?> what) {
        long now = System.currentTimeMillis();
        return Calls.JSON.writeValueAsBytes(Map.of(
                "object",
                object,
                "entry",
                List.of(Map.of(
                        "id",
                        account,
                        "time",
                        now,
                        "messaging",
                        List.of(Map.of(
                                "sender",
                                Map.of("id", person),
                                "recipient",
                                Map.of("id", account),
                                "timestamp",
                                now,
                                kind,
                                what))))));
    }

    /// Posts a webhook once.
    public Calls.Answer post(byte[] body) {
        return Calls.post(url, body, "X-Hub-Signature-256", signature(body));
    }

    /// Posts until it is answered 200, as the platform does.
    ///
    /// @return how often it took
    public int deliver(byte[] body) throws InterruptedException {
        int tries = 1;
        while (post(body).status() != 200) {
            Waiting.pause(500);
            tries++;
        }
        return tries;
    }

    String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksTest {
    private final Shop shop = new Shop();
    private final SandboxServer sandbox = SandboxServer.start(Config.forTests(shop.webhookUrl()));
    private final Caller caller = new Caller(sandbox.url());

    @AfterEach
    void stop() {
        sandbox.close();
        shop.close();
    }

    private Caller.Answer write(String json) {
        return caller.post("/phone/api/messages", json);
    }

    @ParameterizedTest
    @CsvSource({"INSTAGRAM,instagram,17841400000000001", "MESSENGER,page,100000000000001"})
    void a_text_reaches_the_shop_in_metas_shape(String platform, String object, String accountId) {
        var answer = write("""
                {"platform":"%s","personId":"4711","name":"Maya Okafor","text":"Grüße 💄 مرحبا"}""".formatted(platform));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asInt()).isEqualTo(200);
        var webhook = shop.received().getFirst();
        assertThat(webhook.contentType()).isEqualTo("application/json");
        assertThat(webhook.json().path("object").asString()).isEqualTo(object);
        assertThat(webhook.entry().path("id").asString()).isEqualTo(accountId);
        assertThat(webhook.entry().path("time").isIntegralNumber()).isTrue();
        var event = webhook.event();
        assertThat(event.path("sender").path("id").asString()).isEqualTo("4711");
        assertThat(event.path("recipient").path("id").asString()).isEqualTo(accountId);
        assertThat(event.path("timestamp").asLong()).isGreaterThan(1_700_000_000_000L);
        assertThat(event.path("message").path("mid").asString())
                .isEqualTo(answer.json().path("mid").asString());
        assertThat(event.path("message").path("text").asString()).isEqualTo("Grüße 💄 مرحبا");
    }

    @Test
    void the_signature_is_the_hmac_of_the_very_bytes_that_were_sent() throws GeneralSecurityException {
        write("""
                {"platform":"MESSENGER","personId":"4711","text":"ünïcödé 🧴"}""");

        var webhook = shop.received().getFirst();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("local-app-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(webhook.signature()).isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(webhook.body())));
    }

    @Test
    void taps_reactions_and_photos_have_their_own_shapes() {
        write("""
                {"platform":"INSTAGRAM","personId":"1","quickReply":{"title":"50ml","payload":"SIZE_50"}}""");
        write("""
                {"platform":"INSTAGRAM","personId":"1","postback":{"title":"Order this","payload":"ORDER_7"}}""");
        write("""
                {"platform":"INSTAGRAM","personId":"1","reaction":{"mid":"m_1","emoji":"❤️"}}""");
        write("""
                {"platform":"INSTAGRAM","personId":"1","attachment":{"type":"image","url":"http://localhost/a.jpg"}}""");
        write("""
                {"platform":"INSTAGRAM","personId":"1","event":{"message":{"is_unsupported":true}}}""");

        var events = shop.received().stream().map(Shop.Webhook::event).toList();
        assertThat(events).hasSize(5);
        assertThat(events.get(0).path("message").path("text").asString()).isEqualTo("50ml");
        assertThat(events.get(0)
                        .path("message")
                        .path("quick_reply")
                        .path("payload")
                        .asString())
                .isEqualTo("SIZE_50");
        assertThat(events.get(1).path("postback").path("payload").asString()).isEqualTo("ORDER_7");
        assertThat(events.get(1).path("postback").path("mid").asString()).isNotEmpty();
        assertThat(events.get(2).path("reaction").path("action").asString()).isEqualTo("react");
        assertThat(events.get(2).path("reaction").path("mid").asString()).isEqualTo("m_1");
        assertThat(events.get(3)
                        .path("message")
                        .path("attachments")
                        .path(0)
                        .path("type")
                        .asString())
                .isEqualTo("image");
        assertThat(events.get(4).path("message").path("is_unsupported").asBoolean())
                .isTrue();
        assertThat(events.get(4).path("message").path("mid").asString()).isNotEmpty();
    }

    @Test
    void a_webhook_is_repeated_until_the_shop_takes_it_and_order_is_kept() {
        shop.answers(503);
        var first = write("""
                {"platform":"INSTAGRAM","personId":"9","text":"first"}""");
        var second = write("""
                {"platform":"INSTAGRAM","personId":"9","text":"second"}""");
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().path("status").asInt()).isEqualTo(503);
        assertThat(first.json().path("retrying").asBoolean()).isTrue();
        assertThat(second.json().path("retrying").asBoolean()).isTrue();

        await().until(() -> shop.received().size() >= 2);
        assertThat(shop.received())
                .allSatisfy(webhook -> assertThat(
                                webhook.event().path("message").path("text").asString())
                        .isEqualTo("first"));
        shop.answers(200);

        await().untilAsserted(() -> assertThat(shop.received()
                        .getLast()
                        .event()
                        .path("message")
                        .path("text")
                        .asString())
                .isEqualTo("second"));
        assertThat(shop.received().getFirst().body())
                .isEqualTo(shop.received().get(1).body());
    }

    @Test
    void one_shoppers_trouble_does_not_hold_another() {
        shop.answers(500);
        write("""
                {"platform":"INSTAGRAM","personId":"stuck","text":"hi"}""");
        shop.answers(200);
        assertThat(write("""
                {"platform":"INSTAGRAM","personId":"free","text":"hi"}""").json().path("status").asInt()).isEqualTo(200);
    }

    @Test
    void an_unreachable_shop_is_tried_again_when_it_is_back() {
        sandbox.webhooksTo(URI.create("http://localhost:1/api/webhooks/meta"));
        var answer = write("""
                {"platform":"MESSENGER","personId":"5","text":"anyone?"}""");
        assertThat(answer.json().path("status").asInt()).isZero();
        sandbox.webhooksTo(shop.webhookUrl());
        await().until(() -> shop.received("message").size() == 1);
    }

    @Test
    void the_same_webhook_ten_times_is_the_same_ten_times() {
        write("""
                {"platform":"INSTAGRAM","personId":"8","text":"hi","copies":10}""");
        await().until(() -> shop.received().size() == 10);
        assertThat(shop.received().stream()
                        .map(webhook -> new String(webhook.body(), StandardCharsets.UTF_8))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void messenger_reports_delivery_and_instagram_does_not() {
        caller.post("/v23.0/100000000000001/messages?access_token=t", """
                {"recipient":{"id":"31"},"message":{"text":"hello"}}""");
        caller.post("/v23.0/17841400000000001/messages?access_token=t", """
                {"recipient":{"id":"32"},"message":{"text":"hello"}}""");
        await().until(() -> !shop.received("delivery").isEmpty());
        var delivery = shop.received("delivery").getFirst().event();
        assertThat(delivery.path("sender").path("id").asString()).isEqualTo("31");
        assertThat(delivery.path("delivery").path("watermark").isIntegralNumber())
                .isTrue();
        assertThat(delivery.path("delivery").path("mids").path(0).asString())
                .isEqualTo(sandbox.sentTo("31").getFirst().messageId());
        assertThat(shop.received("delivery")).hasSize(1);
    }

    @Test
    void echoes_come_back_when_they_are_switched_on() {
        assertThat(caller.call("PATCH", "/sandbox/settings", """
                {"echoes":true,"deliveries":false}""").status()).isEqualTo(200);
        caller.post("/me/messages?access_token=t", """
                {"recipient":{"id":"33"},"message":{"text":"hello"}}""");
        await().until(() -> !shop.received("message").isEmpty());
        var echo = shop.received("message").getFirst().event();
        assertThat(echo.path("message").path("is_echo").asBoolean()).isTrue();
        assertThat(echo.path("sender").path("id").asString()).isEqualTo("100000000000001");
        assertThat(echo.path("recipient").path("id").asString()).isEqualTo("33");
    }

    @Test
    void two_hundred_shoppers_at_once_all_get_through() {
        IntStream.range(0, 200).parallel().forEach(i -> write("""
                {"platform":"INSTAGRAM","personId":"p%d","text":"hi"}""".formatted(i)));
        assertThat(shop.received()).hasSize(200);
    }
}

package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramApiTest {
    private static final Shop SHOP = new Shop();
    private static final SandboxServer SANDBOX = SandboxServer.start(Config.forTests(SHOP.webhookUrl()));
    private static final Caller CALLER = new Caller(SANDBOX.url());

    private final String id = "7" + Math.abs(System.nanoTime() % 1_000_000_000L);
    private final String person = "5" + Math.abs(System.nanoTime() % 1_000_000_000L);
    private String token = "";

    @BeforeEach
    void there_is_a_bot() {
        token = CALLER.post("/sandbox/telegram/bots", "{\"id\":\"" + id + "\"}")
                .json()
                .path("token")
                .asString();
    }

    @AfterEach
    void all_is_well_again() {
        CALLER.call("DELETE", "/sandbox/faults", "");
        SHOP.answers(200);
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
        SHOP.close();
    }

    private Caller.Answer api(String method, String arguments) {
        return CALLER.post("/bot" + token + "/" + method, arguments);
    }

    private Caller.Answer send(String text) {
        return api("sendMessage", "{\"chat_id\":\"" + person + "\",\"text\":\"" + text + "\"}");
    }

    private void writes(String text) {
        assertThat(CALLER.post(
                                "/sandbox/telegram/updates",
                                "{\"botId\":\"" + id + "\",\"update\":{\"message\":{\"from\":{\"id\":" + person
                                        + ",\"first_name\":\"Ama\"},\"chat\":{\"id\":" + person
                                        + ",\"type\":\"private\"},\"text\":\"" + text + "\"}}}")
                        .status())
                .isEqualTo(201);
    }

    private long told(String text) {
        return SHOP.received().stream()
                .filter(it -> it.json().at("/message/text").asString("").equals(text))
                .count();
    }

    @Test
    void a_bot_is_known_by_its_token_only() {
        assertThat(api("getMe", "{}").json().at("/result/id").asString()).isEqualTo(id);
        assertThat(CALLER.post("/bot" + id + ":wrong/getMe", "{}").status()).isEqualTo(401);
        assertThat(api("fly", "{}").status()).isEqualTo(404);
    }

    @Test
    void nobody_is_written_to_who_has_not_written_first_or_has_blocked_it() {
        assertThat(send("hi").json().path("description").asString()).isEqualTo("Bad Request: chat not found");
        writes("hello");
        assertThat(send("hi").json().at("/result/text").asString()).isEqualTo("hi");
        CALLER.post(
                "/sandbox/telegram/people",
                "{\"botId\":\"" + id + "\",\"personId\":\"" + person + "\",\"blocked\":true}");
        assertThat(send("hi").status()).isEqualTo(403);
        assertThat(SANDBOX.sentTo(person)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"rate_limit,429", "token_expired,401", "blocked,403", "http500,500"})
    void errors_come_as_ordered(String kind, int status) {
        writes("hello");
        CALLER.post("/sandbox/faults", "{\"kind\":\"" + kind + "\",\"platform\":\"TELEGRAM\",\"times\":1}");

        var refused = send("hi");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.json().path("error_code").asInt()).isEqualTo(status);
        assertThat(refused.json().at("/parameters/retry_after").asInt(0)).isEqualTo(status == 429 ? 1 : 0);
        assertThat(send("hi").status()).isEqualTo(200);
    }

    @Test
    void updates_wait_for_a_webhook_and_come_in_order_until_each_is_taken() {
        writes("one " + id);
        SHOP.answers(503);
        assertThat(api(
                                "setWebhook",
                                "{\"url\":\"https://shop.example/api/webhooks/telegram/1\",\"secret_token\":\"s\"}")
                        .status())
                .isEqualTo(200);
        writes("two " + id);
        await().until(() -> told("one " + id) > 1);
        assertThat(told("two " + id)).isZero();
        SHOP.answers(200);

        await().until(() -> told("two " + id) == 1);

        assertThat(api("getWebhookInfo", "{}")
                        .json()
                        .at("/result/pending_update_count")
                        .asInt(-1))
                .isBetween(0, 1);
    }

    @Test
    void what_telegram_does_not_take_is_refused() {
        writes("hello");

        assertThat(send("x".repeat(4_097)).status()).isEqualTo(400);
        assertThat(send(" ").status()).isEqualTo(400);
        assertThat(api(
                                "sendMessage",
                                "{\"chat_id\":\"" + person
                                        + "\",\"text\":\"a\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\""
                                        + "x".repeat(65) + "\"}]]}}")
                        .json()
                        .path("description")
                        .asString())
                .isEqualTo("Bad Request: BUTTON_DATA_INVALID");
        assertThat(api("setWebhook", "{\"url\":\"shop\"}").status()).isEqualTo(400);
    }
}

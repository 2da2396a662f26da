package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.sandbox.webhook.MetaSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class WhatsAppCloudTest {
    private static final Shop SHOP = new Shop();
    private static final SandboxServer SANDBOX = SandboxServer.start(Config.forTests(SHOP.webhookUrl()));
    private static final Caller CALLER = new Caller(SANDBOX.url());
    private static final String NUMBER = "100000000000002";

    private final String person = "2332" + Math.abs(System.nanoTime() % 100_000_000);

    @AfterAll
    static void stop() {
        SANDBOX.close();
        SHOP.close();
    }

    @AfterEach
    void all_is_well_again() {
        CALLER.call("DELETE", "/sandbox/faults", "");
        rules("{\"windows\":false,\"pairLimit\":false,\"windowSeconds\":86400,\"clockAheadSeconds\":0}");
    }

    private static void rules(String rules) {
        assertThat(CALLER.call("PATCH", "/sandbox/rules", rules).status()).isEqualTo(200);
    }

    private Caller.Answer send(String content) {
        return CALLER.call(
                "POST", "/v23.0/" + NUMBER + "/messages", """
                {"messaging_product":"whatsapp","to":"%s","biz_opaque_callback_data":"m1",%s}""".formatted(person, content), "Authorization", "Bearer t");
    }

    private static JsonNode value(Shop.Webhook webhook) {
        return webhook.entry().path("changes").path(0).path("value");
    }

    private JsonNode status(String status) {
        await().until(() -> SHOP.received().stream().anyMatch(it -> isMine(it, status)));
        return value(SHOP.received().stream()
                        .filter(it -> isMine(it, status))
                        .findFirst()
                        .orElseThrow())
                .path("statuses")
                .path(0);
    }

    private boolean isMine(Shop.Webhook webhook, String status) {
        var told = value(webhook).path("statuses").path(0);
        return told.path("status").asString("").equals(status)
                && told.path("recipient_id").asString("").equals(person);
    }

    @Test
    void a_message_is_answered_with_its_id_and_its_statuses_bring_the_mark_back() {
        var answer = send("\"type\":\"text\",\"text\":{\"body\":\"hello\"}");

        assertThat(answer.status()).isEqualTo(200);
        var mid = answer.json().at("/messages/0/id").asString();
        assertThat(mid).startsWith("wamid.");
        assertThat(SANDBOX.sentTo(person).getFirst().text()).isEqualTo("hello");
        assertThat(status("sent").path("biz_opaque_callback_data").asString()).isEqualTo("m1");
        assertThat(status("delivered").path("id").asString()).isEqualTo(mid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"type\":\"text\",\"text\":{\"body\":\"\"}|131008",
                "\"type\":\"carousel\"|131051",
                "\"type\":\"template\",\"template\":{\"name\":\"nope\",\"language\":{\"code\":\"en\"}}|132001",
                "\"type\":\"template\",\"template\":{\"name\":\"order_update\",\"language\":{\"code\":\"en\"}}|132000",
                "\"type\":\"image\",\"image\":{\"link\":\"nowhere\"}|131009",
                "\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"?\"},\"action\":{\"buttons\":[]}}|131009"
            })
    void what_whatsapp_would_refuse_is_refused(String content, int code) {
        assertThat(send(content).json().at("/error/code").asInt()).isEqualTo(code);
    }

    @Test
    void errors_come_at_once_or_later_as_told() {
        CALLER.post("/sandbox/faults", """
                {"kind":"error","platform":"WHATSAPP","code":131056,"personId":"%s","times":1}""".formatted(person));
        assertThat(send("\"type\":\"text\",\"text\":{\"body\":\"a\"}").status()).isEqualTo(429);
        CALLER.post("/sandbox/faults", """
                {"kind":"fails_later","code":131026,"personId":"%s","times":1}""".formatted(person));
        assertThat(send("\"type\":\"text\",\"text\":{\"body\":\"b\"}").status()).isEqualTo(200);
        assertThat(status("failed").at("/errors/0/code").asInt()).isEqualTo(131026);
        assertThat(SANDBOX.sentTo(person)).isEmpty();
    }

    @Test
    void a_closed_window_lets_a_template_through() {
        CALLER.post("/sandbox/faults", """
                {"kind":"window_closed","personId":"%s"}""".formatted(person));

        assertThat(send("\"type\":\"text\",\"text\":{\"body\":\"a\"}")
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(131047);
        assertThat(
                        send("\"type\":\"template\",\"template\":{\"name\":\"hello_world\",\"language\":{\"code\":\"en_US\"}}")
                                .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"text\":\"hi\"|text|/text/body|hi",
                "\"quickReply\":{\"title\":\"30ml\",\"payload\":\"v:30\"}|interactive|/interactive/button_reply/id|v:30",
                "\"quickReply\":{\"title\":\"30ml\",\"payload\":\"v:30\",\"list\":true}|interactive|/interactive/list_reply/id|v:30",
                "\"postback\":{\"title\":\"Again\",\"payload\":\"again\"}|button|/button/payload|again",
                "\"attachment\":{\"type\":\"voice\"}|audio|/audio/voice|true",
                "\"attachment\":{\"type\":\"image\",\"caption\":\"look\"}|image|/image/caption|look",
                "\"location\":{\"latitude\":5.6,\"longitude\":-0.2}|location|/location/latitude|5.6",
                "\"order\":{\"items\":[{\"reference\":\"SERUM\",\"quantity\":2}]}|order|/order/product_items/0/product_retailer_id|SERUM",
                "\"edit\":{\"mid\":\"wamid.1\",\"text\":\"two\"}|edit|/edit/message/text/body|two",
                "\"deletion\":{\"mid\":\"wamid.1\"}|revoke|/revoke/original_message_id|wamid.1",
                "\"text\":\"hi\",\"referral\":{\"source\":\"ad\",\"title\":\"Glow\"}|text|/referral/headline|Glow",
                "\"text\":\"hi\",\"replyTo\":\"wamid.1\",\"referral\":{\"source\":\"shop\",\"product\":\"S1\"}|text|/context/referred_product/product_retailer_id|S1",
                "\"text\":\"hi\",\"replyTo\":\"wamid.1\",\"referral\":{\"source\":\"shop\",\"product\":\"S1\"}|text|/context/id|wamid.1",
                "\"reaction\":{\"mid\":\"wamid.1\",\"emoji\":\"x\"}|reaction|/reaction/emoji|x",
                "\"reaction\":{\"mid\":\"wamid.1\",\"action\":\"unreact\"}|reaction|/reaction/message_id|wamid.1"
            })
    void the_phone_writes_as_whatsapp_does(String content, String type, String at, String is) {
        var answer = CALLER.post("/phone/api/messages", """
                {"platform":"WHATSAPP","personId":"+%s","name":"Ama",%s}""".formatted(person, content));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var webhook = SHOP.received().stream()
                .filter(it -> value(it).at("/messages/0/from").asString("").equals(person))
                .findFirst()
                .orElseThrow();
        assertThat(webhook.signature()).isEqualTo(MetaSignature.of("local-app-secret", webhook.body()));
        assertThat(webhook.json().path("object").asString()).isEqualTo("whatsapp_business_account");
        var message = value(webhook).at("/messages/0");
        assertThat(message.path("type").asString()).isEqualTo(type);
        assertThat(message.at(at).asString()).isEqualTo(is);
        assertThat(value(webhook).at("/contacts/0/profile/name").asString()).isEqualTo("Ama");
    }

    @Test
    void a_number_tells_its_name_and_a_strange_token_is_refused() {
        var number = CALLER.call("GET", "/v23.0/" + NUMBER + "?fields=verified_name", "", "Authorization", "Bearer t");

        assertThat(number.json().path("verified_name").asString()).isEqualTo("Glow by Ama");
        assertThat(CALLER.call("GET", "/" + NUMBER, "", "Authorization", "Bearer expired")
                        .status())
                .isEqualTo(401);
        assertThat(CALLER.call("POST", "/2" + NUMBER + "/subscribed_apps", "{}", "Authorization", "Bearer t")
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
    }

    private static final String WORDS = "\"type\":\"text\",\"text\":{\"body\":\"hi\"}";

    @Test
    void outside_the_window_words_are_taken_and_reported_as_failed_and_a_template_arrives() {
        rules("{\"windows\":true}");

        assertThat(send(WORDS).status()).isEqualTo(200);
        assertThat(status("failed").at("/errors/0/code").asInt()).isEqualTo(131047);
        assertThat(SANDBOX.sentTo(person)).isEmpty();
        send("\"type\":\"template\",\"template\":{\"name\":\"hello_world\",\"language\":{\"code\":\"en\"}}");
        assertThat(SANDBOX.sentTo(person)).hasSize(1);
    }

    @Test
    void the_windows_clock_can_be_moved_and_the_window_be_made_longer() {
        rules("{\"windows\":true}");
        CALLER.post("/sandbox/people", "{\"personId\":\"%s\"}".formatted(person));
        send(WORDS);
        assertThat(SANDBOX.sentTo(person)).hasSize(1);

        rules("{\"clockAheadSeconds\":86401}");
        send(WORDS);
        assertThat(SANDBOX.sentTo(person)).hasSize(1);
        rules("{\"windowSeconds\":90000}");
        send(WORDS);
        assertThat(SANDBOX.sentTo(person)).hasSize(2);
    }

    @Test
    void one_person_gets_forty_five_at_once_and_others_are_not_counted() {
        rules("{\"pairLimit\":true}");
        for (int i = 0; i < 45; i++) assertThat(send(WORDS).status()).isEqualTo(200);

        var refused = send(WORDS);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/error/code").asInt()).isEqualTo(131056);
        var other = CALLER.call(
                "POST",
                "/v23.0/" + NUMBER + "/messages",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"4915112345678\"," + WORDS + "}",
                "Authorization",
                "Bearer t");
        assertThat(other.status()).isEqualTo(200);
    }
}

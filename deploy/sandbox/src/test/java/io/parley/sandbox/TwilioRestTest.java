package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.sandbox.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioRestTest {
    private static final Shop SHOP = new Shop();
    private static final SandboxServer SANDBOX = SandboxServer.start(Config.forTests(SHOP.webhookUrl()));
    private static final Caller CALLER = new Caller(SANDBOX.url());
    private static final String ACCOUNT = "/2010-04-01/Accounts/AC1";
    private static final String KEYS =
            "Basic " + Base64.getEncoder().encodeToString("AC1:local-twilio-token".getBytes(StandardCharsets.UTF_8));

    private final String person = "+2332" + Math.abs(System.nanoTime() % 100_000_000);

    @AfterAll
    static void stop() {
        SANDBOX.close();
        SHOP.close();
    }

    @AfterEach
    void all_is_well_again() {
        CALLER.call("DELETE", "/sandbox/faults", "");
        CALLER.call("PATCH", "/sandbox/rules", "{\"windows\":false}");
    }

    private Caller.Answer send(String text) {
        return CALLER.call(
                "POST",
                ACCOUNT + "/Messages.json",
                "From=%2B15005550006&To=" + encoded(person) + "&Body=" + encoded(text) + "&StatusCallback="
                        + encoded("https://shop.example/api/webhooks/twilio?mark=m1"),
                "Authorization",
                KEYS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private boolean isTold(String status) {
        return SHOP.received().stream()
                .map(it -> Request.form(new String(it.body(), StandardCharsets.UTF_8)))
                .anyMatch(form -> status.equals(form.get("MessageStatus")) && person.equals(form.get("To")));
    }

    @Test
    void a_message_is_taken_reported_and_listed() {
        var answer = send("hello");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("sid").asString()).matches("SM[0-9a-f]{32}");
        assertThat(SANDBOX.sentTo(person).getFirst().text()).isEqualTo("hello");
        await().until(() -> isTold("sent") && isTold("delivered"));
        var list = CALLER.call("GET", ACCOUNT + "/Messages.json?To=" + encoded(person), "", "Authorization", KEYS);
        assertThat(list.json().at("/messages/0/body").asString()).isEqualTo("hello");
    }

    @Test
    void who_said_stop_gets_nothing_until_they_start_again() {
        phone("STOP");
        assertThat(send("hello").json().path("code").asInt()).isEqualTo(21610);
        phone("START");
        assertThat(send("hello").status()).isEqualTo(201);
    }

    private void phone(String text) {
        var answer = CALLER.post("/phone/api/messages", """
                {"platform":"SMS","personId":"%s","text":"%s"}""".formatted(person, text));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void the_phone_writes_as_twilio_posts() {
        phone("Is the serum in stock?");

        var webhook = SHOP.received().getLast();
        var form = Request.form(new String(webhook.body(), StandardCharsets.UTF_8));
        assertThat(webhook.contentType()).startsWith("application/x-www-form-urlencoded");
        assertThat(form)
                .containsEntry("From", person)
                .containsEntry("To", "+15005550006")
                .containsEntry("Body", "Is the serum in stock?")
                .containsEntry("SmsStatus", "received");
    }

    @ParameterizedTest
    @CsvSource({"30003,201", "21614,400"})
    void errors_come_at_once_or_later_as_told(int code, int status) {
        var kind = status == 201 ? "fails_later" : "error";
        CALLER.post("/sandbox/faults", """
                {"kind":"%s","platform":"SMS","code":%d,"personId":"%s","times":1}""".formatted(kind, code, person));

        assertThat(send("hello").status()).isEqualTo(status);
        if (status == 201) await().until(() -> isTold("undelivered"));
        assertThat(SANDBOX.sentTo(person)).isEmpty();
    }

    @Test
    void wrong_keys_and_numbers_are_refused() {
        assertThat(CALLER.call("GET", ACCOUNT + ".json", "", "Authorization", "Basic bm86bm8=")
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(20003);
        assertThat(send("x".repeat(1_601)).json().path("code").asInt()).isEqualTo(21617);
        var numbers = CALLER.call(
                "GET", ACCOUNT + "/IncomingPhoneNumbers.json?PhoneNumber=%2B15005550006", "", "Authorization", KEYS);
        assertThat(numbers.json().at("/incoming_phone_numbers/0/phone_number").asString())
                .isEqualTo("+15005550006");
    }

    @Test
    void outside_whatsapps_window_words_are_taken_and_reported_as_failed_and_an_sms_goes() {
        CALLER.call("PATCH", "/sandbox/rules", "{\"windows\":true}");
        var to = "whatsapp:" + person;

        var answer = CALLER.call(
                "POST",
                ACCOUNT + "/Messages.json",
                "From=" + encoded("whatsapp:+15005550006") + "&To=" + encoded(to) + "&Body=hi&StatusCallback="
                        + encoded("https://shop.example/api/webhooks/twilio?mark=m1"),
                "Authorization",
                KEYS);

        assertThat(answer.status()).isEqualTo(201);
        await().until(() -> SHOP.received().stream()
                .map(it -> Request.form(new String(it.body(), StandardCharsets.UTF_8)))
                .anyMatch(form -> "63016".equals(form.get("ErrorCode")) && to.equals(form.get("To"))));
        assertThat(SANDBOX.sentTo(person)).isEmpty();
        send("an sms has no window");
        assertThat(SANDBOX.sentTo(person)).hasSize(1);
    }
}

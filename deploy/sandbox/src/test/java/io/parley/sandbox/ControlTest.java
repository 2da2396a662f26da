package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nobody")));
    private static final Caller CALLER = new Caller(SANDBOX.url());

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static void send(String person, String text) {
        CALLER.post("/v23.0/100000000000001/messages?access_token=t", """
                {"recipient":{"id":"%s"},"message":{"text":"%s"}}""".formatted(person, text));
    }

    @Test
    void what_was_sent_can_be_listed_counted_and_paged() {
        for (var i = 0; i < 5; i++) send("lister", "text " + i);
        var page = CALLER.get("/sandbox/sent?personId=lister&limit=3").json();
        assertThat(page.path("items")).hasSize(3);
        assertThat(page.path("items").path(0).path("text").asString()).isEqualTo("text 0");
        var rest = CALLER.get("/sandbox/sent?personId=lister&limit=3&after="
                        + page.path("next").asLong())
                .json();
        assertThat(rest.path("items")).hasSize(2);
        assertThat(rest.has("next")).isFalse();
        assertThat(CALLER.get("/sandbox/sent/count?personId=lister&text=text")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(5);
        var later = Instant.now().plusSeconds(60);
        assertThat(CALLER.get("/sandbox/sent?personId=lister&since=" + later)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void equal_messages_to_one_person_are_counted() {
        send("repeated", "your order is confirmed");
        send("repeated", "your order is confirmed");
        send("repeated", "something else");
        var repeats = CALLER.get("/sandbox/sent/repeats?personId=repeated").json();
        assertThat(repeats.path("count").asInt()).isEqualTo(1);
        assertThat(repeats.path("items").path(0).path("count").asInt()).isEqualTo(2);
        assertThat(repeats.path("items").path(0).path("text").asString()).isEqualTo("your order is confirmed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /phone/api/messages                       | {}                                                       | 400
            POST   | /phone/api/messages                       | not json                                                 | 400
            POST   | /phone/api/messages                       | []                                                       | 400
            POST   | /phone/api/messages                       | {"platform":"FAX","personId":"1","text":"a"}             | 400
            POST   | /phone/api/messages                       | {"platform":"SMTP","personId":"1","text":"a"}        | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","text":"a"}                      | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","personId":"a b","text":"a"}     | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","personId":"1"}                  | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","personId":"1","text":""}        | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","personId":"1","text":1}         | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","personId":1,"text":"a"}         | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","personId":"1","text":"a","postback":{}} | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","personId":"1","quickReply":"a"} | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","personId":"1","attachment":{}}  | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","personId":"1","text":"a","copies":0} | 400
            POST   | /phone/api/messages                       | {"platform":"INSTAGRAM","personId":"1","text":"a","accountId":"x"} | 400
            GET    | /phone/api/stream                         | ''                                                       | 400
            GET    | /phone/api/stream?personId=never-heard-of | ''                                                       | 400
            GET    | /phone/api/chats/INSTAGRAM/never          | ''                                                       | 404
            GET    | /phone/media/none.jpg                     | ''                                                       | 404
            GET    | /sandbox/sent?since=yesterday             | ''                                                       | 400
            GET    | /sandbox/sent?limit=0                     | ''                                                       | 400
            GET    | /sandbox/sent?limit=many                  | ''                                                       | 400
            GET    | /sandbox/sent?after=x                     | ''                                                       | 400
            GET    | /sandbox/sent?kind=odd                    | ''                                                       | 400
            GET    | /sandbox/mails/none                       | ''                                                       | 404
            GET    | /sandbox/mails/none/html                  | ''                                                       | 404
            PATCH  | /sandbox/settings                         | {"echoes":"yes"}                                         | 400
            PATCH  | /sandbox/settings                         | {"webhookUrl":"ftp://x"}                                 | 400
            POST   | /sandbox/accounts                         | {"platform":"INSTAGRAM","id":"x","name":"Shop"}          | 400
            POST   | /sandbox/accounts                         | {"platform":"INSTAGRAM","id":"123"}                      | 400
            PUT    | /sandbox/sent                             | {}                                                       | 405
            GET    | /nothing/is/here/at/all                   | ''                                                       | 404
            """)
    void wrong_input_is_answered_with_a_problem_that_says_what_to_do(
            String method, String path, String body, int status) throws IOException {
        var answer = CALLER.raw(method, path, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(new Caller.Answer(status, answer.body())
                        .json()
                        .path("detail")
                        .asString())
                .isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "at io.parley");
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        var answer = CALLER.post("/phone/api/messages", "x".repeat(1_000_001));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void a_page_from_elsewhere_cannot_drive_it() {
        assertThat(CALLER.call("DELETE", "/sandbox/sent", "", "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(CALLER.call("DELETE", "/sandbox/faults", "", "Origin", "http://localhost:" + SANDBOX.port())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void another_account_can_be_announced() {
        assertThat(CALLER.post("/sandbox/accounts", """
                {"platform":"MESSENGER","id":"200000000000009","name":"Second Shop"}""").status()).isEqualTo(201);
        assertThat(CALLER.get("/v23.0/200000000000009?access_token=t")
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("Second Shop");
    }

    @Test
    void the_environment_sets_it_up() {
        var config = Config.of(Map.of(
                "PARLEY_SANDBOX_PORT", "18123",
                "PARLEY_SANDBOX_ACCOUNTS", "INSTAGRAM|123456|shop|The Shop, MESSENGER|654321||The Shop"));
        assertThat(config.port()).isEqualTo(18123);
        assertThat(config.smtpPort()).isEqualTo(8091);
        assertThat(config.host()).isEqualTo("localhost");
        assertThat(config.accounts())
                .extracting(Account::id, Account::username)
                .containsExactly(tuple("123456", "shop"), tuple("654321", ""));
        assertThat(Config.of(Map.of()).accounts()).isEqualTo(Account.demo());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARLEY_SANDBOX_PORT", "PARLEY_WEBHOOK_URL", "PARLEY_SANDBOX_ACCOUNTS"})
    void a_setting_that_cannot_be_used_is_named(String name) {
        assertThatThrownBy(() -> Config.of(Map.of(name, "no such thing"))).hasMessageContaining(name);
    }

    @Test
    void a_taken_port_is_said_in_words() {
        var same = new Config(
                "localhost", SANDBOX.port(), 0, URI.create("http://localhost:1/"), "secret", Account.demo(), 10);
        assertThatThrownBy(() -> SandboxServer.start(same)).hasMessageContaining("cannot listen on localhost:");
    }
}

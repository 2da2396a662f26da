package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nobody")));
    private static final Caller CALLER = new Caller(SANDBOX.url());
    private static final String PAGE = "/v23.0/100000000000001/messages?access_token=t";
    private static final String INSTAGRAM = "/v23.0/17841400000000001/messages?access_token=t";

    @AfterEach
    void heal() {
        CALLER.call("DELETE", "/sandbox/faults", "");
        CALLER.call("DELETE", "/sandbox/sent", "");
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static void order(String fault) {
        assertThat(CALLER.post("/sandbox/faults", fault).status()).isEqualTo(201);
    }

    private static String hello(String person) {
        return """
                {"recipient":{"id":"%s"},"message":{"text":"hello"}}""".formatted(person);
    }

    @ParameterizedTest
    @CsvSource({
        "token_expired, 400, 190, 463",
        "window_closed, 403, 10,  2018278",
        "blocked,       400, 551, 1545041",
        "rate_limit,    400, 613, 0",
        "http500,       500, 2,   0"
    })
    void each_kind_has_metas_code(String kind, int status, int code, int subcode) {
        order("{\"kind\":\"" + kind + "\"}");
        var answer = CALLER.post(PAGE, hello("1"));
        assertThat(answer.status()).isEqualTo(status);
        var error = answer.json().path("error");
        assertThat(error.path("code").asInt()).isEqualTo(code);
        assertThat(error.path("error_subcode").asInt(0)).isEqualTo(subcode);
        assertThat(SANDBOX.sentTo("1")).isEmpty();
        assertThat(CALLER.get("/sandbox/sent?personId=1&kind=refused").json().path("items"))
                .hasSize(1);
    }

    @Test
    void instagram_words_a_closed_window_its_own_way() {
        order("{\"kind\":\"window_closed\"}");
        var error = CALLER.post(INSTAGRAM, hello("1")).json().path("error");
        assertThat(error.path("type").asString()).isEqualTo("IGApiException");
        assertThat(error.path("error_subcode").asInt()).isEqualTo(2534022);
    }

    @Test
    void an_error_carries_the_code_and_subcode_it_was_ordered_with() {
        order("{\"kind\":\"error\",\"code\":100,\"subcode\":2018001}");
        var error = CALLER.post(PAGE, hello("1")).json().path("error");
        assertThat(error.path("code").asInt()).isEqualTo(100);
        assertThat(error.path("error_subcode").asInt()).isEqualTo(2018001);
    }

    @Test
    void a_fault_with_times_ends_by_itself() {
        order("{\"kind\":\"rate_limit\",\"times\":2}");
        assertThat(CALLER.post(PAGE, hello("1")).status()).isEqualTo(400);
        assertThat(CALLER.post(PAGE, hello("1")).status()).isEqualTo(400);
        assertThat(CALLER.post(PAGE, hello("1")).status()).isEqualTo(200);
        assertThat(CALLER.get("/sandbox/faults").json().path("items")).isEmpty();
    }

    @Test
    void a_fault_meets_only_its_platform_and_person() {
        order("{\"kind\":\"blocked\",\"platform\":\"INSTAGRAM\",\"personId\":\"7\"}");
        assertThat(CALLER.post(PAGE, hello("7")).status()).isEqualTo(200);
        assertThat(CALLER.post(INSTAGRAM, hello("8")).status()).isEqualTo(200);
        assertThat(CALLER.post(INSTAGRAM, hello("7")).status()).isEqualTo(400);
    }

    @Test
    void slow_is_right_but_late() {
        order("{\"kind\":\"slow\",\"delayMs\":300}");
        var before = System.nanoTime();
        assertThat(CALLER.post(PAGE, hello("1")).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
        assertThat(SANDBOX.sentTo("1")).hasSize(1);
    }

    @Test
    void half_an_answer_breaks_off_though_the_message_arrived() {
        order("{\"kind\":\"half_answer\",\"times\":1}");
        assertThatThrownBy(() -> CALLER.raw("POST", PAGE, hello("1"))).isInstanceOf(IOException.class);
        assertThat(SANDBOX.sentTo("1")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hanging_ends_without_an_answer_and_arrives_only_if_told_so(boolean delivered) {
        order("{\"kind\":\"hang\",\"delayMs\":100,\"times\":1,\"delivered\":" + delivered + "}");
        assertThatThrownBy(() -> CALLER.raw("POST", PAGE, hello("1"))).isInstanceOf(IOException.class);
        assertThat(SANDBOX.sentTo("1")).hasSize(delivered ? 1 : 0);
    }

    @Test
    void a_fault_can_be_called_off() {
        var id = CALLER.post("/sandbox/faults", "{\"kind\":\"http500\"}")
                .json()
                .path("id")
                .asString();
        assertThat(CALLER.call("DELETE", "/sandbox/faults/" + id, "").status()).isEqualTo(204);
        assertThat(CALLER.call("DELETE", "/sandbox/faults/" + id, "").status()).isEqualTo(404);
        assertThat(CALLER.post(PAGE, hello("1")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\":\"earthquake\"}",
                "{\"kind\":7}",
                "{\"kind\":\"error\"}",
                "{\"kind\":\"slow\",\"delayMs\":-1}",
                "{\"kind\":\"slow\",\"delayMs\":\"long\"}",
                "{\"kind\":\"http500\",\"times\":0}",
                "{\"kind\":\"http500\",\"platform\":\"CARRIER_PIGEON\"}",
                "{\"kind\":\"rate_limit\",\"platform\":\"SMTP\"}",
                "{\"kind\":\"error\",\"platform\":\"SMTP\",\"code\":190}",
                "nonsense"
            })
    void a_fault_that_makes_no_sense_is_refused_with_words(String fault) {
        var answer = CALLER.post("/sandbox/faults", fault);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).isNotBlank();
    }
}

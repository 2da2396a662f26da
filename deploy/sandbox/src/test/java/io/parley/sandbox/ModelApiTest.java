package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.sandbox.http.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ModelApiTest {
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nobody")));
    private static final Caller CALLER = new Caller(SANDBOX.url());
    private static final String PATH = "/v1/chat/completions";
    private static final String[] KEY = {"Authorization", "Bearer test"};

    @AfterEach
    void heal() {
        CALLER.call("DELETE", "/sandbox/faults", "");
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void a_shopper_is_understood_by_the_ids_of_the_catalogue_that_is_shown() {
        var answer = ask("2 glow serums 50ml to Sydney please");
        assertThat(answer.path("object").asString()).isEqualTo("chat.completion");
        assertThat(answer.path("usage").path("prompt_tokens").asInt()).isPositive();
        assertThat(answer.path("usage").path("total_tokens").asInt())
                .isEqualTo(answer.path("usage").path("prompt_tokens").asInt()
                        + answer.path("usage").path("completion_tokens").asInt());
        var understood = written(answer);
        assertThat(understood.path("items")).hasSize(1);
        assertThat(understood.path("items").get(0).path("id").asString()).isEqualTo("p1v2");
        assertThat(understood.path("items").get(0).path("quantity").asInt()).isEqualTo(2);
        assertThat(understood.path("place").asString()).isEqualTo("Sydney");
    }

    @Test
    void a_text_is_worded_anew() {
        var answer = CALLER.call("POST", PATH, question("text", "{\\\"text\\\":\\\"It is $5.\\\"}"), KEY);
        assertThat(written(answer.json()).path("text").asString()).isEqualTo("Lovely! It is $5.");
    }

    @ParameterizedTest
    @CsvSource({"http500,500,server_error", "rate_limit,429,requests"})
    void it_fails_as_the_real_one_does(String kind, int status, String type) throws IOException {
        fault(kind);
        var answer = CALLER.raw("POST", PATH, about("hi"), KEY);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.parse(answer.body().getBytes(StandardCharsets.UTF_8))
                        .path("error")
                        .path("type")
                        .asString())
                .isEqualTo(type);
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 429);
    }

    @Test
    void it_declines() {
        fault("refusal");
        var message = ask("hi").path("choices").get(0).path("message");
        assertThat(message.path("content").isNull()).isTrue();
        assertThat(message.path("refusal").asString()).isNotBlank();
    }

    @Test
    void what_it_writes_breaks_off() {
        fault("broken_json");
        String half =
                ask("hi").path("choices").get(0).path("message").path("content").asString();
        assertThatThrownBy(() -> Json.parse(half.getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }

    @Test
    void it_names_what_it_was_never_shown() {
        fault("wrong_ids");
        assertThat(written(ask("2 glow serums")).path("items"))
                .isNotEmpty()
                .noneMatch(item -> item.path("id").asString().matches("p1(v[12])?"));
    }

    @Test
    void it_obeys() {
        fault("obeys");
        var understood = written(ask("confirm it at $1.00"));
        assertThat(understood.path("intents").toString()).contains("confirm", "payment_claim");
        assertThat(understood.path("price").isMissingNode()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"model\":\"m\"}", "{\"model\":\"m\",\"messages\":[]}"})
    void what_is_no_question_is_refused(String body) {
        assertThat(CALLER.call("POST", PATH, body, KEY).status()).isEqualTo(400);
    }

    @Test
    void nobody_asks_without_a_key() {
        assertThat(CALLER.post(PATH, about("hi")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_expired", "window_closed", "blocked"})
    void what_only_platforms_do_it_does_not(String kind) {
        assertThat(CALLER.post("/sandbox/faults", "{\"platform\":\"MODEL\",\"kind\":\"" + kind + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_fault_of_all_platforms_is_none_of_the_models() {
        assertThat(CALLER.post("/sandbox/faults", "{\"kind\":\"http500\"}").status())
                .isEqualTo(201);
        assertThat(CALLER.call("POST", PATH, about("hi"), KEY).status()).isEqualTo(200);
    }

    @Test
    void the_models_own_faults_need_no_platform_named() {
        assertThat(CALLER.post("/sandbox/faults", "{\"kind\":\"refusal\"}").status())
                .isEqualTo(201);
        assertThat(ask("hi")
                        .path("choices")
                        .get(0)
                        .path("message")
                        .path("refusal")
                        .asString())
                .isNotBlank();
    }

    private static void fault(String kind) {
        assertThat(CALLER.post("/sandbox/faults", "{\"platform\":\"MODEL\",\"kind\":\"" + kind + "\"}")
                        .status())
                .isEqualTo(201);
    }

    private static JsonNode ask(String said) {
        var answer = CALLER.call("POST", PATH, about(said), KEY);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode written(JsonNode answer) {
        return Json.parse(answer.path("choices")
                .get(0)
                .path("message")
                .path("content")
                .asString()
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String about(String said) {
        var data = Json.object().put("shopper_said", said);
        var product = data.putArray("catalogue").addObject().put("id", "p1").put("name", "Glow Serum");
        product.putArray("called").add("glow one");
        var variants = product.putArray("variants");
        variants.addObject().put("id", "p1v1").put("name", "30ml");
        variants.addObject().put("id", "p1v2").put("name", "50ml");
        return question("intents", Json.string(data).replace("\"", "\\\""));
    }

    private static String question(String field, String data) {
        return """
                {"model":"parley-local","messages":[{"role":"system","content":"read"},{"role":"user","content":"%s"}],
                 "response_format":{"type":"json_schema","json_schema":{"name":"x","strict":true,
                  "schema":{"type":"object","properties":{"%s":{}}}}}}""".formatted(data, field);
    }
}

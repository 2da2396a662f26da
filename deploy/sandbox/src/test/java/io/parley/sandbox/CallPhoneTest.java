package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.parley.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CallPhoneTest {
    private static final Answering SHOP = new Answering();
    private static final SandboxServer SANDBOX = SandboxServer.start(Config.forTests(SHOP.url()));
    private static final Caller CALLER = new Caller(SANDBOX.url());

    private final String person = "+1202555" + Math.abs(System.nanoTime() % 10_000_000);

    /// A shop that answers the phone.
    private static final class Answering implements AutoCloseable {
        private final HttpServer http;
        private final List<Posted> posted = new CopyOnWriteArrayList<>();
        private volatile boolean answers = true;

        record Posted(String path, String secret, String bearer, JsonNode body) {
            String type() {
                return body.at("/message/type").asString("");
            }

            String caller() {
                return body.at(path.endsWith("voice") ? "/message/customer/number" : "/customer/number")
                        .asString("");
            }
        }

        Answering() {
            try {
                http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            } catch (IOException noPort) {
                throw new UncheckedIOException(noPort);
            }
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/", exchange -> {
                try (exchange) {
                    var path = exchange.getRequestURI().getPath();
                    var headers = exchange.getRequestHeaders();
                    var body = Json.parse(exchange.getRequestBody().readAllBytes());
                    posted.add(new Posted(
                            path,
                            String.valueOf(headers.getFirst("X-Vapi-Secret")),
                            String.valueOf(headers.getFirst("Authorization")),
                            body));
                    var answer = (path.endsWith("completions")
                                    ? """
                                    data: {"choices":[{"delta":{"content":"You said "}}]}

                                    data: {"choices":[{"delta":{"content":"%s"}}]}

                                    data: [DONE]

                                    """.formatted(last(body))
                                    : body.at("/message/type").asString("").equals("assistant-request") && answers
                                            ? """
                                            {"assistant":{"firstMessage":"Hello","credentials":[{"apiKey":"key"}],
                                            "model":{"url":"https://shop.example/api/webhooks/voice","model":"parley"}}}"""
                                            : "{}")
                            .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                }
            });
            http.start();
        }

        private static String last(JsonNode body) {
            var messages = body.path("messages");
            return messages.path(messages.size() - 1).path("content").asString("");
        }

        URI url() {
            return URI.create("http://localhost:" + http.getAddress().getPort() + "/api/webhooks/meta");
        }

        List<Posted> of(String caller) {
            return posted.stream().filter(it -> it.caller().equals(caller)).toList();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
        SHOP.close();
    }

    private String ring() {
        var answer = CALLER.post("/phone/api/calls", "{\"personId\":\"" + person + "\",\"name\":\"Maya\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("callId").asString();
    }

    private Caller.Answer speak(String call, String text) {
        return CALLER.post("/phone/api/calls/" + call + "/speech", "{\"text\":\"" + text + "\"}");
    }

    private JsonNode chat() {
        return CALLER.get("/phone/api/chats/VOICE/" + person.replace("+", "%2B"))
                .json();
    }

    @Test
    void a_call_is_answered_spoken_in_and_reported() {
        var call = ring();
        assertThat(chat().at("/messages/0/text").asString()).isEqualTo("Hello");
        assertThat(chat().at("/call/state").asString()).isEqualTo("talking");

        assertThat(speak(call, "two serums").json().path("heard").asString()).isEqualTo("You said two serums");
        CALLER.call("DELETE", "/phone/api/calls/" + call, "");

        var posted = SHOP.of(person);
        assertThat(posted.stream().map(Answering.Posted::type))
                .containsExactly(
                        "assistant-request",
                        "status-update",
                        "transcript",
                        "transcript",
                        "",
                        "transcript",
                        "status-update",
                        "end-of-call-report");
        assertThat(posted.getFirst().secret()).isEqualTo("local-voice-secret");
        assertThat(posted.get(4).path()).isEqualTo("/api/webhooks/voice/chat/completions");
        assertThat(posted.get(4).bearer()).isEqualTo("Bearer key");
        assertThat(posted.get(4).body().at("/call/id").asString()).isEqualTo(call);
        var report = posted.getLast().body().path("message");
        assertThat(report.path("endedReason").asString()).isEqualTo("customer-ended-call");
        assertThat(report.at("/artifact/messages").size()).isEqualTo(3);
        assertThat(report.at("/artifact/transcript").asString()).contains("User: two serums");
        assertThat(chat().at("/call/state").asString()).isEqualTo("over");
        assertThat(speak(call, "hello?").status()).isEqualTo(409);
    }

    @Test
    void the_shop_speaks_into_a_call_and_passes_it_on() {
        var call = ring();
        var control = SHOP.of(person)
                .getFirst()
                .body()
                .at("/message/call/monitor/controlUrl")
                .asString();
        assertThat(control).isEqualTo(SANDBOX.url() + "/vapi/calls/" + call + "/control");

        assertThat(control(call, "{\"type\":\"say\",\"content\":\"One more thing\"}"))
                .isEqualTo(200);
        assertThat(chat().at("/messages/1/text").asString()).isEqualTo("One more thing");
        assertThat(control(call, "{\"type\":\"sing\"}")).isEqualTo(400);
        assertThat(control(call, "{\"type\":\"transfer\",\"destination\":{\"number\":\"+12025550100\"}}"))
                .isEqualTo(200);
        assertThat(control(call, "{\"type\":\"say\",\"content\":\"Still there?\"}"))
                .isEqualTo(404);

        await().until(() -> SHOP.of(person).getLast().type().equals("end-of-call-report"));
        assertThat(SHOP.of(person).getLast().body().at("/message/endedReason").asString())
                .isEqualTo("assistant-forwarded-call");
        assertThat(chat().at("/call/state").asString()).isEqualTo("passed_on");
    }

    private int control(String call, String order) {
        return CALLER.post("/vapi/calls/" + call + "/control", order).status();
    }

    @Test
    void a_shop_that_does_not_answer_is_not_reached() {
        SHOP.answers = false;
        try {
            var call = ring();
            assertThat(chat().at("/messages/0/text").asString()).contains("cannot take calls");
            assertThat(chat().at("/call/state").asString()).isEqualTo("over");
            assertThat(speak(call, "hello").status()).isEqualTo(409);
        } finally {
            SHOP.answers = true;
        }
    }

    @Test
    void what_is_no_number_cannot_call_and_calls_are_not_written() {
        assertThat(CALLER.post("/phone/api/calls", "{\"personId\":\"maya\"}").status())
                .isEqualTo(400);
        assertThat(CALLER.post(
                                "/phone/api/messages",
                                "{\"platform\":\"VOICE\",\"personId\":\"" + person + "\",\"text\":\"hi\"}")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("not_written");
        assertThat(CALLER.get("/phone/api/calls/none").status()).isEqualTo(404);
        assertThat(CALLER.get("/assets/call.js").status()).isEqualTo(200);
    }
}

package io.parley.gateway.routing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.gateway.GatewayUnderTest;
import io.parley.gateway.StandInService.Asked;
import io.parley.testing.Http;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingServiceTest {
    private final GatewayUnderTest gateway = GatewayUnderTest.shared();
    private final String base = "http://localhost:" + gateway.service().port();

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, /api/webhooks/meta",
        "application/x-www-form-urlencoded, /api/webhooks/meta",
        "multipart/form-data; boundary=x, /api/webhooks/meta",
        "text/plain, /api/webhooks/meta",
        "application/json, /webhooks/meta",
        "application/x-www-form-urlencoded, /webhooks/twilio",
        "application/x-www-form-urlencoded; charset=UTF-8, /webhooks/twilio",
        "multipart/form-data; boundary=x, /webhooks/voice"
    })
    void a_webhook_passes_to_the_byte_with_its_signature(String type, String path) throws Exception {
        byte[] body = new byte[70_000];
        new Random(7).nextBytes(body);
        byte[] start = "a=1&b=%C3%A9&a=+2&c".getBytes(UTF_8);
        System.arraycopy(start, 0, body, 0, start.length);

        for (HttpRequest.BodyPublisher publisher : List.of(
                HttpRequest.BodyPublishers.ofByteArray(body),
                HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))) {
            HttpResponse<byte[]> answer = send(to(path + "?x=1&y=%C3%A9+")
                    .header("Content-Type", type)
                    .header("X-Hub-Signature-256", "sha256=00ff")
                    .POST(publisher));
            assertThat(answer.statusCode()).isEqualTo(200);
            Asked asked = gateway.behind().last();
            assertThat(asked.body()).isEqualTo(body);
            assertThat(asked.target()).isEqualTo((path.startsWith("/api") ? path : "/api" + path) + "?x=1&y=%C3%A9+");
            assertThat(asked.headers()).containsEntry("x-hub-signature-256", List.of("sha256=00ff"));
            assertThat(asked.headers()).containsEntry("content-type", List.of(type));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/products?q=caf%C3%A9&q=%26+x&empty=&flag",
                "/api/products/a%20b",
                "/api/webhooks/meta?hub.mode=subscribe&hub.challenge=1%2B1&hub.verify_token=%25"
            })
    void path_and_query_pass_as_they_were_written(String target) throws Exception {
        // written by hand: no client helps to make it tidy
        assertThat(raw("GET " + target + " HTTP/1.1")).startsWith("HTTP/1.1 200");
        assertThat(gateway.behind().last().target()).isEqualTo(target);
    }

    @Test
    void every_service_has_its_paths() {
        for (String path : List.of(
                "/api/products",
                "/api/products/1/variants",
                "/api/carts/current",
                "/api/orders",
                "/api/track/x",
                "/api/inventory",
                "/api/conversations",
                "/api/assistant/x",
                "/api/channels",
                "/api/webhooks/meta",
                "/api/entry-points",
                "/api/e/K7M2QX",
                "/api/notifications")) {
            assertThat(gateway.http().get(path).status()).as(path).isEqualTo(200);
            assertThat(gateway.behind().last().target()).isEqualTo(path);
        }
        assertThat(gateway.http().get("/webhooks/meta?hub.challenge=5").status())
                .isEqualTo(200);
        assertThat(gateway.behind().last().target()).isEqualTo("/api/webhooks/meta?hub.challenge=5");
    }

    @Test
    void the_token_and_the_trace_are_passed_on_and_claims_about_the_way_are_not() {
        gateway.http()
                .with("Authorization", "Bearer whatever-the-service-will-say")
                .with("X-Forwarded-For", "6.6.6.6")
                .with("X-Parley-Service", "a.b.c")
                .with("X-Cart-Token", "t")
                .get("/api/carts/current");
        Asked asked = gateway.behind().last();
        assertThat(asked.headers())
                .containsEntry("authorization", List.of("Bearer whatever-the-service-will-say"))
                .containsEntry("x-cart-token", List.of("t"))
                .containsKey("traceparent");
        assertThat(asked.headers().get("x-forwarded-for")).doesNotContain("6.6.6.6");
        assertThat(asked.headers())
                .as("nobody speaks for a service through the front door")
                .doesNotContainKey("x-parley-service");
    }

    @Test
    void an_answer_passes_with_its_headers_and_those_of_the_front_door_once() {
        Http.Answer answer = gateway.http().get("/api/products");
        assertThat(answer.json().get("answer").asString()).isEqualTo("yes");
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.response().headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        for (String once : List.of("X-Trace-Id", "Content-Security-Policy", "X-Content-Type-Options", "Date")) {
            assertThat(answer.response().headers().allValues(once)).as(once).hasSize(1);
        }
        assertThat(answer.header("X-Trace-Id")).matches("[0-9a-f]{32}");
        assertThat(gateway.behind().last().headers().get("traceparent").getFirst())
                .contains(answer.header("X-Trace-Id"));

        Http.Answer refused = gateway.http().post("/api/orders/refused", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("out_of_stock");
        assertThat(gateway.http().get("/api/products/large").response().body()).hasSize(300_000);
    }

    @Test
    void a_service_that_is_down_is_named_and_soon_not_even_asked() {
        for (int i = 0; i < 25; i++) {
            Http.Answer answer = gateway.http().get("/api/loyalty/accounts");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("service_unavailable");
            assertThat(answer.json().get("service").asString()).isEqualTo("loyalty");
            assertThat(answer.json().get("detail").asString()).contains("loyalty-service");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
        assertThat(gateway.http().get("/actuator/prometheus").text())
                .containsPattern(
                        "resilience4j_circuitbreaker_state\\{[^}]*name=\"loyalty\"[^}]*state=\"open\"[^}]*} 1");
        assertThat(gateway.http().get("/api/products").status()).isEqualTo(200);
    }

    @Test
    void a_service_that_hangs_is_not_waited_for() {
        long began = System.nanoTime();
        Http.Answer answer = gateway.http().get("/api/notifications/slow");
        assertThat(answer.code()).isEqualTo("service_too_slow");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void an_answer_cut_off_in_the_middle_is_no_answer() {
        Http.Answer answer = gateway.http().post("/api/notifications/cut-off", "{}");
        assertThat(answer.status()).isEqualTo(503);
    }

    @Test
    void a_body_that_is_too_large_is_refused_before_a_service_sees_it_all() throws Exception {
        byte[] large = new byte[5_000_000];
        assertThat(send(to("/api/webhooks/meta").POST(HttpRequest.BodyPublishers.ofByteArray(large)))
                        .statusCode())
                .isEqualTo(413);
        HttpResponse<byte[]> chunked = send(to("/api/webhooks/meta")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(new String(chunked.body(), UTF_8)).contains("body_too_large");
    }

    @Test
    void a_caller_who_leaves_in_the_middle_does_no_harm() throws Exception {
        try (Socket socket = new Socket("localhost", gateway.service().port())) {
            socket.getOutputStream()
                    .write("POST /api/webhooks/meta HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
                            .getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }
        assertThat(gateway.http().post("/api/webhooks/meta", "{}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/products/..%2f..%2factuator HTTP/1.1",
                "GET /api/products/../../actuator/health HTTP/1.1",
                "GET //api/products HTTP/1.1",
                "GET /api/products;x=1 HTTP/1.1",
                "GET /api/products/%00 HTTP/1.1",
                "GET /api/products|x HTTP/1.1",
                "FOO /api/live HTTP/1.1",
                "TRACE /api/products HTTP/1.1",
                "OPTIONS /api/auth/login HTTP/1.1",
                "OPTIONS /api/products HTTP/1.1\r\nContent-Length: 0",
                "DELETE /api/products HTTP/1.1\r\nContent-Length: 0",
                "GET /%ff%fe HTTP/1.1",
                "GET /api/orders?x=%zz HTTP/1.1",
                "PUT /api/docs HTTP/1.1",
                "POST / HTTP/1.1"
            })
    void odd_requests_are_no_errors_of_ours(String line) throws Exception {
        String answer = raw(line);
        assertThat(answer).as(line).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
        assertThat(answer).doesNotContain("\"UP\"");
    }

    private String raw(String line) throws IOException {
        try (Socket socket = new Socket("localhost", gateway.service().port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }
}

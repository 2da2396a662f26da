package io.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.gateway.GatewayUnderTest;
import io.parley.gateway.GatewayUnderTest.Seller;
import io.parley.testing.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OddInputServiceTest {
    private static final GatewayUnderTest gateway = GatewayUnderTest.shared();
    private static final Seller seller = gateway.newSeller();
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "{",
            "\"x\"",
            "{}",
            "{\"a\":",
            "[".repeat(2000),
            "{\"email\":" + "1".repeat(5000) + "}",
            "{\"email\":\"\\u0000@x.y\",\"password\":\"\\ud800\",\"code\":\"\\u0000\",\"name\":\"\\u0000\",\"token\":\"\\u0000\"}",
            "{\"email\":[[]],\"password\":{},\"name\":true,\"assistant\":{\"openingHours\":[[]]},\"version\":1e999}",
            "{\"email\":\"a@b.cc\",\"password\":\"Aa345678\",\"name\":\"\\u202e\\ud83d\\ude00\",\"businessName\":\"   \"}",
            "{\"name\":\"" + "x".repeat(20_000) + "\"}",
            "\u0000",
            "\ufeff{}");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static Http.Answer send(Http as, String method, String path, String body) {
        return switch (method) {
            case "POST" -> as.post(path, body);
            case "PUT" -> as.put(path, body);
            case "PATCH" -> as.patch(path, body);
            case "DELETE" -> as.delete(path);
            default -> as.get(path);
        };
    }

    @Test
    void every_method_on_every_path_with_odd_bodies_is_answered_without_an_error_of_ours() {
        JsonNode document = gateway.http().get("/v3/api-docs").json();
        List<String> paths = new ArrayList<>(document.get("paths").propertyNames().stream()
                .filter(path -> !path.equals("/api/live"))
                .map(path -> path.replace("{id}", seller.shopId().toString()))
                .toList());
        paths.addAll(List.of("/", "/error", "/api/docs", "/api/docs/x.json", "/v3/api-docs", "/api/nothing", "/x"));
        for (Http caller : List.of(gateway.http(), gateway.as(seller))) {
            for (String path : paths) {
                for (String method : METHODS) {
                    for (String body : method.equals("GET") || method.equals("DELETE") ? List.of("") : BODIES) {
                        Http.Answer answer = send(caller, method, path, body);
                        String what = method + " " + path + " " + body.substring(0, Math.min(40, body.length()));
                        assertThat(answer.status()).as(what + answer.text()).isLessThan(500);
                        if (answer.status() >= 400) {
                            assertThat(answer.header("Content-Type")).as(what).startsWith("application/problem+json");
                        }
                    }
                }
            }
        }
    }

    @Test
    void odd_headers_are_answered_without_an_error_of_ours() {
        for (Map.Entry<String, String> odd : Map.of(
                        "Accept", "x",
                        "Accept-Language", "%%%",
                        "Content-Type", "no/such/type",
                        "Authorization", "Bearer",
                        "Cookie", "parley_refresh=\"; =; ;;",
                        "If-Match", "\"99999999999999999999\"",
                        "If-None-Match", "\"",
                        "Range", "bytes=9-1",
                        "traceparent", "00-x")
                .entrySet()) {
            for (String path : List.of("/", "/api/users/me", "/api/auth/refresh", "/api/shops/" + seller.shopId())) {
                Http caller = odd.getKey().equals("Authorization") ? gateway.http() : gateway.as(seller);
                for (String method : METHODS) {
                    assertThat(send(caller.with(odd.getKey(), odd.getValue()), method, path, "{}")
                                    .status())
                            .as(odd + " " + method + " " + path)
                            .isLessThan(500);
                }
            }
        }
    }

    @Test
    void figures_are_not_for_those_outside() {
        assertThat(gateway.http().get("/actuator/prometheus").status()).isEqualTo(200);
        Http proxied = gateway.http().with("X-Forwarded-For", "203.0.113.9");
        assertThat(proxied.get("/actuator/prometheus").status()).isEqualTo(404);
        assertThat(proxied.get("/actuator").status()).isEqualTo(404);
        assertThat(proxied.get("/actuator/health").status()).isEqualTo(200);
    }
}

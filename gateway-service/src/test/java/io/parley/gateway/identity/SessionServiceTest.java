package io.parley.gateway.identity;

import static io.parley.gateway.GatewayUnderTest.PASSWORD;
import static io.parley.gateway.GatewayUnderTest.cookie;
import static io.parley.gateway.GatewayUnderTest.newAddress;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.gateway.GatewayUnderTest;
import io.parley.gateway.GatewayUnderTest.Seller;
import io.parley.testing.Http;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionServiceTest {
    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    private Http.Answer refresh(String token) {
        return gateway.http().with("Cookie", "parley_refresh=" + token).post("/api/auth/refresh", null);
    }

    @Test
    void each_refresh_gives_another_token_and_the_same_session() {
        Seller seller = gateway.newSeller();
        Http.Answer first = refresh(seller.cookie());
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).contains("no-store");
        assertThat(first.json().at("/shop/id").asString())
                .isEqualTo(seller.shopId().toString());
        assertThat(cookie(first)).isNotEmpty().isNotEqualTo(seller.cookie());
        assertThat(refresh(cookie(first)).status()).isEqualTo(200);
    }

    @Test
    void a_spent_token_that_comes_back_later_ends_the_session_for_thief_and_owner() {
        Seller seller = gateway.newSeller();
        String next = cookie(refresh(seller.cookie()));
        gateway.clock().advance(Duration.ofSeconds(11));

        Http.Answer thief = refresh(seller.cookie());
        assertThat(thief.code()).isEqualTo("session_ended");
        assertThat(thief.header("Set-Cookie")).contains("parley_refresh=;", "Max-Age=0");
        assertThat(refresh(next).code()).isEqualTo("session_ended");
    }

    @Test
    void an_answer_lost_on_the_way_may_be_asked_for_again() {
        Seller seller = gateway.newSeller();
        refresh(seller.cookie());
        String second = cookie(refresh(seller.cookie()));
        assertThat(second).isNotEmpty();
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    void of_two_answers_to_one_token_only_the_one_used_first_lives_on() {
        Seller seller = gateway.newSeller();
        String owners = cookie(refresh(seller.cookie()));
        String thiefs = cookie(refresh(seller.cookie()));
        String next = cookie(refresh(owners));

        assertThat(refresh(thiefs).code()).isEqualTo("session_ended");
        assertThat(refresh(next).code()).isEqualTo("session_ended");
    }

    @Test
    void a_refresh_token_ends_after_thirty_days() {
        Seller seller = gateway.newSeller();
        gateway.clock().advance(Duration.ofDays(30));
        assertThat(refresh(seller.cookie()).code()).isEqualTo("session_ended");
    }

    @Test
    void logging_out_ends_the_session() {
        Seller seller = gateway.newSeller();
        Http.Answer out = gateway.http()
                .with("Cookie", "parley_refresh=" + seller.cookie())
                .post("/api/auth/logout", null);
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(refresh(seller.cookie()).code()).isEqualTo("session_ended");
        assertThat(gateway.http().post("/api/auth/logout", null).status()).isEqualTo(204);
        assertThat(gateway.http().post("/api/auth/refresh", null).code()).isEqualTo("session_missing");
    }

    @Test
    void another_sites_page_cannot_use_the_cookie() {
        Seller seller = gateway.newSeller();
        Http mine = gateway.http().with("Cookie", "parley_refresh=" + seller.cookie());
        for (Http foreign : new Http[] {
            mine.with("Origin", "https://evil.example"),
            mine.with("Origin", "null"),
            mine.with("Origin", "::::"),
            mine.with("Sec-Fetch-Site", "cross-site")
        }) {
            assertThat(foreign.post("/api/auth/refresh", null).code()).isEqualTo("origin_refused");
            assertThat(foreign.post("/api/auth/logout", null).code()).isEqualTo("origin_refused");
        }
        assertThat(mine.with("Origin", "http://localhost:" + gateway.service().port())
                        .with("Sec-Fetch-Site", "same-origin")
                        .post("/api/auth/refresh", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_unknown_address_and_a_wrong_password_get_the_same_answer_after_about_the_same_time() {
        Seller seller = gateway.newSeller();
        long[] began = {System.nanoTime()};
        Http.Answer wrong = gateway.login(seller.email(), "Wrong-Horse-9");
        long wrongTook = System.nanoTime() - began[0];
        began[0] = System.nanoTime();
        Http.Answer unknown = gateway.login(newAddress(), "Wrong-Horse-9");
        long unknownTook = System.nanoTime() - began[0];

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(told(unknown)).isEqualTo(told(wrong));
        // bcrypt at cost 12 takes far longer than everything around it
        assertThat(unknownTook).isGreaterThan(wrongTook / 3).isLessThan(wrongTook * 3);
    }

    private static Map<String, String> told(Http.Answer answer) {
        JsonNode problem = answer.json();
        return Map.of(
                "status", problem.get("status").asString(),
                "code", problem.get("code").asString(),
                "detail", problem.get("detail").asString());
    }

    @Test
    void after_five_failures_an_address_waits_whether_it_has_an_account_or_not() {
        Seller seller = gateway.newSeller();
        String nobody = newAddress();
        for (String email : new String[] {seller.email(), nobody}) {
            for (int i = 0; i < 5; i++) {
                assertThat(gateway.login(email, "Wrong-Horse-" + i).code()).isEqualTo("credentials_wrong");
            }
            Http.Answer locked = gateway.login(email, PASSWORD);
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.code()).isEqualTo("too_many_attempts");
            assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(25, 31);
        }
        gateway.clock().advance(Duration.ofSeconds(31));
        assertThat(gateway.login(seller.email(), PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void odd_input_is_refused_and_never_an_error_of_ours() {
        assertThat(gateway.login("x", "y".repeat(500)).code()).isEqualTo("credentials_wrong");
        assertThat(gateway.login("x".repeat(300), "y").code()).isEqualTo("invalid_input");
        for (String body : new String[] {"", "{", "[]", "null", "{\"email\":null}", "{\"email\":{}}", "\"x\""}) {
            for (String path : new String[] {"signup", "login", "verify-email", "resend-code", "reset-password"}) {
                assertThat(gateway.http().post("/api/auth/" + path, body).status())
                        .as(path + " " + body)
                        .isEqualTo(400);
            }
        }
        assertThat(gateway.http().get("/api/auth/verify-email").status()).isEqualTo(400);
        assertThat(gateway.http().get("/api/auth/verify-email?token=%00").status())
                .isEqualTo(400);
        assertThat(gateway.http()
                        .with("Cookie", "parley_refresh=\"")
                        .post("/api/auth/refresh", null)
                        .status())
                .isEqualTo(401);
        assertThat(gateway.http().get("/api/users/me").code()).isEqualTo("token_missing");
        assertThat(gateway.http()
                        .with("Authorization", "Bearer x.y.z")
                        .get("/api/users/me")
                        .code())
                .isEqualTo("token_invalid");
        assertThat(gateway.http().delete("/api/auth/login").status()).isEqualTo(405);
        assertThat(gateway.http().get("/api/nowhere").code()).isEqualTo("not_found");
        assertThat(gateway.http().get("/api/shops/not-an-id").status()).isEqualTo(401);
    }

    @Test
    void my_name_can_be_changed() {
        Seller seller = gateway.newSeller();
        assertThat(gateway.as(seller)
                        .patch("/api/users/me", Map.of("name", "Ama M."))
                        .json()
                        .get("name")
                        .asString())
                .isEqualTo("Ama M.");
        assertThat(gateway.as(seller).patch("/api/users/me", Map.of("name", "")).code())
                .isEqualTo("invalid_input");
    }
}

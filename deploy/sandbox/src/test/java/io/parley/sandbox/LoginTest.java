package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Facebook Login and the Conversations API, as Meta answers.
class LoginTest {
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nobody")));
    private static final Caller CALLER = new Caller(SANDBOX.url());
    private static final String PAGE = "100000000000001";
    private static final String BACK = "https%3A%2F%2Fshop.example%2Fback";
    private static final String SECRET = "&client_id=7&client_secret=local-app-secret";

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static String location(String more) throws IOException {
        return CALLER.raw("GET", "/dialog/oauth/answer?client_id=7&redirect_uri=" + BACK + "&state=s%26t&" + more, "")
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static String code() throws IOException {
        return location("allow=1&scope_pages_show_list=1&page_" + PAGE + "=1").replaceAll(".*code=([a-zA-Z]+).*", "$1");
    }

    private static JsonNode exchange(String code, String more) {
        return CALLER.get("/v23.0/oauth/access_token?code=" + code + "&redirect_uri=" + BACK + SECRET + more)
                .json();
    }

    @Test
    void a_code_becomes_a_token_that_lists_the_pages_that_were_ticked() throws IOException {
        var token = exchange(code(), "").path("access_token").asString();

        var permissions =
                CALLER.get("/v23.0/me/permissions?access_token=" + token).json();
        assertThat(permissions.at("/data/0/permission").asString()).isEqualTo("pages_show_list");
        var pages =
                CALLER.get("/v23.0/me/accounts?access_token=" + token).json().path("data");
        assertThat(pages).hasSize(1);
        assertThat(pages.at("/0/instagram_business_account/username").asString())
                .isEqualTo("glowbyama");
        var pageToken = pages.at("/0/access_token").asString();
        var path = "/v23.0/" + PAGE + "/subscribed_apps?access_token=" + pageToken;
        assertThat(CALLER.post(path + "&subscribed_fields=messages", "")
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(CALLER.get(path).json().at("/data/0/id").asString()).isEqualTo("7");
        assertThat(CALLER.call("DELETE", path, "").status()).isEqualTo(200);
        assertThat(CALLER.get(path).json().path("data")).isEmpty();
    }

    @Test
    void a_cancelled_login_comes_back_as_metas_does() throws IOException {
        assertThat(location("allow=0"))
                .startsWith("https://shop.example/back?error=access_denied&error_code=200")
                .contains("error_reason=user_denied&state=s%26t");
    }

    @Test
    void a_code_is_good_once() throws IOException {
        var code = code();
        exchange(code, "");

        var again = exchange(code, "");

        assertThat(again.at("/error/code").asInt()).isEqualTo(100);
        assertThat(again.at("/error/type").asString()).isEqualTo("OAuthException");
    }

    @ParameterizedTest
    @CsvSource({
        "/v23.0/oauth/access_token?code=x&client_id=7&client_secret=wrong,1",
        "/v23.0/oauth/access_token?grant_type=fb_exchange_token&fb_exchange_token=x&client_id=7&client_secret=local-app-secret,190",
        "/v23.0/me/accounts?access_token=nobody,190",
        "/v23.0/me/permissions,104",
        "/v23.0/debug_token?input_token=x&access_token=7|wrong,190",
        "/v23.0/" + PAGE + "/subscribed_apps?access_token=of-another-page,190",
        "/v23.0/t_nonsense/messages?access_token=x,100"
    })
    void refusals_are_in_metas_words(String path, int code) {
        var answer = CALLER.get(path.replace("|", "%7C"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(code);
    }

    @Test
    void what_was_said_can_be_read_back_though_no_webhook_came() {
        CALLER.call("PATCH", "/sandbox/settings", "{\"dropPercent\":100}");
        var mid = CALLER.post("/phone/api/messages", """
                {"platform":"INSTAGRAM","personId":"61","text":"hello?"}""").json().path("mid").asString();
        CALLER.post("/sandbox/app-messages", """
                {"accountId":"17841400000000001","personId":"61","text":"yes!"}""");
        CALLER.call("PATCH", "/sandbox/settings", "{\"dropPercent\":0}");

        var threads = CALLER.get("/v23.0/" + PAGE + "/conversations?platform=instagram&access_token=token-" + PAGE)
                .json();
        assertThat(threads.at("/data/0/participants/data/0/id").asString()).isEqualTo("61");
        var thread = threads.at("/data/0/id").asString();
        var messages = CALLER.get("/v23.0/" + thread + "/messages?limit=1&access_token=token-" + PAGE)
                .json();
        assertThat(messages.path("data")).hasSize(1);
        assertThat(messages.path("paging").has("next")).isTrue();
        var after = messages.at("/paging/cursors/after").asString();
        var older = CALLER.get("/v23.0/" + thread + "/messages?limit=1&after=" + after + "&access_token=token-" + PAGE)
                .json();
        assertThat(older.at("/data/0/id").asString()).isEqualTo(mid);
        assertThat(older.path("paging").has("next")).isFalse();
        var message = CALLER.get("/v23.0/" + mid + "?fields=message,from&access_token=token-" + PAGE)
                .json();
        assertThat(message.path("message").asString()).isEqualTo("hello?");
        assertThat(message.at("/from/id").asString()).isEqualTo("61");
    }
}

package io.parley.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.gateway.GatewayUnderTest;
import io.parley.testing.Http;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SellerAppServiceTest {
    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/orders",
                "/orders/0198c1d2-0000-7000-8000-000000000000",
                "/reset-password?token=x"
            })
    void the_apps_page_answers_every_path_of_the_app(String path) {
        Http.Answer page = gateway.http().with("Accept", "text/html").get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.text()).contains("<div id=\"root\">").doesNotContainPattern("<script>");
    }

    @Test
    void files_named_by_their_content_are_kept_for_ever_and_travel_compressed() {
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"")
                .matcher(gateway.http().get("/").text());
        assertThat(script.find()).isTrue();
        Http.Answer file = gateway.http().with("Accept-Encoding", "gzip").get(script.group(1));
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(file.header("Content-Type")).contains("javascript");
        assertThat(file.header("Content-Encoding")).isEqualTo("gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/nothing", "/api", "/assets/none.js", "/none.png", "/webhooks", "/v3/nothing", "/assets/"})
    void what_is_neither_file_nor_page_is_not_found(String path) {
        Http.Answer none = gateway.http().get(path);
        assertThat(none.status()).isIn(404, 200);
        assertThat(none.text()).doesNotContain("<div id=\"root\">");
    }

    @Test
    void every_answer_tells_the_browser_what_is_allowed() {
        for (String path :
                new String[] {"/", "/api/products", "/api/nothing", "/api/auth/login", "/.well-known/jwks.json"}) {
            Http.Answer answer = gateway.http().get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("X-Trace-Id")).isNotEmpty();
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }
}

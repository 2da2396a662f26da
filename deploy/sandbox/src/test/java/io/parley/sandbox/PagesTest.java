package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nobody")));
    private static final Caller CALLER = new Caller(SANDBOX.url());
    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"|from '\\./([^']+)'");

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/phone", "/mail", "/control"})
    void a_page_brings_everything_itself_and_runs_nothing_inline(String path) throws IOException {
        var page = CALLER.raw("GET", path, "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContainPattern("\\son\\w+=")
                .doesNotContainPattern("\\sstyle=")
                .doesNotContainPattern("(src|href)=\"https?://(?!localhost)")
                .contains("<html lang=\"en\">", "name=\"viewport\"");
        assertEveryAssetIsThere(page.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone.js", "thread.js", "happened.js", "shoppers.js", "mail.js", "control.js", "dom.js"})
    void a_script_finds_its_modules(String file) {
        var script = CALLER.get("/assets/" + file);
        assertThat(script.status()).isEqualTo(200);
        assertThat(script.body()).doesNotContain("innerHTML", "eval(");
        assertEveryAssetIsThere(script.body());
    }

    private static void assertEveryAssetIsThere(String text) {
        var assets = ASSET.matcher(text);
        while (assets.find()) {
            var asset = assets.group(1) != null ? assets.group(1) : "/assets/" + assets.group(2);
            assertThat(CALLER.get(asset).status()).as(asset).isEqualTo(200);
        }
    }
}

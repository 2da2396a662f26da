package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nobody")));
    private static final Caller CALLER = new Caller(SANDBOX.url());
    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"|from '\\./([^']+)'");

    private static final Pattern ICON = Pattern.compile("'(i-[a-z-]+|shop-avatar|post-picture)'");

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
    @ValueSource(
            strings = {
                "phone.js",
                "platforms.js",
                "thread.js",
                "bubbles.js",
                "composer.js",
                "more.js",
                "sheets.js",
                "post.js",
                "voice.js",
                "happened.js",
                "shoppers.js",
                "mail.js",
                "control.js",
                "dom.js"
            })
    void a_script_finds_its_modules(String file) {
        var script = CALLER.get("/assets/" + file);
        assertThat(script.status()).isEqualTo(200);
        assertThat(script.body()).doesNotContain("innerHTML", "eval(");
        assertEveryAssetIsThere(script.body());
    }

    @Test
    void every_icon_a_script_draws_is_in_the_page() {
        var page = CALLER.get("/phone").body();
        for (var script :
                List.of("phone", "thread", "bubbles", "composer", "more", "sheets", "post", "voice", "happened")) {
            var icons = ICON.matcher(CALLER.get("/assets/" + script + ".js").body());
            while (icons.find()) assertThat(page).as(script).contains("<symbol id=\"" + icons.group(1) + "\"");
        }
    }

    @Test
    void the_phone_writes_as_every_platform_there_is() {
        var page = CALLER.get("/phone").body();
        for (var platform : Platform.values()) {
            var offered = "name=\"platform\" value=\"" + platform + "\"";
            if (platform.onPhone()) assertThat(page).contains(offered);
            else assertThat(page).doesNotContain(offered);
        }
    }

    private static void assertEveryAssetIsThere(String text) {
        var assets = ASSET.matcher(text);
        while (assets.find()) {
            var asset = assets.group(1) != null ? assets.group(1) : "/assets/" + assets.group(2);
            assertThat(CALLER.get(asset).status()).as(asset).isEqualTo(200);
        }
    }
}

package io.parley.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.gateway.GatewayUnderTest;
import io.parley.testing.Http;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DocsServiceTest {
    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void all_documents_are_one_without_those_that_are_down() {
        JsonNode all = gateway.http().get("/api/docs/all.json").json();
        assertThat(all.at("/paths/~1api~1auth~1login/post/tags/0").asString()).isEqualTo("gateway");
        assertThat(all.at("/paths/~1api~1things/get/responses/200/content/application~1json/schema/$ref")
                        .asString())
                .matches("#/components/schemas/[a-z]+\\.Thing");
        assertThat(all.at("/components/schemas").has("catalog.Thing")).isTrue();
        assertThat(all.at("/paths").has("/internal")).isFalse();
        assertThat(all.at("/info/description").asString()).contains("missing here: [loyalty]");
    }

    @Test
    void each_has_its_own_too() {
        assertThat(gateway.http()
                        .get("/api/docs/catalog.json")
                        .json()
                        .at("/servers/0/url")
                        .asString())
                .isEqualTo("/");
        assertThat(gateway.http().get("/api/docs/gateway.json").status()).isEqualTo(200);
        assertThat(gateway.http().get("/api/docs/loyalty.json").status()).isEqualTo(503);
        assertThat(gateway.http().get("/api/docs/nobody.json").status()).isEqualTo(404);
    }

    @Test
    void the_page_is_there_and_needs_no_script_of_its_own() {
        Http.Answer door = gateway.http().get("/api/docs");
        assertThat(door.status()).isEqualTo(302);
        Http.Answer page = gateway.http().get(door.header("Location").replaceFirst("https?://[^/]+", ""));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("swagger-ui").doesNotContainPattern("<script[^>]*>\\s*[^<\\s]");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self';", "frame-ancestors 'none'");
        assertThat(gateway.http()
                        .get("/v3/api-docs/swagger-config")
                        .json()
                        .at("/urls/0/url")
                        .asString())
                .isEqualTo("/api/docs/all.json");
    }

    @Test
    void our_own_document_is_the_one_that_is_kept() {
        gateway.service().assertOpenApiIsKept();
    }
}

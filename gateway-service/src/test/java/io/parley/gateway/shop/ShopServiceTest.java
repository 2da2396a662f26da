package io.parley.gateway.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.ShopEvent.ShopChanged;
import io.parley.gateway.GatewayUnderTest;
import io.parley.gateway.GatewayUnderTest.Seller;
import io.parley.gateway.keys.ShortTokens;
import io.parley.testing.Http;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopServiceTest {
    private static final GatewayUnderTest gateway = GatewayUnderTest.shared();
    private static final Seller seller = gateway.newSeller();
    private final Http owner = gateway.as(seller);
    private final String path = "/api/shops/" + seller.shopId();

    @Test
    void a_change_is_told_with_the_whole_state_and_the_next_version() {
        long before = owner.get(path).json().get("version").asLong();
        Http.Answer changed = owner.patch(
                path,
                Map.of(
                        "sells",
                        "skincare",
                        "businessType",
                        "shop",
                        "assistant",
                        Map.of(
                                "tone",
                                "luxe",
                                "openingHours",
                                List.of(Map.of("day", 1, "opens", "09:00", "closes", "18:00")))));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"" + (before + 1) + "\"");

        ShopChanged told = gateway.service()
                .awaitEvent(
                        ShopChanged.class,
                        e -> e.shopId().equals(seller.shopId()) && e.shop().version() == before + 1);
        assertThat(told.shop().sells()).isEqualTo("skincare");
        assertThat(told.shop().name()).isEqualTo("Glow by Ama");
        assertThat(told.shop().assistant().tone()).isEqualTo("luxe");
        assertThat(told.shop().assistant().responseSpeed()).isEqualTo("instant");
        assertThat(told.shop().assistant().openingHours()).hasSize(1);
        assertThat(owner.get(path).json()).isEqualTo(changed.json());
    }

    @Test
    void the_assistants_settings_are_read_and_changed_by_themselves() {
        String settings = "/api/assistant/settings";
        assertThat(owner.get(settings).json().get("retentionDays").asInt()).isEqualTo(90);
        long before = owner.get(path).json().get("version").asLong();

        Http.Answer changed = owner.patch(
                settings,
                Map.of(
                        "engine",
                        "model",
                        "modelWording",
                        true,
                        "neverSay",
                        List.of("cheap", "cheap "),
                        "holdMinutes",
                        0,
                        "releaseAfterMinutes",
                        60,
                        "retentionDays",
                        30,
                        "delivery",
                        "Two days in Lagos.",
                        "comparedTone",
                        "luxe"));

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"" + (before + 1) + "\"");
        ShopChanged told = gateway.service()
                .awaitEvent(
                        ShopChanged.class,
                        e -> e.shopId().equals(seller.shopId()) && e.shop().version() == before + 1);
        assertThat(told.shop().assistant().neverSay()).containsExactly("cheap");
        assertThat(told.shop().assistant().holdMinutes()).isZero();
        assertThat(told.shop().assistant().releaseAfterMinutes()).isEqualTo(60);
        assertThat(told.shop().assistant().retentionDays()).isEqualTo(30);
        assertThat(told.shop().assistant().delivery()).isEqualTo("Two days in Lagos.");
        assertThat(told.shop().assistant().comparedTone()).isEqualTo("luxe");
        assertThat(told.shop().assistant().modelWording()).isTrue();
        assertThat(told.shop().assistant().responseSpeed()).isEqualTo("instant");
        assertThat(owner.get(settings).json()).isEqualTo(changed.json());
        assertThat(owner.get(path).json().get("assistant")).isEqualTo(changed.json());
        assertThat(owner.patch(settings, Map.of("delivery", "")).json().has("delivery"))
                .isFalse();
        assertThat(owner.patch(settings, Map.of("comparedTone", "")).json().has("comparedTone"))
                .isFalse();
        assertThat(owner.with("If-Match", "\"1\"")
                        .patch(settings, Map.of("retentionDays", 10))
                        .code())
                .isEqualTo("changed_meanwhile");
        assertThat(gateway.http().get(settings).status()).isEqualTo(401);
    }

    @Test
    void an_empty_text_takes_an_optional_value_away() {
        owner.patch(path, Map.of("sells", "candles"));
        assertThat(owner.patch(path, Map.of("sells", "")).json().has("sells")).isFalse();
    }

    @Test
    void a_change_of_nothing_has_no_new_version() {
        String version = owner.get(path).header("ETag");
        assertThat(owner.patch(path, Map.of()).header("ETag")).isEqualTo(version);
    }

    @Test
    void with_an_old_version_nothing_is_changed() {
        String old = owner.get(path).header("ETag");
        owner.with("If-Match", old).patch(path, Map.of("locale", "en-GB"));
        assertThat(owner.with("If-Match", old)
                        .patch(path, Map.of("locale", "fr"))
                        .code())
                .isEqualTo("changed_meanwhile");
        assertThat(owner.with("If-Match", "x")
                        .patch(path, Map.of("locale", "fr"))
                        .code())
                .isEqualTo("if_match_invalid");
    }

    @Test
    void another_shop_does_not_exist() {
        Seller other = gateway.newSeller();
        assertThat(owner.get("/api/shops/" + other.shopId()).status()).isEqualTo(404);
        assertThat(owner.patch("/api/shops/" + other.shopId(), Map.of("name", "Mine now"))
                        .status())
                .isEqualTo(404);
        assertThat(owner.get("/api/shops/" + UUID.randomUUID()).json().get("detail"))
                .isEqualTo(owner.get("/api/shops/" + other.shopId()).json().get("detail"));
    }

    @ParameterizedTest
    @CsvSource({"OWNER, 200, 200", "ADMIN, 200, 200", "MEMBER, 200, 403", "VIEWER, 200, 403"})
    void who_may_read_and_change(Role role, int read, int change) {
        Http member = gateway.http()
                .with(
                        "Authorization",
                        "Bearer "
                                + ShortTokens.sign(
                                        gateway.service().context(),
                                        UUID.randomUUID(),
                                        seller.shopId(),
                                        role,
                                        Duration.ofMinutes(1)));
        assertThat(member.get(path).status()).isEqualTo(read);
        assertThat(member.patch(path, Map.of("paymentMode", "ARRANGE_WITH_SELLER"))
                        .status())
                .isEqualTo(change);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"ab\"}",
                "{\"name\":\"      \"}",
                "{\"currency\":\"XXX\"}",
                "{\"timeZone\":\"+01:00x\"}",
                "{\"paymentMode\":\"CASH\"}",
                "{\"assistant\":{\"tone\":\"rude\"}}",
                "{\"assistant\":{\"languages\":[]}}",
                "{\"assistant\":{\"languages\":[null]}}",
                "{\"assistant\":{\"handoffTriggers\":[\"x\"]}}",
                "{\"assistant\":{\"handoffTriggers\":[null]}}",
                "{\"assistant\":{\"openingHours\":[{\"day\":8,\"opens\":\"09:00\",\"closes\":\"18:00\"}]}}",
                "{\"assistant\":{\"openingHours\":[{\"day\":1,\"opens\":\"19:00\",\"closes\":\"18:00\"}]}}",
                "{\"assistant\":{\"openingHours\":[{\"day\":1}]}}",
                "{\"assistant\":{\"openingHours\":[null]}}",
                "{\"assistant\":{\"engine\":\"gpt\"}}",
                "{\"assistant\":{\"comparedTone\":\"rude\"}}",
                "{\"assistant\":{\"modelWording\":\"yes\"}}",
                "{\"assistant\":{\"neverSay\":[\" \"]}}",
                "{\"assistant\":{\"holdMinutes\":121}}",
                "{\"assistant\":{\"holdMinutes\":-1}}",
                "{\"assistant\":{\"releaseAfterMinutes\":44641}}",
                "{\"assistant\":{\"retentionDays\":0}}",
                "{\"assistant\":{\"retentionDays\":731}}",
                "{\"assistant\":[]}",
                "[1]"
            })
    void wrong_changes_are_refused(String body) {
        Http.Answer refused = owner.patch(path, body);
        assertThat(refused.status()).as(body + refused.text()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid_input");
    }

    @ParameterizedTest
    @CsvSource({"Glow by Ama, glow-by-ama", "Café Ñandú!, cafe-nandu", "商店, shop", "--a--, a"})
    void a_name_makes_a_slug(String name, String slug) {
        assertThat(OpenShop.slug(name)).isEqualTo(slug);
    }
}

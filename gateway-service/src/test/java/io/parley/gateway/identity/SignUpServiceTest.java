package io.parley.gateway.identity;

import static io.parley.gateway.GatewayUnderTest.PASSWORD;
import static io.parley.gateway.GatewayUnderTest.newAddress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.events.ShopEvent.MemberJoined;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.Topic;
import io.parley.gateway.GatewayUnderTest;
import io.parley.testing.Heard;
import io.parley.testing.Http;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SignUpServiceTest {
    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    private static Map<String, Object> wish(String email) {
        return new HashMap<>(
                Map.of("email", email, "password", PASSWORD, "name", "Ama Mensah", "businessName", "Glow by Ama"));
    }

    @Test
    void from_sign_up_by_the_code_in_the_mail_to_the_first_request_of_the_shop() {
        String email = newAddress();
        Map<String, Object> wish = wish(" " + email.toUpperCase(java.util.Locale.ROOT));
        wish.put("timeZone", "Africa/Accra");
        wish.put("currency", "GHS");

        Http.Answer signedUp = gateway.http().post("/api/auth/signup", wish);
        assertThat(signedUp.status()).isEqualTo(201);
        assertThat(signedUp.json().get("email").asString()).isEqualTo(email);
        assertThat(signedUp.json().get("emailVerified").asBoolean()).isFalse();
        assertThat(gateway.login(email, PASSWORD).code()).isEqualTo("email_not_verified");

        gateway.verify(email);
        Http.Answer login = gateway.login(email, PASSWORD);
        assertThat(login.status()).isEqualTo(200);
        JsonNode session = login.json();
        assertThat(session.get("expiresIn").asInt()).isEqualTo(3600);
        assertThat(session.at("/user/name").asString()).isEqualTo("Ama Mensah");
        assertThat(session.at("/shop/name").asString()).isEqualTo("Glow by Ama");
        assertThat(session.at("/shop/currency").asString()).isEqualTo("GHS");
        assertThat(session.at("/shop/role").asString()).isEqualTo("owner");
        assertThat(login.header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/auth", "Max-Age=2592000")
                .doesNotContain("Secure");

        Http owner = gateway.http()
                .with("Authorization", "Bearer " + session.get("accessToken").asString());
        assertThat(owner.get("/api/users/me").json().at("/shops/0/role").asString())
                .isEqualTo("owner");
        assertThat(owner.get("/api/shops/" + session.at("/shop/id").asString()).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'fr-CI,fr;q=0.9,en;q=0.8',,fr-CI,fr",
        "'de-DE,de;q=0.9,vi;q=0.8,en;q=0.7',,vi,vi",
        "'en-GB,en;q=0.9',sw,sw,sw",
        "'fr-FR',fr-SN,fr-SN,fr",
        "'pcm-NG',,pcm-NG,pcm",
        "'fr-CI',de,fr-CI,fr",
        "'fr;q=0,en-KE',,en-KE,en",
        "'de',,en,en",
        "';;q=,\u00fc',,en,en",
        "'*',,en,en",
        ",,en,en"
    })
    void a_shop_begins_in_the_language_of_its_owners_browser(
            @Nullable String header, @Nullable String onThePage, String locale, String first) {
        Map<String, Object> wish = wish(newAddress());
        if (onThePage != null) {
            wish.put("locale", onThePage);
        }

        Http caller = header == null ? gateway.http() : gateway.http().with("Accept-Language", header);
        Http.Answer signedUp = caller.post("/api/auth/signup", wish);

        assertThat(signedUp.status()).as(signedUp.text()).isEqualTo(201);
        UUID shop = UUID.fromString(signedUp.json().get("shopId").asString());
        ShopRegistered registered = gateway.service()
                .awaitEvent(ShopRegistered.class, e -> e.shopId().equals(shop));
        assertThat(registered.shop().locale()).isEqualTo(locale);
        assertThat(registered.shop().assistant().languages())
                .startsWith(first)
                .containsExactlyInAnyOrder("en", "fr", "sw", "vi", "pcm");
    }

    @Test
    void the_new_shop_and_its_owner_are_told_with_the_whole_state() {
        String email = newAddress();
        UUID shop = UUID.fromString(gateway.http()
                .post("/api/auth/signup", wish(email))
                .json()
                .get("shopId")
                .asString());

        ShopRegistered registered = gateway.service()
                .awaitEvent(ShopRegistered.class, e -> e.shopId().equals(shop));
        MemberJoined joined =
                gateway.service().awaitEvent(MemberJoined.class, e -> e.shopId().equals(shop));

        assertThat(registered.shop().version()).isEqualTo(1);
        assertThat(registered.shop().currency()).isEqualTo("USD");
        assertThat(registered.shop().ownerEmail()).isEqualTo(email);
        assertThat(registered.shop().assistant().tone()).isEqualTo("friendly");
        assertThat(registered.shop().slug()).startsWith("glow-by-ama");
        assertThat(joined.role()).isEqualTo("owner");
        assertThat(gateway.service().events(Topic.SHOP))
                .filteredOn(heard -> heard.key().equals(shop.toString()))
                .extracting(Heard::shopId)
                .containsOnly(shop);
    }

    @Test
    void an_address_has_one_account() {
        String email = newAddress();
        gateway.http().post("/api/auth/signup", wish(email));
        assertThat(gateway.http().post("/api/auth/signup", wish(email)).code()).isEqualTo("email_taken");
    }

    @ParameterizedTest
    @CsvSource({
        "email, not-an-address",
        "email, a@b",
        "password, weak",
        "password, no-upper-case-1",
        "name, ' '",
        "businessName, ab",
        "timeZone, Mars/Olympus",
        "currency, XYZ",
        "currency, usd"
    })
    void wrong_wishes_are_refused_with_the_field_named(String field, String value) {
        Map<String, Object> wish = wish(newAddress());
        wish.put(field, value);
        Http.Answer refused = gateway.http().post("/api/auth/signup", wish);
        assertThat(refused.code()).isEqualTo("invalid_input");
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void after_five_wrong_codes_the_right_one_is_too_late_until_another_is_sent() {
        String email = newAddress();
        gateway.http().post("/api/auth/signup", wish(email));
        String code = gateway.code(email);
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(verify(email, wrong).code()).isEqualTo("code_wrong");
        }
        assertThat(verify(email, code).code()).isEqualTo("code_wrong");

        gateway.http().post("/api/auth/resend-code", Map.of("email", email));
        gateway.clock().advance(Duration.ofSeconds(61));
        assertThat(gateway.http()
                        .post("/api/auth/resend-code", Map.of("email", email))
                        .status())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.mails(email).size() == 2);
        assertThat(verify(email, gateway.code(email)).status()).isEqualTo(200);
    }

    @Test
    void a_code_is_good_for_a_quarter_of_an_hour() {
        String email = newAddress();
        gateway.http().post("/api/auth/signup", wish(email));
        String code = gateway.code(email);
        gateway.clock().advance(Duration.ofMinutes(16));
        assertThat(verify(email, code).code()).isEqualTo("code_wrong");
    }

    @Test
    void the_link_in_the_mail_proves_the_address_too_once() {
        String email = newAddress();
        gateway.http().post("/api/auth/signup", wish(email));
        String link = "/api/auth/verify-email?token=" + gateway.find(email, "token=([A-Za-z0-9_-]{43})");
        Http.Answer answer = gateway.http().with("Accept", "text/html,*/*").get(link);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/login");
        assertThat(gateway.http().get(link).code()).isEqualTo("link_wrong");
        assertThat(gateway.login(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void nobody_is_told_which_addresses_have_an_account() {
        assertThat(gateway.http()
                        .post("/api/auth/resend-code", Map.of("email", newAddress()))
                        .status())
                .isEqualTo(202);
        assertThat(gateway.http()
                        .post("/api/auth/forgot-password", Map.of("email", newAddress()))
                        .status())
                .isEqualTo(202);
        assertThat(verify(newAddress(), "123456").code()).isEqualTo("code_wrong");
    }

    @Test
    void a_forgotten_password_is_chosen_anew_and_ends_all_sessions() {
        GatewayUnderTest.Seller seller = gateway.newSeller();
        gateway.http().post("/api/auth/forgot-password", Map.of("email", seller.email()));
        String token = gateway.find(seller.email(), "reset-password\\?token=([A-Za-z0-9_-]{43})");
        assertThat(gateway.http()
                        .post("/api/auth/reset-password", Map.of("token", token, "password", "weak"))
                        .code())
                .isEqualTo("invalid_input");
        Map<String, String> choice = Map.of("token", token, "password", "Another-Horse-8");
        assertThat(gateway.http().post("/api/auth/reset-password", choice).status())
                .isEqualTo(200);
        assertThat(gateway.http().post("/api/auth/reset-password", choice).code())
                .isEqualTo("token_wrong");

        assertThat(gateway.login(seller.email(), PASSWORD).code()).isEqualTo("credentials_wrong");
        assertThat(gateway.login(seller.email(), "Another-Horse-8").status()).isEqualTo(200);
        assertThat(gateway.http()
                        .with("Cookie", "parley_refresh=" + seller.cookie())
                        .post("/api/auth/refresh", null)
                        .code())
                .isEqualTo("session_ended");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> gateway.mails(seller.email()).getLast().contains("was changed just now"));
    }

    @Test
    void what_is_stored_is_neither_password_nor_code_nor_token() {
        GatewayUnderTest.Seller seller = gateway.newSeller();
        String all = gateway.service()
                .jdbc()
                .queryForObject(
                        "select coalesce((select string_agg(u::text, '') from user_account u), '')"
                                + " || coalesce((select string_agg(m::text, '') from mail m), '')"
                                + " || coalesce((select string_agg(r::text, '') from refresh_token r), '')"
                                + " || coalesce((select string_agg(k::text, '') from signing_key k), '')",
                        String.class);
        assertThat(all)
                .contains("{bcrypt}$2a$12$")
                .doesNotContain(PASSWORD)
                .doesNotContain(seller.cookie())
                .doesNotContain("\"d\":");
    }

    private Http.Answer verify(String email, String code) {
        return gateway.http().post("/api/auth/verify-email", Map.of("email", email, "code", code));
    }
}

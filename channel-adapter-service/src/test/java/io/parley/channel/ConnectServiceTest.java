package io.parley.channel;

import static io.parley.channel.Stage.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.testing.Http;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Connecting by the platform's login, against the stand-in's real formats.
class ConnectServiceTest {
    private final Stage stage = new Stage();
    private final LoginWalk walk = new LoginWalk(stage);

    private JsonNode channels() {
        return stage.owner.get("/api/channels").json().get("items");
    }

    @Test
    void a_page_is_connected_and_its_messages_are_on_their_way() {
        String page = walk.page("Glow Page", Map.of());

        String end = walk.whole("facebook", page);

        assertThat(end).isEqualTo("/channels?connected=Glow+Page");
        ChannelConnected connected =
                SERVICE.awaitEvent(ChannelConnected.class, it -> it.accountId().equals(page));
        assertThat(connected.name()).isEqualTo("Glow Page");
        assertThat(channels()).hasSize(1);
        JsonNode channel = channels().get(0);
        assertThat(channel.get("platform").asString()).isEqualTo("MESSENGER");
        assertThat(channel.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(walk.subscribedFields(page))
                .contains("messages", "messaging_postbacks", "messaging_policy_enforcement");
        byte[] sealed = SERVICE.jdbc()
                .queryForObject("select sealed_token from channel where account_id = ?", byte[].class, page);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("EAAP");
    }

    @Test
    void what_is_asked_for_is_what_the_calls_need() {
        String facebook = walk.begin("facebook").url();
        String instagram = walk.begin("instagram").url();

        assertThat(LoginWalk.query(facebook).get("scope").split(","))
                .containsExactlyInAnyOrder(
                        "pages_show_list", "pages_messaging", "pages_read_engagement", "pages_manage_metadata");
        assertThat(LoginWalk.query(instagram).get("scope").split(","))
                .contains("instagram_basic", "instagram_manage_messages", "pages_manage_metadata");
        assertThat(facebook).startsWith(Stage.SANDBOX.url() + "/v23.0/dialog/oauth?client_id=");
        assertThat(LoginWalk.query(facebook).get("state")).hasSizeGreaterThan(40);
        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select count(*) from connect_session where encode(state_hash, 'escape') like ?",
                                Integer.class,
                                "%" + LoginWalk.query(facebook).get("state").substring(0, 10) + "%"))
                .isZero();
    }

    @Test
    void the_dialog_shows_what_is_shared_and_what_is_asked_for() {
        String page = walk.page("A <Page> & more", Map.of());
        String html = LoginWalk.get(walk.begin("facebook").url()).body();

        assertThat(html).contains("pages_messaging").contains(page).contains("A &lt;Page> &amp; more");
    }

    @Test
    void an_instagram_account_is_reached_through_its_page() {
        String instagram = Stage.instagramId();
        String page = walk.page("Glow", Map.of("instagramId", instagram, "instagramUsername", "glow.accra"));

        String end = walk.whole("instagram", page);

        assertThat(end).isEqualTo("/channels?connected=Glow");
        JsonNode channel = channels().get(0);
        assertThat(channel.get("accountId").asString()).isEqualTo(instagram);
        assertThat(channel.get("platform").asString()).isEqualTo("INSTAGRAM");
        assertThat(channel.get("username").asString()).isEqualTo("glow.accra");
    }

    @Test
    void among_several_the_seller_chooses() {
        String one = walk.page("One", Map.of("instagramId", Stage.instagramId(), "instagramUsername", "one"));
        String two = walk.page("Two", Map.of("instagramId", Stage.instagramId(), "instagramUsername", "two"));
        String none = walk.page("None", Map.of());

        String end = walk.whole("instagram", one, two, none);

        assertThat(end).startsWith("/channels?choose=");
        assertThat(channels()).isEmpty();
        String path = "/api/channels/connect/sessions/" + end.substring("/channels?choose=".length());
        JsonNode session = stage.owner.get(path).json();
        assertThat(session.get("status").asString()).isEqualTo("CHOOSING");
        assertThat(session.get("accounts")).hasSize(3);
        assertThat(session.at("/accounts/2/problem").asString()).isEqualTo("page_without_instagram");
        assertThat(session.toString()).doesNotContain("EAAP");
        assertThat(SERVICE.http().as("admin", stage.shop).get(path).status()).isEqualTo(404);
        assertThat(new Stage().owner.get(path).status()).isEqualTo(404);
        assertThat(stage.owner
                        .post(path, Map.of("accountIds", List.of("123456")))
                        .code())
                .isEqualTo("account_not_shared");
        assertThat(stage.owner.post(path, Map.of("accountIds", List.of())).status())
                .isEqualTo(400);

        String chosen = session.at("/accounts/1/accountId").asString();
        Http.Answer answer = stage.owner.post(path, Map.of("accountIds", List.of(chosen)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("channelIds")).hasSize(1);
        assertThat(channels()).hasSize(1);
        assertThat(channels().get(0).get("accountId").asString()).isEqualTo(chosen);
        assertThat(stage.owner.post(path, Map.of("accountIds", List.of(chosen))).code())
                .isEqualTo("nothing_to_choose");
        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select count(*) from connect_session where shop_id = ? and sealed_accounts is not null",
                                Integer.class,
                                stage.shop))
                .isZero();
    }

    @Test
    void of_several_that_are_chosen_all_are_connected_or_none() {
        String good = walk.page("Good", Map.of());
        String bad = walk.page("Bad", Map.of("subscribing", "REFUSED"));
        String end = walk.whole("facebook", good, bad);
        String path = "/api/channels/connect/sessions/" + end.substring("/channels?choose=".length());

        Http.Answer answer = stage.owner.post(path, Map.of("accountIds", List.of(good, bad)));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("webhook_subscription_failed");
        assertThat(channels()).isEmpty();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(walk.subscribedFields(good)).isEmpty());
        assertThat(stage.owner.post(path, Map.of("accountIds", List.of(good))).status())
                .isEqualTo(200);
    }

    @Test
    void a_cancelled_login_says_so_and_stores_nothing() {
        LoginWalk.Begun begun = walk.begin("facebook");

        String end = walk.back(walk.cancel(begun), begun.cookie());

        assertThat(end).isEqualTo("/channels?problem=cancelled");
        nothingIsStored();
        JsonNode session = stage.owner
                .get("/api/channels/connect/sessions/" + begun.sessionId())
                .json();
        assertThat(session.get("status").asString()).isEqualTo("FAILED");
        assertThat(session.get("problemDetail").asString()).contains("cancelled");
    }

    @Test
    void missing_permissions_are_named() {
        String page = walk.page("Glow", Map.of());
        LoginWalk.Begun begun = walk.begin("facebook");

        String end =
                walk.back(walk.allow(begun, List.of("pages_messaging", "pages_manage_metadata"), page), begun.cookie());

        assertThat(end)
                .isEqualTo("/channels?problem=missing_permissions&missing="
                        + LoginWalk.encoded("pages_manage_metadata,pages_messaging"));
        nothingIsStored();
        assertThat(stage.owner
                        .get("/api/channels/connect/sessions/" + begun.sessionId())
                        .json()
                        .get("missing"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "instagram,personal,personal_account",
        "instagram,none,page_without_instagram",
        "facebook,no_role,page_role",
        "facebook,refused,webhook_subscription_failed",
        "facebook,ignored,webhook_subscription_failed"
    })
    void what_stands_in_the_way_is_named(String way, String kind, String problem) {
        Map<String, Object> page = switch (kind) {
            case "personal" -> Map.of("instagramId", Stage.instagramId(), "instagramUsername", "me", "personal", true);
            case "no_role" -> Map.of("messaging", false);
            case "refused" -> Map.of("subscribing", "REFUSED");
            case "ignored" -> Map.of("subscribing", "IGNORED");
            default -> Map.of();
        };

        assertThat(walk.whole(way, walk.page("Glow", page))).isEqualTo("/channels?problem=" + problem);

        nothingIsStored();
    }

    @Test
    void without_a_page_there_is_nothing_to_connect() {
        assertThat(walk.whole("facebook")).isEqualTo("/channels?problem=no_page");
        nothingIsStored();
    }

    @Test
    void an_account_of_another_shop_stays_there() {
        String page = walk.page("Glow", Map.of());
        Stage other = new Stage();
        new LoginWalk(other).whole("facebook", page);

        assertThat(walk.whole("facebook", page)).isEqualTo("/channels?problem=connected_elsewhere");

        nothingIsStored();
        assertThat(walk.subscribedFields(page)).contains("messages");
    }

    @Test
    void a_state_is_good_once() {
        String page = walk.page("Glow", Map.of());
        LoginWalk.Begun begun = walk.begin("facebook");
        String callback = walk.allow(begun, List.of(), page);
        assertThat(walk.back(callback, begun.cookie())).startsWith("/channels?connected=");

        assertThat(walk.back(callback, begun.cookie())).isEqualTo("/channels?problem=state_reused");

        assertThat(channels()).hasSize(1);
    }

    @Test
    void a_state_is_good_for_ten_minutes_only() {
        String page = walk.page("Glow", Map.of());
        LoginWalk.Begun begun = walk.begin("facebook");
        String callback = walk.allow(begun, List.of(), page);
        SERVICE.jdbc()
                .update(
                        "update connect_session set expires_at = now() - interval '1 second' where shop_id = ?",
                        stage.shop);

        assertThat(walk.back(callback, begun.cookie())).isEqualTo("/channels?problem=state_expired");
        nothingIsStored();
    }

    @Test
    void a_login_is_finished_by_the_browser_that_began_it() {
        String page = walk.page("Glow", Map.of());
        LoginWalk.Begun begun = walk.begin("facebook");

        assertThat(walk.back(
                        walk.allow(begun, List.of(), page),
                        walk.begin("facebook").cookie()))
                .isEqualTo("/channels?problem=other_browser");

        nothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?state=",
                "?state=nonsense&code=x",
                "?code=x",
                "?error=access_denied",
                "?state=%00&code=%00",
                "?state=a&state=b&code[]=1"
            })
    void whatever_comes_back_is_led_to_the_dashboard(String query) {
        Http.Answer answer = SERVICE.http().get("/api/channels/oauth/callback" + query);

        assertThat(answer.status()).isIn(303, 400);
        if (answer.status() == 303) {
            assertThat(answer.header("Location")).endsWith("/channels?problem=state_expired");
        }
    }

    @Test
    void a_forged_code_is_worth_nothing() {
        LoginWalk.Begun begun = walk.begin("facebook");

        String end = walk.back(
                "/api/channels/oauth/callback?code=forged&state="
                        + LoginWalk.query(begun.url()).get("state"),
                begun.cookie());

        assertThat(end).isEqualTo("/channels?problem=code_rejected");
        nothingIsStored();
    }

    @Test
    void only_who_may_can_begin_and_only_where_there_is_a_login() {
        assertThat(SERVICE.http()
                        .post("/api/channels/connect/facebook/oauth", null)
                        .status())
                .isEqualTo(401);
        assertThat(SERVICE.http()
                        .as("member", stage.shop)
                        .post("/api/channels/connect/facebook/oauth", null)
                        .status())
                .isEqualTo(403);
        assertThat(stage.owner
                        .post("/api/channels/connect/whatsapp/oauth", null)
                        .code())
                .isEqualTo("no_login");
        for (int i = 0; i < 20; i++) {
            walk.begin("facebook");
        }
        assertThat(stage.owner
                        .post("/api/channels/connect/facebook/oauth", null)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void the_last_account_of_a_page_ends_its_subscription() {
        String page = walk.page("Glow", Map.of("instagramId", Stage.instagramId(), "instagramUsername", "glow"));
        walk.whole("facebook", page);
        walk.whole("instagram", page);
        Map<String, String> ids = new HashMap<>();
        channels()
                .forEach(channel -> ids.put(
                        channel.get("platform").asString(), channel.get("id").asString()));

        stage.owner.delete("/api/channels/" + ids.get("INSTAGRAM"));
        SERVICE.awaitIdle();
        assertThat(walk.subscribedFields(page)).contains("messages");

        stage.owner.delete("/api/channels/" + ids.get("MESSENGER"));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(walk.subscribedFields(page)).isEmpty());
    }

    private void nothingIsStored() {
        assertThat(channels()).isEmpty();
        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select count(*) from connect_session where shop_id = ? and sealed_accounts is not null",
                                Integer.class,
                                stage.shop))
                .isZero();
    }
}

package io.parley.channel;

import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.testing.Http;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Connecting by an id and a token that the seller typed: the platform is asked before anything is stored.
class ConnectByTokenServiceTest {
    private final Stage stage = new Stage();
    private final LoginWalk walk = new LoginWalk(stage);

    private Http.Answer connect(String way, String id, String token) {
        return stage.owner.post(
                "/api/channels/connect/" + way, Map.of("accountId", id, "name", "Glow", "accessToken", token));
    }

    private void nothingIsStored() {
        assertThat(stage.owner.get("/api/channels").json().get("items")).isEmpty();
    }

    private static String id(String way) {
        return way.equals("instagram") ? Stage.instagramId() : Stage.pageId();
    }

    @ParameterizedTest
    @ValueSource(strings = {"instagram", "facebook"})
    void what_the_platform_knows_is_connected_with_its_messages_on_their_way(String way) {
        String id = id(way);

        Http.Answer answer = connect(way, id, "token-" + id);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(walk.subscribedFields(id)).contains("messages", "messaging_postbacks");
        assertThat(stage.owner
                        .delete("/api/channels/" + answer.json().get("id").asString())
                        .status())
                .isEqualTo(204);
        await().until(() -> walk.subscribedFields(id).isEmpty());
    }

    @Test
    void a_pages_token_connects_the_instagram_account_linked_to_it() {
        String instagram = Stage.instagramId();
        String page = walk.page("Glow", Map.of("instagramId", instagram, "instagramUsername", "glow"));

        Http.Answer answer = connect("instagram", instagram, "token-" + page);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().get("username").asString()).isEqualTo("glow");
        assertThat(walk.subscribedFields(page)).contains("messages");
        ChannelConnected event =
                SERVICE.awaitEvent(ChannelConnected.class, it -> it.accountId().equals(instagram));
        Connected channel = new Connected(stage.shop, event.channelId(), event.platform(), instagram);
        String person = Stage.personId();
        SERVICE.awaitIdle();
        SERVICE.publish(stage.shop, reply(channel, person, "hello"));
        await().untilAsserted(() -> assertThat(Stage.textsTo(person)).containsExactly("hello"));
    }

    @ParameterizedTest
    @CsvSource({
        "instagram,EAAGnonsense,token_refused",
        "facebook,tok-999,token_refused",
        "instagram,expired-,token_refused",
        "facebook,expired-,token_refused",
        "facebook,powerless-,missing_permissions",
        "instagram,powerless-,missing_permissions"
    })
    void a_token_that_is_worth_nothing_here_is_named_and_nothing_is_stored(String way, String token, String code) {
        String id = id(way);

        Http.Answer answer = connect(way, id, token.endsWith("-") ? token + id : token);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        nothingIsStored();
    }

    @Test
    void which_permissions_are_missing_is_said() {
        String id = Stage.pageId();

        JsonNode problem = connect("facebook", id, "powerless-" + id).json();

        assertThat(problem.get("missing").valueStream().map(JsonNode::asString).toList())
                .containsExactlyInAnyOrder("pages_messaging", "pages_manage_metadata", "pages_read_engagement");
        assertThat(problem.get("detail").asString()).contains("pages_messaging");
    }

    @ParameterizedTest
    @ValueSource(strings = {"instagram", "facebook"})
    void a_token_of_another_shops_account_reaches_nothing(String way) {
        Connected other = new Stage().connect(way, id(way));

        Http.Answer answer = connect(way, id(way), "token-" + other.accountId());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("account_not_reached");
        nothingIsStored();
    }

    @Test
    void a_page_is_no_instagram_account_and_the_other_way_round() {
        String page = Stage.pageId();
        String instagram = Stage.instagramId();

        assertThat(connect("instagram", page, "token-" + page).code()).isEqualTo("not_an_instagram_account");
        assertThat(connect("facebook", instagram, "token-" + instagram).code()).isEqualTo("not_a_page");
        nothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http500", "rate_limit", "half_answer"})
    void a_platform_that_does_not_answer_is_said_and_nothing_is_stored(String fault) {
        String id = Stage.pageId();
        Stage.fault(Map.of("kind", fault, "platform", "MESSENGER", "personId", id, "times", 1));

        Http.Answer answer = connect("facebook", id, "token-" + id);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("platform_unavailable");
        nothingIsStored();
        assertThat(connect("facebook", id, "token-" + id).status()).isEqualTo(201);
    }

    @Test
    void a_page_whose_messages_are_not_given_is_not_connected() {
        for (String subscribing : List.of("REFUSED", "IGNORED")) {
            String page = walk.page("Glow", Map.of("subscribing", subscribing));

            assertThat(connect("facebook", page, "token-" + page).code()).isEqualTo("webhook_subscription_failed");
        }
        nothingIsStored();
    }
}

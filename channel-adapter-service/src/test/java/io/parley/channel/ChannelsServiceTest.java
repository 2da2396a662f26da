package io.parley.channel;

import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.body;
import static io.parley.channel.Stage.text;
import static io.parley.channel.Stage.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.events.ChannelEvent.ChannelDisconnected;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.ShopEvent.ShopClosed;
import io.parley.testing.Http;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ChannelsServiceTest {
    private final Stage stage = new Stage();

    private static Map<String, Object> account(String id) {
        return new HashMap<>(Map.of(
                "accountId",
                id,
                "name",
                "Glow by Ama",
                "username",
                "@glowbyama",
                "accessToken",
                "EAAG-very-secret-" + id));
    }

    @Test
    void a_connected_account_is_listed_and_told_and_its_token_is_never_shown() {
        String id = Stage.instagramId();

        Http.Answer answer = stage.owner.post("/api/channels/connect/instagram", account(id));

        assertThat(answer.status()).isEqualTo(201);
        JsonNode channel = answer.json();
        assertThat(channel.get("platform").asString()).isEqualTo("INSTAGRAM");
        assertThat(channel.get("accountId").asString()).isEqualTo(id);
        assertThat(channel.get("username").asString()).isEqualTo("glowbyama");
        assertThat(channel.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(channel.get("messagesToday").asInt()).isZero();
        assertThat(channel.get("next").toString()).isEqualTo("[\"DISCONNECT\"]");
        assertThat(stage.owner.get("/api/channels").json().get("items")).containsExactly(channel);
        assertThat(stage.owner
                        .get("/api/channels/" + channel.get("id").asString())
                        .json())
                .isEqualTo(channel);
        ChannelConnected connected =
                SERVICE.awaitEvent(ChannelConnected.class, it -> it.accountId().equals(id));
        assertThat(connected.channelId().toString()).isEqualTo(channel.get("id").asString());
        assertThat(answer.text()).doesNotContain("EAAG");
        byte[] sealed = SERVICE.jdbc()
                .queryForObject("select sealed_token from channel where account_id = ?", byte[].class, id);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("EAAG");
    }

    @Test
    void connecting_it_again_keeps_the_channel() {
        String id = Stage.pageId();
        String first = stage.owner
                .post("/api/channels/connect/facebook", account(id))
                .json()
                .get("id")
                .asString();

        Http.Answer again = stage.owner.post("/api/channels/connect/facebook", account(id));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("id").asString()).isEqualTo(first);
        assertThat(stage.owner.delete("/api/channels/" + first).status()).isEqualTo(204);
        assertThat(stage.owner
                        .post("/api/channels/connect/facebook", account(id))
                        .json()
                        .get("id")
                        .asString())
                .isEqualTo(first);
    }

    @Test
    void an_account_answers_for_one_shop_at_a_time() {
        String id = Stage.pageId();
        Stage other = new Stage();
        String channel = stage.owner
                .post("/api/channels/connect/facebook", account(id))
                .json()
                .get("id")
                .asString();

        Http.Answer refused = other.owner.post("/api/channels/connect/facebook", account(id));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("account_connected_elsewhere");
        assertThat(other.owner.get("/api/channels").json().get("items")).isEmpty();
        stage.owner.delete("/api/channels/" + channel);
        assertThat(other.owner
                        .post("/api/channels/connect/facebook", account(id))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void another_shop_finds_nothing_of_it() {
        Connected mine = stage.page();
        Http other = new Stage().owner;

        for (String path : new String[] {"", "/stats", "/not-understood"}) {
            Http.Answer answer = other.get("/api/channels/" + mine.id() + path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("channel_not_found");
        }
        assertThat(other.delete("/api/channels/" + mine.id()).status()).isEqualTo(404);
        assertThat(stage.owner
                        .get("/api/channels/" + mine.id())
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void a_disconnected_channel_takes_nothing_in_and_forgets_its_token() {
        Connected page = stage.page();
        String person = Stage.personId();
        webhook(body(page, person, text("before-" + person, "hi")));
        SERVICE.awaitEvent(MessageReceived.class, it -> it.messageId().equals("before-" + person));

        assertThat(stage.owner.delete("/api/channels/" + page.id()).status()).isEqualTo(204);
        assertThat(stage.owner.delete("/api/channels/" + page.id()).status()).isEqualTo(204);

        ChannelDisconnected gone = SERVICE.awaitEvent(
                ChannelDisconnected.class, it -> it.channelId().equals(page.id()));
        assertThat(gone.reason()).isEqualTo("seller");
        assertThat(webhook(body(page, person, text("after-" + person, "hi"))).status())
                .isEqualTo(200);
        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select count(*) from inbound_event where event_key = ?",
                                Integer.class,
                                "after-" + person))
                .isZero();
        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select length(sealed_token) from channel where id = ?", Integer.class, page.id()))
                .isZero();
        JsonNode view = stage.owner.get("/api/channels/" + page.id()).json();
        assertThat(view.get("status").asString()).isEqualTo("DISCONNECTED");
        assertThat(view.get("next").toString()).isEqualTo("[\"RECONNECT\"]");
    }

    @Test
    void a_closed_shops_channels_are_disconnected() {
        Connected page = stage.page();

        SERVICE.publish(stage.shop, new ShopClosed(stage.shop, Instant.now()));

        ChannelDisconnected gone = SERVICE.awaitEvent(
                ChannelDisconnected.class, it -> it.channelId().equals(page.id()));
        assertThat(gone.reason()).isEqualTo("shop_closed");
    }

    @Test
    void the_figures_count_what_came_and_went() {
        Connected page = stage.page();
        String person = Stage.personId();
        webhook(body(page, person, text("f1-" + person, "one")));
        webhook(body(page, person, text("f2-" + person, "two")));
        SERVICE.publish(stage.shop, Stage.reply(page, person, "answer"));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> stage.owner
                                .get("/api/channels/" + page.id())
                                .json()
                                .get("messagesToday")
                                .asInt()
                        == 3);
        JsonNode stats =
                stage.owner.get("/api/channels/" + page.id() + "/stats").json();
        assertThat(stats.get("messagesIn").asInt()).isEqualTo(2);
        assertThat(stats.get("messagesOut").asInt()).isEqualTo(1);
        assertThat(stats.get("failures").asInt()).isZero();
        assertThat(stats.get("sendMillisP50").asLong()).isBetween(0L, 10_000L);
        JsonNode channel = stage.owner.get("/api/channels/" + page.id()).json();
        assertThat(channel.has("lastMessageInAt")).isTrue();
        assertThat(channel.has("lastMessageOutAt")).isTrue();
    }

    @Test
    void what_could_not_be_read_is_shown_page_by_page() {
        Connected page = stage.page();
        for (int i = 0; i < 5; i++) {
            webhook(body(page, Stage.personId(), Map.of("telepathy", i)));
        }
        String path = "/api/channels/" + page.id() + "/not-understood?limit=2";

        JsonNode first = stage.owner.get(path).json();
        JsonNode second = stage.owner
                .get(path + "&cursor=" + first.get("next").asString())
                .json();
        JsonNode third = stage.owner
                .get(path + "&cursor=" + second.get("next").asString())
                .json();

        assertThat(first.get("items")).hasSize(2);
        assertThat(second.get("items")).hasSize(2);
        assertThat(third.get("items")).hasSize(1);
        assertThat(third.has("next")).isFalse();
        assertThat(first.at("/items/0/reason").asString()).isEqualTo("unknown_kind");
        assertThat(first.at("/items/0/kind").asString()).isEqualTo("EVENT");
        assertThat(first.at("/items/0/event").asString()).contains("telepathy");
        assertThat(stage.owner.get(path + "&kind=COMMENT").json().get("items")).isEmpty();
        assertThat(stage.owner.get(path + "&cursor=nonsense").code()).isEqualTo("cursor_invalid");
        Http.Answer odd = stage.owner.get(path + "&kind=GOSSIP");
        assertThat(odd.status()).isEqualTo(400);
        assertThat(odd.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "accountId,",
        "accountId,12",
        "accountId,abc",
        "accountId,1e5",
        "name,",
        "name,' '",
        "accessToken,",
        "accessToken,'a b'",
        "accessToken,'a\nX-Injected: 1'"
    })
    void what_cannot_be_an_account_is_refused_by_field(String field, String value) {
        Map<String, Object> account = account(Stage.pageId());
        account.put(field, value);

        Http.Answer answer = stage.owner.post("/api/channels/connect/facebook", account);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_input");
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void what_this_way_of_connecting_does_not_ask_for_is_refused() {
        Map<String, Object> account = account(Stage.pageId());
        account.put("details", Map.of("accountSid", "AC1"));

        assertThat(stage.owner.post("/api/channels/connect/facebook", account).code())
                .isEqualTo("invalid_input");
    }

    @Test
    void the_ways_of_connecting_say_what_they_ask_for() {
        assertThat(stage.owner
                        .get("/api/channels/connect")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(way -> way.get("way").asString() + " "
                                + way.get("platform").asString()))
                .contains("facebook MESSENGER", "instagram INSTAGRAM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "\"x\"", "{\"name\":{}}", "{\"accountId\":\"\\u0000\"}"})
    void an_odd_body_is_the_callers_mistake(String body) {
        assertThat(stage.owner.post("/api/channels/connect/facebook", body).status())
                .isEqualTo(400);
    }

    @Test
    void only_who_may_can_connect_and_only_known_platforms() {
        assertThat(SERVICE.http().get("/api/channels").status()).isEqualTo(401);
        Http member = SERVICE.http().as("member", stage.shop);
        assertThat(member.get("/api/channels").status()).isEqualTo(200);
        assertThat(member.post("/api/channels/connect/facebook", account(Stage.pageId()))
                        .status())
                .isEqualTo(403);
        assertThat(member.delete("/api/channels/" + UUID.randomUUID()).status()).isEqualTo(403);
        assertThat(stage.owner
                        .post("/api/channels/connect/carrierpigeon", account(Stage.pageId()))
                        .code())
                .isEqualTo("platform_unknown");
        assertThat(stage.owner.get("/api/channels/not-a-uuid").status()).isEqualTo(400);
    }

    @Test
    void the_api_is_as_documented() {
        SERVICE.assertOpenApiIsKept();
    }
}

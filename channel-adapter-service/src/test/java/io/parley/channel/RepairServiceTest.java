package io.parley.channel;

import static io.parley.channel.Stage.SANDBOX;
import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.order;
import static io.parley.channel.Stage.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.InboundEvent;
import io.parley.events.InboundEvent.EchoReceived;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.events.Topic;
import io.parley.testing.Heard;
import io.parley.testing.Http;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What webhooks did not bring is found by reading the threads back.
class RepairServiceTest {
    private final Stage stage = new Stage();
    private final String person = Stage.personId();

    @BeforeAll
    static void webhooks_come_here() {
        SANDBOX.webhooksTo(URI.create("http://localhost:" + SERVICE.port() + "/api/webhooks/meta"));
    }

    @AfterAll
    static void webhooks_go_nowhere() {
        SANDBOX.webhooksTo(URI.create("http://localhost:1/none"));
    }

    @AfterEach
    void webhooks_come_again() {
        drop(0);
    }

    private static void drop(int percent) {
        order("PATCH", "/sandbox/settings", Map.of("dropPercent", percent));
    }

    /// Connected by the login, so that its Instagram account is reached through its page.
    private Connected connected(String way) {
        String instagram = Stage.instagramId();
        LoginWalk walk = new LoginWalk(stage);
        String page = walk.page("Glow", Map.of("instagramId", instagram, "instagramUsername", "glow"));
        walk.whole(way, page);
        String account = way.equals("instagram") ? instagram : page;
        ChannelConnected event =
                SERVICE.awaitEvent(ChannelConnected.class, it -> it.accountId().equals(account));
        Connected channel = new Connected(stage.shop, event.channelId(), event.platform(), account);
        compared(channel, 0);
        return channel;
    }

    private static String write(Connected to, String person, String text) {
        return write(to, person, Map.of("text", text));
    }

    private static String write(Connected to, String person, Map<String, ?> content) {
        Map<String, Object> message =
                new HashMap<>(Map.of("platform", to.platform(), "accountId", to.accountId(), "personId", person));
        message.putAll(content);
        return order("POST", "/phone/api/messages", message).get("mid").asString();
    }

    private JsonNode health(Connected channel) {
        return stage.owner.get("/api/channels/" + channel.id() + "/health").json();
    }

    /// Waits until a comparison that began after now has ended, and so many were found in all.
    private void compared(Connected channel, int found) {
        awaitFirstComparison(channel);
        String before = health(channel).at("/repair/lastRunAt").asString();
        assertThat(stage.owner
                        .post("/api/channels/" + channel.id() + "/repair", null)
                        .status())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode repair = health(channel).get("repair");
            assertThat(repair.get("lastRunAt").asString()).isNotEqualTo(before);
            assertThat(repair.get("running").asBoolean()).isFalse();
            assertThat(repair.get("lastOutcome").asString()).isEqualTo("complete");
            assertThat(repair.get("threadsWaiting").asInt()).isZero();
            assertThat(repair.get("found").asInt()).isEqualTo(found);
        });
        SERVICE.awaitIdle();
    }

    /// The one that connecting begins: what it finds is none of what is found later.
    private void awaitFirstComparison(Connected channel) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !health(channel)
                        .path("repair")
                        .path("lastOutcome")
                        .asString("")
                        .isEmpty());
    }

    private List<InboundEvent> heard(Connected channel, String person) {
        return SERVICE.events(Topic.INBOUND).stream()
                .map(Heard::event)
                .map(InboundEvent.class::cast)
                .filter(event -> event.contact().conversationKey().equals(channel.key(person)))
                .toList();
    }

    private List<MessageReceived> messages(Connected channel, String person) {
        return heard(channel, person).stream()
                .filter(MessageReceived.class::isInstance)
                .map(MessageReceived.class::cast)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"facebook", "instagram"})
    void of_a_stream_with_one_in_ten_lost_all_are_there_once_and_in_order(String way) {
        Connected channel = connected(way);
        List<String> people = List.of(person, Stage.personId(), Stage.personId());
        Map<String, List<String>> written = new HashMap<>();
        awaitFirstComparison(channel);
        drop(10);
        for (int i = 0; i < 60; i++) {
            String who = people.get(i % 3);
            written.computeIfAbsent(who, _ -> new ArrayList<>()).add(write(channel, who, "message " + i));
        }
        drop(0);

        compared(channel, 6);

        for (String who : people) {
            List<MessageReceived> got = messages(channel, who);
            assertThat(got.stream().map(MessageReceived::messageId))
                    .containsExactlyInAnyOrderElementsOf(written.get(who));
            List<MessageReceived> late =
                    got.stream().filter(MessageReceived::late).toList();
            assertThat(late).extracting(MessageReceived::sentAt).isSorted();
        }
        assertThat(people.stream()
                        .flatMap(who -> messages(channel, who).stream())
                        .filter(MessageReceived::late))
                .hasSize(6);
        compared(channel, 6);
    }

    @Test
    void a_message_that_is_announced_and_not_told_is_looked_for_at_once() {
        Connected channel = connected("instagram");
        write(channel, person, "first");
        drop(100);
        String untold = write(channel, person, "are you there?");
        drop(0);

        Stage.webhook(Stage.JSON.writeValueAsString(Map.of(
                "object",
                "instagram",
                "entry",
                List.of(Map.of(
                        "id",
                        channel.accountId(),
                        "time",
                        System.currentTimeMillis(),
                        "messaging",
                        List.of(Map.of(
                                "timestamp",
                                System.currentTimeMillis(),
                                "message_edit",
                                Map.of("mid", untold, "num_edit", 0))))))));

        MessageReceived found = SERVICE.awaitEvent(MessageReceived.class, it -> untold.equals(it.messageId()));
        assertThat(found.text()).isEqualTo("are you there?");
        assertThat(found.late()).isTrue();
    }

    @Test
    void a_webhook_that_comes_after_all_changes_nothing() {
        Connected channel = connected("facebook");
        write(channel, person, "first");
        drop(100);
        String lost = write(channel, person, "lost");
        String tapped = write(channel, person, Map.of("postback", Map.of("title", "Buy", "payload", "buy")));
        drop(0);
        compared(channel, 2);

        Stage.webhook(Stage.body(channel, person, Stage.text(lost, "lost")));
        Stage.webhook(Stage.body(
                channel, person, Map.of("postback", Map.of("mid", tapped, "title", "Buy", "payload", "buy"))));
        String last = write(channel, person, "last");

        SERVICE.awaitEvent(MessageReceived.class, it -> last.equals(it.messageId()));
        assertThat(heard(channel, person)).hasSize(4);
        assertThat(messages(channel, person).stream()
                        .filter(MessageReceived::late)
                        .map(MessageReceived::text))
                .containsExactly("lost", "Buy");
    }

    @Test
    void what_the_seller_wrote_in_the_app_is_found_and_our_own_is_known() {
        Connected channel = connected("instagram");
        write(channel, person, "hello");
        ReplyRequested reply = reply(channel, person, "ours");
        SERVICE.publish(stage.shop, reply);
        SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(reply.replyId()));
        drop(100);
        String mid = order(
                        "POST",
                        "/sandbox/app-messages",
                        Map.of("accountId", channel.accountId(), "personId", person, "text", "by the seller"))
                .get("mid")
                .asString();
        drop(0);

        compared(channel, 1);

        assertThat(heard(channel, person).stream()
                        .filter(EchoReceived.class::isInstance)
                        .map(EchoReceived.class::cast)
                        .map(EchoReceived::messageId))
                .containsExactly(mid);
    }

    @Test
    void what_happened_while_it_was_away_is_found_when_it_is_connected_again() {
        Connected channel = connected("facebook");
        stage.owner.delete("/api/channels/" + channel.id());
        String mid = write(channel, person, "is anybody there?");
        assertThat(messages(channel, person)).isEmpty();

        new LoginWalk(stage).whole("facebook", channel.accountId());

        MessageReceived found =
                SERVICE.awaitEvent(MessageReceived.class, it -> it.messageId().equals(mid));
        assertThat(found.late()).isTrue();
        assertThat(found.text()).isEqualTo("is anybody there?");
    }

    @Test
    void what_was_before_it_was_connected_stays_the_sellers() {
        LoginWalk walk = new LoginWalk(stage);
        String page = walk.page("Glow", Map.of());
        Connected future = new Connected(stage.shop, UUID.randomUUID(), Platform.MESSENGER, page);
        write(future, person, "long ago");
        Instant written = Instant.now();
        // the platform's times are whole seconds
        await().until(() -> Instant.now().getEpochSecond() > written.getEpochSecond());
        walk.whole("facebook", page);
        ChannelConnected event =
                SERVICE.awaitEvent(ChannelConnected.class, it -> it.accountId().equals(page));
        Connected channel = new Connected(stage.shop, event.channelId(), event.platform(), page);

        compared(channel, 0);

        assertThat(heard(channel, person)).isEmpty();
    }

    @Test
    void photos_come_too() {
        Connected channel = connected("facebook");
        drop(100);
        write(channel, person, Map.of("attachment", Map.of("type", "image", "url", "https://glow.example/me.jpg")));
        drop(0);

        compared(channel, 1);

        MessageReceived photo = messages(channel, person).getFirst();
        assertThat(photo.text()).isNull();
        assertThat(photo.attachments()).hasSize(1);
        assertThat(photo.attachments().getFirst().kind()).isEqualTo("image");
        assertThat(photo.attachments().getFirst().url()).startsWith("http");
    }

    @Test
    void a_token_that_ended_is_noticed_and_what_was_missed_is_found_later() {
        LoginWalk walk = new LoginWalk(stage);
        String page = walk.page("Glow", Map.of("tokenEndsSeconds", 3));
        walk.whole("facebook", page);
        ChannelConnected event =
                SERVICE.awaitEvent(ChannelConnected.class, it -> it.accountId().equals(page));
        Connected channel = new Connected(stage.shop, event.channelId(), event.platform(), page);
        drop(100);
        String mid = write(channel, person, "hello?");
        drop(0);
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            stage.owner.post("/api/channels/" + channel.id() + "/repair", null);
            return !SERVICE.events(ChannelTroubled.class).stream()
                    .filter(it -> it.channelId().equals(channel.id()))
                    .toList()
                    .isEmpty();
        });

        Stage.order("POST", "/sandbox/pages", Map.of("id", page, "name", "Glow"));
        walk.whole("facebook", page);

        SERVICE.awaitEvent(MessageReceived.class, it -> it.messageId().equals(mid));
    }

    @Test
    void an_account_that_is_gone_is_marked_and_its_seller_told() {
        Connected channel = connected("facebook");
        order("DELETE", "/sandbox/accounts/" + channel.accountId(), Map.of());

        stage.owner.post("/api/channels/" + channel.id() + "/repair", null);

        ChannelTroubled troubled =
                SERVICE.awaitEvent(ChannelTroubled.class, it -> it.channelId().equals(channel.id()));
        assertThat(troubled.problem()).isEqualTo("permission");
        assertThat(health(channel).get("status").asString()).isEqualTo("TROUBLED");
        assertThat(health(channel).get("problemDetail").asString()).contains("no longer reaches the account");
        assertThat(health(channel).at("/repair/lastOutcome").asString()).isEqualTo("100/33");
    }

    @Test
    void an_account_that_cannot_be_read_is_told_once_until_it_can() {
        String instagram = Stage.instagramId();
        LoginWalk walk = new LoginWalk(stage);
        Map<String, ?> linked = Map.of("instagramId", instagram, "instagramUsername", "glow");
        String page = walk.page("Glow", linked);
        walk.whole("instagram", page);
        ChannelConnected event =
                SERVICE.awaitEvent(ChannelConnected.class, it -> it.accountId().equals(instagram));
        Connected channel = new Connected(stage.shop, event.channelId(), event.platform(), instagram);
        compared(channel, 0);
        order("POST", "/sandbox/pages", Map.of("id", page, "name", "Glow " + page));

        stage.owner.post("/api/channels/" + channel.id() + "/repair", null);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(health(channel).path("problem").asString("")).isEqualTo("permission");
            assertThat(health(channel).get("status").asString()).isEqualTo("ACTIVE");
        });
        Map<String, Object> again = new HashMap<>(Map.of("id", page, "name", "Glow " + page));
        again.putAll(linked);
        order("POST", "/sandbox/pages", again);
        compared(channel, 0);
        assertThat(health(channel).has("problem")).isFalse();
        assertThat(SERVICE.events(ChannelTroubled.class).stream()
                        .filter(it -> it.channelId().equals(channel.id())))
                .hasSize(1);
    }

    @Test
    void only_ones_own_channels_are_compared() {
        Connected channel = connected("facebook");
        Http other = new Stage().owner;

        assertThat(other.post("/api/channels/" + channel.id() + "/repair", null).status())
                .isEqualTo(404);
        assertThat(other.get("/api/channels/" + channel.id() + "/health").status())
                .isEqualTo(404);
        assertThat(SERVICE.http()
                        .as("viewer", stage.shop)
                        .post("/api/channels/" + channel.id() + "/repair", null)
                        .status())
                .isEqualTo(403);
    }
}

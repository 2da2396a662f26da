package io.parley.channel.health;

import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.reply;
import static io.parley.channel.Stage.textsTo;
import static io.parley.channel.Stage.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Stage;
import io.parley.channel.Stage.Connected;
import io.parley.events.ChannelEvent;
import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SilenceServiceTest {
    private final Stage stage = new Stage();
    private final String person = Stage.personId();
    private final SilenceWatch watch = SERVICE.context().getBean(SilenceWatch.class);

    /// Ten messages an hour for two weeks, until so many hours ago.
    private static void history(Connected channel, int untilHoursAgo) {
        SERVICE.jdbc().update("""
                insert into inbound_event (channel_id, event_key, shop_id, kind, person_id, happened_at, received_at, body_digest)
                select ?, 'old-' || n, ?, 'MESSAGE', '1', at, at, sha256(n::text::bytea)
                from (select n, now() - make_interval(hours => ?) - n * interval '6 minutes' as at
                      from generate_series(0, 14 * 240) n) past""", channel.id(), channel.shop(), untilHoursAgo);
    }

    private List<? extends ChannelEvent> told(Connected channel) {
        return SERVICE.events(Topic.CHANNEL).stream()
                .map(heard -> (ChannelEvent) heard.event())
                .filter(event -> event.channelId().equals(channel.id()))
                .toList();
    }

    @Test
    void a_silence_is_told_once_and_ends_by_itself_and_the_channel_sends_all_the_while() {
        Connected page = stage.page();
        history(page, 5);

        watch.look();
        watch.look();

        ChannelTroubled alarm =
                SERVICE.awaitEvent(ChannelTroubled.class, it -> it.channelId().equals(page.id()));
        assertThat(alarm.problem()).isEqualTo("silent");
        assertThat(alarm.detail()).contains("5 hours");
        JsonNode health =
                stage.owner.get("/api/channels/" + page.id() + "/health").json();
        assertThat(health.get("unusuallySilent").asBoolean()).isTrue();
        assertThat(health.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(health.get("silentSeconds").asLong()).isBetween(5 * 3600L - 60, 5 * 3600L + 120);
        ReplyRequested reply = reply(page, person, "still here");
        SERVICE.publish(stage.shop, reply);
        SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(reply.replyId()));
        assertThat(textsTo(person)).containsExactly("still here");

        webhook(Stage.body(page, person, Stage.text("again-" + person, "hello")));
        watch.look();

        SERVICE.awaitIdle();
        assertThat(told(page)).hasSize(3);
        assertThat(told(page).getLast()).isInstanceOf(ChannelConnected.class);
        JsonNode view = stage.owner.get("/api/channels/" + page.id()).json();
        assertThat(view.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(view.has("problem")).isFalse();
    }

    @Test
    void what_was_read_back_does_not_end_a_silence() {
        Connected page = stage.page();
        history(page, 5);
        watch.look();
        SERVICE.jdbc()
                .update(
                        "insert into webhook_body (digest, source, received_at, body, events) values (sha256(?::bytea), 'repair', now(), '', 1)",
                        page.accountId());
        SERVICE.jdbc().update("""
                insert into inbound_event (channel_id, event_key, shop_id, kind, person_id, happened_at, received_at, body_digest)
                values (?, 'late', ?, 'MESSAGE', '1', now(), now(), sha256(?::bytea))""", page.id(), page.shop(), page.accountId());

        watch.look();

        assertThat(stage.owner
                        .get("/api/channels/" + page.id() + "/health")
                        .json()
                        .get("unusuallySilent")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void an_ordinary_channel_is_left_in_peace() {
        Connected busy = stage.page();
        history(busy, 0);
        Connected fresh = stage.page();

        watch.look();

        SERVICE.awaitIdle();
        assertThat(told(busy)).hasSize(1);
        assertThat(told(fresh)).hasSize(1);
    }

    @Test
    void errors_are_counted_and_the_last_one_is_shown() {
        Connected page = stage.page();
        Stage.fault(java.util.Map.of("kind", "blocked", "personId", person, "times", 1));
        ReplyRequested reply = reply(page, person, "hello?");
        SERVICE.publish(stage.shop, reply);
        SERVICE.awaitEvent(
                io.parley.events.DeliveryEvent.MessageFailed.class,
                it -> it.replyId().equals(reply.replyId()));

        JsonNode health =
                stage.owner.get("/api/channels/" + page.id() + "/health").json();

        assertThat(health.at("/lastError/code").asString()).startsWith("551");
        assertThat(health.at("/errors/0/messages").asInt()).isEqualTo(1);
        assertThat(health.get("waiting").asInt()).isZero();
        assertThat(health.has("lastMessageInAt")).isFalse();
    }
}

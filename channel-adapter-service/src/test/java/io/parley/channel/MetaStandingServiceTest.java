package io.parley.channel;

import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.personId;
import static io.parley.channel.Stage.reply;
import static io.parley.channel.Stage.textsTo;
import static io.parley.channel.Stage.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Stage.Connected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.OutboundEvent.ReplyRequested;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What Messenger says of a page of its own accord, and what becomes of the channel.
class MetaStandingServiceTest {
    private final Stage stage = new Stage();
    private final Connected page = stage.page();
    /// Later than the page is connected: what a platform said before counts no more.
    private final long now = System.currentTimeMillis() + 60_000;

    private void told(Map<String, String> enforcement, long at) {
        Map<String, ?> event =
                Map.of("recipient", Map.of("id", page.accountId()), "timestamp", at, "policy_enforcement", enforcement);
        Map<String, ?> entry = Map.of("id", page.accountId(), "time", at, "messaging", List.of(event));
        assertThat(webhook(Stage.JSON.writeValueAsString(Map.of("object", "page", "entry", List.of(entry))))
                        .status())
                .isEqualTo(200);
    }

    private JsonNode view() {
        return stage.owner.get("/api/channels/" + page.id()).json();
    }

    @Test
    void what_a_stopped_page_is_asked_to_say_waits_until_it_is_let_go() {
        String person = personId();

        told(Map.of("action", "block", "reason", "Messages that nobody asked for."), now);

        assertThat(view().get("status").asString()).isEqualTo("TROUBLED");
        assertThat(view().get("problemDetail").asString())
                .contains("for breaking its rules: Messages that nobody asked for. Messages wait");
        SERVICE.awaitEvent(ChannelTroubled.class, it -> it.channelId().equals(page.id()));
        ReplyRequested reply = reply(page, person, "Yes, in 50ml.");
        SERVICE.publish(stage.shop, reply);
        SERVICE.awaitIdle();
        assertThat(textsTo(person)).isEmpty();

        told(Map.of("action", "unblock"), now + 1);

        SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(reply.replyId()));
        assertThat(textsTo(person)).containsExactly("Yes, in 50ml.");
        assertThat(view().has("problem")).isFalse();
    }

    @Test
    void a_page_that_is_warned_is_shown_so_and_answers_all_the_while() {
        told(Map.of("action", "warning"), now);

        assertThat(view().get("problem").asString()).isEqualTo("violation");
        assertThat(view().get("status").asString()).isEqualTo("ACTIVE");
    }
}

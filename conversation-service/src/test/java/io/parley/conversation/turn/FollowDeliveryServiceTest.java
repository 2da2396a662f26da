package io.parley.conversation.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.DeliveryEvent;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageRead;
import io.parley.events.DeliveryEvent.MessageRetried;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.OutboundEvent.ReplyRequested;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FollowDeliveryServiceTest {
    private final Chat chat = Chat.withNewShop();
    private final String key = chat.contact.conversationKey();
    private final UUID channel = chat.contact.channelId();
    private ReplyRequested reply;

    @BeforeEach
    void something_was_said() {
        reply = chat.asks("how much is the hydra cream?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_expired", "permission", "payment", "policy_block", "undeliverable"})
    void why_a_message_failed_is_shown_and_that_it_can_be_tried_again(String reason) {
        hears(failed(reason));

        assertThat(said().get("delivery").asString()).isEqualTo("FAILED");
        assertThat(said().get("failure").asString()).isEqualTo(reason);
        assertThat(said().at("/next/0").asString()).isEqualTo("RETRY");
        assertThat(chat.conversation().get("channelId").asString()).isEqualTo(channel.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocked", "policy", "window_closed"})
    void what_the_platform_will_not_take_is_not_offered_to_be_tried_again(String reason) {
        hears(failed(reason));

        assertThat(said().get("failure").asString()).isEqualTo(reason);
        assertThat(said().get("next")).isEmpty();
    }

    @Test
    void one_that_is_tried_again_waits_and_has_no_reason_any_more() {
        hears(failed("undeliverable"));

        hears(new MessageRetried(key, reply.replyId(), channel, Instant.now()));

        assertThat(said().get("delivery").asString()).isEqualTo("QUEUED");
        assertThat(said().has("failure")).isFalse();
        assertThat(said().get("next")).isEmpty();
    }

    @Test
    void one_that_failed_and_goes_out_after_all_is_sent_and_may_be_read() {
        hears(failed("window_closed"));

        hears(new MessageSent(key, reply.replyId(), channel, "m1", Instant.now()));

        assertThat(said().get("delivery").asString()).isEqualTo("SENT");
        assertThat(said().has("failure")).isFalse();
        hears(new MessageRead(key, channel, "m1", Instant.now()));
        assertThat(said().get("delivery").asString()).isEqualTo("READ");
    }

    @Test
    void one_that_arrived_is_not_taken_back_by_a_late_retry() {
        hears(new MessageSent(key, reply.replyId(), channel, "m1", Instant.now()));

        hears(new MessageRetried(key, reply.replyId(), channel, Instant.now()));

        assertThat(said().get("delivery").asString()).isEqualTo("SENT");
    }

    private MessageFailed failed(String reason) {
        return new MessageFailed(key, reply.replyId(), channel, "1", reason, Instant.now());
    }

    private void hears(DeliveryEvent event) {
        chat.service.publish(chat.shop, event);
        chat.service.awaitIdle();
    }

    private JsonNode said() {
        return chat.transcript().get(1);
    }
}

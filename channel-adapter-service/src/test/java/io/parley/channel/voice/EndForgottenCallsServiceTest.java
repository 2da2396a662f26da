package io.parley.channel.voice;

import static io.parley.channel.Stage.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Stage;
import io.parley.events.Contact;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.starter.Ids;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EndForgottenCallsServiceTest {
    private static final String SECRET = "local-voice-secret";

    private final Stage stage = new Stage();
    private final String number = "+1646" + (2_000_000 + Math.abs(System.nanoTime() % 7_999_999));

    @Test
    void a_call_whose_end_nobody_told_is_over_after_two_hours_and_what_it_did_not_hear_has_failed() {
        String channel = stage.owner
                .post("/api/channels/connect/voice", Map.of("accountId", number, "accessToken", SECRET))
                .json()
                .get("id")
                .asString();
        Map<String, ?> call = Map.of("id", "c-" + channel, "customer", Map.of("number", "+14155550199"));
        SERVICE.http()
                .with("X-Vapi-Secret", SECRET)
                .post(
                        "/api/webhooks/voice",
                        Map.of(
                                "message",
                                Map.of(
                                        "type",
                                        "assistant-request",
                                        "call",
                                        call,
                                        "phoneNumber",
                                        Map.of("number", number))));
        ReplyRequested reply = reply(UUID.fromString(channel));
        SERVICE.publish(stage.shop, reply);
        SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(reply.replyId()));
        EndForgottenCalls ending = SERVICE.context().getBean(EndForgottenCalls.class);

        ending.end();
        assertThat(log().get("status").asString()).isEqualTo("RINGING");
        SERVICE.jdbc()
                .update(
                        "update voice_call set touched_at = touched_at - interval '3 hours' where channel_id = ?",
                        UUID.fromString(channel));
        ending.end();
        ending.end();

        assertThat(log().get("status").asString()).isEqualTo("ENDED");
        assertThat(log().get("outcome").asString()).isEqualTo("ABANDONED");
        assertThat(log().get("endedReason").asString()).isEqualTo(EndForgottenCalls.REASON);
        SERVICE.jdbc()
                .update(
                        "update voice_call set started_at = started_at - interval '366 days' where channel_id = ?",
                        UUID.fromString(channel));
        SERVICE.context().getBean(ForgetOldCalls.class).forget();
        assertThat(stage.owner.get("/api/channels/calls").json().get("items")).isEmpty();
        assertThat(SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(reply.replyId()))
                        .code())
                .isEqualTo("call_over");
    }

    private JsonNode log() {
        return stage.owner.get("/api/channels/calls").json().get("items").get(0);
    }

    private ReplyRequested reply(UUID channel) {
        String person = "+14155550199";
        Contact contact =
                new Contact(Contact.key(Platform.VOICE, number, person), channel, Platform.VOICE, number, person, null);
        return new ReplyRequested(Ids.next(), UUID.randomUUID(), contact, "ASSISTANT", "Hello?", List.of(), null, 0);
    }
}

package io.parley.channel;

import static io.parley.channel.Phones.control;
import static io.parley.channel.Phones.twilioHook;
import static io.parley.channel.Stage.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.OutboundEvent.ReplyRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What Twilio's webhooks did not bring is found in its list of messages.
class TwilioRepairServiceTest {
    private final Stage stage = new Stage();
    private final String person = "+" + Phones.person();

    @AfterEach
    void webhooks_come_again() {
        drop(0);
    }

    private static void drop(int percent) {
        control("PATCH", "/sandbox/settings", Map.of("dropPercent", percent));
    }

    private static String write(Connected to, String person, Map<String, ?> content) {
        Map<String, Object> message =
                new HashMap<>(Map.of("platform", to.platform(), "accountId", to.accountId(), "personId", person));
        message.putAll(content);
        return control("POST", "/phone/api/messages", message).get("mid").asString();
    }

    private JsonNode repair(Connected channel) {
        return stage.owner
                .get("/api/channels/" + channel.id() + "/health")
                .json()
                .path("repair");
    }

    /// Waits until a comparison that began after now has ended, and so many were found in all.
    private void compared(Connected channel, int found) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !repair(channel).path("lastOutcome").asString("").isEmpty());
        String before = repair(channel).path("lastRunAt").asString();
        assertThat(stage.owner
                        .post("/api/channels/" + channel.id() + "/repair", null)
                        .status())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode repair = repair(channel);
            assertThat(repair.path("lastRunAt").asString()).isNotEqualTo(before);
            assertThat(repair.path("running").asBoolean()).isFalse();
            assertThat(repair.path("lastOutcome").asString()).isEqualTo("complete");
            assertThat(repair.path("found").asInt()).isEqualTo(found);
        });
        SERVICE.awaitIdle();
    }

    private static List<MessageReceived> messages(Connected channel, String person) {
        return SERVICE.events(MessageReceived.class).stream()
                .filter(message -> message.contact().conversationKey().equals(channel.key(person)))
                .toList();
    }

    @Test
    void what_was_written_while_webhooks_were_lost_comes_once_in_order_and_late() {
        Connected number = Phones.sms(stage);
        List<String> people = List.of(person, "+" + Phones.person());
        twilioHook(Phones.sms(number, person, "SMbefore" + person, "before"));
        drop(100);
        Map<String, List<String>> lost = new HashMap<>();
        // more than one page of the list holds
        for (int i = 0; i < 130; i++) {
            String who = people.get(i % 2);
            lost.computeIfAbsent(who, _ -> new ArrayList<>()).add(write(number, who, Map.of("text", "lost " + i)));
        }
        drop(0);
        twilioHook(Phones.sms(number, person, "SMafter" + person, "after"));

        compared(number, 130);

        for (String who : people) {
            List<MessageReceived> late =
                    messages(number, who).stream().filter(MessageReceived::late).toList();
            assertThat(late.stream().map(MessageReceived::messageId))
                    .containsExactlyInAnyOrderElementsOf(lost.get(who));
            assertThat(late).extracting(MessageReceived::sentAt).isSorted();
        }
        assertThat(messages(number, person).stream()
                        .filter(message -> !message.late())
                        .map(MessageReceived::text))
                .containsExactly("before", "after");
        compared(number, 130);
    }

    @Test
    void a_webhook_that_comes_after_all_changes_nothing() {
        Connected number = Phones.sms(stage);
        drop(100);
        String sid = write(number, person, Map.of("text", "lost"));
        drop(0);
        compared(number, 1);

        assertThat(twilioHook(Phones.sms(number, person, sid, "lost")).status()).isEqualTo(200);
        twilioHook(Phones.sms(number, person, "SMlast" + person, "last"));

        SERVICE.awaitEvent(
                MessageReceived.class,
                it -> it.contact().conversationKey().equals(number.key(person)) && "last".equals(it.text()));
        assertThat(messages(number, person)).extracting(MessageReceived::text).containsExactly("lost", "last");
    }

    @Test
    void a_picture_and_a_goodbye_are_found_too() {
        Connected number = Phones.sms(stage);
        String other = "+" + Phones.person();
        drop(100);
        write(number, other, Map.of("attachment", Map.of("type", "image", "url", "https://glow.example/me.jpg")));
        write(number, person, Map.of("text", "STOP"));
        drop(0);
        compared(number, 2);

        assertThat(messages(number, other)).singleElement().satisfies(photo -> {
            assertThat(photo.late()).isTrue();
            assertThat(photo.attachments().getFirst().kind()).isEqualTo("image");
            assertThat(photo.attachments().getFirst().url()).contains("/Media/ME");
        });
        assertThat(messages(number, person)).isEmpty();
        ReplyRequested unwanted = Stage.reply(number, person, "Are you still there?");
        SERVICE.publish(stage.shop, unwanted);
        assertThat(SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(unwanted.replyId()))
                        .reason())
                .isEqualTo("blocked");
    }

    @Test
    void what_was_before_it_was_connected_stays_the_sellers() {
        String id = "+15007" + person.substring(person.length() - 6);
        Phones.account(io.parley.events.Platform.SMS, id);
        drop(100);
        control(
                "POST",
                "/phone/api/messages",
                Map.of("platform", "SMS", "accountId", id, "personId", person, "text", "long ago"));
        drop(0);
        Instant written = Instant.now();
        // Twilio's times are whole seconds
        await().until(() -> Instant.now().getEpochSecond() > written.getEpochSecond());
        Connected number = Phones.sms(stage, id);

        compared(number, 0);

        assertThat(messages(number, person)).isEmpty();
    }
}

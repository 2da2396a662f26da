package io.parley.channel;

import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.echo;
import static io.parley.channel.Stage.fault;
import static io.parley.channel.Stage.reply;
import static io.parley.channel.Stage.textsTo;
import static io.parley.channel.Stage.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.InboundEvent.EchoReceived;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Topic;
import io.parley.sandbox.ledger.Sent;
import io.parley.starter.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SendingServiceTest {
    private final Stage stage = new Stage();
    private final String person = Stage.personId();

    @AfterEach
    void all_is_well_again() {
        Stage.noFaults();
    }

    @Test
    void a_reply_reaches_the_shopper_and_that_is_told() {
        Connected instagram = stage.instagram();
        ReplyRequested reply = reply(
                instagram,
                person,
                "Which size? 🧴",
                List.of(new QuickReply("30ml", "variant:30"), new QuickReply("A title that is far too long", "v:50")));

        SERVICE.publish(stage.shop, reply);

        MessageSent sent = sent(reply);
        Sent message = Stage.SANDBOX.sentTo(person).getFirst();
        assertThat(message.text()).isEqualTo("Which size? 🧴");
        assertThat(message.accountId()).isEqualTo(instagram.accountId());
        assertThat(message.quickReplies()).containsExactly("30ml", "A title that is far…");
        assertThat(message.json().get("messaging_type").asString()).isEqualTo("RESPONSE");
        assertThat(sent.platformMessageId()).isEqualTo(message.messageId());
        assertThat(sent.conversationKey()).isEqualTo(instagram.key(person));
        assertThat(SERVICE.events(Topic.DELIVERY).stream()
                        .filter(heard -> heard.event().equals(sent))
                        .findFirst()
                        .orElseThrow()
                        .shopId())
                .isEqualTo(stage.shop);
    }

    @Test
    void an_image_goes_first_and_a_long_text_in_pieces_that_fit() {
        Connected instagram = stage.instagram();
        String text = "Our serum 🧴 is made with love in Accra. ".repeat(60).strip();
        ReplyRequested reply = new ReplyRequested(
                Ids.next(),
                UUID.randomUUID(),
                instagram.contact(person),
                "ASSISTANT",
                text,
                List.of(new QuickReply("Buy", "buy")),
                "https://glow.example/serum.jpg",
                0);

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        List<Sent> all = Stage.SANDBOX.sentTo(person);
        assertThat(all.getFirst().json().at("/message/attachment/payload/url").asString())
                .isEqualTo("https://glow.example/serum.jpg");
        List<Sent> texts = all.subList(1, all.size());
        assertThat(texts).hasSizeGreaterThan(2);
        assertThat(String.join(
                        " ", texts.stream().map(Sent::text).map(String::valueOf).toList()))
                .isEqualTo(text);
        assertThat(texts.getLast().quickReplies()).containsExactly("Buy");
        assertThat(texts.getFirst().quickReplies()).isEmpty();
    }

    @Test
    void a_request_heard_many_times_is_sent_once() {
        Connected page = stage.page();
        ReplyRequested reply = reply(page, person, "once");
        IntStream.range(0, 10).forEach(i -> SERVICE.publish(stage.shop, reply));
        ReplyRequested last = reply(page, person, "last");
        SERVICE.publish(stage.shop, last);

        sent(last);

        assertThat(textsTo(person)).containsExactly("once", "last");
    }

    @Test
    void seeming_to_type_comes_first() {
        Connected page = stage.page();
        ReplyRequested reply = new ReplyRequested(
                Ids.next(), UUID.randomUUID(), page.contact(person), "ASSISTANT", "hm", List.of(), null, 600);

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        JsonNode all = ledger("kind=all");
        assertThat(all.at("/items/0/raw/sender_action").asString()).isEqualTo("typing_on");
        assertThat(all.at("/items/1/text").asString()).isEqualTo("hm");
    }

    @Test
    void a_slow_platform_keeps_the_order_and_holds_up_nobody_else() {
        Connected page = stage.page();
        Connected other = new Stage().page();
        String somebody = Stage.personId();
        String elsewhere = Stage.personId();
        fault(Map.of("kind", "slow", "delayMs", 900, "personId", person));
        List<ReplyRequested> slow =
                Stream.of("1", "2", "3").map(text -> reply(page, person, text)).toList();
        slow.forEach(reply -> SERVICE.publish(stage.shop, reply));
        ReplyRequested quick = reply(page, somebody, "quick");
        ReplyRequested theirs = reply(other, elsewhere, "theirs");

        SERVICE.publish(stage.shop, quick);
        SERVICE.publish(other.shop(), theirs);

        sent(quick);
        sent(theirs);
        assertThat(isSent(slow.getLast())).isFalse();
        sent(slow.getLast());
        assertThat(textsTo(person)).containsExactly("1", "2", "3");
    }

    @Test
    void a_slow_platform_does_not_slow_the_webhooks() {
        Connected page = stage.page();
        fault(Map.of("kind", "slow", "delayMs", 3000, "personId", person));
        SERVICE.publish(stage.shop, reply(page, person, "slow"));
        String shopper = Stage.personId();
        long from = System.nanoTime();

        for (int i = 0; i < 20; i++) {
            assertThat(webhook(Stage.body(page, shopper, Stage.text("s" + i + shopper, "hi")))
                            .status())
                    .isEqualTo(200);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({"http500,", "rate_limit,", "error,1200", "error,4"})
    void what_passes_is_tried_again_in_order(String kind, Integer code) {
        Connected page = stage.page();
        fault(
                code == null
                        ? Map.of("kind", kind, "times", 3, "personId", person)
                        : Map.of("kind", kind, "code", code, "times", 3, "personId", person));
        ReplyRequested first = reply(page, person, "first");
        ReplyRequested second = reply(page, person, "second");

        SERVICE.publish(stage.shop, first);
        SERVICE.publish(stage.shop, second);

        sent(second);
        assertThat(textsTo(person)).containsExactly("first", "second");
    }

    @ParameterizedTest
    @CsvSource({"window_closed,window_closed,10/2018278", "blocked,blocked,551/1545041"})
    void what_will_never_be_sent_is_told_and_the_next_goes_on(String kind, String reason, String code) {
        Connected page = stage.page();
        fault(Map.of("kind", kind, "times", 1, "personId", person));
        ReplyRequested lost = reply(page, person, "lost");
        ReplyRequested next = reply(page, person, "next");

        SERVICE.publish(stage.shop, lost);
        SERVICE.publish(stage.shop, next);

        MessageFailed failed = failed(lost);
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.code()).isEqualTo(code);
        sent(next);
        assertThat(textsTo(person)).containsExactly("next");
    }

    @Test
    void an_expired_token_stops_the_channel_and_connecting_it_again_sends_what_waited() {
        Connected page = stage.page();
        String somebody = Stage.personId();
        fault(Map.of("kind", "token_expired", "personId", person));
        fault(Map.of("kind", "token_expired", "personId", somebody));
        List<ReplyRequested> waiting = IntStream.range(0, 4)
                .mapToObj(i -> reply(page, i % 2 == 0 ? person : somebody, "n" + i))
                .toList();
        waiting.forEach(reply -> SERVICE.publish(stage.shop, reply));

        ChannelTroubled troubled =
                SERVICE.awaitEvent(ChannelTroubled.class, it -> it.channelId().equals(page.id()));
        assertThat(troubled.problem()).isEqualTo("token_expired");
        JsonNode view = stage.owner.get("/api/channels/" + page.id()).json();
        assertThat(view.get("status").asString()).isEqualTo("TROUBLED");
        assertThat(view.get("problem").asString()).isEqualTo("token_expired");
        assertThat(view.get("next").toString()).contains("RECONNECT");
        SERVICE.awaitIdle();
        Stage.noFaults();
        assertThat(webhook(Stage.body(page, person, Stage.text("t-" + person, "still here?")))
                        .status())
                .isEqualTo(200);
        assertThat(textsTo(person)).isEmpty();
        assertThat(stage.owner
                        .get("/api/channels/" + page.id() + "/stats")
                        .json()
                        .get("waiting")
                        .asInt())
                .isEqualTo(4);

        stage.connect("facebook", page.accountId());

        waiting.forEach(SendingServiceTest::sent);
        assertThat(textsTo(person)).containsExactly("n0", "n2");
        assertThat(textsTo(somebody)).containsExactly("n1", "n3");
        assertThat(SERVICE.events(ChannelTroubled.class).stream()
                        .filter(it -> it.channelId().equals(page.id())))
                .hasSize(1);
    }

    @Test
    void a_missing_permission_loses_the_message_and_stops_the_channel() {
        Connected page = stage.page();
        fault(Map.of("kind", "error", "code", 200, "times", 1, "personId", person));
        ReplyRequested lost = reply(page, person, "lost");

        SERVICE.publish(stage.shop, lost);

        assertThat(failed(lost).reason()).isEqualTo("permission");
        assertThat(SERVICE.awaitEvent(
                                ChannelTroubled.class, it -> it.channelId().equals(page.id()))
                        .problem())
                .isEqualTo("permission");
    }

    @Test
    void what_waits_when_the_channel_is_disconnected_fails_and_so_does_what_comes_after() {
        Connected page = stage.page();
        fault(Map.of("kind", "http500", "personId", person));
        ReplyRequested waiting = reply(page, person, "waiting");
        SERVICE.publish(stage.shop, waiting);
        eventually(() -> status(waiting) != null);

        stage.owner.delete("/api/channels/" + page.id());
        ReplyRequested late = reply(page, person, "late");
        SERVICE.publish(stage.shop, late);

        assertThat(failed(waiting).code()).isEqualTo("channel_disconnected");
        assertThat(failed(late).code()).isEqualTo("channel_disconnected");
    }

    @Test
    void a_reply_that_says_nothing_or_goes_nowhere_fails() {
        Connected page = stage.page();
        ReplyRequested empty = reply(page, person, "  ");
        Connected nowhere = new Connected(stage.shop, UUID.randomUUID(), page.platform(), page.accountId());
        ReplyRequested lost = reply(nowhere, person, "anybody?");

        SERVICE.publish(stage.shop, empty);
        SERVICE.publish(stage.shop, lost);

        assertThat(failed(empty).code()).isEqualTo("empty");
        assertThat(failed(lost).reason()).isEqualTo("undeliverable");
    }

    @Test
    void another_shops_event_cannot_send_from_this_shops_channel() {
        Connected page = stage.page();
        UUID thief = UUID.randomUUID();
        ReplyRequested stolen = reply(page, person, "stolen");

        SERVICE.publish(thief, stolen);

        assertThat(failed(stolen).code()).isEqualTo("channel_disconnected");
        assertThat(textsTo(person)).isEmpty();
    }

    @Test
    void our_own_echo_is_nobodys_message() {
        Connected page = stage.page();
        ReplyRequested reply = reply(page, person, "It is 45.00");
        SERVICE.publish(stage.shop, reply);
        MessageSent sent = sent(reply);

        webhook(echo(page, person, Map.of("mid", sent.platformMessageId(), "is_echo", true, "text", "It is 45.00")));
        webhook(echo(page, person, Map.of("mid", "seller-" + person, "is_echo", true, "text", "Ama here")));

        SERVICE.awaitEvent(EchoReceived.class, echo -> echo.messageId().equals("seller-" + person));
        assertThat(SERVICE.events(EchoReceived.class).stream()
                        .filter(echo -> echo.messageId().equals(sent.platformMessageId())))
                .isEmpty();
    }

    @Test
    void an_echo_that_overtakes_the_answer_settles_the_message_and_it_is_not_sent_again() {
        Connected instagram = stage.instagram();
        fault(Map.of("kind", "hang", "delayMs", 900, "delivered", true, "times", 1, "personId", person));
        ReplyRequested reply = reply(instagram, person, "Shall I order it?");
        SERVICE.publish(stage.shop, reply);
        eventually(() -> textsTo(person).size() == 1);
        String mid = Stage.SANDBOX.sentTo(person).getFirst().messageId();

        webhook(echo(instagram, person, Map.of("mid", mid, "is_echo", true, "text", "Shall I  order it?\n")));

        assertThat(sent(reply).platformMessageId()).isEqualTo(mid);
        ReplyRequested next = reply(instagram, person, "next");
        SERVICE.publish(stage.shop, next);
        sent(next);
        assertThat(textsTo(person)).containsExactly("Shall I order it?", "next");
        assertThat(SERVICE.events(MessageSent.class).stream()
                        .filter(it -> it.replyId().equals(reply.replyId())))
                .hasSize(1);
        assertThat(SERVICE.events(EchoReceived.class).stream()
                        .filter(it -> it.contact().personId().equals(person)))
                .isEmpty();
    }

    @Test
    void after_half_an_answer_words_are_found_at_the_platform_and_not_sent_again() {
        Connected page = stage.page();
        fault(Map.of("kind", "half_answer", "times", 1, "personId", person));
        ReplyRequested unsure = reply(page, person, "unsure");
        ReplyRequested next = reply(page, person, "next");
        SERVICE.publish(stage.shop, unsure);
        SERVICE.publish(stage.shop, next);

        sent(next);

        assertThat(textsTo(person)).containsExactly("unsure", "next");
    }

    @Test
    void after_half_an_answer_a_picture_waits_for_its_echo_and_is_then_sent_again_at_most_once() {
        Connected page = stage.page();
        fault(Map.of("kind", "half_answer", "times", 1, "personId", person));
        ReplyRequested unsure = new ReplyRequested(
                Ids.next(),
                UUID.randomUUID(),
                page.contact(person),
                "ASSISTANT",
                "",
                List.of(),
                "https://glow.example/serum.jpg",
                0);
        ReplyRequested next = reply(page, person, "next");
        SERVICE.publish(stage.shop, unsure);
        SERVICE.publish(stage.shop, next);

        sent(next);

        assertThat(Stage.SANDBOX.sentTo(person)).hasSize(3);
    }

    @Test
    void what_a_killed_process_left_is_sent_once_and_in_order() {
        Connected page = stage.page();
        String echoed = Stage.personId();
        fault(Map.of("kind", "http500", "personId", person));
        fault(Map.of("kind", "http500", "personId", echoed));
        ReplyRequested first = reply(page, person, "first");
        ReplyRequested second = reply(page, person, "second");
        ReplyRequested taken = reply(page, echoed, "taken");
        ReplyRequested after = reply(page, echoed, "after");
        Stream.of(first, second, taken, after).forEach(reply -> SERVICE.publish(stage.shop, reply));
        Stream.of(first, second, taken, after).forEach(reply -> eventually(() -> status(reply) != null));
        SERVICE.stop();
        Stream.of(first, taken)
                .forEach(reply -> SERVICE.jdbc()
                        .update(
                                "update outbound_message set status = 'SENDING', lease_owner = 'test/former',"
                                        + " lease_until = now() + interval '1 hour' where reply_id = ?",
                                reply.replyId()));
        Stage.noFaults();
        SERVICE.restart();

        webhook(echo(
                page,
                echoed,
                Map.of("mid", "m_kept", "is_echo", true, "text", "?", "metadata", "parley:" + taken.replyId() + ":0")));

        sent(second);
        sent(after);
        assertThat(textsTo(person)).containsExactly("first", "second");
        assertThat(textsTo(echoed)).containsExactly("after");
        assertThat(sent(taken).platformMessageId()).isEqualTo("m_kept");
    }

    @Test
    void what_a_dead_replica_held_is_taken_over_when_its_lease_ends() {
        Connected page = stage.page();
        fault(Map.of("kind", "http500", "personId", person));
        ReplyRequested held = reply(page, person, "held");
        SERVICE.publish(stage.shop, held);
        eventually(() -> status(held) != null);
        // a claim of the running service may be in flight; the last word is ours
        eventually(() -> SERVICE.jdbc()
                        .update(
                                "update outbound_message set status = 'SENDING', lease_owner = 'dead-replica/1',"
                                        + " lease_until = now() + interval '1 second' where reply_id = ? and status = 'QUEUED'",
                                held.replyId())
                == 1);
        Stage.noFaults();

        sent(held);
        assertThat(textsTo(person)).containsExactly("held");
    }

    private static MessageSent sent(ReplyRequested reply) {
        return SERVICE.awaitEvent(MessageSent.class, sent -> sent.replyId().equals(reply.replyId()));
    }

    private static MessageFailed failed(ReplyRequested reply) {
        return SERVICE.awaitEvent(
                MessageFailed.class, failed -> failed.replyId().equals(reply.replyId()));
    }

    private static boolean isSent(ReplyRequested reply) {
        return "SENT".equals(status(reply));
    }

    private static @org.jspecify.annotations.Nullable String status(ReplyRequested reply) {
        return SERVICE
                .jdbc()
                .queryForList("select status from outbound_message where reply_id = ?", String.class, reply.replyId())
                .stream()
                .findFirst()
                .orElse(null);
    }

    private JsonNode ledger(String query) {
        return Stage.sandbox("/sandbox/sent?personId=" + person + "&" + query);
    }

    private static void eventually(Callable<Boolean> it) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(it);
    }
}

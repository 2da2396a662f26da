package io.parley.channel;

import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.body;
import static io.parley.channel.Stage.fault;
import static io.parley.channel.Stage.reply;
import static io.parley.channel.Stage.textsTo;
import static io.parley.channel.Stage.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.CommentLeftAlone;
import io.parley.events.DeliveryEvent;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.InboundEvent.CommentReceived;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.sandbox.ledger.Sent;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MetaSendingServiceTest {
    private final Stage stage = new Stage();
    private final String person = Stage.personId();

    @AfterEach
    void all_is_well_again() {
        Stage.noFaults();
        Stage.rules(Map.of("windows", false, "sendsPerSecond", 0, "privateRepliesPerHour", 0));
    }

    private static ReplyRequested rich(
            Connected from,
            String person,
            String author,
            String text,
            List<QuickReply> quick,
            List<Card> cards,
            List<Link> links,
            @Nullable String commentId) {
        return new ReplyRequested(
                Ids.next(),
                UUID.randomUUID(),
                from.contact(person),
                author,
                text,
                quick,
                null,
                0,
                cards,
                links,
                commentId,
                null,
                null);
    }

    private static ReplyRequested by(String author, Connected from, String person, String text) {
        return rich(from, person, author, text, List.of(), List.of(), List.of(), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instagram", "facebook"})
    void cards_and_links_are_shown_as_the_platform_shows_them(String way) {
        Connected channel = way.equals("instagram") ? stage.instagram() : stage.page();
        Card card =
                new Card("Serum", "GHS 45.00", "https://glow.example/1.jpg", List.of(new QuickReply("Buy", "buy:1")));
        ReplyRequested reply = rich(
                channel,
                person,
                "ASSISTANT",
                "We have:",
                List.of(new QuickReply("More", "more")),
                List.of(card, card),
                List.of(),
                null);
        ReplyRequested pay = rich(
                channel,
                person,
                "ASSISTANT",
                "Pay here",
                List.of(new QuickReply("Cancel", "cancel")),
                List.of(),
                List.of(new Link("Pay now", "https://pay.example/1")),
                null);

        SERVICE.publish(stage.shop, reply);
        SERVICE.publish(stage.shop, pay);

        sent(pay);
        List<Sent> all = Stage.SANDBOX.sentTo(person);
        assertThat(all).hasSize(3);
        assertThat(all.getFirst().text()).isEqualTo("We have:");
        JsonNode cards = all.get(1).json().get("message");
        assertThat(cards.at("/attachment/payload/template_type").asString()).isEqualTo("generic");
        assertThat(cards.at("/attachment/payload/elements").size()).isEqualTo(2);
        assertThat(cards.at("/attachment/payload/elements/0/buttons/0/payload").asString())
                .isEqualTo("buy:1");
        assertThat(all.get(1).quickReplies()).containsExactly("More");
        JsonNode button = all.get(2).json().at("/message/attachment/payload");
        assertThat(button.get("template_type").asString()).isEqualTo("button");
        assertThat(button.at("/buttons/0/url").asString()).isEqualTo("https://pay.example/1");
        assertThat(button.at("/buttons/1/payload").asString()).isEqualTo("cancel");
    }

    @Test
    void a_shoppers_message_is_shown_as_read() {
        Connected page = stage.page();

        webhook(body(page, person, Stage.text("seen-" + person, "hi")));

        eventually(() -> Stage.sandbox("/sandbox/sent?personId=" + person + "&kind=action")
                .at("/items/0/raw/sender_action")
                .asString("")
                .equals("mark_seen"));
    }

    @Test
    void outside_the_window_nothing_automatic_goes_and_a_persons_words_go_with_the_tag() {
        Connected page = stage.page();
        Stage.rules(Map.of("windows", true));
        heard(page, "30 hours");
        ReplyRequested automatic = by("ASSISTANT", page, person, "automatic");
        ReplyRequested personal = by("SELLER", page, person, "personal");

        SERVICE.publish(stage.shop, automatic);
        SERVICE.publish(stage.shop, personal);

        assertThat(failed(automatic).reason()).isEqualTo("window_closed");
        sent(personal);
        Sent only = Stage.SANDBOX.sentTo(person).getFirst();
        assertThat(textsTo(person)).containsExactly("personal");
        assertThat(only.json().get("messaging_type").asString()).isEqualTo("MESSAGE_TAG");
        assertThat(only.json().get("tag").asString()).isEqualTo("HUMAN_AGENT");
        assertThat(refusals()).isZero();
        heard(page, "8 days");
        ReplyRequested late = by("SELLER", page, person, "late");
        SERVICE.publish(stage.shop, late);
        assertThat(failed(late).reason()).isEqualTo("window_closed");
    }

    @Test
    void what_a_closed_window_held_back_goes_out_in_order_when_they_write_again_unless_it_is_old() throws Exception {
        Connected page = stage.page();
        Stage.rules(Map.of("windows", true));
        heard(page, "8 days");
        ReplyRequested old = by("SYSTEM", page, person, "old");
        ReplyRequested news = by("SYSTEM", page, person, "Your parcel has left.");
        ReplyRequested stale = by("ASSISTANT", page, person, "stale");
        ReplyRequested personal = by("SELLER", page, person, "It was lovely to pack!");
        for (ReplyRequested reply : List.of(old, news, stale, personal)) {
            SERVICE.publish(stage.shop, reply);
            assertThat(failed(reply).reason()).isEqualTo("window_closed");
        }
        age(old, "8 days");
        age(stale, "2 hours");
        String list = "/api/channels/" + page.id() + "/failed";
        assertThat(stage.owner.get(list).json().get("items").size()).isEqualTo(4);
        Stage.heard(person, Instant.now());
        String body = body(page, person, Stage.text("again-" + person, "hello?"));

        // told twice at once, as platforms do
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> calls =
                    Collections.nCopies(4, () -> webhook(body).status());
            for (Future<Integer> answer : pool.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }

        sent(news);
        sent(personal);
        ReplyRequested next = reply(page, person, "Hello!");
        SERVICE.publish(stage.shop, next);
        sent(next);
        assertThat(textsTo(person)).containsExactly("Your parcel has left.", "It was lovely to pack!", "Hello!");
        assertThat(stage.owner.get(list).json().get("items").size()).isEqualTo(2);
    }

    private static void age(ReplyRequested reply, String by) {
        SERVICE.jdbc()
                .update(
                        "update outbound_message set requested_at = requested_at - ?::interval,"
                                + " worth_until = worth_until - ?::interval where reply_id = ?",
                        by,
                        by,
                        reply.replyId());
    }

    @Test
    void an_advertisement_opens_the_window_for_a_week() {
        Connected page = stage.page();
        webhook(body(page, person, Map.of("referral", Map.of("source", "ADS", "type", "OPEN_THREAD", "ad_id", "42"))));
        assertThat(SERVICE.jdbc()
                        .update(
                                "update messaging_window set heard_at = heard_at - interval '3 days',"
                                        + " ad_at = ad_at - interval '3 days' where person_id = ? and ad_at is not null",
                                person))
                .isEqualTo(1);

        ReplyRequested reply = by("ASSISTANT", page, person, "still open");
        SERVICE.publish(stage.shop, reply);

        sent(reply);
    }

    @ParameterizedTest
    @CsvSource({"ASSISTANT,false", "SELLER,true"})
    void when_the_platform_finds_the_window_closed_a_persons_words_are_tried_with_the_tag(String author, boolean goes) {
        Connected instagram = stage.instagram();
        webhook(body(instagram, person, Stage.text("w-" + person, "hi")));
        fault(Map.of("kind", "window_closed", "times", 1, "personId", person));
        ReplyRequested reply = by(author, instagram, person, "hello again");

        SERVICE.publish(stage.shop, reply);

        if (goes) {
            sent(reply);
            assertThat(Stage.SANDBOX.sentTo(person).getFirst().json().get("tag").asString())
                    .isEqualTo("HUMAN_AGENT");
        } else {
            assertThat(failed(reply).code()).isEqualTo("10/2534022");
        }
    }

    @Test
    void a_comment_is_answered_in_private_and_the_talk_goes_on_in_one_conversation() {
        Connected page = stage.page();
        String comment = "c_" + person;
        String messenger = Stage.personId();
        Stage.commented(comment, messenger);
        UUID product = UUID.randomUUID();
        assertThat(stage.owner
                        .put("/api/channels/" + page.id() + "/posts/77_" + person, Map.of("productId", product))
                        .status())
                .isEqualTo(204);
        webhook(comment(page, comment, "77_" + person));
        CommentReceived heard =
                SERVICE.awaitEvent(CommentReceived.class, it -> it.commentId().equals(comment));
        assertThat(heard.productId()).isEqualTo(product);
        ReplyRequested reply =
                rich(page, person, "ASSISTANT", "Yours! Which size?", List.of(), List.of(), List.of(), comment);

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        assertThat(Stage.SANDBOX
                        .sentTo(messenger)
                        .getFirst()
                        .json()
                        .at("/recipient/comment_id")
                        .asString())
                .isEqualTo(comment);
        // the platform knows them by another id in messages
        webhook(body(page, messenger, Stage.text("m-" + person, "30ml")));
        Contact later = SERVICE.awaitEvent(
                        MessageReceived.class, it -> it.messageId().equals("m-" + person))
                .contact();
        assertThat(later.conversationKey()).isEqualTo(page.key(person));
        assertThat(later.personId()).isEqualTo(person);
        assertThat(later.aliases()).containsExactly(messenger);
        ReplyRequested next = reply(page, person, "It is 45.00");
        SERVICE.publish(stage.shop, next);
        sent(next);
        assertThat(textsTo(messenger)).containsExactly("Yours! Which size?", "It is 45.00");
    }

    @Test
    void a_second_answer_to_a_comment_is_refused_once_and_for_all() {
        Connected page = stage.page();
        String comment = "c_" + person;
        Stage.commented(comment, person);
        webhook(comment(page, comment, "78_1"));
        ReplyRequested first = rich(page, person, "ASSISTANT", "one", List.of(), List.of(), List.of(), comment);
        ReplyRequested second = rich(page, person, "ASSISTANT", "two", List.of(), List.of(), List.of(), comment);

        SERVICE.publish(stage.shop, first);
        SERVICE.publish(stage.shop, second);

        assertThat(failed(second).code()).isEqualTo("10900");
        assertThat(textsTo(person)).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MESSENGER", "WHATSAPP"})
    void a_policy_block_stops_all_the_shops_channels_of_the_house_and_no_others(String where) {
        Connected page = stage.page();
        Connected instagram = stage.instagram();
        Connected whatsApp = Phones.whatsApp(stage);
        Connected sms = Phones.sms(stage);
        Connected other = new Stage().page();
        boolean byPhone = where.equals("WHATSAPP");
        String somebody = byPhone ? Phones.person() : person;
        Map<String, ?> block = Map.of("kind", "error", "code", 368, "times", 1, "personId", somebody);
        if (byPhone) {
            Phones.fault(block);
        } else {
            fault(block);
        }

        SERVICE.publish(stage.shop, reply(byPhone ? whatsApp : page, somebody, "too much"));

        eventually(() -> status(stage, instagram).equals("TROUBLED"));
        assertThat(status(stage, page)).isEqualTo("TROUBLED");
        assertThat(status(stage, whatsApp)).isEqualTo("TROUBLED");
        assertThat(status(stage, sms)).isEqualTo("ACTIVE");
        assertThat(SERVICE.http()
                        .as("owner", other.shop())
                        .get("/api/channels/" + other.id())
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void a_platform_that_wants_it_slower_gets_everything_in_order_and_others_are_not_held_up() {
        Connected page = stage.page();
        Connected other = new Stage().instagram();
        Stage.rules(Map.of("sendsPerSecond", 20));
        List<String> people =
                IntStream.range(0, 20).mapToObj(i -> Stage.personId()).toList();
        List<ReplyRequested> all = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (String somebody : people) {
                all.add(reply(page, somebody, "n" + round));
            }
        }
        all.forEach(reply -> SERVICE.publish(stage.shop, reply));
        ReplyRequested theirs = reply(other, person, "theirs");
        Instant from = Instant.now();
        SERVICE.publish(other.shop(), theirs);

        sent(theirs);
        assertThat(Duration.between(from, Instant.now())).isLessThan(Duration.ofSeconds(3));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> people.stream()
                                .mapToInt(somebody -> textsTo(somebody).size())
                                .sum()
                        == all.size());
        people.forEach(somebody -> assertThat(textsTo(somebody)).containsExactly("n0", "n1", "n2", "n3", "n4"));
    }

    @Test
    void what_failed_is_seen_and_sent_again_once_and_in_order() {
        Connected page = stage.page();
        refused(3);
        List<ReplyRequested> lost =
                List.of(reply(page, person, "1"), reply(page, person, "2"), reply(page, person, "3"));
        lost.forEach(reply -> SERVICE.publish(stage.shop, reply));
        lost.forEach(MetaSendingServiceTest::failed);
        String path = "/api/channels/" + page.id() + "/failed";

        JsonNode first = stage.owner.get(path + "?limit=2").json();
        JsonNode rest = stage.owner
                .get(path + "?limit=2&cursor=" + first.get("next").asString())
                .json();

        assertThat(first.at("/items/0/text").asString()).isEqualTo("3");
        assertThat(first.at("/items/0/reason").asString()).isEqualTo("undeliverable");
        assertThat(first.at("/items/0/next/0").asString()).isEqualTo("RETRY");
        assertThat(first.get("items").size()).isEqualTo(2);
        assertThat(rest.at("/items/0/text").asString()).isEqualTo("1");
        assertThat(stage.owner
                        .post(path + "/" + lost.getFirst().replyId() + "/retry", Map.of())
                        .status())
                .isEqualTo(202);
        sent(lost.getFirst());
        Http.Answer again = stage.owner.post(path + "/" + lost.getFirst().replyId() + "/retry", Map.of());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("not_failed");
        assertThat(retriedAll(path)).isEqualTo(2);
        sent(lost.getLast());
        assertThat(textsTo(person)).containsExactly("1", "2", "3");
        assertThat(retriedAll(path)).isZero();
        assertThat(stage.owner.get(path).json().get("items")).isEmpty();
    }

    @Test
    void what_a_blocked_shop_said_is_sent_again_only_when_asked_for_by_itself() {
        Connected page = stage.page();
        ReplyRequested lost = lost(page);
        String path = "/api/channels/" + page.id() + "/failed";

        assertThat(stage.owner.get(path).json().at("/items/0/next")).isEmpty();
        assertThat(retriedAll(path)).isZero();
        assertThat(stage.owner
                        .post(path + "/" + lost.replyId() + "/retry", Map.of())
                        .status())
                .isEqualTo(202);
        sent(lost);
    }

    /// A reply that the person's block has stopped.
    private ReplyRequested lost(Connected page) {
        fault(Map.of("kind", "blocked", "times", 1, "personId", person));
        ReplyRequested lost = reply(page, person, "lost");
        SERVICE.publish(stage.shop, lost);
        failed(lost);
        return lost;
    }

    /// How many of a channel's failed messages are sent again when all are asked for.
    private int retriedAll(String failed) {
        return stage.owner
                .post(failed + "/retry", Map.of())
                .json()
                .get("messages")
                .asInt();
    }

    /// The platform takes none of the next so many.
    private void refused(int times) {
        fault(Map.of("kind", "error", "code", 100, "subcode", 2018300, "times", times, "personId", person));
    }

    @Test
    void whoever_may_reply_sends_a_reply_again_and_its_conversation_hears_of_it() {
        Connected page = stage.page();
        ReplyRequested lost = lost(page);
        String path = "/api/channels/" + page.id() + "/failed";
        Http member = SERVICE.http().as("member", stage.shop);

        assertThat(SERVICE.http()
                        .as("viewer", stage.shop)
                        .post(path + "/" + lost.replyId() + "/retry", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(member.post(path + "/retry", Map.of()).status()).isEqualTo(403);
        assertThat(member.post(path + "/" + lost.replyId() + "/retry", Map.of()).status())
                .isEqualTo(202);

        sent(lost);
        assertThat(SERVICE.events(DeliveryEvent.class))
                .filteredOn(event -> event.conversationKey().equals(page.key(person)))
                .extracting(event -> event.getClass().getSimpleName())
                .containsSubsequence("MessageFailed", "MessageRetried", "MessageSent");
    }

    @Test
    void retries_asked_for_at_once_send_it_once() throws Exception {
        Connected page = stage.page();
        ReplyRequested lost = lost(page);
        String path = "/api/channels/" + page.id() + "/failed/" + lost.replyId() + "/retry";
        List<Callable<Integer>> calls = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(
                        i -> () -> stage.owner.post(path, Map.of()).status())
                .toList();

        List<Integer> statuses = new ArrayList<>();
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(calls)) {
                statuses.add(answer.get());
            }
        }

        sent(lost);
        SERVICE.awaitIdle();
        assertThat(statuses).filteredOn(status -> status == 202).hasSize(1);
        assertThat(new HashSet<>(statuses)).isSubsetOf(202, 409);
        assertThat(textsTo(person)).containsExactly("lost");
    }

    @Test
    void another_shop_sees_and_sends_nothing_of_it() {
        Connected page = stage.page();
        Http other = new Stage().owner;
        String path = "/api/channels/" + page.id();

        assertThat(other.get(path + "/failed").status()).isEqualTo(404);
        assertThat(other.post(path + "/failed/retry", Map.of()).status()).isEqualTo(404);
        assertThat(other.post(path + "/failed/" + UUID.randomUUID() + "/retry", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(other.get(path + "/posts").status()).isEqualTo(404);
        assertThat(other.put(path + "/posts/1", Map.of("productId", UUID.randomUUID()))
                        .status())
                .isEqualTo(404);
        assertThat(other.delete(path + "/posts/1").status()).isEqualTo(404);
        assertThat(stage.owner.get(path + "/failed?cursor=nonsense").code()).isEqualTo("cursor_invalid");
        assertThat(stage.owner
                        .put(path + "/posts/a%20b", Map.of("productId", UUID.randomUUID()))
                        .code())
                .isEqualTo("post_invalid");
        assertThat(stage.owner.put(path + "/posts/1", Map.of()).status()).isEqualTo(400);
    }

    private void heard(Connected channel, String ago) {
        webhook(body(channel, person, Stage.text("h-" + ago.hashCode() + person, "hi")));
        SERVICE.awaitEvent(MessageReceived.class, it -> it.messageId().equals("h-" + ago.hashCode() + person));
        SERVICE.jdbc()
                .update("update messaging_window set heard_at = now() - ?::interval where person_id = ?", ago, person);
        Stage.heard(person, Instant.now().minus(ago.endsWith("hours") ? Duration.ofHours(30) : Duration.ofDays(8)));
    }

    private int refusals() {
        return Stage.sandbox("/sandbox/sent/count?personId=" + person + "&kind=refused")
                .get("count")
                .asInt();
    }

    @Test
    void a_comment_left_alone_is_listed_with_its_reason_and_an_edited_one_is_told_again() {
        Connected page = stage.page();
        String id = "79_" + person;
        webhook(comment(page, id, "79", "add", "nice"));
        SERVICE.awaitEvent(
                CommentReceived.class,
                it -> it.commentId().equals(id) && it.text().equals("nice"));

        SERVICE.publish(stage.shop, new CommentLeftAlone(UUID.randomUUID(), page.id(), id, "wants_nothing", "nice"));

        String path = "/api/channels/" + page.id() + "/not-understood";
        eventually(() -> stage.owner.get(path).json().get("items").size() == 1);
        JsonNode first = stage.owner.get(path).json().at("/items/0");
        assertThat(first.get("reason").asString()).isEqualTo("wants_nothing");
        assertThat(first.get("kind").asString()).isEqualTo("COMMENT");
        assertThat(first.get("text").asString()).isEqualTo("nice");
        assertThat(first.get("event").asString()).contains(id, "nice");
        assertThat(stage.owner.get(path + "?kind=COMMENT").json().get("items")).hasSize(1);
        assertThat(stage.owner.get(path + "?kind=EVENT").json().get("items")).isEmpty();

        String edited = comment(page, id, "79", "edited", "mine 2 rose toners");
        webhook(edited);
        webhook(edited + " ");
        SERVICE.awaitEvent(
                CommentReceived.class,
                it -> it.commentId().equals(id) && it.text().equals("mine 2 rose toners"));
        SERVICE.awaitIdle();
        assertThat(SERVICE.events(CommentReceived.class).stream()
                        .filter(it -> it.commentId().equals(id)))
                .hasSize(2);
        SERVICE.publish(
                stage.shop,
                new CommentLeftAlone(UUID.randomUUID(), page.id(), id, "answered_before", "mine 2 rose toners"));
        eventually(() -> stage.owner.get(path).json().get("items").size() == 2);
        assertThat(stage.owner.get(path).json().at("/items/0/reason").asString())
                .isEqualTo("answered_before");
    }

    private String comment(Connected page, String id, String post) {
        return comment(page, id, post, "add", "mine");
    }

    private String comment(Connected page, String id, String post, String verb, String text) {
        return Stage.JSON.writeValueAsString(Map.of(
                "object",
                "page",
                "entry",
                List.of(Map.of(
                        "id",
                        page.accountId(),
                        "time",
                        System.currentTimeMillis() / 1000,
                        "changes",
                        List.of(Map.of(
                                "field",
                                "feed",
                                "value",
                                Map.of(
                                        "item",
                                        "comment",
                                        "verb",
                                        verb,
                                        "comment_id",
                                        id,
                                        "post_id",
                                        post,
                                        "message",
                                        text,
                                        "created_time",
                                        System.currentTimeMillis() / 1000,
                                        "from",
                                        Map.of("id", person, "name", "Ama"))))))));
    }

    private static String status(Stage stage, Connected channel) {
        return stage.owner
                .get("/api/channels/" + channel.id())
                .json()
                .get("status")
                .asString();
    }

    private static MessageSent sent(ReplyRequested reply) {
        return SERVICE.awaitEvent(MessageSent.class, sent -> sent.replyId().equals(reply.replyId()));
    }

    private static MessageFailed failed(ReplyRequested reply) {
        return SERVICE.awaitEvent(
                MessageFailed.class, failed -> failed.replyId().equals(reply.replyId()));
    }

    private static void eventually(Callable<Boolean> it) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(it);
    }
}

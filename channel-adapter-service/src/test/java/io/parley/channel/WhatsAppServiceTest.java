package io.parley.channel;

import static io.parley.channel.Phones.control;
import static io.parley.channel.Phones.fault;
import static io.parley.channel.Phones.textsTo;
import static io.parley.channel.Phones.whatsAppHook;
import static io.parley.channel.Stage.PHONES;
import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.channel.sending.CampaignRest;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.DeliveryEvent.MessageDelivered;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageRead;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.OutboundEvent.Template;
import io.parley.sandbox.ledger.Sent;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WhatsAppServiceTest {
    private final Stage stage = new Stage();
    private final String person = Phones.person();
    private final String mid = "wamid." + UUID.randomUUID();

    @AfterEach
    void all_is_well_again() {
        Phones.noFaults();
    }

    @Test
    void the_subscription_is_confirmed_at_whatsapps_own_address_too() {
        Http.Answer right = SERVICE.http()
                .get("/api/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=42&hub.verify_token=local-verify-token");

        assertThat(right.text()).isEqualTo("42");
        assertThat(SERVICE.http().get("/api/webhooks/whatsapp").status()).isEqualTo(403);
    }

    @Test
    void a_message_is_one_whichever_address_it_comes_to_and_however_often() {
        Connected number = Phones.whatsApp(stage);
        String body = Phones.text(number, person, mid, "Is the serum in stock? 🧴");

        assertThat(whatsAppHook(body).status()).isEqualTo(200);
        assertThat(Phones.post("/api/webhooks/meta", body).status()).isEqualTo(200);
        assertThat(whatsAppHook(Phones.text(number, person, mid, "Is the serum in stock? 🧴"))
                        .status())
                .isEqualTo(200);
        fence(number);

        assertThat(messages(number)).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("Is the serum in stock? 🧴");
            assertThat(message.contact().personName()).isEqualTo("Ama");
            assertThat(message.contact().phone()).isEqualTo("+" + person);
        });
    }

    @Test
    void a_body_that_is_not_signed_rightly_leaves_nothing() {
        Connected number = Phones.whatsApp(stage);
        String body = Phones.text(number, person, mid, "hi");

        assertThat(SERVICE.http().post("/api/webhooks/whatsapp", body).status()).isEqualTo(401);
        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select count(*) from inbound_event where channel_id = ?", Integer.class, number.id()))
                .isZero();
    }

    @Test
    void a_shopper_first_known_by_number_has_one_conversation_for_good() {
        Connected number = Phones.whatsApp(stage);
        String userId = "GH." + UUID.randomUUID();
        String newNumber = Phones.person();

        whatsAppHook(said(number, person, null, "1"));
        whatsAppHook(said(number, person, userId, "2"));
        whatsAppHook(said(number, null, userId, "3"));
        whatsAppHook(Phones.message(
                number,
                Map.of("wa_id", person),
                Map.of(
                        "from",
                        person,
                        "id",
                        mid + "s",
                        "timestamp",
                        Phones.now(),
                        "type",
                        "system",
                        "system",
                        Map.of("type", "user_changed_number", "wa_id", newNumber))));
        whatsAppHook(said(number, newNumber, null, "4"));
        fence(number);

        assertThat(messages(number))
                .hasSize(4)
                .allSatisfy(message ->
                        assertThat(message.contact().conversationKey()).isEqualTo(number.key(person)));
        SERVICE.publish(stage.shop, reply(number, person, "to your new number"));
        await().until(() -> !textsTo(newNumber).isEmpty());
    }

    @Test
    void who_is_told_to_have_another_id_is_written_to_there_and_not_at_their_old_number() {
        Connected number = Phones.whatsApp(stage);
        String userId = "GH." + UUID.randomUUID();
        String newId = "GH." + UUID.randomUUID();

        whatsAppHook(said(number, person, null, "1"));
        whatsAppHook(said(number, person, userId, "2"));
        whatsAppHook(Phones.value(
                number,
                Map.of(
                        "messages",
                        List.of(Map.of(
                                "id",
                                mid + "s",
                                "timestamp",
                                Phones.now(),
                                "type",
                                "system",
                                "system",
                                Map.of(
                                        "type",
                                        "user_changed_user_id",
                                        "previous_user_id",
                                        userId,
                                        "user_id",
                                        newId))))));
        whatsAppHook(said(number, null, newId, "3"));

        assertThat(SERVICE.awaitEvent(
                                MessageReceived.class,
                                it -> it.contact().channelId().equals(number.id()) && "3".equals(it.text()))
                        .contact()
                        .conversationKey())
                .isEqualTo(number.key(person));
        SERVICE.publish(stage.shop, reply(number, person, "to your new id"));
        await().until(() -> !textsTo(newId).isEmpty());
        assertThat(textsTo(person)).isEmpty();
    }

    @Test
    void webhooks_for_one_new_shopper_at_the_same_instant_make_one_conversation() throws Exception {
        Connected number = Phones.whatsApp(stage);
        String userId = "GH." + UUID.randomUUID();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> done = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String body = said(number, i % 3 == 0 ? null : person, i % 3 == 1 ? null : userId, "n" + i);
                done.add(pool.submit(() -> whatsAppHook(body).status()));
            }
            for (Future<Integer> one : done) {
                assertThat(one.get()).isEqualTo(200);
            }
        }
        // whoever came first, from now on they are one
        whatsAppHook(said(number, person, userId, "joined"));
        whatsAppHook(said(number, null, userId, "by id"));
        whatsAppHook(said(number, person, null, "by number"));
        fence(number);

        Set<String> last = messages(number).stream()
                .filter(message -> Set.of("joined", "by id", "by number").contains(String.valueOf(message.text())))
                .map(message -> message.contact().conversationKey())
                .collect(Collectors.toSet());
        assertThat(last).hasSize(1);
    }

    @Test
    void a_delivered_after_a_read_changes_nothing_and_a_bad_status_loses_nothing() {
        Connected number = Phones.whatsApp(stage);
        String ours = "wamid." + UUID.randomUUID();

        whatsAppHook(Phones.value(
                number,
                Map.of(
                        "contacts",
                        List.of(Map.of("wa_id", person)),
                        "messages",
                        List.of(Map.of(
                                "from",
                                person,
                                "id",
                                mid,
                                "timestamp",
                                "1700000000",
                                "type",
                                "text",
                                "text",
                                Map.of("body", "hi"))),
                        "statuses",
                        List.of("nonsense", status(ours, "read")))));
        whatsAppHook(Phones.value(number, Map.of("statuses", List.of(status(ours, "delivered")))));
        fence(number);

        assertThat(messages(number)).hasSize(1);
        assertThat(SERVICE.awaitEvent(MessageRead.class, read -> ours.equals(read.platformMessageId()))
                        .conversationKey())
                .isEqualTo(number.key(person));
        assertThat(SERVICE.events(MessageDelivered.class))
                .noneMatch(delivered -> ours.equals(delivered.platformMessageId()));
    }

    @Test
    void hundreds_of_statuses_in_one_body_are_each_told_once_in_whatever_order() {
        Connected number = Phones.whatsApp(stage);
        List<Map<String, Object>> statuses = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            String id = "wamid.many" + i + "-" + person;
            statuses.add(status(id, i % 2 == 0 ? "read" : "delivered"));
            statuses.add(status(id, i % 2 == 0 ? "delivered" : "read"));
        }
        String body = Phones.value(number, Map.of("statuses", statuses));

        assertThat(whatsAppHook(body).status()).isEqualTo(200);
        assertThat(whatsAppHook(body + " ").status()).isEqualTo(200);
        fence(number);

        assertThat(SERVICE.events(MessageRead.class).stream()
                        .filter(read -> String.valueOf(read.platformMessageId()).endsWith(person)))
                .hasSize(250);
        assertThat(SERVICE.events(MessageDelivered.class).stream()
                        .filter(it -> String.valueOf(it.platformMessageId()).endsWith(person)))
                .as("one that was read is not delivered afterwards")
                .hasSize(125);
    }

    @Test
    void a_reply_reaches_the_shopper_and_what_became_of_it_is_told() {
        Connected number = Phones.whatsApp(stage);
        List<QuickReply> sizes = IntStream.range(0, 5)
                .mapToObj(i -> new QuickReply("Size " + i, "size:" + i))
                .toList();
        ReplyRequested reply = reply(number, person, "Which size?", sizes);

        SERVICE.publish(stage.shop, reply);

        MessageSent sent = sent(reply);
        Sent message = PHONES.sentTo(person).getFirst();
        assertThat(message.text()).isEqualTo("Which size?");
        assertThat(message.quickReplies()).hasSize(5);
        assertThat(sent.platformMessageId()).isEqualTo(message.messageId());
        SERVICE.awaitEvent(
                MessageDelivered.class, it -> sent.platformMessageId().equals(it.platformMessageId()));
    }

    @Test
    void cards_and_links_are_as_whatsapp_wants_them() {
        Connected number = Phones.whatsApp(stage);
        Card card = new Card(
                "Glow Serum", "GHS 45", "https://glow.example/a.jpg", List.of(new QuickReply("Choose", "p:1")));
        ReplyRequested reply = new ReplyRequested(
                Ids.next(),
                UUID.randomUUID(),
                number.contact(person),
                "ASSISTANT",
                "Almost done",
                List.of(),
                null,
                0,
                List.of(card),
                List.of(new Link("Pay now", "https://pay.example/1")),
                null,
                null,
                null);

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        List<Sent> all = PHONES.sentTo(person);
        assertThat(all.get(0).json().at("/interactive/header/image/link").asString())
                .isEqualTo("https://glow.example/a.jpg");
        assertThat(all.get(1).json().at("/interactive/action/parameters/url").asString())
                .isEqualTo("https://pay.example/1");
    }

    @Test
    void a_message_of_unknown_fate_is_settled_by_its_status_and_not_sent_again() {
        Connected number = Phones.whatsApp(stage);
        fault(Map.of("kind", "half_answer", "personId", person, "times", 1));
        ReplyRequested reply = reply(number, person, "only once");

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        ReplyRequested next = reply(number, person, "next");
        SERVICE.publish(stage.shop, next);
        sent(next);
        assertThat(textsTo(person)).containsExactly("only once", "next");
    }

    @ParameterizedTest
    @CsvSource({"delivered,131000,false", "read,131026,false", "delivered,131048,true", "read,131000,true"})
    void a_message_that_has_arrived_has_not_failed_and_is_not_sent_again(String step, int code, boolean together) {
        Connected number = Phones.whatsApp(stage);
        ReplyRequested reply = reply(number, person, "once");
        SERVICE.publish(stage.shop, reply);
        sent(reply);
        String id = PHONES.sentTo(person).getFirst().messageId();

        if (together) {
            whatsAppHook(Phones.value(number, Map.of("statuses", List.of(failed(id, code), status(id, step)))));
        } else {
            whatsAppHook(Phones.value(number, Map.of("statuses", List.of(status(id, step)))));
            whatsAppHook(Phones.value(number, Map.of("statuses", List.of(failed(id, code)))));
        }

        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select status from outbound_message where reply_id = ?",
                                String.class,
                                reply.replyId()))
                .isEqualTo("SENT");
        assertThat(textsTo(person)).containsExactly("once");
    }

    private Map<String, Object> failed(String id, int code) {
        Map<String, Object> all = new java.util.HashMap<>(status(id, "failed"));
        all.put("errors", List.of(Map.of("code", code, "title", "x")));
        return all;
    }

    @Test
    void news_of_the_account_without_a_time_of_its_own_is_kept_each_time() {
        Connected number = Phones.whatsApp(stage);
        for (int time : List.of(1, 2, 3, 3)) {
            whatsAppHook("""
                    {"object":"whatsapp_business_account","entry":[{"id":"2%s","time":170000000%d,"changes":[
                    {"field":"phone_number_quality_update","value":{"event":"FLAGGED","current_limit":"TIER_1K"}}]}]}""".formatted(number.accountId(), time));
        }
        assertThat(kept(number)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"131026,undeliverable", "131047,window_closed", "131049,policy", "130497,policy"})
    void a_message_that_fails_later_is_told_as_failed(int code, String reason) {
        Connected number = Phones.whatsApp(stage);
        fault(Map.of("kind", "fails_later", "code", code, "personId", person, "times", 1));
        ReplyRequested reply = reply(number, person, "hello?");

        SERVICE.publish(stage.shop, reply);

        MessageFailed failed =
                SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(reply.replyId()));
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.code()).isEqualTo("" + code);
    }

    @ParameterizedTest
    @CsvSource({"error,SYSTEM", "fails_later,SELLER"})
    void news_for_somebody_whom_whatsapp_does_not_reach_goes_by_sms_once(String kind, String author) {
        Connected number = Phones.whatsApp(stage);
        Connected sms = Phones.sms(stage);
        fault(Map.of("kind", kind, "code", 131026, "personId", person));
        ReplyRequested reply = by(author, number, person, "Your parcel has left.");

        SERVICE.publish(stage.shop, reply);

        MessageSent sent = SERVICE.awaitEvent(
                MessageSent.class,
                it -> it.replyId().equals(reply.replyId()) && it.channelId().equals(sms.id()));
        assertThat(sent.conversationKey()).isEqualTo(number.key(person));
        assertThat(textsTo("+" + person)).containsExactly("Your parcel has left.");
        assertThat(SERVICE.events(MessageFailed.class))
                .noneMatch(failed -> failed.replyId().equals(reply.replyId()));
    }

    @Test
    void what_failed_by_sms_too_is_sent_again_from_the_conversation_it_was_said_in() {
        Connected number = Phones.whatsApp(stage);
        Connected sms = Phones.sms(stage);
        fault(Map.of("kind", "error", "code", 131026, "personId", person, "times", 1));
        Phones.fault(Map.of("kind", "error", "platform", "SMS", "code", 21211, "personId", "+" + person, "times", 1));
        ReplyRequested reply = by("SELLER", number, person, "Your parcel has left.");
        SERVICE.publish(stage.shop, reply);
        MessageFailed failed =
                SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(reply.replyId()));
        assertThat(failed.channelId()).isEqualTo(sms.id());
        assertThat(failed.conversationKey()).isEqualTo(number.key(person));
        String path = "/failed/" + reply.replyId() + "/retry";

        assertThat(stage.owner
                        .post("/api/channels/" + number.id() + path, Map.of())
                        .status())
                .isEqualTo(202);

        SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(reply.replyId()));
        assertThat(textsTo("+" + person)).containsExactly("Your parcel has left.");
        assertThat(new Stage()
                        .owner
                        .post("/api/channels/" + number.id() + path, Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void without_a_number_for_sms_news_that_whatsapp_cannot_deliver_fails() {
        Connected number = Phones.whatsApp(stage);
        fault(Map.of("kind", "error", "code", 131026, "personId", person));
        ReplyRequested reply = by("SYSTEM", number, person, "Your parcel has left.");

        SERVICE.publish(stage.shop, reply);

        assertThat(SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(reply.replyId()))
                        .code())
                .isEqualTo("131026");
    }

    @Test
    void who_has_had_enough_advertisements_is_sent_none_for_a_day_and_hears_of_the_order_by_sms() {
        Connected number = Phones.whatsApp(stage);
        Phones.sms(stage);
        fault(Map.of("kind", "fails_later", "code", 131049, "personId", person, "times", 2));
        ReplyRequested sale = marketing(number, "Sale!");
        SERVICE.publish(stage.shop, sale);
        assertThat(SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(sale.replyId())))
                .extracting(MessageFailed::code, MessageFailed::reason)
                .containsExactly("131049", "policy");
        ReplyRequested parcel = by("SYSTEM", number, person, "Your parcel has left.");
        SERVICE.publish(stage.shop, parcel);
        await().untilAsserted(() -> assertThat(textsTo("+" + person)).containsExactly("Your parcel has left."));

        ReplyRequested more = marketing(number, "More sale!");
        SERVICE.publish(stage.shop, more);

        assertThat(SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(more.replyId())))
                .extracting(MessageFailed::code, MessageFailed::reason)
                .containsExactly("marketing_rests", "policy");
        assertThat(textsTo(person)).doesNotContain("More sale!");
        SERVICE.jdbc().update("update marketing_rest set rests_until = now() where channel_id = ?", number.id());
        ReplyRequested nextDay = marketing(number, "New in: a serum");
        SERVICE.publish(stage.shop, nextDay);
        sent(nextDay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "fails_later"})
    void a_number_taken_for_spam_sends_no_advertisements_for_a_day_and_answers_the_others_at_once(String kind) {
        Connected number = Phones.whatsApp(stage);
        fault(Map.of("kind", kind, "code", 131048, "personId", person, "times", 1));
        ReplyRequested refused = reply(number, person, "We have it in 50ml.");
        SERVICE.publish(stage.shop, refused);

        assertThat(SERVICE.awaitEvent(
                                ChannelTroubled.class, it -> it.channelId().equals(number.id()))
                        .problem())
                .isEqualTo("spam_limited");
        ReplyRequested other = reply(number, person + "7", "Yes, until six.");
        SERVICE.publish(stage.shop, other);
        sent(other);
        ReplyRequested elsewhere = marketing(number, person + "8", "Sale!");
        SERVICE.publish(stage.shop, elsewhere);
        assertThat(SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(elsewhere.replyId())))
                .extracting(MessageFailed::code, MessageFailed::reason)
                .containsExactly("marketing_rests", "policy");

        await("the minute is over").untilAsserted(() -> {
            SERVICE.jdbc()
                    .update(
                            "update outbound_message set next_attempt_at = now() where reply_id = ? and status = 'QUEUED'",
                            refused.replyId());
            assertThat(textsTo(person)).containsExactly("We have it in 50ml.");
        });
        SERVICE.jdbc().update("update marketing_rest set rests_until = now() where channel_id = ?", number.id());
        SERVICE.context().getBean(CampaignRest.class).end();
        assertThat(stage.owner.get("/api/channels/" + number.id()).json().has("problem"))
                .as("the day is over")
                .isFalse();
    }

    private static ReplyRequested by(String author, Connected from, String person, String text) {
        return new ReplyRequested(
                Ids.next(), UUID.randomUUID(), from.contact(person), author, text, List.of(), null, 0);
    }

    @ParameterizedTest
    @CsvSource({"1,product", "3,product_list"})
    void products_in_the_shops_catalogue_are_shown_from_it(int count, String type) {
        Connected number = withCatalogue();
        ReplyRequested reply = products(number, count, "SKU-");

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        Sent message = PHONES.sentTo(person).getFirst();
        assertThat(PHONES.sentTo(person)).hasSize(1);
        assertThat(message.json().at("/interactive/type").asString()).isEqualTo(type);
        assertThat(message.json().at("/interactive/action/catalog_id").asString())
                .isEqualTo("4242");
        assertThat(message.json().findValuesAsString("product_retailer_id")).hasSize(count);
    }

    @Test
    void products_that_the_catalogue_does_not_have_are_shown_as_ever() {
        Connected number = withCatalogue();
        ReplyRequested reply = products(number, 2, "missing-");

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        assertThat(PHONES.sentTo(person)
                        .getFirst()
                        .json()
                        .at("/interactive/type")
                        .asString())
                .isEqualTo("list");
    }

    private Connected withCatalogue() {
        Connected number = Phones.whatsApp(stage);
        Http.Answer again = stage.owner.post(
                "/api/channels/connect/whatsapp",
                Map.of(
                        "accountId", number.accountId(),
                        "accessToken", "token-" + number.accountId(),
                        "details", Map.of("wabaId", "2" + number.accountId(), "catalogId", "4242")));
        assertThat(again.status()).isEqualTo(200);
        return number;
    }

    private ReplyRequested products(Connected from, int count, String references) {
        List<Card> cards = IntStream.range(0, count)
                .mapToObj(i -> new Card(
                        "Serum " + i, "GHS 45.00", null, List.of(new QuickReply("Buy", "buy:" + i)), references + i))
                .toList();
        return new ReplyRequested(
                Ids.next(),
                UUID.randomUUID(),
                from.contact(person),
                "ASSISTANT",
                "We have:",
                List.of(),
                null,
                0,
                cards,
                List.of(),
                null,
                null,
                null);
    }

    @Test
    void what_is_charged_is_counted_once_per_message() {
        Connected number = Phones.whatsApp(stage);
        ReplyRequested reply = reply(number, person, "Which size?");
        SERVICE.publish(stage.shop, reply);
        String ours = sent(reply).platformMessageId();
        Map<String, ?> pricing = Map.of("billable", true, "pricing_model", "PMP", "category", "marketing");
        String other = "wamid." + UUID.randomUUID();

        for (String told : List.of("sent", "delivered", "read", "read")) {
            whatsAppHook(Phones.value(
                    number, Map.of("statuses", List.of(priced(ours, told, pricing), priced(other, told, pricing)))));
        }

        String path = "/api/channels/" + number.id() + "/stats";
        await().until(() -> stage.owner.get(path).json().path("priced").size() > 0);
        fence(number);
        // the stand-in tells of it too, as free; whichever came first counts
        JsonNode counted = stage.owner.get(path).json().path("priced");
        assertThat(counted.size()).isEqualTo(1);
        assertThat(counted.at("/0/messages").asLong()).isEqualTo(1);
        assertThat(counted.at("/0/month").asString()).endsWith("-01");
        assertThat(new Stage().owner.get(path).status()).isEqualTo(404);
    }

    private Map<String, Object> priced(String id, String step, Map<String, ?> pricing) {
        Map<String, Object> all = new java.util.HashMap<>(status(id, step));
        all.put("pricing", pricing);
        return all;
    }

    @Test
    void who_has_stopped_advertisements_gets_none_and_gets_all_else_until_they_resume() {
        Connected number = Phones.whatsApp(stage);
        preference(number, "stop");
        ReplyRequested advertisement = marketing(number, "Everything must go!");
        ReplyRequested news = by("SYSTEM", number, person, "Your parcel has left.");

        SERVICE.publish(stage.shop, advertisement);
        SERVICE.publish(stage.shop, news);

        sent(news);
        MessageFailed failed =
                SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(advertisement.replyId()));
        assertThat(failed.code()).isEqualTo("marketing_stopped");
        assertThat(failed.reason()).isEqualTo("policy");
        preference(number, "resume");
        ReplyRequested again = marketing(number, "New in: a serum");
        SERVICE.publish(stage.shop, again);
        sent(again);
        assertThat(textsTo(person)).containsExactly("Your parcel has left.", "New in: a serum");
    }

    @Test
    void a_refusal_for_who_has_stopped_advertisements_is_remembered() {
        Connected number = Phones.whatsApp(stage);
        fault(Map.of("kind", "error", "code", 131050, "personId", person, "times", 1));
        ReplyRequested first = marketing(number, "Sale!");
        ReplyRequested second = marketing(number, "More sale!");

        SERVICE.publish(stage.shop, first);
        SERVICE.publish(stage.shop, second);

        assertThat(SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(second.replyId()))
                        .code())
                .isEqualTo("marketing_stopped");
        assertThat(textsTo(person)).isEmpty();
    }

    private void preference(Connected number, String value) {
        whatsAppHook(Phones.value(
                number,
                Map.of(
                        "contacts",
                        List.of(Map.of("wa_id", person)),
                        "user_preferences",
                        List.of(Map.of(
                                "wa_id",
                                person,
                                "detail",
                                "User requested to " + value + " marketing messages",
                                "category",
                                "marketing_messages",
                                "value",
                                value,
                                "timestamp",
                                Phones.now())))));
    }

    private ReplyRequested marketing(Connected from, String text) {
        return marketing(from, person, text);
    }

    private static ReplyRequested marketing(Connected from, String person, String text) {
        return new ReplyRequested(
                Ids.next(),
                UUID.randomUUID(),
                from.contact(person),
                "SYSTEM",
                text,
                List.of(),
                null,
                0,
                List.of(),
                List.of(),
                null,
                null,
                null,
                true);
    }

    @Test
    void the_platforms_own_window_is_found_closed_later_and_opens_again() {
        Connected number = Phones.whatsApp(stage);
        control("PATCH", "/sandbox/rules", Map.of("windows", true));
        try {
            ReplyRequested news = by("SYSTEM", number, person, "Your parcel has left.");
            SERVICE.publish(stage.shop, news);
            assertThat(SERVICE.awaitEvent(
                                    MessageFailed.class, it -> it.replyId().equals(news.replyId()))
                            .code())
                    .isEqualTo("131047");
            control("POST", "/sandbox/people", Map.of("personId", person));

            whatsAppHook(Phones.text(number, person, mid, "any news?"));

            await().until(() -> textsTo(person).equals(List.of("Your parcel has left.")));
        } finally {
            control("PATCH", "/sandbox/rules", Map.of("windows", false));
        }
    }

    @Test
    void what_the_platform_could_not_fetch_is_sent_again() {
        Connected number = Phones.whatsApp(stage);
        fault(Map.of("kind", "fails_later", "code", 131053, "personId", person, "times", 1));
        ReplyRequested reply = reply(number, person, "with a picture");

        SERVICE.publish(stage.shop, reply);

        await().atMost(Duration.ofSeconds(30)).until(() -> textsTo(person).equals(List.of("with a picture")));
        assertThat(SERVICE.events(MessageFailed.class))
                .noneMatch(failed -> failed.replyId().equals(reply.replyId()));
    }

    @Test
    void outside_the_window_the_approved_template_goes_instead() {
        Connected number = Phones.whatsApp(stage);
        fault(Map.of("kind", "window_closed", "personId", person));
        ReplyRequested reply = new ReplyRequested(
                Ids.next(),
                UUID.randomUUID(),
                number.contact(person),
                "SYSTEM",
                "Your parcel has left.",
                List.of(),
                null,
                0,
                List.of(),
                List.of(),
                null,
                new Template("order_update", "en_US", List.of("Ama", "#12")),
                null);

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        assertThat(PHONES.sentTo(person).getFirst().json().at("/template/name").asString())
                .isEqualTo("order_update");
    }

    @Test
    void an_ended_token_stops_the_number_until_it_is_connected_again() {
        Connected number = Phones.whatsApp(stage);
        fault(Map.of("kind", "token_expired", "personId", person, "times", 1));
        ReplyRequested reply = reply(number, person, "waits");

        SERVICE.publish(stage.shop, reply);

        await().until(() -> stage.owner
                .get("/api/channels/" + number.id())
                .json()
                .get("status")
                .asString()
                .equals("TROUBLED"));
        Phones.whatsApp(stage, number.accountId());
        sent(reply);
        assertThat(textsTo(person)).containsExactly("waits");
    }

    @ParameterizedTest
    @CsvSource({
        "expired-token,token_refused",
        "powerless-token,permission_missing",
    })
    void connecting_says_what_is_wrong_with_a_token(String token, String code) {
        String id = "31" + System.nanoTime() % 1_000_000_000_000L;
        Phones.account(io.parley.events.Platform.WHATSAPP, id);

        Http.Answer answer =
                stage.owner.post("/api/channels/connect/whatsapp", Map.of("accountId", id, "accessToken", token));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(stage.owner.get("/api/channels").json().get("items")).isEmpty();
    }

    @Test
    void connecting_says_what_is_missing() {
        Http.Answer unknown = stage.owner.post(
                "/api/channels/connect/whatsapp", Map.of("accountId", "777000777000", "accessToken", "token"));
        Http.Answer nothing = stage.owner.post("/api/channels/connect/whatsapp", Map.of("accountId", "777000777000"));
        Http.Answer number = stage.owner.post(
                "/api/channels/connect/whatsapp", Map.of("accountId", "+233 20 1", "accessToken", "t"));

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(nothing.code()).isEqualTo("invalid_input");
        assertThat(nothing.json().at("/errors/0/field").asString()).isEqualTo("accessToken");
        assertThat(number.code()).isEqualTo("invalid_input");
        assertThat(number.json().at("/errors/0/field").asString()).isEqualTo("accountId");
    }

    @Test
    void the_sign_up_windows_code_connects_the_only_number() {
        String id = "32" + System.nanoTime() % 1_000_000_000_000L;
        Phones.account(io.parley.events.Platform.WHATSAPP, id);

        Http.Answer answer = stage.owner.post("/api/channels/connect/whatsapp", Map.of("code", "whatsapp-" + id));
        Http.Answer used = stage.owner.post("/api/channels/connect/whatsapp", Map.of("code", "whatsapp-1"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().get("accountId").asString()).isEqualTo(id);
        assertThat(answer.json().get("name").asString()).isEqualTo("Glow by Ama");
        assertThat(used.code()).isEqualTo("code_refused");
    }

    @Test
    void every_body_of_the_corpus_is_taken_and_none_is_dropped() {
        Connected number = Phones.whatsApp(stage, "100000000000002");
        int expected = 0;
        int before = kept(number);
        Set<String> seen = new java.util.HashSet<>();
        for (Findings.Sample sample : Findings.corpus("/webhooks/whatsapp")) {
            // each with ids of its own, so that none is a repeat of another
            String body = sample.file()
                    .get("body")
                    .toString()
                    .replace("wamid.", "wamid." + sample.name() + ".")
                    .replace("233201234567", person);
            assertThat(whatsAppHook(body).status()).as(sample.toString()).isEqualTo(200);
            for (JsonNode one : sample.expect()) {
                if (!one.has("stray") && (one.has("event") || one.has("echo") || one.has("fate"))) {
                    seen.add(sample.name() + one);
                    expected++;
                }
            }
        }
        fence(number);

        assertThat(kept(number) - before).isGreaterThanOrEqualTo(expected);
        assertThat(messages(number).stream()
                        .filter(message ->
                                ("+" + person).equals(message.contact().phone()))
                        .map(message -> message.contact().conversationKey())
                        .collect(Collectors.toSet()))
                .as("one shopper, one conversation")
                .hasSize(1);
    }

    @Test
    void a_file_that_a_shopper_sent_is_shown_to_the_shop_only() {
        Connected number = Phones.whatsApp(stage);
        JsonNode photo = control(
                "POST",
                "/phone/api/messages",
                Map.of(
                        "platform",
                        "WHATSAPP",
                        "personId",
                        person,
                        "accountId",
                        number.accountId(),
                        "attachment",
                        Map.of("type", "image", "url", PHONES.url() + "/icon.svg", "caption", "look")));

        assertThat(photo.get("status").asInt()).isEqualTo(200);
        MessageReceived message = SERVICE.awaitEvent(
                MessageReceived.class, it -> it.contact().personId().equals(person));
        String url = String.valueOf(message.attachments().getFirst().url());
        assertThat(url).startsWith(Phones.FRONT + "/api/channels/" + number.id() + "/media/");
        String path = url.substring(Phones.FRONT.length());
        assertThat(stage.owner.get(path).status()).isIn(200, 404);
        assertThat(new Stage().owner.get(path).status()).isEqualTo(404);
        assertThat(stage.owner
                        .get("/api/channels/" + number.id() + "/media/nothing")
                        .status())
                .isEqualTo(404);
    }

    private String said(Connected number, @Nullable String phone, @Nullable String userId, String text) {
        Map<String, Object> contact = new java.util.HashMap<>();
        Map<String, Object> message = new java.util.HashMap<>(Map.of(
                "id",
                "wamid." + UUID.randomUUID(),
                "timestamp",
                Phones.now(),
                "type",
                "text",
                "text",
                Map.of("body", text)));
        if (phone != null) {
            contact.put("wa_id", phone);
            message.put("from", phone);
        }
        if (userId != null) {
            contact.put("user_id", userId);
            message.put("from_user_id", userId);
        }
        return Phones.message(number, contact, message);
    }

    private Map<String, Object> status(String id, String status) {
        return Map.of("id", id, "status", status, "timestamp", Phones.now(), "recipient_id", person);
    }

    private static MessageSent sent(ReplyRequested reply) {
        return SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(reply.replyId()));
    }

    private static List<MessageReceived> messages(Connected number) {
        return SERVICE.events(MessageReceived.class).stream()
                .filter(message -> message.contact().channelId().equals(number.id())
                        && !message.messageId().startsWith("fence"))
                .toList();
    }

    private static int kept(Connected number) {
        return SERVICE.jdbc()
                .queryForObject("select count(*) from inbound_event where channel_id = ?", Integer.class, number.id());
    }

    /// Waits until everything told before now has been heard.
    private void fence(Connected number) {
        String last = "fence-" + UUID.randomUUID();
        whatsAppHook(Phones.text(number, person, last, "that was all"));
        SERVICE.awaitEvent(MessageReceived.class, message -> message.messageId().equals(last));
    }
}

package io.parley.conversation.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.conversation.Glow;
import io.parley.conversation.turn.Chat;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.Platform;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Previews, own answers and what-ifs: the assistant at work with nobody noticing.
class RehearsalServiceTest {
    private static final String PREVIEW = "/api/assistant/preview";
    private static final String WHAT_IF = "/api/assistant/what-if";
    private static final String ANSWERS = "/api/assistant/answers";
    private final Chat chat = Chat.withNewShop();

    @Test
    void a_preview_answers_with_the_real_catalogue_and_leaves_nothing_behind() {
        chat.stock("Hydra Cream", "Hydra Cream", 0, 1);
        String before = checksum();
        JsonNode turns = preview(Map.of("messages", List.of("2 glow serums 50ml to Sydney please", "yes")))
                .get(0)
                .get("turns");
        assertThat(turns.get(0).get("text").asString()).contains("$110.00", "Sydney");
        assertThat(turns.get(0).get("quickReplies").toString()).contains("Yes, place it");
        assertThat(turns.get(0).get("intents").valueStream().map(JsonNode::asString))
                .contains("buying_intent");
        assertThat(turns.get(1).get("acts").valueStream().map(JsonNode::asString))
                .contains("capture_order");
        assertThat(turns.get(1).get("state").asString()).isEqualTo("ORDER_CAPTURED");

        JsonNode repriced = preview(Map.of(
                        "messages",
                        List.of("how much is the hydra cream?", "how much is the glow serum 50ml?"),
                        "settings",
                        Map.of("prices", List.of(Map.of("variantId", Glow.id("Glow Serum/50ml"), "price", 61.5)))))
                .get(0);
        assertThat(repriced.at("/turns/0/text").asString()).contains("sold out");
        assertThat(repriced.at("/turns/1/text").asString()).contains("$61.50");
        assertThat(checksum()).isEqualTo(before);
    }

    @Test
    void a_preview_lets_all_three_tones_be_heard() {
        JsonNode previews = preview(Map.of("messages", List.of("hello"), "tone", "all"));
        assertThat(previews.valueStream().map(it -> it.get("tone").asString()))
                .containsExactly("friendly", "luxe", "influencer");
        assertThat(previews.valueStream()
                        .map(it -> it.at("/turns/0/text").asString())
                        .distinct())
                .hasSize(3);
        assertThat(preview(Map.of("messages", List.of("bonjour"), "language", "fr"))
                        .at("/0/turns/0/language")
                        .asString())
                .isEqualTo("fr");
    }

    @Test
    void a_preview_of_what_is_not_there_is_refused() {
        Http.Answer unknown = chat.owner.post(
                PREVIEW, Map.of("messages", List.of("hi"), "settings", Map.of("archived", List.of(Ids.next()))));
        assertThat(unknown.code()).isEqualTo("product_unknown");
        assertThat(chat.service
                        .http()
                        .as("owner", Ids.next())
                        .post(PREVIEW, Map.of("messages", List.of("hi")))
                        .code())
                .isEqualTo("shop_not_ready");
        assertThat(chat.owner.post(PREVIEW, Map.of("messages", List.of())).status())
                .isEqualTo(400);
    }

    @Test
    void own_answers_are_kept_with_the_shop_and_said_in_the_next_turn() {
        Map<String, Object> answer = Map.of(
                "questions",
                List.of("where is your store", " where is  your store"),
                "answer",
                "We are at 5 Marina Road.",
                "language",
                "en");
        Http.Answer added = chat.owner.post(ANSWERS, answer);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.json().get("questions")).hasSize(1);
        assertThat(chat.asks("where is your store?").text()).contains("5 Marina Road");

        String one = ANSWERS + "/" + added.json().get("id").asString();
        Http.Answer changed = chat.owner.put(one, Map.of("questions", List.of("store"), "answer", "Closed."));
        assertThat(changed.json().has("language")).isFalse();
        assertThat(chat.owner.get(one).json()).isEqualTo(changed.json());
        assertThat(chat.owner.get(ANSWERS).json()).hasSize(1);
        assertThat(chat.owner.delete(one).status()).isEqualTo(204);
        assertThat(chat.owner.get(one).code()).isEqualTo("answer_unknown");
        chat.service.jdbc().update("""
                update shop set answers = answers || (
                  select jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'questions', '["q"]'::jsonb, 'answer', 'a'))
                  from generate_series(1, 200))
                where shop_id = ?""", chat.shop);
        assertThat(chat.owner.post(ANSWERS, answer).code()).isEqualTo("too_many_answers");
    }

    @Test
    void with_nothing_changed_nothing_is_gained_or_lost() {
        ordered(chat, "2 glow serums 50ml to Sydney please");
        JsonNode through = through(Map.of("from", Instant.now().minus(Duration.ofHours(1)), "changes", Map.of()));
        JsonNode report = through.get("report");
        assertThat(report.at("/then/orders").asInt()).isEqualTo(1);
        assertThat(report.at("/now/orders").asInt()).isEqualTo(1);
        assertThat(report.get("repliesChanged").asInt()).isZero();
        assertThat(report.get("repliesUnlikeThen").asInt()).isZero();
        assertThat(report.get("turns").asInt()).isEqualTo(2);
        assertThat(report.get("turnsKnownThen").asInt()).isGreaterThan(0);
    }

    @Test
    void an_archived_product_loses_its_orders_and_the_replies_stand_side_by_side() {
        ordered(chat, "2 glow serums 50ml to Sydney please");
        Chat other = chat.another(Platform.WHATSAPP, null);
        ordered(other, "1 hydra cream to Lagos please");
        String before = checksum();

        JsonNode through = through(Map.of(
                "from",
                Instant.now().minus(Duration.ofHours(1)),
                "changes",
                Map.of("archived", List.of(Glow.id("Glow Serum")))));

        JsonNode report = through.get("report");
        assertThat(report.get("conversations").asInt()).isEqualTo(2);
        assertThat(report.at("/now/orders").asInt()).isEqualTo(2);
        assertThat(report.at("/changed/orders").asInt()).isEqualTo(1);
        assertThat(report.get("ordersLost").asInt()).isEqualTo(1);
        assertThat(report.get("ordersGained").asInt()).isZero();
        String replies = WHAT_IF + "/" + through.get("id").asString() + "/replies";
        JsonNode first = chat.owner.get(replies + "?limit=1").json();
        assertThat(first.at("/items/0/said").asString()).contains("$110.00");
        assertThat(first.at("/items/0/now").asString()).contains("$110.00");
        assertThat(first.at("/items/0/changed").asString()).doesNotContain("$110.00");
        JsonNode second = chat.owner
                .get(replies + "?limit=1&cursor=" + first.get("next").asString())
                .json();
        assertThat(second.at("/items/0/effect").asString()).isEqualTo("ORDER_LOST");
        assertThat(chat.owner.get(replies + "?effect=ORDER_LOST").json().get("items"))
                .hasSize(1);
        assertThat(checksum()).as("nothing but the what-if itself is written").isEqualTo(before);
        assertThat(chat.owner
                        .delete(WHAT_IF + "/" + through.get("id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(chat.owner.get(replies).status()).isEqualTo(404);
    }

    @Test
    void a_price_of_then_is_used_where_it_was_written_down() {
        ordered(chat, "2 glow serums 50ml to Sydney please");
        chat.service
                .jdbc()
                .update(
                        "update product set state = replace(state::text, '5500', '9900')::jsonb where shop_id = ?"
                                + " and product_id = ?",
                        chat.shop,
                        Glow.id("Glow Serum"));
        chat.service
                .jdbc()
                .update("update shop set catalogue_version = catalogue_version + 1 where shop_id = ?", chat.shop);
        JsonNode report = through(Map.of(
                        "conversations", List.of(chat.conversation().get("id").asString()), "changes", Map.of()))
                .get("report");
        assertThat(report.get("repliesUnlikeThen").asInt()).isZero();
    }

    @Test
    void another_tone_changes_words_and_no_outcome() {
        ordered(chat, "2 glow serums 50ml to Sydney please");
        JsonNode report = through(Map.of(
                        "conversations",
                        List.of(chat.conversation().get("id").asString()),
                        "changes",
                        Map.of("tone", "luxe")))
                .get("report");
        assertThat(report.get("repliesChanged").asInt()).isEqualTo(2);
        assertThat(report.get("changed")).isEqualTo(report.get("now"));
    }

    @Test
    void what_became_of_an_order_is_known_when_it_is_asked_for_again() {
        ordered(chat, "2 glow serums 50ml to Sydney please");
        OrderCaptured order =
                chat.service.awaitEvent(OrderCaptured.class, o -> o.contact().equals(chat.contact));
        chat.service.publish(
                chat.shop, new OrderConfirmed(order.orderId(), Chat.summary(order, 2, "CONFIRMED", "UNPAID")));
        chat.service.awaitIdle();
        assertThat(chat.asks("where is my order?").text()).contains("ORD-7K3M9Q");

        JsonNode report = through(Map.of("from", Instant.now().minus(Duration.ofHours(1)), "changes", Map.of()))
                .get("report");

        assertThat(report.get("turns").asInt()).isEqualTo(3);
        assertThat(report.get("repliesUnlikeThen").asInt()).isZero();
    }

    @Test
    void of_a_long_conversation_only_the_time_asked_for_is_taken_again() {
        ordered(chat, "2 glow serums 50ml to Sydney please");
        chat.service
                .jdbc()
                .update("update turn set received_at = received_at - interval '8 days' where shop_id = ?", chat.shop);
        chat.asks("1 hydra cream to Lagos please");

        JsonNode through = through(Map.of("from", Instant.now().minus(Duration.ofDays(7)), "changes", Map.of()));

        assertThat(through.has("from")).isTrue();
        assertThat(through.at("/report/turns").asInt()).isEqualTo(1);
        assertThat(through.at("/report/then/orders").asInt()).isZero();
        assertThat(through.at("/report/repliesUnlikeThen").asInt()).isZero();
    }

    @Test
    void another_engine_is_asked_and_the_report_says_how_often_it_answered() {
        ordered(chat, "2 glow serums 50ml to Sydney please");
        for (int i = 0; i < 3; i++) {
            chat.another(Platform.WHATSAPP, null).asks("how much is the hydra cream?");
        }
        Map<String, Object> hour = Map.of("from", Instant.now().minus(Duration.ofHours(1)));
        JsonNode local = through(with(hour, Map.of())).get("report");
        JsonNode model = through(with(hour, Map.of("engine", "model"))).get("report");

        assertThat(local.get("turnsByModel").asInt()).isZero();
        assertThat(model.get("turns").asInt()).isEqualTo(5);
        assertThat(model.get("turnsByModel").asInt())
                .as("a bare yes is asked of no model")
                .isEqualTo(4);
        assertThat(model.at("/changed/orders").asInt()).isEqualTo(1);
    }

    private static Map<String, Object> with(Map<String, Object> selection, Map<String, Object> changes) {
        Map<String, Object> request = new HashMap<>(selection);
        request.put("changes", changes);
        return request;
    }

    @Test
    void a_what_if_whose_worker_died_goes_on_from_where_it_was() {
        ordered(chat, "2 glow serums 50ml to Sydney please");
        UUID id = Ids.next();
        UUID conversation = UUID.fromString(chat.conversation().get("id").asString());
        chat.service
                .jdbc()
                .update(
                        """
                        insert into what_if (shop_id, id, status, changes, conversations, done, report, asked_by, asked_at,
                          started_at, leased_until)
                        values (?, ?, 'RUNNING', '{}', array[?, ?]::uuid[], 1, ?::jsonb, ?, now(), now(), now() - interval '1 second')
                        """,
                        chat.shop,
                        id,
                        conversation,
                        conversation,
                        "{\"conversations\":1,\"turns\":2,\"then\":{\"orders\":1,\"handoffs\":0},\"now\":{\"orders\":1,"
                                + "\"handoffs\":0},\"changed\":{\"orders\":1,\"handoffs\":0},\"ordersGained\":0,"
                                + "\"ordersLost\":0,\"handoffsGained\":0,\"handoffsLost\":0,\"repliesChanged\":0,"
                                + "\"repliesUnlikeThen\":0,\"turnsKnownThen\":0,\"skipped\":0,\"failed\":0}",
                        id);
        JsonNode report = finished(id.toString()).get("report");
        assertThat(report.get("conversations").asInt()).isEqualTo(2);
        assertThat(report.at("/now/orders").asInt()).isEqualTo(2);
    }

    @Test
    void a_what_if_that_takes_too_long_fails_and_says_so() {
        ordered(chat, "2 glow serums 50ml to Sydney please");
        UUID id = Ids.next();
        chat.service
                .jdbc()
                .update(
                        """
                        insert into what_if (shop_id, id, status, changes, conversations, report, asked_by, asked_at,
                          started_at, leased_until)
                        values (?, ?, 'RUNNING', '{}', array[?]::uuid[], ?::jsonb, ?, now(), now() - interval '16 minutes',
                          now() - interval '1 second')
                        """,
                        chat.shop,
                        id,
                        id,
                        "{\"conversations\":0,\"turns\":0,\"then\":{\"orders\":0,\"handoffs\":0},\"now\":{\"orders\":0,"
                                + "\"handoffs\":0},\"changed\":{\"orders\":0,\"handoffs\":0},\"ordersGained\":0,"
                                + "\"ordersLost\":0,\"handoffsGained\":0,\"handoffsLost\":0,\"repliesChanged\":0,"
                                + "\"repliesUnlikeThen\":0,\"turnsKnownThen\":0,\"skipped\":0,\"failed\":0}",
                        id);
        JsonNode failed = finished(id.toString());
        assertThat(failed.get("status").asString()).isEqualTo("FAILED");
        assertThat(failed.get("problem").asString()).contains("15 minutes");
    }

    @Test
    void wrong_what_ifs_are_refused() {
        assertThat(chat.owner.post(WHAT_IF, Map.of("changes", Map.of())).status())
                .isEqualTo(400);
        assertThat(chat.owner
                        .post(WHAT_IF, Map.of("conversations", List.of(Ids.next()), "changes", Map.of()))
                        .code())
                .isEqualTo("conversation_unknown");
        assertThat(chat.owner
                        .post(
                                WHAT_IF,
                                Map.of(
                                        "from",
                                        Instant.now(),
                                        "changes",
                                        Map.of("prices", List.of(Map.of("variantId", Ids.next(), "price", 1)))))
                        .code())
                .isEqualTo("variant_unknown");
    }

    private static void ordered(Chat chat, String what) {
        chat.asks(what);
        chat.asks("yes");
    }

    private JsonNode preview(Map<String, Object> request) {
        Http.Answer answer = chat.owner.post(PREVIEW, request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("previews");
    }

    private JsonNode through(Map<String, Object> request) {
        Http.Answer asked = chat.owner.post(WHAT_IF, request);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        JsonNode done = finished(asked.json().get("id").asString());
        assertThat(done.get("status").asString()).as(done.toString()).isEqualTo("DONE");
        assertThat(done.get("done").asInt()).isEqualTo(done.get("conversations").asInt());
        return done;
    }

    private JsonNode finished(String id) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            JsonNode one = chat.owner.get(WHAT_IF + "/" + id).json();
                            return one.has("finishedAt") ? one : null;
                        },
                        Objects::nonNull);
    }

    /// Of everything the shop has, and of what was to be sent.
    private String checksum() {
        StringBuilder sums = new StringBuilder();
        for (String table : List.of(
                "conversation",
                "message",
                "turn",
                "shopper",
                "identity",
                "shop",
                "product",
                "stock",
                "note",
                "chat_order",
                "outbox")) {
            sums.append(table)
                    .append(chat.service
                            .jdbc()
                            .queryForObject(
                                    "select coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '')"
                                            + " from " + table + " t where shop_id = ?",
                                    String.class,
                                    chat.shop));
        }
        return sums.toString();
    }
}

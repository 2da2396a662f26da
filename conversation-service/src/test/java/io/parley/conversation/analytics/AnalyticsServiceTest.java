package io.parley.conversation.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.conversation.turn.Chat;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.OrderEvent.OrderCompleted;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.Platform;
import io.parley.testing.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AnalyticsServiceTest {
    private static final String PATH = "/api/conversations/analytics";
    private final Chat chat = Chat.withNewShop();

    @Test
    void a_shops_conversations_are_counted_from_the_first_word_to_the_completed_order() {
        chat.asks("how much is the hydra cream?");
        chat.asks("1 hydra cream to Lagos please");
        chat.asks("yes");
        OrderCaptured order =
                chat.service.awaitEvent(OrderCaptured.class, o -> o.contact().equals(chat.contact));
        chat.service.publish(
                chat.shop, new OrderCompleted(order.orderId(), Chat.summary(order, 3, "COMPLETED", "UNPAID")));
        chat.service.publish(
                chat.shop, new OrderConfirmed(order.orderId(), Chat.summary(order, 2, "CONFIRMED", "UNPAID")));
        Chat asking = chat.another(Platform.WHATSAPP, null);
        asking.asks("do you have sunscreen?");
        asking.asks("I want to talk to a human please");
        asking.owner.post(asking.path() + "/messages", java.util.Map.of("text", "Hello, Ama here"));
        chat.service.awaitIdle();

        JsonNode figures = get("");
        JsonNode funnel = figures.get("funnel");
        assertThat(funnel.get("conversations").asInt()).isEqualTo(2);
        assertThat(funnel.get("turns").asInt()).isEqualTo(5);
        assertThat(funnel.get("picked").asInt()).isEqualTo(1);
        assertThat(funnel.get("captured").asInt()).isEqualTo(1);
        assertThat(funnel.get("confirmed").asInt()).isEqualTo(1);
        assertThat(funnel.get("completed").asInt()).isEqualTo(1);
        assertThat(funnel.get("conversion").asDouble()).isEqualTo(0.5);
        assertThat(figures.get("containment").asDouble()).isEqualTo(0.5);
        assertThat(figures.at("/sales/0/total").asDouble()).isEqualTo(55.0);
        assertThat(figures.at("/assistantAnswers/answers").asInt()).isEqualTo(5);
        assertThat(figures.at("/assistantAnswers/p95Millis").asLong())
                .isGreaterThanOrEqualTo(
                        figures.at("/assistantAnswers/p50Millis").asLong());
        assertThat(figures.at("/personAnswers/answers").asInt()).isEqualTo(1);
        assertThat(named(figures, "handoffReasons")).containsExactly("human_request");
        assertThat(named(figures, "notSold")).containsExactly("sunscreen");
        assertThat(named(figures, "intents")).contains("price_check");
        assertThat(named(figures, "languages")).containsExactly("en");
        assertThat(figures.get("byDay")).hasSize(1);
        assertThat(figures.get("byChannel")).hasSize(2);

        JsonNode whatsapp = get("?channel=WHATSAPP");
        assertThat(whatsapp.at("/funnel/conversations").asInt()).isEqualTo(1);
        assertThat(whatsapp.at("/funnel/captured").asInt()).isZero();
        assertThat(get("?language=fr").at("/funnel/conversations").asInt()).isZero();
        assertThat(get("?to=" + Instant.now().minus(Duration.ofHours(2)))
                        .at("/funnel/conversations")
                        .asInt())
                .isZero();
    }

    @Test
    void money_that_was_given_back_had_been_paid() {
        chat.asks("1 hydra cream to Lagos please");
        chat.asks("yes");
        OrderCaptured order =
                chat.service.awaitEvent(OrderCaptured.class, o -> o.contact().equals(chat.contact));
        chat.service.publish(
                chat.shop,
                new OrderCompleted(order.orderId(), Chat.summary(order, 3, "COMPLETED", "PARTIALLY_REFUNDED")));
        chat.service.awaitIdle();

        assertThat(get("").at("/funnel/paid").asInt()).isEqualTo(1);
    }

    @Test
    void two_tones_are_compared_by_what_came_of_them() {
        Chat compared = Chat.withTones("friendly", "luxe");
        List<Chat> shoppers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            shoppers.add(compared.another(Platform.INSTAGRAM, null));
        }
        Map<Chat, String> first = new HashMap<>();
        shoppers.forEach(
                shopper -> first.put(shopper, tone(shopper.asks("hello").text())));
        assertThat(first.values()).containsOnly("friendly", "luxe").contains("friendly", "luxe");
        Chat buyer = shoppers.stream()
                .filter(shopper -> "luxe".equals(first.get(shopper)))
                .findFirst()
                .orElseThrow();
        assertThat(buyer.asks("1 hydra cream to Lagos please").text()).contains("Order summary:");
        buyer.asks("yes");
        compared.service.awaitIdle();

        JsonNode tones = compared.owner.get(PATH).json().get("byTone");
        assertThat(tones).hasSize(2);
        tones.forEach(tone -> {
            boolean luxe = tone.get("tone").asString().equals("luxe");
            assertThat(tone.at("/funnel/conversations").asLong())
                    .isEqualTo(first.values().stream()
                            .filter(heard -> heard.equals("luxe") == luxe)
                            .count());
            assertThat(tone.at("/funnel/captured").asInt()).isEqualTo(luxe ? 1 : 0);
        });
        assertThat(compared.owner.get(PATH + "/export?table=TONES").text()).contains("tone,", "luxe,", "friendly,");
    }

    private static String tone(String hello) {
        return hello.contains("Good day") ? "luxe" : hello.contains("Hey there") ? "friendly" : hello;
    }

    @Test
    void a_table_is_exported_and_no_cell_is_a_formula() {
        chat.asks("do you have sunscreen?");
        chat.service
                .jdbc()
                .update("update turn set sought = '=cmd|''/c calc''!a1, \"x\"' where shop_id = ?", chat.shop);
        Http.Answer csv = chat.owner.get(PATH + "/export?table=NOT_SOLD");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("conversations-not_sold.csv");
        assertThat(csv.text())
                .isEqualTo("\uFEFFasked for,times,conversations\r\n\"'=cmd|'/c calc'!a1, \"\"x\"\"\",1,1\r\n");
        for (String table : List.of("DAYS", "CHANNELS", "INTENTS", "LANGUAGES", "HANDOFFS", "SOLD_OUT")) {
            assertThat(chat.owner.get(PATH + "/export?table=" + table).status())
                    .as(table)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@x", "\tx", "\rx"})
    void what_a_spreadsheet_would_run_is_defused(String cell) {
        assertThat(new Csv().row(List.of(cell)).toString()).contains("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "?from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "?from=-999999999-01-01T00:00:00Z",
                "?to=+999999999-12-31T00:00:00Z",
                "?from=yesterday",
                "?channel=PIGEON",
                "?language=English"
            })
    void wrong_ranges_are_refused(String query) {
        assertThat(chat.owner.get(PATH + query).status()).isEqualTo(400);
    }

    @Test
    void another_shop_counts_nothing_of_it() {
        chat.asks("how much is the hydra cream?");
        await().until(() -> get("").at("/funnel/turns").asInt() == 1);
        assertThat(chat.service
                        .http()
                        .as("owner", io.parley.starter.Ids.next())
                        .get(PATH)
                        .json()
                        .at("/funnel/turns")
                        .asInt())
                .isZero();
    }

    private JsonNode get(String query) {
        Http.Answer answer = chat.owner.get(PATH + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> named(JsonNode figures, String what) {
        return figures.get(what)
                .valueStream()
                .map(it -> it.get("name").asString())
                .toList();
    }
}

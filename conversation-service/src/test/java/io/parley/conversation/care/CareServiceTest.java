package io.parley.conversation.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.conversation.turn.Chat;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CareServiceTest {
    private final Chat chat = Chat.withNewShop();

    @Test
    void words_go_when_their_time_is_over_and_figures_stay() {
        chat.asks("2 glow serums 50ml to Sydney please, mail zoe@example.com");
        UUID id = id();
        chat.owner.post(chat.path() + "/notes", Map.of("text", "lives in Sydney"));
        age(id, 89);
        await().during(Duration.ofSeconds(1)).until(() -> stored(id).contains("Sydney"));
        age(id, 91);
        await().atMost(Duration.ofSeconds(15)).until(() -> !stored(id).contains("Sydney"));
        assertThat(stored(id)).doesNotContain("Zoe", "zoe@", "glow serums 50ml");
        JsonNode figures = chat.owner
                .get("/api/conversations/analytics?from="
                        + java.time.Instant.now().minus(Duration.ofDays(120)))
                .json();
        assertThat(figures.at("/funnel/turns").asInt()).isEqualTo(1);
        assertThat(figures.at("/funnel/picked").asInt()).isEqualTo(1);
        // the thread goes on, as with somebody new
        ReplyRequested again = chat.asks("how much is the hydra cream?");
        assertThat(again.text()).contains("$55.00");
        assertThat(chat.transcript()).hasSize(4);
    }

    @Test
    void the_shop_says_how_long_words_are_kept() {
        chat.asks("2 glow serums 50ml to Sydney please");
        UUID id = id();
        chat.service
                .jdbc()
                .update(
                        "update shop set state = jsonb_set(state, '{assistant,retentionDays}', '7') where shop_id = ?",
                        chat.shop);
        age(id, 8);
        await().atMost(Duration.ofSeconds(15)).until(() -> !stored(id).contains("Sydney"));
    }

    @Test
    void a_persons_data_are_exported_and_erased_on_every_channel_they_are_known_on() {
        Chat whatsapp = chat.another(Platform.WHATSAPP, "+14155550123");
        Chat sms = chat.another(Platform.SMS, "+14155550123");
        whatsapp.asks("2 glow serums 50ml to Sydney please");
        sms.asks("how much is the hydra cream?");
        Chat stranger = chat.another(Platform.INSTAGRAM, null);
        stranger.asks("1 hydra cream to Melbourne please");
        chat.owner.post(whatsapp.path() + "/notes", Map.of("text", "prefers mornings"));
        UUID wanted = waits(whatsapp);
        UUID shopper = UUID.fromString(whatsapp.conversation().get("shopperId").asString());
        String path = "/api/conversations/shoppers/" + shopper;
        await().until(() -> chat.owner.get(path).json().get("others").size() == 1);

        JsonNode export = chat.owner.get(path + "/export").json();
        assertThat(export.get("conversations")).hasSize(2);
        assertThat(export.toString())
                .contains("to Sydney", "hydra cream", "prefers mornings", "+14155550123", wanted.toString())
                .doesNotContain("Melbourne");

        Http.Answer erased = chat.owner.delete(path);
        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        assertThat(erased.json().get("conversations").asInt()).isEqualTo(2);
        assertThat(erased.json().get("messages").asInt()).isEqualTo(4);
        assertThat(erased.json().get("notes").asInt()).isEqualTo(1);
        assertThat(chat.owner.delete(path).json()).isEqualTo(erased.json());
        String left = chat.owner.get(path + "/export").text()
                + everything("conversation")
                + everything("message")
                + everything("turn")
                + everything("shopper")
                + everything("identity")
                + everything("note");
        assertThat(left)
                .doesNotContain("Sydney", "14155550123", "prefers mornings", whatsapp.contact.personId())
                .contains("Melbourne");

        // what is said later begins anew, and an order's news reaches nobody
        assertThat(whatsapp.asks("hello").text()).isNotBlank();
        assertThat(chat.owner.get("/api/conversations").json().get("items")).hasSize(4);
        String old = erasedConversation();
        assertThat(chat.owner
                        .post("/api/conversations/" + old + "/messages", Map.of("text", "hi"))
                        .status())
                .isEqualTo(404);
        assertThat(chat.owner
                        .get("/api/conversations/" + old)
                        .json()
                        .get("next")
                        .toString())
                .doesNotContain("REPLY");
        assertThat(chat.owner
                        .delete("/api/conversations/shoppers/" + Ids.next())
                        .status())
                .isEqualTo(404);
        assertThat(chat.service
                        .http()
                        .as("member", chat.shop)
                        .get(path + "/export")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void of_a_child_nothing_is_kept() {
        chat.asks("2 hydra creams to Sydney please");
        UUID id = id();
        chat.service
                .jdbc()
                .update(
                        "update conversation set context = jsonb_set(context, '{shopper}', coalesce(context -> 'shopper',"
                                + " '{}') || '{\"child\": true}'), updated_at = now() - interval '10 seconds' where id = ?",
                        id);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> chat.service
                                .jdbc()
                                .queryForList(
                                        "select text from message where conversation_id = ? and text is not null", id)
                                .isEmpty()
                        && chat.service
                                .jdbc()
                                .queryForList("select 1 from shopper where shop_id = ? and name is not null", chat.shop)
                                .isEmpty());
        assertThat(everything("turn")).doesNotContain("Sydney");
    }

    /// Has them wait for something, as the dialogue does for what is sold out.
    private UUID waits(Chat shopper) {
        UUID product = Ids.next();
        chat.service
                .jdbc()
                .update(
                        "insert into waitlist (shop_id, id, conversation_id, product_id) values (?, ?, ?, ?)",
                        chat.shop,
                        Ids.next(),
                        UUID.fromString(shopper.conversation().get("id").asString()),
                        product);
        return product;
    }

    private UUID id() {
        return UUID.fromString(chat.conversation().get("id").asString());
    }

    private String erasedConversation() {
        return String.valueOf(chat.service
                .jdbc()
                .queryForList("select id from conversation where shop_id = ? and erased", UUID.class, chat.shop)
                .getFirst());
    }

    private void age(UUID id, int days) {
        chat.service
                .jdbc()
                .update("update message set at = now() - make_interval(days => ?) where conversation_id = ?", days, id);
        chat.service
                .jdbc()
                .update(
                        "update turn set received_at = now() - make_interval(days => ?),"
                                + " answered_at = now() - make_interval(days => ?) where conversation_id = ?",
                        days,
                        days,
                        id);
        chat.service
                .jdbc()
                .update("update conversation set last_at = now() - make_interval(days => ?) where id = ?", days, id);
    }

    /// All that is stored of a conversation, as text.
    private String stored(UUID id) {
        StringBuilder all = new StringBuilder();
        for (String sql : java.util.List.of(
                "select c::text from conversation c where id = ?",
                "select m::text from message m where conversation_id = ?",
                "select t::text from turn t where conversation_id = ?",
                "select n::text from note n where conversation_id = ?",
                "select s::text from shopper s where (shop_id, id) in"
                        + " (select shop_id, shopper_id from conversation where id = ?)",
                "select i::text from identity i where kind <> 'PLATFORM' and (shop_id, shopper_id) in"
                        + " (select shop_id, shopper_id from conversation where id = ?)")) {
            chat.service.jdbc().queryForList(sql, String.class, id).forEach(all::append);
        }
        return all.toString();
    }

    private String everything(String table) {
        return String.join(
                "\n",
                chat.service
                        .jdbc()
                        .queryForList(
                                "select t::text from " + table + " t where shop_id = ?", String.class, chat.shop));
    }
}

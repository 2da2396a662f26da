package io.parley.conversation.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.conversation.turn.Chat;
import io.parley.events.ConversationEvent.CustomerWaiting;
import io.parley.events.ConversationEvent.TakeoverEnded;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.events.ShopEvent.MemberJoined;
import io.parley.events.ShopEvent.MemberRemoved;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TeamServiceTest {
    private final Chat chat = Chat.withNewShop();
    private final UUID kofi = Ids.next();
    private final Http member = chat.service
            .http()
            .with("Authorization", "Bearer " + Tokens.shared().of("member", chat.shop, kofi));

    private void kofiJoins() {
        chat.service.publish(chat.shop, new MemberJoined(chat.shop, kofi, "kofi@example.com", "Kofi", "member"));
        chat.service.awaitIdle();
    }

    private UUID id() {
        return UUID.fromString(chat.conversation().get("id").asString());
    }

    @Test
    void a_conversation_is_a_members_until_they_leave() {
        kofiJoins();
        chat.asks("how much is the hydra cream?");
        String path = chat.path();
        assertThat(chat.owner
                        .get("/api/conversations/members")
                        .json()
                        .get(0)
                        .get("name")
                        .asString())
                .isEqualTo("Kofi");

        JsonNode mine = member.post(path + "/assign", Map.of("memberId", kofi)).json();
        assertThat(mine.get("assignedTo").asString()).isEqualTo(kofi.toString());
        assertThat(mine.get("next").valueStream().map(JsonNode::asString)).contains("UNASSIGN", "ASSIGN");
        assertThat(listed("?assigned=me", member)).isEqualTo(1);
        assertThat(listed("?assigned=none", member)).isZero();
        assertThat(chat.owner
                        .post(path + "/assign", Map.of("memberId", Ids.next()))
                        .code())
                .isEqualTo("member_unknown");
        assertThat(member.post(path + "/unassign", null).json().has("assignedTo"))
                .isFalse();

        member.post(path + "/assign", Map.of("memberId", kofi));
        chat.service.publish(chat.shop, new MemberRemoved(chat.shop, kofi));
        chat.service.awaitIdle();
        assertThat(chat.conversation().has("assignedTo")).isFalse();
        assertThat(chat.owner.get("/api/conversations/members").json()).isEmpty();
    }

    @Test
    void notes_are_for_the_team_and_deleted_by_who_wrote_them() {
        kofiJoins();
        chat.asks("how much is the hydra cream?");
        String notes = chat.path() + "/notes";
        Http.Answer note = member.post(notes, Map.of("text", "  asks every month "));
        assertThat(note.status()).isEqualTo(201);
        assertThat(note.json().get("text").asString()).isEqualTo("asks every month");
        assertThat(note.json().get("authorName").asString()).isEqualTo("Kofi");
        String one = notes + "/" + note.json().get("id").asString();

        Http again = member.with("Idempotency-Key", "note-1");
        assertThat(again.post(notes, Map.of("text", "twice")).json())
                .isEqualTo(again.post(notes, Map.of("text", "twice")).json());
        assertThat(chat.owner.get(notes).json()).hasSize(2);
        assertThat(chat.owner.delete(one).code()).isEqualTo("note_of_another");
        assertThat(member.delete(one).status()).isEqualTo(204);
        assertThat(member.delete(one).status()).isEqualTo(404);
        assertThat(chat.transcript().toString()).doesNotContain("every month");
    }

    @Test
    void labels_are_added_once_listed_and_filtered_by() {
        chat.asks("how much is the hydra cream?");
        String labels = chat.path() + "/labels";
        chat.owner.post(labels, Map.of("label", " big   order "));
        JsonNode labelled =
                chat.owner.post(labels, Map.of("label", "big order")).json();
        assertThat(labelled.get("labels").valueStream().map(JsonNode::asString)).containsExactly("big order");
        JsonNode all = chat.owner.get("/api/conversations/labels").json();
        assertThat(all.get(0).get("label").asString()).isEqualTo("big order");
        assertThat(all.get(0).get("conversations").asInt()).isEqualTo(1);
        assertThat(listed("?label=big%20order", chat.owner)).isEqualTo(1);
        assertThat(listed("?label=big", chat.owner)).isZero();
        for (int i = 1; i < Team.LABELS_MAX; i++) {
            chat.owner.post(labels, Map.of("label", "l" + i));
        }
        assertThat(chat.owner.post(labels, Map.of("label", "one more")).code()).isEqualTo("too_many_labels");
        assertThat(chat.owner.post(labels, Map.of("label", "big order")).status())
                .isEqualTo(200);
        assertThat(chat.owner.delete(labels + "?label=big%20order").json().get("labels"))
                .hasSize(Team.LABELS_MAX - 1);
    }

    @Test
    void what_is_snoozed_comes_back_by_itself_or_when_the_shopper_writes() {
        chat.asks("how much is the hydra cream?");
        String path = chat.path();
        chat.owner.post(path + "/read", null);
        chat.owner.post(path + "/snooze", Map.of("until", Instant.now().plusSeconds(3600)));
        assertThat(listed("?snoozed=true", chat.owner)).isEqualTo(1);
        assertThat(listed("?snoozed=false", chat.owner)).isZero();
        chat.asks("and the glow serum?");
        assertThat(listed("?snoozed=false", chat.owner)).isEqualTo(1);

        chat.owner.post(path + "/read", null);
        chat.owner.post(path + "/snooze", Map.of("until", Instant.now().plusMillis(700)));
        await().until(() -> !chat.conversation().has("snoozedUntil"));
        assertThat(chat.conversation().get("unread").asInt()).isEqualTo(1);
        for (Instant wrong :
                List.of(Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(400)))) {
            assertThat(chat.owner.post(path + "/snooze", Map.of("until", wrong)).code())
                    .isEqualTo("until_invalid");
        }
        chat.owner.post(path + "/snooze", Map.of("until", Instant.now().plusSeconds(3600)));
        assertThat(chat.owner.post(path + "/wake", null).json().has("snoozedUntil"))
                .isFalse();
    }

    @Test
    void read_and_unread_may_be_said_by_hand() {
        chat.asks("how much is the hydra cream?");
        assertThat(chat.owner
                        .post(chat.path() + "/read", null)
                        .json()
                        .get("unread")
                        .asInt())
                .isZero();
        assertThat(chat.owner
                        .post(chat.path() + "/unread", null)
                        .json()
                        .get("unread")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_canned_reply_is_said_with_the_shoppers_name() {
        chat.asks("how much is the hydra cream?");
        String canned = "/api/conversations/canned-replies";
        Http.Answer added = chat.owner.post(canned, Map.of("code", "soon", "text", "Hi {name|there}, back soon!"));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(chat.owner.post(canned, Map.of("code", "soon", "text", "x")).code())
                .isEqualTo("code_taken");
        assertThat(chat.owner
                        .post(canned, Map.of("code", "x", "text", "Hi {surname}"))
                        .code())
                .isEqualTo("placeholder_unknown");

        Http.Answer said = chat.owner.post(chat.path() + "/messages", Map.of("canned", "soon"));
        assertThat(said.status()).as(said.text()).isEqualTo(201);
        assertThat(said.json().get("text").asString()).isEqualTo("Hi Zoe, back soon!");
        chat.service.awaitEvent(
                ReplyRequested.class,
                r -> r.contact().equals(chat.contact) && r.text().equals("Hi Zoe, back soon!"));
        assertThat(chat.owner
                        .post(chat.path() + "/messages", Map.of("canned", "none"))
                        .code())
                .isEqualTo("canned_reply_unknown");
        assertThat(chat.owner
                        .post(chat.path() + "/messages", Map.of("canned", "soon", "text", "both"))
                        .status())
                .isEqualTo(400);

        String one = canned + "/" + added.json().get("id").asString();
        assertThat(chat.owner
                        .put(one, Map.of("code", "later", "text", "Later, {name}."))
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("later");
        assertThat(chat.owner.get(canned).json()).hasSize(1);
        assertThat(chat.owner.delete(one).status()).isEqualTo(204);
        assertThat(chat.owner.get(canned).json()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Hi {name}!', Zoe, Hi Zoe!",
        "'Hi {name}!', , Hi!",
        "'Hi {name|there}!', , Hi there!",
        "'{name}, thanks', '$1 \\', '$1 \\, thanks'"
    })
    void a_name_that_is_not_known_leaves_no_hole(String text, String name, String said) {
        assertThat(CannedReplies.filled(text, name)).isEqualTo(said);
    }

    @Test
    void lists_are_narrowed_by_channel_state_handling_and_words() {
        chat.asks("how much is the hydra cream?");
        Chat other = chat.another(Platform.WHATSAPP, null);
        other.asks("do you have the rose lipstick?");
        assertThat(listed("", chat.owner)).isEqualTo(2);
        assertThat(listed("?channel=WHATSAPP", chat.owner)).isEqualTo(1);
        assertThat(listed("?q=hydra", chat.owner)).isEqualTo(1);
        assertThat(listed("?q=LIPSTICK&channel=WHATSAPP&handling=ASSISTANT&assigned=none", chat.owner))
                .isEqualTo(1);
        assertThat(listed("?q=100%25", chat.owner)).isZero();
        assertThat(chat.owner.get("/api/conversations?assigned=everybody").code())
                .isEqualTo("assigned_invalid");
        JsonNode first = chat.owner.get("/api/conversations?limit=1").json();
        assertThat(listed("?limit=1&cursor=" + first.get("next").asString(), chat.owner))
                .isEqualTo(1);
    }

    @Test
    void a_takeover_ends_when_nothing_was_said_for_as_long_as_the_shop_says() {
        chat.asks("how much is the hydra cream?");
        UUID id = id();
        chat.owner.post(chat.path() + "/takeover", null);
        // the shop has said nothing: a day
        quietFor(id, Duration.ofHours(23));
        look();
        assertThat(chat.conversation().get("handling").asString()).isEqualTo("PERSON");
        quietFor(id, Duration.ofHours(25));
        TakeoverEnded ended = chat.service.awaitEvent(
                TakeoverEnded.class, e -> e.conversationId().equals(id));
        assertThat(ended.reason()).isEqualTo("quiet");
        assertThat(chat.conversation().get("handling").asString()).isEqualTo("ASSISTANT");
        assertThat(chat.asks("how much is the glow serum?").author()).isEqualTo("ASSISTANT");
    }

    @Test
    void who_waits_for_a_person_in_vain_has_the_assistant_back_after_a_quiet_time_but_a_child_has_not() {
        chat.asks("I want to talk to a human please");
        UUID id = id();
        Chat child = chat.another(Platform.WHATSAPP, null);
        child.asks("hi im 12 can i get a lipstick");
        UUID childs = UUID.fromString(child.conversation().get("id").asString());
        quietFor(id, Duration.ofHours(23));
        quietFor(childs, Duration.ofHours(25));
        look();
        assertThat(chat.conversation().get("handling").asString()).isEqualTo("WAITING");
        quietFor(id, Duration.ofHours(25));
        TakeoverEnded ended = chat.service.awaitEvent(
                TakeoverEnded.class, e -> e.conversationId().equals(id));
        assertThat(ended.reason()).isEqualTo("quiet");
        assertThat(chat.asks("how much is the glow serum?").author()).isEqualTo("ASSISTANT");
        assertThat(child.conversation().get("handling").asString()).isEqualTo("WAITING");
    }

    @Test
    void a_quiet_takeover_ends_after_a_restart_too_and_never_where_the_shop_says_so() {
        chat.asks("how much is the hydra cream?");
        UUID id = id();
        chat.owner.post(chat.path() + "/takeover", null);
        settings("{\"releaseAfterMinutes\":0}");
        quietFor(id, Duration.ofDays(30));
        look();
        assertThat(chat.conversation().get("handling").asString()).isEqualTo("PERSON");
        Chat other = chat.another(Platform.WHATSAPP, null);
        other.asks("how much is the hydra cream?");
        UUID another = UUID.fromString(other.conversation().get("id").asString());
        settings("{\"releaseAfterMinutes\":60}");
        chat.owner.post(other.path() + "/takeover", null);
        chat.service.stop();
        quietFor(another, Duration.ofMinutes(61));
        settings("{\"releaseAfterMinutes\":60}");
        chat.service.restart();
        chat.service.awaitEvent(TakeoverEnded.class, e -> e.conversationId().equals(another));
        chat.service.awaitEvent(TakeoverEnded.class, e -> e.conversationId().equals(id));
    }

    @Test
    void a_shopper_who_waits_an_hour_for_a_person_is_told_of_once_per_wait() {
        kofiJoins();
        chat.asks("I want to talk to a human please");
        UUID id = id();
        member.post(chat.path() + "/assign", Map.of("memberId", kofi));
        JsonNode waiting = chat.conversation();
        assertThat(waiting.get("handling").asString()).isEqualTo("WAITING");
        assertThat(waiting.has("waitingSince")).isTrue();

        waitsFor(id, Duration.ofMinutes(59));
        look();
        assertThat(told(id)).isEmpty();
        waitsFor(id, Duration.ofMinutes(61));
        CustomerWaiting told = chat.service.awaitEvent(
                CustomerWaiting.class, e -> e.conversationId().equals(id));
        assertThat(told.assignedTo()).isEqualTo(kofi);
        assertThat(told.lastText()).isEqualTo("I want to talk to a human please");
        assertThat(told.since()).isBefore(Instant.now().minus(Duration.ofMinutes(60)));

        // still waiting, and told already: what is told next is the next wait
        chat.says("hello??");
        chat.service.awaitIdle();
        chat.owner.post(chat.path() + "/messages", Map.of("text", "I am here"));
        assertThat(chat.conversation().has("waitingSince")).isFalse();
        chat.says("great, do you ship to Accra?");
        await().until(() -> chat.conversation().has("waitingSince"));
        waitsFor(id, Duration.ofMinutes(90));
        await().until(() -> told(id).size() == 2);
        assertThat(told(id).getLast().lastText()).isEqualTo("great, do you ship to Accra?");

        chat.owner.post(chat.path() + "/release", null);
        assertThat(chat.conversation().has("waitingSince")).isFalse();
    }

    private List<CustomerWaiting> told(UUID id) {
        return chat.service.events(CustomerWaiting.class).stream()
                .filter(e -> e.conversationId().equals(id))
                .toList();
    }

    private void look() {
        chat.service.context().getBean(Waiting.class).look();
    }

    private int listed(String query, Http by) {
        return by.get("/api/conversations" + query).json().get("items").size();
    }

    private void settings(String changed) {
        chat.service
                .jdbc()
                .update(
                        "update shop set state = jsonb_set(state, '{assistant}', (state -> 'assistant') || ?::jsonb)"
                                + " where shop_id = ?",
                        changed,
                        chat.shop);
    }

    private void quietFor(UUID id, Duration time) {
        chat.service
                .jdbc()
                .update(
                        "update conversation set updated_at = now() - make_interval(secs => ?) where id = ?",
                        (double) time.toSeconds(),
                        id);
    }

    private void waitsFor(UUID id, Duration time) {
        chat.service
                .jdbc()
                .update(
                        "update conversation set waiting_since = now() - make_interval(secs => ?) where id = ?",
                        (double) time.toSeconds(),
                        id);
    }
}

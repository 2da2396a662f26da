package io.parley.conversation.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.turn.Chat;
import io.parley.conversation.turn.RunningConversationService;
import io.parley.events.ShopEvent.MemberJoined;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.Sweep;
import io.parley.testing.Tokens;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Whatever is sent to whatever path, and by whomever.
class EveryEndpointServiceTest {
    private static final String CONVERSATION = "/api/conversations/{id}";

    private final Chat chat = Chat.withNewShop();
    private final Map<String, Object> valid = Map.ofEntries(
            Map.entry("POST " + CONVERSATION + "/messages", Map.of("text", "hello")),
            Map.entry("POST " + CONVERSATION + "/assign", Map.of("memberId", Ids.next())),
            Map.entry(
                    "POST " + CONVERSATION + "/snooze",
                    Map.of("until", Instant.now().plusSeconds(600))),
            Map.entry("POST " + CONVERSATION + "/labels", Map.of("label", "vip")),
            Map.entry("POST " + CONVERSATION + "/notes", Map.of("text", "a note")),
            Map.entry("POST /api/conversations/canned-replies", Map.of("code", "hi", "text", "Hi {name}")),
            Map.entry("PUT /api/conversations/canned-replies/{id}", Map.of("code", "hi", "text", "Hi {name}")),
            Map.entry("POST /api/conversations/shoppers/{id}/merge", Map.of("with", Ids.next())),
            Map.entry(
                    "POST /api/assistant/answers",
                    Map.of("questions", List.of("why"), "answer", "because", "language", "en")),
            Map.entry(
                    "PUT /api/assistant/answers/{id}",
                    Map.of("questions", List.of("why"), "answer", "because", "language", "en")),
            Map.entry(
                    "POST /api/assistant/preview",
                    Map.of(
                            "messages",
                            List.of("hi"),
                            "tone",
                            "luxe",
                            "language",
                            "fr",
                            "settings",
                            Map.of(
                                    "neverSay",
                                    List.of("cheap"),
                                    "added",
                                    List.of(Map.of("name", "Sun Stick", "price", 9.5))))),
            Map.entry(
                    "POST /api/assistant/what-if",
                    Map.of(
                            "from",
                            "2020-01-01T00:00:00Z",
                            "to",
                            "2020-01-02T00:00:00Z",
                            "changes",
                            Map.of("tone", "luxe"))));

    @Test
    void no_input_is_too_much() {
        Sweep.of(RunningConversationService.service()).noInputIsTooMuch(chat.owner, valid);
    }

    @Test
    void what_is_no_text_is_a_fault_of_the_request() {
        Http.Answer broken = chat.owner.get("/api/conversations?text=%F0%9F");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().get("code").asString()).isEqualTo("invalid_input");
        Http.Answer nulls = chat.owner.get("/api/conversations/%00");
        assertThat(nulls.status()).isEqualTo(400);
        assertThat(nulls.json().get("code").asString()).isEqualTo("request_rejected");
    }

    @Test
    void no_list_holds_nothing() {
        Http.Answer answer = chat.owner.post(
                "/api/assistant/preview", Map.of("messages", Arrays.asList("hi", null), "tone", "luxe"));
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void strangers_find_nothing() {
        UUID me = Ids.next();
        Http mine = chat.service
                .http()
                .with("Authorization", "Bearer " + Tokens.shared().of("owner", chat.shop, me));
        chat.service.publish(chat.shop, new MemberJoined(chat.shop, me, "me@example.com", "Me", "owner"));
        chat.asks("how much is the hydra cream?");
        String conversation = chat.path();
        String shopper = "/api/conversations/shoppers/"
                + chat.conversation().get("shopperId").asString();
        String note = mine.post(conversation + "/notes", Map.of("text", "x"))
                .json()
                .get("id")
                .asString();
        String canned = id(mine, "/api/conversations/canned-replies", Map.of("code", "a", "text", "x"));
        String answer = id(mine, "/api/assistant/answers", Map.of("questions", List.of("q"), "answer", "a"));
        String whatIf = id(mine, "/api/assistant/what-if", Map.of("from", "2020-01-01T00:00:00Z", "changes", Map.of()));
        Map<String, String> things = new HashMap<>();
        for (String part : List.of(
                "",
                "/messages",
                "/takeover",
                "/release",
                "/assign",
                "/unassign",
                "/snooze",
                "/wake",
                "/read",
                "/unread",
                "/notes")) {
            things.put(CONVERSATION + part, conversation + part);
        }
        things.put(CONVERSATION + "/labels", conversation + "/labels?label=vip");
        things.put(CONVERSATION + "/notes/{noteId}", conversation + "/notes/" + note);
        for (String part : List.of("", "/export", "/merge", "/unmerge")) {
            things.put("/api/conversations/shoppers/{id}" + part, shopper + part);
        }
        things.put("/api/conversations/canned-replies/{id}", "/api/conversations/canned-replies/" + canned);
        things.put("/api/assistant/answers/{id}", "/api/assistant/answers/" + answer);
        things.put("/api/assistant/what-if/{id}", "/api/assistant/what-if/" + whatIf);
        things.put("/api/assistant/what-if/{id}/replies", "/api/assistant/what-if/" + whatIf + "/replies");
        Sweep.of(chat.service).strangersFindNothing(chat.service.http().as("owner", Ids.next()), things, valid);
    }

    @Test
    void every_door_is_guarded() {
        Sweep.of(chat.service).everyDoorIsGuarded(chat.shop, valid);
    }

    private static String id(Http by, String path, Object body) {
        return by.post(path, body).json().get("id").asString();
    }
}

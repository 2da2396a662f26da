package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.sandbox.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PhoneStreamTest {
    private final Shop shop = new Shop();
    private final SandboxServer sandbox = SandboxServer.start(Config.forTests(shop.webhookUrl()));
    private final Caller caller = new Caller(sandbox.url());

    @AfterEach
    void stop() {
        sandbox.close();
        shop.close();
    }

    private record Event(String name, JsonNode data) {}

    /// An open phone: everything it hears.
    private static final class Phone implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final List<Event> heard = new CopyOnWriteArrayList<>();

        Phone(URI url) {
            client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofLines())
                    .thenAccept(response -> {
                        var name = new String[] {""};
                        response.body().forEach(line -> {
                            if (line.startsWith("event: ")) name[0] = line.substring(7);
                            if (line.startsWith("data: "))
                                heard.add(new Event(
                                        name[0], Json.parse(line.substring(6).getBytes(StandardCharsets.UTF_8))));
                        });
                    });
        }

        List<JsonNode> heard(String name) {
            return heard.stream()
                    .filter(event -> event.name().equals(name))
                    .map(Event::data)
                    .toList();
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }

    private Phone open(String personId, String platform) {
        var phone =
                new Phone(sandbox.url().resolve("/phone/api/stream?personId=" + personId + "&platform=" + platform));
        await().until(() -> phone.heard("chat").size() == 1);
        return phone;
    }

    private void shopSends(String account, String json) {
        assertThat(caller.post("/v23.0/" + account + "/messages?access_token=t", json)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_the_shop_does_shows_on_the_phone_at_once() {
        try (var phone = open("55", "MESSENGER")) {
            caller.post("/phone/api/messages", """
                    {"platform":"MESSENGER","personId":"55","text":"hi"}""");
            shopSends("100000000000001", """
                    {"recipient":{"id":"55"},"sender_action":"mark_seen"}""");
            shopSends("100000000000001", """
                    {"recipient":{"id":"55"},"sender_action":"typing_on"}""");
            shopSends("100000000000001", """
                    {"recipient":{"id":"55"},"message":{"text":"Hello!","quick_replies":[{"content_type":"text","title":"Yes","payload":"Y"}]}}""");

            await().until(() -> phone.heard("message").stream()
                    .anyMatch(message -> message.path("from").asString().equals("SHOP")));
            var answer = phone.heard("message").getLast();
            assertThat(answer.path("text").asString()).isEqualTo("Hello!");
            assertThat(answer.path("quickReplies").path(0).path("payload").asString())
                    .isEqualTo("Y");
            assertThat(phone.heard("typing").getFirst().path("on").asBoolean()).isTrue();
            assertThat(phone.heard("seen")).hasSize(1);
            assertThat(phone.heard("message").stream()
                            .map(message -> message.path("state").asString("")))
                    .containsSubsequence("SENDING", "SENT");
            assertThat(phone.heard("happened").stream()
                            .map(one -> one.path("kind").asString() + " "
                                    + one.path("what").asString()))
                    .containsSubsequence("WEBHOOK message", "SEND mark_seen", "SEND text with quick replies");
        }
    }

    @Test
    void a_message_is_read_only_while_the_phone_is_open() {
        caller.post("/phone/api/messages", """
                {"platform":"INSTAGRAM","personId":"56","text":"hi"}""");
        shopSends("17841400000000001", """
                {"recipient":{"id":"56"},"message":{"text":"Hello!"}}""");
        assertThat(shop.received("read")).isEmpty();

        try (var phone = open("56", "INSTAGRAM")) {
            await().until(() -> shop.received("read").size() == 1);
            var read = shop.received("read").getFirst().event().path("read");
            assertThat(read.path("mid").asString())
                    .isEqualTo(sandbox.sentTo("56").getFirst().messageId());
            assertThat(phone.heard("chat").getFirst().path("messages")).hasSize(2);
        }
    }

    @Test
    void the_chat_is_there_again_after_a_reload() {
        caller.post("/phone/api/messages", """
                {"platform":"INSTAGRAM","personId":"57","name":"Noah Weber","text":"how much is the serum?"}""");
        shopSends("17841400000000001", """
                {"recipient":{"id":"57"},"message":{"attachment":{"type":"template","payload":{"template_type":"generic",
                "elements":[{"title":"Glow Serum","subtitle":"$45.00","buttons":[{"type":"postback","title":"Order","payload":"O"}]}]}}}}""");
        try (var phone = open("57", "INSTAGRAM")) {
            var chat = phone.heard("chat").getFirst();
            assertThat(chat.path("person").path("name").asString()).isEqualTo("Noah Weber");
            assertThat(chat.path("messages").path(0).path("state").asString()).isEqualTo("SENT");
            var card = chat.path("messages").path(1).path("cards").path(0);
            assertThat(card.path("title").asString()).isEqualTo("Glow Serum");
            assertThat(card.path("buttons").path(0).path("payload").asString()).isEqualTo("O");
        }
    }

    @Test
    void a_heart_stays_on_the_message_it_was_put_on() {
        caller.post("/phone/api/messages", """
                {"platform":"INSTAGRAM","personId":"58","text":"hi"}""");
        shopSends("17841400000000001", """
                {"recipient":{"id":"58"},"message":{"text":"Hello!"}}""");
        var mid = sandbox.sentTo("58").getFirst().messageId();
        caller.post("/phone/api/messages", """
                {"platform":"INSTAGRAM","personId":"58","reaction":{"mid":"%s","emoji":"❤️"}}""".formatted(mid));
        var chat = caller.get("/phone/api/chats/INSTAGRAM/58").json();
        assertThat(chat.path("messages").path(1).path("reaction").asString()).isEqualTo("❤️");
        assertThat(caller.call("DELETE", "/phone/api/chats/INSTAGRAM/58", "").status())
                .isEqualTo(204);
        assertThat(caller.get("/phone/api/chats/INSTAGRAM/58").status()).isEqualTo(404);
    }

    @Test
    void a_picture_of_the_shop_is_shown_through_the_sandbox_alone() {
        caller.post("/phone/api/messages", """
                {"platform":"INSTAGRAM","personId":"59","text":"hi"}""");
        var picture = sandbox.url().resolve("/assets/icon.svg");
        shopSends("17841400000000001", """
                {"recipient":{"id":"59"},"message":{"attachment":{"type":"image","payload":{"url":"%s"}}}}""".formatted(picture));
        var shown = caller.get("/phone/api/chats/INSTAGRAM/59")
                .json()
                .path("messages")
                .path(1)
                .path("media")
                .path(0)
                .path("url")
                .asString();
        assertThat(shown).startsWith("/phone/media/remote/");
        assertThat(caller.get(shown).body()).contains("<svg");
        assertThat(caller.get("/phone/media/remote/unknown").status()).isEqualTo(404);
    }

    @Test
    void a_photo_is_kept_for_the_shop_to_fetch() {
        var gif = "GIF89a then some";
        var kept = caller.post("/phone/api/photos", gif);
        assertThat(kept.status()).isEqualTo(201);
        var url = URI.create(kept.json().path("url").asString());
        assertThat(caller.get(url.getPath()).body()).isEqualTo(gif);
        assertThat(caller.post("/phone/api/photos", "<svg onload='x'>").status())
                .isEqualTo(400);
    }
}

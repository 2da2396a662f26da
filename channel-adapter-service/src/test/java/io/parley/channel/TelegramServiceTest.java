package io.parley.channel;

import static io.parley.channel.Phones.control;
import static io.parley.channel.Stage.PHONES;
import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.InboundEvent.Attachment;
import io.parley.events.InboundEvent.MessageEdited;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.ReactionReceived;
import io.parley.events.InboundEvent.ReferralReceived;
import io.parley.events.InboundEvent.ReplyTo;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.sandbox.ledger.Sent;
import io.parley.testing.Http;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Telegram from end to end: all that a further platform needs to be tried with.
class TelegramServiceTest {
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime() % 1_000_000_000L);

    private final Stage stage = new Stage();
    private final String bot = "7" + String.format("%011d", NUMBER.incrementAndGet());
    private final String person = String.valueOf(5_000_000_000L + NUMBER.incrementAndGet());
    private String token = "";

    @BeforeEach
    void there_is_a_bot() {
        token = newToken();
    }

    @AfterEach
    void all_is_well_again() {
        Phones.noFaults();
    }

    private String newToken() {
        return control("POST", "/sandbox/telegram/bots", Map.of("id", bot, "username", "glow_" + bot + "_bot"))
                .get("token")
                .asString();
    }

    private Http.Answer connect(String accessToken) {
        return stage.owner.post("/api/channels/connect/telegram", Map.of("accessToken", accessToken));
    }

    private Connected connected() {
        PHONES.webhooksTo(URI.create("http://localhost:" + SERVICE.port() + "/api/webhooks/meta"));
        Http.Answer answer = connect(token);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new Connected(stage.shop, UUID.fromString(answer.json().get("id").asString()), Platform.TELEGRAM, bot);
    }

    private Map<String, Object> from() {
        return Map.of("id", Long.parseLong(person), "is_bot", false, "first_name", "Ama", "last_name", "Mensah");
    }

    private Map<String, Object> chat() {
        return Map.of("id", Long.parseLong(person), "type", "private", "first_name", "Ama");
    }

    /// Something happens in the shopper's chat; the update as it goes out.
    private JsonNode happens(String kind, Map<String, ?> event) {
        Map<String, Object> whole = new HashMap<>(event);
        whole.putIfAbsent("from", from());
        whole.putIfAbsent("chat", chat());
        return control("POST", "/sandbox/telegram/updates", Map.of("botId", bot, "update", Map.of(kind, whole)));
    }

    private String writes(Map<String, ?> message) {
        return person + ":"
                + happens("message", message).at("/message/message_id").asString();
    }

    private MessageReceived heard(String messageId) {
        return SERVICE.awaitEvent(
                MessageReceived.class,
                it -> it.contact().accountId().equals(bot) && it.messageId().equals(messageId));
    }

    private List<MessageReceived> messages() {
        return SERVICE.events(MessageReceived.class).stream()
                .filter(it -> it.contact().accountId().equals(bot))
                .toList();
    }

    private Http.Answer hook(String secret, String body) {
        return SERVICE.http()
                .with("X-Telegram-Bot-Api-Secret-Token", secret)
                .post("/api/webhooks/telegram/" + bot, body);
    }

    private static MessageSent sent(ReplyRequested reply) {
        return SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(reply.replyId()));
    }

    private List<JsonNode> sentTo(String chat) {
        return PHONES.sentTo(chat).stream().map(Sent::json).toList();
    }

    @Test
    void a_message_is_told_once_with_the_persons_name() {
        Connected channel = connected();

        String id = writes(Map.of("text", "Is the serum in stock?"));

        MessageReceived message = heard(id);
        assertThat(message.text()).isEqualTo("Is the serum in stock?");
        assertThat(message.contact().conversationKey()).isEqualTo(channel.key(person));
        assertThat(message.contact().personName()).isEqualTo("Ama Mensah");
        assertThat(stage.owner
                        .get("/api/channels/" + channel.id())
                        .json()
                        .get("username")
                        .asString())
                .isEqualTo("glow_" + bot + "_bot");
    }

    @Test
    void everything_people_can_send_is_read() {
        connected();
        String photo = writes(Map.of(
                "caption",
                "this one?",
                "photo",
                List.of(
                        Map.of("file_id", "small", "width", 90, "height", 90),
                        Map.of("file_id", "large", "width", 900, "height", 900))));
        String voice = writes(Map.of("voice", Map.of("file_id", "v1", "duration", 3, "mime_type", "audio/ogg")));
        String place = writes(Map.of("location", Map.of("latitude", 5.6, "longitude", -0.19)));
        String card = writes(Map.of(
                "contact",
                Map.of("phone_number", "233201234567", "first_name", "Ama", "user_id", Long.parseLong(person))));
        String sticker = writes(Map.of("sticker", Map.of("file_id", "s1", "emoji", "❤️")));
        String file = writes(Map.of("document", Map.of("file_id", "d1", "file_name", "list.pdf")));
        String poll = writes(Map.of("poll", Map.of("id", "1", "question", "Red or blue?")));

        assertThat(heard(photo).text()).isEqualTo("this one?");
        Attachment picture = heard(photo).attachments().getFirst();
        assertThat(picture.kind()).isEqualTo("image");
        assertThat(picture.url()).startsWith(Phones.FRONT + "/api/channels/").endsWith("/telegram-files/large");
        assertThat(heard(voice).attachments().getFirst().title()).isEqualTo("voice");
        assertThat(heard(place).attachments().getFirst().longitude()).isEqualTo(-0.19);
        assertThat(heard(card).contact().phone()).isEqualTo("+233201234567");
        assertThat(heard(sticker).attachments().getFirst().kind()).isEqualTo("sticker");
        assertThat(heard(file).attachments().getFirst().title()).isEqualTo("list.pdf");
        assertThat(heard(poll).attachments().getFirst().kind()).isEqualTo("unsupported");
        assertThat(messages()).hasSize(7);
    }

    @Test
    void a_link_tells_its_code_and_is_no_message() {
        connected();

        happens("message", Map.of("text", "/start glow-7F3K"));

        ReferralReceived came = SERVICE.awaitEvent(
                ReferralReceived.class, it -> it.contact().accountId().equals(bot));
        assertThat(came.referral().source()).isEqualTo("link");
        assertThat(came.referral().ref()).isEqualTo("glow-7F3K");
        writes(Map.of("text", "/start tell me about serums"));
        await().until(() -> !messages().isEmpty());
        assertThat(messages()).extracting(MessageReceived::text).containsExactly("tell me about serums");
    }

    @Test
    void a_tap_says_its_words_and_its_payload_and_is_confirmed() {
        Connected channel = connected();
        writes(Map.of("text", "hi"));
        ReplyRequested reply = reply(channel, person, "Which?", List.of(new QuickReply("50 ml", "variant:50")));
        SERVICE.publish(stage.shop, reply);
        String ours = sent(reply).platformMessageId();
        JsonNode keyboard = sentTo(person).getLast().get("reply_markup");
        String query = String.valueOf(NUMBER.incrementAndGet());

        happens(
                "callback_query",
                Map.of(
                        "id",
                        query,
                        "data",
                        "variant:50",
                        "message",
                        Map.of(
                                "message_id",
                                Long.parseLong(ours.substring(ours.indexOf(':') + 1)),
                                "chat",
                                chat(),
                                "reply_markup",
                                keyboard)));

        MessageReceived tap = heard("tap:" + query);
        assertThat(tap.text()).isEqualTo("50 ml");
        assertThat(tap.payload()).isEqualTo("variant:50");
        assertThat(tap.replyTo()).isNotNull();
        assertThat(tap.replyTo().id()).isEqualTo(ours);
        await().untilAsserted(() -> assertThat(control("GET", "/sandbox/sent?kind=action&personId=" + query, Map.of())
                        .at("/items/0/raw/method")
                        .asString())
                .isEqualTo("answerCallbackQuery"));
    }

    @Test
    void edits_and_reactions_name_the_message_they_are_of() {
        connected();
        String id = writes(Map.of("text", "two"));
        long number = Long.parseLong(id.substring(id.indexOf(':') + 1));
        happens("edited_message", Map.of("message_id", number, "date", 1_760_000_000, "text", "three"));
        happens(
                "message_reaction",
                Map.of(
                        "message_id",
                        number,
                        "user",
                        from(),
                        "old_reaction",
                        List.of(),
                        "new_reaction",
                        List.of(Map.of("type", "emoji", "emoji", "👍"))));

        assertThat(SERVICE.awaitEvent(MessageEdited.class, it -> it.messageId().equals(id)))
                .satisfies(edit -> assertThat(edit.text()).isEqualTo("three"));
        assertThat(SERVICE.awaitEvent(
                        ReactionReceived.class, it -> it.targetMessageId().equals(id)))
                .satisfies(reaction -> assertThat(reaction.emoji()).isEqualTo("👍"));
    }

    @Test
    void a_reply_comes_as_plain_words_pictures_and_buttons() {
        Connected channel = connected();
        writes(Map.of("text", "hi"));
        ReplyRequested plain = reply(channel, person, "<b>5 < 6</b> *and* _so_ on");
        ReplyRequested rich = new ReplyRequested(
                UUID.randomUUID(),
                UUID.randomUUID(),
                channel.contact(person),
                "ASSISTANT",
                "These?",
                List.of(new QuickReply("More", "more"), new QuickReply("A long payload", "x".repeat(90))),
                null,
                0,
                List.of(new Card(
                        "Serum",
                        "GHS 120",
                        "https://glow.example/serum.jpg",
                        List.of(new QuickReply("Buy", "product:" + UUID.randomUUID())))),
                List.of(new Link("Open the shop", "https://glow.example/")),
                null,
                null,
                null);

        SERVICE.publish(stage.shop, plain);
        SERVICE.publish(stage.shop, rich);

        sent(plain);
        sent(rich);
        List<JsonNode> sent = sentTo(person);
        assertThat(sent).hasSize(3);
        assertThat(sent.getFirst().get("text").asString()).isEqualTo("<b>5 < 6</b> *and* _so_ on");
        assertThat(sent.getFirst().has("parse_mode")).isFalse();
        assertThat(sent.get(1).get("photo").asString()).isEqualTo("https://glow.example/serum.jpg");
        assertThat(sent.get(1).get("caption").asString()).isEqualTo("Serum\nGHS 120");
        JsonNode keyboard = sent.get(2).at("/reply_markup/inline_keyboard");
        assertThat(keyboard.at("/0/0/callback_data").asString()).isEqualTo("more");
        assertThat(keyboard.at("/0/1/callback_data").asString()).isEqualTo("A long payload");
        assertThat(keyboard.at("/1/0/url").asString()).isEqualTo("https://glow.example/");
    }

    @Test
    void what_points_at_one_of_several_messages_of_a_reply_names_the_reply_and_what_that_message_says() {
        Connected channel = connected();
        writes(Map.of("text", "hi"));
        ReplyRequested pictures = new ReplyRequested(
                UUID.randomUUID(),
                UUID.randomUUID(),
                channel.contact(person),
                "ASSISTANT",
                "These?",
                List.of(),
                null,
                0,
                List.of(
                        new Card("Serum", "GHS 120", "https://glow.example/serum.jpg", List.of()),
                        new Card("Toner", "GHS 80", "https://glow.example/toner.jpg", List.of())),
                List.of(),
                null,
                null,
                null);
        SERVICE.publish(stage.shop, pictures);
        String last = sent(pictures).platformMessageId();
        List<String> all = SERVICE.jdbc()
                .queryForList(
                        "select platform_message_id from outbound_part where reply_id = ? order by part",
                        String.class,
                        pictures.replyId());
        assertThat(all).hasSize(3).endsWith(last);
        String toner = all.get(1);

        String reply = writes(Map.of("text", "this one", "reply_to_message", message(toner)));
        happens(
                "message_reaction",
                Map.of(
                        "message_id",
                        number(all.getFirst()),
                        "user",
                        from(),
                        "old_reaction",
                        List.of(),
                        "new_reaction",
                        List.of(Map.of("type", "emoji", "emoji", "😍"))));

        MessageReceived heard = heard(reply);
        assertThat(heard.replyTo()).isNotNull();
        assertThat(heard.replyTo().id()).isEqualTo(last);
        assertThat(heard.replyTo().text()).isEqualTo("Toner\nGHS 80");
        assertThat(SERVICE.awaitEvent(
                                ReactionReceived.class,
                                it -> it.contact().personId().equals(person))
                        .targetMessageId())
                .isEqualTo(last);
        String alone = writes(Map.of("text", "and this?", "reply_to_message", message(reply)));
        assertThat(heard(alone).replyTo()).isEqualTo(new ReplyTo("message", reply, null));
    }

    private static long number(String messageId) {
        return Long.parseLong(messageId.substring(messageId.indexOf(':') + 1));
    }

    private Map<String, ?> message(String messageId) {
        return Map.of("message_id", number(messageId), "date", 1_760_000_000, "chat", chat());
    }

    @Test
    void a_picture_that_telegram_cannot_fetch_goes_as_its_address() {
        Connected channel = connected();
        writes(Map.of("text", "hi"));
        ReplyRequested reply = new ReplyRequested(
                UUID.randomUUID(),
                UUID.randomUUID(),
                channel.contact(person),
                "ASSISTANT",
                "Here it is",
                List.of(),
                "https://unreachable.example/a.jpg",
                0);

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        assertThat(sentTo(person).getLast().get("text").asString())
                .isEqualTo("Here it is\nhttps://unreachable.example/a.jpg");
    }

    @Test
    void a_long_text_goes_in_pieces_that_telegram_takes() {
        Connected channel = connected();
        writes(Map.of("text", "hi"));
        ReplyRequested reply = reply(channel, person, "many words ".repeat(900));

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        assertThat(sentTo(person))
                .hasSize(3)
                .allSatisfy(it -> assertThat(it.get("text").asString()).hasSizeLessThanOrEqualTo(4_096));
    }

    @ParameterizedTest
    @CsvSource({"403,blocked", "400,undeliverable"})
    void what_is_refused_for_good_is_told(int code, String reason) {
        Connected channel = connected();
        writes(Map.of("text", "hi"));
        Phones.fault(Map.of("kind", "error", "platform", "TELEGRAM", "code", code, "personId", person, "times", 1));
        ReplyRequested reply = reply(channel, person, "hello?");

        SERVICE.publish(stage.shop, reply);

        MessageFailed failed =
                SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(reply.replyId()));
        assertThat(failed.code()).isEqualTo(String.valueOf(code));
        assertThat(failed.reason()).isEqualTo(reason);
    }

    @Test
    void somebody_who_blocked_the_bot_is_left_alone_and_may_come_back() {
        Connected channel = connected();
        writes(Map.of("text", "hi"));
        control("POST", "/sandbox/telegram/people", Map.of("botId", bot, "personId", person, "blocked", true));
        ReplyRequested unwanted = reply(channel, person, "Still there?");
        SERVICE.publish(stage.shop, unwanted);
        assertThat(SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(unwanted.replyId()))
                        .reason())
                .isEqualTo("blocked");

        control("POST", "/sandbox/telegram/people", Map.of("botId", bot, "personId", person, "blocked", false));
        ReplyRequested wanted = reply(channel, person, "Welcome back");
        SERVICE.publish(stage.shop, wanted);

        sent(wanted);
        await().untilAsserted(() -> assertThat(SERVICE.jdbc()
                        .queryForList(
                                "select reason from inbound_event where channel_id = ? and kind = 'NOT_FOR_US'"
                                        + " order by received_at",
                                String.class,
                                channel.id()))
                .containsExactly("blocked", "unblocked"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate_limit", "http500"})
    void what_may_pass_is_tried_again_as_late_as_asked(String kind) {
        Connected channel = connected();
        writes(Map.of("text", "hi"));
        Phones.fault(Map.of("kind", kind, "platform", "TELEGRAM", "personId", person, "times", 1));
        ReplyRequested reply = reply(channel, person, "once");

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        assertThat(sentTo(person)).hasSize(1);
    }

    @Test
    void a_token_that_was_taken_back_stops_the_channel_and_the_new_one_sends_what_waits() {
        Connected channel = connected();
        writes(Map.of("text", "hi"));
        token = newToken();
        ReplyRequested reply = reply(channel, person, "waits");
        SERVICE.publish(stage.shop, reply);
        SERVICE.awaitEvent(ChannelTroubled.class, it -> it.channelId().equals(channel.id()));

        assertThat(connect(token).status()).isEqualTo(200);

        sent(reply);
        assertThat(sentTo(person)).extracting(it -> it.get("text").asString()).containsExactly("waits");
    }

    @Test
    void what_was_written_while_it_was_away_comes_when_it_is_connected_again() {
        Connected channel = connected();
        writes(Map.of("text", "hi"));
        stage.owner.delete("/api/channels/" + channel.id());
        await().untilAsserted(() -> assertThat(control("GET", "/sandbox/telegram/bots/" + bot, Map.of())
                        .at("/webhook/url")
                        .asString())
                .isEmpty());
        String id = writes(Map.of("text", "anybody there?"));

        connect(token);

        assertThat(heard(id).text()).isEqualTo("anybody there?");
    }

    @Test
    void without_the_right_secret_nothing_is_taken() {
        Connected channel = connected();
        String body = "{\"update_id\":1,\"message\":{\"message_id\":1,\"text\":\"x\"}}";

        assertThat(hook("wrong", body).code()).isEqualTo("signature_wrong");
        assertThat(SERVICE.http().post("/api/webhooks/telegram/" + bot, body).status())
                .isEqualTo(401);
        assertThat(SERVICE.http().post("/api/webhooks/telegram/1", body).status())
                .isEqualTo(401);
        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select count(*) from inbound_event where channel_id = ?", Integer.class, channel.id()))
                .isZero();
    }

    @Test
    void a_file_is_shown_to_who_may_see_the_channel() {
        Connected channel = connected();

        Http.Answer file = stage.owner.get("/api/channels/" + channel.id() + "/telegram-files/large");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("image/png");
        assertThat(stage.owner
                        .get("/api/channels/" + channel.id() + "/telegram-files/gone")
                        .status())
                .isEqualTo(404);
        assertThat(new Stage()
                        .owner
                        .get("/api/channels/" + channel.id() + "/telegram-files/large")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void connecting_says_what_is_wrong() {
        assertThat(connect("123").code()).isEqualTo("invalid_input");
        assertThat(connect(bot + ":" + "A".repeat(35)).code()).isEqualTo("token_refused");
        assertThat(stage.owner
                        .post("/api/channels/connect/telegram", Map.of("accountId", "99999", "accessToken", token))
                        .code())
                .isEqualTo("invalid_input");
        assertThat(stage.owner.get("/api/channels").json().get("items")).isEmpty();
        connected();
        assertThat(new Stage()
                        .owner
                        .post("/api/channels/connect/telegram", Map.of("accessToken", token))
                        .code())
                .isEqualTo("account_connected_elsewhere");
        assertThat(stage.owner.get("/api/channels").text()).doesNotContain(token);
    }
}

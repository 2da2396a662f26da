package io.parley.channel;

import static io.parley.channel.Phones.fault;
import static io.parley.channel.Phones.textsTo;
import static io.parley.channel.Phones.twilioHook;
import static io.parley.channel.Stage.PHONES;
import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Stage.Connected;
import io.parley.events.DeliveryEvent.MessageDelivered;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.sandbox.webhook.TwilioSignature;
import io.parley.testing.Http;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioServiceTest {
    private final Stage stage = new Stage();
    private final String person = "+" + Phones.person();
    private final String sid = "SM" + UUID.randomUUID().toString().replace("-", "");

    @AfterEach
    void all_is_well_again() {
        Phones.noFaults();
    }

    @Test
    void an_sms_is_told_and_nothing_is_answered_at_once() {
        Connected number = Phones.sms(stage);

        Http.Answer answer = twilioHook(Phones.sms(number, person, sid, "Is the serum in stock?"));
        twilioHook(Phones.sms(number, person, sid, "Is the serum in stock?"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/xml");
        assertThat(answer.text()).endsWith("<Response></Response>");
        fence(number);
        assertThat(messages(number)).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("Is the serum in stock?");
            assertThat(message.contact().platform()).isEqualTo(Platform.SMS);
            assertThat(message.contact().phone()).isEqualTo(person);
        });
    }

    @Test
    void what_is_not_signed_with_the_numbers_own_token_is_refused_and_leaves_nothing() {
        Connected number = Phones.sms(stage);
        Map<String, String> form = Phones.sms(number, person, sid, "hi");

        assertThat(twilioHook(form, "another-token", "").status()).isEqualTo(401);
        assertThat(SERVICE.http()
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .post("/api/webhooks/twilio", Phones.encoded(form).getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(401);
        Map<String, String> strange = new LinkedHashMap<>(form);
        strange.put("To", "+15550009999");
        assertThat(twilioHook(strange, "another-token", "").code()).isEqualTo("signature_wrong");
        strange.put("AccountSid", "AC00000000000000000000000000000404");
        assertThat(twilioHook(strange).code()).isEqualTo("signature_wrong");
        assertThat(SERVICE.http().get("/api/webhooks/twilio").status()).isEqualTo(405);
        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select count(*) from inbound_event where channel_id = ?", Integer.class, number.id()))
                .isZero();
    }

    @Test
    void what_an_account_posts_about_none_of_its_connected_numbers_is_kept_where_somebody_sees_it() {
        Phones.sms(stage);
        Map<String, String> elsewhere =
                Map.of("MessageSid", sid, "AccountSid", Phones.SID, "From", person, "To", "+15550009999", "Body", "hi");
        Map<String, String> conversation = Map.of(
                "EventType",
                "onMessageAdded",
                "ConversationSid",
                "CH" + sid,
                "MessageSid",
                "IM" + sid,
                "AccountSid",
                Phones.SID,
                "Author",
                person,
                "Body",
                "hi");

        assertThat(twilioHook(elsewhere).status()).isEqualTo(200);
        assertThat(twilioHook(conversation).status()).isEqualTo(200);

        assertThat(SERVICE.jdbc()
                        .queryForList(
                                "select reason from inbound_event where kind = 'NOT_UNDERSTOOD'"
                                        + " and detail like '%' || ? || '%' order by reason",
                                String.class, sid))
                .containsExactly("no_number", "number_not_connected");
    }

    @Test
    void any_number_of_a_connected_messaging_service_is_the_shops() {
        String line = "+1500" + String.format("%07d", System.nanoTime() % 10_000_000L);
        String service =
                "MG" + sid.replaceAll("[^0-9a-f]", "").concat("0".repeat(32)).substring(0, 32);
        Phones.account(Platform.SMS, line);
        assertThat(stage.owner
                        .post(
                                "/api/channels/connect/twilio",
                                Map.of(
                                        "accountId",
                                        line,
                                        "accessToken",
                                        Phones.AUTH_TOKEN,
                                        "details",
                                        Map.of("accountSid", Phones.SID, "messagingServiceSid", service)))
                        .status())
                .isEqualTo(201);

        assertThat(twilioHook(Map.of(
                                "MessageSid",
                                sid,
                                "SmsStatus",
                                "received",
                                "AccountSid",
                                Phones.SID,
                                "MessagingServiceSid",
                                service,
                                "From",
                                person,
                                "To",
                                "+15550008888",
                                "Body",
                                "to another of them"))
                        .status())
                .isEqualTo(200);

        assertThat(SERVICE.awaitEvent(
                                MessageReceived.class, it -> it.messageId().equals(sid))
                        .contact()
                        .conversationKey())
                .isEqualTo("sms:" + line + ":" + person);
    }

    @Test
    void a_json_body_is_known_by_its_digest_in_the_address() throws Exception {
        Connected number = Phones.sms(stage);
        byte[] body = Stage.JSON.writeValueAsBytes(Phones.sms(number, person, sid, "as JSON"));
        String query = "?bodySHA256="
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        Http signed = SERVICE.http()
                .with(
                        TwilioSignature.HEADER,
                        TwilioSignature.of(Phones.AUTH_TOKEN, Phones.FRONT + "/api/webhooks/twilio" + query, Map.of()));

        assertThat(signed.post("/api/webhooks/twilio" + query, body).status()).isEqualTo(200);
        assertThat(signed.post("/api/webhooks/twilio" + query, "{\"To\":\"" + number.accountId() + "\"}")
                        .status())
                .isEqualTo(401);
        assertThat(SERVICE.awaitEvent(
                                MessageReceived.class, it -> it.messageId().equals(sid))
                        .text())
                .isEqualTo("as JSON");
    }

    @Test
    void who_says_stop_is_left_alone_until_they_start_again() {
        Connected number = Phones.sms(stage);
        Map<String, String> stop = Phones.sms(number, person, sid, "STOP");
        twilioHook(stop);
        ReplyRequested unwanted = reply(number, person, "Are you still there?");

        SERVICE.publish(stage.shop, unwanted);

        MessageFailed failed = failed(unwanted);
        assertThat(failed.code()).isEqualTo("21610");
        assertThat(failed.reason()).isEqualTo("blocked");
        twilioHook(Phones.sms(number, person, sid + "2", "YES"));
        // the goodbye once more: it is an old one
        twilioHook(stop);
        ReplyRequested wanted = reply(number, person, "Welcome back");
        SERVICE.publish(stage.shop, wanted);
        sent(wanted);
        assertThat(textsTo(person)).containsExactly("Welcome back");
        assertThat(messages(number)).isEmpty();
    }

    @Test
    void a_reply_reaches_the_shopper_as_words_that_can_be_typed() {
        Connected number = Phones.sms(stage);
        ReplyRequested reply = reply(
                number,
                person,
                "Which size — it’s your choice",
                List.of(new QuickReply("30ml", "v:30"), new QuickReply("50ml", "v:50")));

        SERVICE.publish(stage.shop, reply);

        MessageSent sent = sent(reply);
        assertThat(textsTo(person)).containsExactly("Which size - it's your choice\n- 30ml\n- 50ml");
        SERVICE.awaitEvent(
                MessageDelivered.class, it -> sent.platformMessageId().equals(it.platformMessageId()));
        assertThat(PHONES.sentTo(person)
                        .getFirst()
                        .json()
                        .path("StatusCallback")
                        .asString())
                .startsWith(Phones.FRONT + "/api/webhooks/twilio?mark=parley");
    }

    @Test
    void what_the_text_lists_is_not_said_twice() {
        Connected number = Phones.sms(stage);
        ReplyRequested reply = reply(
                number,
                person,
                "We have:\n• Glow Serum - GHS 45\n• Velvet Matte Lipstick, red - GHS 20",
                List.of(
                        new QuickReply("Glow Serum", "product:1"),
                        new QuickReply("Velvet Matte Lipst…", "product:2"),
                        new QuickReply("Talk to a person", "person:")));

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        assertThat(textsTo(person))
                .containsExactly(
                        "We have:\n- Glow Serum - GHS 45\n- Velvet Matte Lipstick, red - GHS 20\n- Talk to a person");
    }

    @Test
    void a_message_of_unknown_fate_is_not_sent_again() {
        Connected number = Phones.sms(stage);
        fault(Map.of("kind", "half_answer", "platform", "SMS", "personId", person, "times", 1));
        ReplyRequested reply = reply(number, person, "only once");

        SERVICE.publish(stage.shop, reply);

        sent(reply);
        ReplyRequested next = reply(number, person, "next");
        SERVICE.publish(stage.shop, next);
        sent(next);
        assertThat(textsTo(person)).containsExactly("only once", "next");
    }

    @ParameterizedTest
    @CsvSource({"30007,policy", "30003,undeliverable", "30004,blocked"})
    void a_message_that_fails_later_is_told_as_failed(int code, String reason) {
        Connected number = Phones.sms(stage);
        fault(Map.of("kind", "fails_later", "platform", "SMS", "code", code, "personId", person, "times", 1));
        ReplyRequested reply = reply(number, person, "hello?");

        SERVICE.publish(stage.shop, reply);

        assertThat(failed(reply).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "start", "Yes", "help", "Arrêt"})
    void a_word_that_carriers_have_a_meaning_for_is_no_keyword(String word) {
        Connected number = Phones.sms(stage);

        Http.Answer refused = stage.owner.put(
                "/api/channels/" + number.id() + "/keywords",
                Map.of("items", List.of(Map.of("keyword", word, "code", "x"))));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("code").asString()).isEqualTo("keyword_reserved");
    }

    @Test
    void a_keyword_needs_a_code_of_the_shops_own() {
        Connected number = Phones.sms(stage);
        String ofAnother = new Stage()
                .owner
                .post("/api/entry-points", Map.of("name", "Poster"))
                .json()
                .get("code")
                .asString();

        for (String code : List.of("x", ofAnother)) {
            Http.Answer refused = stage.owner.put(
                    "/api/channels/" + number.id() + "/keywords",
                    Map.of("items", List.of(Map.of("keyword", "SCRUB", "code", code))));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("code_unknown");
        }
        assertThat(stage.owner
                        .get("/api/channels/" + number.id() + "/keywords")
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void a_word_from_a_poster_names_its_code() {
        Connected number = Phones.sms(stage);
        UUID product = UUID.randomUUID();
        String code = stage.owner
                .post("/api/entry-points", Map.of("name", "Poster in Osu"))
                .json()
                .get("code")
                .asString();
        Http.Answer kept = stage.owner.put(
                "/api/channels/" + number.id() + "/keywords",
                Map.of(
                        "items",
                        List.of(Map.of(
                                "keyword", "serum", "code", code.toLowerCase(Locale.ROOT), "productId", product))));

        twilioHook(Phones.sms(number, person, sid, " Serum "));

        assertThat(kept.json().at("/items/0/keyword").asString()).isEqualTo("SERUM");
        assertThat(stage.owner
                        .get("/api/channels/" + number.id() + "/keywords")
                        .json()
                        .get("items"))
                .hasSize(1);
        assertThat(SERVICE.awaitEvent(
                                MessageReceived.class, it -> it.messageId().equals(sid))
                        .referral())
                .satisfies(referral -> {
                    assertThat(referral.source()).isEqualTo("keyword");
                    assertThat(referral.ref()).isEqualTo(code);
                    assertThat(referral.shopProductId()).isEqualTo(product);
                });
        assertThat(new Stage()
                        .owner
                        .get("/api/channels/" + number.id() + "/keywords")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void connecting_says_what_is_wrong() {
        Http.Answer keys = stage.owner.post("/api/channels/connect/twilio", Phones.twilio("+15005550001", "wrong"));
        Http.Answer number =
                stage.owner.post("/api/channels/connect/twilio", Phones.twilio("+15005559999", Phones.AUTH_TOKEN));
        Http.Answer shape = stage.owner.post(
                "/api/channels/connect/twilio",
                Map.of("accountId", "0201", "accessToken", "x", "details", Map.of("accountSid", "SK1")));

        assertThat(keys.code()).isEqualTo("keys_refused");
        assertThat(number.code()).isEqualTo("number_not_in_account");
        assertThat(shape.code()).isEqualTo("invalid_input");
        assertThat(stage.owner.get("/api/channels").json().get("items")).isEmpty();
    }

    @Test
    void a_whatsapp_number_must_be_a_sender_of_the_account() {
        String number =
                "+1415" + UUID.randomUUID().toString().replaceAll("\\D", "").substring(0, 7);
        Phones.account(Platform.SMS, number);

        Http.Answer refused =
                stage.owner.post("/api/channels/connect/twilio-whatsapp", Phones.twilio(number, Phones.AUTH_TOKEN));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("number_not_in_account");
        assertThat(stage.owner.get("/api/channels").json().get("items")).isEmpty();
        Phones.account(Platform.WHATSAPP, number);
        Http.Answer taken =
                stage.owner.post("/api/channels/connect/twilio-whatsapp", Phones.twilio(number, Phones.AUTH_TOKEN));
        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    }

    @Test
    void the_keys_are_kept_sealed_and_never_shown() {
        Connected number = Phones.sms(stage);

        assertThat(stage.owner.get("/api/channels").text()).doesNotContain(Phones.AUTH_TOKEN);
        byte[] sealed = SERVICE.jdbc()
                .queryForObject("select sealed_token from channel where id = ?", byte[].class, number.id());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(Phones.AUTH_TOKEN)
                .doesNotContain(Phones.SID);
    }

    @Test
    void every_post_of_the_corpus_is_taken_and_none_is_dropped() {
        Connected sms = Phones.sms(stage, "+15005550006");
        Phones.account(Platform.WHATSAPP, "+14155238886");
        Http.Answer whatsApp = stage.owner.post(
                "/api/channels/connect/twilio-whatsapp", Phones.twilio("+14155238886", Phones.AUTH_TOKEN));
        assertThat(whatsApp.status()).as(whatsApp.text()).isEqualTo(201);
        int posts = 0;
        for (Findings.Sample sample : Findings.corpus("/webhooks/twilio")) {
            Map<String, String> form = new LinkedHashMap<>();
            sample.file()
                    .get("form")
                    .properties()
                    .forEach(field -> form.put(
                            field.getKey(),
                            field.getValue()
                                    .asString()
                                    .replace("SM1", "SM1" + sample.name())
                                    .replace("SM9", "SM9" + sample.name())
                                    .replace("+233201234567", person)));
            assertThat(twilioHook(form).status()).as(sample.toString()).isEqualTo(200);
            posts++;
        }
        fence(sms);

        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select count(*) from inbound_event where channel_id in (?, ?) and event_key not like 'fence%'",
                                Integer.class,
                                sms.id(),
                                UUID.fromString(whatsApp.json().get("id").asString())))
                .isEqualTo(posts);
    }

    private static MessageSent sent(ReplyRequested reply) {
        return SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(reply.replyId()));
    }

    private static MessageFailed failed(ReplyRequested reply) {
        return SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(reply.replyId()));
    }

    private static List<MessageReceived> messages(Connected number) {
        return SERVICE.events(MessageReceived.class).stream()
                .filter(message -> message.contact().channelId().equals(number.id())
                        && !message.messageId().startsWith("fence"))
                .toList();
    }

    private void fence(Connected number) {
        String last = "fence-" + UUID.randomUUID();
        twilioHook(Phones.sms(number, person, last, "that was all"));
        SERVICE.awaitEvent(MessageReceived.class, message -> message.messageId().equals(last));
    }
}

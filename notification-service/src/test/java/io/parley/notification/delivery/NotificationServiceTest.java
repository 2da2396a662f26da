package io.parley.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.events.ChannelEvent.ChannelDisconnected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.ConversationClosed;
import io.parley.events.ConversationEvent.ConversationStarted;
import io.parley.events.ConversationEvent.CustomerWaiting;
import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.ConversationEvent.ParentConsentAsked;
import io.parley.events.ConversationEvent.ParentConsentGiven;
import io.parley.events.ConversationEvent.TakeoverEnded;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageRetried;
import io.parley.events.Event;
import io.parley.events.Money;
import io.parley.events.NotificationEvent.NotificationFailed;
import io.parley.events.NotificationEvent.NotificationSent;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OrderedLine;
import io.parley.events.Platform;
import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.MemberJoined;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.ShopEvent.ShopState;
import io.parley.notification.NotificationApplication;
import io.parley.starter.Ids;
import io.parley.starter.Trace;
import io.parley.starter.events.Headers;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NotificationServiceTest {
    private static final Duration BATCH_WINDOW = Duration.ofSeconds(3);
    private static GreenMail smtp;
    private static ServiceUnderTest service;
    private final UUID shop = Ids.next();
    private final String owner = shop + "@example.com";
    private final Http seller = service.http().as("owner", shop);

    @BeforeAll
    static void start() {
        smtp = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        service = ServiceUnderTest.start(
                "notification",
                NotificationApplication.class,
                Map.of(
                        "spring.mail.host", "localhost",
                        "spring.mail.port", smtp.getSmtp().getPort(),
                        "parley.public-url", "https://parley.example",
                        "parley.notification.batch-window", BATCH_WINDOW.toMillis() + "ms",
                        "parley.notification.retry-after", "200ms,400ms,800ms,1500ms",
                        "parley.notification.sweep", "100ms"));
    }

    @AfterAll
    static void stop() {
        service.close();
        smtp.stop();
    }

    @BeforeEach
    void a_shop_with_an_owner() {
        service.publish(shop, new ShopRegistered(shop, shopState(1, owner)));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> service.jdbc()
                                .queryForList("select 1 from shop where shop_id = ?", shop)
                                .size()
                        == 1);
    }

    @Test
    void a_confirmed_order_is_told_to_the_owner_in_one_mail() throws Exception {
        UUID order = Ids.next();
        service.publish(shop, new OrderPlaced(order, summary("CAPTURED")));
        service.publish(shop, new OrderConfirmed(order, summary("CONFIRMED")));

        MimeMessage mail = awaitMails(owner, 1).getFirst();
        assertThat(mail.getSubject()).isEqualTo("New order captured: ORD-7K3M9Q ($110.00)");
        assertThat(mail.getContentType()).contains("multipart/alternative");
        assertThat(body(mail))
                .contains("https://parley.example/orders/" + order)
                .contains("Glow Serum (50ml)");
        NotificationSent sent =
                service.awaitEvent(NotificationSent.class, e -> e.subject().equals(order.toString()));
        assertThat(sent.kind()).isEqualTo("order_captured");
        JsonNode entry = seller.get("/api/notifications").json().at("/items/0");
        assertThat(entry.get("status").asString()).isEqualTo("SENT");
        assertThat(entry.get("address").asString()).isEqualTo(owner);
        assertThat(entry.get("title").asString()).isEqualTo("New order ORD-7K3M9Q (110.00 USD)");
        assertThat(mail.getMessageID()).isEqualTo("<" + entry.get("id").asString() + "@parley>");
    }

    @Test
    void a_parent_is_asked_once_and_told_once_more_when_they_have_agreed() throws Exception {
        UUID conversation = Ids.next();
        String parent = "p" + conversation + "@example.com";
        UUID event = Ids.next();
        ParentConsentAsked asked =
                new ParentConsentAsked(conversation, Platform.INSTAGRAM, parent, "tok-" + conversation);
        service.publish(event, shop, asked);
        service.publish(event, shop, asked);

        MimeMessage mail = awaitMails(parent, 1).getFirst();
        assertThat(mail.getSubject()).startsWith("Your consent is needed");
        assertThat(body(mail))
                .contains("https://parley.example/api/conversations/consents/tok-" + conversation, "Instagram");

        service.publish(shop, new ParentConsentGiven(conversation, Platform.INSTAGRAM));
        MimeMessage again = awaitMails(parent, 2).getLast();
        assertThat(again.getSubject()).startsWith("You have agreed");
        assertThat(body(again)).contains("take it back", "tok-" + conversation);
    }

    @Test
    void a_wait_is_told_once_to_who_is_to_answer() throws Exception {
        UUID conversation = Ids.next();
        UUID member = Ids.next();
        String address = "m" + member + "@example.com";
        service.publish(shop, new MemberJoined(shop, member, address, "Kofi", "member"));
        await().until(() -> !service.jdbc()
                .queryForList("select 1 from member where member_id = ?", member)
                .isEmpty());
        Contact contact = new Contact(
                "instagram:1784:" + conversation, Ids.next(), Platform.INSTAGRAM, "1784", "77", "Zoe Smith");
        Instant since = Instant.now().minus(65, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MICROS);
        CustomerWaiting waiting =
                new CustomerWaiting(conversation, Ids.next(), contact, since, "is anybody there?", member);

        service.publish(shop, waiting);
        service.publish(shop, waiting);

        MimeMessage mail = awaitMails(address, 1).getFirst();
        assertThat(mail.getSubject()).isEqualTo("Zoe Smith is waiting for your answer on Instagram");
        assertThat(body(mail)).contains("is anybody there?", "https://parley.example/conversations/" + conversation);

        service.publish(shop, new CustomerWaiting(conversation, Ids.next(), contact, Instant.now(), null, null));
        assertThat(awaitMails(owner, 1).getFirst().getSubject()).contains("is waiting for your answer");
        service.awaitIdle();
        assertThat(seller.get("/api/notifications").json().get("items"))
                .filteredOn(entry -> entry.get("kind").asString().equals("customer_waiting"))
                .hasSize(2);
    }

    @Test
    void the_owner_is_told_where_the_member_has_left() throws Exception {
        UUID member = Ids.next();
        Contact contact =
                new Contact("sms:1:" + member, Ids.next(), Platform.SMS, "1", "88", null, "+14155550123", List.of());
        service.publish(shop, new CustomerWaiting(Ids.next(), Ids.next(), contact, Instant.now(), "hello?", member));
        assertThat(awaitMails(owner, 1).getFirst().getSubject()).startsWith("A customer is waiting");
    }

    @Test
    void redelivered_and_replayed_events_send_nothing_again() throws Exception {
        UUID event = Ids.next();
        UUID order = Ids.next();
        UUID conversation = Ids.next();
        Instant then = Instant.now().minusSeconds(60);
        Runnable story = () -> {
            tell(event, then, new OrderConfirmed(order, summary("CONFIRMED")));
            tell(event, then.plusSeconds(1), handoff(conversation, "complaint"));
            tell(Ids.next(), then.plusSeconds(2), new TakeoverEnded(conversation, "released"));
            tell(Ids.next(), then.plusSeconds(3), handoff(conversation, "complaint"));
        };
        story.run();
        awaitMails(owner, 3);
        awaitSent(3);
        story.run();
        service.publish(shop, new OrderConfirmed(order, summary("CONFIRMED")));
        service.awaitIdle();
        String log = rows();
        service.jdbc().update("delete from inbox");
        story.run();
        service.awaitIdle();

        assertThat(rows()).isEqualTo(log);
        assertThat(mails(owner)).hasSize(3);
    }

    @Test
    void order_alerts_are_never_summed_up() throws Exception {
        IntStream.range(0, 12)
                .forEach(i -> service.publish(shop, new OrderConfirmed(Ids.next(), summary("CONFIRMED"))));
        assertThat(awaitMails(owner, 12))
                .allSatisfy(mail -> assertThat(mail.getSubject()).startsWith("New order captured"));
    }

    @Test
    void the_first_handoff_is_told_at_once_and_what_follows_in_one_summary() throws Exception {
        service.publish(shop, handoff(Ids.next(), "complaint"));
        assertThat(awaitMails(owner, 1).getFirst().getSubject()).isEqualTo("Zoë needs you on Instagram");
        for (int i = 0; i < 3; i++) {
            service.publish(shop, handoff(Ids.next(), "human_request"));
        }

        List<MimeMessage> mails = awaitMails(owner, 2);
        assertThat(mails.getLast().getSubject()).isEqualTo("3 conversations need you");
        awaitSent(4);
        assertThat(service.jdbc()
                        .queryForObject(
                                "select count(distinct letter_id) from notification where shop_id = ?",
                                Integer.class,
                                shop))
                .isEqualTo(2);
    }

    @Test
    void a_conversation_is_alerted_once_until_the_assistant_answers_again() throws Exception {
        UUID conversation = Ids.next();
        service.publish(shop, handoff(conversation, "complaint"));
        service.publish(shop, handoff(conversation, "medical_question"));
        service.publish(shop, handoff(conversation, "order_confirmed"));
        service.awaitIdle();
        assertThat(count("SENT") + count("PENDING")).isEqualTo(1);

        service.publish(shop, new TakeoverEnded(conversation, "released"));
        service.publish(shop, handoff(conversation, "complaint"));
        service.publish(shop, new ConversationClosed(conversation, "done"));
        service.awaitIdle();
        assertThat(count("SENT") + count("PENDING")).isEqualTo(2);
        awaitMails(owner, 2);
    }

    @Test
    void replies_that_fail_in_one_conversation_are_one_mail_until_the_seller_tries_again() throws Exception {
        Talk talk = new Talk();
        Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        service.publish(shop, talk.started());
        service.awaitIdle();
        MessageFailed failed = talk.failed("window_closed", first);
        service.publish(shop, failed);
        service.publish(shop, failed);
        service.publish(shop, talk.failed("undeliverable", first.plusMillis(1)));

        MimeMessage mail = awaitMails(owner, 1).getFirst();
        assertThat(mail.getSubject()).isEqualTo("A reply on WhatsApp did not arrive");
        assertThat(body(mail)).contains("https://parley.example/conversations/" + talk.conversation);
        service.awaitIdle();
        assertThat(count("SENT") + count("PENDING")).isEqualTo(1);

        service.publish(shop, talk.retried(first.plusMillis(2)));
        service.publish(shop, talk.failed("undeliverable", first.plusMillis(3)));
        service.awaitIdle();
        assertThat(count("SENT") + count("PENDING")).isEqualTo(2);
        awaitMails(owner, 2);
    }

    @Test
    void replies_that_fail_in_many_conversations_are_one_mail_and_a_summary() throws Exception {
        List<Talk> talks = Stream.generate(Talk::new).limit(4).toList();
        talks.forEach(talk -> service.publish(shop, talk.started()));
        service.awaitIdle();
        talks.forEach(talk -> service.publish(shop, talk.failed("undeliverable", Instant.now())));

        assertThat(awaitMails(owner, 2).getLast().getSubject())
                .isEqualTo("3 conversations where a reply did not arrive");
        awaitSent(4);
        assertThat(mails(owner)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_expired", "permission", "payment", "policy_block", "blocked", "policy"})
    void what_is_told_otherwise_or_cannot_be_helped_is_not_mailed_reply_by_reply(String reason) {
        service.publish(shop, new Talk().failed(reason, Instant.now()));

        service.awaitIdle();
        assertThat(count("SENT") + count("PENDING")).isZero();
    }

    /// A shopper's thread with the shop on WhatsApp.
    private static final class Talk {
        private final UUID conversation = Ids.next();
        private final UUID channel = Ids.next();
        private final String key = Contact.key(Platform.WHATSAPP, "1000", conversation.toString());

        ConversationStarted started() {
            return new ConversationStarted(
                    conversation,
                    Ids.next(),
                    new Contact(key, channel, Platform.WHATSAPP, "1000", conversation.toString(), "Ama"));
        }

        MessageFailed failed(String reason, Instant at) {
            return new MessageFailed(key, Ids.next(), channel, "131026", reason, at);
        }

        MessageRetried retried(Instant at) {
            return new MessageRetried(key, Ids.next(), channel, at);
        }
    }

    @Test
    void a_channel_that_fails_is_told_once_until_it_is_connected_anew() throws Exception {
        UUID channel = Ids.next();
        ChannelTroubled troubled =
                new ChannelTroubled(channel, Platform.INSTAGRAM, "glowbyama", "token_expired", "code 190");
        service.publish(shop, troubled);
        service.publish(shop, troubled);
        assertThat(awaitMails(owner, 1).getFirst().getSubject())
                .isEqualTo("A channel has a problem: Instagram account glowbyama");
        service.publish(shop, new ChannelDisconnected(channel, Platform.INSTAGRAM, "glowbyama", "permission"));
        assertThat(awaitMails(owner, 2).getLast().getSubject()).startsWith("A channel is disconnected");

        service.publish(shop, new ChannelConnected(channel, Platform.INSTAGRAM, "1784", "glowbyama", null));
        service.publish(shop, troubled);
        awaitMails(owner, 3);
        awaitSent(3);
    }

    @Test
    void mail_that_cannot_go_out_is_tried_again_and_then_given_up_visibly_and_can_be_sent_again() throws Exception {
        int port = smtp.getSmtp().getPort();
        smtp.stop();
        UUID lost = Ids.next();
        try {
            service.publish(shop, new OrderConfirmed(lost, summary("CONFIRMED")));
            NotificationFailed failed = service.awaitEvent(
                    NotificationFailed.class, e -> e.subject().equals(lost.toString()));
            assertThat(failed.reason()).isNotBlank();
        } finally {
            smtp = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
            smtp.start();
        }
        JsonNode entry = seller.get("/api/notifications?status=FAILED").json().at("/items/0");
        assertThat(entry.get("attempts").asInt()).isEqualTo(5);
        assertThat(entry.get("problem").asString()).isNotBlank();
        assertThat(mails(owner)).isEmpty();
        String again = "/api/notifications/" + entry.get("id").asString() + "/send-again";

        assertThat(service.http().as("owner", Ids.next()).post(again, null).status())
                .isEqualTo(404);
        assertThat(service.http().as("viewer", shop).post(again, null).status()).isEqualTo(403);
        assertThat(seller.post(again, null).status()).isEqualTo(202);
        awaitMails(owner, 1);
        await().until(() -> seller.post(again, null).code().equals("not_failed"));
    }

    @Test
    void a_mail_server_that_is_away_for_a_moment_loses_nothing() throws Exception {
        int port = smtp.getSmtp().getPort();
        smtp.stop();
        try {
            IntStream.range(0, 5)
                    .forEach(i -> service.publish(shop, new OrderConfirmed(Ids.next(), summary("CONFIRMED"))));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> service.jdbc()
                                    .queryForObject(
                                            "select count(*) from notification where shop_id = ? and attempts > 0",
                                            Integer.class,
                                            shop)
                            == 5);
        } finally {
            smtp = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
            smtp.start();
        }
        awaitMails(owner, 5);
        awaitSent(5);
        assertThat(mails(owner)).hasSize(5);
    }

    @Test
    void a_letter_whose_marking_was_lost_in_a_crash_goes_out_once_more_with_the_same_id() throws Exception {
        service.publish(shop, new OrderConfirmed(Ids.next(), summary("CONFIRMED")));
        awaitMails(owner, 1);
        awaitSent(1);
        service.jdbc()
                .update(
                        "update notification set status = 'PENDING', sent_at = null,"
                                + " leased_until = now() + interval '1 second' where shop_id = ?",
                        shop);

        List<MimeMessage> mails = awaitMails(owner, 2);
        assertThat(mails.getFirst().getMessageID()).isEqualTo(mails.getLast().getMessageID());
        awaitSent(1);
    }

    @Test
    void what_the_service_held_when_it_was_killed_goes_out_when_it_starts() throws Exception {
        service.publish(shop, handoff(Ids.next(), "complaint"));
        awaitMails(owner, 1);
        service.publish(shop, handoff(Ids.next(), "complaint"));
        await().until(() -> count("PENDING") == 1);
        service.stop();
        service.jdbc()
                .update(
                        "update notification set leased_by = 'test', leased_until = now() + interval '1 hour'"
                                + " where shop_id = ? and status = 'PENDING'",
                        shop);
        service.restart();
        awaitMails(owner, 2);
        awaitSent(2);
    }

    @Test
    void an_address_that_is_none_is_given_up_at_once() {
        service.publish(shop, new ShopChanged(shop, shopState(2, "no address")));
        service.awaitIdle();
        service.publish(shop, new OrderConfirmed(Ids.next(), summary("CONFIRMED")));
        await().atMost(Duration.ofSeconds(20)).until(() -> count("FAILED") == 1);
        assertThat(seller.get("/api/notifications")
                        .json()
                        .at("/items/0/attempts")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void an_order_heard_before_its_shop_waits_for_the_address() throws Exception {
        UUID later = Ids.next();
        service.publish(later, new OrderConfirmed(Ids.next(), summary("CONFIRMED")));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.jdbc()
                        .queryForList("select problem from notification where shop_id = ?", String.class, later)
                        .contains("the shop's address is not known yet"));
        service.publish(later, new ShopRegistered(later, shopState(1, later + "@example.com")));
        awaitMails(later + "@example.com", 1);
    }

    @Test
    void the_log_comes_in_pages_and_shows_one_shop_its_own() throws Exception {
        for (int i = 0; i < 3; i++) {
            service.publish(shop, new OrderConfirmed(Ids.next(), summary("CONFIRMED")));
        }
        awaitMails(owner, 3);
        JsonNode page = seller.get("/api/notifications?limit=2").json();
        assertThat(page.get("items")).hasSize(2);
        JsonNode rest = seller.get(
                        "/api/notifications?limit=2&cursor=" + page.get("next").asString())
                .json();
        assertThat(rest.get("items")).hasSize(1);
        assertThat(seller.get("/api/notifications?kind=handoff").json().get("items"))
                .isEmpty();
        assertThat(service.http()
                        .as("owner", Ids.next())
                        .get("/api/notifications")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(service.http().get("/api/notifications").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?status=GONE", "?cursor=x", "?cursor=YQpi", "?limit=x", "?kind=%00"})
    void a_wrong_question_is_never_our_mistake(String query) {
        assertThat(seller.get("/api/notifications" + query).status()).isLessThan(500);
        assertThat(seller.post("/api/notifications/x/send-again", null).status())
                .isEqualTo(400);
    }

    @Test
    void the_api_is_the_one_that_is_written_down() {
        service.assertOpenApiIsKept();
    }

    private void tell(UUID id, Instant at, Event event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                service.topic(event.topic()),
                event.key(),
                JsonMapper.builder().build().writeValueAsBytes(event));
        Headers.write(
                record.headers(),
                id.toString(),
                event.type(),
                event.topic().owner(),
                event.key(),
                at.truncatedTo(ChronoUnit.MICROS).toString(),
                shop.toString(),
                Trace.traceparent());
        service.publish(record);
    }

    private static List<MimeMessage> awaitMails(String address, int number) {
        return await("mails to " + address)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> mails(address), mails -> mails.size() >= number);
    }

    private static List<MimeMessage> mails(String address) throws MessagingException {
        return Arrays.stream(smtp.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().equals(address);
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static String body(MimeMessage mail) throws Exception {
        return ((jakarta.mail.internet.MimeMultipart) mail.getContent())
                .getBodyPart(0)
                .getContent()
                .toString();
    }

    private void awaitSent(int number) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count("SENT") == number);
    }

    private int count(String status) {
        Integer rows = service.jdbc()
                .queryForObject(
                        "select count(*) from notification where shop_id = ? and status = ?",
                        Integer.class,
                        shop,
                        status);
        return rows == null ? 0 : rows;
    }

    private @Nullable String rows() {
        return service.jdbc()
                .queryForObject(
                        "select md5(string_agg(n::text, ' ' order by id)) from notification n where shop_id = ?",
                        String.class,
                        shop);
    }

    private static HandoffRequested handoff(UUID conversation, String reason) {
        return new HandoffRequested(conversation, Ids.next(), contact(), reason, "She is waiting.", null);
    }

    private static Contact contact() {
        return new Contact("instagram:1784:77", Ids.next(), Platform.INSTAGRAM, "1784", "77", "Zoë");
    }

    private static OrderSummary summary(String status) {
        Money nothing = Money.zero("USD");
        Money total = new Money(11000, "USD");
        return new OrderSummary(
                "ORD-7K3M9Q",
                1,
                "CHAT",
                status,
                "UNPAID",
                "UNFULFILLED",
                Ids.next(),
                Ids.next(),
                contact(),
                "Zoë",
                null,
                List.of(new OrderedLine(
                        Ids.next(), Ids.next(), "GLOW-50", "Glow Serum", "50ml", 2, new Money(5500, "USD"))),
                "Accra, Osu",
                total,
                nothing,
                nothing,
                nothing,
                total,
                null,
                Instant.parse("2026-11-21T10:00:00Z"));
    }

    private static ShopState shopState(long version, String ownerEmail) {
        return new ShopState(
                version,
                "Glow by Ama",
                "glow-by-ama",
                null,
                null,
                "Africa/Accra",
                "USD",
                "en-US",
                ownerEmail,
                "ARRANGE_WITH_SELLER",
                new Assistant("friendly", List.of(), "instant", List.of("en"), List.of(), null));
    }
}

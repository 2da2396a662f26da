package io.parley.channel;

import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.body;
import static io.parley.channel.Stage.echo;
import static io.parley.channel.Stage.text;
import static io.parley.channel.Stage.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.channel.intake.Wording;
import io.parley.events.DeliveryEvent.MessageDelivered;
import io.parley.events.DeliveryEvent.MessageRead;
import io.parley.events.InboundEvent;
import io.parley.events.InboundEvent.EchoReceived;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.PostbackReceived;
import io.parley.events.Platform;
import io.parley.events.Topic;
import io.parley.sandbox.webhook.MetaSignature;
import io.parley.starter.events.Urgent;
import io.parley.testing.Heard;
import io.parley.testing.Http;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class WebhookServiceTest {
    private final Stage stage = new Stage();
    private final String person = Stage.personId();
    private final String mid = "m_" + UUID.randomUUID();

    @Test
    void the_subscription_is_confirmed_with_the_right_token_only() {
        String ask = "/api/webhooks/meta?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
        Http.Answer right = SERVICE.http().get(ask + "local-verify-token");

        assertThat(right.status()).isEqualTo(200);
        assertThat(right.text()).isEqualTo("1158201444");
        assertThat(right.header("Content-Type")).startsWith("text/plain");
        assertThat(SERVICE.http().get(ask + "guess").status()).isEqualTo(403);
        assertThat(SERVICE.http().get("/api/webhooks/meta").code()).isEqualTo("verify_token_wrong");
        assertThat(SERVICE.http()
                        .get(
                                "/api/webhooks/meta?hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=local-verify-token")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_message_is_told_with_its_thread_and_its_shop() {
        Connected instagram = stage.instagram();

        Http.Answer answer = webhook(body(instagram, person, text(mid, "Hi, is the serum in stock? 🧴")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("EVENT_RECEIVED");
        MessageReceived message = message(mid);
        assertThat(message.text()).isEqualTo("Hi, is the serum in stock? 🧴");
        assertThat(message.contact().conversationKey()).isEqualTo("instagram:" + instagram.accountId() + ":" + person);
        assertThat(message.contact().channelId()).isEqualTo(instagram.id());
        assertThat(message.contact().platform()).isEqualTo(Platform.INSTAGRAM);
        Heard heard = heard(mid);
        assertThat(heard.shopId()).isEqualTo(stage.shop);
        assertThat(heard.key()).isEqualTo(message.contact().conversationKey());
    }

    @Test
    void who_reads_events_lets_a_webhook_pass_from_its_head_to_its_answer() throws Exception {
        Connected page = stage.page();
        byte[] body = body(page, person, text(mid, "hi")).getBytes(StandardCharsets.UTF_8);
        String head = "POST /api/webhooks/meta HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n"
                + MetaSignature.HEADER + ": " + MetaSignature.of("local-app-secret", body) + "\r\n\r\n";
        AtomicReference<Thread> reader = new AtomicReference<>();

        try (Socket platform = new Socket("localhost", SERVICE.port())) {
            platform.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            platform.getOutputStream().flush();
            await().until(() -> {
                reader.set(Thread.ofPlatform().daemon().start(() -> Urgent.letPass(Duration.ofHours(1))));
                return !reader.get().join(Duration.ofMillis(100));
            });
            platform.getOutputStream().write(body);
            platform.getOutputStream().flush();
            assertThat(platform.getInputStream().readAllBytes()).asString().startsWith("HTTP/1.1 200");
        }

        assertThat(reader.get().join(Duration.ofSeconds(10))).isTrue();
        assertThat(message(mid).text()).isEqualTo("hi");
    }

    @Test
    void a_body_that_is_not_signed_rightly_is_refused_and_leaves_nothing() {
        Connected page = stage.page();
        byte[] body = body(page, person, text(mid, "hi")).getBytes(StandardCharsets.UTF_8);
        int bodies = bodies();
        double refused = metric("parley_channel_webhooks_refused_total");

        List<Http.Answer> answers = List.of(
                SERVICE.http().post("/api/webhooks/meta", body),
                SERVICE.http()
                        .with(MetaSignature.HEADER, MetaSignature.of("another-secret", body))
                        .post("/api/webhooks/meta", body),
                SERVICE.http().with(MetaSignature.HEADER, "sha256=").post("/api/webhooks/meta", body),
                SERVICE.http()
                        .with(MetaSignature.HEADER, MetaSignature.of("local-app-secret", new byte[0]))
                        .post("/api/webhooks/meta", body));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("signature_wrong");
        });
        assertThat(bodies()).isEqualTo(bodies);
        assertThat(metric("parley_channel_webhooks_refused_total")).isEqualTo(refused + 4);
    }

    @Test
    void the_same_body_ten_times_and_on_eight_threads_is_one_message() throws Exception {
        Connected page = stage.page();
        String body = body(page, person, text(mid, "only once"));

        for (int i = 0; i < 10; i++) {
            assertThat(webhook(body).status()).isEqualTo(200);
        }
        inParallel(8, () -> assertThat(webhook(body).status()).isEqualTo(200));
        String other = body(page, person, text(mid, "only once") /* a repeat with another time stamp */);
        assertThat(webhook(other).status()).isEqualTo(200);
        fence(page);

        assertThat(messages(mid)).hasSize(1);
        assertThat(SERVICE.jdbc()
                        .queryForObject("select count(*) from inbound_event where event_key = ?", Integer.class, mid))
                .isEqualTo(1);
    }

    @Test
    void the_same_new_body_on_eight_threads_at_once_is_one_message() throws Exception {
        Connected page = stage.page();
        List<Map<String, Object>> events = new ArrayList<>();
        IntStream.range(0, 30)
                .forEach(i -> events.add(Map.of(
                        "sender", Map.of("id", person),
                        "recipient", Map.of("id", page.accountId()),
                        "timestamp", 1_700_000_000_000L + i,
                        "message", Map.of("mid", mid + i, "text", "n" + i))));
        String forwards = entries(page, events);
        String backwards = entries(page, events.reversed());

        inParallel(8, () -> {
            assertThat(webhook(forwards).status()).isEqualTo(200);
            assertThat(webhook(backwards).status()).isEqualTo(200);
        });
        fence(page);

        assertThat(SERVICE.events(MessageReceived.class).stream()
                        .filter(message -> message.messageId().startsWith(mid)))
                .hasSize(30);
    }

    @Test
    void one_body_for_two_shops_tells_each_its_own_and_a_broken_event_takes_none_with_it() {
        Connected mine = stage.page();
        Stage elsewhere = new Stage();
        Connected theirs = elsewhere.page();
        String body = Stage.JSON.writeValueAsString(Map.of(
                "object",
                "page",
                "entry",
                List.of(
                        Map.of("id", mine.accountId(), "messaging", List.of(messaging(mine, mid + "a"), "nonsense")),
                        Map.of("id", "100000000000777", "messaging", List.of(messaging(mine, mid + "x"))),
                        Map.of(
                                "id",
                                theirs.accountId(),
                                "messaging",
                                List.of(Map.of("telepathy", true), messaging(theirs, mid + "b"))))));

        assertThat(webhook(body).status()).isEqualTo(200);

        message(mid + "a");
        message(mid + "b");
        assertThat(heard(mid + "a").shopId()).isEqualTo(mine.shop());
        assertThat(heard(mid + "b").shopId()).isEqualTo(theirs.shop());
        assertThat(stage.owner
                        .get("/api/channels/" + mine.id() + "/not-understood")
                        .json()
                        .at("/items/0/event")
                        .asString())
                .isEqualTo("\"nonsense\"");
        assertThat(elsewhere
                        .owner
                        .get("/api/channels/" + theirs.id() + "/stats")
                        .json()
                        .get("notUnderstood")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void signed_and_not_json_is_kept_and_not_asked_for_again() {
        String broken = "{\"object\":\"page\",\"entry\":[ " + UUID.randomUUID();

        assertThat(webhook(broken).status()).isEqualTo(200);

        assertThat(SERVICE.jdbc()
                        .queryForObject("select trouble from webhook_body where body = ?", String.class, (Object)
                                broken.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("not_json");
        JsonNode strays = SERVICE.http().get("/actuator/strays").json();
        assertThat(strays.get("kept").asLong()).isPositive();
        assertThat(strays.get("newest").valueStream()).anySatisfy(stray -> {
            assertThat(stray.get("digest").asString())
                    .isEqualTo(Wording.digest(broken.getBytes(StandardCharsets.UTF_8)));
            assertThat(stray.get("source").asString()).isEqualTo("meta");
            assertThat(stray.get("trouble").asString()).isEqualTo("not_json");
            assertThat(stray.get("bytes").asInt()).isEqualTo(broken.length());
            assertThat(stray.propertyNames()).as("nothing of what was written").hasSize(5);
        });
    }

    @Test
    void what_came_for_an_unknown_account_is_taken_when_it_comes_again_after_connecting() {
        String account = Stage.pageId();
        Connected soon = new Connected(stage.shop, UUID.randomUUID(), Platform.MESSENGER, account);
        String body = body(soon, person, text(mid, "anybody there?"));

        assertThat(webhook(body).status()).isEqualTo(200);
        stage.connect("facebook", account);
        assertThat(webhook(body).status()).isEqualTo(200);

        assertThat(message(mid).text()).isEqualTo("anybody there?");
    }

    @Test
    void two_megabytes_are_taken_and_five_are_too_much() {
        Connected page = stage.page();

        assertThat(webhook(body(page, person, text(mid, "x".repeat(2_000_000)))).status())
                .isEqualTo(200);
        assertThat(message(mid).text()).hasSizeBetween(9_000, 10_000);
        assertThat(webhook(new byte[5_000_000]).status()).isEqualTo(413);
    }

    @Test
    void an_answer_is_a_failure_when_it_could_not_be_stored() {
        Connected page = stage.page();
        String body = body(page, person, text(mid, "hold on"));
        SERVICE.jdbc().execute("alter table inbound_event rename to inbound_event_away");
        try {
            Http.Answer answer = webhook(body);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("not_stored");
        } finally {
            SERVICE.jdbc().execute("alter table inbound_event_away rename to inbound_event");
        }
        assertThat(webhook(body).status()).isEqualTo(200);
        assertThat(message(mid).text()).isEqualTo("hold on");
    }

    @Test
    void later_messages_carry_the_name_the_platform_gives() {
        Connected instagram = stage.instagram();
        webhook(body(instagram, person, text(mid, "hi")));
        assertThat(message(mid).contact().personName()).isNull();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> SERVICE.jdbc()
                                .queryForObject(
                                        "select count(*) from person where person_id = ? and name is not null",
                                        Integer.class,
                                        person)
                        == 1);

        webhook(body(instagram, person, text(mid + "2", "me again")));

        assertThat(message(mid + "2").contact().personName()).isNotBlank();
    }

    @Test
    void taps_receipts_and_the_sellers_own_words_are_told() {
        Connected page = stage.page();
        webhook(body(page, person, Map.of("postback", Map.of("mid", mid, "title", "Order", "payload", "order:1"))));
        webhook(body(
                page, person, Map.of("delivery", Map.of("mids", List.of("m_1"), "watermark", 1_700_000_000_000L))));
        webhook(body(page, person, Map.of("read", Map.of("watermark", 1_700_000_000_000L))));
        webhook(echo(page, person, Map.of("mid", mid + "e", "is_echo", true, "text", "Ama here")));

        assertThat(SERVICE.awaitEvent(
                                PostbackReceived.class, tap -> tap.messageId().equals(mid))
                        .payload())
                .isEqualTo("order:1");
        SERVICE.awaitEvent(MessageDelivered.class, it -> it.conversationKey().equals(page.key(person)));
        SERVICE.awaitEvent(MessageRead.class, it -> it.conversationKey().equals(page.key(person)));
        EchoReceived echo =
                SERVICE.awaitEvent(EchoReceived.class, it -> it.messageId().equals(mid + "e"));
        assertThat(echo.contact().personId()).isEqualTo(person);
        assertThat(echo.text()).isEqualTo("Ama here");
    }

    static List<String> naughty() {
        return List.of(
                "",
                "null",
                "[]",
                "{}",
                "0",
                "\"\"",
                "{\"object\":\"page\"}",
                "{\"object\":\"page\",\"entry\":null}",
                "{\"object\":\"page\",\"entry\":[null,1,\"x\",[],{}]}",
                "{\"object\":{\"a\":1},\"entry\":{}}",
                "{\"object\":\"instagram\",\"entry\":[{\"id\":\"0\",\"messaging\":[[[]]]}]}",
                "{\"object\":\"page\",\"entry\":[{\"id\":1e999,\"messaging\":[{\"sender\":{\"id\":-0}}]}]}",
                "{\"object\":\"page\",\"object\":\"page\",\"entry\":[]}",
                "{\"object\":\"\\u0000\",\"entry\":[]}",
                "{\"object\":\"\\ud800\",\"entry\":[{\"id\":\"\\udfff\\u0000\"}]}",
                "{\"object\":\"page\",\"entry\":[{\"id\":\"'; drop table channel; --\"}]}",
                "[".repeat(100_000),
                "{\"a\":".repeat(2_000),
                "\ufeff{}",
                "{\"object\":\"page\",\"entry\":[" + "{},".repeat(20_000) + "{}]}",
                "{\"n\":" + "9".repeat(5_000) + "}");
    }

    @ParameterizedTest
    @MethodSource("naughty")
    void whatever_is_rightly_signed_is_taken(String body) {
        assertThat(webhook(body).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("naughty")
    void whatever_is_wrongly_signed_is_refused(String body) {
        assertThat(SERVICE.http().post("/api/webhooks/meta", body).status()).isEqualTo(401);
    }

    @Test
    void odd_ways_to_send_are_no_failure_of_ours() {
        byte[] body = {(byte) 0xff, (byte) 0xfe, 0x00, (byte) 0xc3, 0x28};
        Http signed = SERVICE.http().with(MetaSignature.HEADER, MetaSignature.of("local-app-secret", body));

        assertThat(signed.with("Content-Type", "text/plain")
                        .post("/api/webhooks/meta", body)
                        .status())
                .isEqualTo(200);
        assertThat(signed.with("Content-Type", "image/png; charset=nonsense")
                        .post("/api/webhooks/meta", body)
                        .status())
                .isLessThan(500);
        assertThat(signed.with("Content-Type", "application/x-www-form-urlencoded")
                        .post("/api/webhooks/meta", body)
                        .status())
                .isLessThan(500);
        assertThat(SERVICE.http().put("/api/webhooks/meta", "{}").status()).isEqualTo(405);
    }

    private Map<String, Object> messaging(Connected to, String mid) {
        return Map.of(
                "sender", Map.of("id", person),
                "recipient", Map.of("id", to.accountId()),
                "timestamp", 1_700_000_000_000L,
                "message", Map.of("mid", mid, "text", "hello"));
    }

    private static String entries(Connected page, List<Map<String, Object>> events) {
        return Stage.JSON.writeValueAsString(
                Map.of("object", "page", "entry", List.of(Map.of("id", page.accountId(), "messaging", events))));
    }

    private static MessageReceived message(String mid) {
        return SERVICE.awaitEvent(
                MessageReceived.class, message -> message.messageId().equals(mid));
    }

    private static List<MessageReceived> messages(String mid) {
        return SERVICE.events(MessageReceived.class).stream()
                .filter(message -> message.messageId().equals(mid))
                .toList();
    }

    private static Heard heard(String mid) {
        return SERVICE.events(Topic.INBOUND).stream()
                .filter(heard -> heard.event() instanceof MessageReceived message
                        && message.messageId().equals(mid))
                .findFirst()
                .orElseThrow();
    }

    /// Waits until everything told before now has been heard: a later message of the same conversation has.
    private void fence(Connected channel) {
        String last = "fence-" + UUID.randomUUID();
        webhook(body(channel, person, text(last, "that was all")));
        SERVICE.awaitEvent(
                InboundEvent.MessageReceived.class,
                message -> message.messageId().equals(last));
    }

    private static int bodies() {
        return SERVICE.jdbc().queryForObject("select count(*) from webhook_body", Integer.class);
    }

    private static double metric(String name) {
        return SERVICE.http()
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void bodies_that_come_at_the_same_time_are_all_kept_each_event_once_in_its_own_shop() throws Exception {
        Connected mine = stage.instagram();
        Stage neighbour = new Stage();
        Connected theirs = neighbour.page();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bodies.add(body(mine, Stage.personId(), text(mid + "_mine" + i, "to us")));
            bodies.add(body(theirs, Stage.personId(), text(mid + "_theirs" + i, "to them")));
            bodies.add("{\"object\":\"instagram\",\"entry\":" + i + "}");
        }
        bodies.addAll(bodies);
        AtomicInteger next = new AtomicInteger();

        inParallel(24, () -> {
            int i;
            while ((i = next.getAndIncrement()) < bodies.size()) {
                assertThat(webhook(bodies.get(i)).status()).isEqualTo(200);
            }
        });

        SERVICE.awaitIdle();
        List<Heard> told = SERVICE.events(Topic.INBOUND).stream()
                .filter(heard -> heard.event() instanceof MessageReceived message
                        && message.messageId().startsWith(mid))
                .toList();
        assertThat(told).hasSize(40).allSatisfy(heard -> {
            MessageReceived message = (MessageReceived) heard.event();
            assertThat(heard.shopId()).isEqualTo(message.messageId().contains("mine") ? stage.shop : neighbour.shop);
        });
        assertThat(told.stream().map(heard -> ((MessageReceived) heard.event()).messageId()))
                .doesNotHaveDuplicates();
    }

    private static void inParallel(int threads, Runnable work) throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                done.add(pool.submit(work));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
    }
}

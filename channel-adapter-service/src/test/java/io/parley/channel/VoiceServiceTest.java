package io.parley.channel;

import static io.parley.channel.Stage.PHONES;
import static io.parley.channel.Stage.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Calls, with the conversation's part played by events on the bus.
class VoiceServiceTest {
    private static final String SECRET = "local-voice-secret";
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime() % 1_000_000L);
    private static final String HOLDING = "One moment please, I am looking that up.";

    private final Stage stage = new Stage();
    private final String caller = number("415");
    private final String call = UUID.randomUUID().toString();

    private static String number(String area) {
        return "+1" + area + "5" + String.format("%06d", NUMBER.incrementAndGet() % 1_000_000L);
    }

    private Connected connected(Map<String, ?> details) {
        String number = number("212");
        Phones.account(Platform.VOICE, number);
        Http.Answer answer = stage.owner.post(
                "/api/channels/connect/voice",
                Map.of("accountId", number, "name", "Glow line", "accessToken", SECRET, "details", details));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new Connected(stage.shop, UUID.fromString(answer.json().get("id").asString()), Platform.VOICE, number);
    }

    private Map<String, Object> about(Connected number) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("call", Map.of("id", call, "type", "inboundPhoneCall", "customer", Map.of("number", caller)));
        about.put("phoneNumber", Map.of("number", number.accountId()));
        about.put("customer", Map.of("number", caller));
        return about;
    }

    private Http.Answer tell(Connected number, String type, Map<String, ?> more) {
        return tell(number, type, more, SECRET);
    }

    private Http.Answer tell(Connected number, String type, Map<String, ?> more, String secret) {
        Map<String, Object> message = new HashMap<>(about(number));
        message.put("type", type);
        message.putAll(more);
        return SERVICE.http()
                .with("X-Vapi-Secret", secret)
                .post("/api/webhooks/voice", Stage.JSON.writeValueAsBytes(Map.of("message", message)));
    }

    /// The voice platform asks what comes next, as it would ask a language model.
    private Http.Answer next(Connected number, boolean stream, String... said) {
        Map<String, Object> request = new HashMap<>(about(number));
        request.put("stream", stream);
        request.put(
                "messages",
                java.util.Arrays.stream(said)
                        .map(words -> Map.of("role", "user", "content", words))
                        .toList());
        return SERVICE.http()
                .with("Authorization", "Bearer " + SECRET)
                .post("/api/webhooks/voice/chat/completions", Stage.JSON.writeValueAsBytes(request));
    }

    private String heard(Connected number, String... said) {
        Http.Answer answer = next(number, false, said);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().at("/choices/0/message/content").asString();
    }

    private CompletableFuture<String> hearing(Connected number, String... said) {
        return CompletableFuture.supplyAsync(() -> heard(number, said));
    }

    private MessageReceived received(Connected number, String text) {
        return SERVICE.awaitEvent(
                MessageReceived.class, it -> it.contact().channelId().equals(number.id()) && text.equals(it.text()));
    }

    private long messages(Connected number) {
        return SERVICE.events(MessageReceived.class).stream()
                .filter(it -> it.contact().channelId().equals(number.id()))
                .count();
    }

    private ReplyRequested says(Connected number, String text, String spoken) {
        Contact contact = number.contact(caller);
        ReplyRequested reply = new ReplyRequested(
                Ids.next(),
                UUID.randomUUID(),
                contact,
                "ASSISTANT",
                text,
                List.of(),
                null,
                0,
                List.of(),
                List.of(),
                null,
                null,
                spoken);
        SERVICE.publish(stage.shop, reply);
        return reply;
    }

    private MessageSent sent(ReplyRequested reply) {
        return SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(reply.replyId()));
    }

    private MessageFailed failed(ReplyRequested reply) {
        return SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(reply.replyId()));
    }

    private JsonNode log(Connected number) {
        return stage.owner
                .get("/api/channels/calls?channelId=" + number.id())
                .json()
                .get("items");
    }

    @Test
    void a_caller_hears_what_the_conversation_says_in_words_for_the_ear() {
        Connected number = connected(Map.of());

        CompletableFuture<String> answer = hearing(number, "How much is the serum?");
        MessageReceived message = received(number, "How much is the serum?");
        ReplyRequested reply = says(number, "The Glow Serum:\n• 30ml $45 😊", "The Glow Serum is forty-five dollars.");

        assertThat(answer.join()).isEqualTo("The Glow Serum is forty-five dollars.");
        assertThat(message.contact().phone()).isEqualTo(caller);
        assertThat(message.contact().conversationKey()).isEqualTo(number.key(caller));
        sent(reply);
    }

    @Test
    void asked_again_the_answer_is_the_same_and_nothing_is_heard_twice() {
        Connected number = connected(Map.of());
        CompletableFuture<String> first = hearing(number, "Do you deliver?");
        CompletableFuture<String> again = hearing(number, "Do you deliver?");
        received(number, "Do you deliver?");
        says(number, "We do.", "We do.");

        assertThat(first.join()).isEqualTo("We do.");
        assertThat(again.join()).isEqualTo("We do.");
        assertThat(heard(number, "Do you deliver?")).isEqualTo("We do.");
        // the same words once more are something said once more
        CompletableFuture<String> later = hearing(number, "Do you deliver?", "Do you deliver?");
        await().until(() -> messages(number) == 2);
        says(number, "Yes, we do.", "Yes, we do.");
        assertThat(later.join()).isEqualTo("Yes, we do.");
        assertThat(messages(number)).isEqualTo(2);
    }

    @Test
    void of_a_caller_who_goes_on_only_what_is_new_is_heard() {
        Connected number = connected(Map.of());
        CompletableFuture<String> first = hearing(number, "Two serums please.");
        received(number, "Two serums please.");
        CompletableFuture<String> whole = hearing(number, "Two serums please, to Sydney");

        received(number, "to Sydney");
        says(number, "Two serums to Sydney?", "Two serums to Sydney?");

        assertThat(List.of(first.join(), whole.join())).contains("Two serums to Sydney?");
        assertThat(messages(number)).isEqualTo(2);
    }

    @Test
    void words_come_as_a_stream_where_one_is_asked_for() {
        Connected number = connected(Map.of());
        CompletableFuture<Http.Answer> answer = CompletableFuture.supplyAsync(() -> next(number, true, "Hello there!"));
        received(number, "Hello there!");
        says(number, "Welcome", "Welcome \"home\"");

        assertThat(answer.join().header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.join().text())
                .startsWith("data: {")
                .contains("\"content\":\"Welcome \\\"home\\\"\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void an_answer_that_comes_late_is_announced_and_not_lost() {
        Connected number = connected(Map.of());

        assertThat(heard(number, "Is it vegan?")).isEqualTo(HOLDING);
        ReplyRequested late = says(number, "It is.", "It is.");
        sent(late);
        assertThat(heard(number, "Is it vegan?")).isEqualTo(HOLDING);
        CompletableFuture<String> next = hearing(number, "Is it vegan?", "Hello?");
        received(number, "Hello?");
        says(number, "I am here.", "I am here.");

        assertThat(next.join()).isEqualTo("It is. I am here.");
    }

    @Test
    void what_the_caller_never_heard_is_told_as_failed_when_the_call_is_over() {
        Connected number = connected(Map.of());
        heard(number, "Are you there?");
        ReplyRequested late = says(number, "We are.", "We are.");
        sent(late);

        tell(number, "end-of-call-report", Map.of("endedReason", "customer-ended-call"));

        assertThat(failed(late).code()).isEqualTo("call_over");
        ReplyRequested afterwards = says(number, "Still there?", "Still there?");
        assertThat(failed(afterwards).reason()).isEqualTo("window_closed");
    }

    @Test
    void a_tool_of_the_sellers_own_assistant_asks_the_same_conversation() {
        Connected number = connected(Map.of());
        Map<String, ?> asks = Map.of(
                "toolCallList",
                List.of(
                        Map.of("id", "t1", "name", "check_stock", "parameters", Map.of("product", "Glow Serum")),
                        Map.of("id", "t2", "name", "send_money", "parameters", Map.of("to", "me"))));
        CompletableFuture<Http.Answer> answer = CompletableFuture.supplyAsync(() -> tell(number, "tool-calls", asks));
        received(number, "Do you have Glow Serum in stock?");
        says(number, "Forty of them.", "Forty of them.");

        JsonNode results = answer.join().json().get("results");
        assertThat(results.at("/0/toolCallId").asString()).isEqualTo("t1");
        assertThat(results.at("/0/result").asString()).isEqualTo("Forty of them.");
        assertThat(results.at("/0/message/content").asString()).isEqualTo("Forty of them.");
        assertThat(results.at("/1/error").asString()).contains("ask_shop");
        assertThat(tell(number, "tool-calls", asks)
                        .json()
                        .at("/results/0/result")
                        .asString())
                .isEqualTo("Forty of them.");
        assertThat(messages(number)).isEqualTo(1);
    }

    @Test
    void who_rings_is_answered_by_us_in_the_sellers_voice() {
        Connected number = connected(Map.of("assistantId", "5b0a4a08-133c-4146", "record", "yes"));

        JsonNode answer = tell(number, "assistant-request", Map.of()).json();

        assertThat(answer.get("assistantId").asString()).isEqualTo("5b0a4a08-133c-4146");
        JsonNode own = answer.get("assistantOverrides");
        assertThat(own.get("firstMessage").asString()).contains("recorded").contains("automated");
        assertThat(own.at("/model/url").asString()).isEqualTo(Phones.FRONT + "/api/webhooks/voice");
        assertThat(own.at("/credentials/0/apiKey").asString()).isEqualTo(SECRET);
        assertThat(log(number).at("/0/status").asString()).isEqualTo("RINGING");
        assertThat(heard(number)).isEqualTo(own.get("firstMessage").asString());
    }

    @Test
    void what_does_not_carry_the_numbers_secret_is_refused_and_leaves_nothing() {
        Connected number = connected(Map.of());

        assertThat(tell(number, "assistant-request", Map.of(), "another-secret-of-16")
                        .status())
                .isEqualTo(401);
        assertThat(SERVICE.http().post("/api/webhooks/voice", "{\"message\":").code())
                .isEqualTo("secret_wrong");
        assertThat(SERVICE.http()
                        .with("X-Vapi-Secret", SECRET)
                        .post("/api/webhooks/voice", "no JSON")
                        .status())
                .isEqualTo(401);
        assertThat(SERVICE.http()
                        .with("Authorization", "Bearer " + SECRET)
                        .post("/api/webhooks/voice/chat/completions", "{}")
                        .status())
                .isEqualTo(401);
        Connected nobody = new Connected(stage.shop, number.id(), Platform.VOICE, "+12125559999");
        assertThat(tell(nobody, "assistant-request", Map.of()).status()).isEqualTo(401);
        assertThat(SERVICE.http().get("/api/webhooks/voice").status()).isEqualTo(405);
        assertThat(log(number)).isEmpty();
        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select count(*) from inbound_event where channel_id = ?", Integer.class, number.id()))
                .isZero();
    }

    @Test
    void a_call_is_in_the_log_with_what_its_report_says_for_its_own_shop_only() {
        Connected number = connected(Map.of());
        tell(number, "assistant-request", Map.of());
        tell(number, "status-update", Map.of("status", "in-progress"));
        heard(number, "Hello, hello?");
        tell(number, "transcript", Map.of("role", "user", "transcriptType", "final", "transcript", "Hello, hello?"));
        tell(number, "status-update", Map.of("status", "ended", "endedReason", "customer-ended-call"));
        Map<String, ?> report = Map.of(
                "endedReason",
                "customer-ended-call",
                "startedAt",
                "2026-11-20T10:00:00Z",
                "endedAt",
                "2026-11-20T10:01:15Z",
                "cost",
                0.0875,
                "artifact",
                Map.of(
                        "recordingUrl",
                        "https://storage.vapi.ai/1.wav",
                        "messages",
                        List.of(
                                Map.of("role", "bot", "message", "Good day"),
                                Map.of("role", "user", "message", "Hello, hello?"))),
                "analysis",
                Map.of("summary", "A greeting."));
        assertThat(tell(number, "end-of-call-report", report).json().isEmpty()).isTrue();
        tell(number, "end-of-call-report", report);
        // seen after the end, and too late to change it
        tell(number, "status-update", Map.of("status", "in-progress"));

        JsonNode call = log(number).get(0);
        assertThat(log(number)).hasSize(1);
        assertThat(call.get("status").asString()).isEqualTo("ENDED");
        assertThat(call.get("outcome").asString()).isEqualTo("ANSWERED");
        assertThat(call.get("durationSeconds").asInt()).isEqualTo(75);
        assertThat(call.get("from").asString()).isEqualTo(caller);
        assertThat(call.get("cost").decimalValue()).isEqualByComparingTo("0.0875");
        assertThat(call.get("currency").asString()).isEqualTo("USD");
        assertThat(call.get("recordingUrl").asString()).isEqualTo("https://storage.vapi.ai/1.wav");
        assertThat(call.get("summary").asString()).isEqualTo("A greeting.");
        assertThat(call.get("conversationKey").asString()).isEqualTo(number.key(caller));
        String path = "/api/channels/calls/" + call.get("id").asString();
        JsonNode whole = stage.owner.get(path).json();
        assertThat(whole.at("/transcript/1/text").asString()).isEqualTo("Hello, hello?");
        assertThat(whole.at("/transcript/1/who").asString()).isEqualTo("SHOPPER");
        Http another = SERVICE.http().as("owner", UUID.randomUUID());
        assertThat(another.get(path).code()).isEqualTo("call_not_found");
        assertThat(another.get("/api/channels/calls").json().get("items")).isEmpty();
        assertThat(stage.owner.get("/api/channels/calls?cursor=x").code()).isEqualTo("cursor_invalid");
        assertThat(stage.owner.get("/api/channels/calls/none").status()).isEqualTo(400);
    }

    @Test
    void a_caller_in_the_sandbox_is_spoken_to_when_the_answer_is_late() {
        Connected number = connected(Map.of());
        JsonNode ringing =
                phone("POST", "/phone/api/calls", Map.of("personId", caller, "accountId", number.accountId()));
        String id = ringing.get("callId").asString();
        assertThat(ringing.at("/said/0/text").asString()).contains("automated assistant");

        JsonNode answer = phone("POST", "/phone/api/calls/" + id + "/speech", Map.of("text", "Is it in stock?"));
        assertThat(answer.get("heard").asString()).isEqualTo(HOLDING);
        says(number, "It is.", "It is.");

        await().untilAsserted(() -> assertThat(said(id)).endsWith("It is."));
        phone("DELETE", "/phone/api/calls/" + id, Map.of());
        JsonNode logged = log(number).get(0);
        assertThat(logged.get("outcome").asString()).isEqualTo("ANSWERED");
        assertThat(logged.get("endedReason").asString()).isEqualTo("customer-ended-call");
    }

    @Test
    void a_caller_who_wants_a_person_is_passed_on_to_the_shops_own_number() {
        Connected number = connected(Map.of("transferNumber", "+12125550100"));
        String id = phone("POST", "/phone/api/calls", Map.of("personId", caller, "accountId", number.accountId()))
                .get("callId")
                .asString();
        CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(
                () -> phone("POST", "/phone/api/calls/" + id + "/speech", Map.of("text", "Give me a person!")));
        received(number, "Give me a person!");

        says(number, "Of course.", "Of course.");
        handOver(number, "human_request");

        assertThat(answer.join().get("heard").asString()).isEqualTo("Of course.");
        await().untilAsserted(() -> assertThat(phone("GET", "/phone/api/calls/" + id, Map.of())
                        .path("transferredTo")
                        .asString(""))
                .isEqualTo("+12125550100"));
        await().untilAsserted(() ->
                assertThat(log(number).at("/0/outcome").asString("")).isEqualTo("TRANSFERRED"));
        assertThat(tell(number, "transfer-destination-request", Map.of())
                        .json()
                        .at("/destination/number")
                        .asString())
                .isEqualTo("+12125550100");
    }

    @Test
    void where_nobody_takes_calls_the_caller_leaves_a_message() {
        Connected number = connected(Map.of());
        CompletableFuture<String> answer = hearing(number, "I want to complain!");
        received(number, "I want to complain!");
        says(number, "I am telling Ama.", "I am telling Ama.");
        assertThat(answer.join()).isEqualTo("I am telling Ama.");
        handOver(number, "complaint");
        await().until(() -> log(number).at("/0/handedOver").asBoolean());

        assertThat(heard(number, "I want to complain!", "My parcel came broken."))
                .contains("written that down");

        received(number, "My parcel came broken.");
        tell(number, "end-of-call-report", Map.of("endedReason", "customer-ended-call"));
        assertThat(log(number).at("/0/outcome").asString()).isEqualTo("MESSAGE_TAKEN");
    }

    @Test
    void a_number_is_connected_as_one_can_dial_it_or_not_at_all() {
        assertThat(connect("+1 (212) 555-0142", SECRET, Map.of())
                        .json()
                        .get("accountId")
                        .asString())
                .isEqualTo("+12125550142");
        assertThat(connect("+1 (212) 555-0142", SECRET, Map.of()).status()).isEqualTo(200);
        assertThat(connect("555", SECRET, Map.of()).code()).isEqualTo("invalid_input");
        assertThat(connect("+12125550143", "short", Map.of()).status()).isEqualTo(400);
        assertThat(connect("+12125550143", SECRET, Map.of("transferNumber", "+1 212 555 0143"))
                        .code())
                .isEqualTo("transfer_to_itself");
        assertThat(connect("+12125550143", SECRET, Map.of("record", "perhaps")).code())
                .isEqualTo("invalid_input");
        assertThat(stage.owner.get("/api/channels/connect").text()).contains("transferNumber");
    }

    private Http.Answer connect(String number, String secret, Map<String, ?> details) {
        return stage.owner.post(
                "/api/channels/connect/voice", Map.of("accountId", number, "accessToken", secret, "details", details));
    }

    @Test
    void whatever_is_posted_is_never_our_fault() {
        Connected number = connected(Map.of());
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        List<JsonNode> bodies = Findings.corpus("/webhooks/voice").stream()
                .map(sample -> sample.file().get("body"))
                // what waits for an answer is tried elsewhere: here nobody gives one
                .filter(body -> !body.toString().contains("\"tool")
                        && !body.toString().contains("function-call")
                        && !body.toString().contains("transfer-destination"))
                .toList();
        for (int i = 0; i < 200; i++) {
            JsonNode body = bodies.get(random.nextInt(bodies.size())).deepCopy();
            body = Findings.mangled(body, bodies, random);
            String sent = body.toString().replace("+15005550009", number.accountId());

            Http.Answer answer = SERVICE.http().with("X-Vapi-Secret", SECRET).post("/api/webhooks/voice", sent);

            assertThat(answer.status())
                    .as("-Dparley.seed=%d, post %d: %s → %s", seed, i, sent, answer.text())
                    .isIn(200, 401);
        }
    }

    private void handOver(Connected number, String reason) {
        SERVICE.publish(
                stage.shop,
                new HandoffRequested(
                        UUID.randomUUID(), UUID.randomUUID(), number.contact(caller), reason, "They called.", null));
    }

    private static String said(String callId) {
        JsonNode said = phone("GET", "/phone/api/calls/" + callId, Map.of()).get("said");
        return said.get(said.size() - 1).get("text").asString();
    }

    private static JsonNode phone(String method, String path, Map<String, ?> body) {
        PHONES.webhooksTo(URI.create("http://localhost:" + SERVICE.port() + "/api/webhooks/meta"));
        return Phones.control(method, path, body);
    }
}

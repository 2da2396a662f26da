package io.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.bench.Calls;
import io.parley.bench.Chaos;
import io.parley.bench.Installation;
import io.parley.bench.Invariants;
import io.parley.bench.Meta;
import io.parley.bench.Sandbox;
import io.parley.bench.Seller;
import io.parley.bench.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeSystemJourney {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static RunningParley running;
    private static Installation parley;
    private static Seller ama;
    private static Meta meta;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        running = RunningParley.start();
        parley = running.installation();
        ama = Seller.demo(parley);
        meta = new Meta(parley);
        sandbox = new Sandbox(parley);
    }

    @AfterAll
    static void stop() throws Exception {
        running.stop();
    }

    @Test
    @Order(1)
    void a_dm_becomes_an_order_a_mail_and_in_the_end_points() throws Exception {
        String person = Meta.newPerson();
        say(person, "2 glow serums 50ml to Sydney please");
        assertThat(answer(person, 1)).contains("Glow Serum", "50ml", "110", "Sydney");

        say(person, "yes");
        JsonNode order = orderOf(person, "CONFIRMED");
        String number = order.get("number").asString();
        assertThat(order.get("total").decimalValue()).isEqualByComparingTo("110.00");
        eventually(
                "the shopper hears the number",
                () -> sandbox.to(person).stream().anyMatch(got -> got.text().contains(number)));
        eventually("the seller gets one mail", () -> mailsAbout(number) == 1);

        for (String status : List.of("IN_PROGRESS", "COMPLETED")) {
            assertThat(ama.send(
                                    "PATCH",
                                    "/api/orders/" + order.get("id").asString() + "/status",
                                    Map.of("status", status))
                            .status())
                    .isEqualTo(200);
        }
        eventually(
                "points for 110 dollars",
                () -> StreamSupport.stream(
                                ama.get("/api/loyalty/accounts")
                                        .json()
                                        .get("items")
                                        .spliterator(),
                                false)
                        .anyMatch(account -> account.get("points").asLong() == 110));
        assertThat(ama.send(
                                "PATCH",
                                "/api/orders/" + order.get("id").asString() + "/status",
                                Map.of("status", "CANCELLED"))
                        .status())
                .as("a completed order stays completed")
                .isEqualTo(409);
    }

    @Test
    @Order(2)
    void what_a_shopper_has_picked_is_held_for_them_and_others_are_offered_the_rest() throws Exception {
        Seller.Product scarce = ama.product("Midnight Opal Mask", 5);
        String person = Meta.newPerson();
        String other = Meta.newPerson();
        say(person, "4 midnight opal masks to Lagos please");
        assertThat(answer(person, 1)).contains("15 minutes", "Lagos");
        Calls.Answer adjusted = ama.send(
                "POST", "/api/inventory/" + scarce.variant() + "/adjustments", Map.of("delta", -3, "reason", "DAMAGE"));
        assertThat(adjusted.status()).as("promised is promised").isEqualTo(409);

        say(other, "2 midnight opal masks to Accra please");
        assertThat(answer(other, 1)).contains("1").doesNotContain("Accra");
        say(person, "yes");
        assertThat(orderOf(person, "CONFIRMED").at("/lines/0/quantity").asInt()).isEqualTo(4);
        say(other, "yes");
        assertThat(answer(other, 2)).contains("Accra");
        say(other, "yes");
        assertThat(orderOf(other, "CONFIRMED").at("/lines/0/quantity").asInt()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void the_front_door_answers_wrong_input_with_what_to_do() {
        String webhooks = parley.gateway() + "/api/webhooks/meta";
        byte[] body = Meta.text(Meta.newPerson(), "hi");
        assertThat(Calls.post(webhooks, body).status()).as("no signature").isEqualTo(401);
        assertThat(Calls.post(webhooks, body, "X-Hub-Signature-256", "sha256=00")
                        .status())
                .isEqualTo(401);
        assertThat(meta.post("{\"object\":".getBytes()).status())
                .as("broken, but signed")
                .isEqualTo(200);
        assertThat(meta.post("{\"object\":\"martian\",\"entry\":[null,7,{}]}".getBytes())
                        .status())
                .isEqualTo(200);
        assertThat(meta.post(Meta.text(Meta.newPerson(), "x".repeat(2_000_000))).status())
                .isEqualTo(200);
        assertThat(meta.post(new byte[5_000_000]).status()).isEqualTo(413);
        assertThat(Calls.get(webhooks + "?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1")
                        .status())
                .isEqualTo(403);
        assertThat(Calls.get(parley.gateway() + "/api/orders").status()).isEqualTo(401);
        assertThat(ama.get("/api/orders/0198aaaa-0000-7000-8000-000000000000").status())
                .isEqualTo(404);
        assertThat(ama.get("/api/orders/not-an-id").status()).isEqualTo(400);
        assertThat(ama.get("/api/orders?cursor=%00").status()).isEqualTo(400);
        assertThat(ama.send("POST", "/api/products", Map.of("name", "x", "price", -1))
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Order(4)
    void whatever_a_shopper_writes_is_answered_kindly() throws Exception {
        for (String text : List.of(
                "💄💄💄", "مرحبا، كم سعر السيروم؟", "\u202e\u0000\ufeff", "?", "yes", "0", "a".repeat(20_000))) {
            String person = Meta.newPerson();
            say(person, text);
            assertThat(answer(person, 1)).isNotBlank();
        }
    }

    @Test
    @Order(5)
    void another_seller_sees_nothing_of_this_shop() throws Exception {
        String email = "kofi" + System.nanoTime() + "@example.com";
        assertThat(Calls.post(
                                parley.gateway() + "/api/auth/signup",
                                Map.of(
                                        "email",
                                        email,
                                        "password",
                                        "Strong-2026",
                                        "name",
                                        "Kofi",
                                        "businessName",
                                        "Kofi's Shop"))
                        .status())
                .isEqualTo(201);
        eventually("the code comes by mail", () -> !sandbox.mails(email).isEmpty());
        String code = sandbox.mails(email).get(0).get("text").asString().replaceAll("(?s).*?\\b(\\d{6})\\b.*", "$1");
        assertThat(Calls.post(parley.gateway() + "/api/auth/verify-email", Map.of("email", email, "code", code))
                        .status())
                .isEqualTo(200);
        Seller kofi = Seller.login(parley, email, "Strong-2026");

        for (String list : List.of(
                "orders", "products", "inventory", "conversations", "channels", "loyalty/accounts", "notifications")) {
            JsonNode mine = kofi.get("/api/" + list).json();
            assertThat(mine.get("items")).as(list).isEmpty();
            JsonNode hers = ama.get("/api/" + list).json().get("items");
            assertThat(hers).as(list).isNotEmpty();
            String id = Optional.ofNullable(hers.get(0).get("id"))
                    .orElseGet(() -> hers.get(0).get("variantId"))
                    .asString();
            if (!list.equals("notifications")) {
                assertThat(kofi.get("/api/" + list + "/" + id).status())
                        .as(list)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    @Order(6)
    void the_same_works_on_whatsapp_and_by_sms() throws Exception {
        String number = "2332" + Math.abs(System.nanoTime() % 100_000_000);
        for (String platform : List.of("WHATSAPP", "SMS")) {
            boolean sms = platform.equals("SMS");
            String person = sms ? "+" + number : number;
            String asked = person.replace("+", "%2B");
            phone(platform, person, "2 glow serums 50ml to Sydney please");
            assertThat(answer(asked, 1)).as(platform).contains("Glow Serum", "50ml", "110", "Sydney");
            phone(platform, person, "yes");
            JsonNode order = orderOf(person, "CONFIRMED");
            eventually(
                    "the shopper hears the number on " + platform,
                    () -> sandbox.to(asked).stream()
                            .anyMatch(got ->
                                    got.text().contains(order.get("number").asString())));
        }
    }

    private static void phone(String platform, String person, String text) {
        assertThat(Calls.post(
                                parley.sandbox() + "/phone/api/messages",
                                Map.of("platform", platform, "personId", person, "text", text))
                        .status())
                .as(platform)
                .isEqualTo(200);
    }

    @Test
    @Order(7)
    void nothing_is_lost_or_done_twice_whatever_is_killed_repeated_or_replayed() throws Exception {
        assertThat(new Invariants(parley).violations()).isEmpty();
        running.down();
        running.up("--separate");
        assertThat(new Chaos(parley, true).all()).isEmpty();
        assertThat(new Invariants(parley).violations()).isEmpty();
    }

    private static void say(String person, String text) throws InterruptedException {
        meta.deliver(Meta.text(person, text));
    }

    private static String answer(String person, int number) throws InterruptedException {
        eventually("an answer", () -> sandbox.to(person).size() >= number);
        return sandbox.to(person).get(number - 1).text();
    }

    private static JsonNode orderOf(String person, String status) throws InterruptedException {
        eventually("an order that is " + status, () -> order(person, status).isPresent());
        return order(person, status).orElseThrow();
    }

    private static Optional<JsonNode> order(String person, String status) {
        for (JsonNode conversation : ama.get("/api/conversations").json().get("items")) {
            if (conversation.get("customerId").asString().equals(person)) {
                for (JsonNode order :
                        ama.get("/api/orders?status=" + status).json().get("items")) {
                    if (order.path("conversationId")
                            .asString("")
                            .equals(conversation.get("id").asString())) {
                        return Optional.of(order);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static long mailsAbout(String number) {
        return StreamSupport.stream(sandbox.mails("ama@example.com").spliterator(), false)
                .filter(mail ->
                        (mail.get("subject").asString() + mail.path("text").asString("")).contains(number))
                .count();
    }

    private static void eventually(String what, java.util.function.BooleanSupplier isTrue) throws InterruptedException {
        Waiting.until(what, SOON, isTrue);
    }
}

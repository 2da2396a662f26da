package io.parley.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.events.ConversationEvent.ConversationClosed;
import io.parley.events.ConversationEvent.TakeoverEnded;
import io.parley.events.ConversationEvent.TakeoverStarted;
import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.events.StockEvent.StockLow;
import io.parley.events.Topic;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.ServiceToken;
import io.parley.testing.Heard;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import io.parley.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class StarterServiceTest {
    private static ServiceUnderTest service;
    private final UUID shop = UUID.randomUUID();
    private final Http owner = service.http().as("owner", shop);

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.start("sample", SampleApplication.class, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void what_is_committed_is_told_with_its_shop() {
        String product = owner.post("/notes", Map.of("text", "hello"))
                .json()
                .get("product")
                .asString();

        service.awaitEvent(StockLow.class, low -> low.variantId().toString().equals(product));
        Heard heard = service.events(Topic.STOCK).stream()
                .filter(h -> h.key().equals(product))
                .findFirst()
                .orElseThrow();
        assertThat(heard.shopId()).isEqualTo(shop);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'words':[null]}",
                "{'words':['a',null]}",
                "{'rows':[null]}",
                "{'rows':[[1,null]]}",
                "{'parts':[null]}",
                "{'parts':[{'words':[null]}]}",
                "{'byName':{'a':[null]}}",
                "{'byName':{'a':null}}"
            })
    void no_list_of_a_request_holds_nothing(String body) {
        Http.Answer refused = owner.post("/lists", body.replace('\'', '"'));

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.code()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'words':null,'parts':[{'note':null}]}",
                "{'words':[],'rows':[[]],'parts':[{'words':[''],'note':'x'}],'byName':{'a':['b']}}"
            })
    void a_list_that_is_missing_or_empty_is_taken(String body) {
        assertThat(owner.post("/lists", body.replace('\'', '"')).status()).isEqualTo(200);
    }

    @Test
    void what_is_rolled_back_is_not_told() {
        int told = service.jdbc().queryForObject("select count(*) from outbox", Integer.class);

        Http.Answer refused = owner.post("/notes", Map.of("text", "fail"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("failing");
        assertThat(service.jdbc().queryForObject("select count(*) from outbox", Integer.class))
                .isEqualTo(told);
        assertThat(owner.get("/notes").json()).isEmpty();
    }

    @Test
    void another_shop_sees_nothing_even_where_the_query_forgets_to_filter() {
        owner.post("/notes", Map.of("text", "mine"));

        assertThat(owner.get("/notes").json()).hasSize(1);
        assertThat(service.http().as("owner", UUID.randomUUID()).get("/notes").json())
                .isEmpty();
    }

    @Test
    void a_service_is_let_in_where_it_is_named_and_sees_the_shop_it_speaks_for() {
        owner.post("/notes", Map.of("text", "mine"));

        assertThat(service.from("cart", shop).get("/notes/between-services").json())
                .hasSize(1);
        assertThat(service.from("cart", UUID.randomUUID())
                        .get("/notes/between-services")
                        .json())
                .isEmpty();
        assertThat(service.from("order", shop).get("/notes/between-services").code())
                .isEqualTo("services_only");
        assertThat(owner.get("/notes/between-services").code()).isEqualTo("services_only");
        assertThat(service.http().get("/notes/between-services").status()).isEqualTo(403);
    }

    @Test
    void an_endpoint_for_services_and_people_lets_in_either_and_nobody_else() {
        assertThat(service.from("cart", shop).get("/notes/both").status()).isEqualTo(200);
        assertThat(owner.get("/notes/both").status()).isEqualTo(200);
        assertThat(service.http().as("viewer", shop).get("/notes/both").status())
                .isEqualTo(403);
        assertThat(service.from("order", shop).get("/notes/both").status()).isEqualTo(401);
    }

    @Test
    void a_service_is_no_person() {
        assertThat(service.from("cart", shop).get("/notes").status()).isEqualTo(401);
    }

    @Test
    void a_wrong_service_token_is_none() {
        ServiceToken forger = new ServiceToken("cart", "another-secret", Clock.systemUTC());
        ServiceToken late = new ServiceToken("cart", secret(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-3)));
        ServiceToken early = new ServiceToken("cart", secret(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3)));
        ServiceToken right = new ServiceToken("cart", secret(), Clock.systemUTC());

        ShopScope.callAs(shop, () -> {
            assertThat(List.of(
                            forger.forCalling("sample"),
                            late.forCalling("sample"),
                            early.forCalling("sample"),
                            right.forCalling("inventory"),
                            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJjYXJ0In0.",
                            "x".repeat(2_000),
                            "a.b.c"))
                    .allSatisfy(token -> assertThat(service.http()
                                    .with(ServiceToken.HEADER, token)
                                    .get("/notes/between-services")
                                    .status())
                            .isEqualTo(403));
            return null;
        });
    }

    private static String secret() {
        return service.context().getEnvironment().getRequiredProperty("parley.secret");
    }

    @Test
    void a_request_is_answered_while_every_carrier_of_virtual_threads_is_busy() {
        AtomicBoolean busy = new AtomicBoolean(true);
        AtomicInteger spinning = new AtomicInteger();
        int carriers = Runtime.getRuntime().availableProcessors();
        List<Thread> background = IntStream.range(0, 2 * carriers)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    spinning.incrementAndGet();
                    while (busy.get()) {
                        Thread.onSpinWait();
                    }
                }))
                .toList();
        try {
            await().until(() -> spinning.get() == carriers);

            assertThat(owner.get("/notes").status()).isEqualTo(200);
            assertThat(spinning).hasValue(carriers);
        } finally {
            busy.set(false);
        }
        await().until(() -> background.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void a_request_is_answered_while_the_background_has_all_the_connections_it_may() {
        TransactionTemplate transaction =
                new TransactionTemplate(service.context().getBean(PlatformTransactionManager.class));
        int connections = service.context()
                .getEnvironment()
                .getRequiredProperty("spring.datasource.hikari.maximum-pool-size", Integer.class);
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(1);
        List<Thread> background = IntStream.range(0, 3 * connections)
                .mapToObj(_ -> Thread.ofVirtual()
                        .start(() -> transaction.executeWithoutResult(_ -> {
                            inside.incrementAndGet();
                            awaitQuietly(over);
                        })))
                .toList();
        try {
            await().until(() -> inside.get() == connections / 2);

            assertThat(owner.get("/notes").status()).isEqualTo(200);
            assertThat(inside).hasValue(connections / 2);
        } finally {
            over.countDown();
        }
        await().until(() -> background.stream().noneMatch(Thread::isAlive));
        assertThat(inside).hasValue(3 * connections);
    }

    @Test
    void an_event_delivered_many_times_is_heard_once() {
        ConversationClosed closed = new ConversationClosed(UUID.randomUUID(), "twice");
        UUID event = UUID.randomUUID();

        IntStream.range(0, 10).forEach(time -> service.publish(event, shop, closed));
        service.publish(shop, new ConversationClosed(closed.conversationId(), "after"));

        await().atMost(Duration.ofSeconds(20)).until(() -> texts().contains("after"));
        assertThat(texts()).containsExactly("twice", "after");
    }

    @Test
    void an_event_that_asks_nothing_leaves_no_trace_and_one_that_does_is_heard_once() {
        UUID conversation = UUID.randomUUID();
        UUID started = UUID.randomUUID();
        UUID ended = UUID.randomUUID();
        service.publish(ended, shop, new TakeoverEnded(conversation, "released"));
        service.publish(started, shop, new TakeoverStarted(conversation, null));
        service.publish(started, shop, new TakeoverStarted(conversation, null));
        service.publish(shop, new ConversationClosed(conversation, "after"));

        await().atMost(Duration.ofSeconds(20)).until(() -> texts().contains("after"));
        assertThat(texts()).containsExactly("taken over " + conversation, "after");
        assertThat(service.jdbc()
                        .queryForList(
                                "select event_id from inbox where listener = 'WriteDownTakeovers' and event_id in (?, ?)",
                                UUID.class,
                                started,
                                ended))
                .containsExactly(started);
    }

    @Test
    void a_slow_key_does_not_hold_up_the_others_and_keeps_its_own_order() {
        UUID slow = UUID.randomUUID();
        service.publish(shop, new ConversationClosed(slow, "slow"));
        service.publish(shop, new ConversationClosed(slow, "behind it"));
        IntStream.range(0, 20)
                .forEach(i -> service.publish(shop, new ConversationClosed(UUID.randomUUID(), "other " + i)));

        await().atMost(Duration.ofSeconds(20)).until(() -> texts().size() == 20);
        assertThat(texts()).doesNotContain("slow", "behind it");

        WaitForTheSlow.MAY_END.countDown();
        await().atMost(Duration.ofSeconds(20)).until(() -> texts().size() == 22);
        assertThat(texts().subList(20, 22)).containsExactly("slow", "behind it");
    }

    @Test
    void a_poison_event_is_set_aside_after_some_tries_and_the_next_is_heard() {
        UUID conversation = UUID.randomUUID();
        service.publish(shop, new ConversationClosed(conversation, "poison"));
        service.publish(shop, new ConversationClosed(conversation, "next"));
        service.publish(new ProducerRecord<>(service.topic(Topic.CONVERSATION), "key", new byte[] {1, 2}));

        await().atMost(Duration.ofSeconds(20)).until(() -> texts().contains("next"));
        assertThat(WriteDownWhatIsSaid.TRIES).hasValue(6);
        service.awaitIdle();
        assertThat(service.http().get("/actuator/prometheus").text())
                .contains("parley_events_dead_total{reason=\"WriteDownWhatIsSaid\"")
                .contains("parley_events_dead_total{reason=\"reading\"");
    }

    @Test
    void what_nobody_listens_to_is_not_even_read() {
        ProductState product =
                new ProductState(1, "Soap", "soap", null, true, 0, List.of(), List.of(), List.of(), null, List.of());
        int before = CountProducts.HEARD.get();
        ProducerRecord<String, byte[]> broken =
                new ProducerRecord<>(service.topic(Topic.PRODUCT), "key", new byte[] {1, 2});
        broken.headers()
                .add("ce_type", new ProductArchived(shop, product).type().getBytes());
        service.publish(broken);
        service.publish(shop, new ProductPublished(UUID.randomUUID(), product));

        await().atMost(Duration.ofSeconds(20)).until(() -> CountProducts.HEARD.get() == before + 1);
        service.awaitIdle();
        assertThat(service.http().get("/actuator/prometheus").text())
                .doesNotContain(
                        "parley_events_dead_total{reason=\"reading\",service=\"sample\",topic=\"catalog.product\"");
    }

    @Test
    void an_unknown_type_is_passed_over_and_counted() {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(service.topic(Topic.CONVERSATION), "key", "{}".getBytes());
        record.headers().add("ce_type", "parley.conversation.from-the-future.v7".getBytes());
        service.publish(record);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.http()
                        .get("/actuator/prometheus")
                        .text()
                        .contains("parley_events_skipped_total{reason=\"unknown_type\""));
    }

    @Test
    void all_that_was_committed_is_told_in_order_across_restarts_of_the_service() {
        for (int round = 0; round < 3; round++) {
            Http again = service.http().as("owner", shop);
            for (int i = 0; i < 50; i++) {
                assertThat(again.post("/notes", Map.of("text", "n" + i)).status())
                        .isEqualTo(201);
            }
            service.restart();
        }
        List<String> committed = service.jdbc()
                .queryForList("select id::text from outbox where shop_id = ? order by id", String.class, shop);
        assertThat(committed).hasSize(150);
        await().atMost(Duration.ofSeconds(30)).until(() -> told().containsAll(committed));
        assertThat(told().stream().distinct().toList()).hasSameElementsAs(committed);
    }

    /// A commit that waits for a standby is in the log and not to be seen by others: the moment every commit has, held
    /// open.
    @Test
    void what_is_committed_is_told_only_once_others_see_it() {
        owner.post("/notes", Map.of("text", "seen"));
        await().atMost(Duration.ofSeconds(20)).until(() -> told().size() == 1);
        AtomicBoolean posting = new AtomicBoolean(true);
        Thread poster = Thread.ofVirtual().unstarted(() -> {
            while (posting.get()) {
                owner.post("/notes", Map.of("text", "unseen"));
            }
        });
        int seen;
        try {
            alterSystem("set synchronous_standby_names = 'nobody'");
            poster.start();
            await().until(() -> service.jdbc().queryForObject("""
                            select exists (
                              select from pg_stat_activity as writer join pg_stat_activity as relay using (datname)
                              where datname = current_database() and writer.wait_event = 'SyncRep'
                                and relay.application_name = 'sample-relay-lock'
                                and relay.query like '%snapshot%' and relay.query_start > writer.query_start)""", Boolean.class));
            posting.set(false);
            seen = texts().size();
            assertThat(told()).hasSize(seen);
        } finally {
            posting.set(false);
            alterSystem("reset synchronous_standby_names");
        }
        await().until(() -> told().size() == seen + 1);
        assertThat(texts()).hasSize(seen + 1);
    }

    private static void alterSystem(String setting) {
        service.jdbc().execute("alter system " + setting);
        service.jdbc().queryForList("select pg_reload_conf()");
    }

    @Test
    void a_lost_slot_stops_the_relay_loudly_and_the_runbook_tells_what_was_missed() throws IOException {
        owner.post("/notes", Map.of("text", "before"));
        await().atMost(Duration.ofSeconds(20)).until(() -> told().size() == 1);
        String slot = service.jdbc()
                .queryForObject(
                        "select slot_name from pg_replication_slots where database = current_database()", String.class);
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            service.jdbc()
                    .queryForList(
                            "select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = ?",
                            slot);
            service.jdbc().queryForList("select pg_drop_replication_slot(?)", slot);
            return true;
        });
        owner.post("/notes", Map.of("text", "missed"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.http().get("/actuator/health/readiness").status() == 503);
        assertThat(service.http().get("/actuator/prometheus").text())
                .contains("parley_outbox_slot_lost{service=\"sample\"} 1.0");
        assertThat(told()).hasSize(1);

        List<String> steps = Pattern.compile("`(select pg_create[^`]*)`|```sql\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/runbooks/outbox-slot-lost.md")))
                .results()
                .map(step -> step.group(1) == null ? step.group(2) : step.group(1))
                .toList();
        assertThat(steps).hasSize(2);
        steps.forEach(step -> service.jdbc().execute(step.replace("<time of step 1>", "2026-01-01")));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> told().stream().distinct().count() == 2);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> service.http().get("/actuator/health/readiness").status() == 200);
    }

    @Test
    void a_repeated_post_with_the_same_key_is_done_once() {
        Http keyed = owner.with("Idempotency-Key", "k1");
        Http.Answer first = keyed.post("/notes", Map.of("text", "once"));
        Http.Answer second = keyed.post("/notes", Map.of("text", "once"));

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(owner.get("/notes").json()).hasSize(1);
        assertThat(keyed.post("/notes", Map.of("text", "other")).code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void access_is_as_the_handler_says() {
        assertThat(service.http().get("/open/1").status()).isEqualTo(200);
        assertThat(service.http().get("/notes").code()).isEqualTo("token_missing");
        assertThat(service.http()
                        .with("Authorization", "Bearer " + Tokens.shared().expired("owner", shop))
                        .get("/notes")
                        .code())
                .isEqualTo("token_invalid");
        assertThat(service.http().as("viewer", shop).get("/notes").status()).isEqualTo(200);
        assertThat(service.http()
                        .as("viewer", shop)
                        .post("/notes", Map.of("text", "x"))
                        .code())
                .isEqualTo("permission_missing");
    }

    @Test
    void wrong_input_is_a_problem_that_says_what_to_do() {
        assertThat(service.http().get("/open/13").code()).isEqualTo("unlucky");
        assertThat(service.http().get("/open/x").status()).isEqualTo(400);
        assertThat(service.http().get("/nowhere").status()).isEqualTo(404);
        assertThat(service.http().delete("/open/1").status()).isEqualTo(405);
        assertThat(owner.post("/notes", "{").json().get("detail").asString()).contains("line 1");
        assertThat(owner.post("/notes", "").status()).isEqualTo(400);
        assertThat(owner.post("/notes", "{\"text\":\"a\\u0000b\"}").status()).isEqualTo(400);
        assertThat(owner.post("/notes", "{\"text\":\"\\ud800\"}").status()).isEqualTo(400);
        assertThat(owner.post("/notes", "{\"text\":{\"a\":1}}").status()).isEqualTo(400);
        assertThat(owner.post("/notes", "[".repeat(5000)).status()).isEqualTo(400);
        assertThat(owner.post("/notes", "{\"text\":\"x\",\"copies\":1e999}").status())
                .isEqualTo(400);
        assertThat(owner.post("/notes", "x".repeat(2_000_000)).status()).isEqualTo(413);
        Http.Answer invalid = owner.post("/notes", Map.of("text", "far too long for a note of ours"));
        assertThat(invalid.code()).isEqualTo("invalid_input");
        assertThat(invalid.json().at("/errors/0/field").asString()).isEqualTo("text");
        assertThat(owner.with("Content-Type", "text/plain").post("/notes", "hi").status())
                .isEqualTo(415);
        assertThat(invalid.header("Content-Type")).startsWith("application/problem+json");
    }

    private List<String> texts() {
        return service.jdbc().queryForList("select text from note where shop_id = ? order by id", String.class, shop);
    }

    private List<String> told() {
        return service.events(Topic.STOCK).stream()
                .filter(heard -> shop.equals(heard.shopId()))
                .map(heard -> heard.id().toString())
                .toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

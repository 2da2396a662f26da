package io.parley.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.starter.Trace;
import io.parley.starter.events.SharedTransaction;
import io.parley.starter.shop.ShopScope;
import io.parley.testing.ServiceUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SharedTransactionTest {
    private static ServiceUnderTest service;
    private static SharedTransaction shared;
    private static Notes notes;
    /// As the service is let see it: behind the wall.
    private static JdbcTemplate jdbc;

    private final UUID shop = UUID.randomUUID();
    private final List<CountDownLatch> held = new ArrayList<>();

    @BeforeAll
    static void start() {
        service = ServiceUnderTest.start("sample", SampleApplication.class, Map.of());
        shared = service.context().getBean(SharedTransaction.class);
        notes = service.context().getBean(Notes.class);
        jdbc = service.context().getBean(JdbcTemplate.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void letGo() {
        held.forEach(CountDownLatch::countDown);
    }

    private record Seen(String transaction, List<String> texts, String trace) {}

    @Test
    void pieces_asked_for_meanwhile_are_one_transaction_and_each_sees_its_own_shop_and_trace() throws Exception {
        UUID other = UUID.randomUUID();
        occupy();
        List<CompletableFuture<Seen>> answers = Stream.of(
                        queued(() -> write(shop, "mine")),
                        queued(() -> write(other, "theirs")),
                        queued(() -> write(shop, "mine again")))
                .toList();

        held.getFirst().countDown(); // of those who are at it one goes on with the next group
        List<Seen> seen = new ArrayList<>();
        for (CompletableFuture<Seen> answer : answers) {
            seen.add(answer.get(20, TimeUnit.SECONDS));
        }
        assertThat(seen.stream().map(Seen::transaction).distinct()).hasSize(1);
        assertThat(seen.stream().map(Seen::texts))
                .containsExactly(List.of("mine"), List.of("theirs"), List.of("mine", "mine again"));
        assertThat(told(shop)).containsExactly(seen.get(0).trace, seen.get(2).trace);
        assertThat(told(other)).containsExactly(seen.get(1).trace);
    }

    @Test
    void one_that_fails_fails_alone_and_nothing_of_it_is_there() throws Exception {
        occupy();
        CompletableFuture<Seen> good = queued(() -> write(shop, "good"));
        CompletableFuture<Seen> bad = queued(() -> write(shop, "fail"));
        CompletableFuture<Seen> next = queued(() -> write(shop, "next"));

        held.getFirst().countDown();
        good.get(20, TimeUnit.SECONDS);
        next.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> bad.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("As asked.");
        assertThat(ShopScope.callAs(shop, notes::texts)).containsExactlyInAnyOrder("good", "next");
        assertThat(told(shop)).hasSize(2);
    }

    @Test
    void an_error_ends_the_thread_it_is_for_and_no_other() throws Exception {
        occupy();
        CompletableFuture<Seen> good = queued(() -> write(shop, "good"));
        CompletableFuture<Seen> broken = queued(() -> ShopScope.callAs(
                shop,
                () -> shared.execute(() -> {
                    notes.write("broken");
                    throw new StackOverflowError("its own");
                })));
        CompletableFuture<Seen> next = queued(() -> write(shop, "next"));

        held.getFirst().countDown();
        good.get(20, TimeUnit.SECONDS);
        next.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> broken.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(ShopScope.callAs(shop, notes::texts)).containsExactlyInAnyOrder("good", "next");
    }

    @Test
    void who_waits_for_a_row_holds_up_nobody_and_has_it_in_the_end() throws Exception {
        write(shop, "wanted");
        CountDownLatch mayEnd = hold();
        CountDownLatch locked = new CountDownLatch(1);
        TransactionTemplate request =
                new TransactionTemplate(service.context().getBean(PlatformTransactionManager.class));
        Thread holder = Thread.ofVirtual()
                .start(() -> ShopScope.callAs(
                        shop,
                        () -> request.execute(_ -> {
                            jdbc.queryForList("select 1 from note where text = 'wanted' for update");
                            locked.countDown();
                            return awaited(mayEnd);
                        })));
        locked.await();

        CompletableFuture<Seen> waits = asked(() -> ShopScope.callAs(
                shop,
                () -> shared.execute(() -> {
                    jdbc.update("update note set text = 'had' where text = 'wanted'");
                    return seen();
                })));
        List<CompletableFuture<Seen>> others = Stream.generate(() -> asked(() -> write(UUID.randomUUID(), "other")))
                .limit(20)
                .toList();
        for (CompletableFuture<Seen> other : others) {
            other.get(20, TimeUnit.SECONDS);
        }
        assertThat(waits).isNotDone();

        letGo();
        assertThat(waits.get(20, TimeUnit.SECONDS).texts()).containsExactly("had");
        holder.join();
    }

    @Test
    void a_piece_is_no_part_of_another_transaction() {
        assertThatThrownBy(() -> ShopScope.callAs(shop, () -> shared.execute(() -> shared.execute(() -> 1))))
                .isInstanceOf(IllegalStateException.class);
    }

    /// Makes all who may begin a transaction busy, so that whoever comes next waits for company.
    private void occupy() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            CountDownLatch mayEnd = hold();
            CountDownLatch inside = new CountDownLatch(1);
            Thread.ofVirtual()
                    .start(() -> ShopScope.callAs(
                            UUID.randomUUID(),
                            () -> shared.execute(() -> {
                                inside.countDown();
                                return awaited(mayEnd);
                            })));
            inside.await();
        }
    }

    private CountDownLatch hold() {
        CountDownLatch latch = new CountDownLatch(1);
        held.add(latch);
        return latch;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Asks, and comes back when the asking one waits.
    private static CompletableFuture<Seen> queued(Supplier<Seen> work) {
        CompletableFuture<Seen> answer = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> complete(answer, work));
        await().until(() -> asking.getState() == Thread.State.WAITING);
        return answer;
    }

    private static CompletableFuture<Seen> asked(Supplier<Seen> work) {
        CompletableFuture<Seen> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> complete(answer, work));
        return answer;
    }

    private static void complete(CompletableFuture<Seen> answer, Supplier<Seen> work) {
        try {
            answer.complete(work.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    private static Seen write(UUID shop, String text) {
        Trace trace = Trace.continuing(null);
        try (Trace.Scope _ = trace.enter("sample")) {
            return ShopScope.callAs(
                    shop,
                    () -> shared.execute(() -> {
                        notes.write(text);
                        return seen();
                    }));
        }
    }

    private static Seen seen() {
        return new Seen(
                jdbc.queryForObject("select pg_current_xact_id()::text", String.class),
                notes.texts(),
                Trace.traceparent());
    }

    private static List<String> told(UUID shop) {
        return service.jdbc()
                .queryForList("select trace from outbox where shop_id = ? order by id", String.class, shop);
    }
}

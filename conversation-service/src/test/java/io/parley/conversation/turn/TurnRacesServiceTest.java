package io.parley.conversation.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.starter.shop.ShopScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A turn that takes its time, and what others do meanwhile.
class TurnRacesServiceTest {

    @Test
    void a_call_is_made_outside_any_transaction_with_no_connection_held() {
        Chat chat = Chat.withNewShop();
        HikariDataSource pool = chat.service.context().getBean(HikariDataSource.class);
        AtomicBoolean inTransaction = new AtomicBoolean(true);
        AtomicBoolean connectionsFree = new AtomicBoolean();
        Queue<BeforeSaying.Taking> turns = new ConcurrentLinkedQueue<>();
        WatchedCall.watch("Quito", (step, turn) -> {
            inTransaction.set(TransactionSynchronizationManager.isActualTransactionActive());
            // others come and go, a turn that held one would hold it all along
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
            connectionsFree.set(true);
            turns.add(turn);
            return step;
        });
        assertThat(chat.asks("1 hydra cream to Quito please").text()).contains("Quito", "$55.00");
        assertThat(inTransaction).isFalse();
        assertThat(connectionsFree).isTrue();
        assertThat(turns).singleElement().satisfies(turn -> {
            assertThat(turn.shopId()).isEqualTo(chat.shop);
            assertThat(turn.conversationId().toString())
                    .isEqualTo(chat.conversation().get("id").asString());
            assertThat(turn.contact()).isEqualTo(chat.contact);
        });
    }

    @Test
    void a_conversation_is_found_however_often_one_connection_has_looked_for_it() {
        Chat chat = Chat.withNewShop();
        chat.asks("how much is the hydra cream?");
        UUID id = UUID.fromString(chat.conversation().get("id").asString());
        Conversations conversations = chat.service.context().getBean(Conversations.class);
        for (int time = 1; time <= 50; time++) {
            assertThat(ShopScope.callAs(chat.shop, () -> conversations.look(chat.shop, id)))
                    .as("looked for %d times", time)
                    .isPresent();
        }
    }

    @Test
    void a_turn_overtaken_by_a_takeover_is_thought_out_again_and_says_nothing() {
        Chat chat = Chat.withNewShop();
        chat.asks("hello");
        String id = chat.conversation().get("id").asString();
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        WatchedCall.watch("Lima", (step, _) -> {
            called.countDown();
            waitFor(overtaken);
            return step;
        });
        chat.says("1 hydra cream to Lima please");
        waitFor(called);
        assertThat(chat.owner
                        .post("/api/conversations/" + id + "/takeover", null)
                        .status())
                .isLessThan(300);
        overtaken.countDown();
        await().until(() -> messages(chat) == 3);
        chat.service.awaitIdle();
        assertThat(chat.replies()).as("the seller speaks now").hasSize(1);
        assertThat(chat.conversation().get("handling").asString()).isEqualTo("PERSON");
        assertThat(messages(chat)).isEqualTo(3);
    }

    @Test
    void of_two_writers_one_wins_and_the_other_thinks_again_on_what_it_wrote() {
        Chat chat = Chat.withNewShop();
        chat.asks("2 hydra creams please");
        AtomicInteger calls = new AtomicInteger();
        Queue<UUID> keys = new ConcurrentLinkedQueue<>();
        WatchedCall.watch("Accra", (step, turn) -> {
            keys.add(turn.key());
            if (calls.incrementAndGet() == 1) {
                // what another process does when it writes first
                assertThat(chat.service.jdbc().update("""
                                        update conversation set context = jsonb_set(context, '{lines,0,quantity}', '5')
                                        where shop_id = ?
                                        """, chat.shop)).isEqualTo(1);
            }
            return step;
        });
        ReplyRequested reply = chat.asks("to Accra");
        assertThat(calls).hasValue(2);
        assertThat(keys).as("the same turn, the same key").hasSize(2).containsOnly(keys.peek());
        assertThat(reply.text()).contains("Accra", "$275.00");
        assertThat(messages(chat)).isEqualTo(4);
        assertThat(turns(chat)).isEqualTo(2);
    }

    @Test
    void a_turn_claimed_by_a_process_that_died_is_taken_by_another_when_the_claim_is_over() {
        Chat chat = Chat.withUnknownShop();
        chat.says("how much is the hydra cream?");
        // waits for its shop; not while it is being looked at, which a claim of 12 s shows
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> chat.service.jdbc().update("""
                        update conversation set turn_due_at = now() + interval '3 seconds'
                        where shop_id = ? and turn_due_at between now() + interval '200 milliseconds'
                                                              and now() + interval '1 second'
                        """, chat.shop) == 1);
        Instant claimed = Instant.now();
        chat.shopIsKnown();
        await().atMost(Duration.ofSeconds(20)).until(() -> chat.replies().size() == 1);
        assertThat(Duration.between(claimed, Instant.now())).isGreaterThan(Duration.ofMillis(2_500));
        assertThat(chat.replies().getFirst().text()).contains("$55.00");
        assertThat(messages(chat)).isEqualTo(2);
    }

    @Test
    void a_hundred_slow_turns_wait_at_the_same_time_and_hold_up_nobody() {
        Chat first = Chat.withNewShop();
        CountDownLatch all = new CountDownLatch(100);
        CountDownLatch go = new CountDownLatch(1);
        WatchedCall.watch("Caracas", (step, _) -> {
            all.countDown();
            waitFor(go);
            return step;
        });
        List<Chat> chats = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Chat chat = first.another();
            chats.add(chat);
            chat.says("1 hydra cream to Caracas please");
        }
        waitFor(all); // every one of them is in its call: none waits for another
        assertThat(first.another().asks("how much is the hydra cream?").text()).contains("$55.00");
        go.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> messages(first) == 202);
        assertThat(turns(first)).isEqualTo(101);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long messages(Chat chat) {
        return count(chat, "message");
    }

    private static long turns(Chat chat) {
        return count(chat, "turn");
    }

    private static long count(Chat chat, String table) {
        Long count = chat.service
                .jdbc()
                .queryForObject("select count(*) from " + table + " where shop_id = ?", Long.class, chat.shop);
        return count == null ? 0 : count;
    }
}

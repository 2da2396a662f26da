package io.parley.channel.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Stage;
import io.parley.channel.Stage.Connected;
import io.parley.channel.account.Connection;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Part;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.starter.shop.ShopScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The queue alone, on real PostgreSQL, with nobody sending.
class OutboundQueueDbTest {
    private static OutboundQueue queue;
    private static Claiming claiming;
    private static TransactionTemplate transaction;
    private final Stage stage = new Stage();
    private final Connected page = stage.page();
    private final String person = Stage.personId();

    @BeforeAll
    static void nobody_sends() {
        Stage.SERVICE.context().getBean(ConversationLanes.class).stop();
        queue = Stage.SERVICE.context().getBean(OutboundQueue.class);
        claiming = Stage.SERVICE.context().getBean(Claiming.class);
        transaction = new TransactionTemplate(Stage.SERVICE.context().getBean(PlatformTransactionManager.class));
    }

    @AfterAll
    static void sending_goes_on() {
        Stage.SERVICE.restart();
    }

    @Test
    void a_message_is_added_once() {
        ReplyRequested reply = Stage.reply(page, person, "once");

        assertThat(add(reply)).isTrue();
        assertThat(add(reply)).isFalse();
    }

    @Test
    void sixteen_claims_at_once_give_it_to_one() throws Exception {
        for (int round = 0; round < 10; round++) {
            String somebody = Stage.personId();
            add(Stage.reply(page, somebody, "mine"));
            add(Stage.reply(page, somebody, "not before the first"));

            List<Turn> turns = atOnce(16, () -> claim(page.key(somebody)));

            assertThat(turns.stream().filter(Turn.Send.class::isInstance)).hasSize(1);
            assertThat(turns.stream().filter(Turn.Later.class::isInstance)).hasSize(15);
        }
    }

    @Test
    void the_next_is_given_when_the_first_has_ended_and_not_before() throws Exception {
        add(Stage.reply(page, person, "1"));
        add(Stage.reply(page, person, "2"));
        Claimed first = send(claim(page.key(person)));

        assertThat(first.parts().getFirst().text()).isEqualTo("1");
        assertThat(claim(page.key(person))).isInstanceOf(Turn.Later.class);
        inShop(() -> {
            queue.partTaken(first.account().channelId(), first.conversationKey(), first.replyId(), 0, "m_1");
            return null;
        });

        assertThat(send(claim(page.key(person))).parts().getFirst().text()).isEqualTo("2");
    }

    @Test
    void what_waits_for_another_try_holds_up_what_is_behind_it() throws Exception {
        add(Stage.reply(page, person, "1"));
        add(Stage.reply(page, person, "2"));
        Claimed first = send(claim(page.key(person)));
        Instant later = Instant.now().plusSeconds(60);

        inShop(() -> {
            queue.release(first.replyId(), later, "613");
            return null;
        });

        assertThat(claim(page.key(person)))
                .isInstanceOfSatisfying(
                        Turn.Later.class,
                        wait -> assertThat(wait.at())
                                .isCloseTo(
                                        later,
                                        org.assertj.core.api.Assertions.within(
                                                1, java.time.temporal.ChronoUnit.MILLIS)));
    }

    @Test
    void one_that_failed_before_its_call_was_answered_goes_again() throws Exception {
        ReplyRequested reply = Stage.reply(page, person, "with a picture");
        add(reply);
        Claimed first = send(claim(page.key(person)));
        Connection channel = new Connection(page.id(), page.shop(), page.platform(), page.accountId());
        boolean ours = inShop(() -> Boolean.TRUE.equals(transaction.execute(_ -> Stage.SERVICE
                .context()
                .getBean(Fates.class)
                .failed(channel, "m_1", OwnMessages.mark(reply.replyId(), 0), new Outcome.Passing("131053", null)))));

        boolean more = inShop(() -> queue.partTaken(page.id(), first.conversationKey(), reply.replyId(), 0, "m_1"));

        assertThat(ours).isTrue();
        assertThat(more).isTrue();
        assertThat(claim(page.key(person)))
                .as("it waits to go again, and was not told as sent")
                .isInstanceOf(Turn.Later.class);
        Stage.SERVICE
                .jdbc()
                .update(
                        "update outbound_message set next_attempt_at = now() - interval '1 second' where reply_id = ?",
                        reply.replyId());
        Claimed again = send(claim(page.key(person)));
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(inShop(() -> queue.partTaken(page.id(), again.conversationKey(), reply.replyId(), 0, "m_2")))
                .isFalse();
        assertThat(claim(page.key(person))).isInstanceOf(Turn.Nothing.class);
    }

    @Test
    void one_whose_holder_vanished_waits_for_its_echo_first() throws Exception {
        ReplyRequested reply = Stage.reply(page, person, "held");
        add(reply);
        send(claim(page.key(person)));
        Stage.SERVICE
                .jdbc()
                .update(
                        "update outbound_message set lease_until = now() - interval '1 second' where reply_id = ?",
                        reply.replyId());

        assertThat(claim(page.key(person)))
                .isInstanceOfSatisfying(
                        Turn.Later.class,
                        wait -> assertThat(wait.at()).isAfter(Instant.now().plus(Duration.ofMillis(500))));

        Stage.SERVICE
                .jdbc()
                .update(
                        "update outbound_message set next_attempt_at = now() - interval '1 second' where reply_id = ?",
                        reply.replyId());
        assertThat(send(claim(page.key(person))).attempts()).isEqualTo(2);
    }

    @Test
    void another_shop_claims_nothing_of_it() throws Exception {
        add(Stage.reply(page, person, "ours"));

        assertThat(ShopScope.callAs(new Stage().shop, () -> claiming.claim(page.key(person))))
                .isInstanceOf(Turn.Nothing.class);
    }

    private boolean add(ReplyRequested reply) {
        List<Part> parts = List.of(new Part(reply.text(), List.of(), null));
        return ShopScope.callAs(
                stage.shop, () -> Boolean.TRUE.equals(transaction.execute(status -> queue.add(reply, parts))));
    }

    private Turn claim(String key) throws Exception {
        return inShop(() -> claiming.claim(key));
    }

    private <T> T inShop(Callable<T> work) throws Exception {
        return ShopScope.callAs(stage.shop, work::call);
    }

    private static Claimed send(Turn turn) {
        assertThat(turn).isInstanceOf(Turn.Send.class);
        return ((Turn.Send) turn).message();
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(java.util.Collections.nCopies(threads, work))) {
                results.add(result.get());
            }
            return results;
        }
    }
}

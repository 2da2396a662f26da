package io.parley.conversation.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.conversation.Glow;
import io.parley.conversation.turn.StandInCart.Asked;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.ReservationEvent.ReservationExpired;
import io.parley.starter.Ids;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The stock hold in the chat, over real topics and HTTP.
class HoldInChatServiceTest {
    private final StandInCart cart = RunningConversationService.cart();

    @Test
    void what_is_picked_is_held_and_the_order_takes_the_hold_over() {
        Chat chat = Chat.withNewShop();
        chat.stock("Makeup Bag", "x", 5, 2);

        ReplyRequested summary = chat.asks("2 makeup bags to Lagos please");
        assertThat(summary.text()).contains("15 minutes", "Lagos");
        Asked asked = asked(chat).getLast();
        assertThat(asked.lines()).containsExactly("2 " + bag());
        assertThat(asked.body().path("holdMinutes").asInt()).isEqualTo(15);
        assertThat(asked.key()).isNotBlank();
        assertThat(asked.token()).isNotBlank();
        // what is held for this shopper is still theirs
        chat.stock("Makeup Bag", "x", 0, 3);
        ReplyRequested changed = chat.asks("actually make it 1");
        assertThat(changed.text()).contains("$15.00").doesNotContain("15 minutes");
        assertThat(asked(chat).getLast().lines()).containsExactly("1 " + bag());

        chat.asks("yes");

        OrderCaptured order = chat.service.awaitEvent(
                OrderCaptured.class, o -> o.contact().conversationKey().equals(chat.contact.conversationKey()));
        assertThat(order.holdReference()).isEqualTo(cart.reference(order.orderId()));
        assertThat(asked(chat))
                .as("the cart is not emptied: the order has its hold")
                .hasSize(2);
    }

    @Test
    void the_cart_is_told_of_changes_only_each_under_a_key_of_its_own() {
        Chat chat = Chat.withNewShop();

        chat.asks("1 makeup bag");
        chat.asks("how long is delivery?");
        chat.asks("make it 2");

        assertThat(asked(chat).stream().map(Asked::lines))
                .containsExactly(List.of("1 " + bag()), List.of("2 " + bag()));
        assertThat(asked(chat).stream().map(Asked::key)).doesNotHaveDuplicates();
    }

    @Test
    void what_turns_out_to_be_short_is_offered_less() {
        Chat chat = Chat.withNewShop();
        chat.stock("Vitamin C Toner", "x", 9, 2);
        UUID toner = Glow.id("Vitamin C Toner/x");
        cart.answers(toner, one -> one.lines().contains("5 " + toner) ? cart.tooFew(one, toner, 5, 3) : cart.held(one));

        ReplyRequested less = chat.asks("5 vitamin c toner to Lagos please");
        assertThat(less.text()).contains("3").doesNotContain("$110.00");
        ReplyRequested summary = chat.asks("yes");

        assertThat(summary.text()).contains("$66.00", "15 minutes");
        assertThat(asked(chat).getLast().lines()).containsExactly("3 " + toner);
        cart.answersAsUsual(toner);
    }

    @Test
    void what_may_be_held_no_longer_is_said_once_and_can_still_be_ordered() {
        Chat chat = Chat.withNewShop();
        UUID toner = Glow.id("Rose Toner/x");
        cart.answers(toner, one -> new StandInCart.Answer(200, """
                {"cartId":"%s","hold":"SPENT","lines":[],"dropped":[],"shortages":[]}""".formatted(one.shopper())));

        assertThat(chat.asks("2 rose toners to Lagos please").text()).contains("can't hold it any longer", "$48.00");
        assertThat(chat.asks("make it 3").text()).contains("$72.00").doesNotContain("hold it any longer");
        chat.asks("yes");

        OrderCaptured order = chat.service.awaitEvent(
                OrderCaptured.class, o -> o.contact().conversationKey().equals(chat.contact.conversationKey()));
        assertThat(order.holdReference()).isNull();
        cart.answersAsUsual(toner);
    }

    @Test
    void a_cart_that_does_not_answer_holds_up_nobody_for_long_and_the_order_is_taken() {
        Chat chat = Chat.withNewShop();
        UUID soap = Glow.id("Charcoal Soap/x");
        CountDownLatch until = new CountDownLatch(1);
        cart.answers(soap, StandInCart.never(until));
        long began = System.nanoTime();

        ReplyRequested summary = chat.asks("2 charcoal soaps to Lagos please");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(summary.text()).contains("$19.00");
        chat.asks("yes");

        OrderCaptured order = chat.service.awaitEvent(
                OrderCaptured.class, o -> o.contact().conversationKey().equals(chat.contact.conversationKey()));
        assertThat(order.holdReference())
                .as("should it be held all the same, the order has it")
                .isEqualTo(proposed(asked(chat).getFirst()));
        until.countDown();
        cart.answersAsUsual(soap);
    }

    @Test
    void what_is_held_though_the_answer_came_too_late_is_the_shoppers_own() {
        Chat chat = Chat.withNewShop();
        chat.stock("Charcoal Soap", "x", 2, 2);
        UUID soap = Glow.id("Charcoal Soap/x");
        CountDownLatch until = new CountDownLatch(1);
        cart.answers(soap, StandInCart.never(until));
        chat.asks("2 charcoal soaps please");
        // the hold was made: nothing is left for others
        chat.stock("Charcoal Soap", "x", 0, 3);

        ReplyRequested summary = chat.asks("to Lagos please");

        assertThat(summary.text()).contains("$19.00").doesNotContain("sold out", "only have");
        assertThat(asked(chat).stream().map(HoldInChatServiceTest::proposed).distinct())
                .as("asked for again under the same reference")
                .hasSize(1);
        until.countDown();
        cart.answersAsUsual(soap);
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            int before = asked(chat).size();
            assertThat(chat.asks("how long is delivery?").text()).doesNotContain("sold out");
            return asked(chat).size() > before;
        });
        chat.asks("yes");
        OrderCaptured order = chat.service.awaitEvent(
                OrderCaptured.class, o -> o.contact().conversationKey().equals(chat.contact.conversationKey()));
        assertThat(order.holdReference()).isEqualTo(cart.reference(order.orderId()));
    }

    private static UUID proposed(Asked asked) {
        return UUID.fromString(asked.body().path("holdReference").asString());
    }

    @Test
    void what_could_not_be_told_to_the_cart_is_told_with_the_next_turn() {
        Chat chat = Chat.withNewShop();
        UUID butter = Glow.id("Shea Body Butter/100g");
        cart.answers(butter, _ -> new StandInCart.Answer(500, "oops"));
        chat.asks("2 shea body butter 100g");
        int tried = asked(chat).size();
        cart.answersAsUsual(butter);

        await().atMost(Duration.ofSeconds(15)).until(() -> {
            chat.asks("how long is delivery?");
            return asked(chat).size() > tried;
        });

        assertThat(asked(chat).getLast().lines()).containsExactly("2 " + butter);
    }

    @Test
    void giving_up_the_order_gives_back_what_was_held() {
        Chat chat = Chat.withNewShop();
        chat.asks("2 makeup bags to Lagos please");
        UUID draft = asked(chat).getLast().draft();

        chat.asks("cancel that");

        assertThat(asked(chat).getLast().lines()).isEmpty();
        assertThat(asked(chat).getLast().draft()).isEqualTo(draft);
    }

    @Test
    void a_shopper_who_leaves_holds_nothing_any_more() {
        Chat chat = Chat.withNewShop();
        chat.asks("2 makeup bags to Lagos please");

        chat.asks("STOP");

        assertThat(asked(chat).getLast().lines()).isEmpty();
    }

    @Test
    void the_end_of_a_hold_is_told_once_in_the_chat() {
        Chat chat = Chat.withNewShop();
        chat.stock("Makeup Bag", "x", 5, 2);
        chat.asks("2 makeup bags to Lagos please");
        UUID reference = cart.reference(asked(chat).getLast().draft());
        int before = chat.replies().size();
        UUID event = Ids.next();
        for (int time = 0; time < 3; time++) {
            chat.service.publish(event, chat.shop, new ReservationExpired(reference, List.of()));
            chat.service.publish(chat.shop, new ReservationExpired(reference, List.of()));
        }
        chat.service.publish(chat.shop, new ReservationExpired(Ids.next(), List.of()));
        chat.service.awaitIdle();
        await().until(() -> chat.replies().size() > before);

        assertThat(chat.replies()).hasSize(before + 1);
        assertThat(chat.replies().getLast().text()).contains("aside any longer", "$30.00");
        int told = asked(chat).size();
        ReplyRequested again = chat.asks("sorry, make it 3");
        assertThat(again.text()).contains("15 minutes", "$45.00");
        assertThat(asked(chat)).hasSize(told + 1);
    }

    private List<Asked> asked(Chat chat) {
        return cart.asked(UUID.fromString(chat.service
                .jdbc()
                .queryForObject(
                        "select shopper_id::text from conversation where key = ? and shop_id = ?",
                        String.class,
                        chat.contact.conversationKey(),
                        chat.shop)));
    }

    private static UUID bag() {
        return Glow.id("Makeup Bag/x");
    }
}

package io.parley.conversation.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.conversation.Glow;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.ConversationStarted;
import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.ConversationEvent.TakeoverEnded;
import io.parley.events.ConversationEvent.TakeoverStarted;
import io.parley.events.ConversationEvent.TurnRecorded;
import io.parley.events.DeliveryEvent.MessageDelivered;
import io.parley.events.DeliveryEvent.MessageRead;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.InboundEvent.Attachment;
import io.parley.events.InboundEvent.EchoReceived;
import io.parley.events.InboundEvent.MessageDeleted;
import io.parley.events.InboundEvent.MessageEdited;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.PostbackReceived;
import io.parley.events.InboundEvent.ReactionReceived;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReferralReceived;
import io.parley.events.InboundEvent.ReplyTo;
import io.parley.events.Money;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.OrderCaptureEvent.OrderChangeAsked;
import io.parley.events.OrderEvent.OrderChangeRefused;
import io.parley.events.OrderEvent.OrderChanged;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderEvent.OrderRejected;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.starter.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class TakeTurnServiceTest {

    @Test
    void a_dm_becomes_an_order() {
        Chat chat = Chat.withNewShop();
        ReplyRequested summary = chat.asks("2 glow serums 50ml to Sydney please");
        assertThat(summary.text()).contains("$110.00", "Sydney", "automated assistant");
        assertThat(summary.quickReplies()).extracting(q -> q.title()).contains("Yes, place it");

        ReplyRequested thanks = chat.asks("yes");
        assertThat(thanks.text()).contains("putting your order through");
        OrderCaptured order = captured(chat);
        assertThat(order.total()).isEqualTo(new Money(11000, "USD"));
        assertThat(order.shippingLocation()).isEqualTo("Sydney");
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.fullTitle()).isEqualTo("Glow Serum (50ml)");
            assertThat(line.quantity()).isEqualTo(2);
        });
        assertThat(chat.conversation().get("state").asString()).isEqualTo("ORDER_CAPTURED");

        chat.service.publish(chat.shop, new OrderConfirmed(order.orderId(), summary(order, "CONFIRMED")));
        HandoffRequested handoff = chat.service.awaitEvent(
                HandoffRequested.class, h -> order.orderId().equals(h.orderId()));
        assertThat(handoff.reason()).isEqualTo("order_confirmed");
        assertThat(chat.replies().getLast().text()).contains("ORD-7K3M9Q", "$110.00");
        JsonNode conversation = chat.conversation();
        assertThat(conversation.get("state").asString()).isEqualTo("HANDED_OFF");
        assertThat(conversation.get("handling").asString()).isEqualTo("WAITING");
        assertThat(conversation.get("orderId").asString())
                .isEqualTo(order.orderId().toString());
        assertThat(chat.transcript().valueStream().map(m -> m.get("from").asString()))
                .containsExactly("SHOPPER", "ASSISTANT", "SHOPPER", "ASSISTANT", "ASSISTANT");
        assertThat(chat.service.events(ConversationStarted.class))
                .filteredOn(e -> e.contact().equals(chat.contact))
                .hasSize(1);
        assertThat(chat.service.events(TurnRecorded.class))
                .filteredOn(t -> t.heard().startsWith("2 glow serums"))
                .isNotEmpty();
    }

    @Test
    void a_redelivered_message_does_nothing_twice() {
        Chat chat = Chat.withNewShop();
        MessageReceived message = chat.message("how much is the hydra cream?");
        UUID id = Ids.next();
        for (int time = 0; time < 5; time++) {
            chat.service.publish(id, chat.shop, message);
            chat.service.publish(chat.shop, message);
        }
        chat.service.awaitIdle();
        await().until(() -> !chat.replies().isEmpty());
        assertThat(chat.replies()).hasSize(1);
        assertThat(chat.transcript()).hasSize(2);
    }

    @Test
    void a_second_yes_captures_nothing() {
        Chat chat = Chat.withNewShop();
        chat.asks("1 hydra cream to Lagos please");
        chat.asks("yes");
        chat.asks("yes");
        chat.asks("YES!!");
        assertThat(chat.service.events(OrderCaptured.class))
                .filteredOn(o -> o.contact().equals(chat.contact))
                .hasSize(1);
    }

    @Test
    void what_else_is_to_be_heeded_goes_with_the_change_and_to_the_seller_when_it_comes_too_late() {
        Chat chat = Chat.withNewShop();
        OrderCaptured order = confirmed(chat);

        assertThat(chat.asks("please change the address, send to my sister Priya in Abuja instead")
                        .text())
                .contains("Abuja", "my sister Priya", "Shall I change it");
        chat.asks("yes");

        OrderChangeAsked asked = chat.service.awaitEvent(
                OrderChangeAsked.class, change -> change.orderId().equals(order.orderId()));
        assertThat(asked.shippingLocation()).isEqualTo("Abuja");
        assertThat(asked.note()).contains("my sister Priya");

        chat.service.publish(
                chat.shop,
                new OrderChangeRefused(
                        order.orderId(),
                        asked.changeId(),
                        summary(order, "CONFIRMED"),
                        "paid",
                        asked.lines(),
                        asked.shippingLocation(),
                        List.of()));
        HandoffRequested told = chat.service.awaitEvent(
                HandoffRequested.class,
                h -> order.orderId().equals(h.orderId()) && h.reason().equals("human_request"));
        assertThat(told.summary()).contains("Abuja", "my sister Priya");
    }

    @Test
    void a_change_of_mind_changes_the_order_once_and_makes_no_second_one() {
        Chat chat = Chat.withNewShop();
        OrderCaptured order = confirmed(chat);

        assertThat(chat.asks("actually make it 3").text()).contains("$165.00", "Shall I change it");
        chat.asks("yes");
        chat.asks("yes");

        OrderChangeAsked asked = chat.service.awaitEvent(
                OrderChangeAsked.class, change -> change.orderId().equals(order.orderId()));
        assertThat(asked.lines().getFirst().quantity()).isEqualTo(3);
        assertThat(asked.total()).isEqualTo(new Money(16500, "USD"));
        OrderCaptured changed = new OrderCaptured(
                order.orderId(),
                order.conversationId(),
                order.shopperId(),
                order.contact(),
                asked.lines(),
                asked.shippingLocation(),
                asked.total(),
                null);
        chat.service.publish(
                chat.shop, new OrderChanged(order.orderId(), asked.changeId(), summary(changed, "CONFIRMED")));
        HandoffRequested told = chat.service.awaitEvent(
                HandoffRequested.class,
                h -> order.orderId().equals(h.orderId()) && h.reason().equals("order_changed"));
        assertThat(told.summary()).contains("3 × Hydra Cream", "ORD-7K3M9Q");
        await().until(() -> chat.replies().getLast().text().contains("is now"));
        assertThat(chat.replies().getLast().text()).contains("ORD-7K3M9Q", "$165.00");
        assertThat(chat.service.events(OrderChangeAsked.class))
                .filteredOn(change -> change.orderId().equals(order.orderId()))
                .hasSize(1);
        assertThat(chat.service.events(OrderCaptured.class))
                .filteredOn(o -> o.contact().equals(chat.contact))
                .hasSize(1);
    }

    @Test
    void an_order_before_the_newest_is_told_of_by_its_number() {
        Chat chat = Chat.withNewShop();
        OrderCaptured first = confirmed(chat);
        second(chat, first);

        assertThat(chat.asks("where is my order ORD-7K3M9Q").text())
                .contains("ORD-7K3M9Q")
                .doesNotContain("ORD-2ND2ND", "can't find");
    }

    @Test
    void an_order_before_the_newest_is_changed_as_itself_and_the_newest_stays() {
        Chat chat = Chat.withNewShop();
        OrderCaptured first = confirmed(chat);
        OrderCaptured second = second(chat, first);

        assertThat(chat.asks("for order ORD-7K3M9Q please make the hydra cream 3")
                        .text())
                .contains("Hydra Cream", "Lagos", "$165.00", "Shall I change it");
        chat.asks("yes, change it");

        OrderChangeAsked asked = chat.service.awaitEvent(
                OrderChangeAsked.class, change -> change.conversationId().equals(first.conversationId()));
        assertThat(asked.orderId()).isEqualTo(first.orderId());
        assertThat(asked.lines().getFirst().quantity()).isEqualTo(3);
        assertThat(asked.shippingLocation()).isEqualTo(first.shippingLocation());
        OrderCaptured changed = new OrderCaptured(
                first.orderId(),
                first.conversationId(),
                first.shopperId(),
                first.contact(),
                asked.lines(),
                asked.shippingLocation(),
                asked.total(),
                null);
        chat.service.publish(
                chat.shop, new OrderChanged(first.orderId(), asked.changeId(), summary(changed, "CONFIRMED")));
        await().until(() -> chat.replies().getLast().text().contains("is now"));
        assertThat(chat.replies().getLast().text()).contains("ORD-7K3M9Q").doesNotContain("ORD-2ND2ND");

        assertThat(chat.asks("cancel the Abuja one").text()).contains("Glow Serum", "Shall I cancel it");
        chat.asks("yes");
        OrderChangeAsked cancelled = chat.service.awaitEvent(
                OrderChangeAsked.class, change -> change.orderId().equals(second.orderId()));
        assertThat(cancelled.lines()).isEmpty();
    }

    @Test
    void what_would_change_an_order_that_may_be_paid_is_told_to_the_seller_again() {
        Chat chat = Chat.withNewShop();
        OrderCaptured order = confirmed(chat);

        chat.asks("I've paid");
        assertThat(chat.asks("cancel my order").text()).contains("The owner has your message");

        HandoffRequested told = chat.service.awaitEvent(
                HandoffRequested.class,
                h -> h.conversationId().equals(order.conversationId())
                        && h.summary().contains("Wants to cancel order ORD-7K3M9Q"));
        assertThat(told.reason()).isEqualTo("human_request");
        assertThat(chat.service.events(OrderChangeAsked.class))
                .noneMatch(change -> change.orderId().equals(order.orderId()));
    }

    @Test
    void what_is_ordered_while_a_person_is_waited_for_is_noted_and_they_are_told() {
        Chat chat = Chat.withNewShop();
        chat.asks("can i talk to a person please");
        assertThat(chat.conversation().get("state").asString()).isEqualTo("HANDED_OFF");

        assertThat(chat.asks("2 glow serums 50ml to Lagos please").text())
                .contains("Noted for the owner", "2 × Glow Serum (50ml)", "Lagos");

        HandoffRequested told = chat.service.awaitEvent(
                HandoffRequested.class,
                h -> h.contact().equals(chat.contact) && h.summary().contains("2 × Glow Serum (50ml)"));
        assertThat(told.reason()).isEqualTo("human_request");
        assertThat(chat.conversation().get("state").asString()).isEqualTo("HANDED_OFF");
        assertThat(chat.asks("yes").text()).contains("Noted for the owner");
        assertThat(chat.service.events(OrderCaptured.class))
                .filteredOn(order -> order.contact().equals(chat.contact))
                .isEmpty();
    }

    @Test
    void an_order_that_is_paid_is_the_sellers_to_change() {
        Chat chat = Chat.withNewShop();
        OrderCaptured order = confirmed(chat);
        chat.asks("actually make it 3");
        chat.asks("yes");
        OrderChangeAsked asked = chat.service.awaitEvent(
                OrderChangeAsked.class, change -> change.orderId().equals(order.orderId()));

        chat.service.publish(
                chat.shop,
                new OrderChangeRefused(
                        order.orderId(),
                        asked.changeId(),
                        summary(order, "CONFIRMED"),
                        "paid",
                        asked.lines(),
                        asked.shippingLocation(),
                        List.of()));

        HandoffRequested told = chat.service.awaitEvent(
                HandoffRequested.class,
                h -> order.orderId().equals(h.orderId()) && h.reason().equals("human_request"));
        assertThat(told.summary()).contains("Wants to change order ORD-7K3M9Q to: 3 × Hydra Cream");
        await().until(() -> chat.replies().size() == 6);
        assertThat(chat.replies().getLast().text()).contains("stays as it is");
    }

    @Test
    void what_is_short_comes_back_as_an_offer_under_a_new_order() {
        Chat chat = Chat.withNewShop();
        chat.asks("3 hydra creams to Lagos please");
        chat.asks("yes");
        OrderCaptured first = captured(chat);
        UUID variant = first.lines().getFirst().variantId();
        chat.service.publish(
                chat.shop,
                new OrderRejected(first.orderId(), summary(first, "CANCELLED"), List.of(new Shortage(variant, 3, 1))));
        await().until(() -> chat.replies().size() == 3);
        assertThat(chat.replies().getLast().text()).contains("1 left of the 3", "$55.00");
        chat.asks("yes");
        List<OrderCaptured> orders = orders(chat);
        assertThat(orders).hasSize(2);
        assertThat(orders.getLast().orderId()).isNotEqualTo(first.orderId());
        assertThat(orders.getLast().lines().getFirst().quantity()).isEqualTo(1);
    }

    @Test
    void the_next_answer_knows_a_price_changed_in_the_dashboard() {
        Chat chat = Chat.withNewShop();
        assertThat(chat.asks("how much is the hydra cream?").text()).contains("$55.00");
        Product cream = Glow.products("USD").get(1);
        Variant old = cream.variants().getFirst();
        Product dearer = new Product(
                cream.id(),
                cream.name(),
                cream.description(),
                true,
                0,
                cream.categories(),
                List.of(),
                cream.synonyms(),
                null,
                List.of(new Variant(old.id(), old.sku(), old.type(), old.name(), new Money(6100, "USD"), true, 0)));
        chat.service.publish(chat.shop, new ProductChanged(cream.id(), Chat.state(dearer, 2)));
        chat.service.awaitIdle();
        assertThat(chat.asks("and now, what does it cost?").text()).contains("$61.00");
    }

    @Test
    void stock_is_what_inventory_told_last() {
        Chat chat = Chat.withNewShop();
        chat.stock("Hydra Cream", "Hydra Cream", 2, 5);
        chat.stock("Hydra Cream", "Hydra Cream", 50, 4);
        assertThat(chat.asks("5 hydra creams to Accra please").text()).contains("only have 2");
    }

    @Test
    void the_tone_is_the_shops() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(chat.shop, new ShopChanged(chat.shop, Chat.shopState(2, "luxe")));
        chat.service.awaitIdle();
        assertThat(chat.asks("good morning!").text()).startsWith("Good day. How may I assist you?");
    }

    @Test
    void a_french_shopper_is_answered_in_french() {
        Chat chat = Chat.withNewShop();
        assertThat(chat.asks("bonjour, c'est combien la crème hydra ?").text()).contains("55.00", "commander");
    }

    @Test
    void quick_messages_in_a_row_are_one_turn() {
        Chat chat = Chat.withNewShop();
        chat.says("hi");
        chat.says("how much");
        ReplyRequested answer = chat.asks("the glow one?");
        assertThat(answer.text()).contains("$45.00");
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(1);
        assertThat(chat.service
                        .jdbc()
                        .queryForObject(
                                "select count(*) from message m join conversation c on c.id = m.conversation_id where c.shop_id = ? and m.turn_id is null and sender = 'SHOPPER'",
                                Long.class,
                                chat.shop))
                .isZero();
    }

    @Test
    void a_question_in_two_pieces_is_one_turn_in_the_middle_of_an_order_too() {
        Chat chat = Chat.withNewShop();
        assertThat(chat.asks("I want the glow serum").text()).contains("Which one");
        int before = chat.replies().size();
        chat.says("how much");
        ReplyRequested answer = chat.asks("the hydra cream?");
        assertThat(answer.text()).contains("Hydra Cream");
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(before + 1);
    }

    @Test
    void a_fragment_is_answered_after_the_quiet_window_even_when_the_process_has_died() {
        Chat chat = Chat.withNewShop();
        chat.says("hello");
        await().until(() -> chat.service
                        .jdbc()
                        .queryForObject("select count(*) from conversation where shop_id = ?", Long.class, chat.shop)
                == 1);
        chat.service.restart();
        await().atMost(Duration.ofSeconds(20)).until(() -> !chat.replies().isEmpty());
        assertThat(chat.replies()).hasSize(1);
        assertThat(chat.replies().getFirst().text()).contains("How can I help");
    }

    @Test
    void a_message_that_comes_before_its_shop_is_known_waits_for_it() {
        Chat chat = Chat.withUnknownShop();
        chat.says("how much is the hydra cream?");
        chat.service.awaitIdle();
        assertThat(chat.replies()).isEmpty();
        chat.shopIsKnown();
        await().atMost(Duration.ofSeconds(20)).until(() -> !chat.replies().isEmpty());
        assertThat(chat.replies())
                .singleElement()
                .satisfies(r -> assertThat(r.text()).contains("$55.00"));
    }

    @Test
    void a_seller_who_answers_in_the_dashboard_silences_the_assistant_until_it_is_given_back() {
        Chat chat = Chat.withNewShop();
        chat.asks("how much is the hydra cream?");
        String id = chat.conversation().get("id").asString();
        JsonNode sent = chat.owner
                .post("/api/conversations/" + id + "/messages", Map.of("text", "Hi Zoe, Ama here"))
                .json();
        assertThat(sent.get("from").asString()).isEqualTo("SELLER");
        chat.service.awaitEvent(
                ReplyRequested.class,
                r -> r.contact().equals(chat.contact)
                        && r.text().equals("Hi Zoe, Ama here")
                        && r.author().equals("SELLER"));
        chat.service.awaitEvent(
                TakeoverStarted.class, t -> t.conversationId().toString().equals(id));
        assertThat(chat.conversation().get("handling").asString()).isEqualTo("PERSON");

        int before = chat.replies().size();
        chat.says("how much is the rose toner?");
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(before);
        assertThat(chat.conversation().get("unread").asInt()).isEqualTo(1);

        chat.owner.post("/api/conversations/" + id + "/release", null);
        chat.service.awaitEvent(
                TakeoverEnded.class, t -> t.conversationId().toString().equals(id));
        assertThat(chat.asks("and the rose toner, how much?").text()).contains("$24.00");
    }

    @Test
    void a_seller_who_answers_in_the_platforms_app_silences_the_assistant() {
        Chat chat = Chat.withNewShop();
        chat.asks("how much is the hydra cream?");
        chat.service.publish(
                chat.shop,
                new EchoReceived(
                        chat.contact, Instant.now(), "echo-" + chat.contact.personId(), "I'm here", List.of()));
        chat.service.awaitEvent(
                TakeoverStarted.class,
                t -> t.conversationId()
                        .toString()
                        .equals(chat.conversation().get("id").asString()));
        chat.says("how much is the rose toner?");
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(1);
        assertThat(chat.transcript().valueStream().map(m -> m.get("from").asString()))
                .containsExactly("SHOPPER", "ASSISTANT", "SELLER", "SHOPPER");
    }

    @Test
    void what_is_said_where_nobody_is_leaves_the_assistant_to_answer() {
        Chat chat = Chat.withNewShop();
        Instant now = Instant.now();
        chat.service.publish(chat.shop, echo(chat, "sale", now.minusSeconds(9), "50% off today", "other"));
        MessageReceived first = chat.message("how much is the hydra cream?");
        chat.service.publish(chat.shop, first);
        await().until(() -> chat.replies().size() == 1);
        chat.service.publish(
                chat.shop, echo(chat, "hello", first.sentAt().plusMillis(300), "Thanks for writing!", "inbox"));

        assertThat(chat.asks("how much is the rose toner?").text()).contains("$24.00");

        assertThat(chat.conversation().get("handling").asString()).isEqualTo("ASSISTANT");
        chat.service.publish(chat.shop, echo(chat, "me", Instant.now().plusSeconds(5), "I'm here", "inbox"));
        await().until(() -> "PERSON".equals(chat.conversation().get("handling").asString()));
    }

    @Test
    void another_app_that_answers_a_shopper_silences_the_assistant() {
        Chat chat = Chat.withNewShop();
        chat.asks("how much is the hydra cream?");
        chat.service.publish(chat.shop, echo(chat, "desk", Instant.now(), "Agent Joe here", "other"));
        await().until(() -> "PERSON".equals(chat.conversation().get("handling").asString()));
    }

    private static EchoReceived echo(Chat chat, String id, Instant at, String text, String app) {
        return new EchoReceived(chat.contact, at, id + "-" + chat.contact.personId(), text, List.of(), app);
    }

    @Test
    void what_is_deleted_before_it_comes_is_not_answered() {
        Chat chat = Chat.withNewShop();
        MessageReceived first = chat.message("1 black soap");
        chat.service.publish(chat.shop, new MessageDeleted(chat.contact, Instant.now(), first.messageId()));
        chat.service.publish(chat.shop, first);
        chat.service.awaitIdle();
        assertThat(chat.asks("how much is the rose toner?").text()).contains("$24.00");
        assertThat(chat.replies()).hasSize(1);
        assertThat(chat.transcript().get(0).get("deleted").asBoolean()).isTrue();
        assertThat(chat.transcript()).hasSize(3);
    }

    @Test
    void a_health_question_goes_to_a_person_and_the_assistant_says_so_once() {
        Chat chat = Chat.withNewShop();
        assertThat(chat.asks("is the serum safe for eczema?").text()).contains("owner");
        HandoffRequested handoff =
                chat.service.awaitEvent(HandoffRequested.class, h -> h.contact().equals(chat.contact));
        assertThat(handoff.reason()).isEqualTo("medical_question");
        assertThat(handoff.summary()).contains("eczema");
        chat.asks("so is it?");
        chat.says("hello??");
        chat.says("hello??????");
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(2);
    }

    @Test
    void whatever_comes_in_is_answered_sensibly() {
        Stream.of(
                        "مرحبا كم السعر",
                        "🤯🤯🤯",
                        "x".repeat(500_000),
                        "\u202e\u200f reversed",
                        "' or 1=1; drop table message;",
                        "{{7*7}} ${jndi:ldap://x}",
                        "   ")
                .forEach(text -> {
                    Chat chat = Chat.withNewShop();
                    assertThat(chat.asks(text).text())
                            .as("the answer to %.20s", text)
                            .isNotBlank();
                });
        Chat nothing = Chat.withNewShop();
        assertThat(nothing.asks(null).text()).isNotBlank();
        assertThat(nothing.asks(null, new Attachment("audio", "https://cdn.example/a.mp4", null, null, null))
                        .text())
                .contains("voice");
        assertThat(nothing.asks(null, new Attachment("hologram", null, null, null, null))
                        .text())
                .isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(names = {"WHATSAPP", "TELEGRAM", "INSTAGRAM", "MESSENGER", "SMS"})
    void a_product_that_is_offered_is_chosen_by_a_tap(Platform platform) {
        Chat chat = Chat.withNewShop().another(platform, null);

        ReplyRequested list = chat.asks("what do you have?");

        boolean onCards = platform == Platform.WHATSAPP || platform == Platform.TELEGRAM;
        List<QuickReply> taps = onCards
                ? list.cards().stream().map(card -> card.buttons().getFirst()).toList()
                : list.quickReplies();
        assertThat(onCards ? list.quickReplies() : list.cards()).isEmpty();
        assertThat(taps).hasSizeGreaterThan(3);
        assertThat(list.text()).contains("•");
        QuickReply tap = taps.getLast();
        MessageReceived tapped = chat.message("Pick this");
        chat.service.publish(
                chat.shop,
                new MessageReceived(
                        chat.contact,
                        tapped.sentAt(),
                        tapped.messageId(),
                        "Pick this",
                        List.of(),
                        tap.payload(),
                        null,
                        null,
                        false));
        await().until(() -> chat.replies().size() == 2);
        String name = onCards ? list.cards().getLast().title() : tap.title();
        assertThat(chat.replies().getLast().text()).contains(name);
        assertThat(chat.service
                        .awaitEvent(
                                TurnRecorded.class,
                                turn -> turn.conversationId().equals(list.conversationId())
                                        && turn.heard().contains("Pick this"))
                        .stateAfter())
                .isNotEqualTo("BROWSING");
    }

    @Test
    void a_shared_location_is_where_it_goes() {
        Chat chat = Chat.withNewShop();
        chat.asks("i want 2 hydra creams");
        assertThat(chat.asks(null, new Attachment("location", null, "12 Marina Road, Lagos", 6.45, 3.39))
                        .text())
                .contains("12 Marina Road, Lagos", "$110.00");
    }

    @Test
    void an_ad_for_a_product_starts_the_conversation_at_the_product() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(
                chat.shop,
                new ReferralReceived(
                        chat.contact, Instant.now(), new Referral("ad", "hydra-cream", "ad1", null, null)));
        await().until(() -> !chat.replies().isEmpty());
        chat.service.publish(
                chat.shop,
                new PostbackReceived(
                        chat.contact,
                        Instant.now(),
                        "pb" + chat.contact.personId(),
                        "How much is it?",
                        "ICE_BREAKER_1",
                        null));
        await().until(() -> chat.replies().size() == 2);
        assertThat(chat.replies().getLast().text()).contains("$55.00");
    }

    @Test
    void a_shopper_whose_name_is_learned_later_goes_by_it_from_then_on() {
        Chat chat = Chat.withNewShop();
        chat.asks("how much is the hydra cream?");
        Contact renamed = new Contact(
                chat.contact.conversationKey(),
                chat.contact.channelId(),
                chat.contact.platform(),
                chat.contact.accountId(),
                chat.contact.personId(),
                "Elif Kaya");
        for (String text : List.of("2 please, to Lagos", "yes")) {
            int before = chat.replies().size();
            MessageReceived it = chat.message(text);
            chat.service.publish(
                    chat.shop,
                    new MessageReceived(
                            renamed, it.sentAt(), it.messageId(), it.text(), List.of(), null, null, null, false));
            await().until(() -> chat.replies().size() > before);
            assertThat(chat.conversation().get("customerName").asString()).isEqualTo("Elif Kaya");
        }
        OrderCaptured captured = chat.service.awaitEvent(
                OrderCaptured.class, order -> order.contact().conversationKey().equals(renamed.conversationKey()));
        assertThat(captured.contact().personName()).isEqualTo("Elif Kaya");
    }

    private static void reacts(Chat chat, String target, String emoji, boolean removed) {
        chat.service.publish(
                chat.shop, new ReactionReceived(chat.contact, Instant.now(), target, removed ? null : emoji, removed));
    }

    /// What the platform calls the newest answer.
    private static String sent(Chat chat) {
        ReplyRequested reply = chat.replies().getLast();
        String id = "out-" + reply.replyId();
        chat.service.publish(
                chat.shop,
                new MessageSent(
                        chat.contact.conversationKey(), reply.replyId(), chat.contact.channelId(), id, Instant.now()));
        chat.service.awaitIdle();
        return id;
    }

    @Test
    void a_thumb_down_is_seen_and_asked_about_once() {
        Chat chat = Chat.withNewShop();
        chat.asks("how much is the hydra cream?");
        String price = sent(chat);
        int unread = chat.conversation().get("unread").asInt();

        reacts(chat, price, "👎🏽", false);

        await().until(() -> chat.replies().size() == 2);
        assertThat(chat.replies().getLast().text()).contains("sorry");
        assertThat(chat.transcript().get(1).get("reaction").asString()).isEqualTo("👎");
        assertThat(chat.conversation().get("unread").asInt()).isGreaterThan(unread);
        reacts(chat, sent(chat), "😡", false);
        reacts(chat, price, "👎", true);
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(2);
        assertThat(chat.transcript().get(1).has("reaction")).isFalse();
        assertThat(chat.transcript().get(2).get("reaction").asString()).isEqualTo("😡");
        assertThat(chat.conversation().at("/lastMessage/text").asString()).isEqualTo("😡");
    }

    @Test
    void a_thumb_down_under_a_summary_asks_what_to_change_and_a_thumb_up_places_nothing() {
        Chat chat = Chat.withNewShop();
        chat.asks("1 hydra cream to Lagos please");
        String summary = sent(chat);

        reacts(chat, summary, "👍", false);
        await().until(() -> chat.replies().size() == 2);
        assertThat(chat.transcript().get(1).get("reaction").asString()).isEqualTo("👍");
        reacts(chat, summary, "👎", false);
        await().until(() -> chat.replies().size() == 3);

        assertThat(chat.replies().getLast().text()).contains("change");
        assertThat(chat.asks("2 of them").text()).contains("Hydra Cream × 2");
        assertThat(chat.service.events(OrderCaptured.class))
                .noneMatch(order -> order.contact().equals(chat.contact));
    }

    @Test
    void what_is_replied_to_stands_beside_the_reply() {
        Chat chat = Chat.withNewShop();
        chat.asks("how much is the hydra cream?");
        String price = sent(chat);
        for (String quoted : List.of(price, "unknown")) {
            int before = chat.replies().size();
            MessageReceived it = chat.message("and the rose toner?");
            chat.service.publish(
                    chat.shop,
                    new MessageReceived(
                            chat.contact,
                            it.sentAt(),
                            it.messageId(),
                            it.text(),
                            List.of(),
                            null,
                            new ReplyTo("message", quoted, null),
                            null,
                            false));
            await().until(() -> chat.replies().size() > before);
        }

        JsonNode known = chat.transcript().get(2).get("quoted");
        assertThat(known.get("id").asString())
                .isEqualTo(chat.transcript().get(1).get("id").asString());
        assertThat(known.get("from").asString()).isEqualTo("ASSISTANT");
        assertThat(known.get("text").asString()).contains("$55.00");
        assertThat(chat.transcript().get(4).get("quoted")).isEmpty();
        assertThat(chat.transcript().get(0).has("quoted")).isFalse();
    }

    @Test
    void edited_and_deleted_messages_are_kept_as_they_now_are() {
        Chat chat = Chat.withNewShop();
        MessageReceived first = chat.message("2 hydra creams to Lagos please");
        chat.service.publish(chat.shop, first);
        await().until(() -> chat.replies().size() == 1);
        chat.service.publish(
                chat.shop,
                new MessageEdited(chat.contact, Instant.now(), first.messageId(), "3 hydra creams to Lagos please"));
        await().until(() -> chat.replies().size() == 2);
        assertThat(chat.replies().getLast().text()).contains("$165.00");
        chat.service.publish(chat.shop, new MessageDeleted(chat.contact, Instant.now(), first.messageId()));
        chat.service.awaitIdle();
        JsonNode deleted = chat.transcript().get(0);
        assertThat(deleted.get("deleted").asBoolean()).isTrue();
        assertThat(deleted.has("text")).isFalse();
    }

    @Test
    void what_only_a_deleted_message_ordered_is_not_captured() {
        Chat chat = Chat.withNewShop();
        MessageReceived first = chat.message("2 hydra creams");
        chat.service.publish(chat.shop, first);
        await().until(() -> chat.replies().size() == 1);
        chat.service.publish(chat.shop, new MessageDeleted(chat.contact, Instant.now(), first.messageId()));
        await().until(() -> chat.replies().size() == 2);
        assertThat(chat.asks("1 glow serum 50ml to Accra").text())
                .contains("Glow Serum")
                .doesNotContain("Hydra");
    }

    @Test
    void what_is_left_of_an_order_is_shown_again_when_a_message_is_deleted() {
        Chat chat = Chat.withNewShop();
        chat.asks("1 glow serum 50ml to Accra");
        MessageReceived second = chat.message("and 2 hydra creams");
        chat.service.publish(chat.shop, second);
        await().until(() -> chat.replies().size() == 2);
        assertThat(chat.replies().getLast().text()).contains("Hydra");
        chat.service.publish(chat.shop, new MessageDeleted(chat.contact, Instant.now(), second.messageId()));
        await().until(() -> chat.replies().size() == 3);
        assertThat(chat.replies().getLast().text())
                .contains("Glow Serum (50ml) × 1")
                .doesNotContain("Hydra Cream ×");
    }

    @Test
    void a_message_that_was_read_is_not_delivered_afterwards() {
        Chat chat = Chat.withNewShop();
        ReplyRequested reply = chat.asks("how much is the hydra cream?");
        String key = chat.contact.conversationKey();
        Instant after = Instant.now().plusSeconds(5);
        chat.service.publish(
                chat.shop, new MessageSent(key, reply.replyId(), chat.contact.channelId(), "m1", Instant.now()));
        chat.service.publish(chat.shop, new MessageRead(key, chat.contact.channelId(), null, after));
        chat.service.publish(chat.shop, new MessageDelivered(key, chat.contact.channelId(), null, after));
        chat.service.awaitIdle();
        assertThat(chat.transcript().get(1).get("delivery").asString()).isEqualTo("READ");
    }

    @Test
    void another_shop_sees_nothing() {
        Chat chat = Chat.withNewShop();
        chat.asks("how much is the hydra cream?");
        String id = chat.conversation().get("id").asString();
        var stranger = chat.service.http().as("owner", Ids.next());
        assertThat(stranger.get("/api/conversations").json().get("items")).isEmpty();
        assertThat(stranger.get("/api/conversations/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/api/conversations/" + id + "/messages").status())
                .isEqualTo(404);
        assertThat(stranger.post("/api/conversations/" + id + "/takeover", null).status())
                .isEqualTo(404);
        assertThat(stranger.post("/api/conversations/" + id + "/messages", Map.of("text", "hi"))
                        .status())
                .isEqualTo(404);
        assertThat(chat.service
                        .http()
                        .as("viewer", chat.shop)
                        .post("/api/conversations/" + id + "/takeover", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void wrong_input_is_a_problem_not_a_failure() {
        Chat chat = Chat.withNewShop();
        for (String path : List.of(
                "?cursor=zz",
                "?state=NOWHERE",
                "?limit=x",
                "?cursor=YQpi",
                "?handling=1",
                "/not-an-id",
                "/not-an-id/messages")) {
            assertThat(chat.owner.get("/api/conversations" + path).status())
                    .as(path)
                    .isBetween(400, 404);
        }
        for (String body : List.of(
                "", "{", "{\"text\":\"\"}", "{\"text\":null}", "[]", "{\"text\":\"" + "x".repeat(3000) + "\"}")) {
            assertThat(chat.owner
                            .post("/api/conversations/" + Ids.next() + "/messages", body)
                            .status())
                    .as(body)
                    .isBetween(400, 413);
        }
    }

    @Test
    void the_api_is_as_documented() {
        RunningConversationService.service().assertOpenApiIsKept();
    }

    private static OrderCaptured captured(Chat chat) {
        return chat.service.awaitEvent(OrderCaptured.class, o -> o.contact().equals(chat.contact));
    }

    private static List<OrderCaptured> orders(Chat chat) {
        await().until(() -> chat.service.events(OrderCaptured.class).stream()
                        .filter(o -> o.contact().equals(chat.contact))
                        .count()
                == 2);
        return chat.service.events(OrderCaptured.class).stream()
                .filter(o -> o.contact().equals(chat.contact))
                .toList();
    }

    /// A hydra cream that is ordered, and that the shopper has read the number of.
    private static OrderCaptured confirmed(Chat chat) {
        chat.asks("1 hydra cream to Lagos please");
        chat.asks("yes");
        OrderCaptured order = captured(chat);
        chat.service.publish(chat.shop, new OrderConfirmed(order.orderId(), summary(order, "CONFIRMED")));
        await().until(() -> chat.replies().size() == 3);
        return order;
    }

    /// Another one, to a friend, confirmed as ORD-2ND2ND.
    private static OrderCaptured second(Chat chat, OrderCaptured first) {
        chat.asks("my friend in Abuja wants 1 glow serum 50ml too, a different order");
        chat.asks("yes");
        OrderCaptured second = chat.service.awaitEvent(
                OrderCaptured.class,
                o -> o.contact().equals(chat.contact) && !o.orderId().equals(first.orderId()));
        chat.service.publish(
                chat.shop,
                new OrderConfirmed(second.orderId(), Chat.summary(second, "ORD-2ND2ND", 1, "CONFIRMED", "UNPAID")));
        await().until(() -> chat.replies().getLast().text().contains("ORD-2ND2ND"));
        return second;
    }

    private static OrderSummary summary(OrderCaptured order, String status) {
        return Chat.summary(order, 1, status, "UNPAID");
    }
}

package io.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.DeliveryEvent.MessageDelivered;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageRetried;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.events.StockEvent.StockLow;
import io.parley.events.Topic;
import io.parley.gateway.GatewayUnderTest;
import io.parley.gateway.GatewayUnderTest.Seller;
import io.parley.gateway.keys.ShortTokens;
import io.parley.gateway.shop.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveServiceTest {
    private static final GatewayUnderTest gateway = GatewayUnderTest.shared();
    private static final Seller seller = gateway.newSeller();

    @BeforeAll
    static void listens() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.service().context().getBean(LiveFeed.class).isListening());
    }

    private static OrderPlaced order(UUID id) {
        Money none = Money.zero("GHS");
        return new OrderPlaced(
                id,
                new OrderSummary(
                        "ORD-7K3M9Q",
                        1,
                        "CHAT",
                        "CAPTURED",
                        "UNPAID",
                        "UNFULFILLED",
                        null,
                        null,
                        null,
                        "Adwoa \"A\"\n",
                        null,
                        List.of(),
                        "Accra",
                        none,
                        none,
                        none,
                        none,
                        new Money(11_000, "GHS"),
                        null,
                        Instant.now()));
    }

    private static UUID placed(UUID shop) {
        UUID order = UUID.randomUUID();
        gateway.service().publish(shop, order(order));
        return order;
    }

    @Test
    void an_order_is_told_to_its_own_shop_and_to_no_other() {
        Seller other = gateway.newSeller();
        try (Listening mine = new Listening(gateway, seller.token(), null);
                Listening theirs = new Listening(gateway, other.token(), null)) {
            UUID order = placed(seller.shopId());
            UUID last = placed(other.shopId());

            mine.awaitHeard(order.toString());
            assertThat(mine.heard())
                    .contains("event: order\n")
                    .contains("\"type\":\"OrderPlaced\"")
                    .contains("\"total\":110.00")
                    .contains("\"currency\":\"GHS\"")
                    .contains("\"customerName\":\"Adwoa \\\"A\\\"\\n\"");
            theirs.awaitHeard(last.toString());
            assertThat(theirs.heard()).doesNotContain(order.toString());
            assertThat(mine.heard()).doesNotContain(last.toString());
        }
    }

    @Test
    void messages_handoffs_stock_and_channels_are_told_by_name() {
        UUID conversation = UUID.randomUUID();
        Contact contact =
                new Contact("instagram:1:" + conversation, UUID.randomUUID(), Platform.INSTAGRAM, "1", "2", "Adwoa");
        try (Listening mine = new Listening(gateway, seller.token(), null)) {
            UUID shop = seller.shopId();
            gateway.service()
                    .publish(
                            shop,
                            new ReplyRequested(
                                    UUID.randomUUID(), conversation, contact, "ASSISTANT", "Hi!", List.of(), null, 0));
            mine.awaitHeard("\"Hi!\"");
            gateway.service()
                    .publish(
                            shop,
                            new MessageReceived(
                                    contact, Instant.now(), "m1", "I want it", List.of(), null, null, null, false));
            mine.awaitHeard("I want it");
            assertThat(mine.heard().substring(mine.heard().indexOf("MessageReceived")))
                    .as("the conversation was learnt from the reply")
                    .contains("\"conversationId\":\"" + conversation + "\"");
            gateway.service()
                    .publish(
                            shop,
                            new HandoffRequested(
                                    conversation, UUID.randomUUID(), contact, "complaint", "Broken", null));
            UUID variant = UUID.randomUUID();
            gateway.service().publish(shop, new StockLevelChanged(variant, variant, 1, 0, 1, "DENY", 1));
            gateway.service().publish(shop, new StockLow(variant, variant, 1, 2));
            gateway.service()
                    .publish(
                            shop,
                            new ChannelTroubled(variant, Platform.INSTAGRAM, "@glow", "token_expired", "Log in again"));
            mine.awaitHeard("event: handoff");
            mine.awaitHeard("\"type\":\"StockLow\"");
            mine.awaitHeard("token_expired");
            assertThat(mine.heard()).doesNotContain("StockLevelChanged");
        }
    }

    @Test
    void what_became_of_a_reply_is_told_to_who_may_see_conversations() {
        UUID conversation = UUID.randomUUID();
        Contact contact =
                new Contact("instagram:1:" + conversation, UUID.randomUUID(), Platform.INSTAGRAM, "1", "2", "Adwoa");
        ReplyRequested reply = new ReplyRequested(
                UUID.randomUUID(), conversation, contact, "SELLER", "It is here", List.of(), null, 0);
        String key = contact.conversationKey();
        UUID channel = contact.channelId();
        Instant now = Instant.now();
        try (Listening mine = new Listening(gateway, seller.token(), null)) {
            UUID shop = seller.shopId();
            gateway.service().publish(shop, reply);
            mine.awaitHeard("It is here");
            gateway.service().publish(shop, new MessageDelivered(key, channel, "m1", now));
            gateway.service().publish(shop, new MessageFailed(key, reply.replyId(), channel, "551", "blocked", now));
            gateway.service().publish(shop, new MessageRetried(key, reply.replyId(), channel, now));
            gateway.service().publish(shop, new MessageSent(key, reply.replyId(), channel, "m1", now));

            mine.awaitHeard("\"type\":\"MessageSent\"");

            assertThat(mine.heard())
                    .contains("event: delivery\n")
                    .contains("\"type\":\"MessageRetried\"")
                    .doesNotContain("MessageDelivered");
            assertThat(mine.heard().substring(mine.heard().indexOf("MessageFailed")))
                    .contains("\"id\":\"" + reply.replyId() + "\"")
                    .contains("\"conversationId\":\"" + conversation + "\"")
                    .contains("\"reason\":\"blocked\"");
        }
    }

    @Test
    void who_comes_back_hears_what_was_missed() {
        String lastId;
        try (Listening first = new Listening(gateway, seller.token(), null)) {
            UUID seen = placed(seller.shopId());
            first.awaitHeard(seen.toString());
            lastId = lastId(first.heard());
        }
        UUID missed = placed(seller.shopId());
        UUID missedToo = placed(seller.shopId());
        try (Listening again = new Listening(gateway, seller.token(), lastId)) {
            again.awaitHeard(missed.toString());
            again.awaitHeard(missedToo.toString());
            assertThat(again.heard()).doesNotContain("reset");
        }
    }

    @Test
    void who_comes_back_before_the_first_event_hears_what_was_missed_too() {
        Seller quiet = gateway.newSeller();
        String lastId;
        try (Listening first = new Listening(gateway, quiet.token(), null)) {
            first.awaitHeard("id: ");
            lastId = lastId(first.heard());
        }
        UUID missed = placed(quiet.shopId());
        try (Listening again = new Listening(gateway, quiet.token(), lastId)) {
            again.awaitHeard(missed.toString());
        }
    }

    private static String lastId(String heard) {
        return heard.substring(heard.lastIndexOf("id: ") + 4)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void who_was_away_too_long_is_told_to_read_anew() {
        for (String unknown : List.of(UUID.randomUUID().toString(), "t1", "x".repeat(500))) {
            try (Listening again = new Listening(gateway, seller.token(), unknown)) {
                again.awaitHeard("event: reset");
            }
        }
    }

    @Test
    void another_shops_event_is_no_place_to_resume_from() {
        Seller other = gateway.newSeller();
        String theirs;
        try (Listening first = new Listening(gateway, other.token(), null)) {
            first.awaitHeard(placed(other.shopId()).toString());
            theirs = lastId(first.heard());
        }
        try (Listening mine = new Listening(gateway, seller.token(), theirs)) {
            mine.awaitHeard("event: reset");
        }
    }

    @Test
    void the_stream_ends_with_the_token() {
        String token = ShortTokens.sign(
                gateway.service().context(), seller.userId(), seller.shopId(), Role.OWNER, Duration.ofSeconds(2));
        try (Listening mine = new Listening(gateway, token, null)) {
            mine.awaitHeard("id: ");
            mine.awaitOver();
        }
    }

    @Test
    void broken_events_and_events_of_no_shop_are_passed_over() {
        try (Listening mine = new Listening(gateway, seller.token(), null)) {
            gateway.service().publish(null, order(UUID.randomUUID()));
            ProducerRecord<String, byte[]> broken =
                    new ProducerRecord<>(gateway.service().topic(Topic.ORDER), "k", "{".getBytes());
            broken.headers()
                    .add("ce_type", "parley.order.placed.v1".getBytes())
                    .add("ce_id", "no id".getBytes())
                    .add("ce_shopid", seller.shopId().toString().getBytes());
            gateway.service().publish(broken);
            mine.awaitHeard(placed(seller.shopId()).toString());
        }
    }

    @Test
    void a_viewer_of_many_lines_is_stopped_at_some_number_and_strangers_at_once() {
        assertThat(gateway.http().get("/api/live").code()).isEqualTo("token_missing");
        assertThat(gateway.http().get("/api/live?access_token=nonsense").code()).isEqualTo("token_invalid");
        Seller busy = gateway.newSeller();
        List<Listening> open = new ArrayList<>();
        try {
            for (int i = 0; i < Streams.PER_USER_MAX; i++) {
                open.add(new Listening(gateway, busy.token(), null));
            }
            assertThat(gateway.http()
                            .get("/api/live?access_token=" + busy.token())
                            .code())
                    .isEqualTo("too_many_streams");
        } finally {
            open.forEach(Listening::close);
        }
    }

    @Test
    void a_hundred_silent_lines_leave_room_for_the_next_request() {
        List<Listening> open = viewers(100);
        try {
            assertThat(gateway.login(seller.email(), GatewayUnderTest.PASSWORD).status())
                    .isEqualTo(200);
            UUID order = placed(seller.shopId());
            open.forEach(one -> one.awaitHeard(order.toString()));
        } finally {
            open.forEach(Listening::close);
        }
    }

    @Test
    void a_line_opened_while_others_break_loses_nothing() {
        for (int round = 0; round < 15; round++) {
            viewers(10).forEach(Listening::close);
            List<Listening> open = new ArrayList<>();
            try {
                for (int i = 0; i < 10; i++) {
                    placed(seller.shopId()); // those that are closed break as they are told of it
                    open.add(new Listening(gateway, seller.token(), null));
                }
                UUID order = placed(seller.shopId());
                open.forEach(one -> one.awaitHeard(order.toString()));
            } finally {
                open.forEach(Listening::close);
            }
        }
    }

    /// Lines of one user each.
    private static List<Listening> viewers(int count) {
        return Stream.generate(() -> ShortTokens.sign(
                        gateway.service().context(),
                        UUID.randomUUID(),
                        seller.shopId(),
                        Role.VIEWER,
                        Duration.ofMinutes(5)))
                .limit(count)
                .map(token -> new Listening(gateway, token, null))
                .toList();
    }
}

package io.parley.conversation.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.parley.conversation.Glow;
import io.parley.conversation.knowledge.Shops;
import io.parley.conversation.shop.Shop;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.CommentLeftAlone;
import io.parley.events.ConversationEvent.ConversationClosed;
import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.ConversationEvent.ParentConsentAsked;
import io.parley.events.ConversationEvent.ParentConsentGiven;
import io.parley.events.ConversationEvent.TurnRecorded;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.InboundEvent.CommentReceived;
import io.parley.events.InboundEvent.EchoReceived;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.PickedItem;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReferralReceived;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.OpeningHours;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopState;
import io.parley.events.StockEvent.BackInStock;
import io.parley.starter.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the assistant says of its own accord, and what reaches it in other ways than by a message.
class ReachingOutServiceTest {
    private static final UUID TONER = Glow.id("Rose Toner");
    private static final UUID TONER_PIECE = Glow.id("Rose Toner/x");

    @Test
    void who_waits_is_told_once_when_it_is_back() {
        Chat chat = Chat.withNewShop();
        chat.stock("Rose Toner", "x", 0, 1);
        assertThat(chat.asks("do you have the rose toner?").text()).contains("sold out", "tell you when");
        assertThat(chat.asks("yes please").text()).contains("write to you here");
        chat.stock("Rose Toner", "x", 4, 2);
        for (int time = 0; time < 3; time++) {
            chat.service.publish(chat.shop, new BackInStock(TONER_PIECE, TONER, 4));
        }
        await().until(() -> chat.replies().size() == 3);
        assertThat(chat.replies().getLast().text()).contains("Rose Toner is back", "$24.00");
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(3);
        assertThat(chat.asks("yes 2 to Lagos").text()).contains("$48.00");
    }

    @Test
    void as_many_are_told_as_there_are_pieces_and_the_next_has_the_next_one() {
        Chat first = Chat.withNewShop();
        first.stock("Rose Toner", "x", 0, 1);
        Contact other = person(first, Platform.INSTAGRAM);
        first.asks("do you have the rose toner?");
        first.asks("yes please");
        says(first, other, "do you have the rose toner?");
        await().until(() -> replies(first, other).size() == 1);
        says(first, other, "yes please");
        await().until(() -> replies(first, other).size() == 2);
        first.service.publish(first.shop, new BackInStock(TONER_PIECE, TONER, 1));
        await().until(() -> first.replies().size() == 3);
        first.service.awaitIdle();
        assertThat(replies(first, other)).hasSize(2);
        first.service.publish(first.shop, new BackInStock(TONER_PIECE, TONER, 1));
        await().until(() -> replies(first, other).size() == 3);
        assertThat(first.replies()).extracting(ReplyRequested::marketing).containsExactly(false, false, true);
    }

    @Test
    void nobody_is_told_once_the_platform_has_closed_the_window() {
        Chat chat = Chat.withNewShop();
        chat.stock("Rose Toner", "x", 0, 1);
        chat.asks("do you have the rose toner?");
        chat.asks("yes please");
        silent(chat, Duration.ofHours(25));
        chat.service.publish(chat.shop, new BackInStock(TONER_PIECE, TONER, 1));
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(2);
        assertThat(chat.service
                        .jdbc()
                        .queryForObject(
                                "select count(*) from waitlist where shop_id = ? and told_at is null",
                                Integer.class,
                                chat.shop))
                .isEqualTo(1);
    }

    @Test
    void who_has_blocked_the_shop_is_told_nothing_of_its_own_accord_until_they_write_again() {
        Chat chat = Chat.withNewShop();
        chat.stock("Rose Toner", "x", 0, 1);
        chat.asks("do you have the rose toner?");
        ReplyRequested last = chat.asks("yes please");
        for (int time = 0; time < 2; time++) {
            chat.service.publish(
                    chat.shop,
                    new MessageFailed(
                            chat.contact.conversationKey(),
                            last.replyId(),
                            chat.contact.channelId(),
                            "551",
                            "blocked",
                            Instant.now()));
        }
        UUID id = UUID.fromString(chat.conversation().get("id").asString());
        ConversationClosed closed = chat.service.awaitEvent(
                ConversationClosed.class, it -> it.conversationId().equals(id));
        assertThat(closed.reason()).isEqualTo("blocked");
        chat.stock("Rose Toner", "x", 4, 2);

        chat.service.publish(chat.shop, new BackInStock(TONER_PIECE, TONER, 4));
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(2);

        chat.asks("how much is the hydra cream?");
        chat.service.publish(chat.shop, new BackInStock(TONER_PIECE, TONER, 4));
        await().until(() -> chat.replies().size() == 4);
        assertThat(chat.replies().getLast().text()).contains("Rose Toner is back");
        assertThat(chat.service.events(ConversationClosed.class).stream()
                        .filter(it -> it.conversationId().equals(id)))
                .as("told once")
                .hasSize(1);
    }

    @Test
    void an_order_left_lying_is_reminded_of_once() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(chat.shop, new ShopChanged(chat.shop, state(2, noonSomewhere(), List.of(), null)));
        chat.service.awaitIdle();
        chat.asks("2 hydra creams please");
        silent(chat, Duration.ofHours(3));
        await().atMost(Duration.ofSeconds(20)).until(() -> chat.replies().size() == 2);
        assertThat(chat.replies().getLast().text()).contains("Hydra Cream", "where should it go");
        assertThat(chat.replies()).extracting(ReplyRequested::marketing).containsExactly(false, true);
        silent(chat, Duration.ofHours(3));
        chat.service.awaitIdle();
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> chat.replies().size() == 2);
        assertThat(chat.asks("Lagos").text()).contains("$110.00");
    }

    @Test
    void a_comment_that_wants_something_is_answered_in_private_once() {
        Chat chat = Chat.withNewShop();
        CommentReceived claim = comment(chat, "c1", "sold 2 please!", TONER);
        chat.service.publish(chat.shop, claim);
        chat.service.publish(chat.shop, claim);
        await().until(() -> chat.replies().size() == 1);
        ReplyRequested reply = chat.replies().getFirst();
        assertThat(reply.commentId()).isEqualTo("c1");
        assertThat(reply.text()).contains("automated assistant", "ship");
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(1);
        ReplyRequested summary = chat.asks("Lagos");
        assertThat(summary.text()).contains("Rose Toner × 2", "$48.00");
        assertThat(summary.commentId()).isNull();
    }

    @Test
    void a_comment_that_names_what_is_sold_is_answered_in_private() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(chat.shop, comment(chat, "c1", "TONER", TONER));
        await().until(() -> chat.replies().size() == 1);
        assertThat(chat.replies().getFirst().commentId()).isEqualTo("c1");
        assertThat(chat.replies().getFirst().text()).contains("Rose Toner", "$24.00");
        assertThat(chat.asks("yes, 2 to Lagos").text()).contains("Rose Toner × 2");
    }

    @Test
    void a_comment_that_wants_nothing_gets_nothing() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(chat.shop, comment(chat, "c1", "so pretty 😍😍", TONER));
        chat.service.publish(chat.shop, comment(chat, "c2", "@zoe", TONER));
        chat.service.publish(chat.shop, comment(chat, "c3", "love this toner 😍", TONER));
        chat.service.awaitIdle();
        assertThat(chat.replies()).isEmpty();
        assertThat(chat.owner.get("/api/conversations").json().get("items")).isEmpty();
        assertThat(leftAlone(chat))
                .extracting(CommentLeftAlone::commentId, CommentLeftAlone::reason, CommentLeftAlone::text)
                .containsExactlyInAnyOrder(
                        tuple("c1", "wants_nothing", "so pretty 😍😍"),
                        tuple("c2", "wants_nothing", "@zoe"),
                        tuple("c3", "wants_nothing", "love this toner 😍"));
    }

    @Test
    void an_edited_comment_is_answered_unless_it_was_before() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(chat.shop, comment(chat, "c1", "nice", TONER));
        chat.service.publish(chat.shop, comment(chat, "c1", "mine 2 rose toners", TONER));
        await().until(() -> chat.replies().size() == 1);
        chat.service.publish(chat.shop, comment(chat, "c1", "mine 3 rose toners", TONER));
        await().until(() -> leftAlone(chat).size() == 2);
        assertThat(chat.replies()).hasSize(1);
        assertThat(leftAlone(chat))
                .extracting(CommentLeftAlone::reason)
                .containsExactly("wants_nothing", "answered_before");
    }

    private static List<CommentLeftAlone> leftAlone(Chat chat) {
        return chat.service.events(CommentLeftAlone.class).stream()
                .filter(it -> it.channelId().equals(chat.contact.channelId()))
                .toList();
    }

    @Test
    void what_was_picked_in_the_platforms_catalogue_is_the_order() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(
                chat.shop,
                new MessageReceived(
                        chat.contact,
                        Instant.now(),
                        "picked-" + chat.contact.personId(),
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        false,
                        List.of(
                                new PickedItem("ROSE-TONER-X", 2, new java.math.BigDecimal("0.01"), "USD"),
                                new PickedItem(Glow.id("Glow Serum/30ml").toString(), 1, null, null),
                                new PickedItem("nobody knows*,", 1, null, null)),
                        false));
        await().until(() -> chat.replies().size() == 1);
        assertThat(chat.transcript()
                        .get(0)
                        .get("attachments")
                        .valueStream()
                        .map(it -> it.get("title").asString()))
                .containsExactly("Rose Toner × 2", "Glow Serum (30ml) × 1", "nobody knows × 1");
        assertThat(chat.asks("to Lagos").text()).contains("Rose Toner × 2", "Glow Serum (30ml) × 1", "$93.00");
    }

    @Test
    void the_inbox_says_that_an_order_came_and_the_shoppers_words_stand_beside_it() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(chat.shop, picked(chat, "1", null, "rose-toner-x"));
        await().until(() -> chat.replies().size() == 1);
        chat.service.publish(chat.shop, picked(chat, "2", "please deliver tomorrow", "rose-toner-x"));
        await().until(() -> chat.replies().size() == 2);

        assertThat(chat.transcript().get(2).get("text").asString()).isEqualTo("please deliver tomorrow");
        assertThat(chat.transcript().get(2).at("/attachments/0/title").asString())
                .isEqualTo("Rose Toner × 2");
    }

    private static MessageReceived picked(Chat chat, String id, @Nullable String text, String reference) {
        return new MessageReceived(
                chat.contact,
                Instant.now(),
                "picked-" + id + chat.contact.personId(),
                text,
                List.of(),
                null,
                null,
                null,
                false,
                List.of(new PickedItem(reference, 2, null, null)),
                false);
    }

    @Test
    void a_code_of_the_shops_own_opens_at_its_product() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(
                chat.shop,
                new ReferralReceived(chat.contact, Instant.now(), new Referral("code", "x1", null, null, null, TONER)));
        await().until(() -> chat.replies().size() == 1);
        assertThat(chat.replies().getFirst().text()).contains("Rose Toner", "$24.00");
    }

    @Test
    void what_the_seller_has_answered_in_the_app_is_not_answered_again_when_it_is_found_late() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(chat.shop, late(chat, "how much is the rose toner?", Duration.ofMinutes(5), "q"));
        chat.service.publish(
                chat.shop,
                new EchoReceived(
                        chat.contact, Instant.now().minus(Duration.ofMinutes(4)), "e", "It is $24 💕", List.of()));
        chat.service.publish(chat.shop, late(chat, "how much is the hydra cream?", Duration.ofHours(5), "old"));
        chat.service.awaitIdle();
        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> chat.replies().isEmpty());
        assertThat(chat.service
                        .jdbc()
                        .queryForList(
                                "select late from message where shop_id = ? and sender = 'SHOPPER'",
                                Boolean.class,
                                chat.shop))
                .containsExactly(true, true);

        String id = chat.owner
                .get("/api/conversations")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        assertThat(chat.owner
                        .post("/api/conversations/" + id + "/release", "{}")
                        .status())
                .isLessThan(300);
        assertThat(chat.asks("2 glow serum 30ml").text())
                .as("neither question is asked any more")
                .doesNotContain("Rose Toner", "Hydra Cream");
    }

    @Test
    void a_message_found_too_late_is_answered_with_the_next_one() {
        Chat chat = Chat.withNewShop();
        chat.service.publish(chat.shop, late(chat, "how much is the rose toner?", Duration.ofHours(5), "old"));
        chat.service.awaitIdle();
        assertThat(chat.replies()).isEmpty();
        assertThat(chat.service
                        .jdbc()
                        .queryForObject(
                                "select late from message where shop_id = ? and text like 'how much%'",
                                Boolean.class, chat.shop))
                .isTrue();
        assertThat(chat.asks("hello, anybody there?").text()).contains("$24.00");
        chat.service.publish(chat.shop, late(chat, "how much is the hydra cream?", Duration.ofMinutes(5), "new"));
        await().until(() -> chat.replies().size() == 2);
        assertThat(chat.replies().getLast().text()).contains("$55.00");
    }

    @Test
    void of_a_child_nothing_is_kept() {
        Chat chat = Chat.withNewShop();
        chat.asks("1 rose toner to 5 Marina Road, my mail is tom@example.com");
        assertThat(chat.asks("i am 11 years old btw").text()).contains("mum, dad or guardian");
        HandoffRequested handoff = chat.service.awaitEvent(
                HandoffRequested.class, h -> h.contact().personId().equals(chat.contact.personId()));
        assertThat(handoff.reason()).isEqualTo("under_age");
        chat.says("my name is Tom Thumb");
        chat.service.awaitIdle();
        assertThat(chat.service
                        .jdbc()
                        .queryForList(
                                "select coalesce(text, '') from message where shop_id = ? and sender = 'SHOPPER'",
                                String.class,
                                chat.shop))
                .isNotEmpty()
                .allMatch(String::isEmpty);
        assertThat(chat.service
                        .jdbc()
                        .queryForMap("select name, phone, email from shopper where shop_id = ?", chat.shop)
                        .values())
                .containsOnlyNulls();
        assertThat(chat.service
                        .jdbc()
                        .queryForObject(
                                "select context::text from conversation where shop_id = ?", String.class, chat.shop))
                .doesNotContain("Marina", "Thumb", "btw");
        keepsNothingOf(chat, "Marina", "Thumb", "btw", "tom@example.com", "Zoe");
        UUID conversation = UUID.fromString(chat.conversation().get("id").asString());
        await().until(() -> chat.service.events(TurnRecorded.class).stream()
                        .filter(turn -> turn.conversationId().equals(conversation))
                        .count()
                == 3);
        assertThat(chat.service.events(TurnRecorded.class).stream()
                        .filter(turn -> turn.conversationId().equals(conversation))
                        .skip(1))
                .as("what is told of a child's turns")
                .allSatisfy(turn -> {
                    assertThat(turn.heard()).isEmpty();
                    assertThat(turn.said()).isNull();
                });
        assertThat(handoff.contact().personName()).isNull();
        assertThat(handoff.summary()).doesNotContain("11", "btw");
        assertThat(chat.replies().getLast().contact().personName()).isNull();
    }

    @Test
    void a_parent_is_asked_by_mail_before_a_child_orders_and_can_take_it_back() {
        Chat chat = Chat.withNewShop();
        String mother = "mother." + chat.contact.personId() + "@example.com";
        assertThat(chat.asks("i am 11 years old, 1 rose toner please").text()).contains("e-mail address");
        assertThat(chat.asks("my mum is " + mother).text()).contains("by e-mail");
        ParentConsentAsked asked = chat.service.awaitEvent(
                ParentConsentAsked.class, ask -> ask.parentEmail().equals(mother));
        keepsNothingOf(chat, mother, "Zoe");
        String page = "/api/conversations/consents/" + asked.token();
        assertThat(chat.service.http().get(page).text()).contains("Glow by Ama", "I agree");
        assertThat(chat.service.http().get(page + "x").status()).isEqualTo(404);
        chat.says("so 1 rose toner to Lagos please");
        chat.service.awaitIdle();
        assertThat(chat.replies()).as("until they agree, somebody will answer").hasSize(3);

        for (int time = 0; time < 2; time++) {
            assertThat(chat.service.http().post(page + "/agree", null).status()).isEqualTo(200);
        }
        chat.service.awaitEvent(
                ParentConsentGiven.class, given -> given.conversationId().equals(asked.conversationId()));
        await().until(() -> chat.replies().size() == 4);
        assertThat(chat.replies().getLast().text()).contains("your parent has agreed");
        assertThat(chat.asks("i am 11, 1 rose toner to Lagos please").text()).contains("$24.00");

        assertThat(chat.service.http().post(page + "/revoke", null).status()).isEqualTo(200);
        chat.says("yes");
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(5);
        keepsNothingOf(chat, mother, "Lagos", "Zoe");
        assertThat(chat.service.events(OrderCaptured.class))
                .filteredOn(order -> order.conversationId().equals(asked.conversationId()))
                .isEmpty();
        assertThat(chat.service.events(ParentConsentGiven.class))
                .filteredOn(given -> given.conversationId().equals(asked.conversationId()))
                .hasSize(1);
    }

    private static void keepsNothingOf(Chat chat, String... words) {
        for (String table :
                List.of("conversation", "message", "turn", "shopper", "identity", "waitlist", "parent_consent")) {
            assertThat(chat.service
                            .jdbc()
                            .queryForList(
                                    "select to_jsonb(t)::text from " + table + " t where shop_id = ?",
                                    String.class,
                                    chat.shop))
                    .as("nothing of it stands in %s", table)
                    .allSatisfy(row -> assertThat(row).doesNotContain(words));
        }
    }

    @Test
    void a_call_hears_fewer_words() {
        Chat chat = Chat.withNewShop();
        Contact caller = person(chat, Platform.VOICE);
        says(chat, caller, "2 hydra creams to Lagos");
        await().until(() -> replies(chat, caller).size() == 1);
        ReplyRequested reply = replies(chat, caller).getFirst();
        assertThat(reply.spoken()).contains("$110.00", "Lagos").endsWith("?").doesNotContain("\n", "😊");
        assertThat(chat.asks("2 hydra creams to Lagos").spoken()).isNull();
    }

    @Test
    void a_shop_that_is_closed_says_so_once() {
        Chat chat = Chat.withNewShop();
        int yesterday =
                Instant.now().atZone(ZoneOffset.UTC).getDayOfWeek().minus(2).getValue();
        chat.service.publish(
                chat.shop,
                new ShopChanged(
                        chat.shop,
                        state(2, "UTC", List.of(new OpeningHours(yesterday, "09:00", "10:00")), "We rest!")));
        chat.service.awaitIdle();
        assertThat(chat.asks("how much is the rose toner?").text())
                .contains("We rest!")
                .doesNotContain("$");
        assertThat(chat.service
                        .awaitEvent(HandoffRequested.class, h -> h.contact().equals(chat.contact))
                        .reason())
                .isEqualTo("closed_hours");
        chat.says("hello??");
        chat.service.awaitIdle();
        assertThat(chat.replies()).hasSize(1);
    }

    @Test
    void settings_are_read_from_the_shops_state_and_its_answers() {
        JsonMapper json = JsonMapper.builder().build();
        String state = json.writeValueAsString(state(
                2,
                "Africa/Lagos",
                List.of(new OpeningHours(1, "09:00", "24:00"), new OpeningHours(9, "x", "y")),
                null));
        String answers = """
                [{"id": "%s", "questions": ["where are you"], "answer": "In Lagos", "language": null}]
                """.formatted(Ids.next());
        Shop shop = Shops.read(Ids.next(), state, answers, json);
        assertThat(shop.answers())
                .singleElement()
                .satisfies(a -> assertThat(a.answer()).isEqualTo("In Lagos"));
        assertThat(shop.settings().hours().spans()).hasSize(1);
        assertThat(shop.settings().neverSay()).containsExactly("cheap");
        assertThat(shop.settings().delivery()).isEqualTo("By bike.");
        assertThat(shop.settings().fetchesFor("complaint")).isTrue();
        assertThat(shop.settings().fetchesFor("custom_request")).isFalse();
        assertThat(Shops.read(Ids.next(), state, null, json).answers()).isEmpty();
    }

    private static ShopState state(
            long version, String zone, List<OpeningHours> hours, @Nullable String closedMessage) {
        return new ShopState(
                version,
                "Glow by Ama",
                "glow",
                null,
                "beauty",
                zone,
                "USD",
                "en-US",
                "ama@example.com",
                "ARRANGE_WITH_SELLER",
                new Assistant(
                        "friendly",
                        List.of("complaint"),
                        "instant",
                        List.of("en", "fr"),
                        hours,
                        closedMessage,
                        null,
                        false,
                        List.of("cheap"),
                        null,
                        null,
                        null,
                        "By bike.",
                        null));
    }

    /// A time zone where it is about noon, whenever the test runs.
    private static String noonSomewhere() {
        int hour = Instant.now().atZone(ZoneOffset.UTC).getHour();
        return ZoneOffset.ofHours(12 - hour).getId();
    }

    /// As if the last that was said had been said that long ago.
    private static void silent(Chat chat, Duration ago) {
        Instant then = Instant.now().minus(ago);
        chat.service.jdbc().update("""
                        update conversation set last_at = ?::timestamptz,
                          context = jsonb_set(context, '{lastTurnAt}', to_jsonb(?::text)) where shop_id = ?
                        """, then.toString(), then.toString(), chat.shop);
    }

    private static CommentReceived comment(Chat chat, String id, String text, UUID product) {
        return new CommentReceived(chat.contact, Instant.now(), id, "post-1", text, false, product);
    }

    private static MessageReceived late(Chat chat, String text, Duration ago, String id) {
        return new MessageReceived(
                chat.contact,
                Instant.now().minus(ago),
                id + chat.contact.personId(),
                text,
                List.of(),
                null,
                null,
                null,
                true);
    }

    private static Contact person(Chat chat, Platform platform) {
        String id = "p" + Ids.next().toString().replace("-", "");
        return new Contact(Contact.key(platform, "1784", id), Ids.next(), platform, "1784", id, "Bo");
    }

    private static void says(Chat chat, Contact contact, String text) {
        chat.service.publish(
                chat.shop,
                new MessageReceived(
                        contact, Instant.now(), "m" + Ids.next(), text, List.of(), null, null, null, false));
    }

    private static List<ReplyRequested> replies(Chat chat, Contact contact) {
        return chat.service.events(ReplyRequested.class).stream()
                .filter(r -> r.contact().conversationKey().equals(contact.conversationKey()))
                .distinct()
                .toList();
    }
}

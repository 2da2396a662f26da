package io.parley.conversation.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.conversation.Glow;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.InboundEvent;
import io.parley.events.InboundEvent.Attachment;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.PostbackReceived;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReplyTo;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a shopper comes from, or points at, is what the conversation is about.
class ComingFromServiceTest {
    private static final UUID TONER = Glow.id("Rose Toner");

    @ParameterizedTest
    @ValueSource(strings = {"Get Started", "Démarrer", "Bắt đầu"})
    void who_presses_the_pages_own_button_under_a_code_is_told_of_its_product(String title) {
        Chat chat = Chat.withNewShop();

        ReplyRequested reply = answered(chat, pressed(chat, title, code("k7", TONER)));

        assertThat(reply.text()).contains("Rose Toner", "$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Get Started", "Démarrer", "Bắt đầu"})
    void who_presses_the_pages_own_button_is_greeted(String title) {
        Chat chat = Chat.withNewShop();

        ReplyRequested reply = answered(chat, pressed(chat, title, null));

        assertThat(reply.text()).contains("How can I help you today?");
    }

    @Test
    void a_hello_under_an_ad_is_answered_with_what_the_ad_shows() {
        Chat chat = Chat.withNewShop();

        ReplyRequested reply =
                answered(chat, message(chat, "hi", null, new Referral("ad", "ad-7", "ad1", null, "Rose Toner")));

        assertThat(reply.text()).contains("Rose Toner", "$");
    }

    @Test
    void a_question_under_an_ad_is_of_what_the_ad_shows() {
        Chat chat = Chat.withNewShop();

        ReplyRequested reply = answered(
                chat,
                message(
                        chat,
                        "Hello! Can I get more info on this?",
                        null,
                        new Referral("ad", "ad-7", "ad1", null, "Rose Toner")));

        assertThat(reply.text()).contains("Rose Toner");
    }

    @Test
    void a_word_to_write_leads_to_its_product_whatever_else_is_called_so() {
        Chat chat = Chat.withNewShop();

        ReplyRequested reply =
                answered(chat, message(chat, "GLOW", null, new Referral("code", "k7", null, null, "glow", TONER)));

        assertThat(reply.text()).contains("Rose Toner").doesNotContain("Glow Serum");
    }

    @Test
    void this_one_is_what_the_message_replied_to_is_about() {
        Chat chat = Chat.withNewShop();
        ReplyRequested told = chat.asks("how much is the hydra cream?");
        chat.service.publish(
                chat.shop,
                new MessageSent(
                        chat.contact.conversationKey(),
                        told.replyId(),
                        chat.contact.channelId(),
                        "mid-told",
                        Instant.now()));
        chat.asks("and the rose toner?");
        chat.service.awaitIdle();

        ReplyRequested reply =
                answered(chat, message(chat, "I'll take one of this", new ReplyTo("message", "mid-told", null), null));

        assertThat(chat.conversation().get("state").asString()).isEqualTo("COLLECTING_LOCATION");
        assertThat(answered(chat, message(chat, "Leeds", null, null)).text())
                .as(reply.text())
                .contains("Hydra Cream")
                .doesNotContain("Rose Toner");
    }

    @Test
    void this_one_is_what_the_picture_replied_to_shows_among_several() {
        Chat chat = Chat.withNewShop();
        chat.asks("what do you have?");

        ReplyTo picture = new ReplyTo("message", "mid-last", null, "Rose Toner\n$18.00");
        ReplyRequested reply = answered(chat, message(chat, "I'll take one of this", picture, null));

        assertThat(chat.conversation().get("state").asString()).isEqualTo("COLLECTING_LOCATION");
        assertThat(answered(chat, message(chat, "Leeds", null, null)).text())
                .as(reply.text())
                .contains("Rose Toner");
    }

    @Test
    void an_album_is_answered_once() {
        Chat chat = Chat.withNewShop();

        for (int picture = 0; picture < 6; picture++) {
            chat.says(null, new Attachment("image", "https://cdn.example/" + picture + ".jpg", null, null, null));
        }

        await().until(() -> !chat.replies().isEmpty());
        chat.service.awaitIdle();
        assertThat(chat.asks("how much is the hydra cream?").text()).contains("$55.00");
        assertThat(chat.replies()).hasSize(2);
    }

    @Test
    void an_album_whose_first_picture_asks_something_is_answered_once() {
        Chat chat = Chat.withNewShop();
        Attachment picture = new Attachment("image", "https://cdn.example/1.jpg", null, null, null);

        ReplyRequested reply = chat.asks("do you have this hydra cream?", picture);
        for (int other = 0; other < 3; other++) {
            chat.says(null, picture);
        }

        assertThat(reply.text()).contains("Hydra Cream");
        assertThat(chat.asks("how much is the rose toner?").text()).contains("$24.00");
        assertThat(chat.replies()).hasSize(2);
    }

    @Test
    void a_poster_keyword_leads_to_its_product_whatever_the_code_is_called() {
        Chat chat = Chat.withNewShop();

        ReplyRequested reply = answered(
                chat, message(chat, " Glow ", null, new Referral("keyword", "k7", null, null, "Rose Toner", TONER)));

        assertThat(reply.text()).contains("Rose Toner").doesNotContain("Glow Serum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP", "help!", "Aide", "INFO"})
    void who_asks_a_number_for_help_hears_who_it_is_and_how_to_stop(String word) {
        Chat chat = Chat.withNewShop().another(Platform.SMS, "+14185550100");

        ReplyRequested reply = chat.asks(word);

        assertThat(reply.text()).contains("Glow by Ama", "STOP").doesNotContain("didn't");
        assertThat(chat.transcript().get(0).get("text").asString()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start"})
    void who_starts_without_having_stopped_is_greeted(String word) {
        Chat chat = Chat.withNewShop();

        assertThat(chat.asks(word).text()).contains("How can I help you today?");
        assertThat(answered(chat, pressed(chat, "Start", null)).text()).contains("How can I help you today?");
    }

    @Test
    void an_address_filled_into_a_form_is_the_place_and_an_empty_form_is_none() {
        Chat chat = Chat.withNewShop();
        chat.asks("1 rose toner please");

        ReplyRequested again = answered(chat, form(chat, null, List.of()));
        ReplyRequested summary = answered(
                chat,
                form(
                        chat,
                        "name: Kojo\nphone number: +919800000001",
                        List.of(new Attachment("location", null, "B-4, 12 Patel Rd, Mumbai", null, null))));

        assertThat(chat.transcript().get(2).at("/attachments/0/kind").asString())
                .isEqualTo("form");
        assertThat(again.text()).contains("?").doesNotContain("Sent", "payment");
        assertThat(summary.text()).contains("B-4, 12 Patel Rd, Mumbai").doesNotContain("Kojo");
    }

    private static MessageReceived form(Chat chat, @Nullable String text, List<Attachment> attachments) {
        MessageReceived plain = chat.message(text);
        return new MessageReceived(
                plain.contact(), plain.sentAt(), plain.messageId(), text, attachments, "form:flow", null, null, false);
    }

    private static Referral code(String code, UUID product) {
        return new Referral("code", code, null, null, null, product);
    }

    private static PostbackReceived pressed(Chat chat, String title, @Nullable Referral referral) {
        return new PostbackReceived(
                chat.contact, Instant.now(), "pb-" + chat.contact.personId(), title, "GET_STARTED", referral);
    }

    private static MessageReceived message(
            Chat chat, String text, @Nullable ReplyTo replyTo, @Nullable Referral referral) {
        MessageReceived plain = chat.message(text);
        return new MessageReceived(
                plain.contact(), plain.sentAt(), plain.messageId(), text, List.of(), null, replyTo, referral, false);
    }

    private static ReplyRequested answered(Chat chat, InboundEvent event) {
        int before = chat.replies().size();
        chat.service.publish(chat.shop, event);
        await().until(() -> chat.replies().size() > before);
        return chat.replies().getLast();
    }
}

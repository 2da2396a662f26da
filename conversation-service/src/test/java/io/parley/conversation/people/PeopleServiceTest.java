package io.parley.conversation.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.conversation.turn.Chat;
import io.parley.events.ConversationEvent.ShopperIdentified;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PeopleServiceTest {
    private static final String PATH = "/api/conversations/shoppers";
    private final Chat chat = Chat.withNewShop();

    @Test
    void the_number_a_platform_vouches_for_makes_one_person_of_two_threads() {
        Chat whatsapp = met(Platform.WHATSAPP, "+1 415 555 0123");
        Chat sms = met(Platform.SMS, "+14155550123");
        ShopperIdentified told = chat.service.awaitEvent(
                ShopperIdentified.class, e -> e.shopperId().toString().equals(shopper(whatsapp)));
        assertThat(told.phone()).isEqualTo("+14155550123");
        await().until(() -> person(whatsapp).get("others").size() == 1);

        JsonNode person = person(whatsapp);
        assertThat(person.at("/others/0/id").asString()).isEqualTo(shopper(sms));
        assertThat(person.at("/shopper/phone").asString()).isEqualTo("+14155550123");
        assertThat(person.at("/shopper/conversations")).hasSize(1);
        assertThat(whatsapp.conversation().get("id"))
                .isNotEqualTo(sms.conversation().get("id"));

        // told apart, they stay apart whatever comes
        JsonNode apart =
                chat.owner.post(PATH + "/" + shopper(sms) + "/unmerge", null).json();
        assertThat(apart.get("others")).isEmpty();
        assertThat(apart.get("alike")).hasSize(1);
        Chat third = met(Platform.VOICE, "+14155550123");
        await().until(() -> person(third).get("others").size() == 1);
        assertThat(person(whatsapp).get("others").size()
                        + person(sms).get("others").size())
                .isEqualTo(1);

        // unless the seller joins them
        JsonNode merged = chat.owner
                .post(PATH + "/" + shopper(sms) + "/merge", Map.of("with", shopper(whatsapp)))
                .json();
        assertThat(merged.get("others").size()).isGreaterThanOrEqualTo(1);
        assertThat(person(whatsapp).at("/shopper/profileId")).isEqualTo(merged.at("/shopper/profileId"));
    }

    @Test
    void what_somebody_says_of_themselves_and_a_name_join_nobody() {
        Chat whatsapp = met(Platform.WHATSAPP, "+14155550123");
        Chat instagram = chat.another(Platform.INSTAGRAM, null);
        instagram.asks("my number is 415 555 0123, how much is the hydra cream?");
        chat.service.awaitIdle();
        await().until(() -> person(instagram).get("alike").size() == 1);
        assertThat(person(instagram).get("others")).isEmpty();
        assertThat(person(instagram).at("/alike/0/id").asString()).isEqualTo(shopper(whatsapp));
        assertThat(person(instagram).at("/shopper/phone").asString()).isEqualTo("+14155550123");
        assertThat(person(instagram).at("/shopper/name").asString()).isEqualTo("Zoe");
        assertThat(person(whatsapp).get("others")).isEmpty();
    }

    @Test
    void shoppers_are_listed_and_found() {
        met(Platform.WHATSAPP, "+14155550123");
        met(Platform.INSTAGRAM, null);
        await().until(() ->
                chat.owner.get(PATH + "?q=5550123").json().get("items").size() == 1);
        JsonNode first = chat.owner.get(PATH + "?limit=1").json();
        JsonNode second = chat.owner
                .get(PATH + "?limit=1&cursor=" + first.get("next").asString())
                .json();
        assertThat(List.of(first.at("/items/0/id"), second.at("/items/0/id"))).doesNotHaveDuplicates();
        assertThat(second.has("next")).isFalse();
        assertThat(chat.owner
                        .post(
                                PATH + "/" + first.at("/items/0/id").asString() + "/merge",
                                Map.of("with", first.at("/items/0/id").asString()))
                        .code())
                .isEqualTo("same_shopper");
    }

    @ParameterizedTest
    @CsvSource({
        "+1 (415) 555-0123, ZZ, +14155550123",
        "415 555 0123, US, +14155550123",
        "0803 123 4567, NG, +2348031234567",
        "0803 123 4567, ZZ,",
        "12, US,",
        "ORD-7K3M9Q, US,",
        "99999999999999999999999999999999999999999999, US,"
    })
    void a_number_is_known_however_it_is_written(String written, String region, String e164) {
        assertThat(Phones.e164(written, region).orElse(null)).isEqualTo(e164);
    }

    @Test
    void on_the_phone_nobody_waits_for_dots_that_type() {
        ShopState shop = Chat.shopState(2, "friendly");
        chat.service.publish(
                chat.shop,
                new ShopChanged(
                        chat.shop,
                        new ShopState(
                                2,
                                shop.name(),
                                shop.slug(),
                                shop.businessType(),
                                shop.sells(),
                                shop.timeZone(),
                                shop.currency(),
                                shop.locale(),
                                shop.ownerEmail(),
                                shop.paymentMode(),
                                new Assistant("friendly", List.of(), "delayed", List.of("en"), List.of(), null))));
        chat.service.awaitIdle();
        Chat caller = chat.another(Platform.VOICE, "+14155550123");
        ReplyRequested reply = caller.asks("how much is the hydra cream?");

        assertThat(reply.delayMillis()).isZero();
        assertThat(reply.spoken()).isNotBlank();
        assertThat(chat.another(Platform.WHATSAPP, "+14155550124")
                        .asks("how much is the hydra cream?")
                        .delayMillis())
                .isPositive();
    }

    private Chat met(Platform platform, String phone) {
        Chat met = chat.another(platform, phone);
        met.asks("how much is the hydra cream?");
        return met;
    }

    private String shopper(Chat of) {
        return of.conversation().get("shopperId").asString();
    }

    private JsonNode person(Chat of) {
        return chat.owner.get(PATH + "/" + shopper(of)).json();
    }
}

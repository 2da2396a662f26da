package io.parley.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.platform.Part;
import io.parley.events.Contact;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TelegramPartsTest {
    private static List<Part> parts(int products, @Nullable String picture) {
        List<Card> cards = IntStream.rangeClosed(1, products)
                .mapToObj(i -> new Card(
                        "Our serum number " + i, "GHS 45", picture, List.of(new QuickReply("Choose", "product:" + i))))
                .toList();
        return TelegramParts.of(new ReplyRequested(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new Contact("telegram:1:2", UUID.randomUUID(), Platform.TELEGRAM, "1", "2", null),
                "ASSISTANT",
                "We have:",
                List.of(),
                null,
                0,
                cards,
                List.of(),
                null,
                null,
                null));
    }

    @Test
    void products_without_a_picture_are_a_keyboard_of_their_names() {
        List<Part> parts = parts(2, null);

        assertThat(parts).hasSize(1);
        JsonNode keyboard = TelegramJson.text("2", parts.getFirst()).at("/reply_markup/inline_keyboard");
        assertThat(keyboard.at("/1/0/text").asString()).isEqualTo("Our serum number 2");
        assertThat(keyboard.at("/1/0/callback_data").asString()).isEqualTo("product:2");
    }

    @Test
    void few_with_pictures_are_shown_and_many_are_a_keyboard() {
        List<Part> few = parts(3, "https://glow.example/a.jpg");
        List<Part> many = parts(6, "https://glow.example/a.jpg");

        assertThat(few).hasSize(4);
        assertThat(few.getFirst().imageUrl()).isEqualTo("https://glow.example/a.jpg");
        assertThat(few.getFirst().quickReplies())
                .extracting(QuickReply::payload)
                .containsExactly("product:1");
        assertThat(many).hasSize(1);
        assertThat(many.getFirst().quickReplies()).hasSize(6);
    }
}

package io.parley.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Findings;
import io.parley.channel.platform.Part;
import io.parley.events.Contact;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.OutboundEvent.Template;
import io.parley.events.Platform;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WhatsAppPartsTest {
    private static final String PICTURE = "https://glow.example/serum.jpg";

    private static List<Part> parts(
            String text, List<QuickReply> quick, @Nullable String image, List<Card> cards, List<Link> links) {
        return WhatsAppParts.of(new ReplyRequested(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new Contact("whatsapp:1:2", UUID.randomUUID(), Platform.WHATSAPP, "1", "2", null),
                "ASSISTANT",
                text,
                quick,
                image,
                0,
                cards,
                links,
                null,
                null,
                null));
    }

    private static List<QuickReply> offered(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new QuickReply("Size " + i, "size:" + i))
                .toList();
    }

    @Test
    void words_go_as_words() {
        JsonNode json = WhatsAppJson.of(parts("See https://glow.example", List.of(), null, List.of(), List.of())
                .getFirst());

        assertThat(json.at("/text/body").asString()).isEqualTo("See https://glow.example");
        assertThat(json.at("/text/preview_url").asBoolean()).isTrue();
    }

    @Test
    void up_to_three_answers_are_buttons_and_up_to_ten_a_list() {
        JsonNode buttons = WhatsAppJson.of(
                parts("Which?", offered(3), null, List.of(), List.of()).getFirst());
        JsonNode list = WhatsAppJson.of(
                parts("Which?", offered(12), null, List.of(), List.of()).getFirst());

        assertThat(buttons.at("/interactive/action/buttons")).hasSize(3);
        assertThat(buttons.at("/interactive/action/buttons/0/reply/id").asString())
                .isEqualTo("size:1");
        assertThat(list.at("/interactive/type").asString()).isEqualTo("list");
        assertThat(list.at("/interactive/action/sections/0/rows")).hasSize(10);
    }

    @Test
    void titles_that_would_be_the_same_after_cutting_stay_apart() {
        List<QuickReply> same = List.of(
                new QuickReply("A very long title of the first", "1"),
                new QuickReply("A very long title of the other", "2"),
                new QuickReply("again", "1"));
        JsonNode json = WhatsAppJson.of(
                parts("Which?", same, null, List.of(), List.of()).getFirst());

        assertThat(json.at("/interactive/action/buttons"))
                .extracting(button -> button.at("/reply/title").asString())
                .doesNotHaveDuplicates()
                .hasSize(2)
                .allSatisfy(title -> assertThat(title).hasSizeLessThanOrEqualTo(20));
    }

    @Test
    void a_picture_stands_over_its_words_and_buttons() {
        List<Part> one = parts("Our serum", offered(2), PICTURE, List.of(), List.of());

        assertThat(one).hasSize(1);
        JsonNode json = WhatsAppJson.of(one.getFirst());
        assertThat(json.at("/interactive/header/image/link").asString()).isEqualTo(PICTURE);
        assertThat(json.at("/interactive/body/text").asString()).isEqualTo("Our serum");
        JsonNode plain = WhatsAppJson.of(
                parts("Our serum", List.of(), PICTURE, List.of(), List.of()).getFirst());
        assertThat(plain.at("/image/caption").asString()).isEqualTo("Our serum");
    }

    @Test
    void a_long_text_with_buttons_ends_with_a_piece_that_fits_beside_them() {
        String text = "Our serum is made with love in Accra. ".repeat(200).strip();
        List<Part> all = parts(text, offered(3), null, List.of(), List.of());

        assertThat(all).hasSizeGreaterThan(2);
        assertThat(String.join(" ", all.stream().map(Part::text).toList())).isEqualTo(text);
        assertThat(all.getLast().text()).hasSizeLessThanOrEqualTo(1_024);
        assertThat(all.subList(0, all.size() - 1))
                .allSatisfy(part -> assertThat(part.quickReplies()).isEmpty());
    }

    @Test
    void few_cards_are_pictures_with_buttons_and_many_are_a_list() {
        Card card = new Card("Glow Serum", "GHS 45, in stock", PICTURE, List.of(new QuickReply("Choose", "p:1")));
        List<Part> few = parts("Here:", List.of(), null, List.of(card, card), List.of());
        List<Card> many = IntStream.range(0, 8)
                .mapToObj(
                        i -> new Card("Product " + i, "GHS " + i, PICTURE, List.of(new QuickReply("Choose", "p:" + i))))
                .toList();
        JsonNode list =
                WhatsAppJson.of(parts("Here:", List.of(), null, many, List.of()).getLast());

        assertThat(few).hasSize(3);
        JsonNode first = WhatsAppJson.of(few.getFirst());
        assertThat(first.at("/interactive/header/image/link").asString()).isEqualTo(PICTURE);
        assertThat(first.at("/interactive/body/text").asString()).isEqualTo("*Glow Serum*\nGHS 45, in stock");
        assertThat(list.at("/interactive/action/sections/0/rows")).hasSize(8);
        assertThat(list.at("/interactive/action/sections/0/rows/3/id").asString())
                .isEqualTo("p:3");
    }

    private static List<Card> named(String... names) {
        return Stream.of(names)
                .map(name -> new Card(name, "GHS 45", null, List.of(new QuickReply("Choose", "product:" + name))))
                .toList();
    }

    @Test
    void up_to_three_products_without_a_picture_are_buttons_by_their_names() {
        List<Part> all = parts("We have:", List.of(), null, named("Glow Serum", "Rose Toner"), List.of());

        assertThat(all).hasSize(1);
        JsonNode json = WhatsAppJson.of(all.getFirst());
        assertThat(json.at("/interactive/type").asString()).isEqualTo("button");
        assertThat(json.at("/interactive/body/text").asString()).isEqualTo("We have:");
        assertThat(json.at("/interactive/action/buttons/1/reply/title").asString())
                .isEqualTo("Rose Toner");
        assertThat(json.at("/interactive/action/buttons/1/reply/id").asString()).isEqualTo("product:Rose Toner");
    }

    @Test
    void a_name_too_long_for_a_button_makes_a_list_that_has_it_whole() {
        String name = "Velvet Matte Lipstick, the long-lasting one";
        List<Part> all = parts("We have:".repeat(200), List.of(), null, named(name, "Rose Toner"), List.of());
        JsonNode list = WhatsAppJson.of(all.getLast());

        assertThat(all).hasSize(2);
        assertThat(all.getLast().text()).hasSizeLessThanOrEqualTo(1_024);
        assertThat(list.at("/interactive/type").asString()).isEqualTo("list");
        JsonNode row = list.at("/interactive/action/sections/0/rows/0");
        assertThat(row.get("title").asString()).isEqualTo("Velvet Matte Lipstick,…");
        assertThat(row.get("description").asString()).isEqualTo("GHS 45 · " + name);
        assertThat(row.get("id").asString()).isEqualTo("product:" + name);
    }

    @Test
    void products_beside_another_question_leave_it_its_buttons() {
        List<Part> all = parts("Shall I?", offered(2), null, named("Glow Serum"), List.of());

        assertThat(all.getLast().quickReplies()).extracting(QuickReply::payload).containsExactly("size:1", "size:2");
    }

    @Test
    void one_link_is_a_button_and_several_are_lines() {
        Link link = new Link("Pay now", "https://pay.example/1");
        JsonNode button = WhatsAppJson.of(
                parts("Almost done", List.of(), null, List.of(), List.of(link)).getFirst());
        Part lines =
                parts("Almost done", offered(1), null, List.of(), List.of(link)).getFirst();

        assertThat(button.at("/interactive/action/parameters/url").asString()).isEqualTo("https://pay.example/1");
        assertThat(lines.text()).isEqualTo("Almost done\nPay now: https://pay.example/1");
    }

    @Test
    void a_template_fills_its_placeholders() {
        JsonNode json = WhatsAppJson.of(Part.template(new Template("order_update", "en_US", List.of("Ama", "#12"))));

        assertThat(json.at("/template/name").asString()).isEqualTo("order_update");
        assertThat(json.at("/template/language/code").asString()).isEqualTo("en_US");
        assertThat(json.at("/template/components/0/parameters/1/text").asString())
                .isEqualTo("#12");
    }

    @Test
    void nothing_becomes_nothing() {
        assertThat(parts(" ", List.of(), null, List.of(), List.of())).isEmpty();
        assertThat(Findings.JSON.writeValueAsString(parts("ok", List.of(), "ftp://x", List.of(), List.of())))
                .doesNotContain("ftp");
    }
}

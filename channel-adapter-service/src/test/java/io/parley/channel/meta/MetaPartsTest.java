package io.parley.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.platform.Part;
import io.parley.events.Contact;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetaPartsTest {
    private static final String FAMILY = "👩🏽‍👩🏽‍👧🏽";
    private static final Card SERUM =
            new Card("Serum", "GHS 45.00", "https://x.example/1.jpg", List.of(new QuickReply("Buy", "buy:1")));

    private static List<Part> parts(
            Platform platform,
            String text,
            List<QuickReply> quick,
            List<Card> cards,
            List<Link> links,
            @Nullable String commentId) {
        Contact contact = new Contact("k", UUID.randomUUID(), platform, "1", "2", null);
        return MetaParts.of(new ReplyRequested(
                UUID.randomUUID(),
                UUID.randomUUID(),
                contact,
                "ASSISTANT",
                text,
                quick,
                null,
                0,
                cards,
                links,
                commentId,
                null,
                null));
    }

    private static List<QuickReply> quick(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new QuickReply("Choice " + i, "c" + i))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"INSTAGRAM", "MESSENGER"})
    void a_long_text_of_emoji_is_never_cut_within_one(Platform platform) {
        List<Part> parts = parts(platform, FAMILY.repeat(300), List.of(), List.of(), List.of(), null);

        assertThat(parts).hasSizeGreaterThan(1).allSatisfy(part -> {
            String text = String.valueOf(part.text());
            assertThat(text.length() % FAMILY.length()).isZero();
            if (platform == Platform.INSTAGRAM) {
                assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1_000);
            } else {
                assertThat(text.length()).isLessThanOrEqualTo(2_000);
            }
        });
    }

    @Test
    void eleven_cards_take_two_messages_and_the_choices_stand_under_the_last() {
        List<Card> cards = new ArrayList<>();
        IntStream.range(0, 11).forEach(i -> cards.add(SERUM));

        List<Part> parts = parts(Platform.INSTAGRAM, "Look:", quick(2), cards, List.of(), null);

        assertThat(parts.stream().map(part -> part.cards().size())).containsExactly(0, 10, 1);
        assertThat(parts.getLast().quickReplies()).hasSize(2);
    }

    @Test
    void a_card_is_cut_to_its_limits_and_one_with_a_title_only_is_said() {
        Card big = new Card("T".repeat(100), "S".repeat(100), "ftp://x", List.of(new QuickReply("B".repeat(30), "b")));
        Card bare = new Card("Only a name", null, null, List.of());

        List<Part> parts = parts(Platform.MESSENGER, "Look:", List.of(), List.of(big, bare), List.of(), null);

        assertThat(parts.getFirst().text()).isEqualTo("Look:\nOnly a name");
        Card card = parts.getLast().cards().getFirst();
        assertThat(card.title()).hasSize(80).endsWith("…");
        assertThat(card.subtitle()).hasSize(80);
        assertThat(card.imageUrl()).isNull();
        assertThat(card.buttons().getFirst().title()).hasSize(20);
    }

    @Test
    void links_stand_under_the_last_640_characters_and_odd_ones_are_said() {
        String text = "word ".repeat(300).strip();
        List<Link> links = List.of(
                new Link("Pay", "https://pay.example/1"),
                new Link("Call", "tel:+233"),
                new Link("A title that is far too long", "https://x.example/"));

        List<Part> parts = parts(Platform.MESSENGER, text, List.of(), List.of(), links, null);

        Part last = parts.getLast();
        assertThat(last.links()).extracting(Link::title).containsExactly("Pay", "A title that is far…");
        assertThat(last.text()).hasSizeLessThanOrEqualTo(640).endsWith("tel:+233");
        assertThat(String.join(" ", parts.stream().map(Part::text).toList()).replace("\n", " "))
                .isEqualTo(text + " tel:+233");
    }

    @Test
    void a_comment_gets_one_message_with_everything_in_it() {
        List<Part> parts = parts(
                Platform.INSTAGRAM,
                "Hello! ".repeat(300),
                quick(3),
                List.of(SERUM),
                List.of(new Link("Pay", "https://pay.example/1")),
                "c_1");

        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().commentId()).isEqualTo("c_1");
        assertThat(String.valueOf(parts.getFirst().text()).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(1_000);
        assertThat(parts.getFirst().quickReplies()).hasSize(3);
        assertThat(parts(Platform.INSTAGRAM, "Hi", List.of(), List.of(), List.of(new Link("Pay", "https://p/1")), "c")
                        .getFirst()
                        .text())
                .isEqualTo("Hi\nhttps://p/1");
        String listed = "We have:\n• " + SERUM.title() + " – GHS 45";
        assertThat(parts(Platform.INSTAGRAM, listed, List.of(), List.of(SERUM), List.of(), "c")
                        .getFirst()
                        .text())
                .isEqualTo(listed);
    }

    @Test
    void whatever_is_asked_for_stays_within_the_limits() {
        String odd = "\uD83D x\u0000y " + FAMILY + " é̀ ";
        for (Platform platform : List.of(Platform.INSTAGRAM, Platform.MESSENGER)) {
            for (int size = 1; size < 400; size += 37) {
                List<Part> parts = parts(
                        platform,
                        odd.repeat(size),
                        quick(size % 20),
                        List.of(new Card(odd.repeat(size), odd, null, quick(size % 5))),
                        List.of(new Link(odd, "https://x.example/")),
                        size % 2 == 0 ? null : "c");
                assertThat(parts).isNotEmpty();
                parts.forEach(part -> within(platform, part));
            }
        }
    }

    private static void within(Platform platform, Part part) {
        String text = part.text();
        if (text != null) {
            assertThat(platform == Platform.INSTAGRAM ? text.getBytes(StandardCharsets.UTF_8).length : text.length())
                    .isBetween(1, platform == Platform.INSTAGRAM ? 1_000 : 2_000);
            assertThat(text).doesNotContain("\u0000").doesNotContain("\uD83D ");
            if (!part.links().isEmpty()) {
                assertThat(text.length()).isLessThanOrEqualTo(640);
            }
            BreakIterator whole = BreakIterator.getCharacterInstance(Locale.ROOT);
            whole.setText(text);
            assertThat(whole.isBoundary(text.length())).isTrue();
        }
        assertThat(part.quickReplies()).hasSizeLessThanOrEqualTo(13);
        assertThat(part.quickReplies()).allMatch(it -> it.title().length() <= 20);
        assertThat(part.links())
                .hasSizeLessThanOrEqualTo(3)
                .allMatch(it -> it.title().length() <= 20);
        assertThat(part.cards()).hasSizeLessThanOrEqualTo(10).allSatisfy(card -> {
            assertThat(card.title().length()).isLessThanOrEqualTo(80);
            assertThat(card.buttons()).hasSizeLessThanOrEqualTo(3);
        });
    }
}

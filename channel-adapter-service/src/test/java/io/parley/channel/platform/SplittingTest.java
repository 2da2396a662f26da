package io.parley.channel.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SplittingTest {
    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void a_text_that_fits_stays_whole() {
        assertThat(Splitting.split("  hello there ", 2_000, String::length)).containsExactly("hello there");
        assertThat(Splitting.split("   ", 10, String::length)).isEmpty();
    }

    @Test
    void it_is_cut_between_words() {
        assertThat(Splitting.split("the quick brown fox", 10, String::length))
                .containsExactly("the quick", "brown fox");
        assertThat(Splitting.split("the quick\nbrown fox", 9, String::length))
                .containsExactly("the quick", "brown fox");
    }

    @Test
    void an_emoji_of_many_parts_is_never_cut() {
        String family = "👨‍👩‍👧‍👦";
        List<String> pieces = Splitting.split(family.repeat(100), 60, SplittingTest::bytes);

        assertThat(pieces).allSatisfy(piece -> {
            assertThat(bytes(piece)).isLessThanOrEqualTo(60);
            assertThat(piece.replace(family, "")).isEmpty();
        });
        assertThat(String.join("", pieces)).isEqualTo(family.repeat(100));
    }

    @Test
    void a_word_longer_than_the_limit_is_cut_between_characters() {
        assertThat(Splitting.split("ééééé", 4, SplittingTest::bytes)).containsExactly("éé", "éé", "é");
    }

    @Test
    void one_character_longer_than_the_limit_still_ends() {
        String zalgo = "a" + "\u0301".repeat(50);
        assertThat(String.join("", Splitting.split(zalgo, 10, String::length))).isEqualTo(zalgo);
        assertThat(Splitting.split("👍👍", 1, String::length)).containsExactly("👍", "👍");
    }

    @Test
    @Timeout(10)
    void no_word_is_lost_and_no_limit_broken_whatever_the_text() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        String[] alphabet = {"a", "é", "我", "🛍️", "👩🏽‍🦱", " ", "\n", "ا", "word ", "e\u0301"};
        for (int i = 0; i < 500; i++) {
            String text = random.ints(random.nextInt(400), 0, alphabet.length)
                    .mapToObj(letter -> alphabet[letter])
                    .collect(Collectors.joining());
            List<String> pieces = Splitting.split(text, 40, SplittingTest::bytes);

            assertThat(pieces)
                    .as("-Dparley.seed=%d", seed)
                    .allSatisfy(piece -> assertThat(bytes(piece)).isBetween(1, 40));
            assertThat(joined(pieces)).as("-Dparley.seed=%d", seed).isEqualTo(joined(List.of(text)));
        }
    }

    @Test
    void a_title_is_shortened_with_an_ellipsis() {
        assertThat(Splitting.shorten("Hydra Cream", 20, String::length)).isEqualTo("Hydra Cream");
        assertThat(Splitting.shorten("Glow Serum with vitamin C", 20, String::length))
                .isEqualTo("Glow Serum with vit…")
                .hasSize(20);
    }

    private static String joined(List<String> pieces) {
        return Arrays.stream(String.join(" ", pieces).split("\\s+")).collect(Collectors.joining());
    }
}

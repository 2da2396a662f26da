package io.parley.conversation.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call me on +234 803 555 0199 please",
                "zoe.secret@example.com is mine",
                "see https://example.com/orders?id=7 there",
                "(080) 3555-0199 or 0803 555 0198",
                "a@example.com, b@example.com and +1 555 010 9999",
                "nothing to hide, 2 creams",
                ""
            })
    void what_is_hidden_comes_back_as_it_was(String text) {
        assertThat(Masked.of(text, List.of()).restore(Masked.of(text, List.of()).text()))
                .isEqualTo(text);
    }

    @Test
    void addresses_numbers_links_and_what_is_named_are_hidden() {
        Masked masked = Masked.of(
                "to 12 Allen Avenue, zoe@example.com, +234 803 555 0199, https://example.com/x",
                List.of("12 Allen Avenue"));
        assertThat(masked.text())
                .doesNotContain("Allen", "zoe", "example", "803", "0199")
                .contains("[emailb]", "[phonec]", "[linka]", "[privated]");
        assertThat(masked.marks()).hasSize(4);
    }

    @Test
    void counts_and_sizes_stay() {
        assertThat(Masked.of("2 serums 50ml and 10 soaps", List.of()).text()).isEqualTo("2 serums 50ml and 10 soaps");
    }

    @Test
    void a_place_with_signs_that_mean_something_to_patterns_is_hidden_as_it_stands() {
        Masked masked = Masked.of("to Block (C) $1\\2 please", List.of("Block (C) $1\\2"));
        assertThat(masked.text()).isEqualTo("to [privatea] please");
        assertThat(masked.restore("[privatea]!")).isEqualTo("Block (C) $1\\2!");
    }

    @Test
    void a_mark_the_shopper_types_reveals_nothing() {
        assertThat(Masked.of("send it to [phonea]", List.of()).restore("[phonea]"))
                .isEqualTo("[phonea]");
    }

    @Test
    void many_are_told_apart() {
        String text = IntStream.range(0, 60)
                .mapToObj(i -> "shopper" + i + "@example.com")
                .collect(Collectors.joining(" "));
        Masked masked = Masked.of(text, List.of());
        assertThat(masked.marks()).doesNotHaveDuplicates().hasSize(60);
        assertThat(masked.text()).doesNotContain("@").doesNotContainPattern("\\d");
        assertThat(masked.restore(masked.text())).isEqualTo(text);
    }
}

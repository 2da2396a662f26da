package io.parley.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void a_cursor_gives_its_keys_back() {
        assertThat(Cursor.decode(Cursor.encode("2026-11-21", 7, ""), 3)).containsExactly("2026-11-21", "7", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!!", "YQ", "'; drop table orders"})
    void a_word_that_is_no_cursor_is_refused(String word) {
        assertThatThrownBy(() -> Cursor.decode(word, 2)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_page_knows_whether_there_is_one_after_it() {
        assertThat(CursorPage.of(List.of(1, 2, 3), 2, String::valueOf)).isEqualTo(new CursorPage<>(List.of(1, 2), "2"));
        assertThat(CursorPage.of(List.of(1, 2), 2, String::valueOf)).isEqualTo(new CursorPage<>(List.of(1, 2), null));
    }

    @Test
    void a_key_that_is_no_time_no_id_and_no_number_is_refused_like_a_cursor_of_somebody_else() {
        assertThat(Cursor.instant("2026-11-26T10:00:00Z")).isEqualTo("2026-11-26T10:00:00Z");
        assertThatThrownBy(() -> Cursor.instant("yesterday"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cursor");
        assertThatThrownBy(() -> Cursor.instant("+1000000-01-01T00:00:00Z"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cursor");
        assertThatThrownBy(() -> Cursor.id("7")).isInstanceOf(Refusal.class).hasMessageContaining("cursor");
        assertThat(Cursor.number("7")).isEqualTo(7);
        assertThatThrownBy(() -> Cursor.number("seven"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cursor");
    }
}

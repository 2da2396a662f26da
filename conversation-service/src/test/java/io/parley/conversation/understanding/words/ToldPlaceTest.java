package io.parley.conversation.understanding.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToldPlaceTest {
    private static final ToldPlace.Manner PLAINLY = new ToldPlace.Manner(false, false, false, true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "88 Bayview Ave | Toronto, buzzer 12 | 88 Bayview Ave, Toronto, buzzer 12",
                "12 Mill Road, Leeds, second floor | third floor | 12 Mill Road, Leeds, third floor",
                "18 Cowley Road, Oxford, OX4 1HZ | OX4 1HY | 18 Cowley Road, Oxford, OX4 1HY",
                "12 Mill Road, Leeds | 15 Park Road, York | 15 Park Road, York",
                "Leeds | York | York"
            })
    void what_is_told_later_replaces_what_it_says_anew_and_the_rest_stays(String before, String said, String whole) {
        assertThat(ToldPlace.together(before, said, PLAINLY)).isEqualTo(whole);
    }

    @Test
    void a_street_goes_in_front_of_its_town_and_floor() {
        ToldPlace.Manner asStreet = new ToldPlace.Manner(false, true, false, true);
        assertThat(ToldPlace.together("Villeurbanne, 3e étage", "14 rue des Lilas", asStreet))
                .isEqualTo("14 rue des Lilas, Villeurbanne, 3e étage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ",,", "Leeds,", ", Leeds", "12 Mill Road,, Leeds", "!", "12", "\uD83D\uDE0A"})
    void whatever_was_written_is_put_together_with_whatever_else(String odd) {
        assertThat(ToldPlace.together("12 Mill Road, Leeds", odd, PLAINLY)).isNotNull();
        assertThat(ToldPlace.together(odd, "second floor, Leeds", PLAINLY)).contains("Leeds");
        assertThat(ToldPlace.together(odd, odd, PLAINLY)).isNotNull();
    }

    @Test
    void a_street_without_a_known_town_lacks_one() {
        assertThat(ToldPlace.lacksTown("9 Rosehill Crescent")).isTrue();
        assertThat(ToldPlace.lacksTown("9 Rosehill Crescent, Leeds")).isFalse();
    }
}

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
                "12 Elm Street, Leeds | Elm Road | 12 Elm Road, Leeds",
                "Narok town near Oltalet mall | Narok town near Maasai hotel | Narok town near Maasai hotel",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "812 Alder Street, Boise | Boise | 812 Alder Street",
                "12 Aka Road Uyo | Uyo | 12 Aka Road",
                "14 Elm Street, Flat 3B, Leeds | the flat | 14 Elm Street, Leeds",
                "Nyali, Mombasa | Nyali | Mombasa"
            })
    void what_is_taken_off_leaves_the_rest(String place, String words, String left) {
        assertThat(ToldPlace.without(place, Token.read(words))).isEqualTo(left);
    }

    @Test
    void what_a_place_does_not_say_cannot_be_taken_off_or_said_otherwise() {
        assertThat(ToldPlace.without("14 Elm Street, Leeds", Token.read("York")))
                .isNull();
        assertThat(ToldPlace.instead("14 Elm Street, Leeds", Token.read("York"), "Bath"))
                .isNull();
        assertThat(ToldPlace.numbered("Leeds, near the market", "14")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 Elm Street, Leeds | 14 | 14 Elm Street, Leeds",
                "12/5 Lê Lợi, quận 1 | 14B | 14B Lê Lợi, quận 1",
                "Nyali nyumba namba 12, Mombasa | 14 | Nyali nyumba namba 14, Mombasa"
            })
    void a_house_gets_another_number(String place, String number, String whole) {
        assertThat(ToldPlace.numbered(place, number)).isEqualTo(whole);
    }

    @Test
    void a_word_that_stays_is_not_said_twice() {
        assertThat(ToldPlace.instead("12 Elm Street, Leeds", Token.read("street"), "Elm Road"))
                .isEqualTo("12 Elm Road, Leeds");
    }
}

package io.parley.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {
    @ParameterizedTest
    @CsvSource({
        "a,160,1", "a,161,2", "a,306,2", "a,307,3", "€,80,1", "€,81,2", "é,160,1", "ế,70,1", "ế,71,2", "ế,134,2",
        "ế,135,3"
    })
    void parts_are_counted_as_carriers_do(String letter, int times, int parts) {
        assertThat(SmsText.parts(letter.repeat(times))).isEqualTo(parts);
    }

    @Test
    void an_emoji_makes_it_the_dear_alphabet() {
        assertThat(SmsText.isGsm("Ok")).isTrue();
        assertThat(SmsText.isGsm("Ok 🧴")).isFalse();
        assertThat(SmsText.parts("🧴".repeat(36))).isEqualTo(2);
    }

    @Test
    void fine_signs_become_plain_where_that_keeps_it_cheap() {
        assertThat(SmsText.plain("It’s “here” – now…")).isEqualTo("It's \"here\" - now...");
        assertThat(SmsText.plain("It’s 🧴")).isEqualTo("It’s 🧴");
    }

    @Test
    void a_long_text_goes_in_messages_of_ten_parts_each_and_none_is_lost() {
        for (String sentence : new String[] {"Our serum is made in Accra. ", "Xin chào, còn hàng không? ế "}) {
            String text = sentence.repeat(300).strip();
            var messages = SmsText.split(text);

            assertThat(String.join(" ", messages)).isEqualTo(text);
            assertThat(messages).allSatisfy(message -> {
                assertThat(SmsText.parts(message)).isLessThanOrEqualTo(10);
                assertThat(message).hasSizeLessThanOrEqualTo(1_600);
            });
        }
    }
}

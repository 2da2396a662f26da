package io.parley.conversation.saying;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.shop.Tone;
import io.parley.events.Money;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private final Templates templates = Templates.load();

    @ParameterizedTest
    @ValueSource(strings = {"fr", "sw", "vi", "pcm"})
    void every_language_says_everything_english_says(String language) {
        assertThat(templates.acts(language)).containsExactlyElementsOf(templates.acts("en"));
    }

    @Test
    void no_sentence_has_a_figure_of_its_own() {
        for (String language : Templates.LANGUAGES) {
            for (String act : templates.acts(language)) {
                for (Tone tone : Tone.values()) {
                    assertThat(templates.say(act, language, tone, Map.of()))
                            .as("%s in %s", act, language)
                            .doesNotContainPattern("\\d");
                }
            }
        }
    }

    @Test
    void luxe_knows_no_emoji_and_no_exclamation() {
        for (String language : Templates.LANGUAGES) {
            for (String act : templates.acts(language)) {
                boolean toned = !act.startsWith("button") && !act.endsWith("line") && !act.endsWith("none");
                if (toned) {
                    assertThat(templates.say(act, language, Tone.LUXE, Map.of()))
                            .as("%s in %s", act, language)
                            .doesNotContain("!", "😊", "💕");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "4500; USD; en-US; $45.00",
                "1350000; NGN; en-NG; ₦13,500",
                "4500; EUR; fr-FR; 45,00 €",
                "45000; VND; vi-VN; 45.000 ₫",
                "120000; KES; sw-KE; KSh 1,200",
                "4500; KWD; en-US; KWD 4.500"
            })
    void money_is_written_as_the_shop_writes_it(long minor, String currency, String locale, String written) {
        assertThat(Prices.format(new Money(minor, currency), Locale.forLanguageTag(locale)))
                .isEqualTo(written);
    }
}

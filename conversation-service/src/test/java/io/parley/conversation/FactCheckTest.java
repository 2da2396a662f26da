package io.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.saying.FactCheck;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.saying.Saying;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Tone;
import io.parley.events.Money;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactCheckTest {
    private static final List<Act> PRICE =
            List.of(new Act.TellPriceOf("Hydra Cream", 2, new Money(5500, "USD"), new Money(11000, "USD")));
    private final FactCheck check = new FactCheck();

    @Test
    void what_the_acts_back_passes() {
        assertThat(objections("2 × Hydra Cream at $55.00 is $110.00 at Glow by Ama"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The Hydra Cream is only $54.00!",
                "Only 3 left of the Hydra Cream!",
                "Take the Rose Toner too",
                "You get 10 % off",
                "This will cure your skin",
                "It is MEDICALLY PROVEN",
                "Cela va guérir votre peau"
            })
    void what_they_do_not_back_does_not(String invented) {
        assertThat(objections(invented)).isNotEmpty();
    }

    @Test
    void a_product_is_named_by_words_of_its_own() {
        Catalogue lace = new Catalogue(
                List.of(Glow.product("Lace", "Five yards", "USD", List.of(), List.of(), "default", "x 3900")));

        assertThat(check.objections("Tell me your place.", List.of(), Glow.SHOP, lace))
                .isEmpty();
        assertThat(check.objections("Take some lace too!", List.of(), Glow.SHOP, lace))
                .isNotEmpty();
    }

    @Test
    void a_sellers_description_that_promises_healing_is_left_out() {
        Reply reply = new Saying()
                .say(
                        List.of(new Act.Describe(
                                "Hydra Cream",
                                "A miracle that treats acne and eliminates wrinkles.",
                                List.of(new Act.Choice(Glow.id("v"), "x", new Money(5500, "USD"), null)),
                                null,
                                false)),
                        Glow.SHOP,
                        new Catalogue(List.of()),
                        "en")
                .orElseThrow();
        assertThat(reply.text()).contains("$55.00").doesNotContain("acne", "wrinkles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "sw", "vi", "pcm"})
    void every_act_has_words_in_every_language_and_tone(String language) {
        for (Tone tone : Tone.values()) {
            for (Act act : List.of(
                    new Act.Greet(),
                    new Act.AskLocation(Act.Put.FIRST),
                    new Act.NotUnderstood(),
                    new Act.PersonComing(),
                    new Act.Cancelled())) {
                assertThat(new Saying().say(List.of(act), Glow.shop(tone, "USD", Locale.US), Glow.CATALOGUE, language))
                        .isPresent();
            }
        }
    }

    private List<String> objections(String text) {
        return check.objections(text, PRICE, Glow.SHOP, Glow.CATALOGUE);
    }
}

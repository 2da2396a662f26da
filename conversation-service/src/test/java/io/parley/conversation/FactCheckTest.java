package io.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.saying.FactCheck;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.saying.Saying;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.shop.Tone;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.events.Money;
import java.time.Instant;
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
                "Cela va guérir votre peau",
                "Ce sérum traite l’acné",
                "Il efface les rides en une semaine",
                "Cream hii itaponya ngozi yako",
                "Huondoa makunyanzi haraka",
                "Kem trị dứt điểm mụn",
                "Xóa nếp nhăn sau 7 ngày",
                "Đã được y học chứng minh",
                "Bên em xin đảm bảo",
                "E go cure your skin",
                "Dem don prove am for hospital"
            })
    void what_they_do_not_back_does_not(String invented) {
        assertThat(objections(invented)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ask us about manicures", "It secures the lid", "Made for freesia lovers", "A household name"})
    void a_word_that_only_holds_a_claim_or_a_promise_is_none(String harmless) {
        assertThat(objections(harmless)).isEmpty();
    }

    /// A product's own name may be what must not be said.
    @Test
    void what_may_not_be_said_is_asked_of_the_owner_and_orders_nothing() {
        Catalogue catalogue = new Catalogue(
                List.of(Glow.product("Acne Cures Cream", null, "USD", List.of(), List.of(), "default", "x 3900")));
        Offer offer = new Offer(Glow.SHOP, catalogue, _ -> Stock.UNLIMITED);
        Assistant assistant = new Assistant(new LocalUnderstanding(), new Saying());
        CatalogueIndex index = new CatalogueIndex(catalogue);
        Moment moment = new Moment(Instant.parse("2026-11-21T10:00:00Z"), Glow.id("order"));

        Assistant.Answer asked = assistant.answer(
                Utterance.of("2 acne cures cream to Lagos please"), Dialogue.fresh("en"), offer, index, moment);
        Assistant.Answer agreed =
                assistant.answer(Utterance.of("yes"), asked.step().dialogue(), offer, index, moment);

        assertThat(asked.reply().orElseThrow().text()).contains("owner").doesNotContain("Cures");
        assertThat(asked.step().acts())
                .anySatisfy(act -> assertThat(act)
                        .isInstanceOfSatisfying(
                                Act.HandOver.class,
                                fetched ->
                                        assertThat(fetched.summary()).contains("2 acne cures cream to Lagos please")));
        assertThat(agreed.step().acts()).noneMatch(Act.CaptureOrder.class::isInstance);
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

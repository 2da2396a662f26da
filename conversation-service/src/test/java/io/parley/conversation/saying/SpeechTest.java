package io.parley.conversation.saying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.conversation.Glow;
import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.HandoffReason;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Settings;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Tone;
import io.parley.events.Money;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is heard instead of seen, what is shown side by side, and what a shop never wants said.
class SpeechTest {
    private static final Money PRICE = new Money(5500, "USD");
    private static final Act.Offered CREAM = new Act.Offered(
            Glow.id("Hydra Cream"), "Hydra Cream", PRICE, false, true, "https://img.example/1234.jpg", "HYD-1");
    private static final Act.Offered TONER =
            new Act.Offered(Glow.id("Rose Toner"), "Rose Toner", new Money(2400, "USD"), false, true, null, null);
    private static final List<Act> SUMMARY = List.of(
            new Act.Introduce(),
            new Act.TellPrice("Rose Toner", List.of(new Act.Choice(Glow.id("v"), "x", new Money(2400, "USD"), null))),
            new Act.AskConfirmation(
                    List.of(
                            new Act.Shown("Hydra Cream", 2, PRICE, PRICE.times(2)),
                            new Act.Shown("Rose Toner", 1, PRICE, PRICE)),
                    new Money(16500, "USD"),
                    "Lagos",
                    1,
                    false));
    private final Saying saying = new Saying();

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "sw", "vi", "pcm"})
    void a_call_hears_two_sentences_at_most_and_the_question(String language) {
        for (Tone tone : Tone.values()) {
            for (List<Act> acts : List.of(
                    SUMMARY,
                    List.<Act>of(new Act.Greet(), new Act.Introduce()),
                    List.<Act>of(new Act.ListProducts(List.of(CREAM, TONER), true)),
                    List.<Act>of(new Act.AskProduct(List.of(CREAM, TONER), Act.Put.FIRST)),
                    List.<Act>of(new Act.MediaSeen("image"), new Act.AskLocation(Act.Put.FIRST)))) {
                Reply reply = saying.say(acts, Glow.shop(tone, "USD", Locale.US), Glow.CATALOGUE, language)
                        .orElseThrow();
                assertThat(reply.spoken())
                        .as("%s %s", language, tone)
                        .isNotBlank()
                        .doesNotContain("\n", "•", "😊", "💕", "📦", "×");
                assertThat(reply.spoken().split("(?<=[.!?…])\\s+")).hasSizeLessThanOrEqualTo(2);
            }
        }
        String asked = saying.say(SUMMARY, Glow.SHOP, Glow.CATALOGUE, language)
                .orElseThrow()
                .spoken();
        assertThat(asked).endsWith("?");
    }

    @ParameterizedTest
    @CsvSource({"en, owner", "fr, vendeur", "sw, mwenye duka", "vi, chủ shop", "pcm, oga"})
    void a_caller_who_asks_for_a_person_first_of_all_hears_who_will_come_back_to_them(String language, String owner) {
        List<Act> acts =
                List.of(new Act.Introduce(), new Act.HandOver(HandoffReason.HUMAN_REQUEST, "They called.", null));

        assertThat(saying.say(acts, Glow.SHOP, Glow.CATALOGUE, language)
                        .orElseThrow()
                        .spoken())
                .contains(owner);
    }

    @ParameterizedTest
    @CsvSource({"en, here", "fr, ici", "sw, hapa", "vi, đây", "pcm, here"})
    void a_caller_is_not_told_to_look_for_an_answer_here(String language, String here) {
        for (Act act : List.of(
                new Act.HandOver(HandoffReason.HUMAN_REQUEST, "They called.", null),
                new Act.HandOver(HandoffReason.NOT_UNDERSTOOD, "They called.", null),
                new Act.PersonComing(),
                new Act.SayClosed(null, null, null, false, false))) {
            Reply reply = saying.say(List.of(act), Glow.SHOP, Glow.CATALOGUE, language)
                    .orElseThrow();
            assertThat(reply.spoken()).as("%s %s", language, act).isNotBlank().doesNotContain(here);
            assertThat(reply.text()).isNotEqualTo(reply.spoken());
        }
    }

    @Test
    void a_summary_is_told_with_its_total() {
        String spoken = saying.say(SUMMARY.subList(2, 3), Glow.SHOP, Glow.CATALOGUE, "en")
                .orElseThrow()
                .spoken();
        assertThat(spoken).isEqualTo("That is 2 Hydra Cream, 1 Rose Toner, $165.00 in total, to Lagos: is that right?");
    }

    @Test
    void several_products_are_shown_side_by_side_and_can_be_read_alone() {
        Reply reply = saying.say(
                        List.of(new Act.ListProducts(List.of(CREAM, TONER), false)), Glow.SHOP, Glow.CATALOGUE, "en")
                .orElseThrow();
        assertThat(reply.text()).contains("Hydra Cream", "$55.00", "Rose Toner", "$24.00");
        assertThat(reply.cards()).extracting(Reply.Card::title).containsExactly("Hydra Cream", "Rose Toner");
        assertThat(reply.cards().getFirst().buttons().getFirst().payload())
                .isEqualTo("product:" + Glow.id("Hydra Cream"));
    }

    @Test
    void without_a_picture_products_are_buttons() {
        Act.Offered mist = new Act.Offered(
                Glow.id("Rose Water Mist"), "Rose Water Mist", new Money(1200, "USD"), false, true, null, "MST-1");
        Act list = new Act.ListProducts(List.of(TONER, mist), false);

        Reply reply = saying.say(List.of(new Act.AboutShop(), list), Glow.SHOP, Glow.CATALOGUE, "en")
                .orElseThrow();
        Reply asked = saying.say(List.of(list, new Act.AskLocation(Act.Put.FIRST)), Glow.SHOP, Glow.CATALOGUE, "en")
                .orElseThrow();

        assertThat(reply.pictured()).isFalse();
        assertThat(reply.buttons())
                .extracting(Reply.Button::title, Reply.Button::payload)
                .containsExactly(
                        tuple("Rose Toner", "product:" + Glow.id("Rose Toner")),
                        tuple("Rose Water Mist", "product:" + Glow.id("Rose Water Mist")));
        assertThat(reply.cards()).extracting(Reply.Card::sku).containsExactly(null, "MST-1");
        assertThat(asked.buttons()).isEmpty();
        assertThat(asked.cards()).isEmpty();
    }

    @Test
    void what_is_asked_next_is_what_can_be_tapped() {
        Reply reply = saying.say(
                        List.of(new Act.NotSold("mascara", List.of(TONER)), SUMMARY.getLast()),
                        Glow.SHOP,
                        Glow.CATALOGUE,
                        "en")
                .orElseThrow();

        assertThat(reply.buttons())
                .extracting(Reply.Button::payload)
                .doesNotContain("product:" + Glow.id("Rose Toner"));
        assertThat(reply.cards()).isEmpty();
    }

    @Test
    void a_pictures_address_backs_no_figure() {
        assertThat(new FactCheck()
                        .objections(
                                "It costs 1234",
                                List.of(new Act.ListProducts(List.of(CREAM), false)),
                                Glow.SHOP,
                                Glow.CATALOGUE))
                .isNotEmpty();
    }

    @Test
    void a_word_the_seller_never_wants_is_said_in_another_way_or_left_out() {
        Shop shop = Glow.shop(Tone.INFLUENCER, "USD", Locale.US).with(never("babe", "order"));
        Reply asked = saying.say(List.of(new Act.AskLocation(Act.Put.FIRST)), shop, Glow.CATALOGUE, "en")
                .orElseThrow();
        assertThat(asked.text()).doesNotContain("babe").contains("ship");
        Reply offered = saying.say(List.of(new Act.AskClearYes(1)), shop, Glow.CATALOGUE, "en")
                .orElseThrow();
        assertThat(offered.text()).doesNotContainIgnoringCase("order").isNotBlank();
        assertThat(offered.buttons()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Free delivery for you!",
                "You get your money back.",
                "Livraison gratuite !",
                "Miễn phí giao hàng nhé",
                "Look at www.evil.example.com",
                "See https://pay.example.org/now",
                "Visit cheap-serums.shop today"
            })
    void promises_and_links_nobody_made_do_not_pass(String text) {
        assertThat(new FactCheck().objections(text, List.of(new Act.Greet()), Glow.SHOP, Glow.CATALOGUE))
                .isNotEmpty();
    }

    @Test
    void the_sellers_own_promises_and_links_do() {
        List<Act> acts = List.of(new Act.TellOwnAnswer("Free delivery over 50, see www.glow.example.com"));
        Reply reply = saying.say(acts, Glow.SHOP, new Catalogue(List.<Product>of()), "en")
                .orElseThrow();
        assertThat(reply.blocked()).isEmpty();
        assertThat(reply.text()).contains("www.glow.example.com");
    }

    @Test
    void a_claim_in_the_sellers_own_answer_is_kept_back() {
        List<Act> acts = List.of(
                new Act.Introduce(),
                new Act.TellOwnAnswer("It treats acne and eliminates wrinkles!"),
                new Act.OfferToOrder("x"));
        Reply reply = saying.say(acts, Glow.SHOP, Glow.CATALOGUE, "en").orElseThrow();
        assertThat(reply.blocked()).isNotEmpty();
        assertThat(reply.text()).contains("owner").doesNotContain("acne");
    }

    @Test
    void no_sentence_of_ours_promises_or_claims_anything() {
        Templates templates = Templates.load();
        FactCheck check = new FactCheck();
        for (String language : Templates.LANGUAGES) {
            for (String act : templates.acts(language)) {
                for (Tone tone : Tone.values()) {
                    String said = templates.say(act, language, tone, java.util.Map.of());
                    assertThat(check.objections(said, List.of(), Glow.SHOP, new Catalogue(List.of())))
                            .as("%s in %s: %s", act, language, said)
                            .isEmpty();
                }
            }
        }
    }

    private static Settings never(String... words) {
        Settings usual = Settings.usual();
        return new Settings(Set.of(), usual.hours(), null, List.of(words), null, List.of(), "local", false, 15);
    }
}

package io.parley.conversation.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.Glow;
import io.parley.conversation.saying.Saying;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.OwnAnswer;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Settings;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Utterance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was said once is not asked, and what was answered once is not answered again in other words.
class OnceSaidTest {
    private static final UUID SOLD_OUT = Glow.id("Silk Foundation/Honey");
    private final Assistant assistant = new Assistant(new LocalUnderstanding(), new Saying());
    private final Catalogue catalogue = new Catalogue(
            Glow.products("USD").stream().map(OnceSaidTest::soapFrom18).toList());
    private final CatalogueIndex index = new CatalogueIndex(catalogue);
    private final Offer offer = new Offer(
            Glow.SHOP.with(answering("do you ship to canada", "Yes, for $12.")),
            catalogue,
            id -> id.equals(SOLD_OUT) ? 0 : Stock.UNLIMITED);
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private Dialogue dialogue = Dialogue.fresh("en");
    private int ids;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hi i'm 21, 1 charcoal soap to Lagos please",
                "j'ai 21 ans, je veux 1 charcoal soap à Dakar",
                "nina miaka 25, nataka charcoal soap moja Nairobi",
                "mình 27 tuổi, lấy 1 charcoal soap gửi Huế",
                "I be 30 years, send 1 charcoal soap to Ikeja"
            })
    void who_has_said_how_old_they_are_is_not_asked(String said) {
        assertThat(says(said)).hasAtLeastOneElementOfType(Act.AskConfirmation.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 charcoal soap to Lagos pls, i am 15 years old",
                "j'ai 16 ans, je veux 1 charcoal soap à Dakar",
                "mình 17 tuổi, lấy 1 charcoal soap gửi Huế"
            })
    void who_has_said_to_be_too_young_is_told_so_at_once(String said) {
        assertThat(says(said)).hasAtLeastOneElementOfType(Act.TooYoung.class);
    }

    @Test
    void the_age_of_another_is_not_the_shoppers() {
        assertThat(says("my son is 20 years old, 1 charcoal soap to Lagos"))
                .hasAtLeastOneElementOfType(Act.AskAge.class);
    }

    @Test
    void whoever_asks_to_be_told_is_not_asked_whether_to_tell() {
        assertThat(says("tell me when the silk foundation in honey is back"))
                .contains(new Act.RememberWaiting(Glow.id("Silk Foundation"), SOLD_OUT, "Silk Foundation (Honey)"))
                .noneMatch(Act.AskToWait.class::isInstance);
    }

    @Test
    void a_shade_alone_is_waited_for_beside_an_order() {
        says("1 hydra cream to Lagos");

        assertThat(says("and let me know when honey is back in stock"))
                .contains(new Act.RememberWaiting(Glow.id("Silk Foundation"), SOLD_OUT, "Silk Foundation (Honey)"));
        assertThat(says("yes")).hasAtLeastOneElementOfType(Act.CaptureOrder.class);
    }

    @Test
    void what_the_seller_answers_is_not_answered_by_the_shop_as_well() {
        assertThat(says("how much is the hydra cream and do you ship to canada?"))
                .contains(new Act.TellOwnAnswer("Yes, for $12."))
                .hasAtLeastOneElementOfType(Act.TellPrice.class)
                .noneMatch(Act.AboutDelivery.class::isInstance);
    }

    private List<Act> says(String text) {
        now = now.plusSeconds(20);
        Step step = assistant
                .answer(Utterance.of(text), dialogue, offer, index, new Moment(now, Glow.id("order " + ids++)))
                .step();
        dialogue = step.dialogue();
        return step.acts();
    }

    private static Product soapFrom18(Product product) {
        return new Product(
                product.id(),
                product.name(),
                product.description(),
                true,
                product.name().equals("Charcoal Soap") ? 18 : 0,
                product.categories(),
                product.tags(),
                product.synonyms(),
                null,
                product.variants());
    }

    private static Settings answering(String question, String answer) {
        Settings usual = Settings.usual();
        return new Settings(
                usual.triggers(),
                usual.hours(),
                null,
                List.of(),
                null,
                List.of(new OwnAnswer(Glow.id(question), List.of(question), answer, null)),
                "local",
                false,
                0);
    }
}

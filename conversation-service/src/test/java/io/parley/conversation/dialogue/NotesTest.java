package io.parley.conversation.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.Glow;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.saying.Saying;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.shop.Tone;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Utterance;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotesTest {
    private final Assistant assistant = new Assistant(new LocalUnderstanding(), new Saying());
    private final CatalogueIndex index = new CatalogueIndex(Glow.CATALOGUE);
    private final Offer offer = new Offer(Glow.SHOP, Glow.CATALOGUE, _ -> Stock.UNLIMITED);
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private Dialogue dialogue = Dialogue.fresh("en");
    private int ids;

    @Test
    void the_order_carries_what_the_seller_is_to_heed() {
        says("2 hydra cream, pack them well");
        says("Lagos. leave it with the gateman");

        assertThat(noteOf(says("yes"))).isEqualTo("pack them well; leave it with the gateman");
    }

    @Test
    void nothing_to_heed_is_no_note() {
        says("2 hydra cream to Lagos please");

        assertThat(noteOf(says("yes"))).isNull();
    }

    @Test
    void the_next_order_begins_without_the_notes_of_the_last() {
        says("2 hydra cream to Lagos, pack them well");
        says("yes");
        says("1 hydra cream to Lagos please");

        assertThat(noteOf(says("yes"))).isNull();
    }

    @Test
    void what_is_said_twice_is_noted_once() {
        says("2 hydra cream to Lagos, ring the bell");
        says("Ring the bell");

        assertThat(dialogue.notes()).containsExactly("ring the bell");
    }

    @ParameterizedTest
    @EnumSource(Tone.class)
    void the_words_pass_the_fact_check_in_every_tone(Tone tone) {
        for (String language : List.of("en", "fr", "sw", "vi", "pcm")) {
            Reply noted = said(new Act.KeepNote("ring twice at 5"), tone, language);
            assertThat(noted.blocked()).as(noted.text()).isEmpty();
            assertThat(noted.text()).contains("ring twice at 5");

            Reply claimed = said(new Act.KeepNote("it will cure me"), tone, language);
            assertThat(claimed.text()).isNotBlank().doesNotContain("cure");
        }
    }

    private static Reply said(Act act, Tone tone, String language) {
        return new Saying()
                .say(List.of(act), Glow.shop(tone, "USD", Locale.US), Glow.CATALOGUE, language)
                .orElseThrow();
    }

    private static @Nullable String noteOf(Step step) {
        return step.acts().stream()
                .filter(Act.CaptureOrder.class::isInstance)
                .map(Act.CaptureOrder.class::cast)
                .findFirst()
                .orElseThrow()
                .note();
    }

    private Step says(String text) {
        now = now.plusSeconds(1);
        Step step = assistant
                .answer(Utterance.of(text), dialogue, offer, index, new Moment(now, Glow.id("order " + ids++)))
                .step();
        dialogue = step.dialogue();
        return step;
    }
}

package io.parley.conversation.understanding.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.understanding.catalogue.Glossary.Said;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlossaryTest {
    private static final Glossary FRENCH =
            Glossary.of(List.of("Bague Rosée", "Collier Perle", "Bracelet Noir", "Chaîne Plaqué or"));

    @Test
    void what_a_seller_calls_in_french_has_an_english_name_and_a_head() {
        assertThat(FRENCH.said("Bague Rosée")).contains(new Said(List.of("ring", "rosee"), "ring"));
        assertThat(FRENCH.said("Noir")).extracting(Said::words).containsExactly(List.of("black"));
    }

    @Test
    void a_part_of_a_name_has_its_english_word_alone() {
        assertThat(FRENCH.parts("Plaqué or")).contains(List.of("gold"));
    }

    @Test
    void a_plural_is_read_as_its_singular_with_and_without_accents() {
        assertThat(FRENCH.said("Chaînes")).extracting(Said::words).contains(List.of("chain"));
        assertThat(FRENCH.said("Colliers Perle")).contains(new Said(List.of("necklace", "pearl"), "necklace"));
    }

    @Test
    void a_chance_likeness_makes_no_shop_french() {
        Glossary english = Glossary.of(List.of("Pain Relief Balm", "Basket", "Rose Toner"));
        assertThat(english.said("Pain Relief Balm")).isEmpty();
        assertThat(english.said("Basket")).isEmpty();
    }

    @Test
    void accents_tell_words_apart() {
        Glossary vietnamese = Glossary.of(List.of("Áo Thun", "Mũ Len", "Giày Tập Đi"));
        assertThat(vietnamese.said("Mũ")).extracting(Said::words).contains(List.of("hat"));
        assertThat(vietnamese.said("Mù")).isEmpty();
    }
}

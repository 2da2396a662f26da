package io.parley.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTest {

    @ParameterizedTest
    @CsvSource({
        "Glow Serum, glow-serum",
        "'  Crème Brûlée 50ml! ', creme-brulee-50ml",
        "a--b__c, a-b-c",
        "ﬁne ½, fine-1-2",
        "مرحبا, product",
        "👩🏽‍🔬, product",
        "---, product"
    })
    void a_name_becomes_a_word_for_links(String name, String slug) {
        assertThat(Slugs.of(name, "product")).isEqualTo(slug);
    }

    @Test
    void long_names_are_cut() {
        assertThat(Slugs.of("a".repeat(59) + " b".repeat(30), "product")).isEqualTo("a".repeat(59));
    }

    @Test
    void a_taken_slug_gets_a_number() {
        assertThat(Slugs.free("glow", Set.of())).isEqualTo("glow");
        assertThat(Slugs.free("glow", Set.of("glow", "glow-2", "glow-4"))).isEqualTo("glow-3");
    }
}

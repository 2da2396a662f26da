package io.parley.conversation.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SuitedTest {
    private final Product serum = product("Serum", "For an even skin, under sunscreen.");
    private final Product soap = product("Black Soap", "For face and body, oily skin loves it.");
    private final Product scrub = product("Scrub", "For soft lips.");
    private final List<Product> all = List.of(serum, soap, scrub);
    private final Suited suited = Suited.of(new Catalogue(all));

    private static Product product(String name, String description) {
        return new Product(
                UUID.randomUUID(), name, description, true, 0, List.of(), List.of(), List.of(), null, List.of());
    }

    @Test
    void what_fewer_goods_are_described_by_counts_more() {
        assertThat(suited.to("something for oily skin", all)).containsExactly(soap);
        assertThat(suited.to("good for my skin?", all)).containsExactly(serum, soap);
    }

    @Test
    void one_and_many_are_the_same_and_so_are_accents() {
        assertThat(suited.to("a treat for a dry lip", all)).containsExactly(scrub);
        assertThat(suited.to("SCRÚB", all)).containsExactly(scrub);
    }

    @Test
    void where_nothing_tells_all_of_them_stay_in_the_sellers_order() {
        assertThat(suited.to("what do you recommend?", all)).isEqualTo(all);
        assertThat(suited.to("", all)).isEqualTo(all);
        assertThat(suited.to("skin", List.of())).isEmpty();
    }

    @Test
    void little_words_tell_nothing() {
        assertThat(suited.to("anything under 15", all)).isEqualTo(all);
    }
}

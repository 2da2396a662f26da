package io.parley.conversation.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BySizeTest {
    @Test
    void a_kilo_is_more_than_800_grams() {
        assertThat(smallestFirst("weight", "1kg", "800g", "1.5kg")).containsExactly("800g", "1kg", "1.5kg");
    }

    @Test
    void sizes_without_a_measure_stand_as_the_seller_put_them() {
        assertThat(smallestFirst("size", "M", "L", "XL")).containsExactly("M", "L", "XL");
    }

    @Test
    void no_colour_is_bigger_than_another() {
        assertThat(BySize.order(variants("colour", "Red", "Blue"))).isEmpty();
    }

    private static List<String> smallestFirst(String type, String... names) {
        List<Variant> variants = variants(type, names);
        return variants.stream()
                .sorted(BySize.order(variants).orElseThrow())
                .map(Variant::name)
                .toList();
    }

    private static List<Variant> variants(String type, String... names) {
        List<Variant> variants = new ArrayList<>();
        for (String name : names) {
            variants.add(new Variant(
                    new UUID(0, variants.size()), name, type, name, new Money(1000, "USD"), true, variants.size()));
        }
        return variants;
    }
}

package io.parley.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.events.Money;
import io.parley.events.ProductEvent;
import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.starter.web.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProductTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final VariantContent SMALL = size("30ml", 0);
    private static final VariantContent LARGE = size("50ml", 1000);

    @Test
    void a_product_is_told_when_shoppers_first_see_it_and_with_every_change() {
        Product product = serum(SMALL, LARGE);
        product.change(content("Glow Serum", 5000, ProductStatus.ACTIVE), NOW);

        assertThat(told(product)).hasExactlyElementsOfTypes(ProductPublished.class, ProductChanged.class);
        ProductChanged changed = (ProductChanged) told(product).getLast();
        assertThat(changed.product().version()).isEqualTo(2);
        assertThat(changed.product().variants())
                .extracting(variant -> variant.price().minor())
                .containsExactly(5000L, 6000L);
    }

    @Test
    void drafts_are_nobodys_business_until_they_are_active() {
        Product product = Product.create(
                new UUID(1, 1),
                "glow",
                content("Glow Serum", 4500, ProductStatus.DRAFT),
                List.of(),
                List.of("GLOW"),
                NOW);
        assertThat(told(product)).isEmpty();

        product.change(content("Glow Serum", 4500, ProductStatus.ACTIVE), NOW);
        product.change(content("Glow Serum", 4500, ProductStatus.ARCHIVED), NOW);
        product.change(content("Glow Serum", 4700, ProductStatus.ARCHIVED), NOW);
        product.change(content("Glow Serum", 4700, ProductStatus.ACTIVE), NOW);

        assertThat(told(product))
                .hasExactlyElementsOfTypes(ProductPublished.class, ProductArchived.class, ProductPublished.class);
        assertThat(product.version()).isEqualTo(5);
    }

    @Test
    void a_change_that_changes_nothing_is_none() {
        Product product = serum(SMALL);

        product.change(content(" Glow Serum ", 4500, ProductStatus.ACTIVE), NOW);
        product.change(product.variants().getFirst().id(), SMALL, "SKU-0", 0, NOW);

        assertThat(product.version()).isEqualTo(1);
        assertThat(told(product)).hasSize(1);
    }

    @Test
    void a_product_without_variants_has_one_all_the_same() {
        Product product = serum();

        assertThat(product.variants()).hasSize(1);
        assertThat(product.variants().getFirst().content().type()).isEqualTo(VariantType.DEFAULT);
    }

    @Test
    void the_first_real_variant_takes_the_place_of_the_default_one() {
        Product product = serum();
        UUID stockHangsHere = product.variants().getFirst().id();

        product.add(SMALL, "SKU-0", NOW);
        product.add(LARGE, "SKU-1", NOW);

        assertThat(product.variants()).hasSize(2);
        assertThat(product.variants().getFirst().id()).isEqualTo(stockHangsHere);
        assertThat(product.variants().getFirst().content()).isEqualTo(SMALL);
    }

    @Test
    void the_last_variant_stays() {
        Product product = serum(SMALL, LARGE);
        product.remove(product.variants().getFirst().id(), NOW);

        assertThatThrownBy(() -> product.remove(product.variants().getFirst().id(), NOW))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("last_variant"));
    }

    @Test
    void a_hundred_variants_are_enough() {
        Product product =
                serum(IntStream.range(0, 100).mapToObj(i -> size(i + "ml", i)).toArray(VariantContent[]::new));

        assertThatThrownBy(() -> product.add(size("more", 0), "MORE", NOW))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("too_many_variants"));
    }

    @Test
    void two_variants_of_one_name_cannot_be_told_apart() {
        assertThatThrownBy(() -> serum(SMALL, size("30ML", 500))).isInstanceOf(Refusal.class);
    }

    @Test
    void a_modifier_cannot_make_a_variant_free() {
        Product product = serum(SMALL, size("tester", -4000));

        assertThatThrownBy(() -> product.change(content("Glow Serum", 4000, ProductStatus.ACTIVE), NOW))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a_price_of_its_own_stays_when_the_products_price_changes() {
        Product product = serum(new VariantContent(VariantType.SIZE, "50ml", 6000L, 0, true, null));

        product.change(content("Glow Serum", 4000, ProductStatus.ACTIVE), NOW);

        assertThat(product.priceOf(product.variants().getFirst())).isEqualTo(new Money(6000, "USD"));
    }

    @Test
    void variants_are_put_in_the_sellers_order() {
        Product product = serum(SMALL, LARGE, size("70ml", 2000));
        UUID last = product.variants().getLast().id();

        product.change(last, size("70ml", 2000), "SKU-2", 0, NOW);

        assertThat(product.variants())
                .extracting(variant -> variant.content().name())
                .containsExactly("70ml", "30ml", "50ml");
        assertThat(product.variants()).extracting(Variant::position).containsExactly(0, 1, 2);
    }

    @Test
    void a_product_keeps_the_currency_it_was_made_in() {
        Product product = serum(SMALL);
        Content euros = new Content(
                "Glow Serum",
                null,
                new Money(4500, "EUR"),
                true,
                ProductStatus.ACTIVE,
                null,
                List.of(),
                List.of(),
                List.of(),
                0);

        assertThatThrownBy(() -> product.change(euros, NOW)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_deleted_product_is_archived_for_the_others() {
        Product product = serum(SMALL);

        product.delete(NOW);

        assertThat(told(product)).hasExactlyElementsOfTypes(ProductPublished.class, ProductArchived.class);
    }

    private static Product serum(VariantContent... variants) {
        List<String> skus = IntStream.range(0, Math.max(1, variants.length))
                .mapToObj(i -> "SKU-" + i)
                .toList();
        return Product.create(
                new UUID(1, 1),
                "glow-serum",
                content("Glow Serum", 4500, ProductStatus.ACTIVE),
                List.of(variants),
                skus,
                NOW);
    }

    private static Content content(String name, long minor, ProductStatus status) {
        return new Content(name, null, new Money(minor, "USD"), true, status, null, List.of(), List.of(), List.of(), 0);
    }

    private static VariantContent size(String name, long modifier) {
        return new VariantContent(VariantType.SIZE, name, null, modifier, true, null);
    }

    private static List<ProductEvent> told(Product product) {
        return product.told().stream().map(ProductEvent.class::cast).toList();
    }
}

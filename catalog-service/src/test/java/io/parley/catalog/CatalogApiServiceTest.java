package io.parley.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.starter.Ids;
import io.parley.testing.Sweep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CatalogApiServiceTest {
    private static final Map<String, Object> VALID = Map.of(
            "POST /api/products",
            Map.of(
                    "name",
                    "Glow Serum",
                    "description",
                    "Vitamin C",
                    "price",
                    45,
                    "currency",
                    "USD",
                    "isAvailable",
                    true,
                    "tags",
                    List.of("face"),
                    "ageRestriction",
                    18,
                    "status",
                    "ACTIVE",
                    "imageUrl",
                    "https://example.com/serum.jpg",
                    "variants",
                    List.of(Map.of("type", "size", "name", "30ml", "priceModifier", 1, "position", 0))),
            "PATCH /api/products/{id}",
            Map.of("price", 46, "synonyms", List.of("drops")),
            "POST /api/products/{id}/variants",
            Map.of("type", "size", "name", "70ml", "price", 60),
            "PATCH /api/products/variants/{variantId}",
            Map.of("name", "70ml", "sku", "GLOW-70", "isAvailable", false));

    private final Catalog shop = new Catalog();

    @Test
    void its_document_is_the_one_kept() {
        Catalog.service().assertOpenApiIsKept();
    }

    @Test
    void no_input_is_too_much() {
        Sweep.of(Catalog.service()).noInputIsTooMuch(shop.as("owner"), VALID);
    }

    @Test
    void strangers_find_nothing() {
        JsonNode product = shop.serum();
        String path = "/api/products/" + Catalog.id(product);
        String before = Catalog.checksum();

        Sweep.of(Catalog.service())
                .strangersFindNothing(
                        Catalog.service().http().as("owner", Ids.next()),
                        Map.of(
                                "/api/products/{id}",
                                path,
                                "/api/products/{id}/variants",
                                path + "/variants",
                                "/api/products/variants/{variantId}",
                                "/api/products/variants/"
                                        + Catalog.id(product.path("variants").get(0))),
                        VALID);

        assertThat(Catalog.checksum()).isEqualTo(before);
        assertThat(new Catalog().as("owner").get("/api/products?q=glow").json().path("items"))
                .isEmpty();
    }

    @Test
    void every_door_is_guarded() {
        Sweep.of(Catalog.service()).everyDoorIsGuarded(shop.shop(), VALID);
    }
}

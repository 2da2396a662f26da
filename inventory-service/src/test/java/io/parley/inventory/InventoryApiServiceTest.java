package io.parley.inventory;

import io.parley.starter.Ids;
import io.parley.testing.Sweep;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InventoryApiServiceTest {
    private final Inventory shop = new Inventory();

    @Test
    void its_document_is_the_one_kept() {
        Inventory.service().assertOpenApiIsKept();
    }

    @Test
    void no_input_is_too_much() {
        UUID variant = shop.withPieces(5).getFirst();

        Sweep.of(Inventory.service()).noInputIsTooMuch(shop.as("owner"), valid(variant));
    }

    @Test
    void strangers_find_nothing() {
        UUID variant = shop.withPieces(5).getFirst();
        UUID reference = Ids.next();
        shop.as("owner").post("/api/inventory/reservations", hold(reference, variant));
        String before = Inventory.checksum();

        Sweep.of(Inventory.service())
                .strangersFindNothing(
                        new Inventory().as("owner"),
                        Map.of(
                                "/api/inventory/{variantId}",
                                "/api/inventory/" + variant,
                                "/api/inventory/{variantId}/adjustments",
                                "/api/inventory/" + variant + "/adjustments",
                                "/api/inventory/{variantId}/ledger",
                                "/api/inventory/" + variant + "/ledger",
                                "/api/inventory/reservations/{reference}",
                                "/api/inventory/reservations/" + reference),
                        valid(variant));

        org.assertj.core.api.Assertions.assertThat(Inventory.checksum()).isEqualTo(before);
    }

    @Test
    void every_door_is_guarded() {
        Sweep.of(Inventory.service()).everyDoorIsGuarded(shop.shop(), valid(Ids.next()));
    }

    private static Map<String, Object> valid(UUID variant) {
        return Map.of(
                "PUT /api/inventory/{variantId}",
                Map.of("onHand", 3, "policy", "DENY", "reorderLevel", 1),
                "POST /api/inventory/{variantId}/adjustments",
                Map.of("delta", 1, "reason", "RESTOCK", "note", "van"),
                "POST /api/inventory/reservations",
                hold(Ids.next(), variant));
    }

    private static Map<String, Object> hold(UUID reference, UUID variant) {
        return Map.of(
                "reference",
                reference,
                "lines",
                List.of(Map.of("variantId", variant, "quantity", 1)),
                "expiresInSeconds",
                600);
    }
}

package io.parley.order.placement;

import io.parley.events.Money;
import io.parley.events.OrderedLine;
import io.parley.starter.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was bought, as it was when it was bought: later changes of the product do not reach it.
///
/// @param quantity 1 to [#QUANTITY_MAX]
record OrderLine(
        UUID id,
        UUID productId,
        UUID variantId,
        String sku,
        String title,
        @Nullable String variantTitle,
        @Nullable String imageUrl,
        int quantity,
        Money unitPrice) {
    static final int QUANTITY_MAX = 10_000;

    OrderLine {
        if (quantity < 1 || quantity > QUANTITY_MAX) {
            throw new IllegalArgumentException("quantity " + quantity + " is not 1 to " + QUANTITY_MAX);
        }
        if (unitPrice.minor() < 0) {
            throw new IllegalArgumentException("a unit price of " + unitPrice);
        }
    }

    static OrderLine of(OrderedLine line, @Nullable String imageUrl) {
        return new OrderLine(
                Ids.next(),
                line.productId(),
                line.variantId(),
                line.sku(),
                line.title(),
                line.variantTitle(),
                imageUrl,
                line.quantity(),
                line.unitPrice());
    }

    OrderedLine told() {
        return new OrderedLine(productId, variantId, sku, title, variantTitle, quantity, unitPrice);
    }
}

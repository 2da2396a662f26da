package io.parley.cart.cart;

import io.parley.events.Money;
import io.parley.events.OrderedLine;
import io.parley.starter.Ids;
import io.parley.starter.web.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One variant in a cart, with what was true when the shopper last said yes to it.
///
/// @param quantity 1 to [#QUANTITY_MAX]
/// @param unitPrice what the shopper has seen and picked it for
record CartLine(
        UUID id,
        UUID productId,
        UUID variantId,
        String sku,
        String title,
        @Nullable String variantTitle,
        @Nullable String imageUrl,
        int quantity,
        Money unitPrice) {
    static final int QUANTITY_MAX = 100;

    CartLine {
        if (quantity < 1 || quantity > QUANTITY_MAX) {
            throw Refusal.invalid(
                            "quantity_invalid",
                            "A line may have 1 to " + QUANTITY_MAX + " pieces; " + quantity + " is not possible.")
                    .with("max", QUANTITY_MAX);
        }
    }

    static CartLine of(Offer offer, int quantity) {
        return new CartLine(
                Ids.next(),
                offer.productId(),
                offer.variantId(),
                offer.sku(),
                offer.title(),
                offer.variantTitle(),
                offer.imageUrl(),
                quantity,
                offer.price());
    }

    /// The line as it is on offer now, in this quantity.
    CartLine renewed(Offer offer, int newQuantity) {
        return new CartLine(
                id,
                offer.productId(),
                variantId,
                offer.sku(),
                offer.title(),
                offer.variantTitle(),
                offer.imageUrl(),
                newQuantity,
                offer.price());
    }

    /// @throws Refusal invalid, when no number holds it
    Money total() {
        try {
            return unitPrice.times(quantity);
        } catch (ArithmeticException e) {
            throw Refusal.invalid("total_too_large", "That comes to more than can be counted; take fewer.");
        }
    }

    OrderedLine told() {
        return new OrderedLine(productId, variantId, sku, title, variantTitle, quantity, unitPrice);
    }
}

package io.parley.conversation.dialogue;

import io.parley.events.Money;
import io.parley.events.OrderedLine;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something the shopper wants, as far as it is known.
///
/// @param products what it may be: one when it is clear
/// @param words as the shopper said it
/// @param quoted the price the shopper was last told for one piece
public record Line(
        List<UUID> products,
        @Nullable UUID variant,
        @Nullable Integer quantity,
        String words,
        @Nullable Money quoted) {

    /// As it was ordered.
    static Line ordered(OrderedLine line) {
        return new Line(List.of(line.productId()), line.variantId(), line.quantity(), line.title(), line.unitPrice());
    }

    @Nullable
    UUID product() {
        return products.size() == 1 ? products.getFirst() : null;
    }

    /// How many, 0 while that is not known.
    int pieces() {
        return quantity == null ? 0 : quantity;
    }

    /// The same thing, as many of it.
    boolean same(Line other) {
        return products.equals(other.products)
                && Objects.equals(variant, other.variant)
                && Objects.equals(quantity, other.quantity);
    }

    /// The same thing, however many.
    boolean stands(Line other) {
        return products.equals(other.products) && Objects.equals(variant, other.variant);
    }

    /// Still the same, as far as it was known.
    boolean kept(Line later) {
        return later.products.equals(products)
                && (variant == null || variant.equals(later.variant))
                && (quantity == null || quantity.equals(later.quantity));
    }

    Line of(UUID product) {
        return new Line(List.of(product), null, quantity, words, null);
    }

    Line in(@Nullable UUID chosen) {
        return chosen != null && chosen.equals(variant) ? this : new Line(products, chosen, quantity, words, null);
    }

    Line times(@Nullable Integer pieces) {
        return new Line(products, variant, pieces, words, quoted);
    }

    Line at(@Nullable Money price) {
        return new Line(products, variant, quantity, words, price);
    }
}

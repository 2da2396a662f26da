package io.parley.conversation.dialogue;

import io.parley.events.Money;
import java.util.List;
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

    @Nullable
    UUID product() {
        return products.size() == 1 ? products.getFirst() : null;
    }

    /// How many, 0 while that is not known.
    int pieces() {
        return quantity == null ? 0 : quantity;
    }

    Line of(UUID product) {
        return new Line(List.of(product), null, quantity, words, null);
    }

    Line in(@Nullable UUID chosen) {
        return new Line(products, chosen, quantity, words, null);
    }

    Line times(@Nullable Integer pieces) {
        return new Line(products, variant, pieces, words, quoted);
    }

    Line at(@Nullable Money price) {
        return new Line(products, variant, quantity, words, price);
    }
}

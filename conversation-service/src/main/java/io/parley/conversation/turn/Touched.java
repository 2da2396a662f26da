package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Prices and stock as they were in a turn, of the products it was about: enough to take it again later. Of all others
/// a replay knows only how they are when it is made.
public final class Touched {
    private static final int VARIANTS_MAX = 40;

    private Touched() {}

    /// @param minor the price of one piece in minor units of the shop's currency
    /// @param left pieces that could be had, `Integer.MAX_VALUE` when nothing was counted
    public record Then(long minor, int left) {}

    static Map<UUID, Then> by(Heard heard, Dialogue after, @Nullable Offer offer) {
        if (offer == null) {
            return Map.of();
        }
        Set<UUID> products = new LinkedHashSet<>(after.inHand());
        heard.items().forEach(item -> products.addAll(item.products()));
        Map<UUID, Then> then = new LinkedHashMap<>();
        for (UUID id : products) {
            Product product = offer.catalogue().product(id).orElse(null);
            if (product == null || then.size() + product.variants().size() > VARIANTS_MAX) {
                continue;
            }
            for (Variant variant : product.variants()) {
                then.put(
                        variant.id(),
                        new Then(variant.price().minor(), offer.stock().available(variant.id())));
            }
        }
        return then;
    }
}

package io.parley.conversation.shop;

import java.util.List;
import java.util.UUID;

/// Everything a decision may rest on: the shop, what it sells and how much of it there is.
public record Offer(Shop shop, Catalogue catalogue, Stock stock) {

    /// Whether at least one piece of some variant can be had.
    public boolean canBeHad(Product product) {
        return product.sellable().stream().anyMatch(variant -> stock.available(variant.id()) > 0);
    }

    /// The variants of which at least one piece can be had.
    public List<Variant> inStock(Product product) {
        return product.sellable().stream()
                .filter(variant -> stock.available(variant.id()) > 0)
                .toList();
    }

    /// How many pieces of a variant can be had; 0 when it is no longer sold.
    public int available(UUID variantId) {
        return catalogue
                .ofVariant(variantId)
                .filter(Product::available)
                .flatMap(product -> product.variant(variantId))
                .filter(Variant::available)
                .map(variant -> stock.available(variantId))
                .orElse(0);
    }
}

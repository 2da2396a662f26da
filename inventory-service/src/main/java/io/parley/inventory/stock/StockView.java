package io.parley.inventory.stock;

import java.util.UUID;

/// A variant's stock as the API shows it.
///
/// @param available what can be promised; without meaning while `policy` is `UNTRACKED`
record StockView(
        UUID variantId,
        UUID productId,
        String sku,
        String title,
        int onHand,
        int reserved,
        int available,
        StockPolicy policy,
        int reorderLevel,
        long version) {

    static StockView of(Stock stock) {
        return new StockView(
                stock.variantId(),
                stock.productId(),
                stock.sku(),
                stock.title(),
                stock.onHand(),
                stock.reserved(),
                stock.available(),
                stock.policy(),
                stock.reorderLevel(),
                stock.version());
    }
}

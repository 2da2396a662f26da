package io.parley.events;

import java.util.UUID;

/// How much there is of a variant, told by inventory-service.
public sealed interface StockEvent extends Event {
    UUID variantId();

    @Override
    default Topic topic() {
        return Topic.STOCK;
    }

    @Override
    default String key() {
        return variantId().toString();
    }

    /// The whole state after a change.
    ///
    /// @param available on hand minus reserved; what can be promised. Meaningless when `policy` is `UNTRACKED`
    /// @param policy `DENY`, `BACKORDER` or `UNTRACKED`
    /// @param version grows with every change of this variant; older states are ignored
    @EventType("stock.level-changed.v1")
    record StockLevelChanged(
            UUID variantId, UUID productId, int onHand, int reserved, int available, String policy, long version)
            implements StockEvent {}

    /// Once per crossing of the reorder level.
    @EventType("stock.low.v1")
    record StockLow(UUID variantId, UUID productId, int available, int reorderLevel) implements StockEvent {}

    @EventType("stock.back.v1")
    record BackInStock(UUID variantId, UUID productId, int available) implements StockEvent {}
}

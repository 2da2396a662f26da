package io.parley.inventory.stock;

import static io.parley.inventory.stock.StockPolicy.DENY;
import static io.parley.inventory.stock.StockPolicy.UNTRACKED;

import io.parley.starter.web.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The figures of one variant, and what may be done to them by hand.
///
/// @param onHand pieces on the shelf; below zero only when more was shipped on backorder than was ever booked in
/// @param reserved of those, promised: 0 or more
/// @param reorderLevel at which it is low
record Stock(
        UUID variantId,
        UUID productId,
        String sku,
        String title,
        StockPolicy policy,
        int onHand,
        int reserved,
        int reorderLevel,
        long version) {
    static final int PIECES_MAX = 1_000_000_000;

    int available() {
        return onHand - reserved;
    }

    /// The seller's own figures; what is not given stays. The first figure ends [StockPolicy#UNTRACKED] with
    /// [StockPolicy#DENY] unless the seller names a policy.
    Stock set(@Nullable Integer newOnHand, @Nullable StockPolicy newPolicy, @Nullable Integer newReorderLevel) {
        StockPolicy next = newPolicy != null ? newPolicy : newOnHand != null && policy == UNTRACKED ? DENY : policy;
        return with(
                next, newOnHand != null ? newOnHand : onHand, newReorderLevel != null ? newReorderLevel : reorderLevel);
    }

    /// @throws Refusal conflict, when nobody has counted yet, or less would be left than is promised
    Stock adjust(int delta) {
        if (policy == UNTRACKED) {
            throw Refusal.conflict(
                    "stock_untracked", "Nobody counts this yet: set what is on the shelf (onHand) first.");
        }
        long after = (long) onHand + delta;
        if (Math.abs(after) > PIECES_MAX) {
            throw Refusal.invalid("stock_too_large", "Stock may have " + PIECES_MAX + " pieces at most.");
        }
        return with(policy, (int) after, reorderLevel).checked();
    }

    /// Counting begins: what was promised before, and is still to be shipped, now counts as reserved.
    Stock reservedToo(int promisedUncounted) {
        return new Stock(
                variantId,
                productId,
                sku,
                title,
                policy,
                onHand,
                Math.addExact(reserved, promisedUncounted),
                reorderLevel,
                version);
    }

    /// @throws Refusal conflict, when this promises more than there is
    Stock checked() {
        if (policy == DENY && onHand < reserved) {
            throw Refusal.conflict(
                            "stock_promised",
                            reserved + " pieces are promised to open orders: less cannot be on the shelf. Cancel an"
                                    + " order first, or set the policy BACKORDER.")
                    .with("reserved", reserved);
        }
        return this;
    }

    boolean startsCounting(Stock before) {
        return before.policy == UNTRACKED && policy != UNTRACKED;
    }

    private Stock with(StockPolicy nextPolicy, int nextOnHand, int nextReorderLevel) {
        return new Stock(variantId, productId, sku, title, nextPolicy, nextOnHand, reserved, nextReorderLevel, version);
    }
}

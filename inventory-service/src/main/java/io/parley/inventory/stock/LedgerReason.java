package io.parley.inventory.stock;

/// Why a stock figure changed.
public enum LedgerReason {
    /// Pieces left for an order.
    ORDER,
    RESTOCK,
    /// The count on the shelf said otherwise.
    ADJUSTMENT,
    RETURN,
    DAMAGE,
    TRANSFER,
    /// Pieces were promised, or the promise ended.
    RESERVATION;

    /// Whether a person may give it for a change of so many pieces by hand.
    boolean explains(int delta) {
        return switch (this) {
            case RESTOCK, RETURN -> delta > 0;
            case DAMAGE -> delta < 0;
            case ADJUSTMENT -> true;
            case ORDER, TRANSFER, RESERVATION -> false;
        };
    }
}

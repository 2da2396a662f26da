package io.parley.inventory.stock;

/// What happens when more is wanted than there is.
public enum StockPolicy {
    /// Nobody counts: everything can be promised.
    UNTRACKED,
    /// What is not there is not promised.
    DENY,
    /// More than there is may be promised, and is owed.
    BACKORDER
}

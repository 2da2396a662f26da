package io.parley.inventory.stock;

import io.parley.events.StockEvent;
import io.parley.events.StockEvent.BackInStock;
import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.events.StockEvent.StockLow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A variant's stock just after it changed, and which lines were crossed.
///
/// @param low at or below the reorder level
/// @param soldOut nothing can be promised
public record StockChange(
        UUID variantId,
        UUID productId,
        StockPolicy policy,
        int onHand,
        int reserved,
        int reorderLevel,
        long version,
        boolean wasLow,
        boolean low,
        boolean wasSoldOut,
        boolean soldOut) {

    /// The columns [#of(ResultSet)] reads, for the `returning` of any statement that changes `stock`.
    public static final String RETURNING = """
            new.variant_id, new.product_id, new.policy, new.on_hand, new.reserved, new.reorder_level, new.version,
            coalesce(old.low, false) as was_low, new.low, coalesce(old.sold_out, false) as was_sold_out, new.sold_out\
            """;

    public static StockChange of(ResultSet row) throws SQLException {
        return new StockChange(
                row.getObject("variant_id", UUID.class),
                row.getObject("product_id", UUID.class),
                StockPolicy.valueOf(row.getString("policy")),
                row.getInt("on_hand"),
                row.getInt("reserved"),
                row.getInt("reorder_level"),
                row.getLong("version"),
                row.getBoolean("was_low"),
                row.getBoolean("low"),
                row.getBoolean("was_sold_out"),
                row.getBoolean("sold_out"));
    }

    public int available() {
        return onHand - reserved;
    }

    /// The new state, and once per crossing that it is low or back.
    public List<StockEvent> events() {
        List<StockEvent> events = new ArrayList<>(2);
        events.add(new StockLevelChanged(variantId, productId, onHand, reserved, available(), policy.name(), version));
        if (low && !wasLow) {
            events.add(new StockLow(variantId, productId, available(), reorderLevel));
        }
        if (wasSoldOut && available() > 0) {
            events.add(new BackInStock(variantId, productId, available()));
        }
        return events;
    }
}

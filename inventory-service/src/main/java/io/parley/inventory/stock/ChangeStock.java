package io.parley.inventory.stock;

import io.parley.starter.events.Outbox;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The seller counts, restocks, writes off.
@Component
class ChangeStock {
    private final StockLevels levels;
    private final Outbox outbox;
    private final Clock clock;

    ChangeStock(StockLevels levels, Outbox outbox, Clock clock) {
        this.levels = levels;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    StockView set(
            UUID variantId,
            @Nullable Integer onHand,
            @Nullable StockPolicy policy,
            @Nullable Integer reorderLevel,
            UUID by) {
        Stock before = locked(variantId);
        Stock after = before.set(onHand, policy, reorderLevel);
        if (after.startsCounting(before)) {
            after = after.reservedToo(levels.countPromised(variantId));
        }
        return store(before, after.checked(), LedgerReason.ADJUSTMENT, by, null);
    }

    @Transactional
    StockView adjust(UUID variantId, int delta, LedgerReason reason, @Nullable String note, UUID by) {
        if (delta == 0 || !reason.explains(delta)) {
            throw Refusal.invalid(
                    "adjustment_unexplained",
                    "A change is not 0; RESTOCK and RETURN bring pieces, DAMAGE takes them, ADJUSTMENT does either.");
        }
        Stock before = locked(variantId);
        return store(before, before.adjust(delta), reason, by, note);
    }

    private Stock locked(UUID variantId) {
        return levels.lock(variantId).orElseThrow(StockController::unknownVariant);
    }

    private StockView store(Stock before, Stock after, LedgerReason reason, UUID by, @Nullable String note) {
        if (after.equals(before)) {
            return StockView.of(before);
        }
        StockChange change = levels.store(before, after, reason, by, note, clock.instant());
        change.events().forEach(outbox::publish);
        return StockView.of(levels.find(after.variantId()).orElseThrow());
    }
}

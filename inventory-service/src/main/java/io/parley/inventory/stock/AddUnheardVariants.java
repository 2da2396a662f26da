package io.parley.inventory.stock;

import io.parley.events.OrderedLine;
import io.parley.inventory.stock.StockLevels.Named;
import io.parley.starter.events.Outbox;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// An order can be heard before the event of the product it names: then its variants begin here, untracked.
@Component
public class AddUnheardVariants {
    private static final long BEFORE_ANY_PRODUCT_EVENT = 0;

    private final StockLevels levels;
    private final Outbox outbox;

    AddUnheardVariants(StockLevels levels, Outbox outbox) {
        this.levels = levels;
        this.outbox = outbox;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void named(List<OrderedLine> lines) {
        for (OrderedLine line : lines) {
            levels.add(
                            line.productId(),
                            BEFORE_ANY_PRODUCT_EVENT,
                            List.of(new Named(line.variantId(), line.sku(), line.fullTitle())))
                    .forEach(change -> change.events().forEach(outbox::publish));
        }
    }
}

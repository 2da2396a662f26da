package io.parley.inventory.stock;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.starter.shop.ShopScope;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Says, in the metric `parley.inventory.discrepancies`, when stock is not the sum of its ledger.
@Component
class CompareBooksWithStock {
    private static final Logger LOG = LoggerFactory.getLogger(CompareBooksWithStock.class);

    private final StockLevels levels;
    private final TransactionTemplate reading;
    private final AtomicLong discrepancies;

    CompareBooksWithStock(StockLevels levels, PlatformTransactionManager transactions, MeterRegistry meters) {
        this.levels = levels;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.discrepancies = meters.gauge("parley.inventory.discrepancies", new AtomicLong());
    }

    @Scheduled(
            initialDelayString = "${parley.inventory.books-check}",
            fixedDelayString = "${parley.inventory.books-check}")
    void compare() {
        try {
            Long found = ShopScope.callAsSystem(() -> reading.execute(status -> levels.discrepancies()));
            discrepancies.set(found == null ? 0 : found);
            if (discrepancies.get() > 0) {
                LOG.error("{} variants' stock is not what their ledger says: see stock_discrepancy", discrepancies);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the books will be compared later: {}", e.getMessage());
        }
    }
}

package io.parley.inventory.reservation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.inventory.reservation.Reservations.Over;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets holds end by themselves, each in its own transaction. Replicas may look at once: whoever locks a hold ends it.
@Component
class ReturnExpiredHolds {
    private static final Logger LOG = LoggerFactory.getLogger(ReturnExpiredHolds.class);
    private static final int HOLDS_AT_ONCE = 200;

    private final Reservations reservations;
    private final EndReservation end;
    private final Clock clock;
    private final TransactionTemplate reading;
    private final Counter expired;

    ReturnExpiredHolds(
            Reservations reservations,
            EndReservation end,
            Clock clock,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        this.reservations = reservations;
        this.end = end;
        this.clock = clock;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.expired = meters.counter("parley.inventory.reservations", "outcome", "expired");
    }

    @Scheduled(fixedDelayString = "${parley.inventory.expiry-check}")
    void look() {
        try {
            List<Over> over;
            boolean ended;
            do {
                over = over();
                ended = true;
                for (Over one : over) {
                    ended &= expire(one);
                }
            } while (ended && over.size() == HOLDS_AT_ONCE);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("expired holds will be returned later: {}", e.getMessage());
        }
    }

    private List<Over> over() {
        List<Over> found = ShopScope.callAsSystem(
                () -> reading.execute(status -> reservations.over(clock.instant(), HOLDS_AT_ONCE)));
        return found == null ? List.of() : found;
    }

    /// One that cannot be ended does not hold up the others.
    private boolean expire(Over over) {
        try {
            return ShopScope.callAs(over.shopId(), () -> {
                end.expire(over.reference());
                expired.increment();
                return true;
            });
        } catch (DataAccessException e) {
            LOG.error("the hold {} of shop {} could not be returned", over.reference(), over.shopId(), e);
            return false;
        }
    }
}

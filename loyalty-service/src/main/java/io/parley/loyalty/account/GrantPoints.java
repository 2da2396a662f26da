package io.parley.loyalty.account;

import io.parley.events.OrderEvent.OrderSummary;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Points for what was bought, once per order.
@Component
class GrantPoints {
    private final Accounts accounts;
    private final Ledger ledger;
    private final Programs programs;
    private final Clock clock;

    GrantPoints(Accounts accounts, Ledger ledger, Programs programs, Clock clock) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.programs = programs;
        this.clock = clock;
    }

    /// An order of nobody known earns nothing.
    @Transactional
    void forOrder(UUID orderId, OrderSummary order) {
        UUID shopperId = order.shopperId();
        if (shopperId == null) {
            return;
        }
        UUID shop = ShopScope.current();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        accounts.open(Ids.next(), shop, shopperId, now);
        Account account = accounts.lock(shop, shopperId).orElseThrow();
        if (ledger.knows(account.id(), Source.PURCHASE, orderId.toString())) {
            return;
        }
        Program program = programs.current();
        PointsEntry entry = account.purchased(
                orderId, order.number(), order.customerName(), program.pointsFor(order.total()), program, now);
        ledger.add(account.id(), entry);
        accounts.save(account);
    }
}

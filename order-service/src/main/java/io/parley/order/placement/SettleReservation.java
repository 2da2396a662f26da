package io.parley.order.placement;

import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What inventory answered. References that are no order's (a cart line's hold) are passed over.
@Component
class SettleReservation {
    private final Orders orders;
    private final Clock clock;

    SettleReservation(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    @Transactional
    void held(UUID reference, List<HeldLine> held) {
        orders.findByShopIdAndId(ShopScope.current(), reference)
                .filter(order -> order.confirm(clock.instant()) || order.change(held, clock.instant()))
                .ifPresent(orders::save);
    }

    @Transactional
    void refused(UUID reference, List<Shortage> shortages) {
        orders.findByShopIdAndId(ShopScope.current(), reference)
                .filter(order -> order.reject(shortages, clock.instant()) || order.keep(shortages))
                .ifPresent(orders::save);
    }
}

package io.parley.order.placement;

import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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

    /// @param forOrder what is held for good is an order's; a cart line's hold ends by itself
    /// @throws IllegalStateException when its order is not to be seen yet, so that the event is heard
    ///     again in a moment: the log tells of a commit before other transactions see it
    @Transactional
    void held(UUID reference, List<HeldLine> held, boolean forOrder) {
        Optional<Order> found = orders.findByShopIdAndId(ShopScope.current(), reference);
        if (forOrder && found.isEmpty()) {
            throw new IllegalStateException("order " + reference + ", whose stock is held, is not to be seen yet");
        }
        found.filter(order -> order.confirm(clock.instant()) || order.change(held, clock.instant()))
                .ifPresent(orders::save);
    }

    @Transactional
    void refused(UUID reference, List<Shortage> shortages) {
        orders.findByShopIdAndId(ShopScope.current(), reference)
                .filter(order -> order.reject(shortages, clock.instant()) || order.keep(shortages))
                .ifPresent(orders::save);
    }
}

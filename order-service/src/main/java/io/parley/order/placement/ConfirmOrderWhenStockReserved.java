package io.parley.order.placement;

import io.parley.events.ReservationEvent.StockReserved;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import org.springframework.stereotype.Component;

@Component
class ConfirmOrderWhenStockReserved {
    private final SettleReservation settle;

    ConfirmOrderWhenStockReserved(SettleReservation settle) {
        this.settle = settle;
    }

    @EventListenerOn(Topic.RESERVATION)
    void on(StockReserved reserved) {
        settle.held(reserved.reference(), reserved.lines());
    }
}

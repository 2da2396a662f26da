package io.parley.order.placement;

import io.parley.events.ReservationEvent.ReservationRejected;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import org.springframework.stereotype.Component;

@Component
class RejectOrderWhenReservationRejected {
    private final SettleReservation settle;

    RejectOrderWhenReservationRejected(SettleReservation settle) {
        this.settle = settle;
    }

    @EventListenerOn(Topic.RESERVATION)
    void on(ReservationRejected rejected) {
        settle.refused(rejected.reference(), rejected.shortages());
    }
}

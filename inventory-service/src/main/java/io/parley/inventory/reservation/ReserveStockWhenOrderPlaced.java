package io.parley.inventory.reservation;

import io.parley.events.OrderEvent;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderChangeRefused;
import io.parley.events.OrderEvent.OrderChanged;
import io.parley.events.OrderEvent.OrderChanging;
import io.parley.events.OrderEvent.OrderCompleted;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderRejected;
import io.parley.events.OrderEvent.OrderStarted;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Reaction;
import org.springframework.stereotype.Component;

@Component
class ReserveStockWhenOrderPlaced {
    private final ReserveStock reserve;
    private final EndReservation end;

    ReserveStockWhenOrderPlaced(ReserveStock reserve, EndReservation end) {
        this.reserve = reserve;
        this.end = end;
    }

    @EventListenerOn(Topic.ORDER)
    Reaction on(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed ->
                () -> reserve.forOrder(placed.orderId(), placed.order().lines(), placed.holdReference());
            case OrderChanging changing -> () -> reserve.forChangedOrder(changing.orderId(), changing.lines());
            case OrderCancelled cancelled -> () -> end.forGood(cancelled.orderId());
            case OrderCompleted completed -> () -> end.commit(completed.orderId());
            case OrderConfirmed _, OrderRejected _, OrderStarted _, OrderChanged _, OrderChangeRefused _ ->
                Reaction.NONE;
        };
    }
}

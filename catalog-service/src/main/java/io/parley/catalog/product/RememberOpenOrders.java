package io.parley.catalog.product;

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
class RememberOpenOrders {
    private final OpenOrders orders;

    RememberOpenOrders(OpenOrders orders) {
        this.orders = orders;
    }

    @EventListenerOn(Topic.ORDER)
    Reaction on(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed ->
                () -> orders.opened(
                        placed.orderId(),
                        placed.order().number(),
                        placed.order().lines());
            case OrderRejected _, OrderCancelled _, OrderCompleted _ -> () -> orders.closed(event.orderId());
            case OrderChanged changed ->
                () -> {
                    orders.closed(changed.orderId());
                    orders.opened(
                            changed.orderId(),
                            changed.order().number(),
                            changed.order().lines());
                };
            case OrderConfirmed _, OrderStarted _, OrderChanging _, OrderChangeRefused _ -> Reaction.NONE;
        };
    }
}

package io.parley.order.placement;

import io.parley.events.Money;
import io.parley.events.OrderCaptureEvent;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.EventMeta;
import org.springframework.stereotype.Component;

/// The shopper's yes in a chat.
@Component
class PlaceOrderWhenCaptured {
    private final PlaceOrder place;

    PlaceOrderWhenCaptured(PlaceOrder place) {
        this.place = place;
    }

    @EventListenerOn(Topic.ORDER_CAPTURE)
    void on(OrderCaptureEvent event) {
        switch (event) {
            case OrderCaptured captured -> place.once(order(captured));
        }
    }

    private static NewOrder order(OrderCaptured captured) {
        Money nothing = Money.zero(captured.total().currency());
        return new NewOrder(
                captured.orderId(),
                OrderSource.CHAT,
                captured.shopperId(),
                captured.conversationId(),
                captured.contact(),
                captured.contact().personName(),
                null,
                captured.lines(),
                captured.shippingLocation(),
                nothing,
                nothing,
                nothing,
                captured.total(),
                captured.note(),
                EventMeta.current().time(),
                captured.holdReference());
    }
}

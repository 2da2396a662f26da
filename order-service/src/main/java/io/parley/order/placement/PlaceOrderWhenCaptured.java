package io.parley.order.placement;

import io.parley.events.Money;
import io.parley.events.OrderCaptureEvent;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.OrderCaptureEvent.OrderChangeAsked;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.EventMeta;
import org.springframework.stereotype.Component;

/// The shopper's yes in a chat: to an order, or to a change of one.
@Component
class PlaceOrderWhenCaptured {
    private final PlaceOrder place;
    private final ChangeOrderForShopper change;

    PlaceOrderWhenCaptured(PlaceOrder place, ChangeOrderForShopper change) {
        this.place = place;
        this.change = change;
    }

    @EventListenerOn(Topic.ORDER_CAPTURE)
    void on(OrderCaptureEvent event) {
        switch (event) {
            case OrderCaptured captured -> place.once(order(captured));
            case OrderChangeAsked asked ->
                change.ask(new WantedChange(
                        asked.orderId(),
                        asked.changeId(),
                        asked.lines(),
                        asked.shippingLocation(),
                        asked.total(),
                        asked.note()));
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

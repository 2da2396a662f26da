package io.parley.order.placement;

import io.parley.events.CartEvent.CartCheckedOut;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.EventMeta;
import org.springframework.stereotype.Component;

/// The shopper's yes in a web cart.
@Component
class PlaceOrderWhenCheckedOut {
    private final PlaceOrder place;

    PlaceOrderWhenCheckedOut(PlaceOrder place) {
        this.place = place;
    }

    @EventListenerOn(Topic.CART)
    void on(CartCheckedOut cart) {
        place.once(new NewOrder(
                cart.orderId(),
                OrderSource.WEB,
                cart.shopperId(),
                null,
                null,
                cart.name(),
                cart.email(),
                cart.lines(),
                cart.shippingLocation(),
                cart.discount(),
                cart.shipping(),
                cart.tax(),
                cart.total(),
                cart.note(),
                EventMeta.current().time(),
                cart.holdReference()));
    }
}

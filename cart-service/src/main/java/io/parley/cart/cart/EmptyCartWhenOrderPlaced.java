package io.parley.cart.cart;

import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a chat's draft had in the cart is the order's from here on, with its hold.
@Component
class EmptyCartWhenOrderPlaced {
    private final FollowDraft follow;

    EmptyCartWhenOrderPlaced(FollowDraft follow) {
        this.follow = follow;
    }

    @EventListenerOn(Topic.ORDER)
    void on(OrderPlaced placed) {
        UUID shopper = placed.order().shopperId();
        if (shopper != null) {
            follow.ordered(shopper, placed.orderId());
        }
    }
}

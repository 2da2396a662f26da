package io.parley.cart.cart;

import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a chat's draft had in the cart is the order's from here on, with its hold. Told again, it
/// finds nothing to do; for an order of the web it has nothing to do at all.
@Component
class EmptyCartWhenOrderPlaced {
    private final FollowDraft follow;

    EmptyCartWhenOrderPlaced(FollowDraft follow) {
        this.follow = follow;
    }

    @EventListenerOn(value = Topic.ORDER, transactional = false)
    void on(OrderPlaced placed) {
        UUID shopper = placed.order().shopperId();
        if (shopper != null) {
            follow.ordered(shopper, placed.orderId());
        }
    }
}

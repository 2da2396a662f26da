package io.parley.cart.cart;

import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Reaction;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a chat's draft had in the cart is the order's from here on, with its hold. An order of the
/// web leaves the chat's cart alone.
@Component
class EmptyCartWhenOrderPlaced {
    private final FollowDraft follow;

    EmptyCartWhenOrderPlaced(FollowDraft follow) {
        this.follow = follow;
    }

    @EventListenerOn(Topic.ORDER)
    Reaction on(OrderPlaced placed) {
        UUID shopper = placed.order().shopperId();
        return shopper == null || placed.order().conversationId() == null
                ? Reaction.NONE
                : () -> follow.ordered(shopper, placed.orderId());
    }
}

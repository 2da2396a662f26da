package io.parley.loyalty.account;

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
class GrantPointsWhenOrderCompleted {
    private final GrantPoints grant;

    GrantPointsWhenOrderCompleted(GrantPoints grant) {
        this.grant = grant;
    }

    @EventListenerOn(Topic.ORDER)
    Reaction on(OrderEvent event) {
        return switch (event) {
            case OrderCompleted completed -> () -> grant.forOrder(completed.orderId(), completed.order());
            case OrderPlaced _,
                    OrderConfirmed _,
                    OrderRejected _,
                    OrderStarted _,
                    OrderCancelled _,
                    OrderChanging _,
                    OrderChanged _,
                    OrderChangeRefused _ -> Reaction.NONE;
        };
    }
}

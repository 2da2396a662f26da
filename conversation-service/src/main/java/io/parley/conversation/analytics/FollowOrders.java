package io.parley.conversation.analytics;

import static io.parley.starter.Timestamps.at;

import io.parley.events.Contact;
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
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.Platform;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Reaction;
import io.parley.starter.shop.ShopScope;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// What became of the orders taken in chats: how the funnel goes on after the shopper's yes.
@Component
class FollowOrders {
    private final JdbcTemplate jdbc;

    FollowOrders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @EventListenerOn(Topic.ORDER)
    Reaction on(OrderEvent event) {
        return switch (event) {
            case OrderPlaced it -> follow(it.orderId(), it.order(), false);
            case OrderConfirmed it -> follow(it.orderId(), it.order(), true);
            case OrderRejected it -> follow(it.orderId(), it.order(), false);
            case OrderStarted it -> follow(it.orderId(), it.order(), true);
            case OrderCompleted it -> follow(it.orderId(), it.order(), true);
            case OrderCancelled it -> follow(it.orderId(), it.order(), false);
            case OrderChanged it -> follow(it.orderId(), it.order(), false);
            case OrderChanging _, OrderChangeRefused _ -> Reaction.NONE;
        };
    }

    private Reaction follow(UUID id, OrderSummary order, boolean confirmed) {
        UUID conversation = order.conversationId();
        return conversation == null ? Reaction.NONE : () -> follow(id, conversation, order, confirmed);
    }

    private void follow(UUID id, UUID conversation, OrderSummary order, boolean confirmed) {
        Contact contact = order.contact();
        jdbc.update(
                """
                insert into chat_order (shop_id, order_id, conversation_id, platform, total_minor, currency, captured_at,
                                        version, status, payment_status, confirmed)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (shop_id, order_id) do update set
                  confirmed = chat_order.confirmed or excluded.confirmed,
                  total_minor = case when excluded.version >= chat_order.version then excluded.total_minor
                                     else chat_order.total_minor end,
                  status = case when excluded.version >= chat_order.version then excluded.status else chat_order.status end,
                  payment_status = case when excluded.version >= chat_order.version then excluded.payment_status
                                        else chat_order.payment_status end,
                  version = greatest(chat_order.version, excluded.version)
                """,
                ShopScope.current(),
                id,
                conversation,
                contact == null ? Platform.WEB.name() : contact.platform().name(),
                order.total().minor(),
                order.total().currency(),
                at(order.placedAt()),
                order.version(),
                order.status(),
                order.paymentStatus(),
                confirmed);
    }
}

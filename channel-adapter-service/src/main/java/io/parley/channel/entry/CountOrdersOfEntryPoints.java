package io.parley.channel.entry;

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
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Reaction;
import io.parley.starter.shop.ShopScope;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Puts an order down to the last code by which its shopper came within the seven days before it.
/// An order that came to nothing stays there, and does not count.
@Component
class CountOrdersOfEntryPoints {
    static final Duration AFTER_MAX = Duration.ofDays(7);

    private final JdbcClient jdbc;

    CountOrdersOfEntryPoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListenerOn(Topic.ORDER)
    Reaction on(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> counts(placed.orderId(), placed.order(), true);
            case OrderRejected rejected -> counts(rejected.orderId(), rejected.order(), false);
            case OrderCancelled cancelled -> counts(cancelled.orderId(), cancelled.order(), false);
            case OrderConfirmed _,
                    OrderStarted _,
                    OrderCompleted _,
                    OrderChanging _,
                    OrderChanged _,
                    OrderChangeRefused _ -> Reaction.NONE;
        };
    }

    private Reaction counts(UUID orderId, OrderSummary order, boolean counts) {
        Contact contact = order.contact();
        return contact == null ? Reaction.NONE : () -> putDown(orderId, order, contact, counts);
    }

    /// Events of one order may be heard again in another order: the newest version says whether it
    /// counts.
    private void putDown(UUID orderId, OrderSummary order, Contact contact, boolean counts) {
        UUID shop = ShopScope.current();
        int known = jdbc.sql(
                        "update entry_order set counts = case when version < :version then :counts else counts end,"
                                + " version = greatest(version, :version) where shop_id = :shop and order_id = :order")
                .param("version", order.version())
                .param("counts", counts)
                .param("shop", shop)
                .param("order", orderId)
                .update();
        if (known > 0) {
            return;
        }
        OffsetDateTime placed = at(order.placedAt());
        jdbc.sql("""
                        insert into entry_order
                          (shop_id, order_id, entry_point_id, platform, placed_at, version, counts, total_minor, currency)
                        select shop_id, :order, entry_point_id, platform, :placed, :version, :counts, :total, :currency
                        from entry_arrival where shop_id = :shop and conversation_key = :key
                          and arrived_at <= :placed and arrived_at >= :earliest
                        order by arrived_at desc limit 1
                        on conflict (order_id) do nothing""")
                .param("order", orderId)
                .param("placed", placed)
                .param("version", order.version())
                .param("counts", counts)
                .param("total", order.total().minor())
                .param("currency", order.total().currency())
                .param("shop", shop)
                .param("key", contact.conversationKey())
                .param("earliest", placed.minus(AFTER_MAX))
                .update();
    }
}

package io.parley.notification.alert;

import io.parley.events.Contact;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.Platform;
import io.parley.events.Topic;
import io.parley.notification.delivery.Notice;
import io.parley.notification.delivery.Notifications;
import io.parley.starter.events.EventListenerOn;
import org.springframework.stereotype.Component;

/// A captured order is told once its stock is held, so that no seller is sent after an order that cannot be filled.
@Component
class AlertOwnerWhenOrderConfirmed {
    private static final String ONCE = "";
    private final Notifications notifications;

    AlertOwnerWhenOrderConfirmed(Notifications notifications) {
        this.notifications = notifications;
    }

    @EventListenerOn(Topic.ORDER)
    void on(OrderConfirmed confirmed) {
        OrderSummary order = confirmed.order();
        Contact contact = order.contact();
        notifications.tellOwner(
                new Notice.Order(
                        confirmed.orderId(),
                        order.number(),
                        order.lines().stream()
                                .map(line -> new Notice.Line(line.fullTitle(), line.quantity(), line.total()))
                                .toList(),
                        order.total(),
                        order.shippingLocation(),
                        order.customerName(),
                        order.email(),
                        contact == null ? Platform.WEB : contact.platform(),
                        order.note(),
                        order.conversationId(),
                        order.placedAt()),
                ONCE);
    }
}

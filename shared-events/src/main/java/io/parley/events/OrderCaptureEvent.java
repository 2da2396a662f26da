package io.parley.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The shopper's yes in a chat, to an order or to a change of one. Told by conversation-service.
public sealed interface OrderCaptureEvent extends Event {
    UUID orderId();

    @Override
    default Topic topic() {
        return Topic.ORDER_CAPTURE;
    }

    @Override
    default String key() {
        return orderId().toString();
    }

    /// @param orderId the order's id, chosen once for the draft: a second yes cannot make a second order
    /// @param total sum of the lines as the shopper was told it
    /// @param holdReference the stock hold that becomes the order's reservation, absent when nothing is held
    @EventType("order-capture.order-captured.v1")
    record OrderCaptured(
            UUID orderId,
            UUID conversationId,
            UUID shopperId,
            Contact contact,
            List<OrderedLine> lines,
            String shippingLocation,
            Money total,
            @Nullable String note,
            @Nullable UUID holdReference)
            implements OrderCaptureEvent {

        public OrderCaptured(
                UUID orderId,
                UUID conversationId,
                UUID shopperId,
                Contact contact,
                List<OrderedLine> lines,
                String shippingLocation,
                Money total,
                @Nullable String note) {
            this(orderId, conversationId, shopperId, contact, lines, shippingLocation, total, note, null);
        }
    }

    /// The shopper's yes to a change of an order they have given. The order says whether that can
    /// still be: what is paid or taken up stays as it is.
    ///
    /// @param changeId chosen once for the draft of the change: a second yes changes nothing more
    /// @param lines all the order is to have; none means that it is to be cancelled
    /// @param total sum of the lines as the shopper was told it
    /// @param note what else is to be heeded, in the shopper's words: it comes to what the order carries already
    @EventType("order-capture.order-change-asked.v1")
    record OrderChangeAsked(
            UUID orderId,
            UUID changeId,
            UUID conversationId,
            UUID shopperId,
            List<OrderedLine> lines,
            String shippingLocation,
            Money total,
            @Nullable String note)
            implements OrderCaptureEvent {}
}

package io.parley.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The order's life, told by order-service.
public sealed interface OrderEvent extends Event {
    UUID orderId();

    @Override
    default Topic topic() {
        return Topic.ORDER;
    }

    @Override
    default String key() {
        return orderId().toString();
    }

    /// The order is written down; its stock is being reserved.
    ///
    /// @param holdReference the stock hold that becomes its reservation, absent when nothing is held
    @EventType("order.placed.v1")
    record OrderPlaced(
            UUID orderId, OrderSummary order, @Nullable UUID holdReference) implements OrderEvent {

        public OrderPlaced(UUID orderId, OrderSummary order) {
            this(orderId, order, null);
        }
    }

    /// Its stock is held.
    @EventType("order.confirmed.v1")
    record OrderConfirmed(UUID orderId, OrderSummary order) implements OrderEvent {}

    /// There was not enough of something: nothing is held and the order is cancelled.
    @EventType("order.rejected.v1")
    record OrderRejected(UUID orderId, OrderSummary order, List<ReservationEvent.Shortage> shortages)
            implements OrderEvent {}

    /// The seller has taken it up.
    @EventType("order.started.v1")
    record OrderStarted(UUID orderId, OrderSummary order) implements OrderEvent {}

    @EventType("order.completed.v1")
    record OrderCompleted(UUID orderId, OrderSummary order) implements OrderEvent {}

    /// @param reason `seller`, `shopper`, `payment_overdue`
    @EventType("order.cancelled.v1")
    record OrderCancelled(UUID orderId, OrderSummary order, String reason) implements OrderEvent {}

    /// The shopper wants other lines, and stock for them is to be held in place of what is held.
    /// The order is as it was until `OrderChanged` is told.
    ///
    /// @param order as it stands
    /// @param lines all it is to have
    @EventType("order.changing.v1")
    record OrderChanging(UUID orderId, UUID changeId, OrderSummary order, List<OrderedLine> lines)
            implements OrderEvent {}

    /// It is as the shopper wanted it: other lines, with their stock held, or another place.
    @EventType("order.changed.v1")
    record OrderChanged(UUID orderId, UUID changeId, OrderSummary order) implements OrderEvent {}

    /// It stays as it is: the shopper came too late, or there is not enough of something.
    ///
    /// @param reason `out_of_stock`, `paid`, `in_progress`, `completed`, `cancelled`, `busy` while
    ///     another change is under way, `priced_otherwise` where it has discount, shipping or tax
    /// @param lines all it was to have; none when it was to be cancelled
    /// @param shippingLocation where it was to go
    @EventType("order.change-refused.v1")
    record OrderChangeRefused(
            UUID orderId,
            UUID changeId,
            OrderSummary order,
            String reason,
            List<OrderedLine> lines,
            String shippingLocation,
            List<ReservationEvent.Shortage> shortages)
            implements OrderEvent {}

    /// What a reader needs so that it need not ask.
    ///
    /// @param number as people say it, `ORD-7K3M9Q`
    /// @param source `CHAT` or `WEB`
    /// @param version grows by one with every change of the order
    record OrderSummary(
            String number,
            long version,
            String source,
            String status,
            String paymentStatus,
            String fulfilmentStatus,
            @Nullable UUID shopperId,
            @Nullable UUID conversationId,
            @Nullable Contact contact,
            @Nullable String customerName,
            @Nullable String email,
            List<OrderedLine> lines,
            String shippingLocation,
            Money subtotal,
            Money discount,
            Money shipping,
            Money tax,
            Money total,
            @Nullable String note,
            Instant placedAt) {}
}

package io.parley.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a shopper has picked, told by cart-service.
public sealed interface CartEvent extends Event {
    UUID cartId();

    @Override
    default Topic topic() {
        return Topic.CART;
    }

    @Override
    default String key() {
        return cartId().toString();
    }

    /// The whole cart after a change.
    @EventType("cart.changed.v1")
    record CartChanged(UUID cartId, @Nullable UUID shopperId, List<OrderedLine> lines, Money subtotal, long version)
            implements CartEvent {}

    /// @param orderId chosen once for the checkout: the order has this id
    /// @param holdReference the stock hold that becomes the order's reservation, absent when nothing is held
    @EventType("cart.checked-out.v1")
    record CartCheckedOut(
            UUID cartId,
            UUID orderId,
            @Nullable UUID shopperId,
            @Nullable String email,
            @Nullable String name,
            List<OrderedLine> lines,
            String shippingLocation,
            Money subtotal,
            Money discount,
            Money shipping,
            Money tax,
            Money total,
            @Nullable String note,
            @Nullable UUID holdReference)
            implements CartEvent {

        public CartCheckedOut(
                UUID cartId,
                UUID orderId,
                @Nullable UUID shopperId,
                @Nullable String email,
                @Nullable String name,
                List<OrderedLine> lines,
                String shippingLocation,
                Money subtotal,
                Money discount,
                Money shipping,
                Money tax,
                Money total,
                @Nullable String note) {
            this(
                    cartId,
                    orderId,
                    shopperId,
                    email,
                    name,
                    lines,
                    shippingLocation,
                    subtotal,
                    discount,
                    shipping,
                    tax,
                    total,
                    note,
                    null);
        }
    }

    @EventType("cart.abandoned.v1")
    record CartAbandoned(UUID cartId, @Nullable UUID shopperId, Instant lastChangedAt, int reminder)
            implements CartEvent {}

    @EventType("cart.recovered.v1")
    record CartRecovered(UUID cartId, @Nullable UUID shopperId) implements CartEvent {}
}

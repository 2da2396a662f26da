package io.parley.order.placement;

import io.parley.events.Contact;
import io.parley.events.Money;
import io.parley.events.OrderedLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The shopper's yes, from a chat or a cart.
///
/// @param id chosen where the yes was said: a second telling is the same order
/// @param total as the shopper was told it
/// @param holdReference the stock hold that becomes its reservation, absent when nothing is held
record NewOrder(
        UUID id,
        OrderSource source,
        @Nullable UUID shopperId,
        @Nullable UUID conversationId,
        @Nullable Contact contact,
        @Nullable String customerName,
        @Nullable String email,
        List<OrderedLine> lines,
        String shippingLocation,
        Money discount,
        Money shipping,
        Money tax,
        Money total,
        @Nullable String note,
        Instant at,
        @Nullable UUID holdReference) {}

package io.parley.order.placement;

import io.parley.events.Money;
import io.parley.events.OrderedLine;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change as the shopper has said yes to it.
///
/// @param id chosen once for it
/// @param lines all the order is to have; none cancels it
/// @param note what comes to the order's note
record WantedChange(
        UUID orderId,
        UUID id,
        List<OrderedLine> lines,
        String shippingLocation,
        Money total,
        @Nullable String note) {}

package io.parley.order.placement;

import io.parley.events.OrderedLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an order is to be, once there is stock for it.
///
/// @param id chosen once by who asks
/// @param asked inventory has been told
/// @param note what comes to the order's note; absent in what older versions wrote
record PendingChange(
        UUID id,
        List<OrderLine> lines,
        String shippingLocation,
        Instant at,
        boolean asked,
        @Nullable String note) {

    List<OrderedLine> told() {
        return lines.stream().map(OrderLine::told).toList();
    }

    Map<UUID, Integer> pieces() {
        return lines.stream().collect(Collectors.toMap(OrderLine::variantId, OrderLine::quantity, Integer::sum));
    }

    PendingChange nowAsked() {
        return new PendingChange(id, lines, shippingLocation, at, true, note);
    }
}

package io.parley.starter.events;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The envelope of the event being handled.
///
/// @param id the event's own id, the same however often it is delivered
/// @param type as on the wire, `parley.order.placed.v1`
/// @param time when it became true
/// @param shopId absent for facts that belong to no shop
/// @param traceparent W3C trace context
public record EventMeta(
        UUID id,
        String type,
        Instant time,
        @Nullable UUID shopId,
        @Nullable String traceparent) {
    private static final ScopedValue<EventMeta> CURRENT = ScopedValue.newInstance();

    /// The envelope of the event this listener is handling.
    ///
    /// @throws java.util.NoSuchElementException outside a listener
    public static EventMeta current() {
        return CURRENT.get();
    }

    <T> T during(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }
}

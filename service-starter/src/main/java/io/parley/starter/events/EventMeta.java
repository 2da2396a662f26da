package io.parley.starter.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
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
    private static final ScopedValue<@Nullable EventMeta> CURRENT = ScopedValue.newInstance();

    /// The envelope of the event this listener is handling.
    ///
    /// @throws java.util.NoSuchElementException outside a listener
    public static EventMeta current() {
        return Optional.ofNullable(find()).orElseThrow();
    }

    static @Nullable EventMeta find() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    static <T, E extends Exception> T during(@Nullable EventMeta event, ScopedValue.CallableOp<T, E> work) throws E {
        return ScopedValue.where(CURRENT, event).call(work);
    }
}

package io.parley.testing;

import io.parley.events.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event that left the service.
///
/// @param id the envelope's
/// @param key the Kafka key
public record Heard(UUID id, String key, @Nullable UUID shopId, Event event) {}

package io.parley.conversation.dialogue;

import java.time.Instant;
import java.util.UUID;

/// What a step may not make up itself.
///
/// @param freshId an id for an order, used when one is begun
public record Moment(Instant now, UUID freshId) {}

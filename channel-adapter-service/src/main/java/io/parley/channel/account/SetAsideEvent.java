package io.parley.channel.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something a platform sent that could not be read, or a comment that was left alone.
///
/// @param key names it within its channel
/// @param reason why: for a comment of [io.parley.events.ConversationEvent.CommentLeftAlone]
/// @param event the beginning of what was sent, as JSON
record SetAsideEvent(
        String key,
        Instant receivedAt,
        @Nullable String reason,
        @Nullable String event) {}

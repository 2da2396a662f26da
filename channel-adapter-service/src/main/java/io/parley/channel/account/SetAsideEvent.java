package io.parley.channel.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something a platform sent that could not be read, or a comment that was left alone.
///
/// @param key names it within its channel
/// @param reason why: for a comment of [io.parley.events.ConversationEvent.CommentLeftAlone]
/// @param personName whose comment it is, as the platform gives it
/// @param text what the comment says
/// @param event the beginning of what was sent, as JSON
record SetAsideEvent(
        String key,
        Kind kind,
        Instant receivedAt,
        @Nullable String reason,
        @Nullable String personName,
        @Nullable String text,
        @Nullable String event) {
    enum Kind {
        COMMENT,
        EVENT
    }
}

package io.parley.starter.events;

import org.jspecify.annotations.Nullable;

/// A record that no further try will make readable.
class UnreadableEvent extends RuntimeException {
    UnreadableEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

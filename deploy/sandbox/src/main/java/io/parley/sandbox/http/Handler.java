package io.parley.sandbox.http;

import org.jspecify.annotations.Nullable;

@FunctionalInterface
public interface Handler {
    /// Null when this is not its own after all: the next route that fits is asked.
    @Nullable
    Reply handle(Request request);
}

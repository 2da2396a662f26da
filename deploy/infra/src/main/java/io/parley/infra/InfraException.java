package io.parley.infra;

import org.jspecify.annotations.Nullable;

/// A server did not start or could not be used; the message says why.
public final class InfraException extends RuntimeException {

    public InfraException(String message) {
        this(message, null);
    }

    public InfraException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

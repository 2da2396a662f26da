package io.parley.local;

/// Something the person at the keyboard can set right; the message says what.
final class UserError extends RuntimeException {

    UserError(String message) {
        super(message);
    }
}

package io.parley.sandbox;

/// What the sandbox plays.
public enum Platform {
    INSTAGRAM,
    MESSENGER,
    WHATSAPP,
    SMS,
    SMTP;

    /// Whether the shopper's phone can chat as this platform.
    public boolean onPhone() {
        return this != SMTP;
    }
}

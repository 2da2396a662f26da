package io.parley.sandbox;

/// What the sandbox plays.
public enum Platform {
    INSTAGRAM,
    MESSENGER,
    WHATSAPP,
    SMS,
    TELEGRAM,
    SMTP,
    /// A language model, asked over an OpenAI-compatible API.
    MODEL;

    /// Whether the shopper's phone can chat as this platform.
    public boolean onPhone() {
        return this != SMTP && this != MODEL && this != TELEGRAM;
    }
}

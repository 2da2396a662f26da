package io.parley.sandbox;

/// What the sandbox plays.
public enum Platform {
    INSTAGRAM,
    MESSENGER,
    WHATSAPP,
    SMS,
    TELEGRAM,
    /// A phone call, by way of a platform that hears and speaks.
    VOICE,
    SMTP,
    /// A language model, asked over an OpenAI-compatible API.
    MODEL;

    /// Whether the shopper's phone can chat, or speak, as this platform.
    public boolean onPhone() {
        return this != SMTP && this != MODEL && this != TELEGRAM;
    }
}

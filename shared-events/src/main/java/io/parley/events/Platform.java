package io.parley.events;

/// Where a conversation takes place.
public enum Platform {
    INSTAGRAM("Instagram"),
    MESSENGER("Facebook Messenger"),
    WHATSAPP("WhatsApp"),
    SMS("SMS"),
    VOICE("phone"),
    WEB("your web shop"),
    TELEGRAM("Telegram");

    private final String title;

    Platform(String title) {
        this.title = title;
    }

    /// As people call it, in the middle of a sentence.
    public String title() {
        return title;
    }
}

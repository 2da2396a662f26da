package io.parley.events;

/// Where a conversation takes place.
public enum Platform {
    INSTAGRAM,
    MESSENGER,
    WHATSAPP,
    SMS,
    VOICE,
    WEB
}

package io.parley.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The nine services and where each has its place.
enum ServicePart {
    GATEWAY("Gateway", "gateway", 0),
    CATALOG("Catalog", "catalog", 1),
    CART("Cart", "cart", 2),
    ORDER("Order", "orders", 3),
    INVENTORY("Inventory", "inventory", 4),
    CONVERSATION("Conversation", "conversation", 5),
    CHANNEL("Channel", "channel", 6),
    NOTIFICATION("Notification", "notification", 7),
    LOYALTY("Loyalty", "loyalty", 8);

    private final String word;
    private final String database;
    private final int offset;

    ServicePart(String word, String database, int offset) {
        this.word = word;
        this.database = database;
        this.offset = offset;
    }

    static Optional<ServicePart> named(String name) {
        return Arrays.stream(values())
                .filter(service -> service.serviceName().equals(name))
                .findFirst();
    }

    /// Name of its configuration, its log and its rows on the screen.
    String serviceName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String database() {
        return database;
    }

    /// How far its port is from the front door's.
    int offset() {
        return offset;
    }

    String applicationClass() {
        return "io.parley." + serviceName() + "." + word + "Application";
    }

    /// Variable that tells the gateway where this service is.
    String addressVariable() {
        return "PARLEY_" + name() + "_URL";
    }
}

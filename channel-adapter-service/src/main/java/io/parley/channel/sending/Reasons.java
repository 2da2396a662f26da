package io.parley.channel.sending;

/// The reasons of [io.parley.events.DeliveryEvent.MessageFailed] that this package gives by itself.
final class Reasons {
    static final String UNDELIVERABLE = "undeliverable";
    static final String POLICY = "policy";
    static final String WINDOW_CLOSED = "window_closed";

    private Reasons() {}
}

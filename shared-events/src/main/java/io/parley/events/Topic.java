package io.parley.events;

import java.util.Arrays;
import java.util.Optional;

/// The topic catalogue: one topic per aggregate, owned by the service that writes it.
/// The Kafka name is the configured prefix (`parley` unless told) followed by [#suffix()].
public enum Topic {
    SHOP("gateway.shop", ShopEvent.class, Kept.FOR_EVER),
    PRODUCT("catalog.product", ProductEvent.class, Kept.FOR_EVER),
    STOCK("inventory.stock", StockEvent.class, Kept.FOR_EVER),
    RESERVATION("inventory.reservation", ReservationEvent.class),
    INBOUND("channel.inbound", InboundEvent.class),
    DELIVERY("channel.delivery", DeliveryEvent.class),
    CHANNEL("channel.account", ChannelEvent.class, Kept.FOR_EVER),
    OUTBOUND("conversation.outbound", OutboundEvent.class),
    CONVERSATION("conversation.conversation", ConversationEvent.class),
    ORDER_CAPTURE("conversation.order-capture", OrderCaptureEvent.class),
    CART("cart.cart", CartEvent.class),
    ORDER("order.order", OrderEvent.class),
    LOYALTY("loyalty.account", LoyaltyEvent.class),
    NOTIFICATION("notification.delivery", NotificationEvent.class);

    /// How long the broker keeps a topic's records.
    private enum Kept {
        /// The readers build their copies from it, a reader that comes years later too. Its events carry whole states
        /// with versions, so an old one changes nothing.
        FOR_EVER,
        ONE_WEEK
    }

    private final String suffix;
    private final Class<? extends Event> contract;
    private final Kept kept;

    Topic(String suffix, Class<? extends Event> contract) {
        this(suffix, contract, Kept.ONE_WEEK);
    }

    Topic(String suffix, Class<? extends Event> contract, Kept kept) {
        this.suffix = suffix;
        this.contract = contract;
        this.kept = kept;
    }

    /// Whether the broker keeps every record, so that a new reader can build its copy from the beginning.
    public boolean isKeptForEver() {
        return kept == Kept.FOR_EVER;
    }

    /// `<service>.<aggregate>`, for instance `order.order`.
    public String suffix() {
        return suffix;
    }

    /// The service that writes this topic, for instance `order`.
    public String owner() {
        return suffix.substring(0, suffix.indexOf('.'));
    }

    /// The sealed interface whose records are this topic's events.
    public Class<? extends Event> contract() {
        return contract;
    }

    /// The name in Kafka.
    ///
    /// @param prefix `parley` in production; tests isolate themselves with another
    public String name(String prefix) {
        return prefix + "." + suffix;
    }

    /// The topic of a Kafka name with this prefix, if it is one of ours.
    public static Optional<Topic> of(String kafkaName, String prefix) {
        return Arrays.stream(values())
                .filter(topic -> topic.name(prefix).equals(kafkaName))
                .findFirst();
    }
}

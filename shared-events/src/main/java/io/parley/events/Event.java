package io.parley.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/// A fact, in the past tense, that one service tells the others. Fields are only ever added; a breaking change is a
/// new type (`….v2`) beside the old one. Its envelope (id, time, shop, trace) travels in the record's headers.
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface Event
        permits ShopEvent,
                ProductEvent,
                StockEvent,
                ReservationEvent,
                InboundEvent,
                DeliveryEvent,
                ChannelEvent,
                OutboundEvent,
                ConversationEvent,
                OrderCaptureEvent,
                CartEvent,
                OrderEvent,
                LoyaltyEvent,
                NotificationEvent {

    /// Where this event is published.
    Topic topic();

    /// The aggregate's id, hence the Kafka key: events of one aggregate keep their order.
    String key();

    /// The name on the wire, for instance `parley.order.placed.v1`.
    default String type() {
        return EventTypes.of(getClass());
    }
}

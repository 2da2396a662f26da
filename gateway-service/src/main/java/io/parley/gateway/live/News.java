package io.parley.gateway.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.events.ChannelEvent.ChannelDisconnected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.ConversationClosed;
import io.parley.events.ConversationEvent.ConversationStarted;
import io.parley.events.ConversationEvent.CustomerWaiting;
import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.ConversationEvent.TakeoverEnded;
import io.parley.events.ConversationEvent.TakeoverStarted;
import io.parley.events.DeliveryEvent;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageRetried;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.Event;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.OrderEvent;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderChanged;
import io.parley.events.OrderEvent.OrderCompleted;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderRejected;
import io.parley.events.OrderEvent.OrderStarted;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.events.StockEvent.BackInStock;
import io.parley.events.StockEvent.StockLow;
import io.parley.events.Topic;
import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a dashboard hears of an event: what kind of news it is, whom it is for, and enough to show it or to ask more.
///
/// @param name the stream event's name: `order`, `message`, `delivery`, `conversation`, `handoff`, `stock`, `channel`
/// @param permission who may hear it
record News(String name, String permission, Object data) {
    /// Where news comes from.
    static final Set<Topic> TOPICS = Set.of(
            Topic.ORDER, Topic.INBOUND, Topic.OUTBOUND, Topic.DELIVERY, Topic.CONVERSATION, Topic.STOCK, Topic.CHANNEL);

    /// The events that are news. Others are not even read. That a message was delivered or read is no news: it comes
    /// with every message, and is seen with the next look.
    static final Set<Class<? extends Event>> KINDS = Set.of(
            OrderPlaced.class,
            OrderConfirmed.class,
            OrderRejected.class,
            OrderStarted.class,
            OrderChanged.class,
            OrderCompleted.class,
            OrderCancelled.class,
            MessageReceived.class,
            ReplyRequested.class,
            MessageSent.class,
            MessageFailed.class,
            MessageRetried.class,
            ConversationStarted.class,
            ConversationClosed.class,
            HandoffRequested.class,
            CustomerWaiting.class,
            TakeoverStarted.class,
            TakeoverEnded.class,
            StockLow.class,
            BackInStock.class,
            ChannelConnected.class,
            ChannelDisconnected.class,
            ChannelTroubled.class);

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderNews(
            String type,
            UUID id,
            String number,
            String status,
            BigDecimal total,
            String currency,
            @Nullable String customerName,
            @Nullable UUID conversationId) {}

    /// @param id the conversation's where it is known, else its key
    /// @param from `SHOPPER`, `ASSISTANT`, `SELLER` or `SYSTEM`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessageNews(
            String type,
            String id,
            @Nullable UUID conversationId,
            String conversationKey,
            Platform platform,
            String from,
            @Nullable String customerName,
            @Nullable String text) {}

    /// @param id of the message: the reply's
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryNews(
            String type,
            UUID id,
            @Nullable UUID conversationId,
            String conversationKey,
            @Nullable String reason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConversationNews(
            String type,
            UUID id,
            UUID conversationId,
            @Nullable String conversationKey,
            @Nullable String reason,
            @Nullable String summary,
            @Nullable String customerName,
            @Nullable UUID orderId) {}

    record StockNews(String type, UUID id, UUID productId, int available) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChannelNews(
            String type,
            UUID id,
            Platform platform,
            String name,
            @Nullable String problem) {}

    /// The news in an event, or null when it is none.
    ///
    /// @param conversations which conversation a key belongs to, as far as known
    static @Nullable News of(Event event, KnownConversations conversations) {
        String type = event.getClass().getSimpleName();
        return switch (event) {
            case OrderPlaced e -> order(type, e, e.order());
            case OrderConfirmed e -> order(type, e, e.order());
            case OrderRejected e -> order(type, e, e.order());
            case OrderStarted e -> order(type, e, e.order());
            case OrderChanged e -> order(type, e, e.order());
            case OrderCompleted e -> order(type, e, e.order());
            case OrderCancelled e -> order(type, e, e.order());
            case MessageReceived e ->
                message(type, e.contact(), conversations.of(e.contact().conversationKey()), "SHOPPER", e.text());
            case ReplyRequested e -> {
                conversations.learn(e.contact(), e.conversationId());
                yield message(type, e.contact(), e.conversationId(), e.author(), e.text());
            }
            case MessageSent e -> delivery(type, e, e.replyId(), conversations, null);
            case MessageFailed e -> delivery(type, e, e.replyId(), conversations, e.reason());
            case MessageRetried e -> delivery(type, e, e.replyId(), conversations, null);
            case ConversationStarted e -> {
                conversations.learn(e.contact(), e.conversationId());
                yield conversation("conversation", type, e.conversationId(), e.contact(), null, null, null);
            }
            case HandoffRequested e -> {
                conversations.learn(e.contact(), e.conversationId());
                yield conversation(
                        "handoff", type, e.conversationId(), e.contact(), e.reason(), e.summary(), e.orderId());
            }
            case CustomerWaiting e ->
                conversation("handoff", type, e.conversationId(), e.contact(), "customer_waiting", e.lastText(), null);
            case TakeoverStarted e -> conversation("handoff", type, e.conversationId(), null, null, null, null);
            case TakeoverEnded e -> conversation("handoff", type, e.conversationId(), null, e.reason(), null, null);
            case ConversationClosed e ->
                conversation("conversation", type, e.conversationId(), null, e.reason(), null, null);
            case StockLow e ->
                new News("stock", "inventory:read", new StockNews(type, e.variantId(), e.productId(), e.available()));
            case BackInStock e ->
                new News("stock", "inventory:read", new StockNews(type, e.variantId(), e.productId(), e.available()));
            case ChannelConnected e -> channel(type, e.channelId(), e.platform(), e.name(), null);
            case ChannelDisconnected e -> channel(type, e.channelId(), e.platform(), e.name(), e.reason());
            case ChannelTroubled e -> channel(type, e.channelId(), e.platform(), e.name(), e.problem());
            default -> null;
        };
    }

    private static News order(String type, OrderEvent event, OrderSummary order) {
        return new News(
                "order",
                "orders:read",
                new OrderNews(
                        type,
                        event.orderId(),
                        order.number(),
                        order.status(),
                        order.total().decimal(),
                        order.total().currency(),
                        order.customerName(),
                        order.conversationId()));
    }

    private static News message(
            String type, Contact contact, @Nullable UUID conversation, String from, @Nullable String text) {
        return new News(
                "message",
                "conversations:read",
                new MessageNews(
                        type,
                        conversation == null ? contact.conversationKey() : conversation.toString(),
                        conversation,
                        contact.conversationKey(),
                        contact.platform(),
                        from,
                        contact.personName(),
                        text));
    }

    private static News delivery(
            String type, DeliveryEvent event, UUID message, KnownConversations conversations, @Nullable String reason) {
        String key = event.conversationKey();
        return new News(
                "delivery", "conversations:read", new DeliveryNews(type, message, conversations.of(key), key, reason));
    }

    private static News conversation(
            String name,
            String type,
            UUID id,
            @Nullable Contact contact,
            @Nullable String reason,
            @Nullable String summary,
            @Nullable UUID orderId) {
        return new News(
                name,
                "conversations:read",
                new ConversationNews(
                        type,
                        id,
                        id,
                        contact == null ? null : contact.conversationKey(),
                        reason,
                        summary,
                        contact == null ? null : contact.personName(),
                        orderId));
    }

    private static News channel(String type, UUID id, Platform platform, String name, @Nullable String problem) {
        return new News("channel", "channels:read", new ChannelNews(type, id, platform, name, problem));
    }
}

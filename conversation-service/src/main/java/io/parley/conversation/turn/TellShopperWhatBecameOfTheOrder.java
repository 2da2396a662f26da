package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Aftermath;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.shop.Offer;
import io.parley.events.OrderEvent;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderChangeRefused;
import io.parley.events.OrderEvent.OrderChanged;
import io.parley.events.OrderEvent.OrderChanging;
import io.parley.events.OrderEvent.OrderCompleted;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderRejected;
import io.parley.events.OrderEvent.OrderStarted;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.Topic;
import io.parley.starter.Ids;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Reaction;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/// An order that was taken in a chat is followed up in that chat.
@Component
class TellShopperWhatBecameOfTheOrder {
    private final TakeTurn turns;
    private final Conversations conversations;
    private final Clock clock;

    TellShopperWhatBecameOfTheOrder(TakeTurn turns, Conversations conversations, Clock clock) {
        this.turns = turns;
        this.conversations = conversations;
        this.clock = clock;
    }

    @EventListenerOn(Topic.ORDER)
    Reaction on(OrderEvent event) {
        Instant now = clock.instant();
        return switch (event) {
            case OrderConfirmed it ->
                tell(it.order(), (before, offer) -> Aftermath.confirmed(before, it.orderId(), it.order(), offer, now));
            case OrderRejected it ->
                tell(
                        it.order(),
                        (before, offer) -> Aftermath.rejected(
                                before, it.orderId(), it.order(), it.shortages(), offer, new Moment(now, Ids.next())));
            case OrderCancelled it ->
                tell(
                        it.order(),
                        (before, _) -> Aftermath.cancelled(
                                before, it.orderId(), it.order(), it.reason().equals("shopper")));
            case OrderCompleted it ->
                tell(it.order(), (before, _) -> Aftermath.completed(before, it.orderId(), it.order()));
            case OrderChanged it ->
                tell(it.order(), (before, _) -> Aftermath.changed(before, it.orderId(), it.order(), now));
            case OrderChangeRefused it ->
                tell(
                        it.order(),
                        (before, _) -> Aftermath.notChanged(
                                before,
                                it.orderId(),
                                it.order(),
                                it.lines(),
                                it.shippingLocation(),
                                it.shortages(),
                                now));
            case OrderStarted it -> tell(it.order(), (before, _) -> Aftermath.moved(before, it.orderId(), it.order()));
            case OrderPlaced it -> tell(it.order(), (before, _) -> Aftermath.moved(before, it.orderId(), it.order()));
            case OrderChanging it -> tell(it.order(), (before, _) -> Aftermath.moved(before, it.orderId(), it.order()));
        };
    }

    /// An order of the web has no conversation, and costs no transaction.
    private Reaction tell(OrderSummary order, BiFunction<Dialogue, Offer, Step> step) {
        UUID id = order.conversationId();
        return id == null ? Reaction.NONE : () -> tell(id, step);
    }

    private void tell(UUID id, BiFunction<Dialogue, Offer, Step> step) {
        Conversation conversation = conversations.lock(ShopScope.current(), id).orElse(null);
        if (conversation == null || conversation.shop() == null) {
            return;
        }
        Offer offer = turns.offer(conversation);
        turns.tellUnasked(conversation, step.apply(conversation.dialogue(), offer), offer, clock.instant());
    }
}

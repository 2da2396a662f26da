package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Holding;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.shop.Offer;
import io.parley.events.ReservationEvent.ReservationExpired;
import io.parley.events.Topic;
import io.parley.starter.Ids;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Stock that was held for a chat's draft is free again: the shopper hears so, and can have it held anew.
@Component
class TellShopperThatHoldIsOver {
    private final TakeTurn turns;
    private final Conversations conversations;
    private final Clock clock;

    TellShopperThatHoldIsOver(TakeTurn turns, Conversations conversations, Clock clock) {
        this.turns = turns;
        this.conversations = conversations;
        this.clock = clock;
    }

    @EventListenerOn(Topic.RESERVATION)
    void on(ReservationExpired expired) {
        conversations
                .findByHold(ShopScope.current(), expired.reference())
                .flatMap(id -> conversations.lock(ShopScope.current(), id))
                .filter(conversation -> conversation.shop() != null)
                .ifPresent(conversation -> {
                    Instant now = clock.instant();
                    Offer offer = turns.offer(conversation);
                    turns.tellUnasked(
                            conversation,
                            Holding.over(
                                    conversation.dialogue(), expired.reference(), offer, new Moment(now, Ids.next())),
                            offer,
                            now);
                });
    }
}

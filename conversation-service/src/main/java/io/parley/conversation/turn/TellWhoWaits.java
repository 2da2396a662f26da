package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Aftermath;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.shop.Offer;
import io.parley.events.StockEvent.BackInStock;
import io.parley.events.Topic;
import io.parley.starter.Ids;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What was sold out is back: as many as there are pieces are told, in the order they asked, each once. Whoever may not
/// be written to now keeps their place in the line.
@Component
class TellWhoWaits {
    /// However much comes back, no more are told at once.
    private static final int TOLD_MAX = 20;

    private static final int LINE_MAX = 200;

    private final Waitlist waitlist;
    private final Conversations conversations;
    private final TakeTurn turns;
    private final Clock clock;

    TellWhoWaits(Waitlist waitlist, Conversations conversations, TakeTurn turns, Clock clock) {
        this.waitlist = waitlist;
        this.conversations = conversations;
        this.turns = turns;
        this.clock = clock;
    }

    @EventListenerOn(Topic.STOCK)
    void on(BackInStock back) {
        UUID shop = ShopScope.current();
        int left = Math.min(back.available(), TOLD_MAX);
        for (Waitlist.Waiter waiter : waitlist.line(shop, back.productId(), back.variantId(), LINE_MAX)) {
            if (left < 1) {
                return;
            }
            if (told(shop, waiter, back.variantId())) {
                left--;
            }
        }
    }

    private boolean told(UUID shop, Waitlist.Waiter waiter, UUID variant) {
        Instant now = clock.instant();
        Conversation conversation =
                conversations.lock(shop, waiter.conversationId()).orElse(null);
        if (conversation == null || conversation.shop() == null || !MessagingWindow.open(conversation, now)) {
            return false;
        }
        Offer offer = turns.offer(conversation);
        boolean only = offer.catalogue()
                .product(waiter.productId())
                .filter(product -> product.sellable().size() == 1)
                .isPresent();
        Step step = Aftermath.back(
                conversation.dialogue(), waiter.productId(), only ? null : variant, offer, new Moment(now, Ids.next()));
        if (step.acts().isEmpty()) {
            return false;
        }
        turns.tellUnasked(conversation, step, offer, now);
        waitlist.told(shop, waiter.id(), now);
        return true;
    }
}

package io.parley.channel.voice;

import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.Platform;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Reaction;
import io.parley.starter.shop.ShopScope;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A conversation that needs a person, while its shopper is on the phone: the call goes to the
/// shop's own number, where it has one.
@Component
class PassOnWhenHandedOver {
    /// The seller's turn, and yet nothing the caller has to wait on the line for.
    private static final Set<String> LATER_WILL_DO = Set.of("order_confirmed", "closed_hours", "under_age");

    private final VoiceCalls calls;
    private final Transfers transfers;

    PassOnWhenHandedOver(VoiceCalls calls, Transfers transfers) {
        this.calls = calls;
        this.transfers = transfers;
    }

    @EventListenerOn(Topic.CONVERSATION)
    Reaction on(HandoffRequested handoff) {
        return handoff.contact().platform() == Platform.VOICE ? () -> handOver(handoff) : Reaction.NONE;
    }

    private void handOver(HandoffRequested handoff) {
        boolean wantsPerson = !LATER_WILL_DO.contains(handoff.reason());
        UUID shop = ShopScope.current();
        calls.handOver(handoff.contact().channelId(), handoff.contact().personId(), wantsPerson)
                .filter(call -> wantsPerson)
                .ifPresent(call ->
                        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                Thread.ofVirtual()
                                        .name("pass-on")
                                        .start(() -> ShopScope.callAs(shop, () -> {
                                            transfers.passOn(call);
                                            return null;
                                        }));
                            }
                        }));
    }
}

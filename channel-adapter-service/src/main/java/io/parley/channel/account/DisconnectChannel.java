package io.parley.channel.account;

import io.parley.channel.platform.Account;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Ends a channel; its history stays.
@Component
class DisconnectChannel {
    private final Channels channels;
    private final TokenVault vault;
    private final Subscriptions subscriptions;
    private final Clock clock;

    DisconnectChannel(Channels channels, TokenVault vault, Subscriptions subscriptions, Clock clock) {
        this.channels = channels;
        this.vault = vault;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /// @param reason `seller` or `shop_closed`
    /// @throws Refusal notFound, when the shop has no such channel
    @Transactional
    void disconnect(UUID channelId, String reason) {
        Channel channel = channels.findLocked(ShopScope.current(), channelId).orElseThrow(ChannelBook::notFound);
        if (channel.isDisconnected()) {
            return;
        }
        unsubscribeAfterwards(channel);
        channel.disconnect(reason, clock.instant());
        channels.saveAndFlush(channel);
    }

    /// The token is forgotten with the channel, so it is opened before; the platform is told once it is all true here.
    private void unsubscribeAfterwards(Channel channel) {
        Account account =
                channel.account(vault.openOrNothing(ShopScope.current(), channel.id(), channel.sealedToken()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                subscriptions.endUnlessUsed(account);
            }
        });
    }
}

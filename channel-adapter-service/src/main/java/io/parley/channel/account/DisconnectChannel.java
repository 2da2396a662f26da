package io.parley.channel.account;

import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Ends a channel; its history stays.
@Component
class DisconnectChannel {
    private final Channels channels;
    private final Clock clock;

    DisconnectChannel(Channels channels, Clock clock) {
        this.channels = channels;
        this.clock = clock;
    }

    /// @param reason `seller` or `shop_closed`
    /// @throws Refusal notFound, when the shop has no such channel
    @Transactional
    void disconnect(UUID channelId, String reason) {
        Channel channel = channels.findLocked(ShopScope.current(), channelId).orElseThrow(ChannelBook::notFound);
        channel.disconnect(reason, clock.instant());
        channels.saveAndFlush(channel);
    }
}

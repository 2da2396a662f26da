package io.parley.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A shop's connected accounts, told by channel-adapter-service.
public sealed interface ChannelEvent extends Event {
    UUID channelId();

    @Override
    default Topic topic() {
        return Topic.CHANNEL;
    }

    @Override
    default String key() {
        return channelId().toString();
    }

    @EventType("channel.connected.v1")
    record ChannelConnected(
            UUID channelId,
            Platform platform,
            String accountId,
            String name,
            @Nullable String username) implements ChannelEvent {}

    /// @param reason `seller`, `shop_closed`; by the platform's word: `account_deleted`, `access_removed`
    @EventType("channel.disconnected.v1")
    record ChannelDisconnected(UUID channelId, Platform platform, String name, String reason) implements ChannelEvent {}

    /// @param problem `token_expired`, `permission`, `payment`, `policy_block`, `silent`, `rate_limited`,
    ///     `spam_limited`; of the account itself: `disable_scheduled`, `violation`, `restricted`,
    ///     `starts_restricted`, `low_quality`, `review_rejected`, `review_pending`, `account_alert`
    /// @param detail for the seller: what is the matter and what to do
    @EventType("channel.troubled.v1")
    record ChannelTroubled(UUID channelId, Platform platform, String name, String problem, String detail)
            implements ChannelEvent {}
}

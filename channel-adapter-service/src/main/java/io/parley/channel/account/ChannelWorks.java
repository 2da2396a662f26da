package io.parley.channel.account;

import java.util.UUID;

/// A channel may be used from now on: it is connected, or its trouble is over. Heard within this service, also by
/// whoever works across shops.
public record ChannelWorks(UUID shopId, UUID channelId) {}

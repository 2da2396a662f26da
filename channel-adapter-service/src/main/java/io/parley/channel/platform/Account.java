package io.parley.channel.platform;

import io.parley.events.Platform;
import java.util.UUID;

/// A channel as an adapter needs it to call the platform.
///
/// @param accessToken in the clear: never logged, never stored
public record Account(UUID channelId, Platform platform, String accountId, String accessToken) {
    @Override
    public String toString() {
        return platform + ":" + accountId;
    }
}

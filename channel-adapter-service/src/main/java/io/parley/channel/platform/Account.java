package io.parley.channel.platform;

import io.parley.events.Platform;
import java.util.Map;
import java.util.UUID;

/// A channel as an adapter needs it to call the platform.
///
/// @param way of [ConnectForm]: which adapter it is for
/// @param accessToken in the clear: never logged, never stored; empty when it cannot be opened
/// @param details of [ConnectForm]
public record Account(
        UUID channelId,
        Platform platform,
        String way,
        String accountId,
        String accessToken,
        Map<String, String> details) {

    @Override
    public String toString() {
        return way + ":" + accountId;
    }
}

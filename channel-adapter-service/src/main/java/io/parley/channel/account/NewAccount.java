package io.parley.channel.account;

import io.parley.events.Platform;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An account that is to be connected.
///
/// @param accessToken in the clear: sealed before it is stored, never logged
/// @param way of [io.parley.channel.platform.ConnectForm], as are the details
/// @param tokenEndsAt null for never, or unknown
/// @param tokenCheckedAt null when the platform has not been asked for it
public record NewAccount(
        String way,
        Platform platform,
        String accountId,
        Map<String, String> details,
        String name,
        @Nullable String username,
        String accessToken,
        @Nullable Instant tokenEndsAt,
        @Nullable Instant tokenCheckedAt) {

    @Override
    public String toString() {
        return way + ":" + accountId;
    }
}

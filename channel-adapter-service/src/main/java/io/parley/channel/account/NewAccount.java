package io.parley.channel.account;

import io.parley.events.Platform;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account that is to be connected.
///
/// @param accessToken in the clear: sealed before it is stored, never logged
/// @param pageId the Facebook page behind it, where the access is a page's
/// @param tokenEndsAt null for never, or unknown
public record NewAccount(
        Platform platform,
        String accountId,
        String name,
        @Nullable String username,
        String accessToken,
        @Nullable String pageId,
        @Nullable Instant tokenEndsAt) {

    @Override
    public String toString() {
        return platform + ":" + accountId;
    }
}

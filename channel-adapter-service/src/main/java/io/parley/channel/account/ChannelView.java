package io.parley.channel.account;

import io.parley.events.Platform;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A channel as the seller sees it.
///
/// @param lastMessageInAt absent when there was none for 30 days, as is `lastMessageOutAt`
/// @param problem why it cannot send, while it is `TROUBLED`; what to look at, while it is `ACTIVE`; why it is
///     `DISCONNECTED`, where the platform says so
/// @param problemDetail what to do about it
/// @param messagesToday in and out, since midnight UTC
/// @param next of `RECONNECT`, `DISCONNECT`
public record ChannelView(
        UUID id,
        Platform platform,
        String accountId,
        String name,
        @Nullable String username,
        ChannelStatus status,
        @Nullable String problem,
        @Nullable String problemDetail,
        @Nullable Instant lastMessageInAt,
        @Nullable Instant lastMessageOutAt,
        Instant connectedAt,
        @Nullable Instant disconnectedAt,
        long messagesToday,
        List<String> next) {}

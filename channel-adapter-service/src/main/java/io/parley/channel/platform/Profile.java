package io.parley.channel.platform;

import org.jspecify.annotations.Nullable;

/// A person as the platform introduces them.
public record Profile(
        @Nullable String name,
        @Nullable String username,
        @Nullable String pictureUrl) {}

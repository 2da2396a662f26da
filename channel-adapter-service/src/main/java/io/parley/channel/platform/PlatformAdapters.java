package io.parley.channel.platform;

import io.parley.events.Platform;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Every platform this service speaks to.
@Component
public class PlatformAdapters {
    private final Map<Platform, PlatformAdapter> byPlatform = new EnumMap<>(Platform.class);

    PlatformAdapters(List<PlatformAdapter> adapters) {
        for (PlatformAdapter adapter : adapters) {
            for (Platform platform : adapter.platforms()) {
                if (byPlatform.put(platform, adapter) != null) {
                    throw new IllegalStateException("two adapters speak to " + platform);
                }
            }
        }
    }

    /// The platform's adapter; empty for one that cannot be written to yet.
    public Optional<PlatformAdapter> of(Platform platform) {
        return Optional.ofNullable(byPlatform.get(platform));
    }
}

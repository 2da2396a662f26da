package io.parley.gateway.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// All lines of this process, by shop. An event reaches its own shop's lines and no other: the shop comes from the
/// event's envelope on one side and from the checked token on the other.
@Component
class Streams implements SmartLifecycle {
    static final int PER_USER_MAX = 20;
    private static final Duration SHOP_FORGOTTEN_AFTER = Recent.KEPT_FOR;
    private static final int SHOPS_BEFORE_FORGETTING = 1_000;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UUID, Shop> shops = new HashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private Instant hearingSince = Instant.MAX;
    private volatile boolean running;

    Streams(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        meters.gauge("parley.gateway.live.streams", open);
    }

    private static final class Shop {
        private final Recent recent;
        private final Set<Stream> streams = new LinkedHashSet<>();

        Shop(Instant completeSince) {
            recent = new Recent(completeSince);
        }
    }

    /// From now on every event is heard; what was before is not known.
    void hearingFromNow() {
        lock.lock();
        try {
            hearingSince = clock.instant();
            shops.values().removeIf(shop -> shop.streams.isEmpty());
            for (Shop shop : shops.values()) {
                shop.streams.forEach(Stream::tellReset);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Opens a line, with what happened since it was last open.
    ///
    /// @param lastId where it stood; absent for a new one
    /// @throws Refusal too many, when the user has very many open
    Stream open(UUID shopId, UUID userId, Set<String> permissions, @Nullable String lastId) {
        Stream stream = new Stream(shopId, userId, permissions);
        lock.lock();
        try {
            Shop shop = shop(shopId);
            if (shop.streams.stream()
                            .filter(other -> other.userId().equals(userId))
                            .count()
                    >= PER_USER_MAX) {
                throw Refusal.tooMany(
                        "too_many_streams",
                        "You have " + PER_USER_MAX + " live streams open already; close some.",
                        Duration.ofSeconds(30));
            }
            if (lastId != null && !lastId.isBlank()) {
                Optional<List<StreamEvent>> missed = shop.recent.after(lastId);
                missed.ifPresentOrElse(events -> events.forEach(stream::tell), stream::tellReset);
            }
            stream.tellPosition(shop.recent.position(clock.instant()));
            shop.streams.add(stream);
            open.incrementAndGet();
            if (!running) {
                stream.end();
            }
        } finally {
            lock.unlock();
        }
        return stream;
    }

    void close(Stream stream) {
        lock.lock();
        try {
            Shop shop = shops.get(stream.shopId());
            if (shop != null && shop.streams.remove(stream)) {
                open.decrementAndGet();
            }
        } finally {
            lock.unlock();
        }
    }

    void tell(UUID shopId, StreamEvent event) {
        lock.lock();
        try {
            Shop shop = shop(shopId);
            shop.recent.add(event);
            shop.streams.forEach(stream -> stream.tell(event));
        } finally {
            lock.unlock();
        }
    }

    private Shop shop(UUID id) {
        Shop known = shops.get(id);
        if (known != null) {
            return known;
        }
        Instant now = clock.instant();
        Instant completeSince = hearingSince;
        if (shops.size() >= SHOPS_BEFORE_FORGETTING) {
            Instant old = now.minus(SHOP_FORGOTTEN_AFTER);
            shops.values().removeIf(shop -> shop.streams.isEmpty() && shop.recent.isIdleSince(old));
        }
        // a shop that was forgotten was quiet for as long as events are kept
        Instant kept = now.minus(SHOP_FORGOTTEN_AFTER);
        Shop shop = new Shop(completeSince.isAfter(kept) ? completeSince : kept);
        shops.put(id, shop);
        return shop;
    }

    @Override
    public void start() {
        running = true;
    }

    /// Ends all lines, so that the web server need not wait for them; browsers come back to another replica.
    @Override
    public void stop() {
        running = false;
        lock.lock();
        try {
            shops.values().forEach(shop -> shop.streams.forEach(Stream::end));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

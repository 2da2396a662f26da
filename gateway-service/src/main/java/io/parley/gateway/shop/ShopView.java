package io.parley.gateway.shop;

import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.ShopState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A shop as its team sees it.
record ShopView(
        UUID id,
        long version,
        String name,
        String slug,
        @Nullable String businessType,
        @Nullable String sells,
        String timeZone,
        String currency,
        String locale,
        String ownerEmail,
        String paymentMode,
        Assistant assistant,
        Instant createdAt,
        Instant updatedAt) {

    static ShopView of(Shop shop) {
        ShopState state = shop.state();
        return new ShopView(
                shop.id(),
                state.version(),
                state.name(),
                state.slug(),
                state.businessType(),
                state.sells(),
                state.timeZone(),
                state.currency(),
                state.locale(),
                state.ownerEmail(),
                state.paymentMode(),
                state.assistant(),
                shop.createdAt(),
                shop.changedAt());
    }
}

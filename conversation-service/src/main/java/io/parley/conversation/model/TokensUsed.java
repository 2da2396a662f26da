package io.parley.conversation.model;

import io.parley.starter.shop.Glance;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// What the model has taken of a shop's tokens on a day (UTC). A hundred turns that end at once write it down
/// together, not one after the other on the same row.
final class TokensUsed {
    private final Glance glance;
    private final Clock clock;
    private final Map<UUID, Long> unwritten = new ConcurrentHashMap<>();
    private final Set<UUID> writing = ConcurrentHashMap.newKeySet();

    TokensUsed(Glance glance, Clock clock) {
        this.glance = glance;
        this.clock = clock;
    }

    long today(UUID shop) {
        long written = glance
                .query(
                        "select tokens from model_use where shop_id = ? and day = ?",
                        (row, _) -> row.getLong(1),
                        shop,
                        day())
                .stream()
                .findFirst()
                .orElse(0L);
        return written + unwritten.getOrDefault(shop, 0L);
    }

    /// Written when this returns, or by somebody else who is writing right now.
    void add(UUID shop, int tokens) {
        unwritten.merge(shop, (long) tokens, Long::sum);
        while (unwritten.containsKey(shop) && writing.add(shop)) {
            try {
                write(shop);
            } finally {
                writing.remove(shop);
            }
        }
    }

    private void write(UUID shop) {
        Long tokens = unwritten.remove(shop);
        if (tokens == null) {
            return;
        }
        try {
            ShopScope.callAs(shop, () -> glance.update("""
                    insert into model_use as used (shop_id, day, tokens) values (?, ?, ?)
                    on conflict (shop_id, day) do update set tokens = used.tokens + excluded.tokens
                    """, shop, day(), tokens));
        } catch (RuntimeException unable) {
            unwritten.merge(shop, tokens, Long::sum);
            throw unable;
        }
    }

    private LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

package io.parley.gateway.shop;

import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Changes the caller's shop and tells everybody its whole state.
@Component
class ChangeShop {
    private final Shops shops;
    private final Clock clock;

    ChangeShop(Shops shops, Clock clock) {
        this.shops = shops;
        this.clock = clock;
    }

    /// @param expected the version the caller has seen; absent when it does not matter
    /// @throws Refusal conflict, when the shop has another version by now; not found, when it is not the caller's
    @Transactional
    public ShopView change(UUID id, @Nullable Long expected, ShopChange change) {
        Shop shop = shops.lock(mine(id)).orElseThrow(ChangeShop::unknown);
        if (expected != null && expected != shop.version()) {
            throw Refusal.conflict(
                    "changed_meanwhile",
                    "The shop has version " + shop.version() + " by now; read it again and repeat the change.");
        }
        shop.change(change, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return ShopView.of(shops.saveAndFlush(shop));
    }

    @Transactional(readOnly = true)
    public ShopView find(UUID id) {
        return ShopView.of(shops.findById(mine(id)).orElseThrow(ChangeShop::unknown));
    }

    private static UUID mine(UUID id) {
        if (!id.equals(ShopScope.current())) {
            throw unknown();
        }
        return id;
    }

    private static Refusal unknown() {
        return Refusal.notFound("shop_unknown", "There is no such shop, or you do not belong to it.");
    }
}

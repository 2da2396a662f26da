package io.parley.cart.cart;

import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Caller;
import io.parley.starter.web.Refusal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Somebody in a shop, perhaps with a cart.
///
/// @param insists the token came in the header: it must open a cart. One in a cookie may be out of date, and then
///     another cart is begun
record Visitor(UUID shopId, @Nullable CartToken token, boolean insists) {

    /// @param shop from the header; a member of a shop who names none is in their own
    /// @throws Refusal when no shop is named, or the header's token can be none
    static Visitor of(@Nullable UUID shop, @Nullable String header, @Nullable String cookie) {
        UUID shopId = Optional.ofNullable(shop)
                .or(() -> Caller.find().map(Caller::shopId))
                .orElseThrow(() -> Refusal.invalid("shop_missing", "Name the shop: X-Parley-Shop: <its id>."));
        if (header != null && !header.isBlank()) {
            if (!CartToken.isOne(header)) {
                throw unknown();
            }
            return new Visitor(shopId, new CartToken(header), true);
        }
        return new Visitor(shopId, cookie != null && CartToken.isOne(cookie) ? new CartToken(cookie) : null, false);
    }

    <T> T inShop(Supplier<T> work) {
        return ShopScope.callAs(shopId, work::get);
    }

    static Refusal unknown() {
        return Refusal.notFound(
                "cart_unknown", "No cart of this shop has that token; leave X-Cart-Token out to begin a cart.");
    }
}

package io.parley.cart.cart;

import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Picking, changing one's mind, looking.
@Component
class EditCart {
    private final Carts carts;
    private final Offers offers;
    private final Clock clock;

    EditCart(Carts carts, Offers offers, Clock clock) {
        this.carts = carts;
        this.offers = offers;
        this.clock = clock;
    }

    /// @param begun whether a cart was begun, with the token that was offered for it
    record Added(CartView cart, boolean begun) {}

    /// Picks a variant, into a new cart when the visitor has none.
    ///
    /// @param fresh the token of a cart to be begun
    @Transactional
    Added add(Visitor visitor, CartToken fresh, UUID variantId, int quantity) {
        Optional<Cart> known = locked(visitor).filter(cart -> visitor.insists() || cart.status() == CartStatus.OPEN);
        if (known.isEmpty() && visitor.insists()) {
            throw Visitor.unknown();
        }
        Map<UUID, Offer> offered = offers.of(Stream.concat(
                        known.stream().flatMap(cart -> cart.lines().stream()).map(CartLine::variantId),
                        Stream.of(variantId))
                .toList());
        Offer offer = offered.get(variantId);
        if (offer == null) {
            offers.currencyOfShop();
            throw Refusal.notFound("variant_unknown", "The shop has no such variant.");
        }
        Cart cart = known.orElseGet(
                () -> new Cart(ShopScope.current(), fresh.hash(), offer.price().currency(), now()));
        List<CartLine> dropped = cart.refresh(offered);
        cart.add(offer, quantity, now());
        return new Added(CartView.of(carts.saveAndFlush(cart), offered, dropped), known.isEmpty());
    }

    @Transactional
    CartView change(Visitor visitor, UUID lineId, int quantity) {
        return edit(visitor, (cart, offered) -> cart.change(lineId, quantity, offered, now()));
    }

    @Transactional
    CartView remove(Visitor visitor, UUID lineId) {
        return edit(visitor, (cart, offered) -> cart.remove(lineId, now()));
    }

    @Transactional
    CartView clear(Visitor visitor) {
        return edit(visitor, (cart, offered) -> cart.clear(now()));
    }

    /// Looking changes nothing: what dropped out is named, and stays named until the cart is changed.
    @Transactional(readOnly = true)
    CartView look(Visitor visitor) {
        CartToken token = visitor.token();
        Optional<Cart> cart =
                token == null ? Optional.empty() : carts.findByShopIdAndTokenHash(ShopScope.current(), token.hash());
        if (cart.isEmpty()) {
            String currency = offers.currencyOfShop();
            if (visitor.insists()) {
                throw Visitor.unknown();
            }
            return CartView.empty(currency);
        }
        return CartView.of(cart.get(), offered(cart.get()), List.of());
    }

    private CartView edit(Visitor visitor, BiConsumer<Cart, Map<UUID, Offer>> change) {
        Cart cart = existing(visitor);
        Map<UUID, Offer> offered = offered(cart);
        List<CartLine> dropped = cart.refresh(offered);
        change.accept(cart, offered);
        return CartView.of(carts.saveAndFlush(cart), offered, dropped);
    }

    /// @throws Refusal not found, when the visitor has no cart here
    Cart existing(Visitor visitor) {
        return locked(visitor).orElseThrow(() -> {
            offers.currencyOfShop();
            return Visitor.unknown();
        });
    }

    Map<UUID, Offer> offered(Cart cart) {
        return offers.of(cart.lines().stream().map(CartLine::variantId).toList());
    }

    private Optional<Cart> locked(Visitor visitor) {
        CartToken token = visitor.token();
        return token == null ? Optional.empty() : carts.lockByShopIdAndTokenHash(ShopScope.current(), token.hash());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

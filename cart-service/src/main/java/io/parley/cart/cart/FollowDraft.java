package io.parley.cart.cart;

import io.parley.events.ReservationEvent.HeldLine;
import io.parley.starter.shop.ShopScope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Keeps a shopper's cart as the draft in the chat is. Holding stock takes a call, so it comes
/// between two short transactions: the plan is made and stored, the hold is asked for, what came of
/// it is written down.
@Component
class FollowDraft {
    private static final String BEGIN = """
            insert into cart (id, shop_id, version, shopper_id, status, lines, currency, begun_at, changed_at)
            values (?, ?, 0, ?, 'OPEN', '[]', ?, ?, ?)
            on conflict do nothing
            """;

    private final Carts carts;
    private final Offers offers;
    private final HoldTime time;
    private final JdbcClient jdbc;
    private final Clock clock;

    FollowDraft(Carts carts, Offers offers, HoldTime time, JdbcClient jdbc, Clock clock) {
        this.carts = carts;
        this.offers = offers;
        this.time = time;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What is to be done about the hold, and what the shopper has now.
    ///
    /// @param cartId absent while the shopper has no cart
    /// @param version of the cart; also the hold's revision
    /// @param hold the reference to hold all lines under; absent when nothing is to be held
    /// @param heldUntil all is held already
    /// @param release a reference to be released
    /// @param holdSecondsMax for how long this shopper may still have it held, 0 for no longer;
    ///     absent where nothing is to be held
    record Plan(
            @Nullable UUID cartId,
            long version,
            @Nullable UUID hold,
            @Nullable Instant heldUntil,
            @Nullable UUID release,
            List<Line> lines,
            List<UUID> dropped,
            @Nullable Long holdSecondsMax) {
        boolean spent() {
            return holdSecondsMax != null && holdSecondsMax == 0;
        }

        List<HeldLine> toHold() {
            return lines.stream()
                    .map(line -> new HeldLine(line.variantId(), line.quantity()))
                    .toList();
        }

        Plan under(UUID reference, long newVersion) {
            return new Plan(cartId, newVersion, reference, null, release, lines, dropped, holdSecondsMax);
        }
    }

    /// @param unitPrice now
    /// @param priceChanged since it came into the cart
    record Line(UUID variantId, int quantity, BigDecimal unitPrice, String currency, boolean priceChanged) {}

    /// @param pieces by variant
    /// @param holds whether stock is to be held
    /// @param proposed to hold under, where nothing is held yet
    @Transactional
    Plan plan(UUID shopper, @Nullable UUID draft, Map<UUID, Integer> pieces, boolean holds, @Nullable UUID proposed) {
        Optional<Cart> known = carts.lockOpenOf(ShopScope.current(), shopper);
        if (known.isEmpty() && pieces.isEmpty()) {
            return new Plan(null, 0, null, null, null, List.of(), List.of(), null);
        }
        Cart cart = known.orElseGet(() -> begin(shopper));
        Cart.Followed followed = cart.follow(draft, pieces, offers.of(pieces.keySet()), now());
        List<UUID> variants = cart.lines().stream().map(CartLine::variantId).toList();
        Duration left = time.left(shopper, variants, now());
        boolean toHold = !cart.lines().isEmpty() && holds;
        boolean nothing = !toHold || left.isZero();
        UUID release = nothing ? cart.letGo().orElse(null) : null;
        UUID hold = nothing ? null : cart.holdUnder(null, proposed);
        Instant until = cart.heldUntil();
        Instant heldUntil = until != null && until.isAfter(now()) ? until : null;
        carts.saveAndFlush(cart);
        return new Plan(
                cart.id(),
                cart.changes(),
                hold,
                heldUntil,
                release,
                cart.lines().stream()
                        .map(line -> new Line(
                                line.variantId(),
                                line.quantity(),
                                line.unitPrice().decimal(),
                                line.unitPrice().currency(),
                                followed.repriced().contains(line.variantId())))
                        .toList(),
                followed.dropped(),
                toHold ? left.toSeconds() : null);
    }

    /// The plan's reference turned out to be over: the same under a new one.
    @Transactional
    Plan again(UUID shopper, Plan plan) {
        Cart cart = carts.lockOpenOf(ShopScope.current(), shopper).orElse(null);
        if (cart == null || cart.changes() != plan.version()) {
            return plan;
        }
        UUID reference = cart.holdUnder(plan.hold(), null);
        carts.saveAndFlush(cart);
        return plan.under(reference, cart.changes());
    }

    @Transactional
    void held(UUID shopper, Plan plan, Instant until) {
        UUID cart = plan.cartId();
        UUID reference = plan.hold();
        if (cart != null && reference != null) {
            time.held(shopper, plan.lines().stream().map(Line::variantId).toList(), now(), until);
            carts.held(cart, reference, plan.version(), until);
        }
    }

    /// The draft has become an order: the cart is empty again, and remembers it, also where there
    /// was none yet.
    @Transactional
    void ordered(UUID shopper, UUID orderId) {
        Cart cart = carts.lockOpenOf(ShopScope.current(), shopper).orElseGet(() -> begin(shopper));
        List<UUID> bought = cart.lines().stream().map(CartLine::variantId).toList();
        if (cart.ordered(orderId, now())) {
            time.forget(shopper, bought);
        }
        carts.saveAndFlush(cart);
    }

    @Transactional
    void forgetHold(UUID reference) {
        carts.forgetHold(ShopScope.current(), reference);
    }

    @Transactional(readOnly = true)
    ShopperCart look(UUID shopper) {
        return carts.findByShopIdAndShopperIdAndStatus(ShopScope.current(), shopper, CartStatus.OPEN)
                .map(cart -> new ShopperCart(
                        cart.draftId(),
                        cart.holdReference(),
                        cart.heldUntil(),
                        CartView.of(
                                cart,
                                offers.of(cart.lines().stream()
                                        .map(CartLine::variantId)
                                        .toList()),
                                List.of())))
                .orElseGet(() -> new ShopperCart(null, null, null, CartView.empty(offers.currencyOfShop())));
    }

    /// @param draftId the chat's draft it follows
    /// @param heldUntil absent when not all of it is held
    record ShopperCart(
            @Nullable UUID draftId,
            @Nullable UUID holdReference,
            @Nullable Instant heldUntil,
            CartView cart) {}

    /// Two who begin it at once have one cart.
    private Cart begin(UUID shopper) {
        var now = now().atOffset(java.time.ZoneOffset.UTC);
        jdbc.sql(BEGIN)
                .params(io.parley.starter.Ids.next(), ShopScope.current(), shopper, offers.currencyOfShop(), now, now)
                .update();
        return carts.lockOpenOf(ShopScope.current(), shopper).orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

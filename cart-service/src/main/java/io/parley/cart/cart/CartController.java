package io.parley.cart.cart;

import io.parley.cart.cart.EditCart.Added;
import io.parley.starter.web.Idempotency;
import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A guest's cart. The shop is named by `X-Parley-Shop`; the cart by the token that the first item's answer gave, in
/// `X-Cart-Token` or the cookie `parley_cart`.
@RestController
@RequestMapping("/api/carts/current")
@Public
class CartController {
    private static final String SHOP = "X-Parley-Shop";
    private static final String TOKEN = "X-Cart-Token";
    private static final String COOKIE = "parley_cart";
    private static final String KEY = "Idempotency-Key";
    private static final Duration COOKIE_KEPT = Duration.ofDays(30);
    private static final int KEY_LENGTH_MAX = 255;
    /// A shorter key could be guessed, and with it the token made from it: without a cart it is not looked at.
    private static final int KEY_LENGTH_FOR_TOKEN = 16;

    private final EditCart edit;
    private final CheckOut checkOut;
    private final Idempotency idempotency;

    CartController(EditCart edit, CheckOut checkOut, Idempotency idempotency) {
        this.edit = edit;
        this.checkOut = checkOut;
        this.idempotency = idempotency;
    }

    record ItemRequest(
            @NotNull UUID variantId,
            @Min(1) @Max(CartLine.QUANTITY_MAX) int quantity) {}

    record QuantityRequest(
            @Min(1) @Max(CartLine.QUANTITY_MAX) int quantity) {}

    record CheckoutRequest(
            @Email @Size(max = 254) @Nullable String email,
            @Size(max = 200) @Nullable String name,
            @NotBlank @Size(max = 500) String shippingLocation,
            @Size(max = 1000) @Nullable String note) {
        CheckoutDetails details() {
            return new CheckoutDetails(stripped(email), stripped(name), shippingLocation.strip(), stripped(note));
        }

        private static @Nullable String stripped(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    /// @param status `PLACED`: its stock is being reserved now
    record CheckoutAnswer(UUID orderId, BigDecimal total, String currency, String status) {}

    private record Asked(
            String what, @Nullable UUID line, @Nullable Object body) {}

    @GetMapping
    CartView getCart(
            @RequestHeader(name = SHOP, required = false) @Nullable UUID shop,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token,
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie) {
        Visitor visitor = Visitor.of(shop, token, cookie);
        return visitor.inShop(() -> edit.look(visitor));
    }

    /// The first item begins the cart: the answer's `X-Cart-Token` is its token.
    @PostMapping("/items")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CartView> addCartItem(
            @RequestHeader(name = SHOP, required = false) @Nullable UUID shop,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token,
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @Valid @RequestBody ItemRequest item,
            HttpServletRequest request) {
        Visitor visitor = Visitor.of(shop, token, cookie);
        boolean repeatable = visitor.token() != null || key != null && key.length() >= KEY_LENGTH_FOR_TOKEN;
        String scoped = repeatable ? scoped(visitor, key) : null;
        CartToken fresh = key == null || scoped == null ? CartToken.random() : CartToken.begunBy(visitor, key);
        Added added = visitor.inShop(() -> idempotency.once(
                scoped,
                new Asked("add", null, item),
                Added.class,
                () -> edit.add(visitor, fresh, item.variantId(), item.quantity())));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.CREATED);
        if (added.begun()) {
            answer.header(TOKEN, fresh.text())
                    .header(HttpHeaders.SET_COOKIE, cookie(fresh.text(), COOKIE_KEPT, request));
        }
        return answer.body(added.cart());
    }

    @PatchMapping("/items/{lineId}")
    CartView changeCartItem(
            @RequestHeader(name = SHOP, required = false) @Nullable UUID shop,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token,
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @PathVariable UUID lineId,
            @Valid @RequestBody QuantityRequest change) {
        Visitor visitor = Visitor.of(shop, token, cookie);
        return once(
                visitor,
                key,
                new Asked("change", lineId, change),
                () -> edit.change(visitor, lineId, change.quantity()));
    }

    @DeleteMapping("/items/{lineId}")
    CartView removeCartItem(
            @RequestHeader(name = SHOP, required = false) @Nullable UUID shop,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token,
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @PathVariable UUID lineId) {
        Visitor visitor = Visitor.of(shop, token, cookie);
        return once(visitor, key, new Asked("remove", lineId, null), () -> edit.remove(visitor, lineId));
    }

    @DeleteMapping
    CartView clearCart(
            @RequestHeader(name = SHOP, required = false) @Nullable UUID shop,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token,
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie,
            @RequestHeader(name = KEY, required = false) @Nullable String key) {
        Visitor visitor = Visitor.of(shop, token, cookie);
        return once(visitor, key, new Asked("clear", null, null), () -> edit.clear(visitor));
    }

    /// Once per cart, with or without an `Idempotency-Key`: the same again has the same answer.
    @PostMapping("/checkout")
    @ResponseStatus(HttpStatus.CREATED)
    CheckoutAnswer checkOutCart(
            @RequestHeader(name = SHOP, required = false) @Nullable UUID shop,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token,
            @CookieValue(name = COOKIE, required = false) @Nullable String cookie,
            @Valid @RequestBody CheckoutRequest request) {
        Visitor visitor = Visitor.of(shop, token, cookie);
        return switch (visitor.inShop(() -> checkOut.checkOut(visitor, request.details()))) {
            case Checkout.Placed placed ->
                new CheckoutAnswer(
                        placed.orderId(),
                        placed.total().decimal(),
                        placed.total().currency(),
                        "PLACED");
            case Checkout.Changed changed ->
                throw Refusal.conflict(
                                "cart_changed",
                                "Prices or items have changed since they were picked, and nothing was ordered. Look at"
                                        + " the cart and check out again.")
                        .with(
                                "dropped",
                                changed.dropped().stream()
                                        .map(CartView.Dropped::of)
                                        .toList())
                        .with(
                                "repriced",
                                changed.repriced().stream()
                                        .map(CartLine::variantId)
                                        .toList());
        };
    }

    private CartView once(Visitor visitor, @Nullable String key, Asked asked, Supplier<CartView> work) {
        return visitor.inShop(() -> idempotency.once(scoped(visitor, key), asked, CartView.class, work));
    }

    /// Visitors choose their keys without knowing each other's, so a key counts within its cart only.
    private static @Nullable String scoped(Visitor visitor, @Nullable String key) {
        if (key == null || key.isBlank()) {
            return null;
        }
        if (key.length() > KEY_LENGTH_MAX) {
            throw Refusal.invalid(
                    "idempotency_key_invalid", "Idempotency-Key may have " + KEY_LENGTH_MAX + " characters at most.");
        }
        CartToken token = visitor.token();
        return HexFormat.of().formatHex(CartToken.sha256((token == null ? "" : token.text()) + "\n" + key));
    }

    private static String cookie(String token, Duration kept, HttpServletRequest request) {
        boolean secure = request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return ResponseCookie.from(COOKIE, token)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/api/carts")
                .maxAge(kept)
                .build()
                .toString();
    }
}

package io.parley.cart.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.events.CartEvent.CartChanged;
import io.parley.events.CartEvent.CartCheckedOut;
import io.parley.events.Money;
import io.parley.starter.Ids;
import io.parley.starter.web.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CartTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final CheckoutDetails DETAILS = new CheckoutDetails("a@example.com", "Ama", "Accra", null);
    private final Cart cart = new Cart(Ids.next(), CartToken.random().hash(), "USD", NOW);
    private final Offer serum = offer("Glow Serum", 4500);
    private final Offer cream = offer("Hydra Cream", 5500);

    @Test
    void picking_the_same_again_makes_more_of_it() {
        cart.add(serum, 1, NOW);
        cart.add(serum, 2, NOW);

        assertThat(cart.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.quantity()).isEqualTo(3));
        CartChanged changed = (CartChanged) cart.told().getLast();
        assertThat(changed.subtotal()).isEqualTo(usd(13500));
    }

    @Test
    void a_line_has_a_hundred_pieces_at_most() {
        cart.add(serum, 60, NOW);
        assertRefused("quantity_invalid", () -> cart.add(serum, 41, NOW));
        cart.add(serum, 40, NOW);
        assertThat(cart.lines().getFirst().quantity()).isEqualTo(100);
    }

    @Test
    void a_cart_has_a_hundred_lines_at_most() {
        for (int i = 0; i < Cart.LINES_MAX; i++) {
            cart.add(offer("Item " + i, 100), 1, NOW);
        }
        assertRefused("cart_full", () -> cart.add(serum, 1, NOW));
    }

    @Test
    void a_sum_beyond_all_numbers_is_refused_not_wrapped() {
        Offer dear = offer("Moon", Long.MAX_VALUE / 3);
        assertRefused("total_too_large", () -> cart.add(dear, 4, NOW));
    }

    @Test
    void what_is_not_for_sale_cannot_be_picked() {
        assertRefused("variant_unavailable", () -> cart.add(notForSale(serum), 1, NOW));
    }

    @Test
    void currencies_do_not_mix() {
        cart.add(serum, 1, NOW);
        assertRefused("currencies_mixed", () -> cart.add(priced(cream, new Money(100, "EUR")), 1, NOW));
    }

    @Test
    void a_change_of_the_shops_currency_is_followed() {
        cart.add(serum, 1, NOW);
        Offer inEuros = priced(serum, new Money(4000, "EUR"));

        assertThat(cart.refresh(offers(inEuros))).isEmpty();
        assertThat(cart.currency()).isEqualTo("EUR");
        cart.change(cart.lines().getFirst().id(), 2, offers(inEuros), NOW);
        assertThat(((CartChanged) cart.told().getLast()).subtotal()).isEqualTo(new Money(8000, "EUR"));
    }

    @Test
    void what_is_archived_drops_out_and_is_named() {
        cart.add(serum, 1, NOW);
        cart.add(cream, 2, NOW);

        assertThat(cart.refresh(offers(serum, notForSale(cream))))
                .singleElement()
                .satisfies(line -> assertThat(line.title()).isEqualTo("Hydra Cream"));
        assertThat(cart.lines()).hasSize(1);
    }

    @Test
    void checking_out_twice_is_one_order() {
        cart.add(serum, 2, NOW);
        Checkout first = cart.checkOut(DETAILS, offers(serum), NOW);
        Checkout second = cart.checkOut(DETAILS, offers(serum), NOW);

        assertThat(second).isEqualTo(first).isInstanceOf(Checkout.Placed.class);
        assertThat(cart.told().stream().filter(CartCheckedOut.class::isInstance))
                .hasSize(1);
        assertRefused("cart_checked_out", () -> cart.add(serum, 1, NOW));
        assertRefused(
                "cart_checked_out",
                () -> cart.checkOut(new CheckoutDetails(null, null, "Kumasi", null), offers(serum), NOW));
    }

    @Test
    void checking_out_tells_all_an_order_needs() {
        cart.add(serum, 2, NOW);
        cart.checkOut(DETAILS, offers(serum), NOW);

        CartCheckedOut told = (CartCheckedOut) cart.told().getLast();
        assertThat(told.orderId()).isEqualTo(cart.orderId());
        assertThat(told.total()).isEqualTo(usd(9000));
        assertThat(told.lines()).hasSize(1);
        assertThat(told.shippingLocation()).isEqualTo("Accra");
    }

    @Test
    void a_changed_price_orders_nothing_until_the_shopper_says_yes_to_it() {
        cart.add(serum, 1, NOW);
        Offer dearer = priced(serum, usd(5000));

        assertThat(cart.checkOut(DETAILS, offers(dearer), NOW))
                .isInstanceOfSatisfying(
                        Checkout.Changed.class,
                        changed -> assertThat(changed.repriced()).hasSize(1));
        assertThat(cart.orderId()).isNull();

        assertThat(cart.checkOut(DETAILS, offers(dearer), NOW))
                .isInstanceOfSatisfying(
                        Checkout.Placed.class,
                        placed -> assertThat(placed.total()).isEqualTo(usd(5000)));
    }

    @Test
    void an_empty_cart_cannot_be_checked_out() {
        assertRefused("cart_empty", () -> cart.checkOut(DETAILS, Map.of(), NOW));
        cart.add(serum, 1, NOW);
        assertThat(cart.checkOut(DETAILS, Map.of(), NOW))
                .isInstanceOfSatisfying(
                        Checkout.Changed.class,
                        changed -> assertThat(changed.dropped()).hasSize(1));
        assertRefused("cart_empty", () -> cart.checkOut(DETAILS, Map.of(), NOW));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    , false, 3, AVAILABLE
                    3, false, 3, AVAILABLE
                    2, false, 3, SHORT
                    0, false, 1, SOLD_OUT
                    -1, false, 1, SOLD_OUT
                    0, true, 1, BACKORDER
                    """)
    void availability_is_what_stock_says(
            @Nullable Integer available, boolean backorder, int quantity, Availability expected) {
        Offer offer = new Offer(Ids.next(), Ids.next(), "S", "T", null, null, usd(1), true, available, backorder);
        assertThat(offer.availability(quantity)).isEqualTo(expected);
    }

    @Test
    void a_token_is_not_shown_by_accident() {
        CartToken token = CartToken.random();
        assertThat(CartToken.isOne(token.text())).isTrue();
        assertThat(token.toString()).doesNotContain(token.text());
        assertThat(token.hash()).doesNotContain(token.text()).hasSize(64);
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(work)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static Offer offer(String title, long price) {
        return new Offer(Ids.next(), Ids.next(), "SKU", title, null, null, usd(price), true, null, false);
    }

    private static Offer notForSale(Offer offer) {
        return new Offer(
                offer.productId(),
                offer.variantId(),
                offer.sku(),
                offer.title(),
                null,
                null,
                offer.price(),
                false,
                null,
                false);
    }

    private static Offer priced(Offer offer, Money price) {
        return new Offer(
                offer.productId(), offer.variantId(), offer.sku(), offer.title(), null, null, price, true, null, false);
    }

    private static Map<UUID, Offer> offers(Offer... offers) {
        return Arrays.stream(offers).collect(Collectors.toMap(Offer::variantId, Function.identity()));
    }

    private static Money usd(long minor) {
        return new Money(minor, "USD");
    }
}

package io.parley.cart.cart;

import io.parley.events.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A cart as its shopper sees it, at today's prices.
///
/// @param id absent while there is no cart yet
/// @param dropped what can no longer be bought and is not counted
/// @param itemCount pieces in all
/// @param orderId once it is checked out
record CartView(
        @Nullable UUID id,
        CartStatus status,
        List<Line> lines,
        List<Dropped> dropped,
        int itemCount,
        BigDecimal subtotal,
        BigDecimal discount,
        BigDecimal shipping,
        BigDecimal tax,
        BigDecimal total,
        String currency,
        @Nullable UUID orderId,
        long version) {

    /// @param unitPrice now
    /// @param priceChanged since it was picked, and then `previousPrice` is what it was
    /// @param availableQuantity how many there are, when there are fewer than wanted
    record Line(
            UUID id,
            UUID productId,
            UUID variantId,
            String sku,
            String title,
            @Nullable String variantTitle,
            @Nullable String imageUrl,
            int quantity,
            BigDecimal unitPrice,
            BigDecimal total,
            boolean priceChanged,
            @Nullable BigDecimal previousPrice,
            Availability availability,
            @Nullable Integer availableQuantity) {}

    record Dropped(UUID variantId, String title, @Nullable String variantTitle, int quantity) {
        static Dropped of(CartLine line) {
            return new Dropped(line.variantId(), line.title(), line.variantTitle(), line.quantity());
        }
    }

    /// Nothing picked yet.
    static CartView empty(String currency) {
        return of(null, CartStatus.OPEN, List.of(), List.of(), Money.zero(currency), null, 0);
    }

    /// @param dropped by the command just done
    static CartView of(Cart cart, Map<UUID, Offer> offers, List<CartLine> dropped) {
        if (cart.status() == CartStatus.CHECKED_OUT) {
            return of(
                    cart.id(),
                    cart.status(),
                    cart.lines().stream().map(CartView::sold).toList(),
                    List.of(),
                    Cart.total(cart.currency(), cart.lines()),
                    cart.orderId(),
                    cart.changes());
        }
        List<CartLine> forSale = cart.forSale(offers);
        List<Dropped> gone = Stream.concat(
                        dropped.stream(), cart.lines().stream().filter(line -> !forSale.contains(line)))
                .map(Dropped::of)
                .toList();
        List<CartLine> now = forSale.stream()
                .map(line -> line.renewed(offer(offers, line), line.quantity()))
                .toList();
        String currency =
                now.isEmpty() ? cart.currency() : now.getFirst().unitPrice().currency();
        return of(
                cart.id(),
                cart.status(),
                forSale.stream().map(line -> onOffer(line, offer(offers, line))).toList(),
                gone,
                Cart.total(currency, now),
                null,
                cart.changes());
    }

    private static CartView of(
            @Nullable UUID id,
            CartStatus status,
            List<Line> lines,
            List<Dropped> dropped,
            Money total,
            @Nullable UUID orderId,
            long version) {
        BigDecimal nothing = Money.zero(total.currency()).decimal();
        return new CartView(
                id,
                status,
                lines,
                dropped,
                lines.stream().mapToInt(Line::quantity).sum(),
                total.decimal(),
                nothing,
                nothing,
                nothing,
                total.decimal(),
                total.currency(),
                orderId,
                version);
    }

    private static Offer offer(Map<UUID, Offer> offers, CartLine line) {
        return Objects.requireNonNull(offers.get(line.variantId()), "what is for sale is on offer");
    }

    private static Line onOffer(CartLine line, Offer offer) {
        CartLine now = line.renewed(offer, line.quantity());
        boolean repriced = !now.unitPrice().equals(line.unitPrice());
        Availability availability = offer.availability(line.quantity());
        return line(
                now,
                repriced ? line.unitPrice().decimal() : null,
                availability,
                availability == Availability.AVAILABLE
                        ? null
                        : Math.max(0, Objects.requireNonNullElse(offer.available(), 0)));
    }

    private static Line sold(CartLine line) {
        return line(line, null, Availability.AVAILABLE, null);
    }

    private static Line line(
            CartLine line,
            @Nullable BigDecimal previousPrice,
            Availability availability,
            @Nullable Integer availableQuantity) {
        return new Line(
                line.id(),
                line.productId(),
                line.variantId(),
                line.sku(),
                line.title(),
                line.variantTitle(),
                line.imageUrl(),
                line.quantity(),
                line.unitPrice().decimal(),
                line.total().decimal(),
                previousPrice != null,
                previousPrice,
                availability,
                availableQuantity);
    }
}

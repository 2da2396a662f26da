package io.parley.cart.cart;

import io.parley.events.CartEvent.CartChanged;
import io.parley.events.CartEvent.CartCheckedOut;
import io.parley.events.Money;
import io.parley.starter.Ids;
import io.parley.starter.web.Refusal;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/// What one shopper has picked in one shop, until it is checked out.
@Entity
@DynamicUpdate
@Table(name = "cart")
class Cart extends AbstractAggregateRoot<Cart> {
    static final int LINES_MAX = 100;
    private static final String JSONB = "?::jsonb";

    @Id
    private UUID id;

    @Column
    private UUID shopId;

    @Version
    private @Nullable Long version;

    /// Of a guest's cart.
    @Column
    private @Nullable String tokenHash;

    @Column
    @Enumerated(EnumType.STRING)
    private CartStatus status;

    /// Of a shopper's cart: each has one open cart in a shop.
    @Column
    private @Nullable UUID shopperId;

    @Column
    @ColumnTransformer(write = JSONB)
    @Convert(converter = Document.OfLines.class)
    private List<CartLine> lines;

    /// Of the lines; of the last ones when there are none.
    @Column
    private String currency;

    @Column
    private @Nullable UUID orderId;

    @Column
    @ColumnTransformer(write = JSONB)
    @Convert(converter = Document.OfCheckout.class)
    private @Nullable CheckoutDetails checkout;

    /// The chat's draft it follows: the id of the order that it becomes.
    @Column
    private @Nullable UUID draftId;

    /// The last draft that became an order.
    @Column
    private @Nullable UUID orderedDraftId;

    /// Under which inventory holds what is in it, while it may hold something.
    @Column
    private @Nullable UUID holdReference;

    /// Until when all of it is held; absent when that is not so or not known.
    @Column
    private @Nullable Instant heldUntil;

    @Column
    private Instant begunAt;

    @Column
    private Instant changedAt;

    /// For the database.
    @SuppressWarnings("NullAway.Init")
    protected Cart() {}

    /// An empty cart.
    ///
    /// @param currency the shop's
    Cart(UUID shopId, String tokenHash, String currency, Instant at) {
        this.id = Ids.next();
        this.shopId = shopId;
        this.tokenHash = tokenHash;
        this.status = CartStatus.OPEN;
        this.lines = List.of();
        this.currency = currency;
        this.begunAt = at;
        this.changedAt = at;
    }

    /// Picks a variant; one that is in the cart already is picked once more, at what it costs now.
    ///
    /// @throws Refusal when there would be too many lines or pieces, or the variant cannot be
    ///     bought
    void add(Offer offer, int quantity, Instant at) {
        refuseUnlessOpen();
        if (!offer.forSale()) {
            throw Refusal.conflict("variant_unavailable", offer.title() + " is not for sale now; leave it out.");
        }
        if (lines.isEmpty()) {
            currency = offer.price().currency();
        } else if (!currency.equals(offer.price().currency())) {
            throw Refusal.conflict(
                    "currencies_mixed", "The cart is in another currency than " + offer.title() + "; clear it first.");
        }
        Optional<CartLine> known = line(line -> line.variantId().equals(offer.variantId()));
        if (known.isPresent()) {
            replace(
                    known.get(),
                    known.get().renewed(offer, Math.addExact(known.get().quantity(), quantity)));
        } else if (lines.size() == LINES_MAX) {
            throw Refusal.conflict("cart_full", "A cart has room for " + LINES_MAX + " different items.");
        } else {
            List<CartLine> more = new ArrayList<>(lines);
            more.add(CartLine.of(offer, quantity));
            lines = List.copyOf(more);
        }
        changed(at);
    }

    /// @throws Refusal not found, when the line is not (or no longer) in the cart
    void change(UUID lineId, int quantity, Map<UUID, Offer> offers, Instant at) {
        refuseUnlessOpen();
        CartLine line = line(lineId);
        replace(line, line.renewed(offered(offers, line), quantity));
        changed(at);
    }

    /// @throws Refusal not found, when the line is not (or no longer) in the cart
    void remove(UUID lineId, Instant at) {
        refuseUnlessOpen();
        CartLine line = line(lineId);
        lines = lines.stream().filter(other -> other != line).toList();
        changed(at);
    }

    void clear(Instant at) {
        refuseUnlessOpen();
        if (!lines.isEmpty()) {
            lines = List.of();
            changed(at);
        }
    }

    /// What became of the wish that the cart hold exactly these things.
    ///
    /// @param dropped variants that cannot be bought now, or not in one cart with the others
    /// @param repriced variants that cost something else now than when they came into the cart
    record Followed(List<UUID> dropped, List<UUID> repriced) {}

    /// Holds exactly what the chat's draft says. Another draft begins anew: what the last one held
    /// goes with its order, or ends by itself. A wish for a draft that is an order already comes
    /// too late, as one that was under way when a database was lost: it changes nothing.
    ///
    /// @param draft absent for the one there is
    /// @param pieces by variant
    Followed follow(@Nullable UUID draft, Map<UUID, Integer> pieces, Map<UUID, Offer> offers, Instant at) {
        refuseUnlessOpen();
        if (draft != null && draft.equals(orderedDraftId)) {
            return new Followed(List.of(), List.of());
        }
        if (draft != null && !draft.equals(draftId)) {
            draftId = draft;
            holdReference = null;
            heldUntil = null;
        }
        List<CartLine> picked = new ArrayList<>();
        List<UUID> dropped = new ArrayList<>();
        List<UUID> repriced = new ArrayList<>();
        pieces.forEach((variant, quantity) -> {
            Offer offer = offers.get(variant);
            boolean fits = offer != null
                    && offer.forSale()
                    && picked.stream()
                            .allMatch(line -> line.unitPrice()
                                    .currency()
                                    .equals(offer.price().currency()));
            if (offer == null || !fits) {
                dropped.add(variant);
                return;
            }
            Optional<CartLine> known = line(line -> line.variantId().equals(variant));
            known.filter(line -> !line.unitPrice().equals(offer.price())).ifPresent(_ -> repriced.add(variant));
            picked.add(known.map(line -> line.renewed(offer, quantity)).orElseGet(() -> CartLine.of(offer, quantity)));
        });
        if (!picked.equals(lines)) {
            lines = List.copyOf(picked);
            currency = lines.isEmpty() ? currency : lines.getFirst().unitPrice().currency();
            heldUntil = null;
            changed(at);
        }
        return new Followed(List.copyOf(dropped), List.copyOf(repriced));
    }

    /// Begins a hold, or goes on with the one there is.
    ///
    /// @param over a reference known to be of no use any more
    /// @param proposed by whoever asks, who knows it then whether they hear of the hold or not
    /// @return the reference to hold under
    UUID holdUnder(@Nullable UUID over, @Nullable UUID proposed) {
        if (holdReference == null || holdReference.equals(over)) {
            holdReference = proposed == null || proposed.equals(over) ? Ids.next() : proposed;
            heldUntil = null;
        }
        return holdReference;
    }

    /// Holds nothing any more.
    ///
    /// @return the reference to be released, if there is any
    Optional<UUID> letGo() {
        Optional<UUID> reference = Optional.ofNullable(holdReference);
        holdReference = null;
        heldUntil = null;
        return reference;
    }

    /// A draft has become an order, which has taken the hold over.
    ///
    /// @return whether it was what this cart held
    boolean ordered(UUID orderId, Instant at) {
        orderedDraftId = orderId;
        if (!orderId.equals(draftId)) {
            return false;
        }
        draftId = null;
        letGo();
        clear(at);
        return true;
    }

    /// Lets go of what can no longer be bought, and follows a change of the shop's currency. Every
    /// command begins so.
    ///
    /// @return what dropped out
    List<CartLine> refresh(Map<UUID, Offer> offers) {
        refuseUnlessOpen();
        List<CartLine> kept = forSale(offers);
        List<CartLine> dropped =
                lines.stream().filter(line -> !kept.contains(line)).toList();
        lines = kept.stream()
                .map(line -> line.unitPrice()
                                .currency()
                                .equals(offered(offers, line).price().currency())
                        ? line
                        : line.renewed(offered(offers, line), line.quantity()))
                .toList();
        if (!lines.isEmpty()) {
            currency = lines.getFirst().unitPrice().currency();
        }
        return dropped;
    }

    /// The lines that can still be bought, as they were picked, all in one currency.
    List<CartLine> forSale(Map<UUID, Offer> offers) {
        List<CartLine> kept = new ArrayList<>();
        @Nullable String currency = null;
        for (CartLine line : lines) {
            Offer offer = offers.get(line.variantId());
            if (offer == null || !offer.forSale()) {
                continue;
            }
            if (currency == null) {
                currency = offer.price().currency();
            }
            if (offer.price().currency().equals(currency)) {
                kept.add(line);
            }
        }
        return List.copyOf(kept);
    }

    /// Turns the cart into an order, once. When something has changed since it was picked, nothing
    /// is ordered: the cart takes the change over and the shopper is asked again.
    ///
    /// @throws Refusal when it is empty or was checked out with other details
    Checkout checkOut(CheckoutDetails details, Map<UUID, Offer> offers, Instant at) {
        if (orderId != null) {
            if (details.equals(checkout)) {
                return new Checkout.Placed(orderId, subtotal());
            }
            throw Refusal.conflict("cart_checked_out", "This cart was checked out already; begin another.")
                    .with("orderId", orderId);
        }
        if (lines.isEmpty()) {
            throw Refusal.conflict("cart_empty", "There is nothing in the cart; pick something first.");
        }
        List<CartLine> picked = lines;
        List<CartLine> dropped = refresh(offers);
        List<CartLine> repriced = picked.stream()
                .filter(line -> !dropped.contains(line))
                .filter(line -> !offered(offers, line).price().equals(line.unitPrice()))
                .toList();
        if (!dropped.isEmpty() || !repriced.isEmpty()) {
            lines = lines.stream()
                    .map(line -> line.renewed(offered(offers, line), line.quantity()))
                    .toList();
            changed(at);
            return new Checkout.Changed(dropped, repriced);
        }
        UUID order = Ids.next();
        orderId = order;
        checkout = details;
        status = CartStatus.CHECKED_OUT;
        changedAt = at;
        Money subtotal = subtotal();
        Money nothing = Money.zero(subtotal.currency());
        registerEvent(new CartCheckedOut(
                id,
                order,
                shopperId,
                details.email(),
                details.name(),
                lines.stream().map(CartLine::told).toList(),
                details.shippingLocation(),
                subtotal,
                nothing,
                nothing,
                nothing,
                subtotal,
                details.note()));
        return new Checkout.Placed(order, subtotal);
    }

    private static Offer offered(Map<UUID, Offer> offers, CartLine line) {
        return Objects.requireNonNull(offers.get(line.variantId()), "what was not dropped is on offer");
    }

    private void changed(Instant at) {
        changedAt = at;
        registerEvent(new CartChanged(
                id,
                shopperId,
                lines.stream().map(CartLine::told).toList(),
                subtotal(),
                version == null ? 0 : version + 1));
    }

    private Money subtotal() {
        return total(currency, lines);
    }

    /// What lines of one currency come to.
    ///
    /// @throws Refusal invalid, when no number holds the sum
    static Money total(String currency, List<CartLine> lines) {
        try {
            return lines.stream().map(CartLine::total).reduce(Money.zero(currency), Money::plus);
        } catch (ArithmeticException e) {
            throw Refusal.invalid("total_too_large", "That comes to more than can be counted; take fewer.");
        }
    }

    private void refuseUnlessOpen() {
        if (orderId != null) {
            throw Refusal.conflict("cart_checked_out", "This cart was checked out already; begin another.")
                    .with("orderId", orderId);
        }
    }

    private CartLine line(UUID lineId) {
        return line(line -> line.id().equals(lineId))
                .orElseThrow(() -> Refusal.notFound("line_unknown", "There is no such line in the cart."));
    }

    private Optional<CartLine> line(Predicate<CartLine> which) {
        return lines.stream().filter(which).findFirst();
    }

    private void replace(CartLine line, CartLine by) {
        lines = lines.stream().map(other -> other == line ? by : other).toList();
    }

    /// What has become true since it was loaded, to be told when it is saved.
    List<Object> told() {
        return List.copyOf(domainEvents());
    }

    UUID id() {
        return id;
    }

    CartStatus status() {
        return status;
    }

    List<CartLine> lines() {
        return lines;
    }

    String currency() {
        return currency;
    }

    long changes() {
        return version == null ? 0 : version;
    }

    @Nullable
    UUID draftId() {
        return draftId;
    }

    @Nullable
    UUID holdReference() {
        return holdReference;
    }

    @Nullable
    Instant heldUntil() {
        return heldUntil;
    }

    @Nullable
    UUID orderId() {
        return orderId;
    }
}

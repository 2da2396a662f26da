package io.parley.cart.cart;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Turns a cart into an order, once: the order's id is chosen with the cart's lock held.
@Component
class CheckOut {
    private final Carts carts;
    private final EditCart edit;
    private final Clock clock;

    CheckOut(Carts carts, EditCart edit, Clock clock) {
        this.carts = carts;
        this.edit = edit;
        this.clock = clock;
    }

    /// What it comes to is decided after the commit: a cart that took over new prices keeps them.
    @Transactional
    Checkout checkOut(Visitor visitor, CheckoutDetails details) {
        Cart cart = edit.existing(visitor);
        Checkout outcome =
                cart.checkOut(details, edit.offered(cart), clock.instant().truncatedTo(ChronoUnit.MICROS));
        carts.saveAndFlush(cart);
        return outcome;
    }
}

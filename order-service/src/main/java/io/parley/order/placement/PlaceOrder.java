package io.parley.order.placement;

import io.parley.events.OrderedLine;
import io.parley.starter.shop.ShopScope;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes the shopper's yes down as an order, once.
@Component
class PlaceOrder {
    private final Orders orders;
    private final VariantImages images;
    private final RandomGenerator random = new SecureRandom();

    PlaceOrder(Orders orders, VariantImages images) {
        this.orders = orders;
        this.images = images;
    }

    /// A yes told again under the same id changes nothing. Two told at once, or a number that is taken, fail on the
    /// database's keys, and the next try settles it.
    @Transactional
    void once(NewOrder given) {
        if (orders.existsByShopIdAndId(ShopScope.current(), given.id())) {
            return;
        }
        var pictures = images.of(
                given.lines().stream().map(OrderedLine::variantId).distinct().toList());
        orders.save(Order.place(ShopScope.current(), OrderNumber.draw(random), given, pictures));
    }
}

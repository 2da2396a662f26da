package io.parley.order.placement;

import io.parley.events.OrderedLine;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a shopper still changes about an order they have given.
@Component
class ChangeOrderForShopper {
    private final Orders orders;
    private final VariantImages images;
    private final Clock clock;

    ChangeOrderForShopper(Orders orders, VariantImages images, Clock clock) {
        this.orders = orders;
        this.images = images;
        this.clock = clock;
    }

    /// A change of an order that is not there is nobody's: it was told under another shop's name.
    @Transactional
    void ask(WantedChange change) {
        orders.findByShopIdAndId(ShopScope.current(), change.orderId()).ifPresent(order -> {
            var pictures = images.of(change.lines().stream()
                    .map(OrderedLine::variantId)
                    .distinct()
                    .toList());
            order.ask(change, pictures, clock.instant());
            orders.save(order);
        });
    }
}

package io.parley.order.placement;

import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a person of the shop does to an order.
@Component
class ChangeOrder {
    private final Orders orders;
    private final Clock clock;

    ChangeOrder(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    @Transactional
    Order moveTo(UUID id, OrderStatus target, UUID memberId, @Nullable String reason) {
        return change(id, order -> order.moveTo(target, memberId, reason, clock.instant()));
    }

    @Transactional
    Order pay(UUID id, String method, @Nullable String reference, UUID memberId) {
        return change(id, order -> order.pay(method, reference, memberId, clock.instant()));
    }

    @Transactional
    Order write(UUID id, String text, UUID memberId) {
        return change(id, order -> order.write(text, memberId, clock.instant()));
    }

    private Order change(UUID id, Consumer<Order> change) {
        Order order = orders.findByShopIdAndId(ShopScope.current(), id).orElseThrow(ReadOrders::notFound);
        change.accept(order);
        return orders.saveAndFlush(order);
    }
}

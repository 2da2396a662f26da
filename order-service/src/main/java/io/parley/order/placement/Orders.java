package io.parley.order.placement;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/// A shop's orders.
interface Orders extends Repository<Order, UUID>, JpaSpecificationExecutor<Order> {

    Optional<Order> findByShopIdAndId(UUID shopId, UUID id);

    boolean existsByShopIdAndId(UUID shopId, UUID id);

    Order save(Order order);

    /// Saves and finds out at once whether somebody else was quicker.
    Order saveAndFlush(Order order);
}

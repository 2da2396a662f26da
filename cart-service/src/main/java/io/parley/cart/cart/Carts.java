package io.parley.cart.cart;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The shops' carts, each found by the hash of its token.
interface Carts extends Repository<Cart, UUID> {

    Optional<Cart> findByShopIdAndTokenHash(UUID shopId, String tokenHash);

    /// For a change: commands to one cart come one after the other.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Cart c where c.shopId = :shopId and c.tokenHash = :tokenHash")
    Optional<Cart> lockByShopIdAndTokenHash(UUID shopId, String tokenHash);

    Cart saveAndFlush(Cart cart);
}

package io.parley.cart.cart;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The shops' carts, each found by the hash of its token or by its shopper.
interface Carts extends Repository<Cart, UUID> {

    Optional<Cart> findByShopIdAndTokenHash(UUID shopId, String tokenHash);

    /// For a change: commands to one cart come one after the other.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Cart c where c.shopId = :shopId and c.tokenHash = :tokenHash")
    Optional<Cart> lockByShopIdAndTokenHash(UUID shopId, String tokenHash);

    Optional<Cart> findByShopIdAndShopperIdAndStatus(UUID shopId, UUID shopperId, CartStatus status);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Cart c where c.shopId = :shopId and c.shopperId = :shopperId and c.status = 'OPEN'")
    Optional<Cart> lockOpenOf(UUID shopId, UUID shopperId);

    /// Remembers until when all is held, unless the cart was changed since.
    @Modifying
    @Query("update Cart c set c.heldUntil = :until"
            + " where c.id = :id and c.holdReference = :reference and c.version = :version")
    int held(UUID id, UUID reference, long version, Instant until);

    /// A hold's time was over.
    @Modifying
    @Query("update Cart c set c.heldUntil = null, c.holdReference = null"
            + " where c.shopId = :shopId and c.holdReference = :reference")
    int forgetHold(UUID shopId, UUID reference);

    Cart saveAndFlush(Cart cart);
}

package io.parley.loyalty.account;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The accounts of a shop.
interface Accounts extends Repository<Account, UUID> {

    Account save(Account account);

    /// Opens an account unless the shopper has one; two at once open one.
    @Modifying
    @NativeQuery("insert into account (id, shop_id, shopper_id, created_at) values (:id, :shop, :shopper, :now)"
            + " on conflict (shop_id, shopper_id) do nothing")
    int open(UUID id, UUID shop, UUID shopper, Instant now);

    /// Finds and keeps others from changing it until the transaction's end.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.shopId = :shop and a.shopperId = :shopper")
    Optional<Account> lock(UUID shop, UUID shopper);

    Optional<Account> findByShopIdAndId(UUID shop, UUID id);

    Optional<Account> findByShopIdAndShopperId(UUID shop, UUID shopper);

    @Query("select a from Account a where a.shopId = :shop and a.id < :before order by a.id desc")
    List<Account> page(UUID shop, UUID before, Limit limit);
}

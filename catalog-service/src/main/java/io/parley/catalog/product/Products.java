package io.parley.catalog.product;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// The products of a shop that are not deleted, with their variants.
interface Products extends Repository<Product, UUID> {

    Product save(Product product);

    @Query("select p from Product p join fetch p.variants"
            + " where p.id = :id and p.shopId = :shop and p.deletedAt is null")
    Optional<Product> find(UUID shop, UUID id);

    /// Finds and keeps others from changing it until the transaction's end.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Product p where p.id = :id and p.shopId = :shop and p.deletedAt is null")
    Optional<Product> lock(UUID shop, UUID id);

    @Query("select distinct p from Product p join fetch p.variants where p.id in :ids and p.shopId = :shop")
    List<Product> all(UUID shop, Collection<UUID> ids);

    @Query("select v.product.id from Variant v where v.id = :variant and v.shopId = :shop and not v.deleted")
    Optional<UUID> having(UUID shop, UUID variant);
}

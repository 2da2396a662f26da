package io.parley.gateway.shop;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Shops extends Repository<Shop, UUID> {
    Shop saveAndFlush(Shop shop);

    Optional<Shop> findById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Shop where id = :id")
    Optional<Shop> lock(UUID id);
}

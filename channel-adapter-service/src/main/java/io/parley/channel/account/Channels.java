package io.parley.channel.account;

import io.parley.events.Platform;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Channels extends Repository<Channel, UUID> {
    Channel saveAndFlush(Channel channel);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Channel c where c.shopId = :shopId and c.id = :id")
    Optional<Channel> findLocked(UUID shopId, UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Channel c where c.shopId = :shopId and c.platform = :platform and c.accountId = :accountId")
    Optional<Channel> findLocked(UUID shopId, Platform platform, String accountId);

    @Query("select c.id from Channel c where c.shopId = :shopId and c.status = ACTIVE and c.way in :ways order by c.id")
    List<UUID> findActiveIds(UUID shopId, List<String> ways);

    @Query("select c.id from Channel c where c.shopId = :shopId and c.status <> DISCONNECTED")
    List<UUID> findConnectedIds(UUID shopId);
}

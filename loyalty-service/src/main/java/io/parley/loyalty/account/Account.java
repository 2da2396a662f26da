package io.parley.loyalty.account;

import io.parley.events.LoyaltyEvent.PointsEarned;
import io.parley.events.LoyaltyEvent.TierChanged;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/// A shopper's points in one shop.
@Entity
class Account extends AbstractAggregateRoot<Account> {
    @Id
    private UUID id;

    @Column(nullable = false)
    private UUID shopId;

    @Column(nullable = false)
    private UUID shopperId;

    @Column
    private @Nullable String shopperName;

    @Column(nullable = false)
    @Enumerated(EnumType.STRING)
    private Tier tier;

    @Column(nullable = false)
    private long points;

    @Column(nullable = false)
    private long lifetimePoints;

    @Column(nullable = false)
    private int purchases;

    @Column(nullable = false)
    private int entries;

    @Column(nullable = false)
    private Instant createdAt;

    @Column
    private @Nullable Instant lastEarnedAt;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    Account(UUID id, UUID shopId, UUID shopperId, Instant now) {
        this.id = id;
        this.shopId = shopId;
        this.shopperId = shopperId;
        this.tier = Tier.BRONZE;
        this.createdAt = now;
    }

    /// Points for a completed order. A tier once reached is kept, whatever the program says later.
    ///
    /// @return the ledger's line; whether its cause is new is for the ledger to say, before this is called
    PointsEntry purchased(
            UUID orderId, String orderNumber, @Nullable String name, long earned, Program program, Instant at) {
        purchases++;
        shopperName = name == null ? shopperName : name;
        return earn(earned, Source.PURCHASE, orderId.toString(), orderNumber, program, at);
    }

    private PointsEntry earn(
            long earned, Source source, String sourceId, @Nullable String note, Program program, Instant at) {
        if (earned < 0) {
            throw new IllegalArgumentException("points are earned, not lost");
        }
        points = Math.addExact(points, earned);
        lifetimePoints = Math.addExact(lifetimePoints, earned);
        lastEarnedAt = at;
        entries++;
        if (earned > 0) {
            registerEvent(new PointsEarned(id, shopperId, earned, points, source.word(), sourceId));
        }
        Tier reached = program.tierOf(lifetimePoints).orHigher(tier);
        if (reached != tier) {
            registerEvent(new TierChanged(id, shopperId, tier.word(), reached.word()));
            tier = reached;
        }
        return new PointsEntry(entries, at, source, sourceId, note, earned, points);
    }

    UUID id() {
        return id;
    }

    UUID shopId() {
        return shopId;
    }

    UUID shopperId() {
        return shopperId;
    }

    @Nullable
    String shopperName() {
        return shopperName;
    }

    Tier tier() {
        return tier;
    }

    long points() {
        return points;
    }

    long lifetimePoints() {
        return lifetimePoints;
    }

    int purchases() {
        return purchases;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant lastEarnedAt() {
        return lastEarnedAt;
    }

    /// What the aggregate tells once it is stored.
    List<Object> told() {
        return List.copyOf(domainEvents());
    }
}

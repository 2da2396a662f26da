package io.parley.events;

import java.util.UUID;

/// Points, told by loyalty-service.
public sealed interface LoyaltyEvent extends Event {
    UUID accountId();

    @Override
    default Topic topic() {
        return Topic.LOYALTY;
    }

    @Override
    default String key() {
        return accountId().toString();
    }

    /// @param source `purchase`, `signup`, `referral`, `review`, `birthday`
    /// @param sourceId what earned them: granted once for it
    /// @param balance after these points
    @EventType("loyalty.points-earned.v1")
    record PointsEarned(UUID accountId, UUID shopperId, long points, long balance, String source, String sourceId)
            implements LoyaltyEvent {}

    /// @param tier `bronze`, `silver`, `gold`, `platinum`
    @EventType("loyalty.tier-changed.v1")
    record TierChanged(UUID accountId, UUID shopperId, String previousTier, String tier) implements LoyaltyEvent {}
}

package io.parley.loyalty.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An account as the API shows it.
///
/// @param points to be spent
/// @param lifetimePoints ever earned: they make the tier
/// @param nextTier absent on the highest
/// @param ledger the newest lines; absent in a list
record AccountView(
        UUID id,
        UUID shopperId,
        @Nullable String shopperName,
        Tier tier,
        long points,
        long lifetimePoints,
        int purchases,
        @Nullable NextTier nextTier,
        Instant createdAt,
        @Nullable Instant lastEarnedAt,
        @Nullable List<PointsEntry> ledger) {

    static AccountView of(Account account, Program program, @Nullable List<PointsEntry> ledger) {
        return new AccountView(
                account.id(),
                account.shopperId(),
                account.shopperName(),
                account.tier(),
                account.points(),
                account.lifetimePoints(),
                account.purchases(),
                program.above(account.tier())
                        .map(tier -> new NextTier(tier, Math.max(0, program.from(tier) - account.lifetimePoints())))
                        .orElse(null),
                account.createdAt(),
                account.lastEarnedAt(),
                ledger);
    }

    /// @param pointsToGo until it is reached
    record NextTier(Tier tier, long pointsToGo) {}
}

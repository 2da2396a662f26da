package io.parley.channel.account;

import io.parley.channel.platform.Account;
import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.events.ChannelEvent.ChannelDisconnected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.Platform;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/// One of a shop's accounts on a platform. Connecting it again after trouble or a goodbye keeps its id, and so its
/// conversations.
@Entity
@Table(name = "channel")
class Channel extends AbstractAggregateRoot<Channel> {
    @Id
    private UUID id;

    @Column(name = "shop_id")
    private UUID shopId;

    @Column(name = "platform")
    @Enumerated(EnumType.STRING)
    private Platform platform;

    @Column(name = "way")
    private String way;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "details")
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> details;

    @Column(name = "name")
    private String name;

    @Column(name = "username")
    private @Nullable String username;

    @Column(name = "sealed_token")
    private byte[] sealedToken;

    @Column(name = "status")
    @Enumerated(EnumType.STRING)
    private ChannelStatus status;

    @Column(name = "problem")
    private @Nullable String problem;

    @Column(name = "problem_detail")
    private @Nullable String problemDetail;

    @Column(name = "problem_ends_at")
    private @Nullable Instant problemEndsAt;

    @Column(name = "standing_told_at")
    private @Nullable Instant standingToldAt;

    @Column(name = "token_ends_at")
    private @Nullable Instant tokenEndsAt;

    @Column(name = "token_checked_at")
    private @Nullable Instant tokenCheckedAt;

    @Column(name = "connected_at")
    private Instant connectedAt;

    @Column(name = "disconnected_at")
    private @Nullable Instant disconnectedAt;

    @Version
    private @Nullable Long version;

    protected Channel() {}

    Channel(
            UUID id,
            UUID shopId,
            Platform platform,
            String way,
            String accountId,
            Map<String, String> details,
            String name,
            @Nullable String username,
            byte[] sealedToken,
            Instant at) {
        this.id = id;
        this.shopId = shopId;
        this.platform = platform;
        this.accountId = accountId;
        connect(way, details, name, username, sealedToken, at);
    }

    /// Begins, or begins again with a new token: what waited may go.
    final void connect(
            String way,
            Map<String, String> details,
            String name,
            @Nullable String username,
            byte[] sealedToken,
            Instant at) {
        this.way = way;
        this.details = Map.copyOf(details);
        this.name = name;
        this.username = username;
        this.sealedToken = sealedToken;
        connectedAt = at;
        disconnectedAt = null;
        works();
    }

    private void works() {
        status = ChannelStatus.ACTIVE;
        noProblem();
        registerEvent(new ChannelConnected(id, platform, accountId, name, username));
        registerEvent(new ChannelWorks(shopId, id));
    }

    private void noProblem() {
        problem = null;
        problemDetail = null;
        problemEndsAt = null;
    }

    /// Takes a newer token without any fuss: nobody needs to hear of it, unless the old one's end had been announced.
    void renew(byte[] sealedToken, @Nullable Instant tokenEndsAt, Instant at) {
        this.sealedToken = sealedToken;
        checked(tokenEndsAt, at);
        wellAgain(ChannelProblem.TOKEN_EXPIRED);
    }

    /// What the platform says of the token's end: null for never, or unknown.
    ///
    /// @param at null when it has not been asked
    final void checked(@Nullable Instant tokenEndsAt, @Nullable Instant at) {
        this.tokenEndsAt = tokenEndsAt;
        tokenCheckedAt = at;
    }

    /// Something the seller should look at, while messages still pass. Said once.
    ///
    /// @return whether it was news
    boolean warn(String problem, String detail) {
        if (status != ChannelStatus.ACTIVE || this.problem != null) {
            return false;
        }
        problem(problem, detail, null);
        return true;
    }

    private void problem(String problem, String detail, @Nullable Instant endsAt) {
        this.problem = problem;
        problemDetail = detail;
        problemEndsAt = endsAt;
        registerEvent(new ChannelTroubled(id, platform, name, problem, detail));
    }

    /// The warning no longer holds; the others hear that the channel is as it was when it was connected.
    ///
    /// @return whether there was that warning
    boolean wellAgain(String problem) {
        if (status != ChannelStatus.ACTIVE || !problem.equals(this.problem)) {
            return false;
        }
        works();
        return true;
    }

    /// Takes in what the platform says of the account; what it said before the account was connected, or before
    /// something newer, no longer holds.
    ///
    /// @param at by the platform's clock, in whole seconds perhaps
    void told(Standing standing, Instant at) {
        boolean outdated = at.isBefore(connectedAt.truncatedTo(ChronoUnit.SECONDS))
                || standingToldAt != null && at.isBefore(standingToldAt);
        if (status == ChannelStatus.DISCONNECTED || outdated) {
            return;
        }
        standingToldAt = at;
        switch (standing) {
            case Standing.Stopped it -> {
                if (status == ChannelStatus.ACTIVE
                        || problem != null && ChannelProblem.PLATFORMS_OWN.contains(problem)) {
                    status = ChannelStatus.TROUBLED;
                    problem(it.problem(), it.detail(), it.endsAt());
                }
            }
            case Standing.Warned it -> {
                if (status == ChannelStatus.ACTIVE) {
                    problem(it.problem(), it.detail(), it.endsAt());
                }
            }
            case Standing.Gone it -> {
                disconnect(it.problem(), at);
                problem = it.problem();
                problemDetail = it.detail();
            }
            case Standing.Well it -> {
                if (problem != null && it.problems().contains(problem)) {
                    works();
                }
            }
        }
    }

    /// Ends a problem that was put on the account for a time, when that is over.
    void endPassed(Instant now) {
        if (problemEndsAt != null && !now.isBefore(problemEndsAt)) {
            works();
        }
    }

    /// The platform no longer lets it send. Said once, however many messages meet it.
    void trouble(String problem, String detail) {
        if (status != ChannelStatus.ACTIVE) {
            return;
        }
        status = ChannelStatus.TROUBLED;
        problem(problem, detail, null);
    }

    /// Ends it and forgets its token. A second goodbye changes nothing.
    void disconnect(String reason, Instant at) {
        if (status == ChannelStatus.DISCONNECTED) {
            return;
        }
        status = ChannelStatus.DISCONNECTED;
        sealedToken = new byte[0];
        tokenEndsAt = null;
        tokenCheckedAt = null;
        noProblem();
        disconnectedAt = at;
        registerEvent(new ChannelDisconnected(id, platform, name, reason));
    }

    UUID id() {
        return id;
    }

    /// To call the platform with.
    ///
    /// @param accessToken the sealed one, opened
    Account account(String accessToken) {
        return new Account(id, platform, way, accountId, accessToken, details);
    }

    byte[] sealedToken() {
        return sealedToken;
    }

    long version() {
        return version == null ? 0 : version;
    }

    boolean isDisconnected() {
        return status == ChannelStatus.DISCONNECTED;
    }
}

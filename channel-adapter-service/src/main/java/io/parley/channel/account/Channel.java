package io.parley.channel.account;

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
        status = ChannelStatus.ACTIVE;
        problem = null;
        problemDetail = null;
        connectedAt = at;
        disconnectedAt = null;
        registerEvent(new ChannelConnected(id, platform, accountId, name, username));
    }

    /// The platform no longer lets it send. Said once, however many messages meet it.
    void trouble(String problem, String detail) {
        if (status != ChannelStatus.ACTIVE) {
            return;
        }
        status = ChannelStatus.TROUBLED;
        this.problem = problem;
        problemDetail = detail;
        registerEvent(new ChannelTroubled(id, platform, name, problem, detail));
    }

    /// Ends it and forgets its token. A second goodbye changes nothing.
    void disconnect(String reason, Instant at) {
        if (status == ChannelStatus.DISCONNECTED) {
            return;
        }
        status = ChannelStatus.DISCONNECTED;
        sealedToken = new byte[0];
        problem = null;
        problemDetail = null;
        disconnectedAt = at;
        registerEvent(new ChannelDisconnected(id, platform, name, reason));
    }

    UUID id() {
        return id;
    }

    long version() {
        return version == null ? 0 : version;
    }

    boolean isDisconnected() {
        return status == ChannelStatus.DISCONNECTED;
    }
}

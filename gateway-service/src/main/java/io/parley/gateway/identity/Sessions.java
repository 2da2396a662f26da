package io.parley.gateway.identity;

import static io.parley.starter.Timestamps.at;

import io.parley.gateway.keys.Sealer;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Who is logged in where: sessions, and the refresh tokens that keep them going. All of it across shops: call it as
/// the system.
@Component
class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Sessions(JdbcClient jdbc, Sealer sealer, Clock clock, PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// A session going on.
    ///
    /// @param refreshToken the next one, for the cookie
    record Going(UUID sessionId, UUID userId, UUID shopId, String refreshToken) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public Going begin(UUID userId, UUID shopId) {
        UUID id = Ids.next();
        jdbc.sql("insert into session (id, shop_id, user_id, started_at) values (?, ?, ?, ?)")
                .params(id, shopId, userId, at(clock.instant()))
                .update();
        return new Going(id, userId, shopId, give(id, null));
    }

    /// Trades a refresh token for the next; empty when it is not good. One that was traded before ends its session.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Going> goOn(String token) {
        byte[] hash = sealer.hash(token);
        Optional<Session> session = jdbc.sql("select id, user_id, shop_id, ended_at from session"
                        + " where id = (select session_id from refresh_token where hash = ?) for update")
                .param(hash)
                .query((rs, n) -> new Session(
                        rs.getObject("id", UUID.class),
                        rs.getObject("user_id", UUID.class),
                        rs.getObject("shop_id", UUID.class),
                        rs.getTimestamp("ended_at") != null))
                .optional();
        return session.flatMap(found -> find(hash).flatMap(known -> trade(found, known)));
    }

    private Optional<Going> trade(Session session, RefreshToken token) {
        Instant now = clock.instant();
        return switch (token.judge(session.ended, childUsed(token.hash()), now)) {
            case TRADE -> {
                spend(token, now);
                yield Optional.of(session.goingOn(give(session.id, token.hash())));
            }
            case TRADE_AGAIN -> Optional.of(session.goingOn(give(session.id, token.hash())));
            case OVER -> Optional.empty();
            case STOLEN -> {
                LOG.warn("a spent refresh token came back: session {} of user {} is ended", session.id, session.userId);
                end(session.id, "token_reused");
                yield Optional.empty();
            }
        };
    }

    private void spend(RefreshToken token, Instant now) {
        jdbc.sql("update refresh_token set spent_at = ? where hash = ?")
                .params(at(now), token.hash())
                .update();
        if (token.parent() != null) {
            jdbc.sql("update refresh_token set spent_at = ?, superseded = true"
                            + " where parent = ? and spent_at is null")
                    .params(at(now), token.parent())
                    .update();
        }
    }

    private String give(UUID sessionId, byte @Nullable [] parent) {
        String token = Secrets.token();
        Instant now = clock.instant();
        jdbc.sql("insert into refresh_token (hash, session_id, parent, issued_at, expires_at) values (?, ?, ?, ?, ?)")
                .param(sealer.hash(token))
                .param(sessionId)
                .param(parent)
                .param(at(now))
                .param(at(now.plus(RefreshToken.GOOD_FOR)))
                .update();
        return token;
    }

    private Optional<RefreshToken> find(byte[] hash) {
        return jdbc.sql("select * from refresh_token where hash = ?")
                .param(hash)
                .query((rs, n) -> token(rs))
                .optional();
    }

    private boolean childUsed(byte[] hash) {
        return jdbc.sql("select exists (select from refresh_token where parent = ? and spent_at is not null)")
                .param(hash)
                .query(Boolean.class)
                .single();
    }

    /// Ends the session the token belongs to, if it belongs to one.
    @Transactional(propagation = Propagation.MANDATORY)
    public void endOf(String token) {
        jdbc.sql("select session_id from refresh_token where hash = ?")
                .param(sealer.hash(token))
                .query((rs, n) -> rs.getObject("session_id", UUID.class))
                .optional()
                .ifPresent(session -> end(session, "logout"));
    }

    void end(UUID sessionId, String reason) {
        jdbc.sql("update session set ended_at = ?, end_reason = ? where id = ? and ended_at is null")
                .params(at(clock.instant()), reason, sessionId)
                .update();
    }

    /// Logs a user out everywhere.
    @Transactional(propagation = Propagation.MANDATORY)
    public void endAll(UUID userId, String reason) {
        jdbc.sql("update session set ended_at = ?, end_reason = ? where user_id = ? and ended_at is null")
                .params(at(clock.instant()), reason, userId)
                .update();
    }

    /// Forgets tokens whose time is over, and sessions without any.
    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT6H")
    void forgetOld() {
        OffsetDateTime now = at(clock.instant());
        ShopScope.callAsSystem(() -> transaction.execute(status -> {
            jdbc.sql("delete from refresh_token where expires_at < ?")
                    .param(now)
                    .update();
            return jdbc.sql("delete from session s where started_at < ?"
                            + " and not exists (select from refresh_token where session_id = s.id)")
                    .param(now.minus(RefreshToken.GOOD_FOR))
                    .update();
        }));
    }

    private static RefreshToken token(ResultSet rs) throws SQLException {
        Timestamp spent = rs.getTimestamp("spent_at");
        return new RefreshToken(
                rs.getBytes("hash"),
                rs.getObject("session_id", UUID.class),
                rs.getBytes("parent"),
                rs.getTimestamp("expires_at").toInstant(),
                spent == null ? null : spent.toInstant(),
                rs.getBoolean("superseded"));
    }

    private record Session(UUID id, UUID userId, UUID shopId, boolean ended) {
        Going goingOn(String refreshToken) {
            return new Going(id, userId, shopId, refreshToken);
        }
    }
}

package io.parley.channel.connect;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import io.parley.channel.account.TokenVault;
import io.parley.starter.shop.ShopScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The sessions, kept as long as they may still be of use. A state is good once, for ten minutes; only its hash is
/// kept.
@Component
class Sessions {
    static final Duration STATE_GOOD_FOR = Duration.ofMinutes(10);
    static final Duration CHOICE_GOOD_FOR = Duration.ofMinutes(30);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int OPEN_MAX = 20;
    private static final TypeReference<List<Login.Candidate>> CANDIDATES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TokenVault vault;
    private final JsonMapper json;
    private final Clock clock;

    Sessions(JdbcClient jdbc, TokenVault vault, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    /// @return false when the shop has too many open ones
    @Transactional
    boolean open(UUID id, UUID memberId, String way, String state, String browser) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into connect_session
                          (shop_id, id, member_id, way, state_hash, browser_hash, status, created_at, expires_at)
                        select :shop, :id, :member, :way, :state, :browser, 'ASKED', :now, :end
                        where (select count(*) from connect_session
                          where shop_id = :shop and status = 'ASKED' and expires_at > :now) < :max""")
                        .param("shop", ShopScope.current())
                        .param("id", id)
                        .param("member", memberId)
                        .param("way", way)
                        .param("state", hash(state))
                        .param("browser", hash(browser))
                        .param("now", at(now))
                        .param("end", at(now.plus(STATE_GOOD_FOR)))
                        .param("max", OPEN_MAX)
                        .update()
                == 1;
    }

    /// Whose state it is: asked across shops, for the browser that comes back brings nothing else.
    @Transactional(readOnly = true)
    Optional<Found> find(String state) {
        return jdbc.sql("select shop_id, id, way, status, browser_hash, expires_at from connect_session"
                        + " where state_hash = ?")
                .params(hash(state))
                .query((row, n) -> new Found(
                        row.getObject("shop_id", UUID.class),
                        row.getObject("id", UUID.class),
                        row.getString("way"),
                        SessionStatus.valueOf(row.getString("status")),
                        row.getBytes("browser_hash"),
                        instant(row, "expires_at")))
                .optional();
    }

    record Found(UUID shopId, UUID id, String way, SessionStatus status, byte[] browserHash, Instant expiresAt) {
        boolean isOf(@Nullable String browser) {
            return browser != null && MessageDigest.isEqual(browserHash, hash(browser));
        }
    }

    /// Uses the state up.
    ///
    /// @return false when somebody else has
    @Transactional
    boolean answer(UUID id) {
        return jdbc.sql("update connect_session set status = 'ANSWERED'"
                                + " where shop_id = ? and id = ? and status = 'ASKED' and expires_at > ?")
                        .params(ShopScope.current(), id, at(clock.instant()))
                        .update()
                == 1;
    }

    @Transactional
    void fail(UUID id, NotConnected why) {
        jdbc.sql("update connect_session set status = 'FAILED', problem = ?, problem_detail = ?, missing = ?,"
                        + " sealed_accounts = null where shop_id = ? and id = ?")
                .params(
                        why.problem().name(),
                        why.problem().words(),
                        why.missing().toArray(String[]::new),
                        ShopScope.current(),
                        id)
                .update();
    }

    @Transactional
    void offer(UUID id, List<Login.Candidate> candidates) {
        UUID shop = ShopScope.current();
        jdbc.sql("update connect_session set status = 'CHOOSING', sealed_accounts = ?, expires_at = ?"
                        + " where shop_id = ? and id = ?")
                .params(
                        vault.seal(shop, id, json.writeValueAsString(candidates)),
                        at(clock.instant().plus(CHOICE_GOOD_FOR)),
                        shop,
                        id)
                .update();
    }

    /// Forgets the tokens with the choice. In the transaction that stores the channels.
    @Transactional
    void connected(UUID id) {
        jdbc.sql("update connect_session set status = 'CONNECTED', sealed_accounts = null where shop_id = ? and id = ?")
                .params(ShopScope.current(), id)
                .update();
    }

    /// One that this member began.
    @Transactional(readOnly = true)
    Optional<Session> of(UUID memberId, UUID id) {
        return jdbc.sql("select * from connect_session where shop_id = ? and id = ? and member_id = ?")
                .params(ShopScope.current(), id, memberId)
                .query((row, n) -> session(row))
                .optional();
    }

    @Transactional
    int forgetOld() {
        Instant now = clock.instant();
        return jdbc.sql("update connect_session set sealed_accounts = null where sealed_accounts is not null"
                                + " and expires_at < ?")
                        .params(at(now))
                        .update()
                + jdbc.sql("delete from connect_session where expires_at < ?")
                        .params(at(now.minus(KEPT)))
                        .update();
    }

    private Session session(ResultSet row) throws SQLException {
        UUID shop = row.getObject("shop_id", UUID.class);
        UUID id = row.getObject("id", UUID.class);
        Instant end = instant(row, "expires_at");
        byte @Nullable [] sealed = row.getBytes("sealed_accounts");
        String problem = row.getString("problem");
        Array missing = row.getArray("missing");
        return new Session(
                shop,
                id,
                row.getObject("member_id", UUID.class),
                row.getString("way"),
                SessionStatus.valueOf(row.getString("status")),
                problem == null ? null : ConnectProblem.valueOf(problem),
                row.getString("problem_detail"),
                Arrays.asList((String[]) missing.getArray()),
                sealed == null || end.isBefore(clock.instant())
                        ? List.of()
                        : json.readValue(vault.open(shop, id, sealed), CANDIDATES),
                end);
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String secret(java.security.SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

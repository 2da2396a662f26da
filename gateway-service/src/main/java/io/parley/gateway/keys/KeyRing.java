package io.parley.gateway.keys;

import static io.parley.starter.Timestamps.at;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.parley.starter.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The key pairs that sign access tokens. They live in the database, so every replica signs with the same and a
/// restart ends no session; a new one comes every 90 days and is shown for some minutes before it signs.
@Component
public class KeyRing implements JWKSource<SecurityContext>, InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final Duration SIGNS_FOR = Duration.ofDays(90);
    private static final Duration SHOWN_BEFORE_USE = Duration.ofMinutes(10);
    private static final Duration LONGEST_TOKEN = Duration.ofHours(2);
    private static final Duration READ_AGAIN_AFTER = Duration.ofMinutes(1);
    private static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Sealer sealer;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Ring ring = new Ring(List.of(), new JWKSet(), Instant.MIN);

    KeyRing(JdbcClient jdbc, PlatformTransactionManager transactions, Sealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.sealer = sealer;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        renewWhenDue();
    }

    /// The pair to sign with now.
    ///
    /// @throws IllegalStateException when there is none, which the start sees to: our own bug
    public RSAKey signer() {
        RSAKey key = SigningKey.signer(current().keys, clock.instant())
                .map(SigningKey::privateKey)
                .orElse(null);
        if (key == null) {
            throw new IllegalStateException("no key to sign with");
        }
        return key;
    }

    /// All keys a token may be signed with, without their private halves.
    public JWKSet shown() {
        return current().shown;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> found = selector.select(current().shown);
        if (found.isEmpty() && ring.readAt.isBefore(clock.instant().minus(UNKNOWN_KEY_PAUSE))) {
            readOrGoOn();
            found = selector.select(ring.shown);
        }
        return found;
    }

    /// Makes a new pair when the newest is old, and forgets those no living token was signed with.
    @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
    void renewWhenDue() {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('signing_key'))")
                    .query((rs, n) -> true)
                    .list();
            read();
            List<SigningKey> keys = ring.keys;
            if (SigningKey.signer(keys, now).isEmpty()) {
                add(now);
            } else if (keys.stream()
                    .allMatch(key -> key.createdAt().plus(SIGNS_FOR).isBefore(now))) {
                add(now.plus(SHOWN_BEFORE_USE));
            }
            keys.stream()
                    .filter(key -> !SigningKey.mayStillCheck(key, keys, now, LONGEST_TOKEN))
                    .forEach(key -> jdbc.sql("delete from signing_key where kid = ?")
                            .param(key.publicKey().getKeyID())
                            .update());
        });
        read();
    }

    /// Makes a new pair that signs from now on: for when the present one is no longer trusted.
    public void rotate() {
        transaction.executeWithoutResult(status -> add(clock.instant()));
        read();
    }

    private void add(Instant signsFrom) {
        try {
            RSAKey pair = new RSAKeyGenerator(2048)
                    .keyID(Ids.next().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            jdbc.sql("insert into signing_key (kid, public_jwk, sealed_private, created_at, signs_from)"
                            + " values (?, ?, ?, ?, ?)")
                    .params(
                            pair.getKeyID(),
                            pair.toPublicJWK().toJSONString(),
                            sealer.seal(
                                    pair.toJSONString().getBytes(StandardCharsets.UTF_8),
                                    "signing key " + pair.getKeyID()),
                            at(clock.instant()),
                            at(signsFrom))
                    .update();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ring current() {
        Ring known = ring;
        if (known.readAt.isAfter(clock.instant().minus(READ_AGAIN_AFTER))) {
            return known;
        }
        // one reads, the others go on with what is known
        if (reading.tryLock()) {
            try {
                readOrGoOn();
            } finally {
                reading.unlock();
            }
        }
        return ring;
    }

    private void readOrGoOn() {
        try {
            read();
        } catch (DataAccessException e) {
            LOG.warn("the signing keys could not be read again, going on with those known: {}", e.getMessage());
        }
    }

    private void read() {
        List<SigningKey> keys = jdbc.sql("select * from signing_key order by signs_from")
                .query((rs, n) -> key(
                        rs.getString("public_jwk"),
                        rs.getBytes("sealed_private"),
                        rs.getTimestamp("created_at").toInstant(),
                        rs.getTimestamp("signs_from").toInstant()))
                .list();
        ring = new Ring(
                keys, new JWKSet(keys.stream().<JWK>map(SigningKey::publicKey).toList()), clock.instant());
    }

    private SigningKey key(String publicJwk, byte[] sealed, Instant createdAt, Instant signsFrom) {
        try {
            RSAKey open = RSAKey.parse(publicJwk);
            return new SigningKey(open, open(open.getKeyID(), sealed), createdAt, signsFrom);
        } catch (ParseException e) {
            throw new IllegalStateException("a stored key cannot be read", e);
        }
    }

    private @Nullable RSAKey open(String kid, byte[] sealed) {
        try {
            return RSAKey.parse(new String(sealer.open(sealed, "signing key " + kid), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | ParseException e) {
            LOG.warn("key {} was sealed with another PARLEY_SECRET: it checks tokens still, and signs none", kid);
            return null;
        }
    }

    private record Ring(List<SigningKey> keys, JWKSet shown, Instant readAt) {}
}

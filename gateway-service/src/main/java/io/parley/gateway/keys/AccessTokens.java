package io.parley.gateway.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.parley.gateway.shop.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Gives access tokens: who you are, in which shop, and what you may do there, for an hour.
@Component
public class AccessTokens {
    public static final Duration GOOD_FOR = Duration.ofHours(1);

    private final KeyRing keys;
    private final Clock clock;

    AccessTokens(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public String sign(UUID userId, UUID shopId, Role role) {
        return sign(userId, shopId, role, GOOD_FOR);
    }

    String sign(UUID userId, UUID shopId, Role role, Duration goodFor) {
        RSAKey key = keys.signer();
        Instant now = clock.instant();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer("parley")
                        .audience("parley")
                        .subject(userId.toString())
                        .claim("shop", shopId.toString())
                        .claim("role", role.text())
                        .claim("permissions", role.permissions())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(goodFor)))
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}

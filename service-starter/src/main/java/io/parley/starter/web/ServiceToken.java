package io.parley.starter.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.parley.starter.shop.ShopScope;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// How one of Parley's services shows another who it is: a JWT (HS256) by a key made of the
/// installation's secret. It names the caller, the one service it is for and one shop, and lasts a
/// minute.
public final class ServiceToken {
    /// Carries the token. Not `Authorization`, so that it is never mistaken for a person's.
    public static final String HEADER = "X-Parley-Service";

    static final Duration LASTS = Duration.ofMinutes(1);
    /// What the clocks of two machines may differ by.
    static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private static final String SHOP = "shop";
    private static final int LENGTH_MAX = 1_000;
    private static final JWSHeader KIND = new JWSHeader(JWSAlgorithm.HS256);

    private final String service;
    private final Clock clock;
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    /// @param service whose tokens these are
    /// @param secret the same in all services of an installation
    public ServiceToken(String service, String secret, Clock clock) {
        this.service = service;
        this.clock = clock;
        byte[] key = key(secret);
        try {
            signer = new MACSigner(key);
            verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A token for the current shop.
    ///
    /// @param callee the service it is for
    public String forCalling(String callee) {
        SignedJWT token = new SignedJWT(
                KIND,
                new JWTClaimsSet.Builder()
                        .issuer(service)
                        .audience(callee)
                        .claim(SHOP, ShopScope.current().toString())
                        .expirationTime(Date.from(clock.instant().plus(LASTS)))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /// Who calls this service with that token; nobody when it is none, for another service, or
    /// over.
    Optional<CallingService> read(@Nullable String text) {
        if (text == null || text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            if (!JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm()) || !token.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Date ends = claims.getExpirationTime();
            String caller = claims.getIssuer();
            String shop = claims.getStringClaim(SHOP);
            if (ends == null
                    || caller == null
                    || shop == null
                    || !List.of(service).equals(claims.getAudience())) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            boolean valid = now.minus(CLOCKS_DIFFER).isBefore(ends.toInstant())
                    && now.plus(LASTS).plus(CLOCKS_DIFFER).isAfter(ends.toInstant());
            return valid ? Optional.of(new CallingService(caller, UUID.fromString(shop))) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The secret seals other things too: this key is of no use for them.
    private static byte[] key(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal("parley service to service".getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

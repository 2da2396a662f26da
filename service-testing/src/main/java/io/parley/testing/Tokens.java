package io.parley.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Access tokens as the gateway gives them, signed with a key whose JWK set this class serves.
public final class Tokens {
    private static final List<String> AREAS = List.of(
            "orders", "products", "inventory", "conversations", "channels", "loyalty", "notifications", "settings");
    private static final List<String> MEMBER_WRITES =
            List.of("orders:write", "conversations:reply", "products:write", "inventory:write");
    private static final Tokens SHARED = new Tokens();

    private final RSAKey key;
    private final HttpServer server;

    private Tokens() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            server.createContext("/jwks.json", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0), "jwks-stop"));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Tokens shared() {
        return SHARED;
    }

    public String jwksUrl() {
        return "http://localhost:" + server.getAddress().getPort() + "/jwks.json";
    }

    /// @param role `owner`, `admin`, `member` or `viewer`
    public String of(String role, UUID shopId) {
        return of(role, shopId, UUID.randomUUID());
    }

    public String of(String role, UUID shopId, UUID userId) {
        return signed(role, shopId, userId, Instant.now().plus(Duration.ofHours(1)));
    }

    /// A token as it is when its time is over.
    public String expired(String role, UUID shopId) {
        return signed(role, shopId, UUID.randomUUID(), Instant.now().minus(Duration.ofHours(1)));
    }

    private String signed(String role, UUID shopId, UUID userId, Instant expires) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer("parley")
                        .audience("parley")
                        .subject(userId.toString())
                        .claim("shop", shopId.toString())
                        .claim("role", role)
                        .claim("permissions", permissions(role))
                        .issueTime(Date.from(expires.minus(Duration.ofHours(1))))
                        .expirationTime(Date.from(expires))
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static List<String> permissions(String role) {
        Stream<String> reads = AREAS.stream().map(area -> area + ":read");
        Stream<String> more = switch (role) {
            case "viewer" -> Stream.empty();
            case "member" -> MEMBER_WRITES.stream();
            default ->
                Stream.concat(
                        AREAS.stream().map(area -> area + ":write"),
                        Stream.of("conversations:reply", "members:invite", "audit:read"));
        };
        return Stream.concat(reads, more).toList();
    }
}

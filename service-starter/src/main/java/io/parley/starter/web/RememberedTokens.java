package io.parley.starter.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/// Checks a token's signature once and remembers that for some seconds: the check is a large part of a small request.
/// Only tokens found right are remembered, never past their end, and a key taken out of the set counts for no longer.
class RememberedTokens implements JwtDecoder {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int TOKENS_MAX = 10_000;

    private final JwtDecoder checking;
    private final Clock clock;
    private final Map<String, Right> right = new ConcurrentHashMap<>();

    private record Right(Jwt token, Instant until) {}

    RememberedTokens(JwtDecoder checking, Clock clock) {
        this.checking = checking;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) throws JwtException {
        Instant now = clock.instant();
        Right known = right.get(token);
        if (known != null && now.isBefore(known.until())) {
            return known.token();
        }
        Jwt checked = checking.decode(token);
        if (right.size() >= TOKENS_MAX) {
            right.clear();
        }
        Instant until = now.plus(REMEMBERED);
        Instant ends = checked.getExpiresAt();
        right.put(token, new Right(checked, ends != null && ends.isBefore(until) ? ends : until));
        return checked;
    }
}

package io.parley.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

class RememberedTokensTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private Instant now = NOON;
    private Instant ends = NOON.plusSeconds(3_600);
    private final List<String> checked = new ArrayList<>();
    private final RememberedTokens tokens =
            new RememberedTokens(this::check, ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    private Jwt check(String token) throws JwtException {
        checked.add(token);
        if (token.equals("forged") || !now.isBefore(ends)) {
            throw new BadJwtException(token);
        }
        return Jwt.withTokenValue(token)
                .header("alg", "ES256")
                .subject("ama")
                .expiresAt(ends)
                .build();
    }

    @Test
    void a_right_token_is_checked_once_in_half_a_minute() {
        Jwt first = tokens.decode("right");
        now = NOON.plusSeconds(29);

        assertThat(tokens.decode("right")).isSameAs(first);
        assertThat(checked).containsExactly("right");

        now = NOON.plusSeconds(30);
        tokens.decode("right");
        assertThat(checked).hasSize(2);
    }

    @Test
    void another_token_is_checked_for_itself() {
        tokens.decode("right");
        tokens.decode("other");

        assertThat(checked).containsExactly("right", "other");
    }

    @Test
    void no_token_is_remembered_past_its_end() {
        ends = NOON.plusSeconds(5);
        tokens.decode("right");
        now = ends;

        assertThatThrownBy(() -> tokens.decode("right")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void a_forged_token_is_checked_and_refused_every_time() {
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThat(checked).hasSize(2);
    }
}

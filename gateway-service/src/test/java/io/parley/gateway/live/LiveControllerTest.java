package io.parley.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class LiveControllerTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveController controller =
            new LiveController(new Streams(Clock.systemUTC(), meters), Clock.systemUTC());

    @BeforeEach
    void log_in() {
        Jwt token = Jwt.withTokenValue("token")
                .header("alg", "none")
                .subject(UUID.randomUUID().toString())
                .claim("shop", UUID.randomUUID().toString())
                .claim("role", "owner")
                .expiresAt(Instant.now().plusSeconds(60))
                .build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
    }

    @AfterEach
    void log_out() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_line_that_cannot_begin_is_not_counted_as_open() {
        MockHttpServletRequest synchronous = new MockHttpServletRequest("GET", "/api/live");

        assertThatIllegalStateException()
                .isThrownBy(() -> controller.live(null, synchronous, new MockHttpServletResponse()));

        assertThat(meters.get("parley.gateway.live.streams").gauge().value()).isZero();
    }
}

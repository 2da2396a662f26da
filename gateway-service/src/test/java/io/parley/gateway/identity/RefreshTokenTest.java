package io.parley.gateway.identity;

import static io.parley.gateway.identity.RefreshToken.Verdict.OVER;
import static io.parley.gateway.identity.RefreshToken.Verdict.STOLEN;
import static io.parley.gateway.identity.RefreshToken.Verdict.TRADE;
import static io.parley.gateway.identity.RefreshToken.Verdict.TRADE_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static RefreshToken token(@Nullable Instant spentAt, boolean superseded) {
        return new RefreshToken(
                new byte[] {1}, UUID.randomUUID(), null, NOW.plus(Duration.ofDays(1)), spentAt, superseded);
    }

    @Test
    void a_fresh_one_is_traded() {
        assertThat(token(null, false).judge(false, false, NOW)).isEqualTo(TRADE);
    }

    @Test
    void a_spent_one_is_traded_again_for_ten_seconds_if_what_was_given_was_never_used() {
        assertThat(token(NOW.minusSeconds(10), false).judge(false, false, NOW)).isEqualTo(TRADE_AGAIN);
        assertThat(token(NOW.minusSeconds(11), false).judge(false, false, NOW)).isEqualTo(STOLEN);
        assertThat(token(NOW.minusSeconds(1), false).judge(false, true, NOW)).isEqualTo(STOLEN);
    }

    @Test
    void a_superseded_twin_is_never_good() {
        assertThat(token(NOW, true).judge(false, false, NOW)).isEqualTo(STOLEN);
    }

    @Test
    void nothing_is_good_in_an_ended_session_or_after_its_time() {
        assertThat(token(null, false).judge(true, false, NOW)).isEqualTo(OVER);
        assertThat(token(null, false).judge(false, false, NOW.plus(Duration.ofDays(1))))
                .isEqualTo(OVER);
    }
}

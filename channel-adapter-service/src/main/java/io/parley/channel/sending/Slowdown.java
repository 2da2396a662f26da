package io.parley.channel.sending;

import static io.parley.starter.Timestamps.at;

import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How an account that the platform found too fast goes on: it rests, and then more slowly.
@Component
class Slowdown {
    private static final Duration BURST = Duration.ofSeconds(1);
    /// An account that was slowed down doubles its speed in this time, bit by bit.
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    /// A refusal after so long says that the speed was nearly right.
    private static final Duration PEACE = Duration.ofSeconds(3);
    private static final double LITTLE_SLOWER = 1.15;
    private static final int SLOWEST = 1024;

    private final JdbcClient jdbc;
    private final Clock clock;

    Slowdown(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Lets the whole account rest, and go on more slowly: at half its speed while that was still
    /// far too much a moment ago, and a little more slowly when it had gone well for a while. Those
    /// who hear it of one burst are heard once.
    @Transactional
    public void rest(UUID channelId, Instant until) {
        Instant now = clock.instant();
        jdbc.sql("""
                        update channel set
                          rests_until = greatest(rests_until, :until),
                          pace = case when slowed_at > :burst then pace
                            else least(:slowest, case when slowed_at <= :peace then :little else 2 end
                              * greatest(1, pace * power(0.5,
                                least(100, extract(epoch from :now - coalesce(slowed_at, :now)) / :recovery)::float8))) end,
                          slowed_at = case when slowed_at > :burst then slowed_at else :now end
                        where shop_id = :shop and id = :channel""")
                .param("until", at(until))
                .param("burst", at(now.minus(BURST)))
                .param("peace", at(now.minus(PEACE)))
                .param("little", LITTLE_SLOWER)
                .param("slowest", SLOWEST)
                .param("recovery", (double) RECOVERY.toSeconds())
                .param("now", at(now))
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .update();
    }

    /// @param pace how many times more slowly when it was slowed down
    /// @return how many times more slowly now; at least 1
    static double slowness(double pace, @Nullable Instant slowedAt, Instant now) {
        if (slowedAt == null) {
            return 1;
        }
        double recovered = Math.max(0, Duration.between(slowedAt, now).toMillis()) / (double) RECOVERY.toMillis();
        return Math.max(1, pace * Math.pow(0.5, recovered));
    }
}

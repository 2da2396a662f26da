package io.parley.channel.sending;

import io.parley.channel.platform.Limit;
import io.parley.starter.shop.ShopScope;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps the platforms' limits, across replicas: whoever wants to send takes the next place in
/// the line.
///
/// A limit is one number in the database, the moment at which its bucket is full again; taking a
/// place moves it on. The database's clock is the only one asked, so replicas need not agree on
/// the time. Of `count` in `per`, a fifth may go at once after a rest and the rest is spread,
/// such that no stretch of `per` ever holds more than `count`.
@Component
class Pace {
    private static final int AT_ONCE_PART = 5;
    private static final double MICROS = 1_000_000.0;

    private final JdbcClient jdbc;

    Pace(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes a place in the line of each limit. In the caller's transaction.
    ///
    /// @param slowness how many times more slowly than the account's limits say; 1 is as they say
    /// @return how long until that place comes; zero for now
    Duration takePlace(UUID channelId, String personId, List<Limit> limits, int slowness) {
        Duration longest = Duration.ZERO;
        // in one order everywhere, so that two who take several places do not wait for each other
        for (Limit limit : limits.stream()
                .sorted(Comparator.comparing(Limit::scope).reversed().thenComparing(Limit::name))
                .toList()) {
            boolean person = limit.scope() == Limit.Scope.PERSON;
            Duration wait = takePlace(channelId, person ? personId : "", limit, person ? 1 : slowness);
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        return longest;
    }

    private Duration takePlace(UUID channelId, String whom, Limit limit, int slowness) {
        int atOnce = Math.max(1, limit.count() / AT_ONCE_PART);
        double seconds = limit.per().toNanos() / 1e9 / (limit.count() - atOnce + 1) * slowness;
        // slowed down, nothing goes at once
        double ahead = slowness > 1 ? 0 : seconds * (atOnce - 1);
        long micros = jdbc.sql("""
                        insert into send_pace as p (shop_id, channel_id, name, person_id, full_at)
                        values (:shop, :channel, :name, :whom, clock_timestamp() + make_interval(secs => :seconds))
                        on conflict (shop_id, channel_id, name, person_id) do update
                          set full_at = greatest(p.full_at, clock_timestamp()) + make_interval(secs => :seconds)
                        returning (extract(epoch from
                          full_at - make_interval(secs => :used) - clock_timestamp()) * 1000000)::bigint""")
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .param("name", limit.name())
                .param("whom", whom)
                .param("seconds", seconds)
                .param("used", seconds + ahead)
                .query(Long.class)
                .single();
        return micros <= 0 ? Duration.ZERO : Duration.ofNanos((long) (micros * (1e9 / MICROS)));
    }
}

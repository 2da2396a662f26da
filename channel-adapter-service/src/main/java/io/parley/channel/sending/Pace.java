package io.parley.channel.sending;

import io.parley.channel.platform.Limit;
import io.parley.starter.shop.ShopScope;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    /// How far ahead places are given out.
    static final Duration HORIZON = Duration.ofMillis(250);
    private static final int AT_ONCE_PART = 5;
    /// `line`: how far off the next place is, before; `wait`: how far off the one taken is, by
    /// whichever limit is the strictest; `next`: how far off the next one is now.
    private static final String TAKE = """
            with asked as (
              select * from unnest(:names::text[], :whoms::text[], :seconds::float8[], :ahead::float8[])
                with ordinality as a(name, whom, seconds, ahead, n)),
            line as (
              select coalesce(max(extract(epoch from p.full_at - clock_timestamp())::float8 - a.ahead), 0) as wait
              from asked a join send_pace p on p.shop_id = :shop and p.channel_id = :channel and p.name = a.name
                and p.person_id = '' and a.whom = ''),
            taken as (
              insert into send_pace as p (shop_id, channel_id, name, person_id, full_at)
              select :shop, :channel, a.name, a.whom, clock_timestamp() + make_interval(secs => a.seconds)
              from asked a, line where line.wait <= :horizon order by a.n
              on conflict (shop_id, channel_id, name, person_id) do update
                set full_at = greatest(p.full_at, clock_timestamp()) + make_interval(secs =>
                  (select a.seconds from asked a where a.name = excluded.name and a.whom = excluded.person_id))
              returning name, person_id, full_at, clock_timestamp() as taken_at),
            held as (
              select a.whom, a.seconds, greatest(t.full_at - make_interval(secs => a.ahead + a.seconds), t.taken_at) as at, extract(epoch from t.full_at - clock_timestamp())::float8 - a.ahead as next
              from taken t join asked a on a.name = t.name and a.whom = t.person_id)
            select (select wait from line) as line,
              (select max(at) from held) as at,
              (select max(next - seconds) from held) as wait,
              (select coalesce(max(next), 0) from held where whom = '') as next,
              set_config('synchronous_commit', 'off', true)""";

    private final JdbcClient jdbc;

    Pace(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes a place in the line of each limit, all in one statement. In the caller's transaction,
    /// which then does not wait for the disk: what a crash forgets of it is a place too few in the
    /// line.
    ///
    /// No place is given out that lies further ahead than the horizon: what is far off would keep
    /// to a speed that is long out of date when it comes. The line of one person is as long as it
    /// is.
    ///
    /// @param limits at least one
    /// @param slowness how many times more slowly than the account's limits say; 1 is as they say
    Place takePlace(UUID channelId, String personId, List<Limit> limits, double slowness) {
        return takePlace(channelId, personId, limits, slowness, HORIZON);
    }

    /// @param at when it comes, by the database's clock; null when there is none
    /// @param in how long until it comes; zero for now, and when there is none
    /// @param room how long until the account's line has a place to give again
    record Place(@Nullable Instant at, Duration in, Duration room) {
        boolean taken() {
            return at != null;
        }
    }

    Place takePlace(UUID channelId, String personId, List<Limit> limits, double slowness, Duration horizon) {
        // in one order everywhere, so that two who take several places do not wait for each other
        List<Limit> sorted = limits.stream()
                .sorted(Comparator.comparing(Limit::scope).reversed().thenComparing(Limit::name))
                .toList();
        int count = sorted.size();
        String[] names = new String[count];
        String[] whoms = new String[count];
        Double[] seconds = new Double[count];
        Double[] ahead = new Double[count];
        for (int i = 0; i < count; i++) {
            Limit limit = sorted.get(i);
            boolean person = limit.scope() == Limit.Scope.PERSON;
            double slow = person ? 1 : slowness;
            int atOnce = Math.max(1, limit.count() / AT_ONCE_PART);
            names[i] = limit.name();
            whoms[i] = person ? personId : "";
            seconds[i] = limit.per().toNanos() / 1e9 / (limit.count() - atOnce + 1) * slow;
            // slowed down, nothing goes at once
            ahead[i] = slow > 1 ? 0 : seconds[i] * (atOnce - 1);
        }
        return jdbc.sql(TAKE)
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .param("names", names)
                .param("whoms", whoms)
                .param("seconds", seconds)
                .param("ahead", ahead)
                .param("horizon", horizon.toNanos() / 1e9)
                .query((row, n) -> {
                    @Nullable OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
                    double next = row.getDouble(at == null ? "line" : "next");
                    return new Place(
                            at == null ? null : at.toInstant(),
                            duration(row.getDouble("wait")),
                            duration(next - horizon.toNanos() / 1e9));
                })
                .single();
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.max(0, (long) (seconds * 1e9)));
    }
}

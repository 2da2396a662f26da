package io.parley.cart.cart;

import static io.parley.starter.Timestamps.at;

import io.parley.starter.shop.ShopScope;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How long one shopper may keep one thing from the others: so much in a day, however often the cart
/// is changed or begun anew. Who orders it begins afresh.
@Repository
class HoldTime {
    private static final Duration DAY = Duration.ofHours(24);

    /// What is left of it is not worth a hold.
    private static final Duration SHORT = Duration.ofMinutes(1);

    private static final String SETTLE = """
            with over as (
              delete from hold_time
              where shop_id = :shop and shopper_id = :shopper and first_at <= :yesterday
                and (held_until is null or held_until <= :now))
            update hold_time
            set spent = spent + (least(held_until, :now) - held_from), held_from = null, held_until = null
            where shop_id = :shop and shopper_id = :shopper and held_from is not null
              and first_at > :yesterday
              and (held_until <= :now or variant_id <> all (:variants::uuid[]))
            """;

    private static final String SPENT = """
            select coalesce(max(extract(epoch from spent + coalesce(:now - held_from, interval '0'))), 0)::bigint
            from hold_time
            where shop_id = :shop and shopper_id = :shopper and variant_id = any (:variants::uuid[])
            """;

    private static final String BEGIN = """
            insert into hold_time (shop_id, shopper_id, variant_id, first_at, held_from, held_until)
            select :shop, :shopper, variant_id, :now, :now, :until from unnest(:variants::uuid[]) as v (variant_id)
            on conflict (shop_id, shopper_id, variant_id)
            do update set held_from = coalesce(hold_time.held_from, excluded.held_from), held_until = excluded.held_until
            """;

    private final JdbcClient jdbc;
    private final Duration inADay;

    HoldTime(JdbcClient jdbc, @Value("${parley.cart.hold-time-in-a-day}") Duration inADay) {
        this.jdbc = jdbc;
        this.inADay = inADay;
    }

    /// What is not among these, or is over, is held no longer.
    ///
    /// @return for how long all of these may still be held; zero when the time is spent
    Duration left(UUID shopper, Collection<UUID> variants, Instant now) {
        jdbc.sql(SETTLE)
                .param("shop", ShopScope.current())
                .param("shopper", shopper)
                .param("variants", array(variants))
                .param("yesterday", at(now.minus(DAY)))
                .param("now", at(now))
                .update();
        long spent = jdbc.sql(SPENT)
                .param("shop", ShopScope.current())
                .param("shopper", shopper)
                .param("variants", array(variants))
                .param("now", at(now), Types.TIMESTAMP_WITH_TIMEZONE)
                .query(Long.class)
                .single();
        Duration left = inADay.minusSeconds(spent);
        return left.compareTo(SHORT) < 0 ? Duration.ZERO : left;
    }

    void held(UUID shopper, Collection<UUID> variants, Instant now, Instant until) {
        jdbc.sql(BEGIN)
                .param("shop", ShopScope.current())
                .param("shopper", shopper)
                .param("variants", array(variants))
                .param("now", at(now))
                .param("until", at(until))
                .update();
    }

    /// They have bought it.
    void forget(UUID shopper, Collection<UUID> variants) {
        jdbc.sql("delete from hold_time where shop_id = ? and shopper_id = ? and variant_id = any (?::uuid[])")
                .params(ShopScope.current(), shopper, array(variants))
                .update();
    }

    private static String array(Collection<UUID> variants) {
        return variants.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }
}

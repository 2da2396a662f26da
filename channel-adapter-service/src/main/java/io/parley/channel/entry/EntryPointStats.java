package io.parley.channel.entry;

import static io.parley.starter.Timestamps.at;

import io.parley.events.Money;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What came of an entry point, from scan to order.
@Component
class EntryPointStats {
    static final int DAYS_MAX = 90;

    private final JdbcClient jdbc;
    private final EntryPoints points;
    private final Clock clock;

    EntryPointStats(JdbcClient jdbc, EntryPoints points, Clock clock) {
        this.jdbc = jdbc;
        this.points = points;
        this.clock = clock;
    }

    /// @param revenue of the orders' totals, one amount for each currency; empty before the first
    /// @param byDay the last days, today last, those on which nothing happened too
    record Stats(
            long scans,
            long conversations,
            long orders,
            List<Money> revenue,
            List<ByPlatform> byPlatform,
            List<ByDay> byDay) {}

    record ByPlatform(Platform platform, long conversations, long orders, List<Money> revenue) {}

    record ByDay(LocalDate day, long scans, long conversations, long orders, List<Money> revenue) {}

    /// Sums for one day, platform or all.
    private static final class Sum {
        private long scans;
        private long conversations;
        private long orders;
        private final Map<String, Long> revenue = new TreeMap<>();

        List<Money> money() {
            return revenue.entrySet().stream()
                    .map(it -> new Money(it.getValue(), it.getKey()))
                    .toList();
        }
    }

    private record Row(
            LocalDate day,
            @Nullable Platform platform,
            long scans,
            long conversations,
            long orders,
            @Nullable String currency,
            long minor) {
        void addTo(Sum sum) {
            sum.scans += scans;
            sum.conversations += conversations;
            sum.orders += orders;
            if (currency != null) {
                sum.revenue.merge(currency, minor, EntryPointStats::sum);
            }
        }
    }

    /// @throws io.parley.starter.web.Refusal notFound, when the shop has no such entry point
    @Transactional(readOnly = true)
    public Stats of(UUID id, int days) {
        points.one(id);
        LocalDate today = at(clock.instant()).toLocalDate();
        Map<LocalDate, Sum> byDay = new TreeMap<>();
        for (int i = days - 1; i >= 0; i--) {
            byDay.put(today.minusDays(i), new Sum());
        }
        Map<Platform, Sum> byPlatform = new TreeMap<>();
        Sum all = new Sum();
        for (Row row : rows(id)) {
            row.addTo(all);
            if (row.platform != null) {
                row.addTo(byPlatform.computeIfAbsent(row.platform, _ -> new Sum()));
            }
            @Nullable Sum day = byDay.get(row.day);
            if (day != null) {
                row.addTo(day);
            }
        }
        List<ByPlatform> platforms = new ArrayList<>();
        byPlatform.forEach(
                (platform, sum) -> platforms.add(new ByPlatform(platform, sum.conversations, sum.orders, sum.money())));
        List<ByDay> dayList = new ArrayList<>();
        byDay.forEach((day, sum) -> dayList.add(new ByDay(day, sum.scans, sum.conversations, sum.orders, sum.money())));
        return new Stats(all.scans, all.conversations, all.orders, all.money(), platforms, dayList);
    }

    private List<Row> rows(UUID id) {
        return jdbc.sql("""
                        select day, null as platform, scans, 0 as conversations, 0 as orders, null as currency, 0 as minor
                        from entry_scan where shop_id = :shop and entry_point_id = :id
                        union all
                        select (first_at at time zone 'UTC')::date, platform, 0, count(*), 0, null, 0
                        from entry_conversation where shop_id = :shop and entry_point_id = :id group by 1, 2
                        union all
                        select (placed_at at time zone 'UTC')::date, platform, 0, 0, count(*), currency,
                          least(sum(total_minor), 9223372036854775807)::bigint
                        from entry_order where shop_id = :shop and entry_point_id = :id and counts group by 1, 2, currency""")
                .param("shop", ShopScope.current())
                .param("id", id)
                .query((row, n) -> {
                    @Nullable String platform = row.getString("platform");
                    return new Row(
                            row.getObject("day", LocalDate.class),
                            platform == null ? null : Platform.valueOf(platform),
                            row.getLong("scans"),
                            row.getLong("conversations"),
                            row.getLong("orders"),
                            row.getString("currency"),
                            row.getLong("minor"));
                })
                .list();
    }

    /// Ends at the largest number rather than begin anew below zero.
    private static long sum(long one, long other) {
        long sum = one + other;
        return ((one ^ sum) & (other ^ sum)) < 0 ? Long.MAX_VALUE : sum;
    }
}

package io.parley.channel.health;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instantOrNull;

import io.parley.channel.health.ChannelHealth.ErrorCount;
import io.parley.channel.health.ChannelHealth.LastError;
import io.parley.channel.repair.RepairChannels;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads how channels are. Figures are counted from the messages, never kept beside them.
@Component
class HealthBook {
    private static final Duration RECENT = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);
    /// What webhooks brought: what was read back says nothing about them. Bodies belong to no shop, so this is asked
    /// across shops, for one channel.
    private static final String BY_WEBHOOK = """
            e.shop_id = :shop and e.channel_id = :channel and e.kind in ('MESSAGE', 'POSTBACK', 'COMMENT', 'REFERRAL', 'REACTION')
            and not exists (select from webhook_body b where b.digest = e.body_digest and b.source = 'repair')""";

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final RepairChannels repair;
    private final Clock clock;

    HealthBook(JdbcClient jdbc, PlatformTransactionManager transactions, RepairChannels repair, Clock clock) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.repair = repair;
        this.clock = clock;
    }

    private record Row(
            String status,
            @Nullable String problem,
            @Nullable String detail,
            @Nullable Instant tokenEndsAt,
            @Nullable Instant lastOut,
            long odd,
            long waiting) {}

    /// @throws Refusal notFound, when the shop has no such channel
    ChannelHealth of(UUID channelId) {
        UUID shop = ShopScope.current();
        Instant now = clock.instant();
        Row row = Objects.requireNonNull(reading.execute(status -> jdbc.sql("""
                        select c.status, c.problem, c.problem_detail, c.token_ends_at,
                          (select ended_at from outbound_message m where m.shop_id = c.shop_id and m.channel_id = c.id
                             and m.status = 'SENT' and m.requested_at >= :recent
                             order by m.requested_at desc limit 1) as last_out,
                          (select count(*) from inbound_event e where e.shop_id = c.shop_id and e.channel_id = c.id
                             and e.received_at >= :day and e.kind = 'NOT_UNDERSTOOD') as odd,
                          (select count(*) from outbound_message m where m.shop_id = c.shop_id and m.channel_id = c.id
                             and m.status in ('QUEUED', 'SENDING')) as waiting
                        from channel c where c.shop_id = :shop and c.id = :channel""")
                .param("recent", at(now.minus(RECENT)))
                .param("day", at(now.minus(DAY)))
                .param("shop", shop)
                .param("channel", channelId)
                .query((found, n) -> new Row(
                        found.getString("status"),
                        found.getString("problem"),
                        found.getString("problem_detail"),
                        instantOrNull(found, "token_ends_at"),
                        instantOrNull(found, "last_out"),
                        found.getLong("odd"),
                        found.getLong("waiting")))
                .optional()
                .orElseThrow(() -> Refusal.notFound(
                        "channel_not_found", "There is no such channel; look at GET /api/channels."))));
        @Nullable Instant lastIn = lastIn(shop, channelId).orElse(null);
        return new ChannelHealth(
                channelId,
                row.status,
                row.problem,
                row.detail,
                lastIn,
                row.lastOut,
                lastIn == null
                        ? null
                        : Math.max(0, Duration.between(lastIn, now).toSeconds()),
                "silent".equals(row.problem),
                row.tokenEndsAt,
                lastError(shop, channelId, now).orElse(null),
                errors(shop, channelId, now),
                row.odd,
                row.waiting,
                repair.view(channelId).orElse(null));
    }

    private Optional<LastError> lastError(UUID shop, UUID channelId, Instant now) {
        return reading.execute(status -> jdbc.sql("""
                        select last_error, coalesce(ended_at, requested_at) as at from outbound_message
                        where shop_id = ? and channel_id = ? and last_error is not null and requested_at >= ?
                        order by requested_at desc limit 1""")
                .params(shop, channelId, at(now.minus(RECENT)))
                .query((row, n) ->
                        new LastError(row.getString("last_error"), Objects.requireNonNull(instantOrNull(row, "at"))))
                .optional());
    }

    private List<ErrorCount> errors(UUID shop, UUID channelId, Instant now) {
        return Objects.requireNonNull(reading.execute(status -> jdbc.sql("""
                        select last_error, count(*) as messages from outbound_message
                        where shop_id = ? and channel_id = ? and last_error is not null and requested_at >= ?
                        group by last_error order by messages desc, last_error limit 20""")
                .params(shop, channelId, at(now.minus(DAY)))
                .query((row, n) -> new ErrorCount(row.getString("last_error"), row.getLong("messages")))
                .list()));
    }

    /// When a webhook last brought something a shopper did, within 30 days.
    Optional<Instant> lastIn(UUID shop, UUID channelId) {
        return ShopScope.callAsSystem(() ->
                reading.execute(status -> jdbc.sql("select e.received_at from inbound_event e where " + BY_WEBHOOK
                                + " and e.received_at >= :recent order by e.received_at desc limit 1")
                        .param("shop", shop)
                        .param("channel", channelId)
                        .param("recent", at(clock.instant().minus(RECENT)))
                        .query((row, n) -> Objects.requireNonNull(instantOrNull(row, "received_at")))
                        .optional()));
    }

    NavigableMap<Instant, Long> perHour(UUID shop, UUID channelId) {
        record Hour(Instant at, long messages) {}
        List<Hour> hours = ShopScope.callAsSystem(() -> reading.execute(status -> jdbc.sql(
                        "select date_trunc('hour', e.received_at) as hour, count(*) as messages from inbound_event e where "
                                + BY_WEBHOOK + " and e.received_at >= :from group by 1")
                .param("shop", shop)
                .param("channel", channelId)
                .param("from", at(clock.instant().minus(Duration.ofDays(Silence.DAYS_BACK + 4))))
                .query((row, n) ->
                        new Hour(Objects.requireNonNull(instantOrNull(row, "hour")), row.getLong("messages")))
                .list()));
        NavigableMap<Instant, Long> perHour = new TreeMap<>();
        hours.forEach(hour -> perHour.put(hour.at, hour.messages));
        return perHour;
    }
}

package io.parley.channel.account;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;
import static io.parley.starter.Timestamps.instantOrNull;

import io.parley.channel.account.SetAsideEvent.Kind;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What there is to read about a shop's channels. Figures are counted from the messages, never kept beside them.
@Component
@Transactional(readOnly = true)
public class ChannelBook {
    private static final String VIEW = """
            select c.*,
              (select received_at from inbound_event e where e.shop_id = c.shop_id and e.channel_id = c.id
                 and e.kind in ('MESSAGE', 'POSTBACK', 'COMMENT') and e.received_at >= :recent
                 order by e.received_at desc limit 1) as last_in,
              (select ended_at from outbound_message m where m.shop_id = c.shop_id and m.channel_id = c.id
                 and m.status = 'SENT' and m.requested_at >= :recent
                 order by m.requested_at desc limit 1) as last_out,
              (select count(*) from inbound_event e where e.shop_id = c.shop_id and e.channel_id = c.id
                 and e.kind in ('MESSAGE', 'POSTBACK', 'COMMENT') and e.received_at >= :midnight)
              + (select count(*) from outbound_message m where m.shop_id = c.shop_id and m.channel_id = c.id
                 and m.status = 'SENT' and m.requested_at >= :midnight) as today
            from channel c
            where c.shop_id = :shop""";
    private static final int RECENT_DAYS = 30;
    private static final int PRICED_MAX = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ChannelBook(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    static Refusal notFound() {
        return Refusal.notFound("channel_not_found", "There is no such channel; look at GET /api/channels.");
    }

    List<ChannelView> all() {
        return view(VIEW + " order by c.connected_at, c.id")
                .query(ChannelBook::read)
                .list();
    }

    public ChannelView one(UUID id) {
        return view(VIEW + " and c.id = :id")
                .param("id", id)
                .query(ChannelBook::read)
                .optional()
                .orElseThrow(ChannelBook::notFound);
    }

    ChannelStats stats(UUID id) {
        one(id);
        List<ChannelStats.Priced> priced = priced(id);
        return jdbc.sql("""
                        with said as (
                          select person_id, received_at as at, true as by_shopper from inbound_event
                          where shop_id = :shop and channel_id = :id and received_at >= :midnight
                            and kind in ('MESSAGE', 'POSTBACK')
                          union all
                          select person_id, ended_at, false from outbound_message
                          where shop_id = :shop and channel_id = :id and requested_at >= :midnight and status = 'SENT'),
                        answers as (
                          select at - before as took from (
                            select at, by_shopper, lag(at) over turns as before, lag(by_shopper) over turns as to_shopper
                            from said window turns as (partition by person_id order by at)) turn
                          where to_shopper and not by_shopper)
                        select
                          (select count(*) from inbound_event where shop_id = :shop and channel_id = :id
                             and received_at >= :midnight and kind in ('MESSAGE', 'POSTBACK', 'COMMENT')) as came,
                          (select count(*) from inbound_event where shop_id = :shop and channel_id = :id
                             and received_at >= :midnight and kind = 'NOT_UNDERSTOOD') as odd,
                          (select count(*) from outbound_message where shop_id = :shop and channel_id = :id
                             and status in ('QUEUED', 'SENDING')) as waiting,
                          count(*) filter (where status = 'SENT') as went,
                          count(*) filter (where status = 'FAILED') as failed,
                          (select (extract(epoch from percentile_disc(0.5) within group (order by took)) * 1000)::bigint
                           from answers) as answer50,
                          (select (extract(epoch from percentile_disc(0.95) within group (order by took)) * 1000)::bigint
                           from answers) as answer95,
                          (extract(epoch from percentile_disc(0.5) within group (order by ended_at - requested_at)
                            filter (where status = 'SENT')) * 1000)::bigint as p50,
                          (extract(epoch from percentile_disc(0.95) within group (order by ended_at - requested_at)
                            filter (where status = 'SENT')) * 1000)::bigint as p95
                        from (select status, ended_at, requested_at from outbound_message
                              where shop_id = :shop and channel_id = :id and requested_at >= :midnight) asked""")
                .param("shop", ShopScope.current())
                .param("id", id)
                .param("midnight", at(midnight()))
                .query((row, n) -> new ChannelStats(
                        id,
                        row.getLong("came"),
                        row.getLong("went"),
                        row.getLong("failed"),
                        row.getLong("waiting"),
                        row.getLong("odd"),
                        row.getObject("p50", Long.class),
                        row.getObject("p95", Long.class),
                        row.getObject("answer50", Long.class),
                        row.getObject("answer95", Long.class),
                        priced))
                .single();
    }

    private List<ChannelStats.Priced> priced(UUID id) {
        return jdbc.sql("""
                        select month, category, model, billable, messages from priced_messages
                        where shop_id = :shop and channel_id = :id
                          and month > date_trunc('month', :midnight at time zone 'UTC') - interval '12 months'
                        order by month desc, category, model, billable desc limit :max""")
                .param("shop", ShopScope.current())
                .param("id", id)
                .param("midnight", at(midnight()))
                .param("max", PRICED_MAX)
                .query((row, n) -> new ChannelStats.Priced(
                        row.getObject("month", LocalDate.class),
                        row.getString("category"),
                        row.getString("model"),
                        row.getBoolean("billable"),
                        row.getLong("messages")))
                .list();
    }

    /// What came in and could not be read, and comments left alone, newest first.
    ///
    /// @param only of one kind, when given
    CursorPage<SetAsideEvent> setAside(UUID id, @Nullable Kind only, @Nullable String cursor, @Nullable Integer asked) {
        one(id);
        int limit = CursorPage.limit(asked);
        List<String> from = cursor == null ? List.of() : Cursor.decode(cursor, 2);
        List<SetAsideEvent> rows = jdbc.sql("""
                        select e.event_key, e.kind, e.received_at, e.reason, e.detail, p.name from inbound_event e
                        left join person p on p.shop_id = e.shop_id and p.channel_id = e.channel_id
                          and p.person_id = e.person_id
                        where e.shop_id = :shop and e.channel_id = :id
                        and (e.kind = 'NOT_UNDERSTOOD' or e.kind = 'COMMENT' and e.reason is not null)
                        and (:both or (e.kind = 'COMMENT') = :comments)
                        and (:first or (e.received_at, e.event_key) < (:at, :key))
                        order by e.received_at desc, e.event_key desc limit :rows""")
                .param("shop", ShopScope.current())
                .param("id", id)
                .param("both", only == null)
                .param("comments", only == Kind.COMMENT)
                .param("first", from.isEmpty())
                .param("at", at(from.isEmpty() ? clock.instant() : Cursor.instant(from.getFirst())))
                .param("key", from.isEmpty() ? "" : from.getLast())
                .param("rows", limit + 1)
                .query((row, n) -> setAside(row))
                .list();
        return CursorPage.of(rows, limit, row -> Cursor.encode(row.receivedAt(), row.key()));
    }

    private SetAsideEvent setAside(ResultSet row) throws SQLException {
        Kind kind = row.getString("kind").equals("COMMENT") ? Kind.COMMENT : Kind.EVENT;
        String event = row.getString("detail");
        return new SetAsideEvent(
                row.getString("event_key"),
                kind,
                instant(row, "received_at"),
                row.getString("reason"),
                row.getString("name"),
                kind == Kind.COMMENT ? json.readTree(event).path("text").asString(null) : null,
                event);
    }

    private JdbcClient.StatementSpec view(String sql) {
        return jdbc.sql(sql)
                .param("shop", ShopScope.current())
                .param("midnight", at(midnight()))
                .param("recent", at(recent()));
    }

    private static ChannelView read(ResultSet row, int number) throws SQLException {
        ChannelStatus status = ChannelStatus.valueOf(row.getString("status"));
        return new ChannelView(
                row.getObject("id", UUID.class),
                Platform.valueOf(row.getString("platform")),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("username"),
                status,
                row.getString("problem"),
                row.getString("problem_detail"),
                instantOrNull(row, "last_in"),
                instantOrNull(row, "last_out"),
                instant(row, "connected_at"),
                instantOrNull(row, "disconnected_at"),
                row.getLong("today"),
                (status == ChannelStatus.ACTIVE && row.getString("problem") != null ? ChannelStatus.TROUBLED : status)
                        .next());
    }

    private Instant midnight() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS);
    }

    /// Beyond this a message is no longer called the last: the list stays cheap.
    private Instant recent() {
        return midnight().minus(RECENT_DAYS, ChronoUnit.DAYS);
    }
}

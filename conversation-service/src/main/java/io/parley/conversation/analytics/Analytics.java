package io.parley.conversation.analytics;

import static io.parley.starter.Timestamps.at;

import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// What a shop's conversations came to, counted by the database at one moment. Figures of turns stay when their
/// words are erased.
@Service
class Analytics {
    static final Duration RANGE_MAX = Duration.ofDays(366);
    private static final Duration RANGE_DEFAULT = Duration.ofDays(30);
    private static final int TOP = 50;

    /// What shows that somebody wanted to know something.
    private static final String ASKED =
            "t.intents && array['product_inquiry', 'price_check', 'availability_check', 'delivery_question',"
                    + " 'payment_question', 'discount_question', 'loyalty_question', 'compare', 'recommend']";

    /// What shows that something was picked.
    private static final String PICKED =
            "t.codes && array['ask_variant', 'ask_quantity', 'ask_location', 'ask_confirmation', 'ask_clear_yes',"
                    + " 'show_order', 'changed', 'removed', 'capture_order']";

    private static final String TURNS = """
            with t as materialized (
              select * from turn where shop_id = ? and received_at >= ? and received_at < ?
                and (?::text is null or platform = ?) and (?::text is null or language = ?)),
            """;

    private static final String FUNNEL = TURNS + """
            c as (
              select t.conversation_id, %s as name, count(*) as turns,
                     bool_or(%s) as asked, bool_or(%s) as picked,
                     bool_or('capture_order' = any (t.codes)) as captured,
                     bool_or(t.handoff is not null) as fetched
              from t group by t.conversation_id),
            o as (
              select conversation_id, bool_or(confirmed) as confirmed, bool_or(status = 'COMPLETED') as completed,
                     bool_or(payment_status in ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')) as paid
              from chat_order where shop_id = ? and captured_at >= ? and captured_at < ? group by conversation_id),
            p as (
              select distinct conversation_id from message
              where shop_id = ? and at >= ? and at < ? and sender = 'SELLER')
            select coalesce(c.name, '?') as name, count(*) as conversations, sum(c.turns) as turns,
                   count(*) filter (where c.asked or c.picked) as asked, count(*) filter (where c.picked) as picked,
                   count(*) filter (where c.captured) as captured, count(*) filter (where o.confirmed) as confirmed,
                   count(*) filter (where o.paid) as paid, count(*) filter (where o.completed) as completed,
                   count(*) filter (where not c.fetched and p.conversation_id is null) as contained
            from c left join o using (conversation_id) left join p using (conversation_id)
            group by 1 order by 2 desc, 1
            """;

    private static final String BY_CHANNEL = FUNNEL.formatted("min(t.platform)", ASKED, PICKED);

    /// By the tone that was heard last, for a shop may change it in the middle of a conversation.
    private static final String BY_TONE =
            FUNNEL.formatted("(array_agg(t.tone order by t.received_at desc))[1]", ASKED, PICKED);

    private static final String DAYS = TURNS + """
            z as (select coalesce((select state ->> 'timeZone' from shop where shop_id = ?), 'UTC') as zone)
            select (t.received_at at time zone z.zone)::date as day, count(*) as turns,
                   count(distinct t.conversation_id) as conversations,
                   count(*) filter (where 'capture_order' = any (t.codes)) as captured,
                   count(*) filter (where t.handoff is not null) as handoffs,
                   percentile_cont(0.5) within group (order by extract(epoch from t.answered_at - t.received_at) * 1000)
                     filter (where t.answered) as p50,
                   percentile_cont(0.95) within group (order by extract(epoch from t.answered_at - t.received_at) * 1000)
                     filter (where t.answered) as p95,
                   grouping((t.received_at at time zone z.zone)::date) as whole
            from t cross join z group by grouping sets ((1), ()) order by whole desc, 1
            """;

    private static final String COUNTS = TURNS + """
            x as (
              select 'intent' as what, i as name, t.conversation_id from t, unnest(t.intents) i
              union all select 'language', t.language, t.conversation_id from t
              union all select 'engine', t.engine, t.conversation_id from t
              union all select 'handoff', t.handoff, t.conversation_id from t where t.handoff is not null
              union all select 'sought', t.sought, t.conversation_id from t where t.sought is not null
              union all select 'sold_out', t.sold_out, t.conversation_id from t where t.sold_out is not null),
            n as (
              select what, name, count(*) as times, count(distinct conversation_id) as conversations from x group by 1, 2)
            select what, name, times, conversations from (
              select n.*, row_number() over (partition by what order by times desc, name) as place from n) ranked
            where place <= ? order by what, place
            """;

    private static final String PERSONS = """
            select percentile_cont(0.5) within group (order by took) as p50,
                   percentile_cont(0.95) within group (order by took) as p95, count(took) as answers
            from (
              select case when m.sender = 'SELLER' and lag(m.sender) over w = 'SHOPPER'
                          then extract(epoch from m.at - lag(m.at) over w) * 1000 end as took
              from message m join conversation c on c.id = m.conversation_id
              where m.shop_id = ? and m.at >= ? and m.at < ? and m.sender <> 'ASSISTANT'
                and (?::text is null or c.platform = ?)
              window w as (partition by m.conversation_id order by m.position, m.id)) answered
            """;

    private static final String SALES = """
            select currency, count(*) as orders, sum(total_minor) as total from chat_order
            where shop_id = ? and captured_at >= ? and captured_at < ? and confirmed and status <> 'CANCELLED'
              and (?::text is null or platform = ?)
            group by currency order by orders desc, currency
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Analytics(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param platform of one channel only
    /// @param language of turns in one language only, ISO 639-1
    record Scope(
            Instant from,
            Instant to,
            @Nullable String platform,
            @Nullable String language) {}

    /// The scope asked for: by default the last 30 days.
    ///
    /// @throws Refusal invalid, when it ends before it begins or is longer than a year
    Scope scope(@Nullable Instant from, @Nullable Instant to, @Nullable Platform platform, @Nullable String language) {
        Instant end = to == null ? clock.instant() : to;
        Instant begin;
        try {
            begin = from == null ? end.minus(RANGE_DEFAULT) : from;
            if (!begin.isBefore(end) || begin.plus(RANGE_MAX).isBefore(end)) {
                throw range();
            }
            if (begin.isBefore(Instant.EPOCH) || end.isAfter(clock.instant().plus(RANGE_MAX))) {
                throw range();
            }
        } catch (java.time.DateTimeException | ArithmeticException e) {
            throw range();
        }
        return new Scope(begin, end, platform == null ? null : platform.name(), language);
    }

    private static Refusal range() {
        return Refusal.invalid("range_invalid", "from comes before to, with at most 366 days between them.");
    }

    /// @param containment of conversations, how many needed no person: 0 to 1, absent when there were none
    /// @param assistantAnswers how long shoppers waited for the assistant, from the platform's clock to our answer
    /// @param personAnswers how long they waited for a person who then answered
    /// @param byChannel the funnel by platform
    /// @param byTone the funnel by the tone the assistant spoke in: of two that are compared, which sells better
    /// @param notSold what was asked for and is not in the catalogue
    /// @param soldOut what was asked for and was out of stock
    record Figures(
            Instant from,
            Instant to,
            Funnel funnel,
            @Nullable Double containment,
            Times assistantAnswers,
            Times personAnswers,
            List<Funnel> byChannel,
            List<InTone> byTone,
            List<Day> byDay,
            List<Count> intents,
            List<Count> languages,
            List<Count> engines,
            List<Count> handoffReasons,
            List<Count> notSold,
            List<Count> soldOut,
            List<Sales> sales) {}

    /// Conversations, by how far they went.
    ///
    /// @param channel the platform, absent for all of them
    /// @param asked with a question about something sold
    /// @param picked with something picked
    /// @param captured with a yes
    /// @param confirmed whose stock was held
    /// @param contained answered without a person
    /// @param conversion captured of all, 0 to 1
    record Funnel(
            @Nullable String channel,
            long conversations,
            long turns,
            long asked,
            long picked,
            long captured,
            long confirmed,
            long paid,
            long completed,
            long contained,
            double conversion) {}

    record InTone(String tone, Funnel funnel) {}

    /// @param p50Millis half of them were at most so long; absent when there were none
    record Times(
            long answers,
            @Nullable Long p50Millis,
            @Nullable Long p95Millis) {}

    /// @param day in the shop's time zone
    record Day(
            LocalDate day,
            long turns,
            long conversations,
            long captured,
            long handoffs,
            @Nullable Long p50Millis,
            @Nullable Long p95Millis) {}

    record Count(String name, long times, long conversations) {}

    record Sales(String currency, long orders, BigDecimal total) {}

    private record Named(String what, Count count) {}

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Figures of(Scope scope) {
        List<Funnel> channels = funnels(BY_CHANNEL, Analytics::byChannel, scope);
        List<Day> days = jdbc.query(DAYS, Analytics::day, with(scope, List.of(ShopScope.current())));
        List<Named> counts = jdbc.query(
                COUNTS,
                (row, _) -> new Named(row.getString(1), new Count(row.getString(2), row.getLong(3), row.getLong(4))),
                with(scope, List.of(TOP)));
        Funnel all = sum(channels);
        Day whole = days.isEmpty() ? null : days.getFirst();
        List<Object> narrowed = new ArrayList<>(range(scope));
        return new Figures(
                scope.from(),
                scope.to(),
                all,
                all.conversations() == 0 ? null : (double) all.contained() / all.conversations(),
                new Times(
                        all.turns(),
                        whole == null ? null : whole.p50Millis(),
                        whole == null ? null : whole.p95Millis()),
                one(PERSONS, Analytics::times, platform(narrowed, scope)),
                channels,
                funnels(BY_TONE, Analytics::inTone, scope),
                days.isEmpty() ? days : days.subList(1, days.size()),
                named(counts, "intent"),
                named(counts, "language"),
                named(counts, "engine"),
                named(counts, "handoff"),
                named(counts, "sought"),
                named(counts, "sold_out"),
                jdbc.query(SALES, Analytics::sales, platform(narrowed, scope)));
    }

    private <T> List<T> funnels(String sql, RowMapper<T> mapper, Scope scope) {
        return jdbc.query(sql, mapper, with(scope, range(scope), range(scope)));
    }

    private <T> T one(String sql, RowMapper<T> mapper, @Nullable Object[] params) {
        return jdbc.query(sql, mapper, params).getFirst();
    }

    private static @Nullable Object[] with(Scope scope, List<?>... more) {
        List<@Nullable Object> params = new ArrayList<>(range(scope));
        params.add(scope.platform());
        params.add(scope.platform());
        params.add(scope.language());
        params.add(scope.language());
        for (List<?> list : more) {
            params.addAll(list);
        }
        return params.toArray();
    }

    private static List<Object> range(Scope scope) {
        UUID shop = ShopScope.current();
        return List.of(shop, at(scope.from()), at(scope.to()));
    }

    private static @Nullable Object[] platform(List<Object> range, Scope scope) {
        List<@Nullable Object> params = new ArrayList<>(range);
        params.add(scope.platform());
        params.add(scope.platform());
        return params.toArray();
    }

    private static List<Count> named(List<Named> counts, String what) {
        return counts.stream()
                .filter(count -> count.what().equals(what))
                .map(Named::count)
                .toList();
    }

    private static Funnel sum(List<Funnel> channels) {
        long[] sums = new long[9];
        for (Funnel it : channels) {
            long[] these = {
                it.conversations,
                it.turns,
                it.asked,
                it.picked,
                it.captured,
                it.confirmed,
                it.paid,
                it.completed,
                it.contained
            };
            for (int i = 0; i < sums.length; i++) {
                sums[i] += these[i];
            }
        }
        return new Funnel(
                null,
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                sums[4],
                sums[5],
                sums[6],
                sums[7],
                sums[8],
                share(sums[4], sums[0]));
    }

    private static double share(long part, long of) {
        return of == 0 ? 0 : (double) part / of;
    }

    private static Funnel byChannel(ResultSet row, int number) throws SQLException {
        return funnel(row, row.getString("name"));
    }

    private static InTone inTone(ResultSet row, int number) throws SQLException {
        return new InTone(row.getString("name"), funnel(row, null));
    }

    private static Funnel funnel(ResultSet row, @Nullable String channel) throws SQLException {
        return new Funnel(
                channel,
                row.getLong("conversations"),
                row.getLong("turns"),
                row.getLong("asked"),
                row.getLong("picked"),
                row.getLong("captured"),
                row.getLong("confirmed"),
                row.getLong("paid"),
                row.getLong("completed"),
                row.getLong("contained"),
                share(row.getLong("captured"), row.getLong("conversations")));
    }

    private static Day day(ResultSet row, int number) throws SQLException {
        LocalDate day = row.getObject("day", LocalDate.class);
        return new Day(
                day == null ? LocalDate.EPOCH : day,
                row.getLong("turns"),
                row.getLong("conversations"),
                row.getLong("captured"),
                row.getLong("handoffs"),
                millis(row, "p50"),
                millis(row, "p95"));
    }

    private static Times times(ResultSet row, int number) throws SQLException {
        return new Times(row.getLong("answers"), millis(row, "p50"), millis(row, "p95"));
    }

    private static Sales sales(ResultSet row, int number) throws SQLException {
        String currency = row.getString("currency");
        return new Sales(
                currency,
                row.getLong("orders"),
                new BigDecimal(
                        row.getBigDecimal("total").toBigInteger(),
                        Currency.getInstance(currency).getDefaultFractionDigits()));
    }

    private static @Nullable Long millis(ResultSet row, String column) throws SQLException {
        double millis = row.getDouble(column);
        return row.wasNull() ? null : Math.max(0, Math.round(millis));
    }
}

package io.parley.channel.intake;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.intake.InboundRow.Ref;
import io.parley.channel.sending.HeldBack;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// What was ever heard of the platforms, each body and each event once, and what follows from an event within the
/// same statement: whom it opens a window for, which messages it lets out, whose thread it is of.
@Component
class InboundEvents {
    /// Names the people in passing, so that an event can carry its person's name at no extra
    /// trip.
    private static final String KEEP = """
            with body as (
              insert into webhook_body (digest, source, received_at, body, events, trouble)
              select digest, source, ?, body, events, trouble from unnest(?, ?, ?, ?::int[], ?)
                as b(digest, source, body, events, trouble)
              on conflict do nothing),
            given as (
              select * from unnest(?::uuid[], ?, ?::uuid[], ?, ?, ?::bigint[], ?::boolean[], ?, ?, ?::bigint[], ?)
                as e(channel_id, event_key, shop_id, kind, person_id, happened_at, shortened, reason, detail, heard_at,
                     body_digest)),
            taken as (
              insert into inbound_event (channel_id, event_key, shop_id, kind, person_id, happened_at, received_at,
                                         body_digest, shortened, reason, detail)
              select channel_id, event_key, shop_id, kind, person_id, to_timestamp(happened_at / 1000.0), ?, body_digest,
                     shortened, reason, detail
              from given on conflict do nothing returning channel_id, event_key, shop_id, kind, person_id),
            whose as (
              select t.*, to_timestamp(g.heard_at / 1000.0) as heard_at, coalesce(a.person_id, t.person_id) as thread_of, a.person_id is not null as by_alias
              from taken t join given g on g.channel_id = t.channel_id and g.event_key = t.event_key
                left join person_alias a on a.shop_id = t.shop_id and a.channel_id = t.channel_id
                and a.alias = t.person_id),
            heard as (
              insert into messaging_window as w (shop_id, channel_id, person_id, heard_at, last_message_id, address)
              select distinct on (channel_id, thread_of) shop_id, channel_id, thread_of, heard_at,
                case when kind = 'MESSAGE' and event_key !~ '^(id|message):' then event_key end,
                case when by_alias then person_id end
              from whose where kind in ('MESSAGE', 'POSTBACK', 'REFERRAL', 'REACTION') and person_id is not null
              order by channel_id, thread_of, heard_at desc
              on conflict (shop_id, channel_id, person_id) do update set
                heard_at = greatest(w.heard_at, excluded.heard_at),
                last_message_id = coalesce(excluded.last_message_id, w.last_message_id),
                address = coalesce(excluded.address, w.address)),
            let_out as (
            """ + HeldBack.LET_OUT + """
            )
            select t.channel_id, t.event_key, t.thread_of, p.person_id is not null as known, p.name,
              exists (select from let_out o where o.channel_id = t.channel_id and o.person_id = t.thread_of) as let_out
            from whose t left join person p on p.channel_id = t.channel_id and p.person_id = t.person_id""";
    /// Every platform's window is open for this long at least.
    private static final Duration SHORTEST_WINDOW = Duration.ofHours(23);
    private static final Duration OLDEST_WEBHOOK = Duration.ofDays(2);

    private final JdbcTemplate jdbc;

    InboundEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// A body, and what was found in it.
    ///
    /// @param digest its SHA-256
    /// @param found how many findings, rows or not
    /// @param trouble what of it was not understood; null when all was
    record Body(
            byte[] digest,
            String source,
            byte[] bytes,
            int found,
            @Nullable String trouble,
            List<InboundRow> rows) {}

    private record Line(InboundRow row, byte[] digest) {}

    /// @param threadOf the id by which the person's thread goes
    record Named(
            boolean known, @Nullable String name, @Nullable String threadOf, boolean letOut) {}

    /// Keeps them, in the caller's transaction.
    ///
    /// @return the events that are new, and what is known of their persons
    Map<Ref, Named> keep(List<Body> all, Instant now) {
        // in the order of their keys, so that two bodies with the same events cannot wait for each other
        List<Line> sorted = all.stream()
                .flatMap(one -> one.rows.stream().map(row -> new Line(row, one.digest)))
                .sorted(Comparator.comparing((Line line) -> line.row.channel().channelId())
                        .thenComparing(line -> line.row.key()))
                .toList();
        List<Body> bodies = all.stream()
                .sorted(Comparator.comparing(one -> one.digest, Arrays::compare))
                .toList();
        OffsetDateTime at = at(now);
        Map<Ref, Named> fresh = new HashMap<>();
        jdbc.query(
                KEEP,
                row -> {
                    fresh.put(
                            new Ref(row.getObject("channel_id", UUID.class), row.getString("event_key")),
                            new Named(
                                    row.getBoolean("known"),
                                    row.getString("name"),
                                    row.getString("thread_of"),
                                    row.getBoolean("let_out")));
                },
                at,
                bodies.stream().map(one -> one.digest).toArray(byte[][]::new),
                column(bodies, one -> one.source),
                bodies.stream().map(one -> one.bytes).toArray(byte[][]::new),
                column(bodies, one -> String.valueOf(one.found)),
                column(bodies, one -> one.trouble),
                column(sorted, line -> line.row.channel().channelId().toString()),
                column(sorted, line -> line.row.key()),
                column(sorted, line -> line.row.channel().shopId().toString()),
                column(sorted, line -> line.row.kind().name()),
                column(sorted, line -> line.row.personId()),
                column(sorted, line -> String.valueOf(line.row.at().toEpochMilli())),
                column(sorted, line -> String.valueOf(line.row.shortened())),
                column(sorted, line -> line.row.reason()),
                column(sorted, line -> line.row.detail()),
                column(
                        sorted,
                        line -> String.valueOf(
                                heardAt(line.row.at(), line.row.late(), now).toEpochMilli())),
                sorted.stream().map(line -> line.digest).toArray(byte[][]::new),
                at,
                at,
                at(now.minus(SHORTEST_WINDOW)));
        return fresh;
    }

    /// When a person turned to the account, for how long they may be written to: by the
    /// platform's clock, unless that says of a webhook what cannot be.
    static Instant heardAt(Instant at, boolean late, Instant now) {
        return at.isAfter(now) || !late && at.isBefore(now.minus(OLDEST_WEBHOOK)) ? now : at;
    }

    private interface Value<T> {
        @Nullable
        String of(T one);
    }

    private static <T> @Nullable String[] column(List<T> all, Value<T> value) {
        @Nullable String[] column = new @Nullable String[all.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.of(all.get(i));
        }
        return column;
    }
}

package io.parley.channel.sending;

import static io.parley.starter.Timestamps.at;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.channel.account.Connection;
import io.parley.channel.platform.Price;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Counts the messages that platforms charge for. A message's price is told with several of its
/// statuses, in any order; it is counted with the first.
@Component
public class PricedMessages {
    private static final String COUNT = """
            with told as (
              select * from unnest(?::uuid[], ?::uuid[], ?, ?, ?, ?::boolean[], ?::bigint[])
                as t(shop_id, channel_id, message_id, category, model, billable, at)),
            first as (
              update outbound_part p set priced_at = ? from told t
              where p.shop_id = t.shop_id and p.channel_id = t.channel_id and p.platform_message_id = t.message_id
                and p.priced_at is null
              returning t.shop_id, t.channel_id, t.category, t.model, t.billable,
                date_trunc('month', to_timestamp(t.at / 1000.0) at time zone 'UTC')::date as month),
            counted as (
              insert into priced_messages as m (shop_id, channel_id, month, category, model, billable, messages)
              select shop_id, channel_id, month, category, model, billable, count(*) from first
              group by shop_id, channel_id, month, category, model, billable order by 1, 2, 3, 4, 5, 6
              on conflict (shop_id, channel_id, month, category, model, billable) do update
                set messages = m.messages + excluded.messages)
            select category, model, billable, count(*) as messages from first group by category, model, billable""";

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final MeterRegistry meters;

    PricedMessages(JdbcTemplate jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.meters = meters;
    }

    /// @param at when the status happened
    public record Told(Connection channel, String messageId, Price price, Instant at) {}

    /// Counts those among them that were not counted before. In the caller's transaction, across
    /// shops; one statement for all.
    public void count(List<Told> told) {
        if (told.isEmpty()) {
            return;
        }
        // in one order, so that two bodies about the same messages cannot wait for each other
        List<Told> sorted = told.stream()
                .sorted(Comparator.comparing((Told it) -> it.channel().channelId())
                        .thenComparing(Told::messageId))
                .toList();
        jdbc.query(
                COUNT,
                row -> {
                    meters.counter(
                                    "parley.channel.priced",
                                    "category",
                                    row.getString("category"),
                                    "model",
                                    row.getString("model"),
                                    "billable",
                                    row.getString("billable").startsWith("t") ? "true" : "false")
                            .increment(row.getLong("messages"));
                },
                column(sorted, it -> it.channel().shopId().toString()),
                column(sorted, it -> it.channel().channelId().toString()),
                column(sorted, Told::messageId),
                column(sorted, it -> it.price().category()),
                column(sorted, it -> it.price().model()),
                column(sorted, it -> String.valueOf(it.price().billable())),
                column(sorted, it -> String.valueOf(it.at().toEpochMilli())),
                at(clock.instant()));
    }

    private interface Value {
        String of(Told told);
    }

    private static String[] column(List<Told> told, Value value) {
        return told.stream().map(value::of).toArray(String[]::new);
    }
}

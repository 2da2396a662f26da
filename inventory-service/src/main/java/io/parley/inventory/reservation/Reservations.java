package io.parley.inventory.reservation;

import static io.parley.starter.Timestamps.at;
import static java.util.stream.Collectors.joining;

import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.inventory.stock.StockChange;
import io.parley.starter.shop.ShopScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The reservations of the current shop, and what they do to its stock. One statement locks all
/// lines' stock in the order of their ids, decides, and writes stock, lines and ledger: contention
/// costs one short row lock and no retry.
@Repository
class Reservations {
    /// A statement's CTEs see one snapshot, but locked rows are read as they are after the wait;
    /// `short` is evaluated first because the others ask whether it is empty. What another
    /// reservation gives up for this one (`freed`) counts as free here and for nobody else: the
    /// stock changes by the difference only.
    private static final String HOLD = """
            with wanted as (
              select * from unnest(:variants::uuid[], :quantities::int[]) as w (variant_id, quantity)
            ), freed as materialized (
              select variant_id, quantity from reservation_line
              where shop_id = :shop and reference = :from and counted
            ), locked as materialized (
              select variant_id, policy, on_hand, reserved
              from stock
              where shop_id = :shop
                and variant_id = any (:variants::uuid[] || array (select variant_id from freed))
              order by variant_id
              for update
            ), short as materialized (
              select w.variant_id, w.quantity, l.variant_id is null as unknown,
                     coalesce(greatest(l.on_hand - l.reserved + coalesce(f.quantity, 0), 0), 0) as available
              from wanted w left join locked l using (variant_id) left join freed f using (variant_id)
              where l.variant_id is null
                 or w.quantity > :quantity_max
                 or l.policy = 'DENY' and l.on_hand - l.reserved + coalesce(f.quantity, 0) < w.quantity
                 or l.policy = 'BACKORDER' and l.reserved - coalesce(f.quantity, 0) > :reserved_max
            ), delta as (
              select l.variant_id,
                     case when l.policy = 'UNTRACKED' then 0 else coalesce(w.quantity, 0) end
                       - coalesce(f.quantity, 0) as more
              from locked l left join wanted w using (variant_id) left join freed f using (variant_id)
            ), held as (
              update stock s set reserved = s.reserved + d.more, version = s.version + 1
              from delta d
              where s.shop_id = :shop and s.variant_id = d.variant_id and d.more <> 0
                and not exists (select from short)
              returning %s, old.reserved as reserved_before
            ), dropped as (
              delete from reservation_line
              where shop_id = :shop and reference = :reference and variant_id <> all (:variants::uuid[])
                and not exists (select from short)
            ), line as (
              insert into reservation_line (shop_id, reference, variant_id, quantity, counted)
              select :shop, :reference, w.variant_id, w.quantity, l.policy <> 'UNTRACKED'
              from wanted w join locked l using (variant_id)
              where not exists (select from short)
              on conflict (shop_id, reference, variant_id)
              do update set quantity = excluded.quantity, counted = excluded.counted
            ), entry as (
              insert into stock_ledger (shop_id, variant_id, version, at, reason, reference,
                on_hand_before, on_hand_after, reserved_before, reserved_after)
              select :shop, variant_id, version, :at, 'RESERVATION', :reference,
                on_hand, on_hand, reserved_before, reserved
              from held
            )
            select null as quantity, null as unknown, null as available, held.* from held
            union all
            select short.quantity, short.unknown, short.available, short.variant_id,
              null, null, null, null, null, null, null, null, null, null, null
            from short
            order by variant_id
            """.formatted(StockChange.RETURNING);

    private static final String GIVE_BACK = """
            with held as (
              select variant_id, quantity, counted from reservation_line
              where shop_id = :shop and reference = :reference
            ), locked as materialized (
              select variant_id from stock
              where shop_id = :shop and variant_id in (select variant_id from held where counted)
              order by variant_id
              for update
            ), changed as (
              update stock s
              set reserved = s.reserved - h.quantity,
                  on_hand = s.on_hand - case when :leaving then h.quantity else 0 end,
                  version = s.version + 1
              from held h
              where s.shop_id = :shop and s.variant_id = h.variant_id and h.counted
                and (select count(*) from locked) > 0
              returning %s, old.on_hand as on_hand_before, old.reserved as reserved_before
            ), entry as (
              insert into stock_ledger (shop_id, variant_id, version, at, reason, reference,
                on_hand_before, on_hand_after, reserved_before, reserved_after)
              select :shop, variant_id, version, :at, :reason, :reference,
                on_hand_before, on_hand, reserved_before, reserved
              from changed
            )
            select h.variant_id as held_variant_id, h.quantity, c.*
            from held h left join changed c using (variant_id)
            order by h.variant_id
            """.formatted(StockChange.RETURNING);

    private static final int RESERVED_MAX = 1_000_000_000;

    private final JdbcClient jdbc;

    Reservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes the reference. A second one who wants it waits here for the first one's end.
    ///
    /// @return false when it is taken
    boolean begin(UUID reference, @Nullable Instant expiresAt, Instant now) {
        return jdbc.sql("""
                                insert into reservation (shop_id, reference, state, made_at, expires_at)
                                values (:shop, :reference, 'ACTIVE', :now, :expires_at)
                                on conflict do nothing
                                """)
                        .param("shop", ShopScope.current())
                        .param("reference", reference)
                        .param("now", at(now))
                        .param("expires_at", expiresAt == null ? null : at(expiresAt))
                        .update()
                == 1;
    }

    /// Begins a hold, or takes an active one over for other lines. Of two told in the wrong order
    /// the older one, by its revision, changes nothing.
    ///
    /// @return whether it begins here; empty when it is over, or known in this revision or a newer
    ///     one
    Optional<Boolean> revise(UUID reference, long revision, Instant expiresAt, Instant now) {
        return jdbc.sql("""
                        insert into reservation as r (shop_id, reference, state, made_at, expires_at, revision)
                        values (:shop, :reference, 'ACTIVE', :now, :expires_at, :revision)
                        on conflict (shop_id, reference)
                        do update set expires_at = excluded.expires_at, revision = excluded.revision
                        where r.state = 'ACTIVE' and r.expires_at is not null and r.revision < excluded.revision
                        returning old.reference is null
                        """)
                .param("shop", ShopScope.current())
                .param("reference", reference)
                .param("now", at(now))
                .param("expires_at", at(expiresAt))
                .param("revision", revision)
                .query(Boolean.class)
                .optional();
    }

    long revision(UUID reference) {
        return jdbc.sql("select revision from reservation where shop_id = ? and reference = ?")
                .params(ShopScope.current(), reference)
                .query(Long.class)
                .single();
    }

    /// Keeps others from ending a hold, so that it can become something else. An order's
    /// reservation is no hold.
    ///
    /// @return what it holds; empty when it is over or unknown
    Optional<List<HeldLine>> lockHold(UUID reference) {
        boolean active = jdbc.sql("""
                        select 1 from reservation
                        where shop_id = ? and reference = ? and state = 'ACTIVE' and expires_at is not null
                        for update
                        """)
                .params(ShopScope.current(), reference)
                .query(Integer.class)
                .optional()
                .isPresent();
        return active ? Optional.of(lines(reference)) : Optional.empty();
    }

    /// Keeps others from ending an order's reservation, so that it can have other lines.
    ///
    /// @return false when it is over or unknown
    boolean lockOrders(UUID orderId) {
        return jdbc.sql("""
                        select 1 from reservation
                        where shop_id = ? and reference = ? and state = 'ACTIVE' and expires_at is null
                        for update
                        """)
                .params(ShopScope.current(), orderId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// Holds all lines or none.
    ///
    /// @param from a reservation, locked here, whose pieces go over to this one; the caller ends it
    ///     when all lines are held. It may be this one: then it has these lines instead of its own
    Holding hold(UUID reference, Wanted wanted, @Nullable UUID from, Instant now) {
        List<Row> rows = jdbc.sql(HOLD)
                .param("shop", ShopScope.current())
                .param("reference", reference)
                .param("from", from, Types.OTHER)
                .param("variants", array(wanted, HeldLine::variantId))
                .param("quantities", array(wanted, HeldLine::quantity))
                .param("quantity_max", Wanted.QUANTITY_MAX)
                .param("reserved_max", RESERVED_MAX)
                .param("at", at(now))
                .query(Reservations::row)
                .list();
        return new Holding(
                rows.stream().flatMap(row -> Stream.ofNullable(row.change)).toList(),
                rows.stream().flatMap(row -> Stream.ofNullable(row.shortage)).toList(),
                rows.stream().anyMatch(row -> row.unknown));
    }

    /// Ends an active reservation.
    ///
    /// @return false when it is not active
    boolean end(UUID reference, ReservationState end, Instant now) {
        return jdbc.sql("""
                                update reservation set state = ?, ended_at = ?
                                where shop_id = ? and reference = ? and state = 'ACTIVE'
                                """)
                        .params(end.name(), at(now), ShopScope.current(), reference)
                        .update()
                == 1;
    }

    /// Ends an active reservation whose time is over, unless another replica is at it.
    boolean expire(UUID reference, Instant now) {
        return jdbc.sql("""
                                update reservation set state = 'EXPIRED', ended_at = :now
                                where (shop_id, reference) in (
                                  select shop_id, reference from reservation
                                  where shop_id = :shop and reference = :reference
                                    and state = 'ACTIVE' and expires_at <= :now
                                  for update skip locked)
                                """)
                        .param("now", at(now))
                        .param("shop", ShopScope.current())
                        .param("reference", reference)
                        .update()
                == 1;
    }

    /// Ends a reservation, or takes its reference so that it can never begin.
    ///
    /// @return true when it was active
    boolean endOrForestall(UUID reference, Instant now) {
        return jdbc.sql("""
                        insert into reservation as r (shop_id, reference, state, made_at, ended_at)
                        values (:shop, :reference, 'RELEASED', :now, :now)
                        on conflict (shop_id, reference) do update set state = 'RELEASED', ended_at = :now
                        where r.state = 'ACTIVE'
                        returning old.reference is not null
                        """)
                .param("shop", ShopScope.current())
                .param("reference", reference)
                .param("now", at(now))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /// Takes an ended reservation's pieces out of the reserved ones.
    ///
    /// @param leaving they leave the shelf too
    GivenBack giveBack(UUID reference, boolean leaving, Instant now) {
        List<Row> rows = jdbc.sql(GIVE_BACK)
                .param("shop", ShopScope.current())
                .param("reference", reference)
                .param("leaving", leaving)
                .param("reason", leaving ? "ORDER" : "RESERVATION")
                .param("at", at(now))
                .query((row, n) -> new Row(
                        new HeldLine(row.getObject("held_variant_id", UUID.class), row.getInt("quantity")),
                        row.getObject("product_id") == null ? null : StockChange.of(row),
                        null,
                        false))
                .list();
        return new GivenBack(
                rows.stream().flatMap(row -> Stream.ofNullable(row.line)).toList(),
                rows.stream().flatMap(row -> Stream.ofNullable(row.change)).toList());
    }

    Optional<Reservation> find(UUID reference) {
        return jdbc.sql("select state, expires_at from reservation where shop_id = ? and reference = ?")
                .params(ShopScope.current(), reference)
                .query((row, n) -> new Reservation(
                        reference,
                        ReservationState.valueOf(row.getString("state")),
                        lines(reference),
                        instant(row.getTimestamp("expires_at"))))
                .optional();
    }

    /// In the system's scope: active reservations of all shops whose time is over, the longest
    /// first.
    List<Over> over(Instant now, int rows) {
        return jdbc.sql("""
                        select shop_id, reference from reservation
                        where state = 'ACTIVE' and expires_at <= ?
                        order by expires_at limit ?
                        """)
                .params(at(now), rows)
                .query((row, n) ->
                        new Over(row.getObject("shop_id", UUID.class), row.getObject("reference", UUID.class)))
                .list();
    }

    private List<HeldLine> lines(UUID reference) {
        return jdbc.sql("select variant_id, quantity from reservation_line where shop_id = ? and reference = ?"
                        + " order by variant_id")
                .params(ShopScope.current(), reference)
                .query((row, n) -> new HeldLine(row.getObject("variant_id", UUID.class), row.getInt("quantity")))
                .list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return row.getObject("product_id") != null
                ? new Row(null, StockChange.of(row), null, false)
                : new Row(
                        null,
                        null,
                        new Shortage(
                                row.getObject("variant_id", UUID.class),
                                row.getInt("quantity"),
                                row.getInt("available")),
                        row.getBoolean("unknown"));
    }

    private static String array(Wanted wanted, Function<HeldLine, Object> column) {
        return wanted.lines().stream().map(column).map(String::valueOf).collect(joining(",", "{", "}"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private record Row(
            @Nullable HeldLine line,
            @Nullable StockChange change,
            @Nullable Shortage shortage,
            boolean unknown) {}

    /// @param changes of the counted variants, when all lines are held
    /// @param shortages why nothing is held
    /// @param unknown whether one of the shortages is of a variant never heard of
    record Holding(List<StockChange> changes, List<Shortage> shortages, boolean unknown) {}

    record GivenBack(List<HeldLine> lines, List<StockChange> changes) {}

    record Over(UUID shopId, UUID reference) {}
}

package io.parley.inventory.stock;

import static io.parley.starter.Timestamps.at;

import io.parley.starter.shop.ShopScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The stock of the current shop and its ledger. Rows of several variants are always locked in the order of their ids.
@Repository
class StockLevels {
    private static final String COLUMNS =
            "variant_id, product_id, sku, title, policy, on_hand, reserved, reorder_level, version";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    StockLevels(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Stock> find(UUID variantId) {
        return jdbc.sql("select " + COLUMNS + " from stock where shop_id = ? and variant_id = ?")
                .params(ShopScope.current(), variantId)
                .query(StockLevels::stock)
                .optional();
    }

    /// Finds and keeps others from changing it until the transaction's end.
    Optional<Stock> lock(UUID variantId) {
        return jdbc.sql("select " + COLUMNS + " from stock where shop_id = ? and variant_id = ? for update")
                .params(ShopScope.current(), variantId)
                .query(StockLevels::stock)
                .optional();
    }

    /// What is not archived, by title.
    ///
    /// @param after the last row of the page before
    List<Stock> page(@Nullable String afterTitle, @Nullable UUID after, int rows) {
        String from = after == null ? "" : " and (title, variant_id) > (:title, :after)";
        return jdbc.sql("select " + COLUMNS + " from stock where shop_id = :shop and not archived" + from
                        + " order by title, variant_id limit :rows")
                .param("shop", ShopScope.current())
                .param("title", afterTitle)
                .param("after", after)
                .param("rows", rows)
                .query(StockLevels::stock)
                .list();
    }

    /// Writes a changed stock and, when its figures changed, the ledger's row.
    StockChange store(
            Stock before, Stock after, LedgerReason reason, @Nullable UUID by, @Nullable String note, Instant at) {
        return jdbc.sql("""
                        with changed as (
                          update stock
                          set policy = :policy, on_hand = :on_hand, reserved = :reserved,
                              reorder_level = :reorder_level, version = version + 1
                          where shop_id = :shop and variant_id = :variant
                          returning %s
                        ), entry as (
                          insert into stock_ledger (shop_id, variant_id, version, at, reason, by_user, note,
                            on_hand_before, on_hand_after, reserved_before, reserved_after)
                          select :shop, variant_id, version, :at, :reason, :by, :note,
                            :on_hand_before, on_hand, :reserved_before, reserved
                          from changed
                          where on_hand <> :on_hand_before or reserved <> :reserved_before
                        )
                        select * from changed
                        """.formatted(StockChange.RETURNING))
                .param("shop", ShopScope.current())
                .param("variant", after.variantId())
                .param("policy", after.policy().name())
                .param("on_hand", after.onHand())
                .param("reserved", after.reserved())
                .param("reorder_level", after.reorderLevel())
                .param("on_hand_before", before.onHand())
                .param("reserved_before", before.reserved())
                .param("reason", reason.name())
                .param("by", by)
                .param("note", note)
                .param("at", at(at))
                .query((row, n) -> StockChange.of(row))
                .single();
    }

    /// Counts what open reservations promised of the variant while nobody counted.
    ///
    /// @return pieces
    int countPromised(UUID variantId) {
        return jdbc
                .sql("""
                        with open as (
                          select r.reference
                          from reservation r join reservation_line l using (shop_id, reference)
                          where r.shop_id = :shop and l.variant_id = :variant and not l.counted and r.state = 'ACTIVE'
                          order by r.reference
                          for update of r
                        )
                        update reservation_line l set counted = true
                        from open
                        where l.shop_id = :shop and l.variant_id = :variant and l.reference = open.reference
                        returning l.quantity
                        """)
                .param("shop", ShopScope.current())
                .param("variant", variantId)
                .query(Integer.class)
                .list()
                .stream()
                .reduce(0, Math::addExact);
    }

    /// Takes over a product's variants: new ones begin untracked, known ones take the newer names, missing ones are
    /// archived. Older states change nothing.
    ///
    /// @return the new ones
    List<StockChange> follow(UUID productId, long productVersion, List<Named> variants) {
        List<StockChange> changes = add(productId, productVersion, variants);
        jdbc.sql("""
                        update stock set archived = true, product_version = :product_version
                        where shop_id = :shop and product_id = :product and product_version < :product_version
                        """)
                .param("shop", ShopScope.current())
                .param("product", productId)
                .param("product_version", productVersion)
                .update();
        return changes;
    }

    /// Adds variants that orders name before their product's event was heard.
    ///
    /// @return those not known before
    List<StockChange> add(UUID productId, long productVersion, List<Named> variants) {
        return jdbc
                .sql("""
                        insert into stock as s (shop_id, variant_id, product_id, sku, title, product_version)
                        select :shop, v."variantId", :product, v.sku, v.title, :product_version
                        from jsonb_to_recordset(:variants::jsonb) as v("variantId" uuid, sku text, title text)
                        order by v."variantId"
                        on conflict (shop_id, variant_id) do update
                        set sku = excluded.sku, title = excluded.title, product_id = excluded.product_id,
                            product_version = excluded.product_version, archived = false
                        where s.product_version < excluded.product_version
                        returning %s, old.variant_id is null as fresh
                        """.formatted(StockChange.RETURNING))
                .param("shop", ShopScope.current())
                .param("product", productId)
                .param("product_version", productVersion)
                .param("variants", json.writeValueAsString(variants))
                .query((row, n) -> new Followed(StockChange.of(row), row.getBoolean("fresh")))
                .list()
                .stream()
                .filter(Followed::fresh)
                .map(Followed::change)
                .toList();
    }

    /// @param before versions below this one; absent for the newest
    List<LedgerEntry> ledger(UUID variantId, @Nullable Long before, int rows) {
        return jdbc.sql("""
                        select * from stock_ledger
                        where shop_id = :shop and variant_id = :variant and version < :before
                        order by version desc limit :rows
                        """)
                .param("shop", ShopScope.current())
                .param("variant", variantId)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("rows", rows)
                .query(StockLevels::entry)
                .list();
    }

    /// How many variants' stock is not what the ledger and the open reservations say. In the system's scope, of all
    /// shops.
    long discrepancies() {
        return jdbc.sql("select count(*) from stock_discrepancy")
                .query(Long.class)
                .single();
    }

    private static Stock stock(ResultSet row, int n) throws SQLException {
        return new Stock(
                row.getObject("variant_id", UUID.class),
                row.getObject("product_id", UUID.class),
                row.getString("sku"),
                row.getString("title"),
                StockPolicy.valueOf(row.getString("policy")),
                row.getInt("on_hand"),
                row.getInt("reserved"),
                row.getInt("reorder_level"),
                row.getLong("version"));
    }

    private static LedgerEntry entry(ResultSet row, int n) throws SQLException {
        return new LedgerEntry(
                row.getLong("version"),
                row.getTimestamp("at").toInstant(),
                LedgerReason.valueOf(row.getString("reason")),
                row.getObject("reference", UUID.class),
                row.getObject("by_user", UUID.class),
                row.getString("note"),
                row.getInt("on_hand_before"),
                row.getInt("on_hand_change"),
                row.getInt("on_hand_after"),
                row.getInt("reserved_before"),
                row.getInt("reserved_change"),
                row.getInt("reserved_after"));
    }

    private record Followed(StockChange change, boolean fresh) {}

    /// @param title the product's name, with the variant's where it has one
    record Named(UUID variantId, String sku, String title) {}
}

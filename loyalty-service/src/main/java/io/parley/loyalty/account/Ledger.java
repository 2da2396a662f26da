package io.parley.loyalty.account;

import static io.parley.starter.Timestamps.at;

import io.parley.starter.shop.ShopScope;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The lines behind the points of the current shop's accounts.
@Repository
class Ledger {
    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Whether the cause has earned before. To be asked with the account locked.
    boolean knows(UUID accountId, Source source, String sourceId) {
        return jdbc.sql(
                        "select exists (select from points_entry where account_id = ? and source = ? and source_id = ?)")
                .params(accountId, source.word(), sourceId)
                .query(Boolean.class)
                .single();
    }

    void add(UUID accountId, PointsEntry entry) {
        jdbc.sql("""
                        insert into points_entry
                          (shop_id, account_id, number, at, source, source_id, note, points, balance)
                        values (:shop, :account, :number, :at, :source, :source_id, :note, :points, :balance)
                        """)
                .param("shop", ShopScope.current())
                .param("account", accountId)
                .param("number", entry.number())
                .param("at", at(entry.at()))
                .param("source", entry.source().word())
                .param("source_id", entry.sourceId())
                .param("note", entry.note())
                .param("points", entry.points())
                .param("balance", entry.balance())
                .update();
    }

    /// The newest first.
    ///
    /// @param before lines numbered below this
    List<PointsEntry> page(UUID accountId, int before, int rows) {
        return jdbc.sql("select * from points_entry where account_id = ? and shop_id = ? and number < ?"
                        + " order by number desc limit ?")
                .params(accountId, ShopScope.current(), before, rows)
                .query((row, n) -> new PointsEntry(
                        row.getInt("number"),
                        row.getTimestamp("at").toInstant(),
                        Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                        row.getString("source_id"),
                        row.getString("note"),
                        row.getLong("points"),
                        row.getLong("balance")))
                .list();
    }
}
